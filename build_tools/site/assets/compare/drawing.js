// The blocks of a redline in, the HTML of its text and of its list out piece by piece, as Python draws them (render/html): what it says of
// a change stands in `data-change`, `data-noise` and `data-by`, and the style does the rest.
import { editsBetween, escaped, grouped, isKept, textOf } from "./edits.js";
import { laidOut } from "./tables.js";
import { freshIn } from "./blocks.js";
import { describedMarkup, unseenIn } from "./markup.js";
import { countedProvisions, KIND_NAMES, NOISE_NAMES } from "./names.js";

const TAGS = { old: "del", new: "ins", both: "" };
const GAP = '<i class="gap"> </i>';
const attributes = values => {
  let said = "";
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value || value === 0) said += ` ${name}="${escaped(String(value))}"`;
  }
  return said;
};
const classes = (...names) => names.filter(Boolean).join(" ");

const enumerated = words => (words.length > 1 ? words.slice(0, -1).join(", ") + _(" and ") + words.at(-1) : words[0]);

export const drawingOf = (weave, way, { lines, waits }) => {
  const given = new Set(), several = way.legs.length > 1;
  const idOf = id => (id && !given.has(id) ? (given.add(id), id) : "");
  const noiseOf = (...changes) => (changes.every(change => change?.consequential) ? [...new Set(changes.flatMap(change => change.noise))].join(" ") : "");
  const by = made => (several && made >= 0 ? { "data-by": weave.versions[made].label, "data-maker": way.legs.findIndex(leg => leg.made === made) % 4 } : {});
  const marked = (tag, inner, change, { id = change?.id, noise = "", made = -1, name = "" } = {}) =>
    inner ? `<${tag}${attributes({ id: idOf(id), "data-change": change?.id, "data-noise": noise, "data-unseen": name, ...by(made) })}>${inner}</${tag}>` : "";
  const drawn = (edits, change) => {
    let html = "", before = "";
    const unseen = unseenIn(edits, weave.unseen);
    for (const [at, edit] of edits.entries()) {
      const { op, old, new: now, noise, by: made } = edit;
      if (before === "-" && op === "+") html += GAP;
      before = op;
      if (op === "=") html += now;
      else if (op === "~") {
        const inner = `<span class="del" hidden>${old}</span><span class="ins">${now}</span>`;
        html += `<span class="format"${attributes({ id: idOf(change?.id), "data-change": change?.id, "data-noise": noise, title: describedMarkup(edit, weave.unseen), ...by(made) })}>${inner}</span>`;
      } else html += marked(op === "-" ? "del" : "ins", old || now, change, { noise, made, name: unseen[at] });
    }
    return html;
  };
  const labelled = label => (label ? `<span class="label">${escaped(label)}</span> ` : "");

  // --- Text that stands elsewhere too ---

  const sign = words => (words ? `<span class="other-place" data-said="${escaped(words)}"></span>` : "");
  const spoken = words => words.slice(2, 3).toUpperCase() + words.slice(3);
  const link = (target, way_, words) => `<a class="other-place ${way_}" href="#${target}" data-said="${escaped(words)}" aria-label="${escaped(spoken(words))}"></a>`;
  const nameOf = (line, otherwise = _("another place")) => line.state.label || otherwise;
  const moveLink = (change, side, name) => (side === "old" ? link(change.id, "to", `→ ${_`moved to ${name}`}`) : link(`${change.id}-from`, "from", `← ${_`moved from ${name}`}`));
  const counterpart = line => {
    const { tie, change, side } = line;
    if (!tie) return "";
    if (tie.kind === "move") return moveLink(change, side, nameOf(side === "old" ? tie.new[0] : tie.old[0]));
    const [one, many] = tie.kind === "split" ? [tie.old, tie.new] : [tie.new, tie.old];
    if (one.includes(line)) {
      const names = many.map(each => nameOf(each, "")), alike = names.includes("") || new Set(names).size < names.length;
      const what = line.grid ? _`${many.length} tables` : _`${many.length} paragraphs`;
      const listed = alike ? what : enumerated(names);
      return sign(tie.kind === "split" ? _`split into ${listed}` : _`merged from ${listed}`);
    }
    return tie.kind === "split" ? link(change.id, "from", `← ${_`split from ${nameOf(one[0])}`}`) : link(change.id, "to", `→ ${_`merged into ${nameOf(one[0])}`}`);
  };
  const placeId = line => (line.tie?.kind === "move" && line.side === "old" ? `${line.change.id}-from` : line.change?.id);
  const levelSign = line => (line.change?.level && line.new ? sign(line.change.level) : "");

  // --- Blocks ---

  const layout = line => {
    const { old, new: now, state } = line, depth = each => (each.kind === "heading" ? 0 : each.depth);
    const level = each => [depth(each), each.quoted, each.note].join();
    const was = old && now && level(old) !== level(now);
    const style = was ? [`--was:${depth(old)}`, ...(line.grid ? [`--was-quoted:${old.quoted}`, `--was-noted:${old.note}`] : [])].join(";") : "";
    return { names: classes(state.classes, was ? "relevelled" : ""), style };
  };
  const shape = ({ kind, depth, quoted, note }) => [kind, kind === "heading" ? depth : 0, quoted, note].join();
  const tagOf = ({ kind, depth }) => (kind === "heading" ? `h${Math.min(depth + 2, 6)}` : { code: "pre", rule: "hr" }[kind] ?? "p");
  const behind = line => (waits.of(line) ? ` ${notBegun(waits.of(line)[0])}` : "");
  const block = line => (line.isPlain && !waits.isAny ? (line.block.drawn ??= drawnBlock(line)) : drawnBlock(line));
  const drawnBlock = line => {
    const { old, new: now, side, change } = line;
    if (line.grid) return table(line);
    if (old && now && (old.kind !== "table" || now.kind !== "table") && shape(old) !== shape(now)) {
      const alone = ["old", "new"].map(end => ({ ...line, side: end, [end === "old" ? "new" : "old"]: null, state: line[end], html: line.edits.map(edit => edit[end]).join("") }));
      return alone.map(block).join("\n");
    }
    const tag = tagOf(line.state), noise = noiseOf(change), { names, style } = layout(line);
    const outer = attributes({
      id: now && line.state.anchor,
      class: classes(TAGS[side], line.tie?.kind, names),
      style,
      "data-change": change?.id,
      "data-noise": noise,
      dir: line.block.dir && "auto",
    });
    if (tag === "hr") return `<hr${attributes({ id: idOf(change?.id) })}${outer}>`;
    let inner;
    if (side === "both") {
      inner = labelled(now.label);
      if (old.label !== now.label) {
        const how = { noise: change?.noise.includes("renumbering") ? "renumbering" : "formatting", made: line.by };
        inner = `<span class="label">${marked("del", escaped(old.label), change, how)}${GAP}${marked("ins", escaped(now.label), change, how)}</span> `;
      }
      inner += drawn(line.edits, change);
    } else {
      const html = line.tie ? freshIn(line, way, editsBetween(way)).map(each => (each.fresh ? `<mark>${each.html}</mark>` : each.html)).join("") : line.html;
      inner = marked(TAGS[side], labelled(line.state.label) + html, change, { id: placeId(line), noise, made: line.by });
    }
    inner += counterpart(line) + levelSign(line);
    const after = behind(line);
    const id = idOf(placeId(line));
    if (id) inner = `<a id="${id}"></a>${inner}`;
    return tag === "pre" ? `<pre${outer}><code>${inner}</code>${after}</pre>` : `<${tag}${outer}>${inner}${after}</${tag}>`;
  };

  // --- Tables ---

  const title = (label, caption) => [label && `<span class="label">${escaped(label)}</span>`, caption].filter(Boolean).join(": ");
  const captionOf = line => {
    const { old, new: now, change, side } = line, [was, is] = line.captions;
    if (side !== "both") return marked(TAGS[side], title(line.state.label, side === "old" ? was : is), change, { made: line.by });
    if (old.label === now.label && !was === !is) return title(now.label, drawn(line.caption, change));
    const noise = noiseOf(change);
    return marked("del", title(old.label, was), change, { noise }) + GAP + marked("ins", title(now.label, is), change, { noise });
  };
  const cellHtml = (cell, header, lone, moved) => {
    if (cell.filler) return `<${header ? "th" : "td"} class="${classes(TAGS[cell.side], "filler")}"></${header ? "th" : "td"}>`;
    const other = cell.column.other;
    const ids = cell.changes.map(change => (other && cell.side === "old" ? `${change.id}-from` : change.id));
    const outer = attributes({
      id: idOf(ids[0]),
      class: classes(TAGS[cell.side], other && "move"),
      "data-change": cell.changes.map(change => change.id).join(" "),
      "data-noise": cell.changes.length ? noiseOf(...cell.changes) : "",
      rowspan: cell.rowspan > 1 ? cell.rowspan : "",
      colspan: cell.colspan > 1 ? cell.colspan : "",
    });
    const more = ids.slice(1).map(idOf).filter(Boolean).map(id => `<a id="${id}"></a>`).join("");
    // Of a cell that went elsewhere it is said what is really new in it, or really gone.
    const end = { del: "old", ins: "new" }[lone] ?? (cell.edits[0]?.op === "-" ? "old" : "new");
    const really = cell.moved?.map(({ op, [end]: part }) => (part && "+-".includes(op) ? `<mark>${part}</mark>` : part)).join("");
    const html = really && cell.edits.length === 1 ? (lone ? really : marked(TAGS[end], really)) : drawn(cell.edits);
    let inner = more + (lone ? marked(lone, html) : html);
    if (other && header) inner += moveLink(cell.changes[0], cell.side, _`column ${other[cell.side === "old" ? "new" : "old"] + 1}`);
    return header ? `<th scope="col"${outer}>${inner}${moved}</th>` : `<td${outer}>${inner}${moved}</td>`;
  };
  const rowHtml = (drawnRow, lone, grid) => {
    const { row, side, cells, header, repeated } = drawnRow, change = row.change, isMoved = row.other || row.tie;
    const stands = { del: "old", ins: "new" }[lone] ?? side, elsewhere = stands === "old" ? "new" : "old", { line, row: there } = row.tie?.[elsewhere] ?? {};
    const names = line ? [nameOf(line, _("another table"))] : [];
    const number = isMoved && (there ?? row.other)[elsewhere] - (line?.grid ?? grid)[elsewhere].headers + 1;
    // A row that went with a divided or joined table has no change of its own, nor two places of it.
    const isOwn = isMoved && (!row.tie || change.kinds.includes("row-move"));
    let moved = isOwn ? moveLink(change, stands, [...names, _`row ${number}`].join(", ")) : "";
    const [name] = names;
    if (isMoved && !isOwn && stands === "old") moved = sign(`→ ${_`moved to ${name}`}`);
    const outer = attributes({
      id: idOf(isOwn && stands === "old" ? `${change.id}-from` : change?.id),
      class: classes(TAGS[side], isMoved && "move", repeated && "again"),
      "data-change": change?.id,
      ...(side === "both" ? {} : by(row.by)),
    });
    const inner = cells.map(cell => {
      const html = cellHtml(cell, header, lone, moved);
      moved = "";
      return html;
    });
    return `<tr${outer}>${inner.join("")}</tr>`;
  };
  const bodies = (rows, foldable, lone, grid) => {
    // A row that a merged cell joins to a changed one belongs to its group.
    const changed = rows.map(({ row, side, cells }) => !!row.change || side !== "both" || cells.some(cell => cell.changes.length));
    const spans = rows.map(({ cells }, at) => at + Math.max(1, ...cells.map(cell => cell.rowspan ?? 1)));
    for (let grew = true; grew; ) {
      grew = false;
      spans.forEach((stop, at) => {
        const joined = changed.slice(at, stop);
        if (!joined.includes(true) || !joined.includes(false)) return;
        changed.fill(true, at, stop);
        grew = true;
      });
    }
    return grouped([...rows.keys()], at => changed[at]).map(({ value, its }) => {
      const inner = its.map(at => rowHtml(rows[at], lone, grid)).join("");
      if (!foldable || value || its.length < 3) return `<tbody>${inner}</tbody>`;
      const fold = foldSwitch(_`${its.length} rows`), width = rows[its[0]].cells.reduce((sum, cell) => sum + (cell.colspan ?? 1), 0);
      return `<tbody class="unchanged"><tr class="fold"><td colspan="${width}">${fold}</td></tr>${inner}</tbody>`;
    });
  };
  const table = line => {
    const { grid, side, change, state } = line, { names, style } = layout(line);
    const headers = side === "both" && grid.old.headers !== grid.new.headers ? _`header rows: ${grid.new.headers}, before ${grid.old.headers}` : "";
    const lone = TAGS[side], needsId = lone || change?.level || headers;
    const frame = attributes({
      class: classes("table-frame", names, lone, lone && line.tie?.kind),
      style,
      id: needsId ? idOf(placeId(line)) : "",
      tabindex: 0,
      role: "region",
      "aria-label": [state.label, textOf(line.captions[side === "old" ? 0 : 1]).replace(/\[\^[^\]]*\]/g, "")].filter(Boolean).join(": ").replace(/\s+/g, " ").trim() || _("Table"),
    });
    const inner = attributes({ id: line.new && state.anchor, class: classes(lone, line.tie?.kind, "text-table"), "data-change": change?.id, "data-noise": noiseOf(change) });
    const caption = captionOf(line) + behind(line), rows = laidOut(grid);
    const head = rows.filter(row => row.header).map(row => rowHtml(row, lone, grid)).join("");
    const body = bodies(rows.filter(row => !row.header), side === "both" && line.marked, lone, grid).join("");
    const within = (tag, html) => html && `<${tag}>${html}</${tag}>`;
    return `<div${frame}><table${inner}>${within("caption", caption)}${within("thead", head)}${body}</table>${counterpart(line)}${levelSign(line)}${sign(headers)}</div>`;
  };

  // --- What did not change, in groups; what leads to a change stays outside them ---

  const foldSwitch = what => '<label><input type="checkbox"> … ' + _`${what} unchanged` + "</label>";
  const kept = new Set();
  let above = [], note = [];
  lines.forEach((line, at) => {
    const { kind, note: level, label, depth } = line.state, rank = (kind === "heading" ? 0 : 1e4) + depth;
    const inNote = kind === "footnote" || level > 0;
    if (kind === "footnote" || !inNote) note = inNote ? [at] : [];
    if (!inNote) above = above.filter(([other]) => other < rank);
    if (line.change || line.marked) for (const each of [at, ...note, ...above.map(([, place]) => place)]) kept.add(each);
    if (!inNote && (kind === "heading" || label)) above.push([rank, at]);
  });
  const counted = its => {
    const kindOf = ({ state: { kind } }) => (["heading", "table"].includes(kind) ? kind : "provision");
    const [provisions, headings, tables] = ["provision", "heading", "table"].map(kind => its.filter(line => kindOf(line) === kind).length);
    const said = [
      provisions && countedProvisions(provisions),
      headings && (headings > 1 ? _`${headings} headings` : _("1 heading")),
      tables && (tables > 1 ? _`${tables} tables` : _("1 table")),
    ].filter(Boolean);
    return enumerated(said);
  };
  const html = [], changed = lines.findIndex(line => line.change || line.marked);
  const isFar = lines.slice(0, Math.max(changed, 0)).filter((_, at) => !kept.has(at)).length > 1;
  for (let at = 0; at < lines.length; ) {
    if (kept.has(at)) {
      html.push(block(lines[at++]));
      continue;
    }
    const group = [], before = isFar && at < changed ? " before" : "";
    while (at < lines.length && !kept.has(at)) group.push(lines[at++]);
    html.push(`<div class="unchanged${before}"><p class="fold">${foldSwitch(counted(group))}</p>${group.map(block).join("\n")}</div>`);
  }
  return html;
};

