// What is known of the index and a query → what is answered: the law in force first, the fictional example last. Pure.
import { FICTIONAL, holds, knownOf, lastingOf, standsIn, TIERS } from "./known.js";
import { aloneAs, awayOf, cited, neighbours, readings } from "./numbers.js";
import { parse, stem, telling } from "./query.js";
import { numberNeeds, wordNeeds } from "./unread.js";
import { wordIndex } from "./words.js";

// What may be searched, in the order in which it is answered; "earlier" only where it is asked for.
export const SCOPES = ["in force", "proposed", "earlier", "amendments and guides"];
const MOST = 60;
// Of so many documents a sentence says the names.
const SAID = 5;
const KINDS = "term,heading,table,row,clause,amendment,guide,page,guide section,rule,rule section,note".split(",");

const scopeOf = standing => SCOPES.includes(standing) ? standing : SCOPES[3];

// What the index is asked, made ready: `add(shard)` takes one of its shards more, `readAhead(most)` reads the words of so many
// entries and says whether there are more, and `answer(query, scopes)` has what is found in what is read. `unread` names the
// shards that may say more; while there are any, nothing is said to be absent. It `isEnough` where what they say could only stand
// among or after all that is shown.
export const finder = index => {
  const known = knownOf(index);
  const { documents } = known;
  const hasNumber = (number, document) => bornBy(known, number).some(entry => isIn(entry, document, documents)
    && entry.standing === "in force" && entry.anchor.toLowerCase() === number);

  const answered = (asked, scopes) => {
    if (!asked.all.length) return { found: [] };
    if (asked.unknown !== undefined) return unknownVersion(asked, documents);
    const needs = [];
    if (asked.number) {
      const numbered = byNumber(asked, known, scopes);
      needs.push(...numberNeeds(asked, numbered, documents));
      // "Section H14" may be of another text, which the texts here name.
      const isForeign = /^\p{L}/u.test(asked.number.number) && !asked.number.before.length;
      if (numbered.found.length || !isForeign && (asked.isSaid || !asked.words.length)) return { ...numbered, needs };
    }
    const isChosen = result => scopes.includes(scopeOf(result.standing));
    const ranked = byWords(asked, known, isChosen);
    const found = unique([...whole(asked, documents), ...ranked.map(({ entry }) => result(entry, asked, documents))]);
    return { ...shownOf(found), isEnough: found.length >= MOST && isSettled(ranked), needs: [...needs, ...wordNeeds(asked, scopes, documents)] };
  };
  const answer = (query, scopes = ["in force", "proposed", SCOPES[3]]) => {
    const { needs = [], ...found } = answered(parse(query, documents, hasNumber), scopes);
    const unread = [...new Set(needs)].filter(name => known.unread.has(name));
    if (unread.length && !found.found.length) delete found.absent;
    return { ...found, unread };
  };
  return { add: known.add, readAhead: known.readAhead, answer };
};

// Whether texts that are not read yet could only be told among or after those that are shown: what provisions are called is known
// from the first, and no text says words better than as they were typed.
const isSettled = ranked => ranked.slice(0, MOST).every(({ entry, rank, score }) => entry.standing === "in force" && rank === 0 && score >= 2);

const shownOf = found => ({ found: found.slice(0, MOST), more: Math.max(0, found.length - MOST) });

// Whether a provision is of the law, or of the document that was named.
const isIn = (entry, document, documents) =>
  document === undefined ? !documents[entry.document].isAside : entry.document === document;

// --- Results: what the box shows of an entry ---

const statusOf = ({ fictional }, { standing, status, decided }) =>
  (standing === "proposed" && !decided ? _("proposed: ") : "") + status + (fictional ? _(", fictional") : "");

