// What a browser keeps. It may refuse to keep anything, and what it gives back may be of any shape: others write there too.
import { attempt } from "./page.js";

// `refuse` is called each time that something could not be kept.
export const storeOf = refuse => {
  const store = {
    refused: false,
    raw: key => attempt(() => localStorage.getItem(key), null),
    get: key => attempt(() => JSON.parse(store.raw(key)), null),
    set(key, value) {
      store.refused = !attempt(() => (localStorage.setItem(key, JSON.stringify(value)), true));
      if (store.refused) refuse();
    },
  };
  return store;
};
