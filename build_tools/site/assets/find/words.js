// An index of words that grows: entries in; those out in which all the words of a query stand, and how well. Pure.
import { isNear } from "./near.js";
import { keysOf, stem } from "./query.js";

const read = text => (text ? keysOf(text).map(stem) : []);

// How far a word of the index may be from one that was typed: not at all, begun by it, or misspelt.
const NEARNESS = {
  exact: () => null,
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
      const { title, name, citation, text } = entry, known = texts.get(entry);
      // What an entry is called is read once; its text may come later.
      const words = known ?? { title: read(title), text: [...read(name), ...read(citation)], isWhole: false };
      const isNew = text && !words.isWhole, found = isNew ? read(text) : [];
      const fresh = new Set(known ? found : [...words.title, ...words.text, ...found]);
      if (known) [...words.title, ...words.text].forEach(word => fresh.delete(word));
      for (const word of fresh) {
        if (places.has(word)) places.get(word).push(entry);
        else places.set(word, [entry]);
      }
      if (isNew) Object.assign(words, { text: words.text.concat(found), isWhole: true });
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
    const near = word => {
      const isLike = NEARNESS[nearness](word, word === wanted.at(-1));
      return new Set([word, ...(isLike ? [...places.keys()].filter(isLike) : [])]);
    };
    const known = new Map([...wanted, ...phrase].map(word => [word, near(word)]));
    const [first, ...more] = wanted.map(word => new Set([...known.get(word)].flatMap(each => places.get(each) ?? [])));
    const found = [...first ?? []].filter(entry => isChosen(entry) && more.every(each => each.has(entry)));
    if (!found.length && nearness === "misspelt") return closed(phrase, isChosen);
    const [sets, told] = [phrase, wanted].map(words => words.map(word => known.get(word)));
    return found.map(entry => ({ entry, score: score(texts.get(entry), sets, told) }));
  };
  return { add: entry => waiting.add(entry), readAhead, find };
};
