// Says so when the day that a page speaks of has passed. The page says its day without this, too.
const sayAge = () => {
  for (const line of document.querySelectorAll(".as-of[data-as-of]")) {
    const day = line.dataset.asOf;
    const now = new Date();
    if (day < now.toISOString().slice(0, 10) && !line.querySelector(".as-of-passed")) {
      const note = document.createElement("span");
      note.className = "as-of-passed";
      const today = now.toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
      note.textContent = _` That day has passed: today is ${today}, and what is in force may have changed since.`;
      line.append(note);
    }
  }
};
// Counts the days to what is due; the page says its date without this, too.
const sayDaysLeft = () => {
  for (const place of document.querySelectorAll("[data-until]")) {
    const days = Math.round((new Date(place.dataset.until) - new Date(new Date().toISOString().slice(0, 10))) / 864e5);
    if (days < 0) place.textContent = _("That day has passed.");
    else if (!days) place.textContent = _("today");
    else place.textContent = days === 1 ? _("1 day left") : _`${days} days left`;
  }
};
// Says so when the time for responses has passed since the page was made, which asks for them.
const sayClosed = () => {
  const today = new Date().toISOString().slice(0, 10);
  for (const line of document.querySelectorAll("[data-closes]")) {
    if (line.dataset.closes < today && !line.querySelector(".as-of-passed")) {
      const note = document.createElement("strong");
      note.className = "as-of-passed";
      note.textContent = _(" The last day for responses has passed.");
      line.append(note);
    }
  }
};
const sayDays = () => {
  sayAge();
  sayClosed();
  sayDaysLeft();
};
if (typeof document$ === "undefined") sayDays();
else document$.subscribe(sayDays);
// A disk answers for no folder: what is followed there leads to the page in it, whichever script made the link.
if (location.protocol === "file:") {
  const leadToPage = ({ target }) => {
    const link = target.closest?.("a[href]");
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  };
  for (const way of ["click", "auxclick", "contextmenu"]) addEventListener(way, leadToPage, true);
}
