// The jump box: a dialog with a combobox (WAI-ARIA APG, list autocomplete with automatic selection). The page asks for this
// script, and this script for the index, when a reader first opens the box, and for its shards, when a query needs them.
import { finder, SCOPES } from "./answers.js";
import { FIRST } from "./known.js";
import { saying } from "./saying.js";
import { shardReader } from "./shards.js";

const WORDS = {
  "in force": _("In force"), proposed: _("To come"), earlier: _("Earlier versions"), "amendments and guides": _("Amendments and guides"),
};
const HINT = _("Numbers, tables, terms, versions, words");
const LONGEST = 180;
// So many bytes of earlier versions are read without asking; more, where a reader asks for them.
const UNASKED = 2e6;
// While shards come, what is found is shown anew after so many milliseconds.
const BETWEEN = 300;
const LOOKS = 5;
// Words of so many entries are read at a time, while nothing is asked.
const A_FEW = 200;

const node = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

// The part of a text round the first of some words.
const excerpt = (text, words) => {
  if (text.length <= LONGEST) return text;
  const small = text.toLowerCase();
  const [first = 0] = words.map(word => small.indexOf(word)).filter(at => at >= 0).toSorted((one, other) => one - other);
  const from = first < LONGEST / 2 ? 0 : text.lastIndexOf(" ", first - LONGEST / 4) + 1;
  return `${from ? "… " : ""}${text.slice(from, from + LONGEST)}${from + LONGEST < text.length ? " …" : ""}`;
};

