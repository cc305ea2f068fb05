// Reads the shards of the index as scripts, which a page on a disk can load too, a few at a time.
import { FIRST } from "./known.js";

const AT_ONCE = 6;

// `want(names)` asks for shards that are not asked for yet, `onRead(shard)` is told of each that is there, and `onRest()` when
// nothing more is under way. `isUnderWay()` says whether something is, and `isFailed(name)` what cannot be read here.
export const shardReader = (root, onRead, onRest) => {
  const asked = new Set([FIRST]), failed = new Set(), waiting = [];
  let under = 0;
  const begin = () => waiting.splice(0, AT_ONCE - under).forEach(name => read(name));
  const read = name => {
    const script = document.createElement("script");
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
    for (const name of names) if (!asked.has(name)) waiting.push(name);
    names.forEach(name => asked.add(name));
    begin();
  };
  return { want, isUnderWay: () => under > 0, isFailed: name => failed.has(name) };
};
