// What came and went between two versions, and what changed without a word, in; the boxes that tell it beside the list out: the
// summary of each, what it holds as HTML, and whether there is anything to tell.
import { escaped, grouped } from "./edits.js";
import { befell } from "./files.js";
import { countedProvisions } from "./names.js";
import { citedOf, MOST, moreOf, whyOf } from "./resting.js";

const placed = ({ where, anchor }) => (anchor ? `<a class="where" href="#${escaped(anchor)}">${escaped(where)}</a>` : `<span class="where">${escaped(where)}</span>`);
const listOf = entries => (entries.length ? `<ul>${entries.join("")}</ul>` : "");

export const passedBox = ({ found, isWhole, isAny }) => {
  // What befell one provision stands together.
  const said = each => `<q>${escaped(each.text)}</q> ${escaped(befell(each))}`;
  const entry = its => `<li>${placed(its[0])}: ${its.map(said).join("; ")}</li>`;
  const listed = its => listOf(grouped(its, each => each.where).map(run => entry(run.its)));
  const own = listed(found.filter(each => !each.consequential)), follows = listed(found.filter(each => each.consequential));
  const more = isWhole ? "" : `<p>${_("Of what moved, or was written anew among other words, <code>corpus redline</code> may tell more.")}</p>`;
  const besides = follows && `<p>${_("What only followed from something else:")}</p>${follows}`;
  return { summary: _`Changed and changed back: ${found.length}`, inner: own + besides + more, isShown: isAny };
};

export const restingBox = found => {
  const link = change => `<a href="#${change.id}">${escaped(change.where)}</a>`;
  const entry = ({ node, steps, changes }) => {
    const href = escaped(node.href ?? "#" + node.anchor), named = changes.slice(0, MOST).map(link).join("; ");
    return `<li><a href="${href}">${escaped(citedOf(node))}</a> ${escaped(whyOf(steps))}: ${named}${moreOf(changes)}</li>`;
  };
  const count = countedProvisions(found.length), why = _("Their words stay. They use a term, or refer to a provision, that this redline changes in substance.");
  return { summary: _`Changed without a word: ${count}`, inner: `<p>${why}</p>${listOf(found.map(entry))}`, isShown: found.length > 0 };
};
