// What the page was told of the version in force in part, a way to it and the blocks of both texts in; which of these are not in
// force, or law still, and so which changes, out: what is said of each in the text, and in the list.
export const waitsOf = ({ waits }, way, lines) => {
  const found = { isAny: false, of: () => undefined, by: new Map() };
  if (waits?.new !== way.new) return found;
  const isOnWay = way.legs.every(leg => leg.made === leg.reached);
  const standing = new Map(waits.standing), gone = new Map(waits.gone.map(([place, version, said]) => [`${place} ${version}`, said]));
  const leaves = ({ block }) => way.legs.find(({ reached }) => !way.stateAt(block.states, reached))?.reached;
  const saidOf = line => (line.new ? standing.get(line.place) : isOnWay ? gone.get(`${line.place} ${leaves(line)}`) : undefined);
  found.isAny = true;
  found.of = line => waits.said[saidOf(line)];
  for (const line of lines) {
    const said = found.of(line), { grid } = line;
    if (!said) continue;
    const lined = grid ? [...grid.rows, ...grid.columns, ...grid.cells.flat()] : [];
    for (const { change } of [line, ...lined]) {
      // Of what went elsewhere, or was divided, what comes is told before what goes.
      if (change && (!found.by.has(change) || found.by.get(change)[2])) found.by.set(change, said);
    }
  }
  return found;
};
