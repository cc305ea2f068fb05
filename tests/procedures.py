"""Two small records of other codes, planted by the tests: a ballot of the CA/Browser Forum's kind,
and a statute that begins part by part. What they say is made up."""

import re
from pathlib import Path

BALLOT = """\
steps:
  - id: proposed
    does: asks
    name: Proposed
    stage: in discussion
    sentence: The ballot was proposed
  - {id: voting, does: concludes, name: Voting begins, stage: voting, done: put to the vote}
  - {id: adopted, does: decides, name: Adopted, stage: adopted, sentence: The ballot was adopted}
  - {id: review, does: decides, name: IPR review begins, stage: in IPR review}
  - {id: effective, does: takes effect, name: Effective, stage: effective}
routes:
  - {id: ballot, name: Ballot of the Members}
names: [Certificate Consumer]
reserved: [minutes]
"""
STATUTE = """\
steps:
  - {id: bill, does: asks, name: Bill introduced, stage: before the chamber}
  - {id: assent, does: decides, name: Assent, stage: enacted}
  - {id: part-1, does: takes effect, name: Part 1 begins, stage: in force in part}
  - {id: part-2, does: takes effect, name: Part 2 begins, stage: in force}
"""


def plant(root: Path, code: str, steps: str, *, route: str = "") -> Path:
    """A record with a code and two versions of one document: the first by a step that takes effect,
    the second by the dates given; `{code}` is what its `corpus.yml` says."""
    (root / "amendments").mkdir(parents=True)
    (root / "rules").mkdir()
    (root / "corpus.yml").write_text(code)
    (root / "rules/document.yml").write_text(
        "title: Rules of Issuance\nshort_title: Rules\nplace: A document of the Forum\n"
        "provenance: Made up for a test.\n"
    )
    begins = re.findall(r"id: ([\w-]+), does: takes effect", code)[0]
    first = f"dates:\n  {begins}: {{actual: 2023-01-01}}\n"
    named = f"route: {route}\n" if route else ""
    for label, old, dates in (("1.0", "", first), ("2.0", '    from: "1.0"\n', f"dates:\n{steps}")):
        (root / f"amendments/rules-{label}.yml").write_text(
            f"title: Version {label}\n{named}summary: Makes the rules.\nsteps:\n"
            f'  - document: rules\n{old}    to: "{label}"\n{dates}'
            "sources:\n  - title: Made up\n"
        )
        (root / f"rules/{label}.md").write_text(
            f'---\ndocument: rules\nversion: "{label}"\namendment: rules-{label}\n'
            "provenance: Made up for a test\n---\n\n# Rules of Issuance\n\n## 1 Keys\n\n"
            f"1.1 A key has at least {2048 if label == '1.0' else 3072} bits.\n"
        )
    return root
