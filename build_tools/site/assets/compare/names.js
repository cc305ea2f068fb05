// What kinds of changes and classes of what only follows are called, and how things are counted.
export const KIND_NAMES = {
  insert: _("insert"), delete: _("delete"), reword: _("reword"), move: _("move"), renumber: _("renumber"), level: _("level"),
  format: _("format"), split: _("split"), merge: _("merge"), "table-insert": _("table-insert"), "table-delete": _("table-delete"),
  "row-insert": _("row-insert"), "row-delete": _("row-delete"), "row-move": _("row-move"), "column-insert": _("column-insert"),
  "column-delete": _("column-delete"), "column-move": _("column-move"), cell: _("cell"),
};
export const NOISE_NAMES = {
  renumbering: _("renumbering"), "cross-reference": _("cross-reference"), formatting: _("formatting"), punctuation: _("punctuation"),
};
export const countedProvisions = provisions => (provisions === 1 ? _("1 provision") : _`${provisions} provisions`);
// Each of some words with how often it is among them, what is there most first.
export const counted = words => [...Map.groupBy(words, word => word)].map(([word, its]) => [word, its.length]).toSorted(([one, its], [other, others]) => others - its || (one < other ? -1 : 1));