const makeBox = root => {
  const field = node("input", {
    id: "page-find-field", type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "page-find-list", "aria-autocomplete": "list",
    "aria-describedby": "page-find-hint", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
  });
  const close = node("button", { type: "button", class: "find-close", "aria-label": _("Close") }, "×");
  const choices = SCOPES.map(scope => {
    const box = node("input", { type: "checkbox", value: scope });
    box.checked = scope !== "earlier";
    return node("label", {}, box, ` ${WORDS[scope]}`);
  });
  const keys = node("input", { type: "checkbox", name: "keys" });
  const said = node("p", { role: "status", class: "find-said" });
  const list = node("div", { id: "page-find-list", role: "listbox", "aria-label": _("Answers"), tabindex: "-1" });
  const rest = node("button", { type: "button", class: "find-rest" });
  rest.hidden = true;
  const dialog = node("dialog", { class: "find", "aria-labelledby": "page-find-name" },
    node("div", { class: "find-head" }, node("label", { for: "page-find-field", id: "page-find-name" }, _("Find")), field, close),
    node("fieldset", { class: "find-scopes" }, node("legend", {}, _("Search in")), ...choices),
    node("p", { id: "page-find-hint", class: "find-hint" }, HINT), said, rest, list,
    node("p", { class: "find-keys" }, node("label", {}, keys, _(" Keys of one sign")), _(": g or / opens this box, n and p turn the page, j, k, r and c walk a redline")));
  document.body.append(dialog);

  let index, find;
  let active = -1;
  // Whether a reader asked for all earlier versions, and whether one of the answers was chosen by hand.
  let isAll = false, isChosen = false;
  const options = () => [...list.querySelectorAll("[role=option]")];

  const choose = at => {
    active = at;
    field.removeAttribute("aria-activedescendant");
    options().forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === at));
      if (place !== at) return;
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    });
  };

  const option = (result, number, words) => node("a",
    { role: "option", id: `find-${number}`, href: new URL(result.address, root).href, tabindex: "-1", "aria-selected": "false", "data-standing": result.standing },
    node("span", { class: "find-name" }, result.name + (result.title ? `: ${result.title}` : "")),
    node("span", { class: "find-status" }, result.status + (result.note ? `; ${result.note}` : "")),
    node("span", { class: "find-text" }, excerpt(result.text, words)));

  // What is said of the shards that are not read. Those that are needed are asked for, first that of the document shown; but not
  // much of earlier versions, and nothing that could only be told after all that is shown.
  const readOn = ({ unread, isEnough }, isEarlier) => {
    const shown = location.href.startsWith(root.href) ? location.href.slice(root.href.length).split("/")[0] : "";
    const own = unread.filter(name => name.endsWith(`/${shown}`));
    const isRest = isEnough && !isAll && !unread.includes(FIRST) && !own.some(name => name.startsWith("words/"));
    const readable = unread.filter(name => !reader.isFailed(name)), earlier = readable.filter(name => name.startsWith("earlier/"));
    const bytesOf = names => names.reduce((sum, name) => sum + (index.shards[name] ?? 0), 0);
    const isMuch = bytesOf(earlier) > UNASKED && !isEarlier && !isAll;
    const offered = isRest ? readable : isMuch ? earlier : [];
    // Where words are asked for, what has come is read before more is asked for: it may be enough.
    if (isEnough === undefined || !isAhead) reader.want([...new Set([...own, ...unread])].filter(name => !offered.includes(name)));
    const size = (bytesOf(offered) / 1e6).toLocaleString(document.documentElement.lang || undefined, { maximumFractionDigits: 1 });
    rest.textContent = isRest ? _`Read the other texts (${size} MB)` : _`Read earlier versions (${size} MB)`;
    rest.hidden = !offered.length || isReading();
    list.setAttribute("aria-busy", String(isReading()));
    if (isReading()) return _("The index is being read …");
    if (isRest && offered.length) return _("Other texts, which are not read yet, may have more.");
    return offered.length ? _("Earlier versions are not read yet.") : _("A part of the index cannot be read here.");
  };

  const show = () => {
    if (!find) return;
    const query = field.value.trim();
    const scopes = choices.map(label => label.firstElementChild).filter(box => box.checked).map(box => box.value);
    const isEarlier = scopes.includes("earlier");
    const answered = find.answer(query, scopes);
    const words = query.toLowerCase().split(/\s+/);
    const { found, near = [] } = answered;
    const held = isChosen ? options()[active]?.href : undefined;
    list.replaceChildren(...found.map((result, at) => option(result, at, words)));
    if (near.length) {
      list.append(node("div", { role: "group", "aria-label": _("Nearest") }, ...near.map((result, at) => option(result, found.length + at, words))));
    }
    field.setAttribute("aria-expanded", String(found.length + near.length > 0));
    const more = readOn(answered, isEarlier);
    said.textContent = query ? saying(answered, isEarlier, more) : "";
    const at = options().findIndex(each => each.href === held);
    choose(at < 0 && found.length ? 0 : at);
  };
  // What a reader does begins anew with the first answer; what comes of itself leaves the one that was chosen.
  const showAnew = () => {
    isChosen = false;
    show();
  };

  const follow = () => options()[active]?.click();
  const move = by => {
    const count = options().length;
    isChosen = true;
    if (count) choose(active < 0 ? (by > 0 ? 0 : count - 1) : (active + by + count) % count);
  };
  const KEYS = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: follow };
  field.addEventListener("input", showAnew);
  field.addEventListener("keydown", event => {
    if (!KEYS[event.key] || event.isComposing) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  for (const label of choices) label.addEventListener("change", showAnew);
  // A page that walks a redline has such a box too.
  keys.addEventListener("change", () => document.querySelectorAll("[name=keys]").forEach(each => (each.checked = keys.checked)));
  // What is typed here is nobody else's key.
  dialog.addEventListener("keydown", event => event.stopPropagation());
  dialog.addEventListener("click", event => {
    if (event.target === dialog || event.target.closest("[role=option]")) dialog.close();
  });
  close.addEventListener("click", () => dialog.close());

  // Between two looks at what came meanwhile, at least as long as some such looks take.
  let next = 0, isAhead = false;
  const showNow = () => {
    const began = performance.now();
    show();
    next = performance.now() + Math.max(BETWEEN, LOOKS * (performance.now() - began));
  };
  const readAhead = () => {
    isAhead = find.readAhead(A_FEW);
    if (isAhead) setTimeout(readAhead);
    if (!isReading() || performance.now() > next) showNow();
  };
  const reader = shardReader(root, shard => {
    find.add(shard);
    if (!isAhead) readAhead();
  }, () => isAhead || showNow());
  const isReading = () => reader.isUnderWay() || isAhead;
  rest.addEventListener("click", () => {
    isAll = true;
    field.focus();
    showAnew();
  });
  said.textContent = _("The index is being read …");
  const data = node("script", { src: new URL("find/index.js", root).href });
  data.addEventListener("load", () => {
    index = globalThis.corpusFindIndex;
    find = finder(index);
    dialog.querySelector(".find-hint").append(`: ${index.examples}`);
    said.textContent = "";
    readAhead();
  });
  data.addEventListener("error", () => {
    said.textContent = _("The index cannot be read here.");
  });
  document.head.append(data);
  return { dialog, field, show: showAnew, keys };
};

let box;
// Opens the box, with a query in it where one is given.
globalThis.corpusFind = (root, query) => {
  box ??= makeBox(root);
  if (query !== undefined) box.field.value = query;
  box.keys.checked = globalThis.corpusKeys.wanted();
  if (!box.dialog.open) box.dialog.showModal();
  box.field.focus();
  box.field.select();
  box.show();
};
