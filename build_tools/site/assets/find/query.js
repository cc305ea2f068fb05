// What a reader typed into the jump box → what is asked for: a document, versions of it, a number, words. Pure.
import { isNear } from "./near.js";

// One sign for each of those that look alike; "17,6" is 17.6; "cl.17" is two words, "F2.10A" is one; "§" is a word.
const fold = text => text.normalize("NFKC").replace(/[‘’]/g, "'").replace(/§+/g, " sec ").replace(/[,:](?<=\d.)(?=\d)/g, ".").replace(/\.(?=\d)(?<=(?:\p{L}{2}|(?<!\p{L})[svcSVC])\.)/gu, " ");
const TOKEN = /\(\s*(\p{L}{1,5}|\d{1,3})\s*\)|[\p{L}\p{N}]+(?:\.[\p{L}\p{N}]+)*/gu;

// The words and numbers of a text, in small letters; `raw` keeps the case, for (a) is not (A).
export const tokens = text => [...fold(text).matchAll(TOKEN)].map(found => {
  const raw = found[1] ?? found[0];
  return { raw, key: raw.toLowerCase(), limb: found[1] !== undefined };
});

// The same words alone, of texts by the million letters.
export const keysOf = text => (fold(text).match(TOKEN) ?? []).map(found => (found[0] === "(" ? found.slice(1, -1).trim() : found).toLowerCase());

// A word without the ending of its plural.
export const stem = word => word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;

// Another language has other words that mean nothing alone, beside these.
const STOP = new Set(_("a an and as at be by def for from in into is it of on or that the to under with").split(" "));
// Said before a number, and no part of an address.
const PLAIN = /^(c(ls?|lauses?)?|ss?|sect?|sections?|p|para(graph)?s?|no|number|reg(ulation)?|rule|provision|ziff(ern?)?|nrn?|nummern?|abs(atz)?|satz|sätze|lit|(doppel)?buchst(aben?)?)$/;
// Of those, what stands in a number that was said: "§ 2 Abs. 3"; its sentences have no address.
const INNER = /^(abs|n[ru]|para|s(atz|ätze)?$)/;
// Said before a number, and part of an address, which has the first of each group.
const GROUPS = "table tables tbl tab,schedule sch sched,annex,appendix app,part pt,chapter ch,art article artikel,fn footnote note fußnote fussnote anm,tabelle tabellen,anhang,anlage,kapitel kap";
const NAMED = new Map(GROUPS.split(",").map(group => group.split(" ")).flatMap(group => group.map(name => [name, group[0]])));
const NUMBER = /^\p{L}{0,2}\d+\p{L}{0,2}(\.\d+\p{L}{0,2})*$/u;
const ROMAN = /^([ivxlc]+|\p{L}|\d{1,3})$/iu;
// Two letters that a list has after (z), or before (a): (aa), (za). Two others are a name, such as (NP), and "zu" is a word.
const DOUBLED = /^((\p{Ll})\2|z(?!u$)\p{Ll})$/u;
const isPartName = text => ROMAN.test(text) || DOUBLED.test(text);
const VERSION = /^(v|ver|versions?|fassung(en)?)$/;

// Where a sequence of words stands in another; -1 where it does not.
const placeOf = (wanted, words) =>
  words.findIndex((_, at) => wanted.length && wanted.every((word, more) => words[at + more] === word));

// The document that is named, by the longest of its names there is; its words become one mark, `{ document }`.
const withDocument = (words, documents) => {
  const names = documents.flatMap((document, number) =>
    [document.id, document.name, document.title].map(name => ({ number, name: keysOf(name) })));
  names.sort((one, other) => other.name.length - one.name.length);
  const asked = words.map(word => word.key);
  for (const { number, name } of names) {
    const at = placeOf(name, asked);
    if (at >= 0) return words.toSpliced(at, name.length, { key: "", document: number });
  }
  return words;
};

const isNumber = word => word !== undefined && !word.limb && NUMBER.test(word.key);

// "table17.6", "cl17", "v1.0" are two words; a misspelt "table" before a number is one.
const apart = words => words.flatMap((word, at) => {
  if (!word.limb && word.key.length > 3 && isNumber(words[at + 1]) && isNear(word.key, "table", 1)) return [{ ...word, key: "table" }];
  const found = /^(\p{L}+)(\d.*)$/u.exec(word.key);
  const isTwo = found && !word.limb && (found[1] === "v" || found[1].length > 1 && (PLAIN.test(found[1]) || NAMED.has(found[1])));
  if (!isTwo) return [word];
  return [found[1], found[2]].map(key => ({ raw: key, key, limb: false }));
});

