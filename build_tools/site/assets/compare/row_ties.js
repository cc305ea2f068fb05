// The lines of a redline in; each row that stands in another table of the other version tied to what it is there, and the change that
// this is. As compare/tables/row_ties does with any two tables: only a row as it was, that no other resembles; where tables were
// divided or joined, it is told which rows went (lineage/weave/tied_rows).
import { textOf } from "./edits.js";
import { rowText } from "./tables.js";

const LEAST_WORDS = 4;

const loneRows = (tables, side) => tables.flatMap(line => {
  if (line.tie?.kind === "move" || (line.side === "both" ? line.old.kind !== line.new.kind : line.side !== side)) return [];
  const rows = line.grid.rows.filter(row => line.side !== "both" || (row.side === side && !row.other));
  return rows.filter(row => !row.tie && row[side] >= line.grid[side].headers).map(row => ({ line, row }));
});
// What a row says, without its number and what is empty; the first is what it is called.
const rowTexts = ({ line, at }, side) => {
  const { rows, numbering } = line.grid[side];
  return rows[at].filter((_, place) => place !== numbering).map(cell => textOf(cell.html).trim()).filter(Boolean);
};
const rowKey = texts => texts.join("\x1f");
// Whether there is one row that says this in a version, and one table with a row that is called so; what it is told by is worked out
// when it is first asked, for hardly any row goes.
const isOnlyIn = (tables, side) => {
  let ask;
  return texts => (ask ??= askerOf(tables, side))(texts);
};
const askerOf = (tables, side) => {
  const standing = tables.filter(line => line[side]?.kind === "table");
  const all = standing.flatMap(line => line.grid[side].rows.map((_, at) => ({ line, texts: rowTexts({ line, at }, side) })));
  const rows = Map.groupBy(all, ({ texts }) => rowKey(texts)), names = Map.groupBy(all, ({ texts }) => texts[0]);
  return texts => rows.get(rowKey(texts)).length === 1 && new Set(names.get(texts[0]).map(({ line }) => line)).size === 1;
};

const tieDivided = (weave, way, tables) => {
  const byPlace = new Map(tables.map(line => [line.place, line])), isIn = (places, its) => places.length === its.length && its.every(line => places.includes(line.place));
  for (const tie of new Set(tables.map(line => line.tie))) {
    const told = weave.rows.find(([olds, news, before, after]) => tie && isIn(olds, tie.old) && isIn(news, tie.new) && way.has(before, way.old) && way.has(after, way.new));
    for (const [oldPlace, newPlace, columns, rows] of told?.[4] ?? []) {
      const [before, after] = [oldPlace, newPlace].map(place => byPlace.get(place));
      const rowIn = (line, place) => line.grid.rows.find(row => row.place === place);
      for (const [was, is] of rows) {
        const old = { line: before, row: rowIn(before, was) }, now = { line: after, row: rowIn(after, is) };
        old.row.tie = now.row.tie = { old, new: now, columns };
      }
    }
  }
};
// Whether both tables of a row are held together by one division.
const isHeld = ({ old, new: now }) => old.line.tie?.old.includes(old.line) && old.line.tie.new.includes(now.line);

export const tieRows = (weave, way, lines) => {
  const tables = lines.filter(line => line.grid);
  tieDivided(weave, way, tables);
  const [gone, came] = ["old", "new"].map(side => loneRows(tables, side));
  if (!gone.length || !came.length) return;
  const goneByKey = new Map(gone.map(each => [rowKey(rowTexts({ ...each, at: each.row.old }, "old")), each]));
  const [isOnlyInOld, isOnlyInNew] = ["old", "new"].map(side => isOnlyIn(tables, side));
  for (const now of came) {
    const texts = rowTexts({ ...now, at: now.row.new }, "new"), old = goneByKey.get(rowKey(texts));
    if (!old || old.line === now.line || texts.join(" ").split(/\s+/).length < LEAST_WORDS) continue;
    if (![old.line.side, now.line.side].includes("both") || !isOnlyInOld(texts) || !isOnlyInNew(texts)) continue;
    old.row.tie = now.row.tie = { old, new: now };
  }
};

// The change by which a row went to another table, the same at both of its places: that of the division that holds both.
export const rowTieChange = (tie, way, list) => {
  if (isHeld(tie)) return tie.old.line.tie.change;
  if (tie.change) return tie.change;
  const { line, row } = tie.new, [was, text] = ["old", "new"].map(side => rowText(tie[side].line.grid[side].rows[tie[side].row[side]]));
  const placed = side => {
    const { line: table, row: { [side]: at } } = tie[side];
    const named = table[side].label || _`the table on line ${table.block.lines[way[side]]}`;
    return _`row ${at - table.grid[side].headers + 1} of ${named}`;
  };
  tie.change = list.add(
    { kinds: ["row-move"], where: `${line.new.where}, ${way.stateAt(row.names, way.new)[1]}`, anchor: line.new.address, row: row.new, oldRow: tie.old.row.old, said: [_`moved from ${placed("old")} to ${placed("new")}`], was, text, edits: [], noise: [], by: [] },
    "row", was, text,
  );
  return tie.change;
};
