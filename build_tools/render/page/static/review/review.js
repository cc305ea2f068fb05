// What the page of a redline does beyond showing it: a view in the address, a walk from change to change, remarks.
// All that it works on stands on the page, which is whole without it. It sends nothing, and asks for nothing but the script
// that opens a response again. Where another script draws a redline into the page, it says "drawn", and all begins anew.
import { pageOf } from "./page.js";
import { storeOf } from "./store.js";
import { viewOf } from "./view.js";
import { sidesOf } from "./sides.js";
import { roomOf } from "./room.js";
import { walkOf } from "./walk.js";
import { markersOf } from "./markers.js";
import { citationOf } from "./citation.js";
import { copiedOf } from "./copied.js";
import { remarksOf } from "./response/remarks.js";

const begin = review => {
  const stopped = new AbortController(), page = pageOf(review, stopped.signal), { one, on, cards } = page;
  review.classList.add("with-script");
  // The page says so at the first thing that was to be kept.
  const store = storeOf(() => (one(".unkept").hidden = false));
  const room = roomOf(page), lay = sidesOf(page, room);
  const view = viewOf(page, store, choose => {
    choose();
    refresh();
    room.keep();
  });
  const walk = walkOf(page, store, room, view, lay), markers = markersOf(page, walk, room), { citation, acts } = citationOf(page);
  const refresh = () => {
    lay.out(view.shown() === "sides");
    walk.refresh();
    markers.mark();
    room.edge();
  };
  const hold = () => room.hold(walk.stand() && walk.place(walk.stand()));
  const remarks = remarksOf(page, store, citation);
  copiedOf(page, () => view.shown() === "marked" || view.shown() === "sides");
  // A view changes before a script hears of it: where the reader is, is looked at before.
  for (const type of ["pointerdown", "keydown"]) on(window, type, hold);
  on(window, "scrollend", hold);

  const toolbar = one(".toolbar");
  const ofPage = {
    ...walk.acts,
    ...remarks.acts,
    views(button) {
      button.ariaExpanded = String(toolbar.classList.toggle("open"));
    },
  };
  // Of the change where the button stands, or else of that where the reader does; nothing else opens an entry.
  const ofChange = { ...acts, remark: remarks.remark };
  on(review, "click", event => {
    const button = event.target.closest("[data-act]"), act = button?.dataset.act;
    if (Object.hasOwn(ofChange, act)) ofChange[act](button, button.closest(".card") ?? walk.reached());
    else if (button) ofPage[act](button);
    for (const open of page.all(".head [open], .toolbar [open]")) if (!open.contains(event.target)) open.open = false;
  });
  on(window, "beforeprint", () => page.all(".facts, .notice").forEach(box => (box.open = true)));
  document.body.classList.toggle("walked", cards.length > 0);
  view.begin(!walk.linked());
  refresh();
  walk.goToAddress();
  hold();
  const sized = new ResizeObserver(() => room.edge());
  sized.observe(toolbar);
  on(review, "drawn", () => {
    stopped.abort();
    sized.disconnect();
    markers.remove();
    lay.stop();
    begin(review);
  });
};
for (const review of document.querySelectorAll(".review")) begin(review);
