// The index and a query → what is answered: the law in force first, the fictional example last. Pure.
import { aloneAs, awayOf, cited, neighbours, readings } from "./numbers.js";
import { parse, stem, telling } from "./query.js";
import { wordIndex } from "./words.js";

// What may be searched, in the order in which it is answered; "earlier" only where it is asked for.
export const SCOPES = ["in force", "proposed", "earlier", "amendments and guides"];
const MOST = 60;
// Of so many documents a sentence says the names.
const SAID = 5;
const TIERS = { "in force": 0, proposed: 1, earlier: 2, amendment: 3, guide: 4, page: 4, "guide section": 4, rule: 5, "rule section": 5 };
const FICTIONAL = 6;
const KINDS = "term,heading,table,row,clause,amendment,guide,page,guide section,rule,rule section,note".split(",");

const scopeOf = standing => SCOPES.includes(standing) ? standing : SCOPES[3];

// What the index is asked, made ready: `answer(query, scopes)`.
export const finder = index => {
  const { documents, provisions, pages } = index;
  // A fictional example stands aside of the law; where nothing else is recorded, it is what is asked for.
  const isOfLaw = documents.some(each => !each.fictional);
  for (const each of documents) each.isAside = isOfLaw && each.fictional;
  provisions.forEach((entry, place) => Object.assign(entry, { place, ...placed(entry, documents) }));
  pages.forEach((page, place) => Object.assign(page, { place, standing: page.kind, tier: page.fictional && isOfLaw ? FICTIONAL : TIERS[page.kind] }));
  const find = wordIndex([...provisions, ...pages]);
  const known = {
    documents, provisions,
    rows: new Map(),
    today: new Map(provisions.filter(entry => entry.standing === "in force").toReversed().map(entry => [lastingOf(entry), entry])),
  };
  const hasNumber = (number, document) => provisions.some(entry => isIn(entry, document, documents)
    && entry.standing === "in force" && entry.anchor?.toLowerCase() === number);

  for (const entry of provisions.filter(({ kind }) => kind === "row")) {
    const at = standsIn(entry);
    if (!known.rows.has(at)) known.rows.set(at, []);
    known.rows.get(at).push(entry);
  }

  const answer = (query, scopes = ["in force", "proposed", SCOPES[3]]) => {
    const asked = parse(query, documents, hasNumber);
    if (!asked.all.length) return { found: [] };
    if (asked.unknown !== undefined) return unknownVersion(asked, documents);
    const isChosen = result => scopes.includes(scopeOf(result.standing));
    if (asked.number) {
      const answered = byNumber(asked, known, scopes);
      // "Section H14" may be of another text, which the texts here name.
      const isForeign = /^\p{L}/u.test(asked.number.number) && !asked.number.before.length;
      if (answered.found.length || !isForeign && (asked.isSaid || !asked.words.length)) return answered;
    }
    const found = unique([...whole(asked, documents), ...byWords(asked, documents, find, isChosen)]);
    return shownOf(found);
  };
  return answer;
};

const shownOf = found => ({ found: found.slice(0, MOST), more: Math.max(0, found.length - MOST) });
// Where an entry stands, and what it is in all versions.
const standsIn = ({ document, anchor }) => `${document} ${anchor}`;
const lastingOf = ({ document, kind, provision }) => `${document} ${kind} ${provision}`;

// Whether a provision is of the law, or of the document that was named.
const isIn = (entry, document, documents) =>
  document === undefined ? !documents[entry.document].isAside : entry.document === document;

// How an entry stands, by the best of its versions, and which of them to open.
const placed = ({ document, versions }, documents) => {
  const { shown, versions: all, isAside } = documents[document];
  const proposed = versions.filter(at => all[at].standing === "proposed");
  const at = versions.includes(shown) ? shown : proposed.at(-1) ?? versions.at(-1);
  const { standing } = all[at];
  return { at, standing, tier: isAside ? FICTIONAL : TIERS[standing] };
};

