// Which provisions bear a number that was asked for, and which stand nearest where none does. Pure.

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
  if (said < before.length || /^(table|tabelle|fn|def)$/.test(head[0] ?? "") && before[0] !== head[0]) return -1;
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

// How a person writes it: "Table 9.9", "17.7(z)".
export const written = ({ before, number, limbs }) => {
  const words = before.map(word => word === "fn" ? _("Footnote") : word === "art" ? _("Article") : word.charAt(0).toUpperCase() + word.slice(1));
  return [...words, number].join(" ") + limbs.map(limb => `(${limb})`).join("");
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
  const alike = entries.filter(entry => kind ? entry.anchor.startsWith(`${kind}-`) : /^\p{L}{0,2}(?=\d)/u.exec(entry.anchor)?.[0].toLowerCase() === letters);
  const level = wanted.split("-").length;
  const sorted = alike.filter(entry => entry.anchor.split("-").length <= level).toSorted((one, other) => compare(one.anchor, other.anchor));
  const at = sorted.findIndex(entry => compare(entry.anchor, wanted) > 0);
  const from = at < 0 ? sorted.length : at;
  return sorted.slice(Math.max(0, from - 1), from + 1);
};
