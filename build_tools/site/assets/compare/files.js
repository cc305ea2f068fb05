// What a page knows of a redline in, the files that a reader takes away out, as `corpus weave --between` writes them: JSON
// (render/json), comma-separated values (render/csv) and text (render/text).
import { corpusCsv } from "../../../render/page/static/csv.js";
import { textOf } from "./edits.js";
import { markupOf } from "./markup.js";
import { counted, KIND_NAMES } from "./names.js";
import { citedOf, reasonOf } from "./resting.js";

const FORMAT = 6;
const CONTROLS = /(?![\t\n])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ufffe\uffff]/gu;
const codeOf = char => char.codePointAt(0).toString(16).padStart(4, "0");
const visible = text => text.replace(CONTROLS, char => `<U+${codeOf(char).toUpperCase()}>`);
const countedKinds = changes => counted(changes.flatMap(change => change.kinds));
const readIn = ({ op, old, new: now }) => textOf(op === "-" ? old : now);
// Pairs of sign and text; neighbours of one sign are one.
const joinedEdits = edits => {
  const found = [];
  for (const edit of edits) {
    const sign = edit.op === "~" ? "=" : edit.op, last = found.at(-1);
    if (last?.[0] === sign) last[1] += readIn(edit);
    else found.push([sign, readIn(edit)]);
  }
  return found;
};

// --- JSON ---

const changeData = (change, names) => {
  const markup = change.markup ?? markupOf(change.edits, names);
  return {
    id: change.id,
    kinds: change.kinds,
    where: change.where,
    anchor: change.anchor,
    old_label: change.oldLabel || null,
    new_label: change.newLabel || null,
    row: change.row ?? null,
    column: change.column ?? null,
    ...(change.oldRow === undefined ? {} : { old_row: change.oldRow }),
    ...(change.oldColumn === undefined ? {} : { old_column: change.oldColumn }),
    ...(change.level ? { level: change.level } : {}),
    ...(change.makers.length ? { by: change.makers } : {}),
    ...(markup.length ? { markup } : {}),
    old: change.was,
    new: change.text,
    edits: joinedEdits(change.edits),
    noise: change.noise,
    consequential: !!change.consequential,
  };
};

export const jsonOf = ({ weave, way, changes, isVerified, passed, isPassedWhole, resting }) => {
  const versionOf = at => weave.versions[at];
  const end = at => ({ document: weave.document, version: versionOf(at).label, sha256: versionOf(at).sha256 });
  const node = ({ document, label, anchor, where }) => ({ document: document ?? weave.document, version: label ?? versionOf(way.new).label, anchor, where });
  const data = {
    format: FORMAT,
    old: end(way.old),
    new: end(way.new),
    verified: isVerified,
    aligned: true,
    counts: Object.fromEntries(countedKinds(changes)),
    changes: changes.map(change => changeData(change, weave.unseen)),
    changed_back: passed,
    resting: resting.map(each => ({
      ...node(each.node),
      steps: each.steps.map(step => ({ kind: step.kind, words: step.words, ...node(step.target) })),
      changes: each.changes.map(change => change.id),
    })),
    ...(isPassedWhole ? {} : { partial: ["changed_back"] }),
  };
  return `${JSON.stringify(data, null, 1).replace(CONTROLS, char => `\\u${codeOf(char)}`)}\n`;
};

// --- Comma-separated values ---

const COLUMNS = ["number", "where", "kinds", "was", "now", "old number", "new number", "consequential", "id", "citation", "by", "rests on"];
const RESTING = "changed without a word";
export const csvOf = ({ changes, resting, citationOf }) => {
  const rows = changes.map((it, at) => [at + 1, it.where, it.kinds.join(", "), it.was, it.text, it.oldLabel ?? "", it.newLabel ?? "", it.consequential ? it.noise.join(", ") : "", it.id, citationOf(it), it.makers.join(", "), ""]);
  const without = resting.map(each => ["", citedOf(each.node), RESTING, ...Array(8).fill(""), reasonOf(each)]);
  return corpusCsv([COLUMNS, ...rows, ...without].map(row => row.map(text => visible(String(text)))));
};

// --- Text ---

