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

PASTURE = """\
# Weideordnung

## § 1 Zweck

Die Weide dient dem Vieh. Das Vieh dient der Stadt.

## § 2 Rechte

(1) Wer Vieh hält, darf weiden.

(2) Die Stadt zählt das Vieh.

## § 3 Entgelt

(1) Tabelle 1 nennt das Entgelt nach § 2 Abs. 2.

Tabelle 1: Entgelte

| Vieh | € | Seit |
|---|---|---|
| Rind | 5 |  |
| Schaf | 2 | 2001 |
"""
PASTURE_AMENDED = """\
# Weideordnung

## § 1 Zweck und Geltung

Die Stadt hat eine Weide. Die Weide dient allem Vieh. Das Vieh dient der Stadt und dem Land.

## § 2 Rechte

(1) Wer Vieh hält, darf weiden.

(2) Der Hirte treibt das Vieh.

(3) Die Stadt zählt das Vieh.

## § 3 Entgelt

(1) Tabelle 1 nennt das Entgelt nach § 2 Abs. 3.

Tabelle 1: Preise

| Vieh | € | Seit |
|---|---|---|
| Rind | 6 | 2026 |
| Ziege | 1 | 2026 |
| Schaf | 2 | 2001 |
"""
PASTURE_DIRECTION = """\
# Änderung: weide@1.0

Der Text „weide@1.0“ wird wie folgt geändert:

1. In § 1, Überschrift, wird am Ende die Angabe „und Geltung“ eingefügt.

2. § 1 wird wie folgt geändert:

   a) Am Anfang wird die Angabe „Die Stadt hat eine Weide.“ eingefügt.

   b) Die Angabe „dem“ wird durch die Angabe „allem“ ersetzt.

   c) Die Angabe „Stadt.“ wird durch die Angabe „Stadt und dem Land.“ ersetzt.

3. Nach § 2 Abs. 1 wird Folgendes eingefügt:

   > (2) Der Hirte treibt das Vieh.

4. In der Beschriftung von Tabelle 1 wird die Angabe „Entgelte“ durch die Angabe „Preise“ ersetzt.

5. In Tabelle 1 wird in der Zeile „Rind“, Spalte „€“, die Angabe „5“ durch die Angabe „6“ ersetzt.

6. In Tabelle 1 wird in der Zeile „Rind“, Spalte „Seit“, die Angabe „2026“ eingefügt.

7. In Tabelle 1 wird nach der Zeile „Rind“ die folgende Zeile eingefügt:

   > | Ziege | 1 | 2026 |
   > | --- | --- | --- |

8. § 2 Abs. 2 erhält die Bezeichnung „(3)“ mit folgenden Folgeänderungen:

   a) In § 3 Abs. 1 wird die Angabe „Abs. 2.“ durch die Angabe „Abs. 3.“ ersetzt.
"""
"""How the one is made of the other, in the words of German amending acts."""


PASTURE_RENUMBERED = """\
# Weideordnung

## § 1 Ziel

Die Stadt will Weiden.

## § 2 Zweck

Die Weide dient dem Vieh. Das Vieh dient der Stadt.

## § 3 Rechte

(1) Wer Vieh hält, darf weiden.

(2) Die Stadt zählt das Vieh.

## § 4 Entgelt

(1) Tabelle 1 nennt das Entgelt nach § 3 Abs. 2.

Tabelle 1: Entgelte

| Vieh | € | Seit |
|---|---|---|
| Rind | 5 |  |
| Schaf | 2 | 2001 |
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