const provisionResult = (entry, documents, { pinned, note } = {}) => {
  const document = documents[entry.document];
  const at = pinned ?? entry.at;
  const isShown = pinned === undefined && at === document.shown;
  const { label, standing } = document.versions[at], place = entry.row ?? entry.anchor;
  return {
    address: `${document.id}/${isShown ? entry.section ?? "" : `v/${label}/`}${place ? `#${place}` : ""}`,
    name: `${document.name}, ${entry.citation}`,
    title: entry.citation.includes(entry.title ?? "") ? "" : entry.title,
    text: entry.text ?? "",
    standing,
    status: `${label}, ${statusOf(document, document.versions[at])}`,
    note,
  };
};

const PAGE_NAMES = { amendment: _("Amendment"), guide: _("Guide"), page: _("Page"), rule: _("Rule of the check") };
const pageResult = page => ({
  address: page.address,
  name: page.page ? `${page.page}: ${page.title}` : page.title,
  title: "",
  text: page.text ?? "",
  standing: page.standing,
  status: `${PAGE_NAMES[page.kind.split(" ")[0]]}${page.fictional ? _(", fictional") : ""}`,
});

// The first of each of those for which a key is the same.
const firsts = (found, keyOf) => {
  const seen = new Set();
  return found.filter(each => !seen.has(keyOf(each)) && seen.add(keyOf(each)));
};
const unique = results => firsts(results, result => `${result.address} ${result.name}`);

// --- Whole documents, versions and redlines ---

const whole = ({ document, versions, words }, documents) => {
  if (words.length || document === undefined && !versions.length) return [];
  const number = document ?? documents.findIndex(each => versions.every(label => each.versions.some(version => version.label === label)));
  if (number < 0) return [];
  const { id, name, title, shown, versions: all, redlines, fictional } = documents[number];
  const [old, young] = versions;
  if (young !== undefined) {
    const isPage = redlines.some(each => each[0] === old && each[1] === young);
    const address = isPage ? `${id}/redline/${old}..${young}/` : `${id}/compare/#${old}..${young}`;
    return [{ address, name: _`${name}: what changed from ${old} to ${young}`, title, text: "", standing: "redline", status: _("Redline") + (fictional ? _(", fictional") : "") }];
  }
  const version = all.find(each => each.label === old) ?? all[shown];
  return [{
    address: old === undefined ? `${id}/` : `${id}/v/${old}/`,
    name: `${name} ${version.label}`, title, text: "", standing: version.standing, status: statusOf(documents[number], version),
  }];
};

const unknownVersion = ({ document, unknown }, documents) => {
  const named = documents[document ?? 0];
  const { id, name, versions } = named;
  const near = versions.map(version => ({
    address: `${id}/v/${version.label}/`, name: `${name} ${version.label}`, title: "", text: "", standing: version.standing, status: statusOf(named, version),
  }));
  return { found: [], absent: _`${name} has no version ${unknown} in this record.`, near: near.toReversed() };
};

// --- Numbers ---

// What may bear a number, by the last part of it.
const bornBy = ({ byPart }, part) => byPart.get(part.toLowerCase()) ?? [];

const bearersOf = (asked, known, isMeant) => {
  for (const reading of readings(asked)) {
    const candidates = new Set([...bornBy(known, reading.limbs.at(-1) ?? reading.number), ...known.tables]);
    const meant = [...candidates].filter(entry => entry.kind !== "row" && isMeant(entry));
    for (const isSameCase of [true, false]) {
      const found = meant.map(entry => ({ entry, away: awayOf(entry, reading, isSameCase) })).filter(({ away }) => away >= 0);
      if (found.length) return { reading, found };
    }
  }
  return { reading: asked, found: [] };
};

const byPlace = (one, other) => one.entry.tier - other.entry.tier || one.away - other.away
  || one.entry.document - other.entry.document || other.entry.at - one.entry.at || one.entry.place - other.entry.place;

