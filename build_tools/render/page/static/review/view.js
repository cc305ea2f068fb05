// The view: the inputs are the state; the address and the browser's memory follow them.
import { isText, visit } from "./page.js";

const NAMES = ["view", "only", "mute"];

// `refresh` is called where the view is another one.
export const viewOf = ({ all, one, on, here }, store, refresh) => {
  const views = all("[name=view]"), shows = all("[name=show]"), only = one("[name=only]");
  const shown = () => views.find(input => input.checked).value;
  const chosen = () => {
    const query = new URLSearchParams(location.search);
    const mute = shows.filter(input => !input.checked).map(input => input.value).join(" ");
    const values = { view: shown() === views[0].value ? "" : shown(), only: only.checked ? "1" : "", mute };
    for (const name of NAMES) values[name] ? query.set(name, values[name]) : query.delete(name);
    return query;
  };
  const choose = query => {
    const muted = (query.get("mute") ?? "").split(" ");
    (views.find(input => input.value === query.get("view")) ?? views[0]).checked = true;
    only.checked = query.has("only");
    for (const input of shows) input.checked = input.disabled || !muted.includes(input.value);
  };
  const address = query => `${here()}${query.size ? `?${query}` : ""}${location.hash}`;

  on(one(".controls"), "change", () => {
    const query = chosen();
    visit("pushState", address(query));
    store.set("corpus-view", [...query].filter(([name]) => NAMES.includes(name)));
    refresh();
  });
  on(window, "popstate", () => {
    choose(new URLSearchParams(location.search));
    refresh();
  });

  return {
    shown,
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
