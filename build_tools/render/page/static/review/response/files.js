// A response as a file: `title`, `before` (the two versions), `here` (the address), and rows of a part and what stands there.
import { corpusCsv } from "../../csv.js";
import { corpusZip } from "./zip.js";

// Line by line: what it says, and its style where that is not the plain one.
const linesOf = ({ title, before, here, rows }) => [
  [`Response: ${title}`, "Title"],
  [before],
  [`Taken from ${here} on ${new Date().toISOString().slice(0, 10)}.`],
  ...[...Map.groupBy(rows, row => row[0])].flatMap(([part, its]) => [
    [part, "Heading1"],
    ...its.flatMap(([, it], at) => [
      [`${at + 1}. ${it.where}`, "Heading2"],
      [it.citation && `Was: ${it.was || "nothing"}`, "Quote"],
      [it.citation && `Now: ${it.now || "nothing"}`, "Quote"],
      [it.said || "(no answer)"],
      [it.citation && `Citation: ${it.citation}`],
    ]),
  ]),
].filter(line => line[0]);

const asMarkdown = response => {
  const signs = { Title: "# ", Heading1: "## ", Heading2: "### ", Quote: "> " };
  const line = ([said, style]) => `${signs[style] ?? ""}${style === "Quote" ? said.replaceAll("\n", "\n> ") : said}\n`;
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
const asCsv = ({ rows }) => {
  const names = ["where", "was", "now", "said", "citation"];
  return corpusCsv([["part", ...names], ...rows.map(([part, it]) => [part, ...names.map(name => it[name] ?? "")])]);
};

export const responseFiles = { docx: asWord, md: asMarkdown, csv: asCsv };
