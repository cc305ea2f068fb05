// A redline in; whether it gives both its texts back out: what is drawn is replayed, and held to the digests that were made
// of the two versions when the site was built, as render/page/woven_proofs makes them; and each change that is listed, what
// moved too, is held to the two texts that it is between.
import { textOf } from "./edits.js";
import { sha256 } from "./identity.js";

const OTHERS = { old: "new", new: "old" };

// Each run of text behind all the elements that it is in: how these are nested tells nothing.
const runsIn = html => {
  const within = [""];
  let found = "", before = "";
  for (const [, end, tag, text] of html.matchAll(/<(?!br>)(\/?)([^>]*)>|((?:[^<]|<br>)+)/g)) {
    if (end) within.pop();
    else if (tag) within.push(tag);
    else {
      const elements = within.filter(each => each !== "i").join(">");
      found += elements === before ? text : `<${elements}>${text}`;
      before = elements;
    }
  }
  return found;
};
const replayed = (edits, side) => runsIn(edits.map(edit => edit[side]).join(""));
const tableOf = ({ grid, side: only, captions, caption }, side) => {
  const stands = line => line.side !== OTHERS[side], { headers } = grid[side];
  const its = [only === "both" ? replayed(caption, side) : runsIn(captions[side === "old" ? 0 : 1]), headers];
  grid.rows.forEach((row, at) => {
    if (!stands(row)) return;
    const cells = grid.cells[at].filter((_, place) => stands(grid.columns[place]));
    its.push("", ...cells.map(cell => grid.mergeIn(cell, side) + replayed(cell.edits, side)));
  });
  return its;
};
const written = (line, side, textIn) => {
  const { kind, label, depth, quoted, note } = line[side], parts = [kind, label, depth, quoted, note];
  if (line.block.table && kind === "table") return [...parts, ...tableOf(line, side)].join("\t");
  return [...parts, line.edits?.length && line.side === "both" ? replayed(line.edits, side) : runsIn(textIn(line, side))].join("\t");
};

// A line ends by a sign in code, by an element in other text.
const linesIn = html => runsIn(html.replaceAll("&#10;", "<br>"));

// What is said to be kept is the same in both, and the edits of a change give what was and what is there. Rows and columns
// that came, went or moved have no edits.
const isTold = ({ edits, was, text, tie }) => {
  const [old, now] = ["old", "new"].map(side => textOf(edits.map(edit => edit[side]).join("")));
  const isKept = edits.every(edit => edit.op !== "=" || linesIn(edit.old) === linesIn(edit.new));
  return edits.length ? isKept && old === was && now === text : !tie || was === text;
};

export const isProved = (weave, way, { lines, changes, textIn }) =>
  changes.every(isTold) &&
  ["old", "new"].every(side => sha256(lines.filter(line => line[side]).map(line => written(line, side, textIn)).join("\n")) === weave.proofs[way[side]]);
