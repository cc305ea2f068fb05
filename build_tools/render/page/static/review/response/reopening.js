// The file that a reader opens again goes to another script: few want it.
import { tellLater } from "../later.js";

export const reopeningOf = ({ review, one, on }, response) => {
  on(one("[name=reopen]"), "change", async ({ target }) => {
    const [file] = target.files, say = words => (one(".reopened").textContent = words);
    if (!file) return;
    try {
      await tellLater("reopen", review, { file, say, ...response });
    } catch {
      say(_("Not opened: a script of this site could not be fetched. Try again."));
    }
    target.value = "";
  });
};
