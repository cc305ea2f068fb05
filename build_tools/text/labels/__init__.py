"""The label grammar of legal text: strings in; labels, terms, depths, anchors and cross-references
out.

A label is the literal number or letter at the head of a provision: "17.6", "(a)", "Art. 5a". It is
kept as printed. This folder knows nothing of markdown.
"""

from build_tools.text.labels.anchors import (
    Anchors,
    joined_anchor,
    label_anchor,
    original_anchor,
    slug,
)
from build_tools.text.labels.cross_references import (
    Pointer,
    Reference,
    one_reference,
    references,
    whole_references,
)
from build_tools.text.labels.definitions import defined_terms, opens_glossary
from build_tools.text.labels.grammar import (
    BULLET,
    FIRST,
    bare_label,
    is_annex,
    is_designated,
    is_division,
    is_schedule,
    readings,
    shortened,
    split_caption,
    split_label,
)
from build_tools.text.labels.open_series import LabelPosition, OutlineEntry, counts_on
from build_tools.text.labels.provisions import Provisions
from build_tools.text.labels.sequence import infer_positions
from build_tools.text.labels.term_uses import forms_of

__all__ = [
    "BULLET",
    "FIRST",
    "Anchors",
    "LabelPosition",
    "OutlineEntry",
    "Pointer",
    "Provisions",
    "Reference",
    "bare_label",
    "counts_on",
    "defined_terms",
    "forms_of",
    "infer_positions",
    "is_annex",
    "is_designated",
    "is_division",
    "is_schedule",
    "joined_anchor",
    "label_anchor",
    "one_reference",
    "opens_glossary",
    "original_anchor",
    "readings",
    "references",
    "shortened",
    "slug",
    "split_caption",
    "split_label",
    "whole_references",
]
