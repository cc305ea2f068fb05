// An index of words that grows: entries in; those out in which all the words of a query stand, and how well. Pure.
import { isNear } from "./near.js";
import { stem, tokens } from "./query.js";

const read = text => tokens(text ?? "").map(token => stem(token.key));

// How far a word of the index may be from one that was typed: not at all, begun by it, or misspelt.
const NEARNESS = {
  exact: () => () => false,
  begun: (word, isLast) => other => word.length >= (isLast ? 2 : 4) && other.startsWith(word),
  misspelt: word => other => word.length > 2 && isNear(word, other, word.length < 8 ? 1 : 2),
};

// Where a sequence stands in the words of an entry; each place of it may be one of several words.
const holdsPhrase = (words, sets) => words.some((_, at) => sets.every((set, more) => set.has(words[at + more])));

const score = ({ title, text }, phrase, wanted) => {
  if (title.length === phrase.length && holdsPhrase(title, phrase)) return 5;
  if (holdsPhrase(title, phrase)) return 4;
  if (wanted.every(set => title.some(word => set.has(word)))) return 3;
  return holdsPhrase(text, phrase) ? 2 : 1;
};

// The index: `add(entry)`, a second time where it has more words by then, and `find(wanted, phrase, nearness, isChosen)`: the
// entries that are chosen in which all of `wanted` stand, each with its `score`, how much of the title they are. `phrase` is
// the query with all its words, in their order; `nearness` one of those above. Words are found once
// they are read: `readAhead(most)` reads those of so many entries, and says whether there are more.
export const wordIndex = () => {
  const waiting = new Set();
  const texts = new Map();
  const places = new Map();
  const readAhead = most => {
    for (const entry of waiting) {
      if (!most--) break;
      waiting.delete(entry);
      const { title, name, citation, text } = entry;
      const words = { title: read(title), text: read([name, citation, text].join(" ")) };
      const before = new Set(Object.values(texts.get(entry) ?? {}).flat());
      for (const word of new Set([...words.title, ...words.text])) {
        if (before.has(word)) continue;
        if (places.has(word)) places.get(word).push(entry);
        else places.set(word, [entry]);
      }
      texts.set(entry, words);
    }
    return waiting.size > 0;
  };
  // A space that is missing, or one too many.
  const closed = (phrase, isChosen) => {
    const written = phrase.join("");
    if (written.length <= 6) return [];
    const near = [...texts.keys()].filter(entry => isChosen(entry) && isNear(written, texts.get(entry).title.join(""), 2));
    return near.map(entry => ({ entry, score: 5 }));
  };
  const find = (wanted, phrase, nearness, isChosen) => {
    const vocabulary = [...places.keys()];
    const near = word => new Set([word, ...vocabulary.filter(NEARNESS[nearness](word, word === wanted.at(-1)))]);
    const known = new Map([...wanted, ...phrase].map(word => [word, near(word)]));
    const [first, ...more] = wanted.map(word => new Set([...known.get(word)].flatMap(each => places.get(each) ?? [])));
    const found = [...first ?? []].filter(entry => isChosen(entry) && more.every(each => each.has(entry)));
    if (!found.length && nearness === "misspelt") return closed(phrase, isChosen);
    const [sets, told] = [phrase, wanted].map(words => words.map(word => known.get(word)));
    return found.map(entry => ({ entry, score: score(texts.get(entry), sets, told) }));
  };
  return { add: entry => waiting.add(entry), readAhead, find };
};
