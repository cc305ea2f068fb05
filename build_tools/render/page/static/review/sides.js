// Side by side: each block beside what it was, in the order of the page.
import { made } from "./page.js";

// Gives what lays the text out in two columns, and in one again.
export const sidesOf = ({ all, one, on, text }) => {
  const held = new Map();
  const copy = block => {
    const copied = block.cloneNode(true);
    for (const element of [copied, ...all("[id]", copied)]) element.removeAttribute("id");
    if (copied.ariaLabel) copied.ariaLabel += ", old";
    return copied;
  };
  const paired = blocks => {
    const rows = [];
    let waiting = [];
    for (const block of blocks) {
      const [gone, came] = ["del", "ins"].map(side => block.classList.contains(side));
      if (came && waiting.length) {
        waiting.shift().lastChild.append(block);
        continue;
      }
      if (!gone) waiting = [];
      if (block.matches(".fold, .unchanged")) {
        rows.push(block);
        continue;
      }
      const pair = made("div", { className: "pair" }, made("div", { className: "was" }), made("div", { className: "now" }));
      rows.push(pair);
      if (gone) waiting.push(pair);
      else if (!came) pair.firstChild.append(copy(block));
      pair.classList.toggle("same", !block.dataset.change && !one("[data-change]", block));
      pair[gone ? "firstChild" : "lastChild"].append(block);
    }
    return rows;
  };

  // The rows of a table fold on both sides at once.
  on(text, "change", ({ target }) => {
    const side = target.closest(".was, .now"), at = side && all("input", side).indexOf(target);
    for (const each of side?.parentElement.children ?? []) all("input", each)[at].checked = target.checked;
  });

  return sides => {
    if (sides === held.size > 0) return;
    for (const [box, blocks] of held) box.replaceChildren(...blocks);
    held.clear();
    if (!sides) return;
    for (const box of [text, ...all("div.unchanged", text)]) held.set(box, [...box.children]);
    for (const [box, blocks] of held) box.replaceChildren(...paired(blocks));
  };
};
