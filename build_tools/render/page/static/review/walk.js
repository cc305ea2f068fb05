// From change to change: in the list, in the text, by keys, and where an address leads.
import { visit } from "./page.js";

export const walkOf = ({ all, one, on, words, text, cards, byId, versions, fragment }, store) => {
  const list = one(".list"), keys = one("[name=keys]");
  let marks = new Map(), shown = cards, current = null;

  const visible = element => element?.getClientRects().length > 0;
  // What shows a change in the text; where it is not shown, what stands before it.
  const place = (card, id = card.dataset.id) => {
    const found = [document.getElementById(id), ...(marks.get(card.dataset.id) ?? [])];
    let near = found.find(visible) ?? found[1];
    while (near && !visible(near)) near = near.previousElementSibling ?? near.parentElement;
    return near ?? text;
  };
  // What is said is written over what was said: a new node in the page would make the browser style all of it anew.
  const tell = () => {
    if (!cards.length) return;
    const at = shown.indexOf(current);
    const rest = shown.length < cards.length ? `, ${cards.length} in all` : "";
    const link = one(".position");
    link.href = at < 0 ? "#page-changes" : `#${current.dataset.id}`;
    link.firstChild.data = (at < 0 ? `${shown.length} shown` : `${at + 1} of ${shown.length}`) + rest;
  };
  const take = card => {
    for (const element of all(".current")) element.classList.remove("current");
    current = card;
    const found = marks.get(card.dataset.id) ?? [];
    const inner = found.filter(element => element.matches("ins, del, .format, tr, td, th"));
    for (const element of [card, ...(inner.length ? inner : found)]) element.classList.add("current");
    tell();
    const top = card.getBoundingClientRect().top - list.getBoundingClientRect().top;
    if (top < 0 || top + card.offsetHeight > list.clientHeight) list.scrollTop += top - list.clientHeight / 3;
  };
  const go = (card, id) => {
    if (!card) return;
    take(card);
    place(card, id).scrollIntoView({ block: "center", inline: "nearest" });
    one(".at").firstChild.data = `${words(".where", card)}: ${card.dataset.kinds.replaceAll("-", " ")}`;
    visit("replaceState", `#${versions}${id ?? card.dataset.id}`);
  };
  const step = by => {
    const from = cards.indexOf(current);
    const ahead = shown.filter(card => (cards.indexOf(card) - from) * by > 0);
    go((ahead.length ? ahead : shown).at(by > 0 ? 0 : -1));
  };
  const linked = () => byId.get(fragment().replace(/-from$/, ""));
  const goToAddress = () => go(linked(), fragment());

  on(window, "hashchange", goToAddress);
  on(window, "keydown", event => {
    const by = { j: 1, k: -1 }[event.key];
    const typing = event.target.closest?.("textarea, select, input:not([type=checkbox], [type=radio])");
    if (by && keys?.checked && !typing && !event.ctrlKey && !event.altKey && !event.metaKey) step(by);
  });
  on(keys, "change", () => store.set("corpus-keys", keys.checked));
  on(text, "click", event => {
    const card = byId.get(event.target.closest("[data-change]")?.dataset.change.split(" ")[0]);
    if (card && !event.target.closest("a")) take(card);
  });
  if (keys) keys.checked = store.get("corpus-keys") !== false;

  return {
    place,
    go,
    linked,
    goToAddress,
    shown: () => shown,
    // Finds anew what is shown, in the list and in the text.
    refresh() {
      marks = Map.groupBy(all("[data-change]", text), element => element.dataset.change.split(" ")[0]);
      for (const element of all("[data-change*=' ']", text)) {
        for (const id of element.dataset.change.split(" ")) marks.set(id, [...(marks.get(id) ?? []), element]);
      }
      shown = cards.filter(visible);
      tell();
    },
    acts: { next: () => step(1), previous: () => step(-1) },
  };
};
