// A weave and the way between two of its versions in; out comes what stands in neither of the two and stood between them, or
// stands in both and did not, as lineage/weave/changed_back tells it. `isAny` is whether a version lies between; `isWhole` whether Python
// would tell nothing else: it asks its comparison of words where something moved, or something else changed at the same point.
import { bareText, grouped, isText, joinedHtml, textOf } from "./edits.js";
import { passingWords } from "./passing_words.js";
import { sideOf } from "./sides.js";

const partsOf = cell => (isText(cell) ? [cell] : (cell.text ?? (cell || [])));
const spaced = text => ` ${text.trim().split(/\s+/).join(" ")} `;
const hasWords = (text, words) => spaced(text).includes(spaced(words));

export const passedBetween = (weave, way) => {
  const { stations: stops, legs, has } = way, found = [];
  let isWhole = true;
  if (legs.length < 2) return { found, isWhole, isAny: false };
  const labelOf = version => weave.versions[version].label;
  const latestFirst = [way.new, way.old, ...stops.toReversed()];
  // A pattern has a sign for each stop at which something stands.
  const patternOf = stands => stops.map(version => (stands(version) ? "1" : "0")).join("");
  const inSet = set => version => has(set, version);
  const sideIn = pattern => sideOf(pattern[0], pattern.at(-1));
  const isEver = pattern => pattern.includes("1"), isAlways = pattern => !pattern.includes("0");
  const standsAt = (pattern, version) => pattern[stops.indexOf(version)] === "1";
  const excursions = pattern => {
    if (["old", "new"].includes(sideIn(pattern))) return [];
    const turning = legs.filter((_, at) => pattern[at] !== pattern[at + 1]);
    return turning.flatMap((leg, at) => (at % 2 ? [] : [[leg, turning[at + 1]]]));
  };
  const seenAt = (pattern, its) => (pattern.endsWith("1") ? way.new : its[0].reached);
  const tell = (kind, name, text, pattern, its, follows = false) => {
    const said = text.trim(), makers = [...new Set(its.map(leg => leg.made))];
    if (!said) return;
    const [where, anchor] = name(), labels = stand => makers.filter(made => standsAt(pattern, made) === stand).map(labelOf);
    found.push({ kind, where, anchor, text: said, stands: pattern.endsWith("1"), came: labels(true), went: labels(false), consequential: follows });
  };

  // --- Text ---

  const htmlAt = (stretches, version) => joinedHtml(stretches.filter(each => standsAt(each.own, version)));
  const noisesOf = (parts, its) => new Set(parts.flatMap(({ noise }) => its.map(leg => noise?.[leg.made]).filter(Boolean)));
  const ofStretches = (parts, text, name, pattern, its) => {
    const noises = noisesOf(parts, its);
    // What only got other marks, or other white space, is there all along.
    if (!noises.has("formatting")) tell("text", name, text, pattern, its, noises.size > 0);
  };
  const wayOf = ({ first, last, stands }) => {
    const between = stops.map((_, at) => (at >= first && at <= last) !== stands);
    return [between.map(each => (each ? "1" : "0")).join(""), [legs[first - 1], legs[last]]];
  };
  const ofAlike = (stretches, pattern, name) => {
    for (const its of excursions(pattern)) ofStretches(stretches, textOf(joinedHtml(stretches)), name, pattern, its);
  };
  const passingOf = texts => {
    const told = passingWords(texts);
    isWhole &&= told.isCertain;
    return told.found;
  };
  const ofWords = (texts, name) => {
    for (const words of passingOf(texts)) tell("text", name, words.text, ...wayOf(words));
  };
  // What both ends have is not lost by itself where what it stands in is lost: there that reads as it last did.
  const passingIn = (contents, container) => {
    if (isAlways(container)) return passingOf(contents);
    const carried = [...contents];
    for (let at = 1; at < stops.length - 1; at++) if (container[at] === "0") carried[at] = carried[at - 1];
    return [...passingOf(contents).filter(words => !words.stands), ...passingOf(carried).filter(words => words.stands)].toSorted((a, b) => a.first - b.first);
  };
  const ofChangedPoint = (stretches, container, name) => {
    const contents = stops.map(stop => htmlAt(stretches, stop));
    const kept = textOf(joinedHtml(stretches.filter(({ own }) => sideIn(own) === "both")));
    for (const words of passingIn(contents.map(textOf), container)) {
      let { text } = words;
      // What both ends have, and the redline marks as taken out and put in, is a change.
      if (words.stands && contents[0] !== contents.at(-1)) text = text.split(/\s+/).filter(word => kept.includes(word)).join(" ");
      ofStretches(stretches.filter(({ html }) => bareText(html).includes(text)), text, name, ...wayOf(words));
    }
  };
  // What stands in both is not lost by itself where what it stands in is lost: there it counts as it last was.
  const heldBy = (own, container) => {
    if (sideIn(own) !== "both" || isAlways(container)) return own;
    let stands = true;
    return [...own].map((sign, at) => {
      if (container[at] === "1") stands = sign === "1";
      return stands ? "1" : "0";
    }).join("");
  };
  const isSameAtBoth = ({ own }) => !["old", "new"].includes(sideIn(own));
  const ofPoint = (stretches, container, name) => {
    if (!stretches.every(isSameAtBoth)) ofChangedPoint(stretches, container, name);
    else for (const { value, its } of grouped(stretches, each => heldBy(each.own, container))) ofAlike(its, value, name);
  };
  const madeOf = (stretches, container) => stretches.map(each => (isText(each) ? { html: each, own: container } : { html: each[0], own: patternOf(inSet(each[1])), noise: each[3] })).filter(({ own }) => isEver(own));
  const ofText = (stretches, container, name) => {
    if (sideIn(container) && stretches.every(isText)) return;
    const standing = madeOf(stretches, container), isConstant = each => isAlways(heldBy(each.own, container));
    const changed = standing.filter(each => sideIn(each.own) && !isConstant(each)).map(({ html }) => bareText(html));
    const isApart = htmlAt(standing, way.old) !== htmlAt(standing, way.new) || standing.every(isSameAtBoth);
    const before = found.length;
    if (!isApart) ofPoint(standing, container, name);
    else for (const { value, its } of grouped(standing, isConstant)) if (!value) ofPoint(its, container, name);
    // What is at an end too was only written anew.
    const told = found.splice(before).filter(each => each.stands || !changed.some(text => hasWords(text, each.text)));
    found.push(...told);
  };
  // Of what only stood between the two and is told as it was in some versions: what else it said in others.
  const ofUnseen = (texts, container, seen, name) => {
    const isSeen = pattern => seen.some(version => standsAt(pattern, version));
    for (const stretches of texts) {
      for (const { value, its } of grouped(madeOf(stretches, container), each => each.own)) if (isEver(value) && !isSeen(value)) ofAlike(its, value, name);
    }
  };

  // --- Tables ---

  const textAt = (stretches, version) => textOf(stretches.map(each => (isText(each) ? each : has(each[1], version) ? each[0] : "")).join(""));
  const named = ([, , names], version) => way.stateAt(names, version);
  const standingAt = (lines, version) => lines.flatMap(([, set], at) => (has(set, version) ? [at] : []));
  const readingOf = (table, name) => {
    const lines = { row: table.rows, column: table.columns };
    const numberingAt = version => standingAt(table.columns, version)[way.stateAt(table.states, version)?.[2] ?? -1];
    const cellsOf = (axis, place, version) => {
      const others = standingAt(lines[axis === "row" ? "column" : "row"], version);
      return others.map(other => [other, textAt(partsOf(axis === "row" ? table.cells[place][other] : table.cells[other][place]), version)]);
    };
    return {
      lines,
      numberingAt,
      text: (axis, place, version) => cellsOf(axis, place, version).map(([, text]) => text).join(" | "),
      words: (axis, place, version) => cellsOf(axis, place, version).filter(([other]) => axis === "column" || other !== numberingAt(version)).map(([, text]) => text).join("\n"),
      placesById: axis => Map.groupBy([...lines[axis].keys()].filter(at => isEver(patternOf(inSet(lines[axis][at][1])))), at => lines[axis][at][0]),
      namer: (axis, place, version) => () => {
        const [where, anchor] = name();
        return [`${where}, ${named(lines[axis][place], version)[1]}`, anchor];
      },
      nameOfCell: (row, column, version) => {
        const [where, anchor] = name();
        return [`${where}, ${named(table.rows[row], version)[1]}, ${named(table.columns[column], version)[2]}`, anchor];
      },
    };
  };
  const ofMovedLine = (reading, axis, places) => {
    let where = [places[0], way.old];
    const texts = stops.map(stop => {
      let words = "";
      for (const place of places) if (has(reading.lines[axis][place][1], stop)) [where, words] = [[place, stop], reading.words(axis, place, stop)];
      return words;
    });
    ofWords(texts, reading.namer(axis, ...where));
  };
  const ofLines = (table, reading, axis, container) => {
    const lines = reading.lines[axis];
    for (const [first, ...others] of reading.placesById(axis).values()) {
      if (others.length) {
        ofMovedLine(reading, axis, [first, ...others]);
        continue;
      }
      const own = patternOf(inSet(lines[first][1])), pattern = heldBy(own, container), seen = [];
      let name;
      for (const its of excursions(pattern)) {
        const version = seenAt(pattern, its);
        seen.push(version);
        name = reading.namer(axis, first, version);
        tell(axis, name, reading.text(axis, first, version), pattern, its);
      }
      const cells = axis === "row" ? table.cells[first] : table.cells.map(row => row[first]);
      if (seen.length && !sideIn(pattern)) {
        cells.forEach((cell, other) => {
          const across = reading.lines[axis === "row" ? "column" : "row"][other];
          ofUnseen([partsOf(cell)], patternOf(version => has(lines[first][1], version) && has(across[1], version)), seen, name);
        });
      }
    }
  };
  const ofTable = (table, container, name) => {
    ofText(table.caption, container, name);
    const reading = readingOf(table, name), stayed = {};
    for (const axis of ["row", "column"]) {
      ofLines(table, reading, axis, container);
      const lone = [...reading.placesById(axis).values()].filter(its => its.length === 1).map(([at]) => at);
      stayed[axis] = new Set(lone.filter(at => sideIn(patternOf(inSet(reading.lines[axis][at][1])))));
    }
    table.cells.forEach((cells, row) => cells.forEach((cell, column) => {
      if (!stayed.row.has(row) || !stayed.column.has(column)) return;
      const crossing = version => has(table.rows[row][1], version) && has(table.columns[column][1], version), before = found.length;
      ofText(partsOf(cell), patternOf(crossing), () => reading.nameOfCell(row, column, latestFirst.find(crossing)));
      const last = weave.versions.findLastIndex((_, version) => has(table.columns[column][1], version));
      if (reading.numberingAt(last) === column) for (const each of found.slice(before)) each.consequential = true;
    }));
  };

  // --- Blocks ---

  const standsIn = block => version => !!way.stateAt(block.states, version);
  const nameOf = block => () => {
    const version = latestFirst.find(standsIn(block)), state = way.stateAt(block.states, version)[1];
    return [state.where, version === way.new ? state.anchor : ""];
  };
  const contentAt = ({ text, table }, version) => {
    if (!table || !way.stateAt(table.states, version)) return textAt(text ?? [], version);
    const reading = readingOf(table), rows = standingAt(table.rows, version).map(row => reading.text("row", row, version));
    return [textAt(table.caption, version), rows.join("\n")].filter(Boolean).join("\n");
  };
  const ofBlock = block => {
    const pattern = patternOf(standsIn(block)), name = nameOf(block), seen = [], { table } = block;
    if (!isEver(pattern)) return;
    for (const its of excursions(pattern)) {
      seen.push(seenAt(pattern, its));
      tell(table ? "table" : "provision", name, contentAt(block, seen.at(-1)), pattern, its);
    }
    if (sideIn(pattern)) {
      ofText(block.text ?? [], pattern, name);
      if (table) ofTable(table, pattern, name);
      return;
    }
    ofUnseen([block.text ?? [], table?.caption ?? []], pattern, seen, name);
    const crossing = (row, column) => patternOf(version => has(table.rows[row][1], version) && has(table.columns[column][1], version));
    table?.cells.forEach((cells, row) => cells.forEach((cell, column) => ofUnseen([partsOf(cell)], crossing(row, column), seen, name)));
  };
  const ofGroup = blocks => {
    const atAnEnd = blocks.filter(block => sideIn(patternOf(standsIn(block))));
    const texts = stops.map(stop => blocks.filter(block => standsIn(block)(stop)).map(block => contentAt(block, stop)).join("\n"));
    ofWords(texts, nameOf((atAnEnd.length ? atAnEnd : blocks).at(-1)));
    for (const block of atAnEnd) {
      const pattern = patternOf(standsIn(block));
      for (const its of excursions(pattern)) tell("move", nameOf(block), texts.at(-1), pattern, its);
    }
  };
  const groups = tiedTogether(weave, way, block => isEver(patternOf(standsIn(block))));
  weave.blocks.forEach((block, place) => {
    const group = groups.get(place);
    if (!group) ofBlock(block);
    else if (group[0] === place) ofGroup(group.map(each => weave.blocks[each]));
  });
  return { found, isWhole, isAny: true };
};

// The places of what moved, was divided or was joined on the way, each with all those that it is tied to.
const tiedTogether = (weave, way, stands) => {
  const moved = Map.groupBy([...weave.blocks.keys()].filter(place => weave.blocks[place].moved !== undefined), place => weave.blocks[place].moved);
  const made = new Set(way.legs.map(leg => leg.made)), groups = new Map();
  const ties = weave.ties.filter(([, version]) => made.has(version)).map(([, , old, now]) => [...old, ...now]);
  for (const tied of [...moved.values(), ...ties]) {
    const standing = tied.filter(place => stands(weave.blocks[place]));
    if (standing.length < 2) continue;
    const group = [...new Set(standing.flatMap(place => [place, ...(groups.get(place) ?? [])]))].toSorted((a, b) => a - b);
    for (const place of group) groups.set(place, group);
  }
  return groups;
};
