// What can be done with a provision, beside its words: a tap shows it, and its citation is copied.
{
  const cite = document.createElement("button");
  const told = document.createElement("p");
  cite.type = "button";
  cite.className = "cite";
  told.className = "told";
  told.role = "status";
  document.querySelector("article").append(told);
  // The style draws the words of the button, so that a copy of the text stays the text.
  const say = (words) => {
    cite.ariaLabel = words;
  };
  const stripOf = (target) => (target instanceof Element ? target.closest(":has(> .acts), .table-frame") : null)?.querySelector(".acts");
  const reach = ({ target }) => {
    const strip = stripOf(target);
    if (!strip || cite.parentNode === strip) return;
    say(_("Copy citation"));
    strip.querySelector(".permalink").after(cite);
  };
  const show = (event) => {
    if (event.pointerType !== "touch" || event.target.closest("a, button, label, input")) return;
    const strip = stripOf(event.target);
    document.querySelector(".acts.shown")?.classList.remove("shown");
    strip?.classList.add("shown");
    reach(event);
  };
  cite.addEventListener("click", async () => {
    const link = cite.parentNode.querySelector(".permalink");
    const citation = `${link.ariaLabel}, ${link.href}`;
    try {
      await navigator.clipboard.writeText(citation);
      say(_("Copied"));
      told.textContent = _`Copied: ${citation}`;
    } catch {
      prompt(_("The citation"), citation);
    }
  });
  addEventListener("pointerover", reach);
  addEventListener("focusin", reach);
  addEventListener("click", show);
}
