// A response that was taken away, opened again on the page of a redline: it is read here, and nothing is sent. What cannot be
// read changes nothing, and is said in words.
import { merged } from "./merging.js";
import { readResponse } from "./reading.js";

const LARGEST = 2 ** 24;
const countedAnswers = count => (count === 1 ? _("1 answer") : _`${count} answers`);
const countedRemarks = count => (count === 1 ? _("1 remark") : _`${count} remarks`);
const refused = why => _`Not opened: ${why} Nothing was changed.`;

// One text or one document in common with the page's line is enough: a draft may have gone on since.
const isOfThese = ([old, oldHash, now, newHash], line) =>
  [oldHash, newHash].some(hash => line.includes(hash)) || [old, now].some(name => line.includes(`${name.split("@")[0]}@`));

// What is to be said of a file; `response` has the line of the page's `redline`, what is `kept`, how to `keep` something else,
// and whether a change `isHere`.
const opened = async (file, { redline, kept, keep, isHere }) => {
  if (!/\.(docx|md|csv)$/i.test(file.name)) return refused(_("it is no .docx, .md or .csv file."));
  if (file.size > LARGEST) return refused(_("it is larger than any response."));
  let found;
  try {
    found = await readResponse(file.name, new Uint8Array(await file.arrayBuffer()));
  } catch {
    return refused(_("the file is damaged or cut short."));
  }
  if (!found.redline) return refused(_("it is no response that was taken away from a page like this."));
  const [old, , now] = found.redline;
  if (!isOfThese(found.redline, redline)) return refused(_`it is a response on other texts, ${old} → ${now}.`);
  keep(merged(kept(), found));
  const [answers, remarks] = [found.answers, found.remarks].map(its => its.filter(it => it.said));
  const gone = remarks.filter(it => !isHere(it.change)).length;
  const said = [_`Opened: ${countedAnswers(answers.length)} and ${countedRemarks(remarks.length)}.`];
  if (!found.redline.every(part => redline.includes(part))) said.push(_`They were written on another draft, ${old} → ${now}.`);
  if (gone) said.push(_`${countedRemarks(gone)} on changes that are on this page no more: below.`);
  return said.join(" ");
};

document.addEventListener("reopen", async ({ detail: { file, say, ...response } }) => say(await opened(file, response)));
