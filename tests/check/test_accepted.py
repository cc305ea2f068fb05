"""All that rules find in a foreign text may be accepted at once, as long as it is that text."""

from pathlib import Path

import pytest

from build_tools.check.accepted import ACCEPTABLE
from tests.running import Run

HEAD = "---\ndocument: br\nversion: '{0}'\namendment: br-{0}\nprovenance: Foreign\n---\n\n"
DOCUMENT = "title: Baseline\nshort_title: BR\nplace: Elsewhere\nprovenance: Foreign.\n"
AMENDMENT = (
    "title: Ballot {0}\nsummary: It.\nsteps:\n  - {{document: br, {1}to: '{0}'}}\n"
    "dates:\n  effect: {{{2}}}\nsources: [{{title: Elsewhere}}]\n"
)
ODD = "1.1 A\u2007line with a figure space.\n\n1.2 A\ttab.\n"
WAIVER = "# ours\nwaivers: []\n"
DAY = ("--as-of", "2024-01-01")
BECAUSE = ("--because", "As the publisher has it")


def record(folder: Path, *texts: str, document: str = f"{DOCUMENT}rules: relaxed\n") -> Path:
    """A record with these versions of one text, each in force since a day."""
    root = folder / "versions"
    (root / "br").mkdir(parents=True)
    (root / "amendments").mkdir()
    (root / "br/document.yml").write_text(document)
    before = ""
    for number, text in enumerate(texts, 1):
        label = f"{number}.0"
        (root / f"br/{label}.md").write_text(HEAD.format(label) + text)
        amendment = AMENDMENT.format(label, before, f"actual: 2023-01-0{number}")
        (root / f"amendments/br-{label}.yml").write_text(amendment)
        before = f"from: '{label}', "
    return root


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_what_is_found_in_foreign_texts_is_accepted_at_once_and_shown_on_request(
    tmp_path: Path, run: Run
) -> None:
    root = record(tmp_path, ODD, f"{ODD}\n1.3 More.\n", f"{ODD}\n1.3 An\u2007other.\n")
    (root / "waivers.yml").write_text(WAIVER)
    assert run("check", "--versions", root, *DAY).err.endswith("7 errors\n")
    ran = run("check", "--versions", root, *DAY, "--accept", *BECAUSE)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        f"{root}/waivers.yml: accepted 2 findings in {root}/br/1.0.md: 2 of `unseen-character`",
        f"{root}/waivers.yml: accepted 3 findings in {root}/br/3.0.md: 3 of `unseen-character`",
    ]
    assert (root / "waivers.yml").read_text().startswith(WAIVER)
    shown = run("check", "--versions", root, *DAY, "--waived")
    assert (shown.code, shown.out.count("waived: As the publisher has it")) == (0, 7)
    again = run("check", "--versions", root, *DAY, "--accept", "--because", "Again")
    assert (again.code, again.err) == (0, "nothing is left to accept\n")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("1.1 A", "1.1 Any", "is not the text that was accepted: its SHA-256 is"),
        ("A\ttab", "A tab", "is not the text that was accepted"),
    ],
)
def test_a_text_that_is_not_the_one_that_was_accepted_is_told_of_whole(
    old: str, new: str, told: str, tmp_path: Path, run: Run
) -> None:
    root = record(tmp_path, ODD)
    run("check", "--versions", root, *DAY, "--accept", *BECAUSE)
    rewrite(root / "br/1.0.md", old, new)
    ran = run("check", "--versions", root, *DAY)
    assert ran.code == 1
    assert told in ran.out
    assert "unseen-character" in ran.out
    anew = run("check", "--versions", root, *DAY, "--accept", *BECAUSE)
    assert anew.code == 0, anew
    assert (root / "waivers.yml").read_text().count("sha256") == 1


def test_what_was_mended_is_accepted_no_more(tmp_path: Path, run: Run) -> None:
    root = record(tmp_path, ODD)
    run("check", "--versions", root, *DAY, "--accept", *BECAUSE)
    rewrite(root / "br/1.0.md", ODD, "1.1 A line.\n")
    ran = run("check", "--versions", root, *DAY, "--accept", *BECAUSE)
    assert (ran.code, "br/1.0.md is accepted no more" in ran.err) == (0, True)
    assert "accepted: []\n" in (root / "waivers.yml").read_text()


def test_an_open_text_keeps_what_was_accepted_and_answers_for_what_it_adds(
    tmp_path: Path, run: Run
) -> None:
    root = record(tmp_path, ODD, f"{ODD}\n1.1 A\u2007line with a figure space.\n\n1.4 A\ttab.\n")
    rewrite(root / "amendments/br-2.0.yml", "actual: 2023-01-02", "planned: 2025-01-02")
    ran = run("check", "--versions", root, *DAY, "--accept", *BECAUSE)
    lines = [line for line in ran.out.splitlines() if "unseen-character" in line]
    assert ran.code == 1
    assert [line.split(":")[:2] for line in lines] == [
        [f"{root}/br/2.0.md", "12"],
        [f"{root}/br/2.0.md", "14"],
    ]


REFUSED = {
    "a text of ours": (DOCUMENT, ODD, "none of its documents says `rules: relaxed`", 2),
    "a character that turns the order": (
        f"{DOCUMENT}rules: relaxed\n",
        "1.1 A \u202eturned\u2007line.\n",
        "RIGHT-TO-LEFT OVERRIDE",
        1,
    ),
    "a link that runs a script": (
        f"{DOCUMENT}rules: relaxed\n",
        "1.1 [Here](javascript:alert).\n",
        "link-scheme",
        1,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_deceive_or_is_ours_to_mend_is_never_accepted(
    name: str, tmp_path: Path, run: Run
) -> None:
    document, text, told, code = REFUSED[name]
    root = record(tmp_path, text, document=document)
    ran = run("check", "--versions", root, *DAY, "--accept", *BECAUSE)
    assert (ran.code, told in ran.out + ran.err) == (code, True), ran
    assert not (root / "waivers.yml").exists()


def test_a_rule_of_trust_is_none_that_can_be_accepted(tmp_path: Path, run: Run) -> None:
    root = record(tmp_path, ODD)
    run("check", "--versions", root, *DAY, "--accept", *BECAUSE)
    assert not ACCEPTABLE & {"sealed", "record", "future-date", "undone", "conflict"}
    rewrite(root / "waivers.yml", "found: {", "found: {sealed: 1, ")
    ran = run("check", "--versions", root, *DAY)
    assert "`sealed` cannot be accepted for a whole text" in ran.out
    rewrite(root / "waivers.yml", "sealed: 1, unseen-character: 2", "unseen-character: 1")
    ran = run("check", "--versions", root, *DAY)
    assert "accepts 1 of `unseen-character` in" in ran.out
    assert ran.err == "3 errors\n"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--accept",), "--accept takes a reason"),
        (("--accept", "--because", " "), "--accept takes a reason"),
        (BECAUSE, "--because and --document go with --accept"),
        (("--accept", *BECAUSE, "--document", "bar"), "there is no document `bar`"),
    ],
)
def test_it_takes_a_reason_and_a_document(
    given: tuple[str, ...], told: str, tmp_path: Path, run: Run
) -> None:
    ran = run("check", "--versions", record(tmp_path, ODD), *DAY, *given)
    assert (ran.code, told in ran.err) == (2, True), ran
