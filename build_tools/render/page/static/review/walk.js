// From change to change: in the list, in the text, by keys, and where an address leads. One change is `current`, the one that
// was walked to: its entry stands open. One is `here`, the topmost that can be read: the list follows it as the text scrolls.
import { visit } from "./page.js";

// `reach` is called with what is to be gone to, before it is asked where that is.
export const walkOf = ({ all, one, on, words, text, cards, byId, versions, fragment }, store, room, view, reach) => {
  const list = one(".list"), keys = one("[name=keys]");
  let marks = null, shown = cards, current = null, here = null;

  // By the ids of changes what is marked as theirs, found when it is asked for. Rows of one grid are no boxes: their cells are.
  const gathered = () => {
    const boxes = it => (it.matches(".merged tr") ? [...it.cells] : [it]);
    const idsOf = it => it.dataset.change.split(" ").flatMap(id => boxes(it).map(box => [id, box]));
    return Map.groupBy(all("[data-change]", text).flatMap(idsOf), ([id]) => id);
  };
  const marksOf = card => ((marks ??= gathered()).get(card.dataset.id) ?? []).map(([, box]) => box);
  // What shows a change in the text; where it is not shown, what stands before it.
  const place = (card, id = card.dataset.id) => {
    const found = [document.getElementById(id), ...marksOf(card)];
    let near = found.find(room.visible) ?? found[1];
    while (near && !room.visible(near)) near = near.previousElementSibling ?? near.parentElement;
    return near ?? text;
  };
  const partOf = card => (document.getElementById(card.dataset.id) ?? marksOf(card)[0])?.closest(".in-parts tbody, .part");
  // Where it is; of what is out of sight, where its part is.
  const boxOf = card => {
    const part = partOf(card)?.getBoundingClientRect();
    return part && !room.isNear(part) ? part : place(card).getBoundingClientRect();
  };
  const isInSight = card => {
    const box = boxOf(card);
    return box.bottom > room.top() && box.top < innerHeight;
  };
  // Whether the reader is below the text, at the response: what is above is where nobody stands.
  const isBelow = () => one(".respond")?.getBoundingClientRect().top < innerHeight && !isInSight(here);
  const stand = () => {
    const walked = current && shown.includes(current) ? current : null;
    return !here || (walked && isInSight(walked)) || isBelow() ? walked : here;
  };
  // What is said is written over what was said: a new node in the page would make the browser style all of it anew.
  const tell = () => {
    if (!cards.length) return;
    const at = shown.indexOf(stand());
    const rest = shown.length < cards.length ? _`, ${cards.length} in all` : "";
    const link = one(".position");
    link.href = at < 0 ? "#page-changes" : `#${stand().dataset.id}`;
    link.firstChild.data = (at < 0 ? _`${shown.length} shown` : _`${at + 1} of ${shown.length}`) + rest;
  };
  const say = (said, how = "polite") => {
    const at = one(".at");
    at.ariaLive = how;
    at.firstChild.data = said;
  };
  // Under the hand or the focus of a reader the list stays as it is, whatever scrolls beside it; where a walk put the focus, it goes on.
  let isUnderHand = list.matches(":hover");
  on(list, "pointerenter", () => (isUnderHand = true));
  on(list, "pointerleave", () => (isUnderHand = false));
  const isInUse = () => isUnderHand || list.matches(":has(:focus:not(.where))");
  const reveal = card => {
    const top = card.getBoundingClientRect().top - list.getBoundingClientRect().top;
    if (top < 0 || top + card.offsetHeight > list.clientHeight) list.scrollTop += top - list.clientHeight / 3;
  };
  const clear = () => {
    for (const each of all(".current")) each.classList.remove("current");
    one(".card [aria-current]")?.removeAttribute("aria-current");
  };
  const take = card => {
    clear();
    current = card;
    const found = marksOf(card);
    const inner = found.filter(each => each.matches("ins, del, .format, tr, td, th"));
    // The part of the list, too: what is fixed to the window must not be fixed to that.
    for (const each of [card, card.closest(".part") ?? card, ...(inner.length ? inner : found)]) each.classList.add("current");
    one(".where", card).setAttribute("aria-current", "true");
    tell();
    reveal(card);
  };
  // `how` it is said: not at all where the focus goes there and says it.
  const go = (card, id, how = "polite") => {
    if (!card) return;
    reach(place(card, id));
    take(card);
    // What is folded away unfolds where a link leads into it.
    room.bring(place(card, id));
    say(`${words(".where", card)}: ${words(".kinds", card)}`, how);
    visit("replaceState", `#${versions}${id ?? card.dataset.id}`);
  };
  const step = (by, focus) => {
    // Nothing is passed over that is in sight and was not walked to.
    const start = stand(), isUnread = start && start !== current && by > 0 && isInSight(start);
    const from = start ? cards.indexOf(start) - (isUnread ? 1 : 0) : by > 0 ? -1 : cards.length;
    const next = shown.filter(card => (cards.indexOf(card) - from) * by > 0).at(by > 0 ? 0 : -1);
    if (!next) {
      say(by > 0 ? _("That was the last change.") : _("That was the first change."));
      return;
    }
    go(next, undefined, focus ? "off" : "polite");
    if (focus) one(".where", next).focus({ preventScroll: true });
  };
  const linked = () => byId.get(fragment().replace(/-from$/, ""));
  const goToAddress = () => {
    const id = fragment(), card = linked();
    if (card) go(card, id);
    else if (text.contains(document.getElementById(id))) {
      reach(document.getElementById(id));
      room.bring(document.getElementById(id));
    }
  };

  // The topmost change that can be read, or the last before it; the tops of changes rise down the list.
  const follow = () => {
    const from = room.top();
    let [low, high] = [0, shown.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      boxOf(shown[middle]).bottom <= from ? (low = middle + 1) : (high = middle);
    }
    const next = shown[low] && isInSight(shown[low]) ? shown[low] : (shown[low - 1] ?? null);
    if (next !== here) {
      here?.classList.remove("here");
      here = next;
      here?.classList.add("here");
      if (here && !isInUse()) reveal(stand() ?? here);
    }
    tell();
  };

  let waits = false;
  on(window, "scroll", () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      room.edge();
      if (scrollY > 0) follow();
    });
  });
  on(window, "hashchange", goToAddress);
  const at = () => stand() ?? shown[0];
  const press = act => {
    if (!at()) return;
    take(at());
    one(`[data-act=${act}]`, at()).click();
  };
  const KEYS = { j: () => step(1, true), k: () => step(-1, true), r: () => press("remark"), c: () => press("cite") };
  on(window, "keydown", event => {
    const typing = event.target.closest?.("textarea, select, input:not([type=checkbox], [type=radio])");
    if (event.key === "Escape" && event.target.matches?.(".card textarea")) one(".where", event.target.closest(".card")).focus();
    if (!keys?.checked || typing || event.ctrlKey || event.altKey || event.metaKey || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  on(text, "divided", () => (marks = null));
  on(keys, "change", () => store.set("corpus-keys", keys.checked));
  on(text, "click", event => {
    const card = byId.get(event.target.closest("[data-change]")?.dataset.change.split(" ")[0]);
    if (card && !event.target.closest("a")) take(card);
  });
  if (keys && store.get("corpus-keys") === false) keys.checked = false;

  return {
    place,
    partOf,
    go,
    linked,
    goToAddress,
    shown: () => shown,
    stand,
    // Where one stands, with its entry open.
    reached() {
      const card = at();
      if (card && card !== current) take(card);
      return card;
    },
    // Finds anew what is shown, in the list and in the text.
    refresh() {
      marks = null;
      shown = cards.filter(view.lists);
      if (here && !shown.includes(here)) here = null;
      tell();
    },
    acts: {
      next: () => step(1),
      previous: () => step(-1),
      close() {
        clear();
        current = null;
        tell();
      },
    },
  };
};
