"""Two small records of other codes, planted by the tests: a ballot of the CA/Browser Forum's kind,
and a statute that begins part by part. Their procedures are those with which `corpus init` begins
such a record; what the texts say is made up."""

import re
from pathlib import Path

from build_tools.editing.begin import procedure_file


def procedure(name: str) -> str:
    """One that `corpus init` writes, less what its provisions are called."""
    return re.sub("(?m)^provision: .*\n", "", procedure_file(name))


BALLOT = f"{procedure('ballot')}names: [Certificate Consumer]\nreserved: [minutes]\n"
STATUTE = procedure("statute")


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
    begins = re.findall(r"id: ([\w-]+)(?:, |\n +)does: takes effect", code)[0]
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
