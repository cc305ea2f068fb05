// Reads the shards of the index as scripts, which a page on a disk can load too, a few at a time.
import { FIRST } from "./known.js";

const AT_ONCE = 6;

// `want(names)` asks for shards that are not asked for yet, in their order and instead of all that wait: as many again as were
// asked for, so that a reader who has enough is given no more. `onRead(shard)` is told of each that is there, and `onRest()` when
// nothing more is under way. `isUnderWay()` says whether something is, and `isFailed(name)` what cannot be read here.
export const shardReader = (root, onRead, onRest) => {
  const asked = new Set([FIRST]), failed = new Set();
  let under = 0, waiting = [];
  const begin = () => waiting.splice(0, AT_ONCE - under).forEach(name => read(name));
  const read = name => {
    const script = document.createElement("script");
    asked.add(name);
    script.src = new URL(`find/${name}.js`, root).href;
    under += 1;
    const ended = () => {
      under -= 1;
      script.remove();
      begin();
      if (!under) onRest();
    };
    script.addEventListener("load", () => {
      (globalThis.corpusFindShards ?? []).splice(0).forEach(onRead);
      ended();
    });
    script.addEventListener("error", () => {
      failed.add(name);
      ended();
    });
    document.head.append(script);
  };
  const want = names => {
    waiting = names.filter(name => !asked.has(name)).slice(0, Math.max(AT_ONCE, asked.size));
    begin();
  };
  return { want, isUnderWay: () => under > 0, isFailed: name => failed.has(name) };
};
