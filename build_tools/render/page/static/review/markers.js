// The column of markers at the edge of the window: where on the page each change lies that is shown.
import { made } from "./page.js";

export const markersOf = ({ on, text, cards, parts }, walk, room) => {
  const column = made("div", { className: "markers", ariaHidden: "true" });
  // Of what is out of sight only where its part is: its changes are spread over that.
  const topsOf = shown => {
    const its = shown.map(walk.partOf), told = new Map(), all = new Map();
    for (const part of its) all.set(part, (all.get(part) ?? 0) + 1);
    const boxes = new Map([...all.keys()].map(part => [part, part?.getBoundingClientRect()]));
    return shown.map((card, at) => {
      const part = its[at], box = boxes.get(part), before = told.get(part) ?? 0;
      told.set(part, before + 1);
      if (!box || room.isNear(box)) return walk.place(card).getBoundingClientRect().top;
      return box.top + (box.height * (before + 0.5)) / all.get(part);
    });
  };
  const mark = () => {
    const height = document.documentElement.scrollHeight;
    const tops = topsOf(walk.shown()).map(top => ((100 * (top + scrollY)) / height).toFixed(2));
    while (column.children.length > tops.length) column.lastChild.remove();
    while (column.children.length < tops.length) column.append(made("i"));
    [...column.children].forEach((each, at) => (each.style.top = `${tops[at]}%`));
  };
  on(column, "click", event => {
    const shown = walk.shown();
    const far = card => Math.abs(column.children[shown.indexOf(card)].getBoundingClientRect().top - event.clientY);
    walk.go(shown.toSorted((a, b) => far(a) - far(b))[0]);
  });
  // A text in parts grows with each part that comes into sight.
  let waits = 0;
  const watched = new ResizeObserver(() => {
    clearTimeout(waits);
    if (parts.length) waits = setTimeout(mark, 200);
    else requestAnimationFrame(mark);
  });
  watched.observe(text);
  if (cards.length) document.body.append(column);
  return {
    mark,
    remove() {
      watched.disconnect();
      clearTimeout(waits);
      column.remove();
    },
  };
};
