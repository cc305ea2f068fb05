// The page that compares any two versions, once others are wanted than those that stand there: the choices are the state, the
// address follows them, and the redline is drawn from the weave that stands in the page. It asks for nothing but the script that
// tells what stands beside.
import { tellLater } from "../../../render/page/static/review/later.js";
import { waysBetween } from "./sides.js";
import { madeReady, redlineOf } from "./blocks.js";
import { cardOf, drawingOf, inWords } from "./drawing.js";
import { counted, KIND_NAMES, NOISE_NAMES } from "./names.js";

const begin = page => {
  const one = (selector, within = page) => within.querySelector(selector);
  const weave = madeReady(JSON.parse(one("script.weave").textContent));
  const { versions } = weave;
  const review = one(".review"), [oldChoice, newChoice] = ["old", "new"].map(name => one(`select[name=${name}]`)), slider = one("[name=time]");
  const label = at => versions[at].label;
  const countedChanges = count => (count === 1 ? _("1 change") : _`${count} changes`);

  const cited = version => (version.title ? `${version.title} ${version.label}` : version.name);
  const citationParts = (old, now) => [
    old.title && old.title === now.title ? `${now.title}, ${old.label} → ${now.label}` : [old, now].map(cited).join(" → "),
    (now.dates && `${now.dates}. `) + _`SHA-256 of the old text ${old.sha256}, of the new text ${now.sha256}.`,
  ];
  const redlineLine = (...both) => `${_("Redline")}: ${both.map(({ name, sha256 }) => [name, sha256].join(", SHA-256 ")).join("; ")}`;

  const redlineBetween = (old, now) => {
    const way = waysBetween(versions, weave.sets, old, now), redline = redlineOf(weave, way);
    return { old, now, way, redline, pieces: drawingOf(weave, way, redline) };
  };

  let turns = 0;
  const draw = ({ old, now, way, redline, pieces }) => {
    const { changes } = redline;
    const [before, after] = citationParts(versions[old], versions[now]);
    const short = `${weave.short} ${label(old)} → ${label(now)}`;
    Object.assign(review.dataset, { short, key: [old, now].map(at => versions[at].sha256).join(" "), name: [old, now].map(at => versions[at].name).join(".."), before, after, pair: `${label(old)}..${label(now)}`, redline: redlineLine(versions[old], versions[now]) });
    const first = pieces.findIndex(html => html.includes("data-change")) + 1 || pieces.length;
    one(".text").innerHTML = pieces.slice(0, first).join("\n");
    for (const said of ["drawn", "told"]) delete page.dataset[said];
    // What the build told beside the last step says nothing of others.
    if (!more) for (const box of page.querySelectorAll("details.passed, details.resting, .verified")) box.hidden = true;
    // What is changed first is there at once; then the rest, the list, and all that works on them.
    const turn = ++turns;
    const finish = () => {
      if (turn !== turns) return;
      one(".text").insertAdjacentHTML("beforeend", `\n${pieces.slice(first).join("\n")}`);
      const [list, ...parts] = page.querySelectorAll(".changes");
      for (const part of [one(".not-aligned"), ...parts]) part?.remove();
      list.className = "changes";
      list.innerHTML = changes.map((change, at) => cardOf(change, at + 1, weave.unseen, redline.waits.by.get(change))).join("");
      review.dispatchEvent(new Event("drawn"));
      page.dataset.drawn = review.dataset.pair;
      tellBesides(turn, { way, redline });
    };
    requestAnimationFrame(() => setTimeout(finish));
    tell(changes, old, now);
  };

  // --- What is told beside the marks and the list, by a script of its own ---

  let more;
  const wanted = async () => {
    try {
      if (!more) await tellLater("compare-more", page, { weave, begun: rest => (more = rest) });
    } catch {
      // The page says so.
    }
    one(".unfetched").hidden = Boolean(more);
    return more;
  };
  const tellBesides = async (turn, its) => {
    const rest = await wanted();
    if (!rest || turn !== turns) return;
    const { passed, resting, isVerified } = rest.told(its);
    fill("passed", passed);
    fill("resting", resting);
    one(".verified").hidden = !isVerified;
    page.dataset.told = review.dataset.pair;
  };
  // The box and its summary are there all along: what a reader opened stays open, and what has the focus keeps it.
  const fill = (name, { summary, inner, isShown }) => {
    const box = one(`details.${name}`);
    one("summary", box).textContent = summary;
    one("div", box).innerHTML = inner;
    box.hidden = !isShown;
  };

  // What the page says of the redline besides.
  const tell = (changes, old, now) => {
    const consequential = changes.filter(change => change.consequential), count = changes.length, own = count - consequential.length;
    const kinds = counted(changes.map(change => change.kinds.join(" "))), classes = counted(consequential.map(change => change.noise.map(noise => NOISE_NAMES[noise]).join(_(" and "))));
    one(".counts").innerHTML = count ? _`<strong>${countedChanges(count)}</strong>, ${own} of substance` : `<strong>${_("No change")}</strong>`;
    const listed = pairs => pairs.map(([name, its]) => `${inWords(name)} ${its}`).join(", ");
    const follow = classes.length ? ` (${classes.map(pair => pair.join(" ")).join(", ")})` : "";
    one(".counted").textContent = count
      ? _`${countedChanges(count)}: ${own} of substance, ${consequential.length} that only follow from other changes` +
        `${follow}. ${_("By kind:")} ${listed(kinds)}.`
      : "";
    const options = kinds.map(([name, its]) => `<option value="${name}">${inWords(name)} ${its}</option>`);
    one("[name=kind]").innerHTML = [`<option value="">${_`all ${count}`}</option>`, ...options].join("");
    one("[name=hide]").disabled = !consequential.length;
    one("[name=hide]").parentElement.querySelector("b").textContent = consequential.length;
    for (const input of page.querySelectorAll("[name=show]")) {
      const its = changes.filter(change => change.noise.includes(input.value)), inPart = its.filter(change => !change.consequential).length;
      const whole = its.length - inPart;
      input.disabled = !its.length;
      input.parentElement.querySelector("b").textContent = whole;
      input.parentElement.querySelector(".in-part").textContent = inPart ? _` and part of ${inPart}` : "";
      const besides = inPart ? _` and part of ${inPart} more` : "";
      one(`.without-${input.value}`).textContent = _`Hidden: ${NOISE_NAMES[input.value]}, ${countedChanges(whole)}` + `${besides}. `;
    }
    [...page.querySelectorAll(".sides-head p")].forEach((head, at) => (head.textContent = at ? _`New: ${label(now)}` : _`Old: ${label(old)}`));
    for (const [name, at] of [["old", old], ["new", now]]) {
      for (const link of page.querySelectorAll(`[data-of=${name}]`)) {
        link.textContent = `${weave.short} ${label(at)}`;
        if (link.href) link.href = `../v/${label(at)}/`;
      }
      one(`.status-${name}`).textContent = versions[at].status;
      one(`.made-${name}`).textContent = versions[at].made;
      one(`.hash-${name}`).textContent = versions[at].sha256;
    }
    for (const code of page.querySelectorAll(".command")) code.textContent = `corpus redline ${versions[old].name} ${versions[now].name}${code.dataset.more}`;
    slider.value = now;
    slider.setAttribute("aria-valuetext", _`${label(now)}, compared with ${label(old)}`);
    one(".moment").textContent = `${label(old)} → ${label(now)}: ${versions[now].made}`;
  };

  // --- The choice ---

  const asked = () => {
    const written = location.hash.slice(1);
    try {
      return decodeURIComponent(written).split("/")[0];
    } catch {
      return written;
    }
  };
  const chosen = pair => {
    const ends = versions.flatMap((_, old) => versions.map((__, now) => [old, now]).filter(([a, b]) => `${label(a)}..${label(b)}` === pair));
    return ends[0];
  };
  // What stands there at first was drawn when the site was built; what it is made of is asked for later.
  const last = [versions.at(-1).base ?? 0, versions.length - 1];
  let shown = last, made = null;
  const drawn = () => (made ??= redlineBetween(...shown));
  const show = pair => {
    // Where the same two stay, what a reader has just chosen stays chosen.
    if (pair.join() === shown.join()) return;
    [oldChoice.value, newChoice.value] = pair;
    [shown, made] = [pair, null];
    draw(drawn());
  };
  const choose = (...pair) => {
    const names = pair.map(label).join("..");
    if (asked() !== names) history.pushState(null, "", `${location.href.split(/[?#]/)[0]}${location.search}#${names}`);
    show(pair);
    one(".unknown").textContent = "";
  };
  const read = () => {
    const pair = asked(), ends = chosen(pair);
    show(ends ?? (pair ? (chosen(history.state?.pair) ?? shown) : last));
    const [from, to] = shown.map(label);
    // Whoever comes back to an address that names no two finds those that stood there.
    if (pair && !ends) history.replaceState({ pair: `${from}..${to}` }, "");
    const isUnknown = !ends && /\.\.|%/.test(pair);
    one(".unknown").textContent = isUnknown ? _`The address names “${pair}”, and these are no two versions of this document. Shown: ${from}..${to}.` : "";
  };
  for (const choice of [oldChoice, newChoice]) choice.addEventListener("change", () => choose(Number(oldChoice.value), Number(newChoice.value)));
  one("[name=swap]").addEventListener("click", () => choose(shown[1], shown[0]));
  slider.addEventListener("input", () => {
    const now = Number(slider.value);
    if (one("[name=steps]").checked) choose(versions[now].base ?? now, now);
    else choose(shown[0], now);
  });
  addEventListener("hashchange", read);
  addEventListener("popstate", read);

  // --- Files ---

  const citation = change => `${review.dataset.before}: ${change.where} (${change.kinds.map(kind => KIND_NAMES[kind]).join(", ")})` + _`, change ${change.id}. ` + review.dataset.after;
  one(".takes").addEventListener("click", async ({ target: { dataset } }) => {
    if (!dataset.form) return;
    const its = drawn(), name = `${weave.document}-${label(its.old)}-to-${label(its.now)}.${dataset.form}`;
    const rest = await wanted();
    rest?.take(its, citation, name, dataset.type);
    if (!page.dataset.told) tellBesides(turns, its);
  });

  read();
};

document.addEventListener("compare-draw", ({ target }) => begin(target), { once: true });
