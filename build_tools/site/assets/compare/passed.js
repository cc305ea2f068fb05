// A weave and the way between two of its versions in; out comes what stands in neither of the two and stood between them, or
// stands in both and did not: `kind`, `where`, `words`, `stands` (in both), `versions` (those that are otherwise), `follows` (it
// only followed from something else). It may tell less than `corpus redline`, but nothing that is not so: of what moved, was
// divided or joined on the way, whose words stand at several places, it tells nothing, nor what an end has in other words.
import { editsBetween, isText, joinedHtml, textOf } from "./edits.js";

const partsOf = cell => (isText(cell) ? [cell] : (cell.text ?? (cell || [])));
const wordsIn = text => text.match(/[^\s.,;:()]+(?:[.,:][^\s.,;:()]+)*|[.,;:()]/g) ?? [];
// The runs of a text whose words all pass.
const passingRuns = (text, passes) => {
  const runs = [[]];
  for (const word of text.split(/\s+/)) wordsIn(word).every(passes) ? runs.at(-1).push(word) : runs.push([]);
  return runs.map(run => run.join(" ")).filter(Boolean);
};
const countsIn = text => {
  const counts = new Map();
  for (const word of wordsIn(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
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
    // At a point, which is what stands between two stretches that always do: where something else changed there, no more of a
    // word came and went than stood there in a version between beyond what the two have.
    const leftAt = point => {
      const countsAt = version => countsIn(textOf(joinedHtml(point.filter(({ stands }) => stands(version)))));
      const ends = [way.old, way.new].map(countsAt), left = new Map();
      for (const version of way.stations.filter(within)) {
        for (const [word, count] of countsAt(version)) left.set(word, Math.max(left.get(word) ?? 0, count - Math.max(...ends.map(standing => standing.get(word) ?? 0))));
      }
      return left;
    };
    // What stands at a place in the two may be the same, and have been written anew: that is one point.
    const isOne = text.at(its, way.old) === text.at(its, way.new), isConstant = each => !isOne && way.stations.every(version => each.stands(version) === within(version));
    const points = [[]];
    for (const each of told) isConstant(each) ? points.push([]) : points.at(-1).push(each);
    for (const point of points) {
      if (!point.some(({ stands }) => stands(way.old) !== stands(way.new))) continue;
      const left = leftAt(point);
      for (const each of point) each.takesOne = word => left.get(word) > 0 && left.set(word, left.get(word) - 1);
    }
    const passes = ({ how, takesOne }) => word => how.stands ? !between.has(word) : !atOneEnd.has(word) && (!takesOne || takesOne(word));
    for (const each of told) {
      const { html, noise, how } = each;
      const noises = way.legs.map(({ made }) => noise?.[made]).filter(Boolean);
      // What only got other marks is there all along.
      if (!how || noises.includes("formatting")) continue;
      for (const words of passingRuns(textOf(html), passes(each))) {
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
