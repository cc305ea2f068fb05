// Side by side: each block beside what it was, in the order of the page. Fetched when a reader wants it.
import { copiesOf } from "./copies.js";
import { made } from "./page.js";

// Lays the text out in two columns, and in one again; of a long text the parts near the window, and each other when it comes near.
const sidesOf = (page, room) => {
  const { all, one, on, text, parts } = page, held = new Map();
  const copies = copiesOf(page, room, copy => coming.observe(copy));
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
      if (block.matches(".fold, .unchanged, .part")) {
        rows.push(block);
        continue;
      }
      const pair = made("div", { className: "pair" }, made("div", { className: "was" }), made("div", { className: "now" }));
      rows.push(pair);
      if (gone) waiting.push(pair);
      else if (!came) pair.firstChild.append(copies.of(block));
      pair.classList.toggle("same", !block.dataset.change && !one("[data-change]", block));
      pair[gone ? "firstChild" : "lastChild"].append(block);
    }
    copies.watch();
    return rows;
  };

  // The rows of a table fold on both sides at once.
  on(text, "change", ({ target }) => {
    const side = target.closest(".was, .now"), part = target.closest("tbody");
    for (const each of side?.parentElement.children ?? []) {
      const its = all("tbody", each)[all("tbody", side).indexOf(part)], copy = all("input", its)[all("input", part).indexOf(target)];
      if (copy) copy.checked = target.checked;
    }
  });

  const boxes = within => [within, ...all("div.unchanged", within)];
  const divide = box => {
    if (held.has(box)) return;
    const its = boxes(box).map(each => [each, [...each.children]]);
    copies.look(box);
    for (const [each, blocks] of its) held.set(each, blocks);
    for (const [each, blocks] of its) each.replaceChildren(...paired(blocks));
    text.dispatchEvent(new Event("divided"));
  };
  const come = ({ target }) => (parts.includes(target) ? divide : copies.fill)(target);
  const coming = new IntersectionObserver(seen => seen.filter(each => each.isIntersecting).forEach(come), {
    rootMargin: "100%",
  });
  const join = () => {
    coming.disconnect();
    for (const [box, blocks] of held) box.replaceChildren(...blocks);
    held.clear();
    copies.forget();
  };
  let isDivided = false;
  on(window, "beforeprint", () => {
    if (isDivided) parts.forEach(divide);
    [...copies.empty.keys()].forEach(copies.fill);
  });

  return {
    out(sides) {
      if (sides === isDivided) return;
      isDivided = sides;
      if (!sides) join();
      else if (!parts.length) divide(text);
      else {
        room.partsNear(1).forEach(divide);
        for (const part of parts) coming.observe(part);
      }
    },
    // What holds an element that is to be gone to.
    at(element) {
      const part = isDivided && element.closest(".part");
      if (part) divide(part);
      for (const [copy, its] of copies.empty) if (its.contains(element)) copies.fill(copy);
    },
    stop: () => coming.disconnect(),
  };
};

document.addEventListener("sides", ({ detail: { page, room, begun } }) => begun(sidesOf(page, room)));
