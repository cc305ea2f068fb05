// Stretches of HTML and the way between two versions in, the edits between these out: what is kept (=), deleted (-),
// inserted (+), or kept in another form (~).
const ENTITIES = { amp: "&", lt: "<", gt: ">", "#10": "\n", "#9": "\t" };
export const isText = value => typeof value === "string";
// As a list has it: a break is a line, a reference to a note its sign.
export const textOf = html => (/[<&]/.test(html) ? plainOf(html) : html);
const plainOf = html =>
  html
    .replace(/<br>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt|#10|#9);/g, (_, name) => ENTITIES[name]);
// The text of a stretch without the signs round the numbers of notes.
export const bareText = html => textOf(html.replace(/<i>(\[\^|\])<\/i>/g, ""));
export const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt()};`);
// The same back again.
export const htmlOfText = text => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", "<br>");
// Neighbours in the same markup are one; but each note and each picture is one by itself.
const NEIGHBOURS = /(<(strong|em|code|s|a(?! class="image"))\b[^>]*>)([^<]*)<\/\2>\1/g;
export const joinedHtml = stretches => {
  let html = stretches.map(each => each.html ?? each).join(""), before;
  while (stretches.length > 1 && html !== before) [before, html] = [html, html.replace(NEIGHBOURS, "$1$3")];
  return html;
};

// Runs of things that are alike in something.
export const grouped = (things, valueOf) => {
  const groups = [];
  for (const thing of things) {
    const value = valueOf(thing);
    if (groups.at(-1)?.value === value) groups.at(-1).its.push(thing);
    else groups.push({ value, its: [thing] });
  }
  return groups;
};
const runsByMaker = stretches => grouped(stretches, each => each.by).map(run => run.its);
const bySide = stretches => ["old", "new"].map(side => stretches.filter(each => each.side === side));

// The same words, or nothing but white space; a picture has no words, and is no white space.
const readsAlike = (before, after) => {
  const [was, is] = [before, after].map(bareText);
  return Boolean(before && after) && (was === is || Boolean(was && is && !(was + is).trim()));
};

const isSpace = text => text && !text.trim();
// Where the end of a run is in other form what the next begins with: where it begins, and how much of the next it is; the most
// there is. Every text is read once, however long both are.
const otherForm = (first, second) => {
  const [before, after] = [first, second].map(run => run.map(each => bareText(each.html)));
  const was = before.join(""), now = after.join(""), ends = new Map();
  let length = 0, space = 0, left = was.length;
  after.forEach((text, at) => {
    ends.set((length += text.length), at + 1);
    if (isSpace(now.slice(0, length))) space = at + 1;
  });
  for (const [start, text] of before.entries()) {
    let end = ends.has(left) && was.endsWith(now.slice(0, left)) ? ends.get(left) : 0;
    if (!end && isSpace(was.slice(was.length - left))) end = space;
    if (end && joinedHtml(first.slice(start)) !== joinedHtml(second.slice(0, end))) return [start, end];
    left -= text.length;
  }
  return null;
};

// What a reference names may be another matter in the end, though the reference followed in each step: then none follows.
export const editsBetween = (way, isElsewhere) => {
  const { sides, makers, has } = way;
  // Of a stretch that all versions have that have its place, the HTML alone is told.
  const placed = (stretches, whole) => stretches.map(each => {
    if (isText(each)) return { html: each, ...whole, noise: "" };
    const by = makers[each[1]];
    return { html: each[0], side: sides[each[1]], by, origin: each[2], noise: each[3]?.[by] ?? "" };
  });
  const whole = { side: "both" };
  const byMaker = (op, stretches, noise = "") =>
    runsByMaker(stretches).map(run => lone(op, joinedHtml(run), run[0].by, noise)).filter(edit => edit.old || edit.new);
  // Each version's edits stand together, what it deleted first.
  const madeAtOnce = (run, noise) => {
    const [gone, came] = bySide(run);
    return [...byMaker("-", gone, noise), ...byMaker("+", came, noise)];
  };
  // Words to which one version gave another form alone stand apart from those that it replaced beside them, as in its step.
  const replacedApart = region => {
    const runs = grouped(region, each => `${each.side} ${each.by}`).map(run => run.its);
    const found = [];
    let rest = [];
    runs.forEach((run, at) => {
      const follows = runs[at + 1] ?? [];
      const form = run[0] && run[0].by === follows[0]?.by ? otherForm(run, follows) : null;
      if (!form) return rest.push(...run);
      const [start, end] = form, before = [...rest, ...run.slice(0, start)];
      if (before.length) found.push(...replaced(before));
      found.push(...replaced([...run.slice(start), ...follows.slice(0, end)]));
      rest = [];
      runs[at + 1] = follows.slice(end);
    });
    if (rest.length) found.push(...replaced(rest));
    return found;
  };
  const replaced = region => {
    const [gone, came] = bySide(region);
    const noises = new Set(region.map(each => each.noise));
    if (isElsewhere && region[0].noise === "cross-reference") noises.add("");
    const noise = noises.size === 1 ? region[0].noise : "";
    const [before, after] = [gone, came].map(joinedHtml);
    if (before === after) return [{ op: "=", old: before, new: after, noise: "" }];
    if (readsAlike(before, after)) {
      return [{ op: "~", old: before, new: after, noise, by: came.at(-1).by }];
    }
    return runsByMaker(region).flatMap(run => madeAtOnce(run, noise));
  };
  const at = (stretches, version) => stretches.length === 1 && isText(stretches[0]) ? stretches[0] :
    joinedHtml(stretches.filter(each => isText(each) || has(each[1], version)).map(each => (isText(each) ? each : each[0])));
  const kept = html => (html ? [{ op: "=", old: html, new: html, noise: "" }] : []);
  const edits = stretches => {
    // Most never were otherwise.
    if (stretches.every(isText)) return kept(joinedHtml(stretches));
    const there = placed(stretches, whole).filter(each => each.side);
    if (there.every(each => each.side === "both") || at(stretches, way.old) === at(stretches, way.new)) {
      return kept(at(stretches, way.new));
    }
    const found = [];
    let region = [], same = [];
    const flush = () => {
      if (region.length) found.push(...replacedApart(region));
      found.push(...kept(joinedHtml(same)));
      region = [];
      same = [];
    };
    for (const each of there) {
      if ((each.side === "both" ? region : same).length) flush();
      (each.side === "both" ? same : region).push(each);
    }
    flush();
    return found;
  };
  // Of what stands in one of the two alone, all is of substance.
  const alone = (stretches, side, by) => byMaker(side === "old" ? "-" : "+", placed(stretches, { side, by }).filter(each => each.side === side));
  return { edits, alone, at, placed };
};

// What was deleted (-), or inserted (+), whole.
export const lone = (op, html, by = -1, noise = "") => ({ op, old: op === "-" ? html : "", new: op === "+" ? html : "", noise, by });

export const isKept = edits => edits.every(edit => edit.op === "=");
export const onlyFollows = edits => edits.every(edit => edit.op === "=" || edit.noise);
export const isReworded = edits => edits.some(edit => "+-".includes(edit.op) && !["renumbering", "formatting"].includes(edit.noise));
export const noisesOf = edits => [...new Set(edits.map(edit => edit.noise).filter(Boolean))];
