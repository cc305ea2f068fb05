// While the switch is on: tells of the words that are pointed at, tapped or come to by keyboard where they come from.
// All marked words together are one stop of the Tab key; arrow keys, Home and End go from one to the next.
{
  const box = document.querySelector("#page-origins");
  const told = document.querySelector("#page-origin");
  const first = document.querySelector("#page-origin-first").textContent;
  const notes = [...document.querySelectorAll(".origin-notes li")].map((note) => note.textContent);
  // What holds a link is told of with the link; a stop within a stop nobody could tell apart.
  const parts = [...document.querySelectorAll("[data-origin]")].filter((part) => !part.querySelector("a[href]"));
  let at = 0;
  const tell = (words) => {
    told.hidden = !words || !box.checked;
    told.textContent = words;
  };
  const noteOf = (part) => `${part.dataset.origin} ${notes[part.dataset.origin - 1]}`;
  const reach = (part) => {
    part.tabIndex = 0;
    part.role = "button"; // What can be pressed says what it is.
  };
  // What has the focus loses it with its tabindex.
  const hold = (next) => {
    if (next !== at || !box.checked) for (const name of ["tabindex", "role"]) parts[at]?.removeAttribute(name);
    at = next;
    if (box.checked && parts.length) reach(parts[at]);
  };
  const isText = (element) => element?.closest("article") && !element.closest("aside, nav");
  const point = ({ target }) => {
    if (!box.checked || !(target instanceof Element) || target.closest(".origins")) return;
    const part = target.closest("[data-origin]");
    const block = target.closest("p, td, th, caption, pre, h1, h2, h3, h4, h5, h6");
    if (part) tell(noteOf(part));
    else tell(isText(block) ? first : "");
  };
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  const walk = (event) => {
    if (event.key === "Escape") tell("");
    if (["Enter", " "].includes(event.key) && event.target === parts[at]) {
      event.preventDefault();
      tell(noteOf(parts[at]));
    }
    if (!(event.key in step) || event.target !== parts[at] || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = parts[Math.min(Math.max(at + step[event.key], 0), parts.length - 1)];
    reach(next);
    next.focus();
  };
  addEventListener("pointerover", point);
  addEventListener("focusin", ({ target }) => {
    const part = target.closest("[data-origin]");
    if (!part) return;
    if (parts.includes(part)) hold(parts.indexOf(part));
    tell(noteOf(part));
  });
  addEventListener("focusout", () => tell(""));
  addEventListener("keydown", walk);
  box.addEventListener("change", () => {
    hold(at);
    tell("");
  });
  hold(0);
}
