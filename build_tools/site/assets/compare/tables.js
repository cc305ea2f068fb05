// A woven table and the way between two versions in; the grid of both out, with a change on each row, column and cell
// that has one, and the rows of cells as a page draws them. A row that went to another table has its change from `tied`, and its
// cells from what was told of two such (`toldCells`).
import { deletedFirst } from "./sides.js";
import { covering } from "./spans.js";
import { isReworded, isText, lone, noisesOf, onlyFollows, textOf } from "./edits.js";
import { toldEdits } from "./told.js";

export const gridOf = (table, way, { edits, alone, at }) => {
  const { sides, makers } = way;
  const overlaid = lines => {
    let olds = 0, nows = 0;
    const placed = lines.map(([id, set, names], place) => ({ id, place, names, side: sides[set], by: makers[set] })).filter(line => line.side);
    for (const line of placed) {
      if (line.side !== "new") line.old = olds++;
      if (line.side !== "old") line.new = nows++;
    }
    const [gone, came] = ["old", "new"].map(side => new Map(placed.filter(line => line.side === side).map(line => [line.id, line])));
    for (const [id, line] of gone) {
      const other = came.get(id);
      if (!other) continue;
      [line.other, other.other] = [other, line];
      [line.new, other.old] = [other.new, line.old];
    }
    return deletedFirst(placed);
  };
  const cellAt = (row, column) => {
    const cell = table.cells[row.place]?.[column.place] || [];
    return isText(cell) ? { text: [cell] } : Array.isArray(cell) ? { text: cell } : cell;
  };
  const merge = (cell, version) => way.stateAt(cell.merges ?? [], version)?.[1] ?? "";
  const rows = overlaid(table.rows), columns = overlaid(table.columns);
  const cells = rows.map(row => columns.map(column => {
    const sideBySide = [row.side, column.side];
    const [isOld, isNew] = ["old", "new"].map(side => sideBySide.includes(side));
    if (isOld && isNew) return { side: row.side, filler: true, edits: [] };
    const cell = cellAt(row, column), side = isOld ? "old" : isNew ? "new" : "both";
    if (side === "both") return { side, cell, edits: edits(cell.text) };
    return { side, cell, edits: alone(cell.text, side, makerOf(way, side, row, column)) };
  }));
  const state = version => {
    const [, headers, numbering] = way.stateAt(table.states, version) ?? [0, 0, null];
    return { headers, numbering };
  };
  const standing = side => {
    const version = way[side];
    const [across, down] = [columns, rows].map(lines => lines.filter(line => [side, "both"].includes(line.side)));
    return down.map(row => across.map(column => {
      const cell = cellAt(row, column);
      return { html: at(cell.text, version), merge: merge(cell, version) };
    }));
  };
  const mergeIn = ({ side, cell, filler }, end) => (filler || !["both", end].includes(side) ? "" : merge(cell, way[end]));
  const grid = { rows, columns, cells, mergeIn, moved: table.moved, old: { ...state(way.old), rows: standing("old") }, new: { ...state(way.new), rows: standing("new") }, merge };
  return grid;
};

// What stands where a row and a column cross went with the first of them that went, and came with the last that came.
export const makerOf = (way, side, ...crossing) => {
  const made = new Set(crossing.filter(line => line.side === side).map(line => line.by));
  return way.legs.map(leg => leg.made).filter(each => made.has(each)).at(side === "old" ? 0 : -1);
};

const MERGES = { "": _("a cell of its own"), "<<": _("part of the cell on its left"), "^^": _("part of the cell above") };

export const rowText = texts => texts.map(cell => textOf(cell.html)).join(" | ");

// What befell the rows, the columns and the cells; in the order in which a list has them. Of a table that stands on one `side`
// alone, those of its rows that stand elsewhere; where it `isPart` of one that was divided or joined, all others too.
export const tableChanges = (grid, way, list, where, anchor, tied, toldCells, { side: only, isPart } = {}) => {
  const { rows, columns, cells, old, new: now } = grid;
  const given = new Set();
  const named = (line, version) => way.stateAt(line.names, version);
  const nameOf = line => named(line.side === "old" && line.other ? line.other : line, line.new === undefined ? way.old : way.new);
  const cited = (name, gone, places) => {
    let found = `${where}, ${name}`;
    if (given.has(gone + found)) {
      const counted = places.map(([what, at]) => (what === "row" ? _`row ${at + 1}` : _`column ${at + 1}`)).join(", ");
      found = _`${found} (${counted} of the table)`;
    }
    given.add(gone + found);
    return found;
  };
  const textsOf = (line, isRow) => ["old", "new"].map(side => {
    const at = line[side], table = side === "old" ? old : now;
    return at === undefined ? [] : isRow ? table.rows[at] : table.rows.map(row => row[at]);
  });
  const without = (texts, at) => texts.filter((_, place) => place !== at);
  const lineChange = (line, isRow) => {
    if (line.side === "both" || line.tie) return;
    if (line.other?.change) {
      line.change = line.other.change;
      return;
    }
    const event = line.other ? "move" : line.side === "new" ? "insert" : "delete";
    const [before, after] = textsOf(line, isRow);
    const at = line.new ?? line.old, what = isRow ? "row" : "column";
    const identity = isRow ? [without(before, old.numbering), without(after, now.numbering)] : [before, after];
    const made = line.other ? [line.by, line.other.by] : [line.by];
    line.change = list.add(
      { kinds: [`${what}-${event}`], where: cited(nameOf(line)[1], line.new === undefined, [[what, at]]), anchor, [what]: at, ...(line.other ? { [isRow ? "oldRow" : "oldColumn"]: line.old } : {}), said: line.other ? [movedLine(line, isRow)] : [], was: rowText(before), text: rowText(after), edits: [], noise: [], by: made },
      what, ...identity.map(rowText),
    );
  };
  // Counted from 1, rows below the headers.
  const movedLine = (line, isRow) => (isRow ? _`moved from row ${line.old - old.headers + 1} to row ${line.new - now.headers + 1}` : _`moved from column ${line.old + 1} to column ${line.new + 1}`);
  const seen = (table, row, column) => {
    const [atRow, atColumn] = covering(table.rows, row, column);
    return table.rows[atRow][atColumn].html;
  };
  const cellChange = (row, column, there) => {
    if (row.side === "old" || column.side === "old") return;
    if ([row.old, row.new, column.old, column.new].includes(undefined)) return;
    const before = old.rows[row.old][column.old], after = now.rows[row.new][column.new];
    if (before.html === after.html && before.merge === after.merge) return;
    const numbers = old.numbering === column.old && now.numbering === column.new;
    if (row.other && numbers && row.old >= old.headers && row.new >= now.headers) return;
    let [was, text] = [before, after].map(cell => textOf(cell.html)), { edits } = there;
    if (there.side !== "both") {
      edits = movedEdits(grid.moved, before.html, after.html);
      const left = cells[rows.indexOf(row.other ?? row)][columns.indexOf(column.other ?? column)];
      there.moved = left.moved = edits;
    }
    let kinds = [kindOfCell(edits)];
    let noise = noisesOf(edits), consequential = onlyFollows(edits);
    const cell = there.cell, value = version => cell.text.map(each => (isText(each) || way.has(each[1], version) ? 1 : 0)).join("") + grid.merge(cell, version);
    const follows = way.followed(cell.follows, value);
    if (before.merge === after.merge) {
      if (follows) [kinds, noise, consequential] = [["renumber"], ["renumbering"], true];
    } else if (follows) {
      was = text = textOf(seen(now, row.new, column.new));
      [kinds, noise, consequential, edits] = [["format"], ["formatting"], true, []];
    } else [kinds, noise, consequential] = [["cell"], [], false];
    const places = [["row", row.new], ["column", column.new]];
    const [, citedRow, rowName] = named(row, way.new), [, , columnName, columnKey = columnName] = named(column, way.new);
    const by = [...there.edits.map(edit => edit.by), ...(before.merge === after.merge ? [] : [Math.max(...way.changedAt(version => grid.merge(cell, version)))])];
    there.change = list.add(
      { kinds, where: cited(`${citedRow}, ${columnName}`, false, places), anchor, row: row.new, column: column.new, ...(row.other ? { oldRow: row.old } : {}), ...(column.other ? { oldColumn: column.old } : {}), said: before.merge === after.merge ? [] : [_`was ${MERGES[before.merge]}, now ${MERGES[after.merge]}`], was, text, edits, noise, consequential, by },
      "cell", rowName, columnKey, was, text,
    );
  };
  // Of a cell that went with its row from another table.
  const goneCell = (row, column, there) => {
    const { old: { line: from, row: was }, columns: pairs = [] } = row.tie;
    const [stood] = pairs.find(([, place]) => place === column.place) ?? [];
    if (row.new === undefined || column.new === undefined || column.new === now.numbering || stood === undefined) return;
    const leftColumn = from.grid.columns.find(each => each.place === stood && each.side !== "new");
    const before = from.grid.old.rows[was.old][leftColumn.old].html;
    const after = now.rows[row.new][column.new].html;
    if (before === after) return;
    const edits = movedEdits(toldCells, before, after);
    there.moved = from.grid.cells[from.grid.rows.indexOf(was)][from.grid.columns.indexOf(leftColumn)].moved = edits;
    const [was_, text] = [before, after].map(textOf);
    const [, citedRow, rowName] = named(row, way.new), [, , columnName, columnKey = columnName] = named(column, way.new);
    there.change = list.add(
      { kinds: [kindOfCell(edits)], where: cited(`${citedRow}, ${columnName}`, false, [["row", row.new], ["column", column.new]]), anchor, row: row.new, column: column.new, said: [], was: was_, text, edits, noise: noisesOf(edits), consequential: onlyFollows(edits), by: only ? [] : there.edits.map(edit => edit.by) },
      "cell", rowName, columnKey, was_, text,
    );
  };
  const rowChanges = (row, at) => {
    if (row.tie) tied(row);
    lineChange(row, true);
    for (const [place, column] of columns.entries()) (row.tie ? goneCell : cellChange)(row, column, cells[at][place]);
  };
  if (only) {
    // Of a table that is part of another, what stands in it and does not come from there.
    const isAdded = row => row.new >= now.headers && now.rows[row.new].some(cell => cell.html);
    rows.forEach((row, at) => {
      if (!row.tie && !(isPart && isAdded(row))) return;
      const alone = { ...row, side: only, by: row.tie ? row.by : -1, [only === "old" ? "new" : "old"]: undefined };
      rowChanges(alone, at);
      row.change = alone.change;
    });
    return;
  }
  for (const column of columns) lineChange(column, false);
  rows.forEach(rowChanges);
};

const kindOfCell = edits => (isReworded(edits) ? "cell" : edits.some(edit => "+-".includes(edit.op)) ? "renumber" : "format");

const movedEdits = (told, before, after) => {
  if (before === after) return before ? [{ op: "=", old: before, new: after, noise: "" }] : [];
  return toldEdits(told.find(([was, now]) => was === before && now === after)[2].edits, before, after);
};

// --- As a page draws it ---

// What each cell of one of the tables covers in the grid of both, by its positions there.
const regionsOf = (grid, side) => {
  const table = grid[side], stands = line => ["both", side].includes(line.side);
  const places = lines => lines.map((line, at) => [line, at]).filter(([line]) => stands(line)).map(([, at]) => at);
  const [down, across] = [places(grid.rows), places(grid.columns)];
  const found = new Map();
  table.rows.forEach((cells, i) => cells.forEach((_, j) => {
    const [row, column] = covering(table.rows, i, j), origin = `${down[row]} ${across[column]}`;
    const region = found.get(origin) ?? { rows: new Set(), columns: new Set(), row: down[row], column: across[column] };
    region.rows.add(down[i]);
    region.columns.add(across[j]);
    found.set(origin, region).set(`${down[i]} ${across[j]}`, region);
  }));
  return found;
};
const isRun = numbers => Math.max(...numbers) - Math.min(...numbers) + 1 === numbers.size;
const isOne = (one, other) => one.rows.symmetricDifference(other.rows).size + one.columns.symmetricDifference(other.columns).size === 0;

const isHeader = (grid, row, side) => row[side] !== undefined && row[side] < grid[side].headers;

// The rows of which a merged cell is not the same region in both tables: no one cell could be right for both.
const drawnTwice = (grid, regions) => {
  const twice = new Set(), tall = [];
  grid.rows.forEach((row, at) => row.side === "both" && isHeader(grid, row, "old") !== isHeader(grid, row, "new") && twice.add(at));
  const through = region => Array.from({ length: Math.max(...region.rows) - Math.min(...region.rows) + 1 }, (_, at) => Math.min(...region.rows) + at);
  for (const key of new Set([...regions.old.keys(), ...regions.new.keys()])) {
    const [before, after] = [regions.old.get(key), regions.new.get(key)];
    const agreed = !before || !after || isOne(before, after);
    for (const region of [before, after]) {
      if (!region) continue;
      if (region.rows.size > 1 || region.columns.size > 1) tall.push(through(region));
      if (!(agreed && isRun(region.rows) && isRun(region.columns))) for (const row of through(region)) twice.add(row);
    }
  }
  for (let size = -1; size !== twice.size; ) {
    size = twice.size;
    for (const rows of tall) if (rows.some(row => twice.has(row))) rows.forEach(row => twice.add(row));
  }
  return twice;
};

// Whether nothing is merged in either table, and each row is a header in both or in none: as most tables are.
const isEven = grid => {
  const isMerged = ["old", "new"].some(side => grid[side].rows.some(cells => cells.some(cell => cell.merge)));
  return !isMerged && grid.rows.every(row => row.side !== "both" || isHeader(grid, row, "old") === isHeader(grid, row, "new"));
};
const evenCell = ({ filler, edits, moved, change }, column) => {
  if (filler) return { side: column.side, filler, edits, changes: [] };
  return { side: column.side, column, edits, moved, rowspan: 1, colspan: 1, changes: [...new Set([column.change, change])].filter(Boolean) };
};
const evenRow = (grid, row, at) => {
  const cells = grid.columns.map((column, place) => evenCell(grid.cells[at][place], column));
  return { row, side: row.side, header: isHeader(grid, row, row.side === "old" ? "old" : "new"), cells };
};

// The rows of a table as drawn: each its cells, a merged one once.
export const laidOut = grid => {
  if (isEven(grid)) return grid.rows.map((row, at) => evenRow(grid, row, at));
  const regions = { old: regionsOf(grid, "old"), new: regionsOf(grid, "new") };
  const twice = drawnTwice(grid, regions), drawn = [];
  const changesOf = region => {
    const found = new Set();
    for (const row of region.rows) {
      for (const column of region.columns) found.add(grid.columns[column].change).add(grid.cells[row][column].change);
    }
    found.delete(undefined);
    return [...found];
  };
  const spans = ({ rows, columns }) => ({ rowspan: rows.size, colspan: columns.size });
  const once = at => grid.columns.flatMap((column, place) => {
    const cell = grid.cells[at][place];
    if (cell.filler) return [{ side: column.side, filler: true, edits: [], changes: [] }];
    const region = regions.new.get(`${at} ${place}`) ?? regions.old.get(`${at} ${place}`);
    if (region.row !== at || region.column !== place) return [];
    return [{ side: column.side, column, edits: cell.edits, moved: cell.moved, ...spans(region), changes: changesOf(region) }];
  });
  const again = (at, side) => {
    const found = [], held = [];
    let last = -1;
    const other = side === "old" ? "new" : "old";
    grid.columns.forEach((column, place) => {
      if (column.side === other) {
        (place < last ? held : found).push({ side: column.side, filler: true, edits: [], changes: [] });
        return;
      }
      const region = regions[side].get(`${at} ${place}`);
      last = Math.max(...region.columns);
      if (region.row === at && region.column === place) {
        const { html } = grid[side].rows[grid.rows[at][side]][column[side]];
        found.push({ side: "both", column, edits: html ? [lone(side === "old" ? "-" : "+", html)] : [], ...spans(region), changes: changesOf(region) });
      }
      if (place === last) found.push(...held.splice(0));
    });
    return found;
  };
  for (let at = 0; at < grid.rows.length; ) {
    let stop = at;
    while (twice.has(stop)) stop++;
    if (stop === at) {
      const row = grid.rows[at];
      drawn.push({ row, side: row.side, header: isHeader(grid, row, row.side === "old" ? "old" : "new"), cells: once(at) });
      at++;
    }
    for (const side of ["old", "new"]) {
      for (let each = at; each < stop; each++) {
        const row = grid.rows[each];
        if (!["both", side].includes(row.side)) continue;
        drawn.push({ row, side, header: isHeader(grid, row, side), cells: again(each, side), repeated: row.side === "both" });
      }
    }
    at = Math.max(at, stop);
  }
  return drawn;
};
