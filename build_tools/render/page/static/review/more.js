// What the page of a redline does beyond being read and walked: citations, a copy as plain text, remarks and the
// response. A script of its own, for which the page asks at the first sign that a reader wants any of it.
import { citationOf } from "./citation.js";
import { copiedOf } from "./copied.js";
import { remarksOf } from "./response/remarks.js";

document.addEventListener("more", ({ detail: { page, store, key, isMarked, written, begun } }) => {
  const { citation, acts } = citationOf(page), remarks = remarksOf(page, store, key, citation, written);
  copiedOf(page, isMarked);
  begun({ ...acts, ...remarks });
});
