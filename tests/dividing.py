"""A publisher's folder with one text in pages by section, small enough to be built in a test."""

from pathlib import Path

TEXT = """\
# The Rules of the Pond

These rules bind all who swim; Clause 2.1 says who does not.

## 1 Definitions

1.1 In these rules:

**Duck** means a bird.[^1]

## 2 Swimming

2.1 A Duck swims as Table 2.2 says; so does a goose.[^2]

2.2 Clause 1.1 binds it.[^1]

Table 2.2: Who swims

| Who | When |
|---|---|
| Ducks | WHEN |

## 3 Feeding

3.1 Nobody feeds a Duck.

[^1]: Of any kind.
[^2]: A goose is no Duck.
"""
_HEAD = """\
---
document: pond
version: "{new}"
amendment: pond-{number}
provenance: Made up for tests
---

"""
_DOCUMENT = """\
title: Rules of the Pond
short_title: Pond
place: Nowhere; made up for tests
provenance: Made up for tests, not a legal text
sections: true
"""
_AMENDMENT = """\
title: The rules of {when}
route: dcc-publication
summary: Says when ducks swim.
steps:
  - document: pond
{ends}
dates:
  {date}
sources:
  - title: The board at the pond
"""
_MADE = "effect: {actual: %s}"
_ASKED = "consultation-issued: {actual: %s}"


def divided_project(folder: Path) -> Path:
    """Writes a folder with a version that was in force, one that is, and one that is proposed."""
    texts = {
        "docs/index.md": "# Of the pond\n",
        "mkdocs.yml": "site_name: Of the pond\ntheme: material\nplugins: [corpus]\n",
        "versions/pond/document.yml": _DOCUMENT,
    }
    dates = (_MADE % "2020-03-01", _MADE % "2021-03-01", _ASKED % "2022-03-01")
    for number, (when, date) in enumerate(zip(("daily", "weekly", "never"), dates, strict=True), 1):
        head = _HEAD.format(new=f"{number}.0", number=number)
        texts[f"versions/pond/{number}.0.md"] = head + TEXT.replace("WHEN", when)
        ends = f'    to: "{number}.0"'
        if number > 1:
            ends = f'    from: "{number - 1}.0"\n{ends}'
        made = _AMENDMENT.format(when=when, ends=ends, date=date)
        if number > 2:
            made = made.replace("dcc-publication", "mtad-direction")
        texts[f"versions/amendments/pond-{number}.yml"] = made
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder
