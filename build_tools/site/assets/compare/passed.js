// A weave and the way between two of its versions in; out comes what stands in neither of the two and stood between them, or
// stands in both and did not: `kind`, `where`, `words`, `stands` (in both), `versions` (those that are otherwise), `follows` (it
// only followed from something else). It may tell less than `corpus redline`, but nothing that is not so: of what moved, was
// divided or joined on the way, whose words stand at several places, it tells nothing, nor what an end has in other words.
import { editsBetween, isText, textOf } from "./edits.js";

const partsOf = cell => (isText(cell) ? [cell] : (cell.text ?? (cell || [])));
const wordsIn = text => text.match(/[^\s.,;:()]+(?:[.,:][^\s.,;:()]+)*|[.,;:()]/g) ?? [];
// The runs of a text of which no word is among others, which were only written anew.
const without = (text, others) => {
  const runs = [[]];
  for (const word of text.split(/\s+/)) wordsIn(word).some(each => others.has(each)) ? runs.push([]) : runs.at(-1).push(word);
  return runs.map(run => run.join(" ")).filter(Boolean);
};

export const passedBetween = (weave, way) => {
  const found = [], text = editsBetween(way);
  // A version in which something is to be seen.
  const seenAt = ({ stands, versions }) => (stands ? way.new : versions[0]);
  // The versions of the way, the two themselves first: what is there is cited as in the first of them that has it.
  const known = [way.new, way.old, ...way.stations.toReversed()];
  const standsIn = set => version => way.has(set, version);
  // What stands in both is not lost by itself where what it stands in is lost.
  const passing = (stands, within) => {
    const both = stands(way.old) && stands(way.new), own = version => stands(version) || (both && !within(version));
    const versions = way.stations.filter(version => own(version) !== own(way.new));
    return stands(way.old) === stands(way.new) && versions.length ? { stands: both, versions } : null;
  };
  const tell = (kind, where, said, how) => {
    const words = said.trim();
    if (how && words) found.push({ kind, where, words, ...how });
  };
  const stretches = (where, its, within, counts = false) => {
    const told = its.map(each => (isText(each) ? { html: each, stands: within } : { html: each[0], noise: each[3], stands: standsIn(each[1]) }));
    for (const each of told) each.how = passing(each.stands, within);
    const written = those => new Set(told.filter(those).flatMap(({ html }) => wordsIn(textOf(html))));
    const atOneEnd = written(({ stands }) => stands(way.old) !== stands(way.new)), between = written(({ how }) => how && !how.stands);
    for (const { html, noise, how } of told) {
      const noises = way.legs.map(({ made }) => noise?.[made]).filter(Boolean);
      // What only got other marks is there all along.
      if (!how || noises.includes("formatting")) continue;
      for (const words of without(textOf(html), how.stands ? between : atOneEnd)) {
        tell("text", where, words, { ...how, follows: counts || noises.length > 0 });
      }
    }
  };
  // What stands at one place on the way, and not at several.
  const lone = (things, idOf, stands) => {
    const counts = Map.groupBy(things.filter(thing => way.stations.some(version => stands(thing, version))), idOf);
    return thing => {
      const standing = counts.get(idOf(thing)) ?? [];
      return standing.length === 1 && standing[0] === thing;
    };
  };
  const tableChanges = (table, where, within) => {
    stretches(where, table.caption, within);
    const { rows, columns, cells } = table;
    const [isRow, isColumn] = [rows, columns].map(lines => lone(lines, ([id]) => id, ([, set], version) => way.has(set, version)));
    const named = ([, , names], version) => way.stateAt(names, version);
    const written = (its, version) => its.map(cell => text.at(partsOf(cell), version)).filter(Boolean).join(" | ");
    const line = (kind, its, textAt) => {
      const how = passing(standsIn(its[1]), within);
      if (how) tell(kind, `${where}, ${named(its, seenAt(how))[1]}`, textOf(textAt(seenAt(how))), how);
    };
    rows.forEach((row, at) => isRow(row) && line("row", row, version => written(cells[at].filter((_, place) => way.has(columns[place][1], version)), version)));
    columns.forEach((column, at) => isColumn(column) && line("column", column, version => written(cells.filter((_, place) => way.has(rows[place][1], version)).map(row => row[at]), version)));
    rows.forEach((row, at) => columns.forEach((column, place) => {
      const crossing = version => way.has(row[1], version) && way.has(column[1], version);
      const version = known.find(crossing);
      if (![row, column].every(([, set]) => way.sides[set]) || !isRow(row) || !isColumn(column) || version === undefined) return;
      const numbering = way.stateAt(table.states, version)?.[2] ?? -1, counts = columns.filter(([, set]) => way.has(set, version))[numbering] === column;
      stretches(`${where}, ${named(row, version)[1]}, ${named(column, version)[2]}`, partsOf(cells[at][place]), crossing, counts);
    }));
  };

  const tied = new Set(weave.ties.filter(([, made]) => way.legs.some(leg => leg.made === made)).flatMap(([, , old, now]) => [...old, ...now]));
  const isLone = lone(weave.blocks, block => block.moved ?? block, (block, version) => !!way.stateAt(block.states, version));
  weave.blocks.forEach((block, place) => {
    if (tied.has(place) || !isLone(block)) return;
    const stands = version => !!way.stateAt(block.states, version), { table } = block, how = passing(stands, () => true);
    const where = way.stateAt(block.states, known.find(stands))[1].where, version = how ? seenAt(how) : way.new;
    const cells = table ? [table.caption, ...table.cells.flatMap((row, at) => row.filter((_, each) => way.has(table.rows[at][1], version) && way.has(table.columns[each][1], version)).map(partsOf))] : [];
    if (how) tell(table ? "table" : "provision", where, textOf([block.text ?? [], ...cells].map(its => text.at(its, version)).filter(Boolean).join(" | ")), how);
    if (!stands(way.old) && !stands(way.new)) return;
    stretches(where, block.text ?? [], stands);
    if (table) tableChanges(table, where, stands);
  });
  return found;
};