// --- Results: what the box shows of an entry ---

const statusOf = ({ fictional }, { standing, status }) =>
  (standing === "proposed" ? _("proposed: ") : "") + status + (fictional ? _(", fictional") : "");

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

const bearersOf = (asked, entries) => {
  for (const reading of readings(asked)) {
    for (const isSameCase of [true, false]) {
      const found = entries.map(entry => ({ entry, away: awayOf(entry, reading, isSameCase) }));
      const best = found.filter(({ entry, away }) => away >= 0 && entry.kind !== "row");
      if (best.length) return { reading, found: best };
    }
  }
  return { reading: asked, found: [] };
};

const byPlace = (one, other) => one.entry.tier - other.entry.tier || one.away - other.away
  || one.entry.document - other.entry.document || other.entry.at - one.entry.at || one.entry.place - other.entry.place;

// What bears a number; after that the tables and notes that have it, where nothing else was said of it.
const allBearers = ({ number, isSaid }, entries) => {
  const { reading, found } = bearersOf(number, entries);
  const others = isSaid ? [] : elseNamed(number, entries);
  return { reading, found: found.toSorted(byPlace), others };
};
const elseNamed = (number, entries) => {
  const own = entries.filter(({ kind }) => kind === "table" || kind === "note");
  return aloneAs(number).flatMap(each => bearersOf(each, own).found).toSorted(byPlace);
};

const byNumber = (asked, known, scopes) => {
  const { document, versions, number, words } = asked, { documents, provisions } = known;
  const [label] = versions;
  const pinnedIn = each => label === undefined ? -1 : each.versions.findIndex(version => version.label === label);
  const numbersOf = documents.map(pinnedIn);
  const meant = provisions.filter(entry => (document === undefined || entry.document === document)
    && (label === undefined || entry.versions.includes(numbersOf[entry.document])));
  const { reading, found, others } = allBearers(asked, meant);
  const name = cited(reading, meant);
  if (label !== undefined) {
    const pinned = [...found, ...others].map(({ entry }) => inRow(entry, known, words, numbersOf[entry.document]));
    const results = pinned.map(entry => provisionResult(entry, documents, { pinned: numbersOf[entry.document] }));
    return results.length ? shownOf(results) : absent(name, number, { document, at: numbersOf }, known);
  }
  const isChosen = ({ entry }) => entry.standing === "earlier" || scopes.includes(entry.standing);
  const scoped = found.filter(isChosen);
  const told = eachOnce([...scoped, ...others.filter(isChosen)]);
  const results = unique(told.flatMap(({ entry }) => borne(inRow(entry, known, words), name, known)));
  if (!results.length) return absent(name, number, { document, at: documents.map(each => each.shown) }, known);
  return { ...shownOf(results), ...notInForce(name, scoped.length ? scoped : told, document, documents) };
};

// Of texts that one provision had under one number, the one that is in force, or the newest.
const eachOnce = found => firsts(found, ({ entry }) =>
  `${entry.document} ${entry.anchor} ${entry.provision ?? entry.place} ${entry.standing === "proposed"}`);

// The row of a table in which words stand, or the table.
const inRow = (entry, known, words, version) => {
  if (entry.kind !== "table" || !words.length) return entry;
  const rows = (known.rows.get(standsIn(entry)) ?? []).filter(row => row.citation.startsWith(`${entry.citation}, `)
    && row.versions.includes(version ?? entry.at));
  const find = wordIndex(rows);
  const wanted = telling(words);
  for (const nearness of ["exact", "begun", "misspelt"]) {
    const [best] = find(wanted, wanted, nearness).toSorted((one, other) => other.score - one.score);
    if (best) return best.entry;
  }
  return entry;
};

