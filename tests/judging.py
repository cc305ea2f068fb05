"""A small record in a repository, which tests have judged: a first version in force, a second
directed and sealed, a third proposed; and a branch of it to change."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from build_tools.record import load
from build_tools.record.enactment import enacting_facts
from build_tools.record.seals import SEALS, with_seal
from tests.branching import Repository
from tests.paths import ROOT
from tests.running import Ran, Run, replace_in

SMALL = ROOT / "tests/record/small_record"
SECOND = "versions/amendments/second-rules.yml"
THIRD = "versions/amendments/third-rules.yml"
DOCUMENT = "versions/rules/document.yml"
LAW = "versions/rules/2.0.md"
PROPOSAL = "versions/rules/3.0.md"


def begin(path: Path) -> Repository:
    """A repository with a small record: a first version in force, a second directed and sealed, a
    third proposed."""
    shutil.copytree(SMALL, path / "versions")
    replace_in(path / SECOND, "  effect:", "  direction: {actual: 2021-06-15}\n  effect:")
    amend(path, "third", "3.0")
    for name, text in {
        "build_tools/proof.py": "def prove(): ...\n",
        "mkdocs.yml": "plugins:\n  - corpus: {}\n",
        "docs/index.md": "# Home\n",
        "README.md": "# Rules\n",
        "Makefile": "all:\n",
        ".github/workflows/check.yml": "on: push\n",
    }.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text)
    corpus = load(path / "versions")
    second = corpus.document("rules").version("2.0")
    sealed = with_seal(path / "versions", second, enacting_facts(second))
    (path / "versions" / SEALS).write_text(sealed)
    made = Repository(path)
    made.git("init", "--quiet", "--initial-branch=main")
    made.commit("The record")
    made.git("switch", "--quiet", "--create", "change")
    return made


def amend(path: Path, name: str, label: str, dates: str = "") -> None:
    """A version that goes from the second one, and the amendment that makes it."""
    text = (path / LAW).read_text().replace('version: "2.0"', f'version: "{label}"')
    text = text.replace("second-rules", f"{name}-rules").replace("7 |", "8 |")
    (path / f"versions/rules/{label}.md").write_text(text)
    (path / f"versions/amendments/{name}-rules.yml").write_text(
        f"title: The {name} rules\nsummary: Makes loans of spades longer.\nsteps:\n"
        f'  - {{document: rules, from: "2.0", to: "{label}", scope: [Table 1.2]}}\n'
        f"dates:\n  consultation-issued: {{actual: 2021-08-02}}\n{dates}"
        "sources:\n  - title: The book in the shed\n"
    )


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch, and the command with which it is judged from elsewhere."""

    repository: Repository
    run: Run

    @property
    def path(self) -> Path:
        return self.repository.path

    def judged(self, base: str = "main") -> Ran:
        """The judgement of what stands here, committed."""
        self.repository.git("add", "--all", "--force")
        self.repository.git("commit", "--quiet", "--allow-empty", "--message", "A change")
        return self.corpus("verify", "--base", base)

    def corpus(self, *arguments: str) -> Ran:
        return self.run(*arguments, "--versions", self.path / "versions")

    def edit(self, name: str, old: str, new: str) -> None:
        replace_in(self.path / name, old, new)

    def write(self, name: str, text: str) -> None:
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        (self.path / name).write_text(text)

    def link(self, name: str, target: str) -> None:
        (self.path / name).unlink()
        (self.path / name).symlink_to(target)
