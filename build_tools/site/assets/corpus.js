// Says so when the day that a page speaks of has passed. The page says its day without this, too.
const sayAge = () => {
  for (const line of document.querySelectorAll(".as-of[data-as-of]")) {
    const day = line.dataset.asOf;
    const today = new Date().toISOString().slice(0, 10);
    if (day < today && !line.querySelector(".as-of-passed")) {
      const note = document.createElement("span");
      note.className = "as-of-passed";
      note.textContent = ` That day has passed: today is ${today}, and what is in force may have changed since.`;
      line.append(note);
    }
  }
};
if (typeof document$ === "undefined") sayAge();
else document$.subscribe(sayAge);
