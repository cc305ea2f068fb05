// What the page of any two versions tells beside its marks and its list: what came and went in between, what changed without a
// word, whether all that is drawn is proved, and the files to take away. A script of its own, which the page asks for when a
// redline stands there.
import { saveFile } from "../../../render/page/static/saved_file.js";
import { passedBox, restingBox } from "./boxes.js";
import { csvOf, jsonOf, textFileOf } from "./files.js";
import { passedBetween } from "./passed.js";
import { isProved } from "./proof.js";
import { restingOn } from "./resting.js";

const FILES = { csv: csvOf, json: jsonOf, txt: textFileOf };

document.addEventListener("compare-more", ({ detail: { weave, begun } }) => {
  // Of each redline once.
  const knownOf = ({ way, redline }) =>
    (redline.known ??= {
      passed: passedBetween(weave, way),
      resting: restingOn(weave.graph, way, redline.lines),
      isVerified: isProved(weave, way, redline),
    });
  begun({
    told(its) {
      const { passed, resting, isVerified } = knownOf(its);
      return { passed: passedBox(passed), resting: restingBox(resting), isVerified };
    },
    take(its, citationOf, name, type) {
      const { passed, resting, isVerified } = knownOf(its), { way, redline: { changes } } = its;
      const given = { weave, way, changes, passed: passed.found, isPassedWhole: passed.isWhole, resting, isVerified, citationOf };
      saveFile(name, [FILES[name.split(".").at(-1)](given)], type);
    },
  });
});