const SIGNS = { "-": text => `[-${text}-]`, "+": text => `{+${text}+}`, "=": text => text };
const marked = (sign, text) => (text ? SIGNS[sign](text) : "");
const IN_ONE = ["insert", "delete", "table-insert", "table-delete"];
const numbered = (line, version) => _`line ${line.block.lines[version]}`;
const FORMS_OF_BLOCKS = { paragraph: _("paragraph"), table: _("table"), code: _("code"), rule: _("dividing line"), footnote: _("footnote"), "front-matter": _("front matter") };
// What happened to the whole of what a change is about, as compare/changes/locations says it.
const happenedTo = (change, way) => {
  const { tie, line } = change, said = [...(change.level ? [change.level] : []), ...(change.said ?? [])];
  if (tie) {
    let [old, now] = ["old", "new"].map(side => tie[side].map(each => each[side].where));
    if (old.join("\n") === now.join("\n")) [old, now] = ["old", "new"].map(side => tie[side].map(each => numbered(each, way[side])));
    const [all, both] = [old, now].map(each => each.join(_(" and ")));
    if (tie.kind === "split") said.push(_`${old[0]} split into ${both}`);
    else if (tie.kind === "merge") said.push(_`${all} merged into ${now[0]}`);
    else said.push(change.isSection ? _`moved from ${old[0]} to ${now[0]}, with what stands under it` : _`moved from ${old[0]} to ${now[0]}`);
  } else if (line) {
    const { old, new: now, grid } = line, form = ({ kind, depth }) => (kind === "heading" ? _`heading of level ${depth}` : FORMS_OF_BLOCKS[kind || "paragraph"]);
    const rows = ({ headers }) => (headers === 1 ? _("1 header row") : _`${headers} header rows`);
    if (old.kind !== now.kind) said.push(_`was a ${form(old)}, now a ${form(now)}`);
    if (grid && grid.old.headers !== grid.new.headers) said.push(_`had ${rows(grid.old)}, now has ${rows(grid.new)}`);
  }
  return said;
};
const linesOf = (change, way, names) => {
  const { was, text, edits } = change, [oldLabel, newLabel] = [change.oldLabel || "", change.newLabel || ""];
  const ends = (old, now) => [marked("-", old), marked("+", now)];
  const lines = [change.makers.length && _`by ${change.makers.join(", ")}`, ...happenedTo(change, way)];
  if (oldLabel !== newLabel && !IN_ONE.includes(change.kinds[0])) lines.push(ends(oldLabel, newLabel).join(""));
  if (edits.length) {
    lines.push(joinedEdits(edits).map(([sign, words]) => SIGNS[sign](words)).join(""));
    lines.push(...(change.markup ?? markupOf(edits, names)).map(([words, became]) => [_`“${words}”`, became].join(": ")));
  } else if (was !== text) lines.push(...ends(was, text));
  else if (text) lines.push(text);
  else if (!(oldLabel && newLabel)) lines.push(...ends(oldLabel, newLabel));
  return lines.filter(line => line !== 0 && line !== undefined && (line || edits.length));
};
const listed = labels => labels.join(_(" and by "));
export const befell = ({ kind, stands, came, went }) => {
  const isMove = kind === "move", [comers, goers] = [listed(came), listed(went)];
  const coming = isMove ? _`moved back by ${comers}` : stands && went.length ? _`put back by ${comers}` : _`put in by ${comers}`;
  const going = isMove ? _`moved by ${goers}` : _`taken out by ${goers}`;
  const [said, gone] = [came.length && coming, went.length && going];
  return (stands ? [gone, said] : [said, gone]).filter(Boolean).join(", ");
};
export const textFileOf = ({ weave, way, changes, passed, isPassedWhole, resting }) => {
  const counts = countedKinds(changes).map(([kind, count]) => _`${count} ${KIND_NAMES[kind]}`).join(", ") || _("no change");
  const parts = [`${weave.versions[way.old].name} -> ${weave.versions[way.new].name}: ${counts}`];
  parts.push(...changes.map(change => [`${change.where} (${change.kinds.map(kind => KIND_NAMES[kind]).join(", ")})`, ...linesOf(change, way, weave.unseen)].join("\n    ")));
  const back = passed.map(each => `${each.where}: ${_`“${each.text}”`} ${befell(each)}${each.consequential ? _(" (consequential)") : ""}`);
  if (!isPassedWhole) back.push(_("(corpus redline may tell more)"));
  if (back.length) parts.push([_("Changed and changed back:"), ...back].join("\n    "));
  if (resting.length) parts.push([_("Changed without a word:"), ...resting.map(each => `${citedOf(each.node)} ${reasonOf(each)}`)].join("\n    "));
  return `${visible(parts.join("\n\n"))}\n`;
};