// What bears a number; after that the tables and notes that have it, where nothing else was said of it.
const allBearers = ({ number, isSaid }, known, isMeant) => {
  const { reading, found } = bearersOf(number, known, isMeant);
  const others = isSaid ? [] : elseNamed(number, known, isMeant);
  return { reading, found: found.toSorted(byPlace), others };
};
const elseNamed = (number, known, isMeant) => {
  const isOwn = entry => (entry.kind === "table" || entry.kind === "note") && isMeant(entry);
  return aloneAs(number).flatMap(each => bearersOf(each, known, isOwn).found).toSorted(byPlace);
};

const byNumber = (asked, known, scopes) => {
  const { document, versions, number, words } = asked, { documents, provisions } = known;
  const [label] = versions;
  const numbersOf = documents.map(each => label === undefined ? -1 : each.versions.findIndex(version => version.label === label));
  const isMeant = entry => (document === undefined || entry.document === document)
    && (label === undefined || holds(entry.versions, numbersOf[entry.document]));
  const { reading, found, others } = allBearers(asked, known, isMeant);
  const nameOf = () => cited(reading, provisions.filter(isMeant));
  if (label !== undefined) {
    const pinned = [...found, ...others].map(({ entry }) => inRow(entry, known, words, numbersOf[entry.document]));
    const results = pinned.map(entry => provisionResult(entry, documents, { pinned: numbersOf[entry.document] }));
    return results.length ? shownOf(results) : absent(nameOf(), number, { document, at: numbersOf }, known);
  }
  const isChosen = ({ entry }) => entry.standing === "earlier" || scopes.includes(entry.standing);
  const scoped = found.filter(isChosen);
  const told = eachOnce([...scoped, ...others.filter(isChosen)]);
  const results = unique(told.flatMap(({ entry }) => borne(inRow(entry, known, words), nameOf, known)));
  if (!results.length) return absent(nameOf(), number, { document, at: documents.map(each => each.shown) }, known);
  return { ...shownOf(results), ...notInForce(nameOf, scoped.length ? scoped : told, document, documents) };
};

// Of texts that one provision had under one number, the one that is in force, or the newest.
const eachOnce = found => firsts(found, ({ entry }) =>
  `${entry.document} ${entry.anchor} ${entry.provision ?? entry.place} ${entry.standing === "proposed"}`);

// The row of a table in which words stand, or the table.
const inRow = (entry, known, words, version) => {
  if (entry.kind !== "table" || !words.length) return entry;
  const rows = (known.rows.get(standsIn(entry)) ?? []).filter(row => row.citation.startsWith(`${entry.citation}, `)
    && holds(row.versions, version ?? entry.at));
  const index = wordIndex();
  rows.forEach(index.add);
  index.readAhead(rows.length);
  const wanted = telling(words);
  for (const nearness of ["exact", "begun", "misspelt"]) {
    const found = index.find(wanted, wanted, nearness, () => true);
    const [best] = found.toSorted((one, other) => other.score - one.score || one.entry.place - other.entry.place);
    if (best) return best.entry;
  }
  return entry;
};

// A provision that bears a number; where only an earlier version has it so, first what became of it, if it is in force.
const borne = (entry, nameOf, { documents, today: todays }) => {
  const result = provisionResult(entry, documents);
  if (entry.standing !== "earlier") return [result];
  const today = entry.provision && todays.get(lastingOf(entry));
  if (!today) return [result];
  const last = documents[entry.document].versions[entry.versions.at(-1)].label;
  const name = nameOf();
  const note = today.anchor === entry.anchor ? undefined : _`was ${name} until ${last}`;
  return [provisionResult(today, documents, { note }), result];
};

const notInForce = (nameOf, found, document, documents) => {
  if (found.some(({ entry }) => entry.standing === "in force")) return {};
  const { document: number } = found[0].entry;
  const { name: short, versions, shown } = documents[document ?? number], { label, status } = versions[shown], name = nameOf();
  return { absent: _`${short} ${label}, ${status}, has no ${name}.` };
};

