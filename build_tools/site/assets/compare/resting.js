// The graphs of a weave, the way between two versions and their redline in; what changed without a word out: provisions whose
// words stay, but which use a term, or refer to a provision, that changed in substance, as `lineage/graph/resting.py` finds
// them.
import { textOf } from "./edits.js";
import { covering } from "./spans.js";

export const MOST = 3;
const VERBS = { "uses-term": words => _`uses “${words}”`, "refers-to": words => _`refers to ${words}` };

const headersOf = line => {
  const { rows, headers } = line.grid[line.new ? "new" : "old"];
  const seen = (row, column) => {
    const [down, across] = covering(rows, row, column);
    return textOf(rows[down][across].html).replace(/\[\^[^\]]*\]/g, "").trim();
  };
  return column => [...new Set(rows.slice(0, headers).map((_, row) => column < rows[row].length && seen(row, column)).filter(Boolean))].join(" ");
};
const changesOf = ({ change, grid }) => [change, ...(grid ? [...grid.rows, ...grid.columns, ...grid.cells.flat()].map(each => each.change) : [])].filter(each => each && !each.consequential);

// Of each: its node, the steps of the shortest way, the changes that it leads to.
export const restingOn = (graph, way, lines) => {
  const nodesAt = version => graph.nodes.map((told, number) => {
    const [anchor, kind, where, within, ...rest] = told, [document, label, href, alike] = rest.length > 1 ? rest : [];
    return { number, anchor, kind, where, within, document, label, href, alike, set: told.at(-1) };
  }).filter(({ set }) => graph.sets[set][version] === "1");
  const placed = new Map();
  for (const line of lines) if (line.new?.anchor && !placed.has(line.new.anchor)) placed.set(line.new.anchor, placed.size);
  const rank = node => (node.document ? placed.size + node.number : placed.get(node.anchor) ?? -1);
  const nodes = nodesAt(way.new).toSorted((a, b) => rank(a) - rank(b)), ranks = new Map(nodes.map((node, at) => [node.number, at]));
  const byNumber = new Map(nodes.map(node => [node.number, node])), keyOf = ({ document = "", anchor }) => `${document}#${anchor}`;
  const byKey = new Map(nodes.map(node => [keyOf(node), node]));
  const edges = graph.edges.map(([source, target, kind, words, columns, set]) => ({ source: byNumber.get(source), target: byNumber.get(target), kind, words, columns, set }));
  const incoming = Map.groupBy(edges.filter(({ set }) => graph.sets[set][way.new] === "1").toSorted((a, b) => ranks.get(a.source.number) - ranks.get(b.source.number)), edge => edge.target);

  // What stood in what before, and what each provision became.
  const outer = new Map(nodesAt(way.old).map(node => [keyOf(node), node.within]));
  const successors = new Map(lines.filter(line => line.old?.anchor).map(line => [line.old.anchor, (line.new ?? line.tie?.new[0].new)?.anchor]));
  const anchorOf = ({ old, new: now }) => now ? now.address : successors.get(old.anchor ? outer.get(`#${old.anchor}`) : old.address) ?? "";

  const changed = new Map(), headers = new Map();
  for (const line of lines) {
    const its = line.change || line.grid ? changesOf(line) : [], node = its.length && byKey.get(`#${anchorOf(line)}`);
    if (!node) continue;
    const there = changed.get(node) ?? new Set();
    changed.set(node, there);
    for (const change of its) {
      there.add(change);
      if (line.grid && change.column !== undefined) headers.set(change, headersOf(line)(change.column));
    }
  }
  const reached = new Map([...changed].map(([node, its]) => [node, new Set(its)]));
  for (const [node, its] of changed) {
    const seen = new Set([node]);
    for (let next = byKey.get(keyOf({ ...node, anchor: node.within })); next && next.kind !== "division" && !seen.has(next); next = byKey.get(keyOf({ ...next, anchor: next.within }))) {
      seen.add(next);
      reached.set(next, new Set([...(reached.get(next) ?? []), ...its]));
    }
  }
  const meant = ({ target, columns }) => [...(reached.get(target) ?? [])].filter(change => !columns.length || !headers.has(change) || columns.includes(headers.get(change)));
  const ways = new Map(), waiting = [...reached.keys()].map(target => [target, []]);
  for (const [target, steps] of waiting) {
    for (const edge of incoming.get(target) ?? []) {
      if (ways.has(edge.source) || !(steps.length || meant(edge).length)) continue;
      ways.set(edge.source, [edge, ...steps]);
      if (edge.source.kind === "term" && !reached.has(edge.source)) waiting.push([edge.source, [edge, ...steps]]);
    }
  }
  // What the same amendment reworded in another document, a redline of that tells.
  const isReworded = ({ document, label, alike }) => {
    const before = document && graph.beside[way.old][document];
    return before && before !== label && !alike.includes(before);
  };
  return nodes.filter(found => ways.has(found) && !changed.has(found) && found.kind !== "division" && !isReworded(found)).map(node => ({ node, steps: ways.get(node), changes: meant(ways.get(node).at(-1)) }));
};

// A provision, with its document where that is another; why it rests on a change, and what changed there.
export const citedOf = ({ document, label, where }) => (document ? `${document}@${label} ${where}` : where);
export const whyOf = steps => steps.map(({ kind, words }) => VERBS[kind](words.trim().split(/\s+/).join(" "))).join(_(", whose definition "));
export const moreOf = changes => (changes.length > MOST ? "; " + _`and ${changes.length - MOST} more` : "");
export const reasonOf = ({ steps, changes }) => `${whyOf(steps)}: ${changes.slice(0, MOST).map(change => change.where).join("; ")}${moreOf(changes)}`;
