// Puts the answer for the day that is asked for under its field; every answer stands in the list below.
{
  const field = document.querySelector("#day");
  const answer = document.querySelector("#day-answer");
  const spells = [...document.querySelectorAll("[data-spell]")];
  const holds = ({ first, last }, day) => (!first || first <= day) && (!last || day <= last);
  const tell = () => {
    const day = field.validity.valid ? field.value : "";
    const spell = day && spells.find((each) => holds(each.dataset, day));
    answer.hidden = !spell;
    answer.classList.toggle("banner-in-force", Boolean(spell) && spell.className === "came");
    answer.replaceChildren(...(spell ? spell.cloneNode(true).children : []));
    return day;
  };
  const ask = () => {
    const day = tell();
    if (day) history.replaceState(null, "", `#${day}`);
  };
  const read = () => {
    const day = location.hash.slice(1);
    if (/^\d{4}-\d\d-\d\d$/.test(day)) field.value = day;
    tell();
  };
  field.closest("[hidden]").hidden = false;
  field.addEventListener("input", ask);
  addEventListener("hashchange", read);
  read();
}
