// The column of markers at the edge of the window: where on the page each change lies that is shown.
import { made } from "./page.js";

export const markersOf = ({ on, text, cards }, walk) => {
  const column = made("div", { className: "markers", ariaHidden: "true" });
  const mark = () => {
    const height = document.documentElement.scrollHeight;
    const tops = walk.shown().map(card => (100 * (walk.place(card).getBoundingClientRect().top + scrollY)) / height);
    column.replaceChildren(...tops.map(top => made("i", { style: `top: ${top}%` })));
  };
  on(column, "click", event => {
    const shown = walk.shown();
    const far = card => Math.abs(column.children[shown.indexOf(card)].getBoundingClientRect().top - event.clientY);
    walk.go(shown.toSorted((a, b) => far(a) - far(b))[0]);
  });
  const watched = new ResizeObserver(() => requestAnimationFrame(mark));
  watched.observe(text);
  if (cards.length) document.body.append(column);
  return {
    mark,
    remove() {
      watched.disconnect();
      column.remove();
    },
  };
};