// --- The list of changes ---

const SHOWN = 400, CONTEXT = 60;
// As a citation names them, where that is not as their ids do.
const namedKinds = kinds => {
  const named = kinds.map(kind => KIND_NAMES[kind]).join(", ");
  return named === kinds.join(", ") ? undefined : named;
};
export const inWords = kinds => kinds.split(" ").map(kind => KIND_NAMES[kind].replaceAll("-", " ")).join(", ");
const notBegun = said => `<em class="not-begun">[${escaped(said)}]</em>`;
export const cardOf = (change, number, names, waits) => {
  const lines = text => escaped(text).replaceAll("\n", "<br>");
  const shortened = text => (text.length <= SHOWN ? text : `${text.slice(0, SHOWN).replace(/ [^ ]*$/, "")} …`);
  const context = (text, head, tail) => {
    if (text.length <= head + tail + 3) return text;
    return `${text.slice(0, head).replace(/ [^ ]*$/, "")} … ${tail ? text.slice(-tail).replace(/^[^ ]* /, "") : ""}`;
  };
  const { edits } = change, last = edits.length - 1, unseen = unseenIn(edits, names);
  const excerpt = (side, text) => {
    if (change.was === change.text && isKept(edits)) return lines(shortened(text));
    const tag = side === "old" ? "del" : "ins";
    if (!edits.some(edit => "=~".includes(edit.op))) {
      const whole = text.length <= SHOWN ? edits.map(edit => edit[side]).join("") : "";
      return text && `<${tag}>${whole || lines(shortened(text))}</${tag}>`;
    }
    return edits.map((edit, at) => {
      const html = edit[side];
      if (edit.op === "=") return lines(context(textOf(html).replace(/\[\^[^\]]*\]/g, ""), at ? CONTEXT : 0, at < last ? CONTEXT : 0));
      return !html ? "" : edit.op === "~" ? `<span class="format">${html}</span>` : `<${tag}${attributes({ "data-unseen": unseen[at] })}>${html}</${tag}>`;
    }).join("");
  };
  const row = (name, html, side = "") => `<div><dt>${name}</dt><dd${attributes({ "data-side": side })}>${html || `<em class="nothing">${_("nothing")}</em>`}</dd></div>`;
  const rows = [];
  if (change.oldLabel && change.newLabel && change.oldLabel !== change.newLabel) rows.push(row(_("Number"), `<del>${escaped(change.oldLabel)}</del> <ins>${escaped(change.newLabel)}</ins>`));
  if (change.makers.length) rows.push(row(_("By"), change.makers.map(escaped).join(", ")));
  if (change.level) rows.push(row(_("Level"), change.level));
  if (change.was === change.text) rows.push(row(_("Text"), excerpt("new", change.text), "was now"));
  else rows.push(row(_("Was"), excerpt("old", change.was), "was"), row(_("Now"), excerpt("new", change.text), "now"));
  if (change.consequential) rows.push(row(_("Only follows"), change.noise.map(noise => NOISE_NAMES[noise]).join(", ")));
  const told = waits ? ` ${notBegun(waits[1])}` : "";
  return `<li class="${classes("card", change.consequential && "is-consequential")}"${attributes({ "data-id": change.id, "data-kinds": change.kinds.join(" "), "data-named": namedKinds(change.kinds), "data-noise": change.consequential ? change.noise.join(" ") : "" })}><p class="card-head"><span class="number">${number}</span> <a class="where" href="#${change.id}">${escaped(change.where)}</a> <span class="kinds">${inWords(change.kinds.join(" "))}</span>${told}</p><div class="body"><dl>${rows.join("")}</dl><p class="acts"><button type="button" data-act="cite">${_("Cite")}</button> <button type="button" data-act="cite-full">${_("Cite in full")}</button> <button type="button" data-act="remark">${_("Remark")}</button> <button class="on-phone" type="button" data-act="close">${_("Close")}</button></p></div></li>`;
};
