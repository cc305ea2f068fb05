// What the page of a redline does beyond showing it: a view in the address, a walk from change to change, remarks.
// All that it works on stands on the page, which is whole without it. It asks for nothing and sends nothing. Where another
// script draws a redline into the page, it says "drawn", and all begins anew.
import { corpusCsv } from "./csv.js";
import { corpusZip } from "./zip.js";

const corpusReview = review => {
  const stopped = new AbortController(), { signal } = stopped;
  review.classList.add("with-script");
  const all = (selector, within = review) => [...within.querySelectorAll(selector)];
  const one = (selector, within = review) => within.querySelector(selector);
  const made = (tag, properties, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inside);
    return element;
  };
  const on = (target, type, act) => target?.addEventListener(type, act, { signal });
  const words = (selector, within) => one(selector, within)?.textContent.trim() ?? "";
  const here = () => location.href.split(/[?#]/)[0];
  // On a page of many redlines an address begins with the two versions.
  const versions = review.dataset.pair ? `${review.dataset.pair}/` : "";
  const fragment = () => attempt(() => decodeURIComponent(location.hash.slice(1)), "").split("/").at(-1);

  const attempt = (act, otherwise) => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };

  // A browser may refuse to keep anything; the page says so at the first thing that was to be kept. What it gives back
  // may be of any shape: others write there too.
  const store = {
    refused: false,
    raw: key => attempt(() => localStorage.getItem(key), null),
    get: key => attempt(() => JSON.parse(store.raw(key)), null),
    set(key, value) {
      store.refused = !attempt(() => (localStorage.setItem(key, JSON.stringify(value)), true));
      if (store.refused) one(".unkept").hidden = false;
    },
  };
  const isText = value => typeof value === "string";

  // --- The view: the inputs are the state; the address and the browser's memory follow them ---

  const views = all("[name=view]"), shows = all("[name=show]"), only = one("[name=only]");
  const NAMES = ["view", "only", "mute"];
  const chosen = () => {
    const query = new URLSearchParams(location.search);
    const view = views.find(input => input.checked).value;
    const mute = shows.filter(input => !input.checked).map(input => input.value).join(" ");
    const values = { view: view === views[0].value ? "" : view, only: only.checked ? "1" : "", mute };
    for (const name of NAMES) values[name] ? query.set(name, values[name]) : query.delete(name);
    return query;
  };
  const choose = query => {
    const muted = (query.get("mute") ?? "").split(" ");
    (views.find(input => input.value === query.get("view")) ?? views[0]).checked = true;
    only.checked = query.has("only");
    for (const input of shows) input.checked = input.disabled || !muted.includes(input.value);
  };
  // Whole, because a path that begins with two slashes would be another host's; and a page in a mail may have none.
  const visit = (how, to) => attempt(() => history[how](null, "", to));
  const address = query => `${here()}${query.size ? `?${query}` : ""}${location.hash}`;

  on(one(".controls"), "change", () => {
    const query = chosen();
    visit("pushState", address(query));
    store.set("corpus-view", [...query].filter(([name]) => NAMES.includes(name)));
    refresh();
  });
  on(window, "popstate", () => {
    choose(new URLSearchParams(location.search));
    refresh();
  });

  // --- Side by side: each block beside what it was, in the order of the page ---

  const text = one(".text"), held = new Map();
  const copy = block => {
    const copied = block.cloneNode(true);
    for (const element of [copied, ...all("[id]", copied)]) element.removeAttribute("id");
    if (copied.ariaLabel) copied.ariaLabel += ", old";
    return copied;
  };
  const paired = blocks => {
    const rows = [];
    let waiting = [];
    for (const block of blocks) {
      const [gone, came] = ["del", "ins"].map(side => block.classList.contains(side));
      if (came && waiting.length) {
        waiting.shift().lastChild.append(block);
        continue;
      }
      if (!gone) waiting = [];
      if (block.matches(".fold, .unchanged")) {
        rows.push(block);
        continue;
      }
      const pair = made("div", { className: "pair" }, made("div", { className: "was" }), made("div", { className: "now" }));
      rows.push(pair);
      if (gone) waiting.push(pair);
      else if (!came) pair.firstChild.append(copy(block));
      pair.classList.toggle("same", !block.dataset.change && !one("[data-change]", block));
      pair[gone ? "firstChild" : "lastChild"].append(block);
    }
    return rows;
  };
  const lay = sides => {
    if (sides === held.size > 0) return;
    for (const [box, blocks] of held) box.replaceChildren(...blocks);
    held.clear();
    if (!sides) return;
    for (const box of [text, ...all("div.unchanged", text)]) held.set(box, [...box.children]);
    for (const [box, blocks] of held) box.replaceChildren(...paired(blocks));
  };

  // The rows of a table fold on both sides at once.
  on(text, "change", ({ target }) => {
    const side = target.closest(".was, .now"), at = side && all("input", side).indexOf(target);
    for (const each of side?.parentElement.children ?? []) all("input", each)[at].checked = target.checked;
  });

  // --- From change to change ---

  const cards = all(".card"), list = one(".list"), kind = one("[name=kind]"), keys = one("[name=keys]");
  const byId = new Map(cards.map(card => [card.dataset.id, card]));
  const markers = made("div", { className: "markers", ariaHidden: "true" });
  let marks = new Map(), shown = cards, current = null;

  const visible = element => element?.getClientRects().length > 0;
  const place = (card, id = card.dataset.id) => {
    const found = [document.getElementById(id), ...(marks.get(card.dataset.id) ?? [])];
    let near = found.find(visible) ?? found[1];
    while (near && !visible(near)) near = near.previousElementSibling ?? near.parentElement;
    return near ?? text;
  };
  // What is said is written over what was said: a new node in the page would make the browser style all of it anew.
  const tell = () => {
    if (!cards.length) return;
    const at = shown.indexOf(current);
    const rest = shown.length < cards.length ? `, ${cards.length} in all` : "";
    const link = one(".position");
    link.href = at < 0 ? "#page-changes" : `#${current.dataset.id}`;
    link.firstChild.data = (at < 0 ? `${shown.length} shown` : `${at + 1} of ${shown.length}`) + rest;
  };
  const take = card => {
    for (const element of all(".current")) element.classList.remove("current");
    current = card;
    const found = marks.get(card.dataset.id) ?? [];
    const inner = found.filter(element => element.matches("ins, del, .format, tr, td, th"));
    for (const element of [card, ...(inner.length ? inner : found)]) element.classList.add("current");
    tell();
    const top = card.getBoundingClientRect().top - list.getBoundingClientRect().top;
    if (top < 0 || top + card.offsetHeight > list.clientHeight) list.scrollTop += top - list.clientHeight / 3;
  };
  const go = (card, id) => {
    if (!card) return;
    take(card);
    place(card, id).scrollIntoView({ block: "center", inline: "nearest" });
    one(".at").firstChild.data = `${words(".where", card)}: ${card.dataset.kinds.replaceAll("-", " ")}`;
    visit("replaceState", `#${versions}${id ?? card.dataset.id}`);
  };
  const step = by => {
    const from = cards.indexOf(current);
    const ahead = shown.filter(card => (cards.indexOf(card) - from) * by > 0);
    go((ahead.length ? ahead : shown).at(by > 0 ? 0 : -1));
  };
  const linked = () => byId.get(fragment().replace(/-from$/, ""));
  const goToAddress = () => go(linked(), fragment());

  on(window, "hashchange", goToAddress);
  on(window, "keydown", event => {
    const by = { j: 1, k: -1 }[event.key];
    const typing = event.target.closest?.("textarea, select, input:not([type=checkbox], [type=radio])");
    if (by && keys?.checked && !typing && !event.ctrlKey && !event.altKey && !event.metaKey) step(by);
  });
  on(keys, "change", () => store.set("corpus-keys", keys.checked));
  on(kind, "change", () => {
    const other = card => kind.value && !card.dataset.kinds.split(" ").includes(kind.value);
    for (const card of cards) card.classList.toggle("filtered", !!other(card));
    refresh();
  });
  on(text, "click", event => {
    const card = byId.get(event.target.closest("[data-change]")?.dataset.change.split(" ")[0]);
    if (card && !event.target.closest("a")) take(card);
  });
  on(markers, "click", event => {
    const far = card => Math.abs(markers.children[shown.indexOf(card)].getBoundingClientRect().top - event.clientY);
    go(shown.toSorted((a, b) => far(a) - far(b))[0]);
  });

  // The column of markers: where on the page each change lies that is shown.
  const mark = () => {
    const height = document.documentElement.scrollHeight;
    const tops = shown.map(card => (100 * (place(card).getBoundingClientRect().top + scrollY)) / height);
    markers.replaceChildren(...tops.map(top => made("i", { style: `top: ${top}%` })));
  };
  const refresh = () => {
    lay(views.find(input => input.checked).value === "sides");
    marks = Map.groupBy(all("[data-change]", text), element => element.dataset.change.split(" ")[0]);
    for (const element of all("[data-change*=' ']", text)) {
      for (const id of element.dataset.change.split(" ")) marks.set(id, [...(marks.get(id) ?? []), element]);
    }
    shown = cards.filter(visible);
    tell();
    mark();
  };

  // --- Remarks: kept in this browser for these two texts alone, taken away as a file ---

  // The key is made of the texts. On a site they may change while they are proposed, and the address is in it instead.
  const { key, name: ends, before, after, title } = review.dataset;
  const site = "atAddress" in review.dataset ? location.pathname.replace(/\/+/g, "/").replace(/index\.html$/, "") : "";
  const KEY = `corpus-remarks:${key}${site}`;
  // Two questions of the same words are two.
  const areas = new Map();
  for (const area of all(".answers textarea")) {
    let time = 1;
    while (areas.has(`${time} ${area.dataset.question}`)) time++;
    areas.set(`${time} ${area.dataset.question}`, area);
  }
  let kept;

  // What was kept, and beside it, as it stands there, whatever is of no shape that this page writes: nothing is lost.
  const isObject = value => typeof value === "object" && !Array.isArray(value);
  const sorted = stored => {
    const { answers = {}, remarks = {}, unread = [], ...others } = stored;
    if (![stored, answers, remarks].every(isObject)) return null;
    const odd = [unread].flat().filter(it => it !== null).map(it => (isText(it) ? it : JSON.stringify(it)));
    if (Object.keys(others).length) odd.push(JSON.stringify(others));
    const texts = it => Object.fromEntries(Object.entries(it).filter(([, value]) => isText(value)));
    const group = its => {
      for (const each of Object.entries(its)) if (!isText(each[1]?.said)) odd.push(JSON.stringify(each));
      return Object.fromEntries(
        Object.entries(its).filter(([, it]) => isText(it?.said) && it.said.trim()).map(([id, it]) => [id, texts(it)]),
      );
    };
    return { answers: group(answers), remarks: group(remarks), unread: odd };
  };
  const read = raw => {
    const nothing = { answers: {}, remarks: {}, unread: [] };
    if (!raw || raw === "null") return nothing;
    return attempt(() => sorted(JSON.parse(raw)), null) ?? { ...nothing, unread: [raw] };
  };

  const citation = card =>
    `${before}: ${words(".where", card)} (${card.dataset.kinds.replaceAll(" ", ", ")}), change ${card.dataset.id}. ` +
    `${after} ${here()}#${versions}${card.dataset.id}`;
  const keep = (group, name, said, rest) => {
    if (said.trim()) kept[group][name] = { ...rest, said };
    else delete kept[group][name];
    store.set(KEY, kept);
    sum();
  };
  const seen = card => ({
    where: words(".where", card),
    was: words("[data-side~=was]", card),
    now: words("[data-side~=now]", card),
    citation: citation(card),
  });
  const open = card => {
    const area = made("textarea", { rows: 3 });
    one(".acts", card).after(made("label", {}, `Your remark on change ${card.value}`, area));
    on(area, "input", () => keep("remarks", card.dataset.id, area.value, seen(card)));
    return area;
  };
  const orphans = () => [
    ...Object.entries(kept.answers).filter(([name]) => !areas.has(name))
      .map(([name, it]) => ({ where: name, ...it, forget: () => keep("answers", name, "") })),
    ...Object.entries(kept.remarks).filter(([name]) => !byId.has(name))
      .map(([name, it]) => ({ where: name, ...it, forget: () => keep("remarks", name, "") })),
    ...kept.unread.map((said, at) => ({
      where: "Kept in a form that this page does not know",
      said,
      forget() {
        kept.unread.splice(at, 1);
        store.set(KEY, kept);
        sum();
      },
    })),
  ];
  const sum = () => {
    const remarked = cards.filter(card => kept.remarks[card.dataset.id]);
    for (const card of cards) card.classList.toggle("is-remarked", remarked.includes(card));
    const link = card => made("a", { href: `#${card.dataset.id}`, textContent: words(".where", card) });
    one(".remarked").replaceChildren(
      remarked.length ? `Remarks: ${remarked.length}. ` : "No remark yet: write one at any change in the list.",
      ...remarked.flatMap(card => [link(card), " "]),
    );
    const orphan = it => {
      const about = it.citation ? `${it.where} (was: ${it.was || "nothing"}; now: ${it.now || "nothing"})` : it.where;
      const said = made("p", { className: "said", textContent: it.said });
      return made("li", {}, about, said, made("button", { type: "button", textContent: "Remove", onclick: it.forget }));
    };
    one(".orphans").replaceChildren(...orphans().map(orphan));
    one(".orphaned").hidden = !orphans().length;
  };
  const recall = () => {
    kept = read(store.raw(KEY));
    for (const [name, area] of areas) area.value = kept.answers[name]?.said ?? "";
    for (const card of cards) {
      const said = kept.remarks[card.dataset.id]?.said ?? "";
      const area = one("textarea", card) ?? (said && open(card));
      if (area) area.value = said;
    }
    sum();
  };

  // What is taken away: the questions with their answers, the remarks in the order of the changes, then the orphans.
  const response = () => [
    ...[...areas.values()].map(area => ["Questions", { where: area.dataset.question, said: area.value }]),
    ...cards.flatMap(card => {
      const it = kept.remarks[card.dataset.id];
      return it ? [["Remarks", { ...seen(card), said: it.said }]] : [];
    }),
    ...orphans().map(it => ["No longer on the page", it]),
  ];
  // The same line by line: what it says, and its style where that is not the plain one.
  const lines = rows => [
    [`Response: ${title}`, "Title"],
    [before],
    [`Taken from ${here()} on ${new Date().toISOString().slice(0, 10)}.`],
    ...[...Map.groupBy(rows, row => row[0])].flatMap(([part, its]) => [
      [part, "Heading1"],
      ...its.flatMap(([, it], at) => [
        [`${at + 1}. ${it.where}`, "Heading2"],
        [it.citation && `Was: ${it.was || "nothing"}`, "Quote"],
        [it.citation && `Now: ${it.now || "nothing"}`, "Quote"],
        [it.said || "(no answer)"],
        [it.citation && `Citation: ${it.citation}`],
      ]),
    ]),
  ].filter(line => line[0]);
  const asMarkdown = rows => {
    const signs = { Title: "# ", Heading1: "## ", Heading2: "### ", Quote: "> " };
    const line = ([said, style]) => `${signs[style] ?? ""}${style === "Quote" ? said.replaceAll("\n", "\n> ") : said}\n`;
    return lines(rows).map(line).join("\n");
  };
  const asWord = rows => {
    const { package: parts, paragraph, line_break: lineBreak } = JSON.parse(words(".word"));
    // XML 1.0 knows some characters under no name at all.
    const xml = said => said
      .replace(/[\p{Cs}\ufffe\uffff]|(?![\t\n])\p{Cc}/gu, "\ufffd")
      .replace(/[<>&]/g, char => `&#${char.charCodeAt()};`)
      .replaceAll("\n", lineBreak);
    // The text comes last and from a function: it may itself hold what looks like a slot or a pattern.
    const filled = ([said, style = "Normal"]) => paragraph.replace("{style}", style).replace("{text}", () => xml(said));
    parts["word/document.xml"] = parts["word/document.xml"].replace("{body}", () => lines(rows).map(filled).join(""));
    return corpusZip(parts);
  };
  const asCsv = rows => {
    const names = ["where", "was", "now", "said", "citation"];
    return corpusCsv([["part", ...names], ...rows.map(([part, it]) => [part, ...names.map(name => it[name] ?? "")])]);
  };

  const FORMS = { docx: asWord, md: asMarkdown, csv: asCsv };

  const ACTS = {
    next: () => step(1),
    previous: () => step(-1),
    async cite(button, card) {
      const label = button.firstChild, said = label.data;
      try {
        await navigator.clipboard.writeText(citation(card));
        label.data = "Copied";
        setTimeout(() => (label.data = said), 2000);
      } catch {
        prompt("The citation, to be copied:", citation(card));
      }
    },
    remark: (button, card) => (one("textarea", card) ?? open(card)).focus(),
    take({ dataset: { form, type } }) {
      const href = URL.createObjectURL(new Blob([FORMS[form](response())].flat(), { type }));
      made("a", { href, download: `response-${ends.replace(/[^\w.@-]+/g, "-")}.${form}` }).click();
      setTimeout(() => URL.revokeObjectURL(href), 1e4);
    },
    clear() {
      if (!confirm("Clear all answers and remarks on this page?")) return;
      store.set(KEY, {});
      recall();
    },
  };
  on(review, "click", event => {
    const button = event.target.closest("[data-act]");
    if (button) ACTS[button.dataset.act](button, button.closest(".card"));
  });
  for (const [name, area] of areas) {
    on(area, "input", () => keep("answers", name, area.value, { where: area.dataset.question }));
  }
  on(window, "storage", event => event.key === KEY && !store.refused && recall());

  // --- The beginning ---

  const query = new URLSearchParams(location.search);
  if (!NAMES.some(name => query.has(name)) && !linked()) {
    const view = store.get("corpus-view");
    for (const [name, value] of Array.isArray(view) ? view.filter(Array.isArray) : []) {
      if (NAMES.includes(name) && isText(value)) query.set(name, value);
    }
    visit("replaceState", address(query));
  }
  choose(query);
  if (keys) keys.checked = store.get("corpus-keys") !== false;
  if (cards.length) document.body.append(markers);
  document.body.classList.toggle("walked", cards.length > 0);
  recall();
  refresh();
  goToAddress();
  const watched = new ResizeObserver(() => requestAnimationFrame(mark));
  watched.observe(text);
  on(review, "drawn", () => {
    stopped.abort();
    watched.disconnect();
    markers.remove();
    corpusReview(review);
  });
};
for (const review of document.querySelectorAll(".review")) corpusReview(review);
