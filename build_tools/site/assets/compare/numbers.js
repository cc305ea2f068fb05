// Both versions' blocks in reading order in; whether the number of one follows out, as compare/changes/block_numbers tells it:
// because something came, went, moved or was renumbered before it in its series, or because it closes a gap.
const NOTE = /^[\p{L}\p{N}_-]+$/u;
const keyOf = (...paths) => paths.map(path => (Array.isArray(path) ? path.join("-") : path)).join(" ");

export const numbersOf = (weave, lines) => {
  const { labels, parts } = weave.numbers, both = lines.filter(line => line.side === "both"), lone = lines.filter(line => line.side !== "both");
  const renumbered = new Set(both.map(line => keyOf(line.old.path, line.new.path)));
  const isRenumbered = (was, now) => renumbered.has(keyOf(was, now));
  const gone = new Set(lone.filter(line => line.state.path.length).map(line => keyOf(line.side, line.state.path)));
  const places = new Map(lines.map((line, at) => [line, at])), closed = new Set(), began = new Map();
  const touched = line => {
    if (line.side !== "both") return line.state.path.map((_, at) => keyOf(line.side, line.state.path.slice(0, at)));
    const [was, now] = [line.old.path, line.new.path], [wasIn, nowIn] = [was, now].map(path => path.slice(0, -1));
    const left = was.length && now.length && keyOf(wasIn) !== keyOf(nowIn) && !isRenumbered(wasIn, nowIn);
    return left ? [keyOf("old", wasIn), keyOf("new", nowIn)] : [];
  };
  lines.forEach((line, at) => touched(line).forEach(series => began.has(series) || began.set(series, at)));
  // What the series of each block, and those that it is within, had come to before it.
  const reachedBefore = side => {
    const reached = new Map(), found = new Map();
    for (const line of lines.filter(each => each[side])) {
      const { path } = line[side];
      found.set(line, path.map((_, at) => reached.get(keyOf(path.slice(0, at))) ?? ""));
      path.forEach((part, at) => reached.set(keyOf(path.slice(0, at)), part));
    }
    return found;
  };
  const found = {}, before = side => (found[side] ??= reachedBefore(side));
  const isNext = (value, last) => [[last[0] + 1], [...last.slice(0, -1), last.at(-1) + 1], [...last, 1]].some(next => next.join() === value.join());
  const countsOn = (last, part) => {
    const reached = new Map(parts[last]);
    return (parts[part] ?? []).some(([style, value]) => reached.has(style) && isNext(value, reached.get(style)));
  };

  const closesAGap = (line, was, now, at) => {
    if (was.length !== now.length || isRenumbered(now.slice(0, at + 1), was.slice(0, at + 1))) return false;
    const [old, its] = ["old", "new"].map(side => before(side).get(line)[at]);
    if (!old || !its || !countsOn(its, now[at])) return false;
    if (countsOn(old, was[at]) && !closed.has(keyOf([...was.slice(0, at), old], [...now.slice(0, at), its]))) return false;
    closed.add(keyOf(was.slice(0, at + 1), now.slice(0, at + 1)));
    return true;
  };
  // Whether what a block is a part of was renumbered likewise.
  const isOfRenumbered = (was, now, isWhole) => {
    if (!isWhole && isRenumbered(was, now)) return true;
    if (now.some((_, at) => at && isRenumbered(was.slice(at), now.slice(at)))) return true;
    const pairs = now.map((part, at) => keyOf(was[at]?.toLowerCase() ?? "", part.toLowerCase()));
    return was.length === now.length && pairs.indexOf(pairs.at(-1)) < pairs.length - 1;
  };
  const partFollows = (line, was, now, at) => {
    if (isOfRenumbered(was.slice(0, at + 1), now.slice(0, at + 1), at === now.length - 1)) return true;
    const series = [keyOf("old", was.slice(0, at)), keyOf("new", now.slice(0, at))];
    return series.some(each => began.get(each) < places.get(line) || gone.has(each)) || closesAGap(line, was, now, at);
  };
  // Blocks are asked for in the order of the new text.
  return line => {
    const { old, new: now } = line;
    if (old.label === now.label) return true;
    if (now.kind === "footnote") return [old, now].every(({ label }) => NOTE.test(label));
    const [[words, styles], [wordsNow, stylesNow]] = [old, now].map(({ label }) => labels[label] ?? ["", []]);
    if ((old.label && words !== wordsNow) || (styles.length && stylesNow.length && !styles.some(each => stylesNow.includes(each)))) return false;
    if (!now.path.length) return false;
    const changed = now.path.flatMap((part, at) => (part === old.path[at] ? [] : [at]));
    return (changed.length ? changed : [now.path.length - 1]).every(at => partFollows(line, old.path, now.path, at));
  };
};
