// A static index of words: entries in; those out in which all the words of a query stand, and how well. Pure.
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

// The index, as a function: the entries in which all of `wanted` stand, each with its `score`, how much of the title they
// are. `phrase` is the query with all its words, in their order; `nearness` one of those above.
export const wordIndex = entries => {
  const texts = entries.map(({ title, name, citation, text }) => ({ title: read(title), text: read([name, citation, text].join(" ")) }));
  const places = new Map();
  texts.forEach(({ title, text }, at) => {
    for (const word of new Set([...title, ...text])) {
      if (!places.has(word)) places.set(word, []);
      places.get(word).push(at);
    }
  });
  const vocabulary = [...places.keys()];
  // A space that is missing, or one too many.
  const closed = phrase => {
    const written = phrase.join("");
    return entries.filter((_, at) => written.length > 6 && isNear(written, texts[at].title.join(""), 2)).map(entry => ({ entry, score: 5 }));
  };
  return (wanted, phrase, nearness) => {
    const near = word => {
      const isLike = NEARNESS[nearness](word, word === wanted.at(-1));
      return new Set([word, ...vocabulary.filter(isLike)]);
    };
    const known = new Map([...wanted, ...phrase].map(word => [word, near(word)]));
    const [first, ...more] = wanted.map(word => new Set([...known.get(word)].flatMap(each => places.get(each) ?? [])));
    const found = [...first ?? []].filter(at => more.every(each => each.has(at)));
    if (!found.length && nearness === "misspelt") return closed(phrase);
    const [sets, told] = [phrase, wanted].map(words => words.map(word => known.get(word)));
    return found.map(at => ({ entry: entries[at], score: score(texts[at], sets, told) }));
  };
};
