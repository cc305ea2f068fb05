// Which provisions bear a number that was asked for, and which stand nearest where none does. Pure.

// Whether what an anchor begins with has numbers of its own, beside those of provisions.
const isOwnKind = first => /^(table|tabelle|fn|def)$/u.test(first ?? "");

// How exactly an anchor, "schedule-2-1.1", is a number that was asked for: 0 wholly, or how many of its parts were not said;
// -1 where it is another. Parts may be left out before the number, and none after it.
export const fit = (anchor, { before, number, limbs }, isSameCase = true) => {
  const parts = anchor.split("-");
  const end = [number, ...limbs];
  const from = parts.length - end.length;
  const isSame = (part, wanted, at) => at && isSameCase ? part === wanted : part.toLowerCase() === wanted.toLowerCase();
  if (from < 0 || !end.every((wanted, at) => isSame(parts[from + at], wanted, at))) return -1;
  const head = parts.slice(0, from);
  let said = 0;
  for (const part of head) if (said < before.length && part.toLowerCase() === before[said].toLowerCase()) said += 1;
  if (said < before.length || isOwnKind(head[0]) && before[0] !== head[0]) return -1;
  return head.length - said;
};

// The ways to read a number: as it is written; "17.7a" as 17.7(a); without what it is said to stand in, but for a table.
export const readings = asked => {
  const found = [asked];
  const split = /^(.*\d)(\p{L})$/u.exec(asked.number);
  if (split) found.push({ ...asked, number: split[1], limbs: [split[2], ...asked.limbs] });
  if (asked.before.length === 1 && !/^(table|tabelle|fn|annex|anhang|anlage|schedule|appendix)$/.test(asked.before[0])) found.push({ ...asked, before: [] });
  return found;
};

// What else a number alone may be of.
export const aloneAs = asked => asked.before.length ? [] : ["table", "tabelle", "fn"].map(kind => ({ ...asked, before: [kind] }));

// How exactly an entry bears a number, as above; last a table that has it only as its place: "Table 1 under Clause 2".
export const awayOf = ({ kind, anchor, citation }, asked, isSameCase) => {
  const away = anchor ? fit(anchor, asked, isSameCase) : -1;
  if (away >= 0 || kind !== "table" || asked.limbs.length) return away;
  const place = `${[...asked.before, asked.number].join(" ")} `;
  return isOwnKind(asked.before[0]) && citation.toLowerCase().startsWith(place) ? LAST : -1;
};
const LAST = 99;

// How a person writes it: "Table 9.9", "17.7(z)".
const written = ({ before, number, limbs }) => {
  const words = before.map(word => word === "fn" ? _("Footnote") : word === "art" ? _("Article") : word.charAt(0).toUpperCase() + word.slice(1));
  return [...words, number].join(" ") + limbs.map(limb => `(${limb})`).join("");
};

const shape = part => part.replaceAll(/\d+/gu, "0").replaceAll(/\p{Lu}/gu, "A").replaceAll(/\p{Ll}/gu, "a");

// The citation of a provision with these parts in the place of its own; undefined where it is not alike.
const citedAlike = ({ kind, anchor = "", citation = "" }, parts, named) => {
  const own = anchor.split("-");
  const head = own.splice(0, own.length - parts.length);
  if (kind === "row" || isOwnKind(head[0]) || head.length && isOwnKind(own[0]) || /\d/u.test(head) || own.length !== parts.length) return undefined;
  let [form, rest] = ["", citation];
  for (const [at, part] of own.entries()) {
    if (at < named && part === parts[at].toLowerCase()) continue;
    const place = shape(part) === shape(parts[at]) ? rest.search(RegExp(`(?<![\\p{L}\\d.])${part}(?![\\p{L}\\d])`, "u")) : -1;
    if (place < 0) return undefined;
    form += rest.slice(0, place) + parts[at];
    rest = rest.slice(place + part.length);
  }
  return form + /^\)*/u.exec(rest)[0];
};

// As the record cites such a number, "§ 9 Abs. 2", where all that look like it are cited alike; else as a person writes it.
export const cited = (asked, entries) => {
  const parts = [...asked.before, asked.number, ...asked.limbs];
  const forms = entries.map(entry => citedAlike(entry, parts, asked.before.length)).filter(Boolean).toSorted((one, other) => one.length - other.length);
  return forms.length && forms.every(form => form.includes(forms[0])) ? forms[0] : written(asked);
};

const pieces = anchor => (anchor.match(/\d+|\p{L}+/gu) ?? []).map(piece => /\d/.test(piece) ? Number(piece) : piece);

// The order in which people count: 17.9 before 17.10.
const compare = (one, other) => {
  const [a, b] = [pieces(one), pieces(other)];
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    if (a[at] === b[at]) continue;
    if (a[at] === undefined) return -1;
    if (b[at] === undefined) return 1;
    if (typeof a[at] === typeof b[at]) return a[at] < b[at] ? -1 : 1;
    return typeof a[at] === "number" ? -1 : 1;
  }
  return 0;
};

// Of entries with numbers, the one before and the one after where a number would stand; only those of its kind that stand
// in no more than it would.
export const neighbours = (entries, { before, number, limbs }) => {
  const kind = before[0] ?? "";
  const letters = /^\p{L}*/u.exec(number)[0].toLowerCase();
  const wanted = [...before, number, ...limbs].join("-");
  const own = ({ anchor }) => kind ? anchor : anchor.replace(/^section-(?=\d)/u, ""); // "§ 9" is asked for as 9
  const alike = entries.filter(entry => kind ? entry.anchor.startsWith(`${kind}-`) : /^\p{L}{0,2}(?=\d)/u.exec(own(entry))?.[0].toLowerCase() === letters);
  const level = wanted.split("-").length;
  const sorted = alike.filter(entry => own(entry).split("-").length <= level).toSorted((one, other) => compare(own(one), own(other)));
  const at = sorted.findIndex(entry => compare(own(entry), wanted) > 0);
  const from = at < 0 ? sorted.length : at;
  return sorted.slice(Math.max(0, from - 1), from + 1);
};
