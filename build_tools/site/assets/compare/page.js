// The page that compares any two versions shows the last step as it was built. What draws any others is fetched at the first sign
// that somebody wants them: an address that names two, a hand at the choice. What was done before it is there is done then.
import { tellLater } from "../../../render/page/static/review/later.js";

{
  const page = document.querySelector(".comparing"), waiting = new AbortController();
  const want = async () => {
    const isThere = await tellLater("compare-draw", page).then(() => true, () => false);
    page.querySelector(".unfetched").hidden = isThere;
    if (isThere) waiting.abort();
    // What was chosen is not drawn: the choice says what stands there.
    else page.querySelector(".choice").reset();
    return isThere;
  };
  const on = (target, types, act) => types.forEach(type => target.addEventListener(type, act, waiting));
  const isOfChoice = ({ target }) => target.closest(".choice, .takes");

  on(page, ["pointerover", "focusin"], event => isOfChoice(event) && want());
  on(page, ["input", "change", "click"], async event => {
    if (isOfChoice(event) && (await want())) event.target.dispatchEvent(new Event(event.type, { bubbles: true }));
  });
  // A hash of another kind says nothing of the two: what was shown with it is known to the entry of the history.
  const isOfTwo = () => ["..", "%"].some(mark => location.hash.includes(mark));
  const named = () => (isOfTwo() ? location.hash.slice(1).split("/")[0] : history.state?.pair);
  const namesOthers = () => ![undefined, page.dataset.drawn].includes(named());
  const read = async () => {
    if (!namesOthers()) return;
    // Nobody is to take what stands there for what the address names.
    page.hidden = true;
    await want();
    page.hidden = false;
  };
  on(window, ["hashchange", "popstate"], read);
  read();
}