// Takes the versions out of the words: "3.0" beside the name of a document, "v3.0", "version 3.0", "v3", and "3.0" by itself,
// where no provision has that number. `unknown` is one that a document does not have.
const withoutVersions = (words, documents, hasNumber) => {
  const at = words.findIndex(word => word.document !== undefined);
  const document = at < 0 ? undefined : words[at].document;
  const asked = document === undefined ? documents.filter(each => !each.isAside) : [documents[document]];
  const label = (key, isSaid) => asked.flatMap(each => each.versions.map(version => version.label)).find(each =>
    each.toLowerCase() === key || isSaid && each.toLowerCase() === `${key}.0`);
  const numbers = words.filter(isNumber).length;
  const found = { words: [], versions: [], unknown: undefined, document };
  words.forEach((word, place) => {
    const before = words[place - 1];
    const isSaid = VERSION.test(before?.key);
    const isBeside = before?.document !== undefined || found.versions.length > 0 && before?.version;
    if (VERSION.test(word.key) && isNumber(words[place + 1])) return;
    const known = label(word.key, isSaid);
    const isNone = !hasNumber(word.key, document);
    const isAlone = document === undefined && !PLAIN.test(before?.key) && !NAMED.has(before?.key);
    if (known && (isSaid || (isBeside || numbers > 1 || isAlone) && isNone || isBeside && numbers > 1)) {
      word.version = true;
      found.versions.push(known);
    } else if (isNumber(word) && (isSaid || before?.document !== undefined && numbers > 1 && isNone)) found.unknown ??= word.raw;
    else if (word.document === undefined) found.words.push(word);
  });
  return found;
};

const WHOLE = /^(table|tabelle|fn)$/;
// Whether a word names what has a number of its own, whatever it stands in.
const isWhole = word => WHOLE.test(NAMED.get(word.key));

// Whether a word is what stands in a number: in brackets, after "paragraph", or right after the number or another such.
const isLimb = (word, last) => isPartName(word.raw) && (word.limb || PLAIN.test(last?.key) || last?.isLimb === true)
  || /^\p{L}$/u.test(word.raw) && isNumber(last);

// Whether a plain figure is a part of the number before it, or a sentence of that.
const isInner = (word, last) => /^\d+\p{L}?$/u.test(word.key) && !word.limb && INNER.test(last?.key);

// The number that is asked for: `before`, what it stands in; `number`; `limbs`, what stands in it. "(b) of Clause 4.2" is 4.2(b).
const numbered = words => {
  const found = { before: [], number: undefined, limbs: [], words: [], isSaid: false };
  words.forEach((word, at) => {
    const [last, next] = [words[at - 1], words[at + 1]];
    const isPart = next !== undefined && (isNumber(next) || ROMAN.test(next.raw));
    if (NAMED.has(word.key) && isPart && !word.limb) {
      if (found.number !== undefined && !isWhole(word)) found.before.push(found.number);
      if (isWhole(word)) found.before = [];
      found.before.push(NAMED.get(word.key));
      found.number = undefined;
      found.isSaid = true;
    } else if (isInner(word, last) && found.number !== undefined && !found.before.length) {
      if (last.key[0] !== "s") found.limbs.push(word.raw);
      word.isLimb = true;
    } else if (PLAIN.test(word.key) && (isPart || DOUBLED.test(next?.raw)) && !word.limb) found.isSaid = true;
    else if (isNumber(word) || NAMED.has(last?.key) && found.number === undefined && ROMAN.test(word.raw)) {
      if (found.number !== undefined && (!found.before.length || WHOLE.test(found.before[0]))) found.words.push(word);
      else {
        if (found.number !== undefined) found.before.push(found.number);
        found.number = word.raw;
      }
    } else if (isLimb(word, last)) {
      found.limbs.push(word.raw);
      word.isLimb = true;
    } else found.words.push(word);
  });
  return found;
};

// The query as values: `document` by its place, `versions` by their labels, `unknown` (a version that is not there), `number`
// (undefined where words are asked for), `words`, and `all`, every word that was typed. `hasNumber` says of a number whether
// a provision of a document, or of any, has it.
export const parse = (query, documents, hasNumber) => {
  const typed = apart(tokens(query));
  const { words, ...rest } = withoutVersions(withDocument(typed, documents), documents, hasNumber);
  const { number, before, limbs, isSaid, words: others } = numbered(words);
  const meant = others.filter(word => !STOP.has(word.key));
  const isAsked = number !== undefined && (isSaid || number.includes(".") || !meant.length);
  return {
    ...rest,
    number: isAsked ? { before, number, limbs } : undefined,
    isSaid,
    words: (isAsked ? meant : words).map(word => word.key),
    all: typed.map(word => word.key),
  };
};

// The words that must be found; those that mean nothing alone are left out where others stand.
export const telling = words => {
  const found = words.filter(word => !STOP.has(word));
  return (found.length ? found : words).map(stem);
};
