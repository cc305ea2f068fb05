"""A small statute of a German code, planted by the tests: paragraphs with limbs, and a draft of its
amendment. What it says is made up."""

from pathlib import Path

CODE = """\
language: de
provision: "§"
steps:
  - {id: entwurf, does: asks, name: Entwurf, stage: in Beratung}
  - {id: beschluss, does: decides, name: Beschluss, stage: beschlossen}
  - {id: inkrafttreten, does: takes effect, name: Inkrafttreten, stage: in Kraft}
routes:
  - {id: rat, name: Satzungsbeschluss des Rates}
"""
TEXT = """\
# Wasserordnung

## § 1 Zweck

Diese Ordnung regelt die Entnahme.

## § 2 Entnahme

(1) Wasser darf entnehmen, wer eine Erlaubnis nach § 3 Abs. 1 hat.

(2) Ohne Erlaubnis darf Wasser entnommen werden

1. zum Trinken,

2. zum Löschen:

a) durch die Feuerwehr,

b) durch jedermann,

aa) bei Gefahr,

bb) auf Verlangen.

(3) § 2 Abs. 2 Satz 1 Nr. 2 Buchst. a und die §§ 1 und 3 gelten auch für Teiche.

## § 2a Entgelt

(1) Das Entgelt nennt Tabelle 1.

Tabelle 1: Entgelte

| Nr. | Wer | Euro |
|---|---|---|
| 1 | Haushalte | 1,20 |

## § 3 Erlaubnis

(1) Die Erlaubnis erteilt die Gemeinde.
"""


def plant_statute(root: Path) -> Path:
    """A record with its first version in force since the beginning of 2023."""
    (root / "amendments").mkdir(parents=True)
    (root / "wasser").mkdir()
    (root / "corpus.yml").write_text(CODE)
    (root / "wasser/document.yml").write_text(
        "title: Wasserordnung\nshort_title: WO\nplace: Eine Satzung\nprovenance: Erfunden.\n"
    )
    (root / "amendments/wasser-1.0.yml").write_text(
        "title: Erste Fassung\nsummary: Der erste Text.\nroute: rat\nsteps:\n"
        '  - document: wasser\n    to: "1.0"\n'
        "dates:\n  inkrafttreten: {actual: 2023-01-01}\nsources:\n  - title: Erfunden\n"
    )
    (root / "wasser/1.0.md").write_text(
        '---\ndocument: wasser\nversion: "1.0"\namendment: wasser-1.0\n'
        f"provenance: Erfunden\n---\n\n{TEXT}"
    )
    return root
