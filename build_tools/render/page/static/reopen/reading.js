// A file that was taken away in, what it says out: `redline` (the two names and hashes), `fields`, `answers` and `remarks`, and
// `others`, whatever stands in it besides. It throws where the file is damaged.
import { CHANGE, COLUMNS, FIELDS, HEAD, NO_LONGER_ASKED, NOTHING, PARTS, QUESTION } from "../review/response/wording.js";
import { RESPONSE, SAID, SILENCE, takenLine, UNKNOWN } from "../review/response/wording.js";
import { unzipped } from "./unzip.js";

// However it is called: what it tells is the same in every language.
const HASHES = /^[^:]{1,40}: (.+?), SHA-256 ([0-9a-f]{64}); (.+?), SHA-256 ([0-9a-f]{64})/;
// What stands above the line of the redline.
const TITLE = new RegExp(`^${RESPONSE}: |^${takenLine("\\S+", "[\\d-]+")}$| → `);
const CHANGE_LINE = new RegExp(`^${CHANGE} (c-[\\w-]+): (.*)$`), QUESTION_LINE = new RegExp(`^${QUESTION} \\d+: (.*)$`);
// A label in, the name out that a browser keeps something by; undefined for any other words.
const nameOf = (words, label) => Object.keys(words).find(name => words[name] === label);
const unread = () => ({ redline: null, fields: {}, answers: [], remarks: [], others: [] });
const content = said => (said === NOTHING ? "" : said);

// As programs of offices save a text: UTF-8, UTF-16 by its mark, or Windows-1252.
const decoded = bytes => {
  const code = { 0xfffe: "utf-16le", 0xfeff: "utf-16be" }[bytes[0] * 256 + bytes[1]];
  if (code) return new TextDecoder(code).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
};
const textLines = bytes => decoded(bytes).replace(/\r\n?/g, "\n").split("\n");

// A quotation is one paragraph with all its lines, as they are.
const ofMarkdown = bytes => {
  const paragraphs = [];
  let quoted = false;
  for (const line of textLines(bytes)) {
    if (!line.startsWith(">")) paragraphs.push(line.replace(/^#{1,6} /, "").trim());
    else if (quoted) paragraphs.push(`${paragraphs.pop()}\n${line.replace(/^> ?/, "")}`);
    else paragraphs.push(line.replace(/^> ?/, ""));
    quoted = line.startsWith(">");
  }
  return paragraphs;
};
const ofWord = async bytes => {
  const xml = new DOMParser().parseFromString(await unzipped(bytes, "word/document.xml"), "application/xml");
  if (xml.querySelector("parsererror")) throw Error("no XML");
  const signs = { tab: "\t", br: "\n", cr: "\n" };
  const said = element => (element.localName === "t" ? element.textContent : (signs[element.localName] ?? ""));
  const inside = paragraph => [...paragraph.getElementsByTagNameNS("*", "r")].flatMap(run => [...run.children]).map(said).join("");
  return [...xml.getElementsByTagNameNS("*", "p")].map(inside);
};

// A field may be quoted, and an apostrophe before it only keeps a spreadsheet from taking it for a formula.
const ofCsv = bytes => {
  const text = textLines(bytes).join("\n"), first = text.split("\n", 1)[0];
  const sign = [",", ";", "\t"].toSorted((a, b) => first.split(b).length - first.split(a).length)[0];
  const rows = [[]];
  for (const [, field, end] of text.matchAll(new RegExp(`("(?:[^"]|"")*"|[^${sign}\\n]*)(${sign}|\\n|$)`, "g"))) {
    const plain = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
    rows.at(-1).push(plain.replace(/^'/, ""));
    if (end === "\n") rows.push([]);
  }
  return rows;
};

const readParagraphs = paragraphs => {
  const found = unread();
  let target = null, inHead = false, isSaid = false;
  const begin = (group, it) => {
    found[group].push((target = { said: "", ...it }));
    inHead = group === "remarks";
  };
  const add = said => {
    if (target) target.said = target.said ? `${target.said}\n${said}` : said;
    else found.others.push({ said });
  };
  const take = said => {
    const [, change, where] = said.match(CHANGE_LINE) ?? [];
    const [, question] = said.match(QUESTION_LINE) ?? [];
    const [, name, value] = said.match(/^([^:]+): (.*)$/) ?? [];
    if (HASHES.test(said)) {
      found.redline = said.match(HASHES).slice(1);
      target = null;
    } else if (change) begin("remarks", { change, where });
    else if (question) begin("answers", { where: question });
    else if (said.startsWith(NO_LONGER_ASKED)) begin("answers", { where: said.slice(NO_LONGER_ASKED.length) });
    else if (said === UNKNOWN) begin("others", {});
    else if (target && Object.values(SAID).includes(said)) {
      isSaid = true;
      inHead = false;
    } else if (Object.values(PARTS).includes(said)) target = null;
    else if (inHead && nameOf(HEAD, name)) target[nameOf(HEAD, name)] = content(value);
    else if (!target && nameOf(FIELDS, name)) found.fields[nameOf(FIELDS, name)] = value;
    else if (said !== SILENCE && (found.redline || !TITLE.test(said))) add(said);
  };
  for (const said of paragraphs.filter(each => each.trim())) {
    if (!isSaid) take(said.trim());
    else {
      isSaid = false;
      add(said);
    }
  }
  return found;
};
const readRows = ([head, ...rows]) => {
  const found = unread();
  const names = head.map(label => nameOf(COLUMNS, label));
  if (!Object.keys(COLUMNS).every(name => names.includes(name))) return found;
  for (const row of rows.filter(each => each.some(cell => cell.trim()))) {
    const { part, change, where, was, now, said, citation } = Object.fromEntries(names.map((name, at) => [name, row[at] ?? ""]));
    const redline = row.map(cell => cell.match(HASHES)).find(Boolean);
    if (redline) found.redline = redline.slice(1);
    else if (part === PARTS.fields && nameOf(FIELDS, where)) found.fields[nameOf(FIELDS, where)] = said;
    else if (/^c-[\w-]+$/.test(change)) found.remarks.push({ change, where, was, now, said, citation });
    else if (where === UNKNOWN) found.others.push({ said });
    else if (where) found.answers.push({ where, said });
    else found.others.push({ said: row.filter(Boolean).join(" ") });
  }
  return found;
};

const READERS = {
  docx: async bytes => readParagraphs(await ofWord(bytes)),
  md: bytes => readParagraphs(ofMarkdown(bytes)),
  csv: bytes => readRows(ofCsv(bytes)),
};
export const readResponse = async (name, bytes) => READERS[name.split(".").at(-1).toLowerCase()](bytes);
