"""A made-up statute whose second version takes effect in parts, for the tests of several rooms."""

from pathlib import Path

from tests.procedures import STATUTE, plant

OLD = """\
## 1 Keys

1.1 A key has at least 2048 bits.

1.2 A key lasts two years.

1.3 A key is kept.

## 2 Names

2.1 A name is unique among all names of the register.

2.2 A name is short.
"""
NEW = """\
## 1 Keys

1.1 A key has at least 3072 bits.

1.2 A key lasts one year.

1.3 A key is kept.

## 2 Names

2.2 A name is long.

## 3 Logs

3.1 A log is public.

3.2 A log is kept for ten years.
"""
ASSENT = "  assent: {actual: 2024-05-01}\n"
PARTS = (
    ASSENT
    + """\
  part-1: {actual: 2024-06-01, provisions: ["1.1", "3"]}
  part-2: {actual: 2024-09-01, provisions: ["1.2 to 1.3"]}
  part-3: {planned: 2025-01-01, provisions: [everything else]}
"""
)


def plant_parts(root: Path, dates: str = PARTS, code: str = STATUTE) -> Path:
    """A record of two versions, the second of which takes effect by these dates."""
    plant(root, code, dates)
    for label, text in (("1.0", OLD), ("2.0", NEW)):
        path = root / f"rules/{label}.md"
        head, _, _ = path.read_text().partition("## 1 Keys")
        path.write_text(head + text)
    return root


LATER = f"""\
{NEW.replace("A log is public.", "A log is open to all.")}
## 4 Seals

Table 4: Seals

| Seal | Colour |
|------|--------|
| Town | red    |
"""


def plant_later(root: Path, label: str, base: str, text: str, dates: str) -> None:
    """A version of that record made from another, which takes effect by these dates."""
    amendment, version = "amendments/rules-{}.yml", "rules/{}.md"
    made = (root / amendment.format("2.0")).read_text().partition("dates:\n")[0]
    made = made.replace("2.0", label).replace('"1.0"', f'"{base}"')
    sources = "sources:\n  - title: Made up\n"
    (root / amendment.format(label)).write_text(f"{made}dates:\n{dates}{sources}")
    head = (root / version.format("2.0")).read_text().partition("## 1 Keys")[0]
    (root / version.format(label)).write_text(head.replace("2.0", label) + text)
