// A weave and the way between two of its versions in; every block of both in reading order out, each with the change that
// befell it, and the list of all changes. A change is what a reviewer would cite as one thing.
import { deletedFirst } from "./sides.js";
import { editsBetween, htmlOfText, isKept, isReworded, isText, noisesOf, onlyFollows, textOf } from "./edits.js";
import { changeList } from "./identity.js";
import { levelsOf, withoutHeading } from "./levels.js";
import { numbersOf } from "./numbers.js";
import { rowTieChange, tieRows } from "./row_ties.js";
import { gridOf, makerOf, rowText, tableChanges } from "./tables.js";
import { toldEdits } from "./told.js";
import { waitsOf } from "./waits.js";

const FORMS = { split: "merge", merge: "split" };

// What is told of a block once, made ready: what is left out, the label where it is to be read, and whether it was ever
// anything else.
export const madeReady = weave => {
  const filled = (words = "", label = "") => words.replace(/\{[{}]/g, found => (found === "{}" ? label : "{"));
  const isPlain = text => (text ?? []).every(isText);
  for (const block of weave.blocks) {
    for (const [, state] of block.states) {
      const { kind = "", label = "", depth = 0, quoted = 0, note = 0, within = "" } = state, anchor = filled(state.anchor, label);
      const path = label && anchor ? anchor.match(/[^.-]+/g) : [];
      Object.assign(state, {
        path: state.apart ? path.slice(0, -1) : path,
        kind, label, depth, quoted, note, anchor, address: anchor || within, where: filled(state.where, label), frame: [depth, quoted, note, kind].join() });
    }
    const { table } = block;
    const isStill = !table || [...table.rows, ...table.columns].every(line => weave.sets[line[1]] === weave.sets[block.states[0][0]]) && table.states.length === 1 && isPlain(table.caption) && table.cells.flat().every(cell => !cell || isText(cell) || (Array.isArray(cell) && isPlain(cell)));
    block.isPlain = block.states.length === 1 && isPlain(block.text) && isStill;
  }
  return weave;
};

export const redlineOf = (weave, whole) => {
  // A text that came back is what it was, whatever of it was written anew.
  const way = weave.versions[whole.old].sha256 === weave.versions[whole.new].sha256 ? aloneIn(whole, "new") : whole;
  const text = editsBetween(way), elsewhere = editsBetween(way, 1), list = changeList();
  const replaced = weave.replaced[[way.old, way.new]] ?? [];
  const lines = weave.blocks.flatMap((block, place) => {
    const [old, now] = [way.old, way.new].map(version => way.stateAt(block.states, version)?.[1] ?? null);
    if (!old && !now) return [];
    const side = old ? (now ? "both" : "old") : "new";
    return [{ block, place, old, new: now, side, state: now ?? old, isPlain: block.isPlain && side === "both" }];
  });
  // Who brought or took a block, or made it what it is but for its words.
  for (const line of lines) {
    const { states } = line.block;
    const stateOf = version => way.stateAt(states, version)?.[1];
    const shapeOf = states.length === 1 ? version => way.has(states[0][0], version) : version => line.side === "both" ? [stateOf(version)?.label, stateOf(version)?.frame].join() : !!stateOf(version);
    line.made = line.isPlain ? [] : way.changedAt(shapeOf);
    line.by = Math.max(...line.made);
  }
  tieMoves(lines);
  tieDivisions(weave, way, lines);
  const { levelOf, isUnderAnother } = levelsOf(lines), ordered = deletedFirst(lines), numberFollows = numbersOf(weave, ordered);

  const htmlOf = (line, end) => {
    if (line.grid) return line.grid[end].rows.map(rowText).join("\n");
    return textOf(text.at(line.block.text ?? [], way[end]));
  };
  for (const line of lines) {
    // What never was otherwise is the same between any two.
    if (line.isPlain && line.block.still) {
      Object.assign(line, line.block.still);
      continue;
    }
    const words = replaced.includes(line.place) ? elsewhere : text;
    line.edits = line.side === "both" ? words.edits(line.block.text ?? []) : [];
    line.html = line.side === "both" ? "" : text.at(line.block.text ?? [], line.side === "old" ? way.old : way.new);
    if (line.block.table && line.state.kind === "table") {
      const alone = line.side !== "both" && aloneIn(way, line.side);
      line.grid = alone ? gridOf(line.block.table, alone, editsBetween(alone)) : gridOf(line.block.table, way, words);
      line.caption = line.side === "both" ? words.edits(line.block.table.caption) : [];
      line.captions = ["old", "new"].map(side => text.at(line.block.table.caption, way[side]));
    }
    if (line.isPlain) line.block.still = { edits: line.edits, html: line.html, ...(line.grid && { grid: line.grid, caption: line.caption, captions: line.captions }) };
  }
  const captionIn = (line, end) => line.grid && line.captions[end === "old" ? 0 : 1];
  const joint = (its, end) => its.map(line => {
    const caption = textOf(captionIn(line, end) || "");
    return [...(caption ? [caption] : []), htmlOf(line, end)].filter((each, at, all) => each || all.length === 1).join("\n");
  }).join("\n");

  const jointHtml = (its, end) => its.map(line => {
    const caption = captionIn(line, end);
    return line.grid ? [...(caption ? [caption] : []), htmlOfText(htmlOf(line, end))].filter((each, at, all) => each || all.length === 1).join("<br>") : text.at(line.block.text ?? [], way[end]);
  }).join("<br>");

  const sections = movedSections(lines);
  const tieChange = tie => {
    const [before, after] = [tie.old[0], tie.new[0]], { old } = before, { new: now } = after;
    const level = levelOf(before, after), seen = wordsOfTie(weave, tie, way), isSame = isSameNumber(old.label, now.label);
    const isOtherForm = seen.kinds.includes("format") || isSame || old.kind !== now.kind || (before.grid && after.grid && before.grid.old.headers !== after.grid.new.headers);
    const isNumbered = old.label !== now.label && !isSame, [was, said] = ["old", "new"].map(end => jointHtml(tie[end], end));
    const edits = seen.edits ? toldEdits(seen.edits, was, said) : was ? [{ op: "=", old: was, new: said, noise: "" }] : [];
    const kinds = [tie.kind, ...seen.kinds.filter(kind => kind === "reword"), ...(level && !(isNumbered && level.follows) ? ["level"] : []), ...(isOtherForm ? ["format"] : [])];
    const noise = [...seen.noise, ...(kinds.includes("level") && level.follows ? ["renumbering"] : []), ...(isOtherForm && seen.follows ? ["formatting"] : [])];
    return { kinds, where: now.where, anchor: now.address, oldLabel: old.label, newLabel: now.label, was: joint(tie.old, "old"), text: joint(tie.new, "new"), level: kinds.includes("level") ? level.words : "", edits, markup: seen.edits && seen.markup, noise: [...new Set(noise)], by: [], tie };
  };
  const onlyMoved = tie => wordsOfTie(weave, tie, way).follows && (levelOf(tie.old[0], tie.new[0])?.follows ?? true);
  const tied = tie => {
    if (tie.change) return tie.change;
    const change = tieChange(tie), rest = (sections.get(tie) ?? []).filter(onlyMoved);
    if (rest.length) {
      const all = [change, ...rest.map(tieChange)];
      change.isSection = true;
      change.where = withoutHeading(change.where);
      if (all.some(each => each.kinds.includes("format")) && !change.kinds.includes("format")) change.kinds.push("format");
      [change.was, change.text] = ["was", "text"].map(side => all.map(each => each[side]).join("\n"));
      change.edits = all.flatMap((each, at) => [...(at ? [{ op: "=", old: "<br>", new: "<br>", noise: "" }] : []), ...each.edits]);
      change.noise = [...new Set(all.flatMap(each => each.noise))];
    }
    list.add(change, "block", change.was, change.text);
    for (const each of [tie, ...rest]) each.change = change;
    return change;
  };
  const ofSide = (line, side) => {
    const { where, address, label } = line.state, what = line.grid ? "table-" : "";
    const said = htmlOf(line, side), { block } = line, kinds = [`${what}${side === "old" ? "delete" : "insert"}`];
    const [was, now] = side === "old" ? [said, ""] : ["", said];
    const edits = line.grid ? [] : text.alone(block.text ?? [], side, line.by);
    const labels = side === "old" ? { oldLabel: label } : { newLabel: label };
    return list.add({ kinds, where, anchor: address, ...labels, was, text: now, edits, noise: [], by: [] }, "block", was, now);
  };
  const changed = line => {
    const { old, new: now, block } = line, edits = line.grid ? line.caption : line.edits;
    const level = levelOf(line, line), headers = line.grid && line.grid.old.headers !== line.grid.new.headers;
    if (!level && old.label === now.label && old.kind === now.kind && !headers && isKept(edits)) return;
    const sameNumber = isSameNumber(old.label, now.label);
    const renumbered = old.label !== now.label && !sameNumber && !isPrinted(old, now, edits, "old") && !isPrinted(now, old, edits, "new"), reworded = isReworded(edits);
    const kinds = [];
    if (reworded) kinds.push("reword");
    if (renumbered || (!reworded && edits.some(edit => edit.noise === "renumbering"))) kinds.push("renumber");
    const shown = level && !(renumbered && level.follows);
    if (shown) kinds.push("level");
    if (edits.some(edit => edit.op === "~") || sameNumber || old.kind !== now.kind || headers) kinds.push("format");
    if (!kinds.length) return;
    const follows = !kinds.includes("renumber") || (numberFollows(line) && !isUnderAnother(line));
    const noise = noisesOf(edits), form = onlyFollows(edits);
    if (follows && !headers) {
      if (kinds.includes("renumber") || (shown && level.follows)) noise.push("renumbering");
      if (kinds.includes("format") && form) noise.push("formatting");
    }
    const consequential = form && !headers && follows && (level?.follows || !shown);
    const [was, said] = line.grid ? line.captions.map(textOf) : ["old", "new"].map(side => textOf(text.at(block.text ?? [], way[side])));
    const part = line.grid && kinds.join() !== "renumber" ? `, ${isKept(edits) ? _("header rows") : _("caption")}` : "";
    const by = [...line.made, ...edits.map(edit => edit.by)];
    return list.add(
      { kinds, line, where: now.where + part, anchor: now.address, oldLabel: old.label, newLabel: now.label, was, text: said, edits, level: shown ? level.words : "", noise: [...new Set(noise)], consequential, by },
      "block", was, said,
    );
  };
  // Those of what is no change of its own in a table: of all of it, where the table came or went by itself.
  const makersOfCells = ({ grid, side, tie, block }) => {
    if (side === "both") return grid.cells.flat().filter(cell => !cell.change).flatMap(cell => cell.edits.map(edit => edit.by ?? -1));
    const made = tie ? [] : ["rows", "columns"].map(axis => block.table[axis].map(([, set]) => ({ side: way.sides[set], by: way.makers[set] })));
    const alone = (cell, row, column) => {
      if (made[0][row].side !== side || made[1][column].side !== side) return [];
      return text.alone(isText(cell) ? [cell] : (cell.text ?? (cell || [])), side, makerOf(way, side, made[0][row], made[1][column]));
    };
    return tie ? [] : block.table.cells.flatMap((cells, row) => cells.flatMap((cell, column) => alone(cell, row, column).map(edit => edit.by)));
  };
  const isMadeByOthers = line => [...line.grid.rows, ...line.grid.columns, ...makersOfCells(line).map(by => ({ by }))].some(({ by }) => by >= 0 && by !== line.by);
  tieRows(weave, way, ordered);
  for (const line of ordered) {
    if (line.isPlain) continue;
    line.change = line.tie ? tied(line.tie) : line.side === "both" ? changed(line) : ofSide(line, line.side);
    if (line.side !== "both") line.change.by.push(line.by, ...text.alone(line.block.text ?? [], line.side, line.by).map(edit => edit.by));
    else if (line.tie) line.change.by.push(...line.made, ...(line.grid ? line.caption : line.edits).map(edit => edit.by));
    const tiedRow = row => {
      row.change = rowTieChange(row.tie, way, list);
      // A table that came or went by itself tells who made its rows where others did.
      if (line.side === "both" || (!line.tie && isMadeByOthers(line))) row.change.by.push(row.by);
    };
    const isLone = line.side !== "both" && { side: line.side, isPart: !!line.tie && line.tie.kind !== "move" };
    if (line.grid && (!isLone || line.grid.rows.some(row => row.tie))) tableChanges(line.grid, way, list, line.state.where, line.state.address, tiedRow, weave.cells, isLone || {});
    if (line.grid && line.change) line.change.by.push(...makersOfCells(line));
    if (line.grid) line.marked = line.change || [...line.grid.rows, ...line.grid.columns, ...line.grid.cells.flat()].some(each => each.change || (each.side !== "both" && line.side === "both"));
  }
  for (const change of list.changes) change.makers = [...new Set(change.by.filter(made => made >= 0))].toSorted((a, b) => a - b).map(made => weave.versions[made].label);
  return { lines: ordered, changes: list.changes, waits: waitsOf(weave, whole, ordered), textIn: (line, side) => text.at(line.block.text ?? [], way[side]) };
};

const isSameNumber = (old, now) => old !== now && bare(old) === bare(now);
const bare = label => label.replace(/^[().:—–\s•]+|[().:—–\s•]+$/g, "");
// Whether what is indented as code prints as text the label that it has in the other version.
const isPrinted = (code, other, edits, side) => {
  if (code.kind !== "code" || code.label || other.kind === "code" || !other.label) return false;
  const [, label = ""] = /^([-*+•]|\(?[\p{L}\p{N}]+(?:\.[\p{L}\p{N}]+)*[.)]?)[ \t]+/u.exec(textOf(edits.map(edit => edit[side]).join(""))) ?? [];
  return !!label && bare(label.replace(/^[-*+]$/, "•")) === bare(other.label);
};
// A table that stands in one version alone, read as in that.
const aloneIn = (way, side) => ({ ...way, old: way[side], new: way[side], sides: way.sides.map((_, set) => (way.has(set, way[side]) ? "both" : "")) });

// --- What stands elsewhere too ---

const tieMoves = lines => {
  const ends = Map.groupBy(lines.filter(line => line.block.moved !== undefined && line.side !== "both"), line => line.block.moved);
  for (const its of ends.values()) {
    const [old, now] = ["old", "new"].map(side => its.find(line => line.side === side));
    if (old && now) old.tie = now.tie = { kind: "move", old: [old], new: [now], made: Math.max(old.by, now.by) };
  }
};
const tieDivisions = (weave, way, lines) => {
  const byPlace = new Map(lines.map(line => [line.place, line]));
  for (const [kind, version, old, now] of weave.ties) {
    const leg = way.legs.find(each => each.made === version);
    if (!leg) continue;
    const forward = leg.reached === version;
    const [olds, news] = (forward ? [old, now] : [now, old]).map(places => places.map(place => byPlace.get(place)));
    if ([...olds, ...news].some(line => !line || line.tie)) continue;
    // One block may be taken as the same in both; all else stands in its own version alone.
    const isIn = side => line => line.side === (olds.includes(line) && news.includes(line) ? "both" : side);
    if (!olds.every(isIn("old")) || !news.every(isIn("new"))) continue;
    const tie = { kind: forward ? kind : FORMS[kind], old: olds, new: news, made: version };
    for (const line of [...olds, ...news]) line.tie = tie;
  }
};

// What was put into a text that stands elsewhere too: what was not written when the other end was.
export const freshIn = (line, way, text) => {
  const other = line.side === "old" ? way.new : way.old, whole = { side: line.side };
  const here = text.placed(line.block.text ?? [], whole).filter(each => each.side === line.side);
  return here.map(each => ({ ...each, fresh: each.origin !== undefined && !way.knows(other, each.origin) }));
};
// What befell the words of what is tied, as it is told of the two texts that it has in the two versions.
const wordsOfTie = (weave, tie, way) => {
  const keyOf = (...both) => both.map(its => its.toSorted((a, b) => a - b).join()).join(" ");
  weave.told ??= Map.groupBy(weave.tied, ([olds, news]) => keyOf(olds, news));
  const isOf = ([, , before, after]) => way.has(before, way.old) && way.has(after, way.new);
  const its = weave.told.get(keyOf(tie.old.map(line => line.place), tie.new.map(line => line.place)))?.find(isOf);
  const { kinds = [], noise = [], follows = 0, edits, markup = [] } = its?.[4] ?? { follows: 1 };
  return { kinds, noise, follows, edits, markup };
};

// --- What moved with the heading, or the provision, that it stands under ---

const movedSections = lines => {
  const [olds, news] = ["old", "new"].map(side => lines.filter(line => line[side]));
  const starts = new Map(olds.map((line, at) => [line.tie, at]));
  const isMove = line => line.tie?.kind === "move";
  const under = (its, at, side) => {
    const found = [];
    for (let next = at + 1; next < its.length && standsUnder(its[next], its[at], side); next++) found.push(its[next]);
    return found;
  };
  const taken = new Set(), sections = new Map();
  news.forEach((line, at) => {
    const head = line.tie;
    if (!isMove(line) || taken.has(head)) return;
    const stayed = new Set(under(olds, starts.get(head), "old").map(each => each.tie));
    const section = [head];
    for (const { tie } of under(news, at, "new").filter(isMove)) {
      if (stayed.has(tie) && starts.get(tie) > starts.get(section.at(-1))) section.push(tie);
    }
    for (const tie of section) taken.add(tie);
    sections.set(head, section.slice(1));
  });
  return sections;
};
const standsUnder = (line, top, side) => {
  const block = line[side], head = top[side];
  if (block.kind === "footnote" || ["footnote", "table", "code", "rule"].includes(head.kind)) return false;
  if (block.kind === "heading") return head.kind === "heading" && block.depth > head.depth;
  if (head.kind === "heading") return true;
  const isLimb = block.label === "•" || block.label.startsWith("(");
  if (head.label && head.label !== "•") return block.depth > head.depth || !block.label || block.label === "•";
  return isLimb && block.depth >= head.depth && (head.term || /[:—–]\s*$/.test(textOf(top.html || top.edits.map(edit => edit[side]).join(""))));
};
