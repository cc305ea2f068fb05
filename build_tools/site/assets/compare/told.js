// What Python told of two texts, whose words a script cannot compare, in; the edits between their HTML out.
const CLASSES = { r: "renumbering", c: "cross-reference", f: "formatting", p: "punctuation", "": "" };

const closing = tag => `</${tag.match(/\w+/)[0]}>`;
// Gives what stands between two offsets of the text of some HTML, in the same markup.
const cutterOf = html => {
  const parts = html.match(/<[^>]*>|&[^;]+;|[^<&]+/g) ?? [];
  return (from, to) => {
    const open = [];
    let at = 0, found = "", isBegun = false;
    for (const part of parts) {
      if (at >= to) break;
      if (part[0] === "<" && part !== "<br>") {
        if (part[1] === "/") open.pop();
        else open.push(part);
        if (isBegun) found += part;
        continue;
      }
      const isOne = part === "<br>" || part[0] === "&", length = isOne ? 1 : part.length;
      if (at + length > from) {
        if (!isBegun) found += open.join("");
        isBegun = true;
        found += isOne ? part : part.slice(Math.max(0, from - at), to - at);
      }
      at += length;
    }
    return isBegun ? found + open.toReversed().map(closing).join("") : "";
  };
};

export const toldEdits = (told, before, after) => {
  const read = [...told.matchAll(/([-+=~])(\d+)(?:,(\d+))?([rcfp]?)/g)].map(([, op, one, other, noise]) => ({ op, old: op === "+" ? 0 : +one, now: op === "-" ? 0 : +(other ?? one), noise: CLASSES[noise] }));
  const [ofOld, ofNow] = [before, after].map(cutterOf);
  let oldAt = 0, nowAt = 0;
  return read.map(({ op, old, now, noise }) => ({ op, noise, old: ofOld(oldAt, (oldAt += old)), new: ofNow(nowAt, (nowAt += now)) }));
};