// A provision that bears a number; where only an earlier version has it so, first what became of it, if it is in force.
const borne = (entry, name, { documents, today: todays }) => {
  const result = provisionResult(entry, documents);
  if (entry.standing !== "earlier") return [result];
  const today = entry.provision && todays.get(lastingOf(entry));
  if (!today) return [result];
  const last = documents[entry.document].versions[entry.versions.at(-1)].label;
  const note = today.anchor === entry.anchor ? undefined : _`was ${name} until ${last}`;
  return [provisionResult(today, documents, { note }), result];
};

const notInForce = (name, found, document, documents) => {
  if (found.some(({ entry }) => entry.standing === "in force")) return {};
  const { document: number } = found[0].entry;
  const { name: short, versions, shown } = documents[document ?? number], { label, status } = versions[shown];
  return { absent: _`${short} ${label}, ${status}, has no ${name}.` };
};

const absent = (name, number, { document, at }, { documents, provisions }) => {
  const asked = documents.flatMap((each, place) => (document === undefined ? !each.isAside : place === document) && at[place] >= 0 ? [place] : []);
  const there = provisions.filter(({ kind, anchor, versions, document: place }) => kind !== "row" && anchor && versions.includes(at[place]));
  const near = asked.flatMap(place => neighbours(there.filter(entry => entry.document === place), number).map(entry => ({ entry, pinned: at[place] === documents[place].shown ? undefined : at[place] })));
  const first = number.number.split(".")[0];
  const isClose = ({ entry }) => entry.anchor.replace(/^\p{L}+-/u, "").split(/[.-]/)[0] === first;
  const closest = near.filter(isClose).map(({ entry }) => entry.document);
  const close = closest.length ? near.filter(({ entry }) => closest.includes(entry.document)) : near;
  const elsewhere = [...bearersOf(number, provisions).found.toSorted(byPlace), ...elseNamed(number, provisions)]
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

const byWords = (asked, documents, find, isChosen) => {
  const said = ({ entry }) => asked.document === undefined || entry.document === asked.document;
  const ofVersion = ({ entry }) => !asked.versions.length || entry.versions?.some(at => asked.versions.includes(documents[entry.document].versions[at].label));
  const look = nearness => {
    const all = asked.all.map(stem);
    const found = find(telling(asked.all), all, nearness);
    if (asked.document === undefined && !asked.versions.length) return found;
    const words = asked.words.map(stem);
    const limited = words.length ? find(telling(asked.words), words, nearness).filter(each => each.entry.versions && said(each) && ofVersion(each)) : [];
    return [...limited, ...found];
  };
  const ranked = (nearness, rank) => look(nearness).filter(({ entry }) => isChosen(entry)).map(each => ({ ...each, rank }));
  let found = [...ranked("exact", 0), ...ranked("begun", 1)];
  if (!found.length) found = ranked("misspelt", 2);
  return found.toSorted(byWorth).map(({ entry }) => result(entry, asked, documents));
};

const result = (entry, asked, documents) => {
  if (!entry.versions) return pageResult(entry);
  const [label] = asked.versions;
  const pinned = label === undefined ? -1 : documents[entry.document].versions.findIndex(version => version.label === label);
  return provisionResult(entry, documents, entry.versions.includes(pinned) ? { pinned } : {});
};

const kindOf = ({ entry, score }) => score >= 3 ? KINDS.indexOf(entry.kind) : Number(entry.kind === "note");
// A row whose table is by what it is called is told before one that only counts so far.
const isCalled = ({ entry }) => Number(!(entry.kind === "row" && entry.title && entry.text?.startsWith(entry.title)));
// A page of exactly that title is told before the pages that only have the words, of whatever kind they are.
const isPage = ({ tier }) => tier > TIERS.earlier && tier < FICTIONAL;
const tierOf = ({ entry, rank, score }) => isPage(entry) && rank === 0 && score === 5 ? TIERS.amendment - .5 : entry.tier;
const byWorth = (one, other) => tierOf(one) - tierOf(other) || one.entry.tier - other.entry.tier || one.rank - other.rank || other.score - one.score
  || kindOf(one) - kindOf(other) || isCalled(one) - isCalled(other) || one.entry.place - other.entry.place;
