// The file that a reader opens again goes to another script, which is fetched from beside this one when it is first wanted:
// few want it. In a page that is one file it stands behind this one.
import { made } from "../page.js";

const own = document.currentScript?.src ?? "";
let fetched;
const load = () =>
  new Promise((resolve, reject) => {
    document.head.append(made("script", { src: new URL("reopen.js", own).href, onload: resolve, onerror: reject }));
  });

export const reopeningOf = ({ review, one, on }, response) => {
  on(one("[name=reopen]"), "change", async ({ target }) => {
    const [file] = target.files, say = words => (one(".reopened").textContent = words);
    if (!file) return;
    try {
      await (fetched ??= own && load());
      review.dispatchEvent(new CustomEvent("reopen", { bubbles: true, detail: { file, say, ...response } }));
    } catch {
      fetched = undefined;
      say("Not opened: a script of this site could not be fetched. Try again.");
    }
    target.value = "";
  });
};
