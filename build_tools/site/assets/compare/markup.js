// Edits in, what no word of them tells out, as render/markup has it: what became bold or a link, and which character came or
// went that nobody can see. `names` has the codes and names of these characters.
import { textOf } from "./edits.js";

const MARKS = { strong: _("bold"), em: _("italic"), s: _("struck through"), code: _("code") };
const ATOMS = { 'a class="image"': "image", a: "link", 'sup class="note"': "footnote" };
const MARKED = /<(strong|em|s|code|a class="image"|a|sup class="note")(?: href="([^"]*)")?>(?:<i>\[\^<\/i>([^<]*))?/g;
const QUOTES = { quot: '"', "#x27": "'" };
const UNSEEN = /(?! )[\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/u;
const isUnseen = char => UNSEEN.test(char);
const seenIn = text => [...text.replace(/\s/g, "")].filter(char => !isUnseen(char)).join("");
const readOnly = edit => textOf(edit.op === "-" ? edit.old : edit.new);
const unquoted = text => textOf(text.replace(/&(quot|#x27);/g, (_, name) => QUOTES[name]));

const charactersIn = (text, names) => [...new Set([...text].filter(isUnseen))].map(char => names[char] ?? "");
const marksIn = html => [...html.matchAll(MARKED)].map(([, tag, href, note]) => MARKS[tag] ?? `a ${ATOMS[tag]} to ${unquoted(href ?? note ?? "")}`);

// What became of the marks of what is kept: "now bold, no longer a link to /terms".
export const describedMarkup = (edit, names) => {
  const [old, now] = [edit.old, edit.new].map(html => [...new Set([...marksIn(html), ...charactersIn(textOf(html), names)])]);
  const words = [...now.filter(mark => !old.includes(mark)).map(mark => _`now ${mark}`), ...old.filter(mark => !now.includes(mark)).map(mark => _`no longer ${mark}`)];
  return words.join(", ") || (textOf(edit.old) === textOf(edit.new) ? _("marked up otherwise") : _("other white space"));
};

// For each edit the characters, by name, that nobody can see and that alone came or went with it.
export const unseenIn = (edits, names) => {
  if (!edits.some(edit => "+-".includes(edit.op) && UNSEEN.test(edit.old + edit.new))) return edits.map(() => "");
  const told = edits.map(edit => ("+-".includes(edit.op) && !seenIn(readOnly(edit)) ? charactersIn(readOnly(edit), names).join(", ") : ""));
  edits.slice(1).forEach((after, at) => {
    const before = edits[at];
    if (before.op !== "-" || after.op !== "+" || seenIn(readOnly(before)) !== seenIn(readOnly(after))) return;
    const [old, now] = [before, after].map(edit => charactersIn(readOnly(edit), names));
    const lone = (these, others) => (these.some(name => !others.includes(name)) ? these.filter(name => !others.includes(name)) : these).join(", ");
    [told[at], told[at + 1]] = [lone(old, now), lone(now, old)];
  });
  return told;
};

// Each stretch whose markup changed, or what nobody can see in it, and what became of that.
export const markupOf = (edits, names) => {
  const unseen = unseenIn(edits, names);
  return edits.flatMap((edit, at) => {
    if (edit.op === "~") return [[readOnly(edit), describedMarkup(edit, names)]];
    return unseen[at] ? [[readOnly(edit), edit.op === "+" ? _`with ${unseen[at]}` : _`no longer with ${unseen[at]}`]] : [];
  });
};
