// One text as it stood at each stop of a way in; the words that came and went between its ends out, as
// lineage/weave/passing_words tells them: `text`, `stands` (in both ends), `first` and `last` (the stops between which it is otherwise).
// Which of several like words it is that passes, Python asks of its comparison; `isCertain` is whether none had to be asked.
const WORD = /\[\^[^\]\s]*\]|(?:(?!\[\^)[^\s.,;:()])+(?:[.,:][^\s.,;:()[]+)*|[.,;:()]/g;
const wordsIn = text => text.match(WORD) ?? [];
const countsOf = words => {
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};
const beyond = (counts, others) => new Map([...counts].map(([word, count]) => [word, count - (others.get(word) ?? 0)]).filter(([, count]) => count > 0));
const joined = (one, other, choose) => new Map([...new Set([...one.keys(), ...other.keys()])].map(word => [word, choose(one.get(word) ?? 0, other.get(word) ?? 0)]));

// Of each beginning of one text how long a longest common subsequence with another text is.
const lengthsOf = (words, others) => {
  let row = new Uint32Array(others.length + 1), next = new Uint32Array(others.length + 1);
  for (const word of words) {
    others.forEach((other, at) => (next[at + 1] = word === other ? row[at] + 1 : Math.max(row[at + 1], next[at])));
    [row, next] = [next, row];
  }
  return row;
};
// Where one text is cut so that its parts have most in common with the two halves of another.
const bestCut = (first, second, others) => {
  const before = lengthsOf(first, others), after = lengthsOf(second.toReversed(), others.toReversed()).toReversed();
  let cut = 0;
  for (let at = 1; at < before.length; at++) if (before[at] + after[at] > before[cut] + after[cut]) cut = at;
  return cut;
};
// Of each word of one text whether a longest common subsequence with the other has it. The texts are halved (Hirschberg, "A linear
// space algorithm for computing maximal common subsequences", 1975): all lengths at once would be as many as both multiplied.
const keptIn = (words, others) => {
  let start = 0, end = words.length, stop = others.length;
  while (start < Math.min(end, stop) && words[start] === others[start]) start++;
  while (end > start && stop > start && words[end - 1] === others[stop - 1]) [end, stop] = [end - 1, stop - 1];
  const left = words.slice(start, end), right = others.slice(start, stop), half = left.length >> 1;
  let between = left.map(word => right.includes(word));
  if (left.length > 1 && right.length) {
    const first = left.slice(0, half), second = left.slice(half), cut = bestCut(first, second, right);
    between = [...keptIn(first, right.slice(0, cut)), ...keptIn(second, right.slice(cut))];
  }
  return [...Array(start).fill(true), ...between, ...Array(words.length - end).fill(true)];
};

// The words wanted of a text, each as often as there is one left, and with the stretch that it stands in.
const taken = (words, wanted, left, stands) => {
  const found = [], count = new Map();
  let stretch = -1, before = false;
  words.forEach((word, at) => {
    if (wanted[at] && !before) stretch++;
    before = wanted[at];
    const ordinal = count.get(word) ?? 0;
    if (!before || ordinal >= (left.get(word) ?? 0)) return;
    count.set(word, ordinal + 1);
    found.push({ word, key: [word, ordinal, stands].join(" "), stands, stretch });
  });
  return found;
};
// Whether it makes no difference how a text is compared: all that passes stands together, and no word of it elsewhere.
const isOneRun = (words, left, ...others) => {
  const places = words.flatMap((word, at) => (left.has(word) ? [at] : []));
  return places.length === [...left.values()].reduce((sum, count) => sum + count) && places.at(-1) - places[0] + 1 === places.length && others.every(each => ![...left.keys()].some(word => each.has(word)));
};
const passing = (old, between, now) => {
  const counts = [old, between, now].map(countsOf), found = [];
  const neither = beyond(counts[1], joined(counts[0], counts[2], Math.max)), both = beyond(joined(counts[0], counts[2], Math.min), counts[1]);
  let isCertain = true;
  if (neither.size) {
    const [inOne, inOther] = [keptIn(between, old), keptIn(between, now)];
    found.push(...taken(between, between.map((_, at) => !(inOne[at] || inOther[at])), neither, false));
    isCertain = isOneRun(between, neither, counts[0], counts[2]);
  }
  if (both.size) {
    const [inOne, inOther] = [keptIn(now, old), keptIn(now, between)];
    found.push(...taken(now, now.map((_, at) => inOne[at] && !inOther[at]), both, true));
    isCertain = false;
  }
  return { found, isCertain };
};

const runsOf = places => {
  const runs = new Map();
  let first = places[0];
  places.forEach((place, at) => {
    if (at && place !== places[at - 1] + 1) first = place;
    runs.set(first, place);
  });
  return runs;
};

export const passingWords = texts => {
  const words = texts.map(wordsIn), known = new Map([texts[0], texts.at(-1)].map(text => [text, []])), seen = new Map();
  let isCertain = true;
  texts.forEach((text, at) => {
    if (!known.has(text)) {
      const told = passing(words[0], words[at], words.at(-1));
      known.set(text, told.found);
      isCertain &&= told.isCertain;
    }
    for (const { key } of known.get(text)) seen.set(key, [...(seen.get(key) ?? []), at]);
  });
  const runs = new Map([...seen].map(([key, places]) => [key, runsOf(places)]));
  const found = texts.flatMap((text, at) => {
    const groups = [];
    for (const { word, key, stands, stretch } of known.get(text)) {
      const last = runs.get(key).get(at), before = groups.at(-1);
      if (last === undefined) continue;
      if (before?.stands === stands && before.stretch === stretch && before.last === last) before.text += ` ${word}`;
      else groups.push({ text: word, stands, stretch, first: at, last });
    }
    return groups;
  });
  return { found, isCertain };
};
