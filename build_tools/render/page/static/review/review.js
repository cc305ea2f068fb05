// What the page of a redline does beyond showing it: a view in the address, and a walk from change to change. All that it works
// on stands on the page, which is whole without it. It sends nothing, and asks for nothing but the script that does the rest.
// Where another script draws a redline into the page, it says "drawn", and all begins anew.
import { pageOf } from "./page.js";
import { storeOf } from "./store.js";
import { viewOf } from "./view.js";
import { roomOf } from "./room.js";
import { walkOf } from "./walk.js";
import { markersOf } from "./markers.js";
import { isThere, tellLater } from "./later.js";
import { keyOf } from "./response/key.js";

// Acts of the change where the button stands, or else of that where the reader does; nothing else opens an entry.
const OF_CHANGE = ["remark", "cite", "cite-full"];
const WANTING = { more: `.respond, ${OF_CHANGE.map(act => `[data-act=${act}]`)}`, sides: ".views" };

const begin = review => {
  const stopped = new AbortController(), page = pageOf(review, stopped.signal), { one, on, cards, text } = page;
  review.classList.add("with-script");
  // The page says so at the first thing that was to be kept.
  const store = storeOf(() => (one(".unkept").hidden = false));
  const room = roomOf(page);

  // --- What does the rest: fetched at the first sign that somebody wants it ---

  const restOf = (name, detail) => {
    const rest = {
      async want() {
        try {
          await (rest.asked ??= tellLater(name, review, { ...detail, begun }));
        } catch {
          rest.asked = undefined;
        }
        one(".unfetched").hidden = Boolean(rest.there) || stopped.signal.aborted;
        return rest.there;
      },
    };
    const begun = it => {
      if (!stopped.signal.aborted) rest.there = it;
    };
    for (const type of ["pointerover", "focusin"]) on(review, type, ({ target }) => target.closest(WANTING[name]) && rest.want());
    return rest;
  };
  const isMarked = () => view.shown() === "marked" || view.shown() === "sides";
  const written = new Map(), key = keyOf(review);
  const more = restOf("more", { page, store, key, isMarked, written }), sides = restOf("sides", { page, room });

  // --- The view and the walk ---

  const view = viewOf(page, store, choose => {
    choose();
    refresh();
    room.keep();
  });
  const walk = walkOf(page, store, room, view, element => sides.there?.at(element)), markers = markersOf(page, walk, room);
  const layOut = async () => {
    const isDivided = view.shown() === "sides";
    if (sides.there) sides.there.out(isDivided);
    else if (isDivided && (await sides.want())) {
      refresh();
      // At the top of the page nobody reads a block yet.
      if (scrollY > 0) room.keep();
    }
  };
  const refresh = () => {
    layOut();
    walk.refresh();
    markers.mark();
    room.edge();
  };
  const hold = () => room.hold(walk.stand() && walk.place(walk.stand()));

  // --- What is written before anybody is there to keep it ---

  // Not every input has had the pointer or the focus: a browser fills some in.
  on(review, "input", ({ target }) => {
    if (more.there || !target.matches(".respond textarea, [data-field]")) return;
    written.set(target, target.value);
    more.want();
  });
  // A file that was chosen before there was anybody to read it; one that stays unread can be chosen again.
  on(review, "change", async ({ target }) => {
    if (more.there || target.name !== "reopen") return;
    if (await more.want()) target.dispatchEvent(new Event("change"));
    else target.value = "";
  });
  on(document, "selectionchange", () => !getSelection().isCollapsed && text.contains(getSelection().anchorNode) && more.want());
  on(window, "storage", event => event.key === key && more.want());

  // A view changes before a script hears of it: where the reader is, is looked at before.
  for (const type of ["pointerdown", "keydown"]) on(window, type, hold);
  on(window, "scrollend", hold);

  const toolbar = one(".toolbar");
  const acts = {
    ...walk.acts,
    views(button) {
      button.ariaExpanded = String(toolbar.classList.toggle("open"));
    },
  };
  const act = async button => {
    const name = button.dataset.act;
    if (Object.hasOwn(acts, name)) return acts[name](button);
    const card = OF_CHANGE.includes(name) ? (button.closest(".card") ?? walk.reached()) : null;
    // What is there already must not wait: a browser lets a page write to the clipboard only while it hears of a click.
    return (more.there ?? (await more.want()))?.[name](button, card);
  };
  on(review, "click", event => {
    const button = event.target.closest("[data-act]");
    if (button) act(button);
    for (const open of page.all(".head [open], .toolbar [open]")) if (!open.contains(event.target)) open.open = false;
  });
  on(window, "beforeprint", () => page.all(".facts, .notice").forEach(box => (box.open = true)));
  document.body.classList.toggle("walked", cards.length > 0);
  view.begin(!walk.linked());
  refresh();
  walk.goToAddress();
  hold();
  if (isThere("more") || store.raw(key)) more.want();
  const sized = new ResizeObserver(() => room.edge());
  sized.observe(toolbar);
  on(review, "drawn", () => {
    // What was written on this redline is kept with it.
    if (written.size) more.want();
    stopped.abort();
    sized.disconnect();
    markers.remove();
    sides.there?.stop();
    begin(review);
  });
};
for (const review of document.querySelectorAll(".review")) begin(review);
