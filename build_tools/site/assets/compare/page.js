// The page that compares any two versions of a document: the choices are the state, the address follows them, and the
// redline is drawn from the weave that stands in the page. It asks for nothing.
import { corpusCsv } from "../../../render/page/static/csv.js";
import { saveFile } from "../../../render/page/static/saved_file.js";
import { waysBetween } from "./sides.js";
import { escaped, textOf } from "./edits.js";
import { madeReady, redlineOf } from "./blocks.js";
import { cardOf, drawingOf, inWords } from "./drawing.js";
import { passedBetween } from "./passed.js";
import { covering } from "./tables.js";

{
  const page = document.querySelector(".comparing");
  const one = (selector, within = page) => within.querySelector(selector);
  const weave = madeReady(JSON.parse(one("script.weave").textContent));
  const { versions } = weave;
  const review = one(".review"), [oldChoice, newChoice] = ["old", "new"].map(name => one(`select[name=${name}]`)), slider = one("[name=time]");
  const label = at => versions[at].label;
  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  const cited = version => (version.title ? `${version.title} ${version.label}` : version.name);
  const citationParts = (old, now) => [
    old.title && old.title === now.title ? `${now.title}, ${old.label} → ${now.label}` : [old, now].map(cited).join(" → "),
    `${now.dates && now.dates + ". "}SHA-256 of the old text ${old.sha256}, of the new text ${now.sha256}.`,
  ];
  const redlineLine = (...both) => `Redline: ${both.map(({ name, sha256 }) => [name, sha256].join(", SHA-256 ")).join("; ")}`;
  const counted = things => [...Map.groupBy(things, thing => thing)].map(([thing, its]) => [thing, its.length]).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));

  // What changed without a word is told by a script of its own, which comes when there is something to tell.
  const script = document.currentScript.src;
  let restingReady;
  const tellResting = (way, { lines }, told) => {
    restingReady ??= new Promise(onload => document.head.append(Object.assign(document.createElement("script"), { src: new URL("resting.js", script).href, onload })));
    restingReady.then(() => document.dispatchEvent(new CustomEvent("resting", { detail: { graph: weave.graph, way, lines, readers: { textOf, covering }, escaped, told } })));
  };

  let turns = 0;
  const draw = (old, now) => {
    const way = waysBetween(versions, weave.sets, old, now);
    const redline = redlineOf(weave, way), { changes } = redline;
    for (const change of changes) change.makers = [...new Set(change.by.filter(made => made >= 0))].toSorted((a, b) => a - b).map(label);
    const [before, after] = citationParts(versions[old], versions[now]);
    const short = `${weave.short} ${label(old)} → ${label(now)}`;
    Object.assign(review.dataset, { short, key: [old, now].map(at => versions[at].sha256).join(" "), name: [old, now].map(at => versions[at].name).join(".."), before, after, pair: `${label(old)}..${label(now)}`, redline: redlineLine(versions[old], versions[now]) });
    const pieces = drawingOf(weave, way, redline), first = pieces.findIndex(html => html.includes("data-change")) + 1 || pieces.length;
    one(".text").innerHTML = pieces.slice(0, first).join("\n");
    delete page.dataset.drawn;
    // What is changed first is there at once; then the rest, the list, and all that works on them.
    const turn = ++turns;
    const finish = () => {
      if (turn !== turns) return;
      one(".text").insertAdjacentHTML("beforeend", `\n${pieces.slice(first).join("\n")}`);
      one(".changes").innerHTML = changes.map((change, at) => cardOf(change, at + 1)).join("");
      tellResting(way, redline, (count, html) => {
        if (turn !== turns) return;
        const box = one("details.resting");
        box.hidden = !count;
        box.innerHTML = html;
        box.dataset.pair = review.dataset.pair;
      });
      one(".passed").replaceWith(passed(way));
      review.dispatchEvent(new Event("drawn"));
      page.dataset.drawn = review.dataset.pair;
    };
    requestAnimationFrame(() => setTimeout(finish));
    tell(changes, old, now);
    return changes;
  };

  // What the page says of the redline besides.
  const tell = (changes, old, now) => {
    const consequential = changes.filter(change => change.consequential), count = changes.length, own = count - consequential.length;
    const kinds = counted(changes.map(change => change.kinds.join(" "))), classes = counted(consequential.map(change => change.noise.join(" and ")));
    one(".counts").innerHTML = count ? `<strong>${plural(count, "change")}</strong>, ${own} of substance` : "<strong>No change</strong>";
    const listed = pairs => pairs.map(([name, its]) => `${inWords(name)} ${its}`).join(", ");
    const follow = classes.length ? ` (${classes.map(pair => pair.join(" ")).join(", ")})` : "";
    one(".counted").textContent = count
      ? `${plural(count, "change")}: ${own} of substance, ${consequential.length} that only follow from other changes` +
        `${follow}. By kind: ${listed(kinds)}.`
      : "";
    const options = kinds.map(([name, its]) => `<option value="${name}">${inWords(name)} ${its}</option>`);
    one("[name=kind]").innerHTML = [`<option value="">all ${count}</option>`, ...options].join("");
    one("[name=hide]").disabled = !consequential.length;
    one("[name=hide]").parentElement.querySelector("b").textContent = consequential.length;
    for (const input of page.querySelectorAll("[name=show]")) {
      const its = changes.filter(change => change.noise.includes(input.value)), inPart = its.filter(change => !change.consequential).length;
      const whole = its.length - inPart;
      input.disabled = !its.length;
      input.parentElement.querySelector("b").textContent = whole;
      input.parentElement.querySelector(".in-part").textContent = inPart ? ` and part of ${inPart}` : "";
      const besides = inPart ? ` and part of ${inPart} more` : "";
      one(`.without-${input.value}`).textContent = `Hidden: ${input.value}, ${plural(whole, "change")}${besides}. `;
    }
    [...page.querySelectorAll(".sides-head p")].forEach((head, at) => (head.textContent = `${at ? "New" : "Old"}: ${label([old, now][at])}`));
    for (const [name, at] of [["old", old], ["new", now]]) {
      for (const link of page.querySelectorAll(`[data-of=${name}]`)) {
        link.textContent = `${weave.short} ${label(at)}`;
        if (link.href) link.href = `../v/${label(at)}/${location.protocol === "file:" ? "index.html" : ""}`;
      }
      one(`.status-${name}`).textContent = versions[at].status;
      one(`.made-${name}`).textContent = versions[at].made;
      one(`.hash-${name}`).textContent = versions[at].sha256;
    }
    for (const code of page.querySelectorAll(".command")) code.textContent = `corpus redline ${versions[old].name} ${versions[now].name}${code.dataset.more}`;
    slider.value = now;
    slider.setAttribute("aria-valuetext", `${label(now)}, compared with ${label(old)}`);
    one(".moment").textContent = `${label(now)}: ${versions[now].made}`;
  };

  const passed = way => {
    const found = passedBetween(weave, way), box = document.createElement("details");
    const entry = ({ where, words, stands, versions: its }) => {
      const said = `${stands ? "stands in both, and not in" : "stood in"} ${its.map(label).join(", ")}`;
      return `<li><b>${escaped(where)}</b> ${escaped(said)}: <q>${escaped(words)}</q></li>`;
    };
    const listed = its => (its.length ? `<ul>${its.map(entry).join("")}</ul>` : "");
    const follows = listed(found.filter(each => each.follows));
    box.className = "passed";
    box.hidden = way.legs.length < 2;
    box.innerHTML =
      `<summary>Changed and changed back: ${found.length}</summary>${listed(found.filter(each => !each.follows))}` +
      `${follows && `<p>What only followed from something else:</p>${follows}`}<p>Of what moved, was divided, joined or written anew on the way <code>corpus redline</code> tells more.</p>`;
    return box;
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
  let drawn = {};
  const show = (old, now) => {
    if (drawn.old === old && drawn.now === now) return;
    [oldChoice.value, newChoice.value] = [old, now];
    drawn = { old, now, changes: draw(old, now) };
  };
  const choose = (old, now) => {
    history.pushState(null, "", `${location.href.split(/[?#]/)[0]}${location.search}#${label(old)}..${label(now)}`);
    show(old, now);
    one(".unknown").textContent = "";
  };
  const read = () => {
    const pair = asked(), ends = chosen(pair);
    if (ends) show(...ends);
    else if (drawn.old === undefined) show(versions[versions.length - 1].base ?? 0, versions.length - 1);
    const isUnknown = !ends && /\.\.|%/.test(pair);
    one(".unknown").textContent = isUnknown ? `The address names “${pair}”, and these are no two versions of this document. Shown: ${label(drawn.old)}..${label(drawn.now)}.` : "";
  };
  for (const choice of [oldChoice, newChoice]) choice.addEventListener("change", () => choose(Number(oldChoice.value), Number(newChoice.value)));
  one("[name=swap]").addEventListener("click", () => choose(drawn.now, drawn.old));
  slider.addEventListener("input", () => {
    const now = Number(slider.value);
    if (one("[name=steps]").checked) choose(versions[now].base ?? now, now);
    else choose(drawn.old, now);
  });
  addEventListener("hashchange", read);
  addEventListener("popstate", read);

  // --- Files ---

  const citation = change => `${review.dataset.before}: ${change.where} (${change.kinds.join(", ")}), change ${change.id}. ${review.dataset.after}`;
  const FILES = {
    csv: () => {
      const names = ["number", "where", "kinds", "was", "now", "old number", "new number", "consequential", "id", "citation", "by"];
      const rows = drawn.changes.map((it, at) => [at + 1, it.where, it.kinds.join(", "), it.was, it.text, it.oldLabel ?? "", it.newLabel ?? "", it.consequential ? it.noise.join(", ") : "", it.id, citation(it), it.makers.join(", ")]);
      return corpusCsv([names, ...rows]);
    },
    json: () => {
      const end = at => ({ document: weave.document, version: label(at), sha256: versions[at].sha256 });
      const changes = drawn.changes.map(it => ({ id: it.id, kinds: it.kinds, where: it.where, anchor: it.anchor, old_label: it.oldLabel || null, new_label: it.newLabel || null, row: it.row ?? null, column: it.column ?? null, ...(it.level ? { level: it.level } : {}), ...(it.makers.length ? { by: it.makers } : {}), old: it.was, new: it.text, edits: it.edits.map(edit => [edit.op === "~" ? "=" : edit.op, textOf(edit.op === "-" ? edit.old : edit.new)]), noise: it.noise, consequential: !!it.consequential }));
      const counts = Object.fromEntries(counted(drawn.changes.flatMap(change => change.kinds)));
      return JSON.stringify({ format: 3, old: end(drawn.old), new: end(drawn.now), counts, changes }, null, 1);
    },
    txt: () => {
      const edits = its => its.map(({ op, old, new: now }) => (op === "-" ? `[-${textOf(old)}-]` : op === "+" ? `{+${textOf(now)}+}` : textOf(now))).join("");
      const lines = drawn.changes.map(it => [`${it.where} (${it.kinds.join(", ")})`, it.makers.length && `by ${it.makers.join(", ")}`, it.level, it.oldLabel && it.newLabel && it.oldLabel !== it.newLabel && `[-${it.oldLabel}-]{+${it.newLabel}+}`, it.edits.length ? edits(it.edits) : [it.was && `[-${it.was}-]`, it.text && `{+${it.text}+}`].filter(Boolean).join("")].filter(Boolean).join("\n    "));
      const head = `${review.dataset.name.replace("..", " -> ")}: ${plural(lines.length, "change")}`;
      return [head, ...lines].join("\n\n") + "\n";
    },
  };
  one(".takes").addEventListener("click", ({ target: { dataset } }) => {
    if (!dataset.form) return;
    saveFile(`${weave.document}-${label(drawn.old)}-to-${label(drawn.now)}.${dataset.form}`, [FILES[dataset.form]()], dataset.type);
  });

  page.hidden = false;
  read();
}
