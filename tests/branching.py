"""A git repository of the project in a temporary folder, for tests of the way from a branch to a
published site."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.paths import ROOT
from tests.patience import PATIENCE
from tests.publishing import EPOCH, kept_by_the_run
from tests.running import Ran

PARTS = (".ci", "build_tools", "docs", "versions", "mkdocs.yml", ".gitignore")
"""What a site is built from."""
ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{
        f"GIT_{who}_{what}": "editor@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    },
    **{f"GIT_{who}_DATE": f"{EPOCH} +0000" for who in ("AUTHOR", "COMMITTER")},
}
"""The environment in which git knows nothing of this machine's user, nor of the day."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A working tree with its history."""

    path: Path

    def git(self, *arguments: str) -> str:
        """What git prints; CalledProcessError when it fails."""
        command = ["git", *arguments]
        done = subprocess.run(
            command,
            cwd=self.path,
            env=os.environ | ALONE,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def commit(self, message: str) -> str:
        """Commit all that stands here; the commit's name."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def publish(self, *step: str, **more: str) -> Ran:
        """Run a step of the publication, as the Makefile and the workflows do."""
        return self.ran("bash", ".ci/publish", *step, **more)

    def corpus(self, *arguments: str) -> Ran:
        """Run the command."""
        return self.ran(sys.executable, "-m", "build_tools", *arguments)

    def ran(self, *command: str, **more: str) -> Ran:
        """Run a command here."""
        done = subprocess.run(
            command,
            cwd=self.path,
            env=environment(**more),
            check=False,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return Ran(done.returncode, done.stdout, done.stderr)


def environment(**more: str) -> dict[str, str]:
    """The environment of a step: this Python, and nothing that a forge would have set."""
    known = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "CI", "SITE_URL"))
    }
    return (
        known
        | kept_by_the_run()
        | ALONE
        | {"PYTHON": sys.executable, "SOURCE_DATE_EPOCH": EPOCH}
        | more
    )


def repository(path: Path) -> Repository:
    """A repository with the project as it stands in the working tree, committed on `main`."""
    path.mkdir(parents=True)
    ignored = shutil.ignore_patterns("__pycache__")
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, path / name, ignore=ignored)
        else:
            shutil.copy(source, path / name)
    made = Repository(path)
    made.git("init", "--quiet", "--initial-branch=main")
    made.commit("The record as it stands")
    return made
