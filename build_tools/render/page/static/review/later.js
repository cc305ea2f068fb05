// Scripts that few readers want are fetched from beside this one when they are first wanted, and stay. In a page that is one
// file they stand behind this one.
const own = document.currentScript?.src ?? "";
const fetched = new Map();
const load = name =>
  new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), { src: new URL(name, own).href, onload: resolve, onerror: reject }));
  });

export const isThere = name => fetched.has(name);
// Tells the script of that name something, at a place of the page; fails where it cannot be fetched, and may be asked again.
export const tellLater = async (name, place, detail) => {
  if (own && !fetched.has(name)) fetched.set(name, load(`${name}.js`));
  try {
    await fetched.get(name);
  } catch (error) {
    fetched.delete(name);
    throw error;
  }
  place.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
};
