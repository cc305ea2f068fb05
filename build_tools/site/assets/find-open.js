// Opens the jump box, on the keys g and / and where a link says so; the box itself is asked for when it is first opened.
{
  const root = new URL("..", document.currentScript.src);
  const add = (name, attributes) => Object.assign(document.createElement(name), attributes);
  let asked;
  const open = query => {
    asked ??= new Promise(resolve => {
      document.head.append(
        add("link", { rel: "stylesheet", href: new URL("assets/find.css", root).href }),
        add("script", { src: new URL("assets/find.js", root).href, onload: resolve }),
      );
    });
    asked.then(() => globalThis.corpusFind(root, query));
  };
  document.addEventListener("click", event => {
    const link = event.target.closest?.("[data-find]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  // Whether a reader wants keys of one sign (WCAG 2.1.4): these here, those that walk a redline, and the theme's.
  let wanted = true;
  try {
    wanted = JSON.parse(localStorage.getItem("corpus-keys")) !== false;
  } catch {}
  globalThis.corpusKeys = {
    wanted: () => wanted,
    want(value) {
      wanted = value;
      try {
        localStorage.setItem("corpus-keys", JSON.stringify(value));
      } catch {}
    },
  };
  document.addEventListener("change", ({ target }) => {
    if (target.name === "keys") globalThis.corpusKeys.want(target.checked);
  });
  addEventListener("keydown", event => {
    const isTyping = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
    // A browser that fills a field in says so by a key that has no name.
    if (event.key?.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping) return;
    if (!wanted) event.stopImmediatePropagation();
    else if (["g", "/"].includes(event.key)) {
      event.preventDefault();
      open();
    }
  }, true);
  const ready = () => {
    for (const link of document.querySelectorAll("[data-find]")) {
      link.role = "button";
      link.ariaHasPopup = "dialog";
    }
    const query = document.querySelector("[data-find-page]") && new URLSearchParams(location.search).get("q");
    if (query) open(query);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
}
