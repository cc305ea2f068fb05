// The blocks of both versions in reading order in; what became of the level of each out, as compare/changes/levels tells it:
// how far it is set in, which heading it is, whether it is quoted or in a note, and whether that only follows.
const frame = ({ quoted, note, kind }) => [quoted, note, kind === "footnote"].join();

// How what stands under a heading is cited as a whole, from how that heading is.
export const withoutHeading = where => {
  const said = _`${""}, heading`;
  return where.endsWith(said) ? where.slice(0, -said.length) : where;
};

const wordsOf = (old, now) => {
  const sameKind = old.kind === now.kind, steps = now.depth - old.depth, said = [];
  if (sameKind && steps && old.kind === "heading") said.push(_`from a heading of level ${old.depth} to one of level ${now.depth}`);
  else if (sameKind && steps) said.push(levelsMoved(steps));
  if (old.quoted !== now.quoted) said.push(old.quoted ? (now.quoted ? _`quoted ${now.quoted} deep, no longer ${old.quoted} deep` : _("no longer quoted")) : _("now quoted"));
  if (old.note !== now.note || (old.kind === "footnote") !== (now.kind === "footnote")) {
    said.push(now.kind === "footnote" ? _("now a note of its own") : now.note ? _("now in a note") : _("no longer in a note"));
  }
  return said.join(", ");
};

const levelsMoved = steps => {
  if (steps ** 2 === 1) return steps > 0 ? _("one level in") : _("one level out");
  return steps > 0 ? _`${steps} levels in` : _`${-steps} levels out`;
};

// What each block stands under: the provision round it, or else the heading above it; in a note the limb round it, or the note.
const parentsOf = (lines, side) => {
  const found = new Map();
  let headings = [], provisions = [[]];
  for (const line of lines.filter(each => each[side])) {
    const block = line[side], isAbove = other => other[side].depth < block.depth;
    if (block.kind === "heading") {
      provisions = [[]];
      headings = headings.filter(isAbove);
      found.set(line, headings.at(-1));
      headings.push(line);
      continue;
    }
    provisions.splice(block.note + 1);
    const around = provisions.at(-1).filter(isAbove);
    found.set(line, (around.length ? around : headings).at(-1));
    if (block.kind === "footnote") provisions.splice(block.note, Infinity, [line]);
    else if (block.label && !block.kind) provisions[provisions.length - 1] = [...around, line];
  }
  return found;
};

// What became of the level of a block, and whether it stands under another parent.
export const levelsOf = lines => {
  let parents, lasting;
  const parentsIn = its => ({ old: parentsOf(its, "old"), new: parentsOf(its, "new") });
  const isOne = (was, now) => was === now || (was?.tie?.kind === "move" && was.tie.old[0] === was && was.tie.new[0] === now);
  const nearest = (line, side) => {
    let parent = parents[side].get(line), between = 0;
    for (; parent && parent.side === side && !parent.tie; between++) parent = parents[side].get(parent);
    return [parent, between];
  };
  // How many levels in a provision went with what stands under it; a heading takes only headings with it.
  const shift = (was, now, child) => {
    const kinds = new Set([was?.old.kind, now?.new.kind, child.kind]);
    return kinds.size === 1 && ["heading", ""].includes(child.kind) ? now.new.depth - was.old.depth : 0;
  };
  const isFollowing = (before, after) => {
    const { old } = before, { new: now } = after, [was, gone] = nearest(before, "old"), [is, come] = nearest(after, "new");
    if (frame(old) !== frame(now) || !isOne(was, is)) return false;
    return old.label !== now.label || (!gone && !come && now.depth - old.depth === shift(was, is, old));
  };
  // Of one block, or of the first of each side of what is tied; null where the level stayed.
  const levelOf = (before, after) => {
    const { old } = before, { new: now } = after;
    if (frame(old) === frame(now) && !(old.kind === now.kind && old.depth !== now.depth)) return null;
    parents ??= parentsIn(lines);
    const [was, is] = [parents.old.get(before), parents.new.get(after)];
    const under = isOne(was, is) ? [] : [is && _`under ${withoutHeading(is.new.where)}`, was && _`no longer under ${withoutHeading(was.old.where)}`].filter(Boolean);
    return { words: [wordsOf(old, now), under.join(", ")].filter(Boolean).join(": "), follows: isFollowing(before, after) };
  };
  // Whether a block of both stands under another that both have, what came and went between them left out.
  const isUnderAnother = line => {
    const isOfBoth = each => !each || each.side === "both" || each.tie?.kind === "move";
    lasting ??= parentsIn(lines.filter(each => each.side === "both" || each.tie));
    const [was, is] = [lasting.old.get(line), lasting.new.get(line)];
    return !isOne(was, is) && isOfBoth(was) && isOfBoth(is);
  };
  return { levelOf, isUnderAnother };
};
