// A weave and two of its versions in; out comes, of each set of versions, which of the two has what is of that set, and
// which version on the way brought it or took it.

// Of a sign for each end, in which of the two something stands.
export const sideOf = (old, now) => ({ 11: "both", 10: "old", "01": "new" })[old + now] ?? "";

export const waysBetween = (versions, sets, old, now) => {
  const path = at => (at === null ? [] : [...path(versions[at].base), at]);
  const back = path(old), forth = path(now);
  let common = 0;
  while (common < back.length && back[common] === forth[common]) common++;
  const stations = [...back.slice(common).toReversed(), ...forth.slice(common - 1)];
  const legs = stations.slice(1).map((reached, at) => ({ left: stations[at], reached, made: Math.max(stations[at], reached) }));
  const has = (set, version) => sets[set][version] === "1";
  const sides = sets.map(set => sideOf(set[old], set[now]));
  const makers = sets.map((set, at) => {
    const came = sides[at] === "new";
    const did = legs.filter(({ left, reached }) => set[left] !== set[reached] && (set[reached] === "1") === came);
    return Math.max(...did.map(leg => leg.made));
  });
  const stateAt = (states, version) => states.find(([set]) => has(set, version));
  const changedAt = value => legs.filter(({ left, reached }) => value(left) !== value(reached)).map(leg => leg.made);
  return {
    old,
    new: now,
    stations,
    legs,
    sides,
    makers,
    has,
    stateAt,
    changedAt,
    // Whether all that changed a value on the way only followed.
    followed: (set, value) => set !== undefined && changedAt(value).every(version => has(set, version)),
    knows: (version, origin) => path(version).includes(origin),
  };
};

// As a redline has them: what was deleted before what was inserted for it.
export const deletedFirst = things => {
  const ordered = [];
  let parts = [];
  const flush = () => {
    if (parts[0]?.[0].side === "new") {
      for (let at = 0; at + 1 < parts.length; at += 2) [parts[at], parts[at + 1]] = [parts[at + 1], parts[at]];
    }
    ordered.push(...parts.flat());
    parts = [];
  };
  for (const thing of things) {
    if (thing.side === "both") {
      flush();
      ordered.push(thing);
    } else if (parts.at(-1)?.[0].side === thing.side) parts.at(-1).push(thing);
    else parts.push([thing]);
  }
  flush();
  return ordered;
};