const absent = (name, number, { document, at }, known) => {
  const { documents, provisions } = known;
  const asked = documents.flatMap((each, place) => (document === undefined ? !each.isAside : place === document) && at[place] >= 0 ? [place] : []);
  const there = provisions.filter(({ kind, anchor, versions, document: place }) => kind !== "row" && anchor && holds(versions, at[place]));
  const near = asked.flatMap(place => neighbours(there.filter(entry => entry.document === place), number).map(entry => ({ entry, pinned: at[place] === documents[place].shown ? undefined : at[place] })));
  const first = number.number.split(".")[0];
  const isClose = ({ entry }) => entry.anchor.replace(/^\p{L}+-/u, "").split(/[.-]/)[0] === first;
  const closest = near.filter(isClose).map(({ entry }) => entry.document);
  const close = closest.length ? near.filter(({ entry }) => closest.includes(entry.document)) : near;
  const elsewhere = [...bearersOf(number, known, () => true).found.toSorted(byPlace), ...elseNamed(number, known, () => true)]
    .filter(({ entry }) => !documents[entry.document].isAside);
  const places = asked.map(place => `${documents[place].name} ${documents[place].versions[at[place]].label}`);
  const where = places.length && places.length <= SAID ? places.join(_(" or ")) : _("this record");
  return {
    found: [],
    absent: _`There is no ${name} in ${where}.`,
    near: unique([
      ...eachOnce(elsewhere).map(({ entry }) => provisionResult(entry, documents)),
      ...close.map(({ entry, pinned }) => provisionResult(entry, documents, { pinned })),
    ]).slice(0, MOST),
  };
};

// --- Words ---

const byWords = (asked, { documents, find }, isChosen) => {
  const { document, versions, words } = asked;
  const placesOf = documents.map(each => versions.map(label => each.versions.findIndex(version => version.label === label)));
  const isMeant = entry => entry.versions && (document === undefined || entry.document === document)
    && (!versions.length || placesOf[entry.document].some(at => holds(entry.versions, at)));
  const look = (nearness, isWanted) => {
    const found = find(telling(asked.all), asked.all.map(stem), nearness, isWanted);
    if (document === undefined && !versions.length || !words.length) return found;
    const limited = find(telling(words), words.map(stem), nearness, isWanted);
    return [...limited.filter(({ entry }) => isMeant(entry)), ...found];
  };
  const ranked = (nearness, rank, isWanted = isChosen) => look(nearness, isWanted).map(each => ({ ...each, rank }));
  const exact = ranked("exact", 0), known = new Set(exact.map(({ entry }) => entry));
  let found = [...exact, ...ranked("begun", 1, entry => !known.has(entry) && isChosen(entry))];
  if (!found.length) found = ranked("misspelt", 2);
  return found.toSorted(byWorth);
};

const result = (entry, asked, documents) => {
  if (!entry.versions) return pageResult(entry);
  const [label] = asked.versions;
  const pinned = label === undefined ? -1 : documents[entry.document].versions.findIndex(version => version.label === label);
  return provisionResult(entry, documents, holds(entry.versions, pinned) ? { pinned } : {});
};

const kindOf = ({ entry, score }) => score >= 3 ? KINDS.indexOf(entry.kind) : Number(entry.kind === "note");
// A row whose table is by what it is called is told before one that only counts so far.
const isCalled = ({ entry }) => Number(!(entry.kind === "row" && entry.title && entry.text?.startsWith(entry.title)));
// A page of exactly that title is told before the pages that only have the words, of whatever kind they are.
const isPage = ({ tier }) => tier > TIERS.earlier && tier < FICTIONAL;
const tierOf = ({ entry, rank, score }) => isPage(entry) && rank === 0 && score === 5 ? TIERS.amendment - .5 : entry.tier;
const byWorth = (one, other) => tierOf(one) - tierOf(other) || one.entry.tier - other.entry.tier || one.rank - other.rank || other.score - one.score
  || kindOf(one) - kindOf(other) || isCalled(one) - isCalled(other) || one.entry.place - other.entry.place;
