// The index and its shards, as they are read → what is known so far: entries, by number and by words, and what is not read
// yet. Whatever the order in which they come, all of them together are known as one. Pure.
import { wordIndex } from "./words.js";

export const TIERS = { "in force": 0, proposed: 1, earlier: 2, amendment: 3, guide: 4, page: 4, "guide section": 4, rule: 5, "rule section": 5 };
export const FICTIONAL = 6;
// Pages stand behind the provisions, and a document behind those before it, however many entries they have.
const ALL = 1e7;
// The first file by the name that a shard would have.
export const FIRST = "index";

// Versions are told as the first and the last of each run of them.
export const holds = (runs, at) => runs.some((first, place) => place % 2 === 0 && first <= at && at <= runs[place + 1]);

// How an entry stands, by the best of its versions, and which of them to open.
const placed = (versions, { shown, versions: all, proposed, isAside }) => {
  const at = holds(versions, shown) ? shown : proposed.findLast(each => holds(versions, each)) ?? versions.at(-1);
  const { standing } = all[at];
  return { at, standing, tier: isAside ? FICTIONAL : TIERS[standing] };
};

// Where an entry stands, and what it is in all versions.
export const standsIn = ({ document, anchor }) => `${document} ${anchor}`;
export const lastingOf = ({ document, kind, provision }) => `${document} ${kind} ${provision}`;

const into = (lists, key, value) => {
  if (lists.has(key)) lists.get(key).push(value);
  else lists.set(key, [value]);
};

// What is known of an index: `add(shard)` takes one of `index.shards`, and `readAhead(most)` reads the words of so many entries;
// what was taken is `unread` until all of its words are read. It says whether there are more.
export const knownOf = index => {
  const { documents, shards } = index;
  // A fictional example stands aside of the law; where nothing else is recorded, it is what is asked for.
  const isOfLaw = documents.some(each => !each.fictional);
  for (const each of documents) {
    each.isAside = isOfLaw && each.fictional;
    each.proposed = [...each.versions.keys()].filter(at => each.versions[at].standing === "proposed");
  }
  const unread = new Set([FIRST, ...Object.keys(shards)]), taken = new Set([FIRST]);
  const words = wordIndex();
  const known = { documents, provisions: [], byPart: new Map(), tables: [], rows: new Map(), today: new Map(), find: words.find, unread };

  const addEntries = (number, entries) => {
    for (const entry of entries) {
      Object.assign(entry, { document: number, place: number * ALL + entry.place, ...placed(entry.versions, documents[number]) });
      known.provisions.push(entry);
      if (entry.anchor) into(known.byPart, entry.anchor.slice(entry.anchor.lastIndexOf("-") + 1).toLowerCase(), entry);
      if (entry.kind === "table") known.tables.push(entry);
      if (entry.kind === "row") into(known.rows, standsIn(entry), entry);
      const lasting = lastingOf(entry), { today } = known;
      if (entry.standing === "in force" && !(today.get(lasting)?.place < entry.place)) today.set(lasting, entry);
      words.add(entry);
    }
  };
  const addTexts = (entries, texts) => texts.forEach((text, at) => {
    if (!text) return;
    entries[at].text = text;
    words.add(entries[at]);
  });
  const addPages = pages => pages.forEach((page, place) => {
    words.add(Object.assign(page, { place: place + ALL * ALL, standing: page.kind, tier: page.fictional && isOfLaw ? FICTIONAL : TIERS[page.kind] }));
  });

  index.names.forEach((entries, number) => addEntries(number, entries));
  known.add = ({ shard, texts, entries, pages }) => {
    if (!unread.has(shard) || taken.has(shard)) return;
    taken.add(shard);
    const number = documents.findIndex(({ id }) => shard.endsWith(`/${id}`));
    if (pages) addPages(pages);
    else if (texts) addTexts(index.names[number], texts);
    else addEntries(number, entries);
  };
  known.readAhead = most => {
    const isMore = words.readAhead(most);
    if (!isMore) taken.forEach(name => unread.delete(name));
    return isMore;
  };
  return known;
};
