// A response as a file: `title`, `before` (the two versions), `here` (the address), `redline` (the two hashes), `fields` of who
// responds, and rows of a part and what stands there. What a person sees tells all that is needed to open it again.
import { corpusCsv } from "../../csv.js";
import { corpusZip } from "./zip.js";
import { CHANGE, COLUMNS, FIELDS, HEAD, NO_LONGER_ASKED, NOTHING, PARTS, QUESTION } from "./wording.js";
import { REDLINE, RESPONSE, SAID, SILENCE, takenLine, UNKNOWN } from "./wording.js";

// The last style is of what was said, which may have any lines; all other lines are one.
const oneLine = text => (text ?? "").replaceAll(/\s*\n\s*/g, " / ").trim();
const headed = (it, at) => {
  if (it.change) return [`${CHANGE} ${it.change}: ${it.where}`, SAID.remark];
  if (it.where === UNKNOWN) return [UNKNOWN, SAID.kept];
  return [it.gone ? NO_LONGER_ASKED + it.where : `${QUESTION} ${at + 1}: ${it.where}`, SAID.answer];
};
const linesOf = ({ title, before, here, redline, fields, rows }) => [
  [`${RESPONSE}: ${title}`, "Title"],
  [before],
  [takenLine(here, new Date().toISOString().slice(0, 10))],
  [redline],
  ...fields.map(([name, said]) => [said && `${FIELDS[name]}: ${oneLine(said)}`]),
  ...[...Map.groupBy(rows, row => row[0])].flatMap(([part, its]) => [
    [part, "Heading1"],
    ...its.flatMap(([, it], at) => {
      const [heading, lead] = headed(it, at);
      return [
        [oneLine(heading), "Heading2"],
        [it.citation && `${HEAD.was}: ${oneLine(it.was) || NOTHING}`],
        [it.citation && `${HEAD.now}: ${oneLine(it.now) || NOTHING}`],
        [it.citation && `${HEAD.citation}: ${oneLine(it.citation)}`],
        [it.said ? lead : SILENCE],
        [it.said, "Quote"],
      ];
    }),
  ]),
].filter(line => line[0]);

const asMarkdown = response => {
  const signs = { Title: "# ", Heading1: "## ", Heading2: "### ", Quote: "> " };
  const line = ([said, style]) => `${signs[style] ?? ""}${said.replaceAll("\n", "\n> ")}\n`;
  return linesOf(response).map(line).join("\n");
};
// `word` is what the build gives of a Word file: its parts, and a paragraph with slots.
const asWord = (response, word) => {
  const { package: parts, paragraph, line_break: lineBreak } = JSON.parse(word);
  // XML 1.0 knows some characters under no name at all.
  const xml = said => said
    .replace(/[\p{Cs}\ufffe\uffff]|(?![\t\n])\p{Cc}/gu, "\ufffd")
    .replace(/[<>&]/g, char => `&#${char.charCodeAt()};`)
    .replaceAll("\n", lineBreak);
  // The text comes last and from a function: it may itself hold what looks like a slot or a pattern.
  const filled = ([said, style = "Normal"]) => paragraph.replace("{style}", style).replace("{text}", () => xml(said));
  parts["word/document.xml"] = parts["word/document.xml"].replace("{body}", () => linesOf(response).map(filled).join(""));
  return corpusZip(parts);
};
// An apostrophe at the head of a field is taken away when it is read: where one was written, another stands before it.
const asCsv = ({ redline, fields, rows }) => {
  const all = [
    Object.values(COLUMNS),
    [REDLINE, "", redline, "", "", "", ""],
    ...fields.map(([name, said]) => [PARTS.fields, "", FIELDS[name], "", "", said, ""]),
    ...rows.map(([part, it]) => [part, ...Object.keys(COLUMNS).slice(1).map(name => it[name] ?? "")]),
  ];
  return corpusCsv(all.map(row => row.map(text => text.replace(/^'/, "''"))));
};

export const responseFiles = { docx: asWord, md: asMarkdown, csv: asCsv };
