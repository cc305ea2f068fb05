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
  document.addEventListener("keydown", event => {
    const isTyping = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
    if (!["g", "/"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping) return;
    event.preventDefault();
    open();
  });
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
