// What the page of a redline does beyond showing it: a view in the address, a walk from change to change, remarks.
// All that it works on stands on the page, which is whole without it. It asks for nothing and sends nothing. Where another
// script draws a redline into the page, it says "drawn", and all begins anew.
import { pageOf } from "./page.js";
import { storeOf } from "./store.js";
import { viewOf } from "./view.js";
import { sidesOf } from "./sides.js";
import { walkOf } from "./walk.js";
import { filterOf } from "./filter.js";
import { markersOf } from "./markers.js";
import { citationOf } from "./citation.js";
import { remarksOf } from "./response/remarks.js";

const begin = review => {
  const stopped = new AbortController(), page = pageOf(review, stopped.signal), { one, on, cards } = page;
  review.classList.add("with-script");
  // The page says so at the first thing that was to be kept.
  const store = storeOf(() => (one(".unkept").hidden = false));
  const refresh = () => {
    lay(view.shown() === "sides");
    walk.refresh();
    markers.mark();
  };
  const view = viewOf(page, store, refresh), lay = sidesOf(page), walk = walkOf(page, store);
  const markers = markersOf(page, walk), { citation, acts } = citationOf(page);
  const remarks = remarksOf(page, store, citation);
  filterOf(page, refresh);

  const all = { ...walk.acts, ...acts, ...remarks.acts };
  on(review, "click", event => {
    const button = event.target.closest("[data-act]");
    if (button) all[button.dataset.act](button, button.closest(".card"));
  });
  document.body.classList.toggle("walked", cards.length > 0);
  view.begin(!walk.linked());
  refresh();
  walk.goToAddress();
  on(review, "drawn", () => {
    stopped.abort();
    markers.remove();
    begin(review);
  });
};
for (const review of document.querySelectorAll(".review")) begin(review);
