// The view: the inputs are the state; the address and the browser's memory follow them.
import { isText, visit } from "./page.js";

const NAMES = ["view", "only", "mute", "kind"];

// `change` is called with what shows another view, or another list; it keeps the place where the reader is.
export const viewOf = ({ all, one, on, here, cards }, store, change) => {
  const views = all("[name=view]"), shows = all("[name=show]"), only = one("[name=only]"), hide = one("[name=hide]");
  const kind = one("[name=kind]");
  const shown = () => views.find(input => input.checked).value;
  const switched = () => shows.filter(input => !input.disabled);
  const filter = () => {
    for (const card of cards) card.classList.toggle("filtered", kind.value !== "" && card.dataset.kinds !== kind.value);
  };
  const chosen = () => {
    const query = new URLSearchParams(location.search);
    const mute = hide.checked ? "all" : shows.filter(input => !input.checked).map(input => input.value).join(" ");
    const values = { view: shown() === views[0].value ? "" : shown(), only: only.checked ? "1" : "", mute, kind: kind.value };
    for (const name of NAMES) values[name] ? query.set(name, values[name]) : query.delete(name);
    return query;
  };
  const choose = query => {
    const muted = (query.get("mute") ?? "").split(" ");
    (views.find(input => input.value === query.get("view")) ?? views[0]).checked = true;
    only.checked = query.has("only");
    hide.checked = !hide.disabled && muted.includes("all");
    for (const input of shows) input.checked = input.disabled || !(hide.checked || muted.includes(input.value));
    kind.value = query.get("kind") ?? "";
    if (kind.selectedIndex < 0) kind.value = "";
    filter();
  };
  const address = query => `${here()}${query.size ? `?${query}` : ""}${location.hash}`;

  on(one(".toolbar"), "change", ({ target }) => {
    if (target === hide) for (const input of switched()) input.checked = !hide.checked;
    if (target.name === "show") hide.checked = switched().every(input => !input.checked);
    const query = chosen();
    visit("pushState", address(query));
    store.set("corpus-view", [...query].filter(([name]) => NAMES.includes(name) && name !== "kind"));
    change(filter);
  });
  on(window, "popstate", () => change(() => choose(new URLSearchParams(location.search))));

  return {
    shown,
    // Whether the list shows a change, as `review.css` says it; to ask the browser would have it lay out all of the list.
    lists(card) {
      const noise = card.dataset.noise?.split(" "), muted = hide.checked ? shows : shows.filter(input => !input.checked);
      return !card.matches(".filtered") && !noise?.every(each => muted.some(input => input.value === each));
    },
    // As the address says; where it says nothing and `remembered` is wanted, as the browser was last asked.
    begin(remembered) {
      const query = new URLSearchParams(location.search);
      if (remembered && !NAMES.some(name => query.has(name))) {
        const view = store.get("corpus-view");
        for (const [name, value] of Array.isArray(view) ? view.filter(Array.isArray) : []) {
          if (NAMES.includes(name) && isText(value)) query.set(name, value);
        }
        visit("replaceState", address(query));
      }
      choose(query);
    },
  };
};
