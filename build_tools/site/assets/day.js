// Puts the answer for the day that is asked for under its field; every answer stands in the list below. On the page of a document
// that is the whole text, or one provision of it: this says the same in some versions, and so may be certain where the text is not.
{
  const one = selector => document.querySelector(selector);
  const field = one("#day"), answer = one("#day-answer"), choice = one("#day-provision");
  const provisions = JSON.parse(one("#day-provisions")?.textContent ?? "[]");
  const spells = [...document.querySelectorAll("[data-spell]")];
  const holds = ({ first, last }, day) => (!first || first <= day) && (!last || day <= last);
  const made = (name, values, ...inside) => {
    const element = Object.assign(document.createElement(name), values);
    element.append(...inside);
    return element;
  };
  const listed = its => (its.length > 1 ? its.slice(0, -1).join(", ") + _(" and ") + its.at(-1) : its[0]);

  const textsAt = (said, labels) => {
    const texts = new Map();
    for (const label of labels) {
      const [number, , ...place] = said.find(([, its]) => its.includes(label));
      texts.set(number, { label, place });
    }
    return [...texts.values()];
  };
  const textIn = ({ label, place: [anchor, citation] }) => (anchor ? made("a", { href: `../v/${label}/#${anchor}` }, _`${citation} of ${label}`) : citation ? _`in ${label} part of ${citation}` : _`not yet, or no more, in ${label}`);
  const ofProvision = (spell, [, name, address, said]) => {
    const labels = spell.dataset.versions.split(" ").filter(Boolean), texts = textsAt(said, labels);
    const perhapsNone = "perhapsNone" in spell.dataset, isSame = labels.length > 1 && texts.length === 1 && !perhapsNone;
    const why = isSame ? _`${listed(labels)} have the same, and though ${spell.dataset.why}, one of them was in force` : spell.dataset.why;
    const certainty = !texts.length ? "planned" : texts.length > 1 || perhapsNone ? "overdue" : "came";
    const parts = texts.flatMap((text, at) => [at ? _(" or ") : "", textIn(text)]);
    const start = !texts.length ? _("Outside the record") : perhapsNone ? `${_("None of this record, or")} ` : "";
    const more = made("p", {}, made("a", { href: address }, _`What became of ${name}`), ".");
    return [certainty, [spell.querySelector(".event").cloneNode(true), made("p", {}, start, ...parts, `: ${why}.`), more]];
  };
  // On paper there is no field: the question stands with its answer.
  const asked = (day, provision) => {
    const written = new Date(day).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
    const words = [field.labels[0].textContent, written, ...(provision ? [choice.labels[0].textContent, choice.selectedOptions[0].textContent] : [])];
    return made("p", { className: "asked" }, `${words.join(" ")}?`);
  };
  const tell = () => {
    const day = field.validity.valid ? field.value : "";
    const spell = day && spells.find((each) => holds(each.dataset, day));
    const provision = provisions.find(([id]) => id === choice.value);
    const [certainty, told] = !spell ? ["", []] : provision ? ofProvision(spell, provision) : [spell.className, spell.cloneNode(true).children];
    answer.hidden = !spell;
    answer.classList.toggle("banner-in-force", certainty === "came");
    answer.replaceChildren(...(spell ? [asked(day, provision)] : []), ...told);
    return day;
  };
  const ask = () => {
    const day = tell();
    if (day) history.replaceState(null, "", `#${[day, choice?.value].filter(Boolean).map(encodeURIComponent).join("/")}`);
  };
  const read = () => {
    const [day, id = ""] = location.hash.slice(1).split("/");
    if (/^\d{4}-\d\d-\d\d$/.test(day)) field.value = day;
    const known = provisions.find(([each]) => encodeURIComponent(each) === id || each === id);
    if (choice) choice.value = known ? known[0] : "";
    tell();
  };
  field.closest("[hidden]").hidden = false;
  for (const input of [field, choice].filter(Boolean)) input.addEventListener("input", ask);
  addEventListener("hashchange", read);
  read();
}
