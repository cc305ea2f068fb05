"""The record on disk → a corpus, or every problem of all its files.

`tests/record/small_record/` is a record without mistakes.
"""

import datetime as dt
import hashlib
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest

from build_tools.model.problems import CorpusError, Problem
from build_tools.record import load, survey
from build_tools.record.files import load_file
from build_tools.record.loading import label_order, read_record
from build_tools.record.lookup import resolve
from build_tools.record.seals import SEALS
from build_tools.record.wanted import only_document
from tests.paths import RECORD
from tests.record.mutants import varied_record
from tests.running import replace_in

ROOT = Path("versions")
Changes: TypeAlias = dict[str, str | bytes | tuple[str, str] | None]
"""By file: its new content, or what is replaced by what, or None for a file that is taken away."""


@pytest.fixture(autouse=True)
def _versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the record in `versions/` of the working directory."""
    shutil.copytree(RECORD, tmp_path / ROOT)
    monkeypatch.chdir(tmp_path)


def change(changes: Changes) -> None:
    for name, content in changes.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        match content:
            case None:
                path.unlink()
            case bytes():
                path.write_bytes(content)
            case str():
                path.write_text(content)
            case (old, new):
                assert old in path.read_text()
                path.write_text(path.read_text().replace(old, new))


def shown(problem: Problem) -> str:
    """Where a problem is and what is wrong, its rule left out."""
    return str(replace(problem, rule="")).split("\n")[0]


def mistakes() -> list[str]:
    """What is wrong with the record: `path:line: message`, the path without the folder of the
    record."""
    try:
        load(ROOT)
    except CorpusError as error:
        return [shown(problem).removeprefix("versions/") for problem in error.problems]
    return []


# --- What is right --------------------------------------------------------------------------------


def test_a_record_is_loaded_whole() -> None:
    corpus = load(ROOT)
    (document,) = corpus.documents
    assert (document.id, document.short_title, document.fictional) == ("rules", "Rules", True)
    assert [amendment.id for amendment in corpus.amendments] == ["first-rules", "second-rules"]
    assert [version.name for version in document.versions] == ["rules@1.0", "rules@2.0"]
    second = document.version("2.0")
    assert second.amendment is corpus.amendments[1]
    assert second.provenance == "Made up for tests"
    assert second.text == (ROOT / "rules/2.0.md").read_text()
    assert "".join(block.source for block in second.blocks) == second.text
    assert second.sha256 == hashlib.sha256((ROOT / "rules/2.0.md").read_bytes()).hexdigest()
    assert second.path == "versions/rules/2.0.md"


def test_versions_stand_in_the_order_of_their_numbers() -> None:
    labels = ["1.0", "2", "2.0", "2.0A", "2.0B", "2.1", "9.0", "10.0", "17.6", "17.6A", "17.7"]
    mixed = labels[1::2] + labels[::2]
    assert sorted(mixed, key=label_order) == labels


def test_versions_that_are_not_read_stand_in_that_order_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever the order of a folder is: a step of an amendment of two documents goes from one."""
    there = [ROOT / "rules" / f"{label}.md" for label in ("10.0", "2.0", "1.0")]
    monkeypatch.setattr(Path, "glob", lambda _folder, _pattern: iter(there))
    (ROOT / "others").mkdir()
    record = read_record(ROOT, only_document("others"))
    assert list(record.headers["rules"]) == ["1.0", "2.0", "10.0"]


def test_unchanged_texts_are_parsed_once() -> None:
    assert load(ROOT).documents[0].versions[0].blocks is load(ROOT).documents[0].versions[0].blocks


def test_what_editors_leave_behind_is_passed_over() -> None:
    change(
        {
            ".DS_Store": "x",
            "rules/2.0.md~": "x",
            "rules/.2.0.md.swp": b"\xff",
            "rules/#2.0.md#": "x",
        }
    )
    assert mistakes() == []


def test_a_version_may_pass_over_one_that_was_withdrawn() -> None:
    third = (RECORD / "amendments/second-rules.yml").read_text().replace('"2.0"', '"3.0"')
    text = (
        (RECORD / "rules/2.0.md")
        .read_text()
        .replace('"2.0"', '"3.0"')
        .replace("second-rules", "third-rules")
    )
    change(
        {
            "rules/3.0.md": text,
            "amendments/third-rules.yml": third.replace("planned: 2021-07", "actual: 2021-08"),
        }
    )
    change({"amendments/second-rules.yml": ("{planned: 2021-07}", "{actual: 2021-07}")})
    before = (
        "amendments/third-rules.yml:6: rules@3.0 took effect when 2.0 was in force, and was made"
        " from 1.0: it does not hold what 2.0 changed"
    )
    assert mistakes() == [before]
    change({"amendments/second-rules.yml": ("{actual: 2021-07}", "{planned: 2021-07}")})
    change({"amendments/second-rules.yml": ("sources:", "withdrawn: 2021-06-07\nsources:")})
    assert mistakes() == []


def proposed(label: str, old: str) -> Changes:
    """A proposal of that label that goes from an old version."""
    second = (RECORD / "amendments/second-rules.yml").read_text()
    text = (
        (RECORD / "rules/2.0.md")
        .read_text()
        .replace('"2.0"', f'"{label}"')
        .replace("second-rules", f"rules-{label}")
    )
    steps = second.replace('"2.0"', f'"{label}"').replace('from: "1.0"', f'from: "{old}"')
    return {f"rules/{label}.md": text, f"amendments/rules-{label}.yml": steps}


def test_two_proposals_may_go_from_one_version() -> None:
    change(proposed("3.0", "1.0"))
    assert mistakes() == []


def test_a_proposal_may_go_from_what_was_in_force_when_it_was_begun() -> None:
    change(
        {
            **proposed("3.0", "1.0"),
            "amendments/second-rules.yml": ("{planned: 2021-07}", "{actual: 2021-07}"),
        }
    )
    assert mistakes() == []


def forms() -> list[str]:
    """The right forms that are told of what is wrong with the record."""
    with pytest.raises(CorpusError) as caught:
        load(ROOT)
    return [each.form for each in caught.value.problems]


@pytest.mark.parametrize(
    ("was", "now", "form"),
    [
        ("{planned: 2021-07}", "{planned: 01.07.2021}", "planned: 2021-07-01"),
        ("{planned: 2021-07}", "{actual: 2021-25-07}", "actual: 2021-07-25"),
    ],
)
def test_a_wrong_date_is_told_as_it_is_to_be_written(was: str, now: str, form: str) -> None:
    change({"amendments/second-rules.yml": (was, now)})
    assert forms() == [form]


def test_for_a_version_that_another_amendment_makes_the_one_that_names_this_is_offered() -> None:
    change({**proposed("3.0", "1.0"), "amendments/second-rules.yml": ('to: "2.0"', 'to: "3.0"')})
    assert 'to: "2.0"' in forms()


def test_where_none_names_it_the_next_label_is_offered() -> None:
    third = proposed("3.0", "1.0")
    change(third | {"amendments/second-rules.yml": ('to: "2.0"', 'to: "3.0"')})
    replace_in(ROOT / "rules/2.0.md", "amendment: second-rules", "amendment: rules-3.0")
    assert 'to: "4.0"' in forms()


def test_where_no_version_is_called_so_what_is_in_force_is_offered_before_the_last_proposal() -> (
    None
):
    change(proposed("3.0", "0.9"))
    assert forms() == ['from: "1.0" or from: "2.0"']


def test_a_proposal_may_not_go_from_an_earlier_one_that_never_took_effect() -> None:
    change(proposed("3.0", "1.0") | proposed("4.0", "2.0"))
    assert mistakes() == [
        "amendments/rules-4.0.yml:6: rules@4.0 cannot go from 2.0: the version before 4.0 is 3.0"
    ]


def test_what_took_effect_goes_from_what_was_in_force_before_it() -> None:
    """Versions in force make one line: what goes from the first cannot take effect after the second
    has."""
    change(proposed("3.0", "1.0"))
    change({"amendments/rules-3.0.yml": ("{planned: 2021-07}", "{actual: 2021-08}")})
    assert mistakes() == []
    change({"amendments/second-rules.yml": ("{planned: 2021-07}", "{actual: 2021-07}")})
    said = (
        "amendments/rules-3.0.yml:6: rules@3.0 took effect when 2.0 was in force, and was made from"
        " 1.0: it does not hold what 2.0 changed"
    )
    assert mistakes() == [said]


def test_what_took_effect_later_is_told_of_whatever_its_label_is() -> None:
    """The labels say in which order the two were begun, and not in which they took effect."""
    change(proposed("3.0", "1.0"))
    change({"amendments/rules-3.0.yml": ("{planned: 2021-07}", "{actual: 2021-07}")})
    change({"amendments/second-rules.yml": ("{planned: 2021-07}", "{actual: 2021-08}")})
    said = (
        "amendments/second-rules.yml:6: rules@2.0 took effect when 3.0 was in force, and was made"
        " from 1.0: it does not hold what 3.0 changed"
    )
    assert mistakes() == [said]


# --- What is wrong --------------------------------------------------------------------------------

SECOND = (RECORD / "rules/2.0.md").read_bytes()
MISTAKES: list[tuple[Changes, list[str]]] = [
    # files
    (
        {"rules/2.0.md": SECOND.replace(b"\n", b"\r\n")},
        ["rules/2.0.md:1: has a line that does not end in LF"],
    ),
    ({"rules/2.0.md": b"\xef\xbb\xbf" + SECOND}, ["rules/2.0.md:1: begins with a byte-order mark"]),
    (
        {"rules/2.0.md": SECOND.replace(b"Fork", b"F\xf6rk")},
        ["rules/2.0.md:19: byte 0xF6 is not UTF-8"],
    ),
    (
        {"amendments/second-rules.yml": b"title: \xff"},
        ["amendments/second-rules.yml:1: byte 0xFF is not UTF-8"],
    ),
    ({"notes.txt": "x"}, ["notes.txt: belongs to no document"]),
    ({"rules/notes.txt": "x"}, ["rules/notes.txt: is neither document.yml nor a version"]),
    ({"rules/old/1.0.md": "x"}, ["rules/old: is neither document.yml nor a version"]),
    ({"amendments/third.yaml": "x"}, ["amendments/third.yaml: is no amendment"]),
    # document.yml
    ({"rules/document.yml": None}, ["rules: has no document.yml"]),
    (
        {"rules/document.yml": ("place:", "plaice:")},
        [
            "rules/document.yml:1: missing key `place`",
            "rules/document.yml:3: unknown key `plaice`; did you mean `place`?",
        ],
    ),
    (
        {"Empty/document.yml": (RECORD / "rules/document.yml").read_text()},
        [
            "Empty: `Empty` must be small letters, figures, points and hyphens",
            "Empty: has no version",
        ],
    ),
    # front matter
    ({"rules/2.0.md": "# Rules\n"}, ["rules/2.0.md:1: has no front matter"]),
    (
        {"rules/2.0.md": ("document: rules", "document: bylaws")},
        ["rules/2.0.md:2: `document` is `bylaws`, but the file stands in the folder `rules`"],
    ),
    (
        {"rules/2.0.md": ('"2.0"', "2.1")},
        ["rules/2.0.md:3: `version` is `2.1`, but the file is named `2.0.md`"],
    ),
    (
        {"rules/2.0.md": ("second-rules", "secnd-rules")},
        ["rules/2.0.md:4: there is no amendment `secnd-rules`; did you mean `second-rules`?"],
    ),
    (
        {"rules/2.0.md": ("second-rules", "first-rules")},
        ["rules/2.0.md:4: `first-rules` does not make rules@2.0; it makes rules@1.0"],
    ),
    (
        {"rules/2.0.md": ("provenance", "provenence")},
        [
            "rules/2.0.md:2: missing key `provenance`",
            "rules/2.0.md:5: unknown key `provenence`; did you mean `provenance`?",
        ],
    ),
    # amendments
    ({"rules/2.0.md": None}, ["amendments/second-rules.yml:7: there is no version rules@2.0"]),
    (
        {"amendments/second-rules.yml": None},
        ["rules/2.0.md:4: there is no amendment `second-rules`"],
    ),
    (
        {"amendments/second-rules.yml": ("document: rules", "document: rule")},
        [
            "amendments/second-rules.yml:5: there is no document `rule`; did you mean `rules`?",
        ],
    ),
    (
        {"amendments/second-rules.yml": ('"2.0"', '"2.1"')},
        ["amendments/second-rules.yml:7: there is no version rules@2.1"],
    ),
    (
        {"amendments/second-rules.yml": ('"1.0"', '"0.9"')},
        [
            "amendments/second-rules.yml:6: rules@2.0 cannot go from 0.9: there is no version"
            " rules@0.9"
        ],
    ),
    (
        {"amendments/second-rules.yml": ('    from: "1.0"\n', "")},
        [
            "amendments/second-rules.yml:5: the step to rules@2.0 does not say which version it"
            " goes from"
        ],
    ),
    (
        {"amendments/first-rules.yml": ('    to: "1.0"', '    from: "0.9"\n    to: "1.0"')},
        ["amendments/first-rules.yml:6: rules@1.0 is the first version and goes from none"],
    ),
    (
        {"amendments/zeroth.yml": (RECORD / "amendments/second-rules.yml").read_text()},
        ["amendments/zeroth.yml:7: `second-rules` makes rules@2.0 too"],
    ),
    (
        {"amendments/second-rules.yml": ("{planned: 2021-07}", "{actual: 2021-13}")},
        ["amendments/second-rules.yml:12: `actual` is not a date: there is no month 13"],
    ),
    (
        {
            "amendments/first-rules.yml": ("2020-03-01", "2021-08-01"),
            "amendments/second-rules.yml": ("{planned: 2021-07}", "{actual: 2021-07}"),
        },
        [
            "amendments/second-rules.yml:12: rules@2.0 took effect before rules@1.0, which it"
            " replaces"
        ],
    ),
]


@pytest.mark.parametrize(("changes", "said"), MISTAKES)
def test_a_mistake_is_told_once_at_its_line(changes: Changes, said: list[str]) -> None:
    assert mistakes() == []
    change(changes)
    assert mistakes() == said


def test_all_mistakes_of_all_files_are_told_in_one_run() -> None:
    change(
        {
            "notes.txt": "x",
            "rules/document.yml": ("fictional: true", "fictional: maybe"),
            "rules/1.0.md": ("first-rules", "frist-rules"),
            "rules/2.0.md": ('"2.0"', "v2"),
            "rules/3.0.md": b"\xff",
            "amendments/first-rules.yml": ("2020-03-01", "1 March 2020"),
            "amendments/second-rules.yml": ('"1.0"', '"1.1"'),
            "amendments/third-rules.yml": "title: [",
        }
    )
    assert mistakes() == [
        (
            "amendments/first-rules.yml:8: `actual` must be a day, a minute or a month in figures,"
            " not `1 March 2020`"
        ),
        (
            "amendments/second-rules.yml:6: rules@2.0 cannot go from 1.1: there is no version"
            " rules@1.1"
        ),
        (
            "amendments/third-rules.yml:1: cannot be read as YAML: expected the node content, but"
            " found '<stream end>'"
        ),
        "notes.txt: belongs to no document",
        "rules/1.0.md:4: there is no amendment `frist-rules`; did you mean `first-rules`?",
        "rules/2.0.md:3: `version` must be a number such as 4.0 or 17.6A, not `v2`",
        "rules/3.0.md:1: byte 0xFF is not UTF-8",
        "rules/document.yml:5: `fictional` must be true or false, not `maybe`",
    ]


def test_a_record_that_is_not_there_is_told() -> None:
    with pytest.raises(CorpusError, match=r"^nowhere: there is no such folder$"):
        load(Path("nowhere"))
    Path("empty").mkdir()
    with pytest.raises(CorpusError, match=r"^empty: file: holds no document"):
        load(Path("empty"))


@pytest.mark.parametrize("name", ["rules/3.0.md", "rules/more", "amendments/third.yml", "bylaws"])
def test_links_that_lead_out_of_the_record_are_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/3.0.md").write_bytes(SECOND)
    (ROOT / name).symlink_to(tmp_path / "outside" / ("3.0.md" if "." in name else ""))
    assert mistakes() == [f"{name}: is a link that leads out of the record, or nowhere"]


def test_a_link_to_nowhere_or_to_itself_is_refused() -> None:
    (ROOT / "rules/3.0.md").symlink_to("3.0.md")
    (ROOT / "rules/4.0.md").symlink_to("gone.md")
    assert mistakes() == [
        "rules/3.0.md: is a link that leads out of the record, or nowhere",
        "rules/4.0.md: is a link that leads out of the record, or nowhere",
    ]


def test_a_link_within_the_record_is_refused() -> None:
    (ROOT / "rules/3.0.md").symlink_to("2.0.md")
    assert mistakes() == ["rules/3.0.md: is a symbolic link"]


# --- Single files and names -----------------------------------------------------------------------


def test_any_markdown_file_is_a_version() -> None:
    Path("draft.md").write_bytes(b"17.6 Some text.\r\n")
    version = load_file(Path("draft.md"))
    assert (version.document, version.label, version.name) == ("draft.md", "", "draft.md")
    assert version.text == "17.6 Some text.\r\n"
    assert version.amendment is None
    assert version.sha256 == hashlib.sha256(b"17.6 Some text.\r\n").hexdigest()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("rules@1.0", "rules@1.0"),
        ("versions/rules/1.0.md", "versions/rules/1.0.md"),
        ("a@b.md", "a@b.md"),
    ],
)
def test_a_version_is_found_by_its_name_or_path(name: str, found: str) -> None:
    Path("a@b.md").write_text("text\n")
    assert resolve(name, ROOT).name == found


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rules@9.0", "rules@9.0: `rules` has no version `9.0`; its versions are `1.0`, `2.0`"),
        ("rule@1.0", "rule@1.0: there is no document `rule`; did you mean `rules`?"),
        ("mtad@1.0", "mtad@1.0: there is no document `mtad`; the documents are `rules`"),
        ("rules", "rules: is neither a version nor a file\n    expected: rules@3.0"),
        ("gone.md", "gone.md: cannot be read: No such file or directory"),
        ("versions", "versions: cannot be read: Is a directory"),
        (
            "bytes.md",
            (
                "bytes.md:2: byte 0xFF is not UTF-8\n    ab\n      ^\n    expected: the file saved"
                " as UTF-8"
            ),
        ),
    ],
)
def test_a_name_that_finds_nothing_is_told(name: str, said: str) -> None:
    Path("bytes.md").write_bytes(b"line\nab\xff")
    with pytest.raises(CorpusError) as caught:
        resolve(name, ROOT)
    assert str(caught.value) == said


# --- Dates that are still to come -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "today", "said"),
    [
        ("effect: {actual: 2021-07-02}", "2021-07-01", "2 July 2021"),
        ("effect: {actual: 2021-07-02}", "2021-07-02", ""),
        ("direction: {actual: 2021-08}", "2021-07-31", "August 2021"),
        ("direction: {actual: 2021-08}", "2021-08-01", ""),
        ("effect: {planned: 2021-08}", "2021-07-01", ""),
        ("direction: {actual: date not recorded}", "2021-07-01", ""),
        ("effect: {planned: 2021-08}\nwithdrawn: 2021-07-02", "2021-07-01", "2 July 2021"),
    ],
)
def test_nothing_is_recorded_to_have_come_that_is_still_to_come(
    written: str, today: str, said: str
) -> None:
    change({"amendments/second-rules.yml": ("effect: {planned: 2021-07}", written)})
    _, problems = survey(ROOT, dt.date.fromisoformat(today))
    line = 13 if "withdrawn" in written else 12
    message = f"{said} has not come yet; what is to come is `planned`"
    expected = [f"versions/amendments/second-rules.yml:{line}: {message}"] if said else []
    assert [shown(problem) for problem in problems] == expected
    assert {problem.rule for problem in problems} <= {"future-date"}
    assert not survey(ROOT)[1]


def test_what_is_to_come_is_told_as_it_is_planned() -> None:
    planned = ("effect: {planned: 2021-07}", "direction: {actual: 2021-08-03T16:00}")
    change({"amendments/second-rules.yml": planned})
    (problem,) = survey(ROOT, dt.date(2021, 7, 1))[1]
    assert problem.form == "planned: 2021-08-03T16:00"


# --- Names that the site needs --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["data", "compare", "feed.xml", "404.html", "index.md", "search"])
def test_what_the_site_calls_something_else_is_refused_by_name(name: str) -> None:
    shutil.move(ROOT / "rules", ROOT / name)
    said = f"`{name}` is the name of a page or file of every site; call it something else"
    assert f"{name}: {said}" in mistakes()
    shutil.move(ROOT / "amendments/first-rules.yml", ROOT / f"amendments/{name}.yml")
    assert f"amendments/{name}.yml: {said}" in mistakes()


def test_what_windows_cannot_check_out_is_refused() -> None:
    shutil.move(ROOT / "rules", ROOT / "aux.rules")
    assert "aux.rules: `aux.rules` is a name that Windows keeps for a device" in mistakes()


# --- A clone in which git has changed the line endings --------------------------------------------


def test_files_with_other_line_endings_are_told_of_once_with_the_cause() -> None:
    seal = hashlib.sha256((ROOT / "rules/1.0.md").read_bytes()).hexdigest()
    change({"sealed.sha256": f"{seal}  rules/1.0.md\n"})
    for path in filter(Path.is_file, ROOT.rglob("*")):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (told,) = mistakes()
    assert told.startswith("versions: 7 files have lines that do not end in LF")
    assert "core.autocrlf" in told
    # The seals are whole where only the texts were changed so.
    change({"sealed.sha256": f"{seal}  rules/1.0.md\n"})
    (told,) = mistakes()
    assert told.startswith("versions: 6 files have lines that do not end in LF")


@pytest.mark.parametrize(
    "title",
    [
        "Rules of the Lending Shed",
        "RULES  of the Lending shed",
        "Rul\u0435s of the Lending Shed",
        "\uff32ules of the Lending Shed",
    ],
)
def test_two_documents_do_not_have_one_title(title: str, tmp_path: Path) -> None:
    root = tmp_path / "other"
    varied_record(root)
    assert survey(root)[1] == []
    replace_in(root / "notes/document.yml", "Notes on Tools", title)
    (problem,) = survey(root)[1]
    assert problem.path == (root / "rules/document.yml").as_posix()
    assert problem.message.endswith("reads as the title of `notes` does")


@pytest.mark.parametrize(
    "name",
    [SEALS, "waivers.yml", "rules/document.yml", "rules/2.0.md", "amendments/second-rules.yml"],
)
def test_a_pipe_is_no_file_of_the_record(name: str, tmp_path: Path) -> None:
    """Nobody may ever write to it."""
    root = shutil.copytree(RECORD, tmp_path / "other")
    path = root / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    said = {problem.path: problem.message for problem in survey(root)[1]}
    assert said[path.as_posix()] in ("is no file", "is a device or a pipe, and no file")


def test_a_file_in_the_folder_of_a_record_is_read_by_its_words(tmp_path: Path) -> None:
    root = shutil.copytree(RECORD, tmp_path / "record")
    (root / "corpus.yml").write_text("language: de\nbodies: [E.DIS]\nprovision: Artikel\n")
    text = "1.1 Wie E.DIS (Ziffer 1.1) sagt.\n"
    for name, provision in (("rules/9.0.md", "Artikel"), ("../loose.md", "Clause")):
        (root / name).write_text(text)
        found = resolve((root / name).as_posix(), root)
        assert found.provision == provision
        assert found.blocks[0].citation == f"{provision} 1.1"
        assert found.text == text
        assert (found.language, found.bodies == ("E.DIS",)) == (
            ("de", True) if provision == "Artikel" else ("en-GB", False)
        )
    replace_in(root / "rules/document.yml", "title:", "provision: Paragraph\ntitle:")
    assert resolve((root / "rules/9.0.md").as_posix(), root).provision == "Paragraph"
    (root / "corpus.yml").write_text("language: xx\n")
    with pytest.raises(CorpusError, match=r"corpus\.yml:1"):
        resolve((root / "rules/9.0.md").as_posix(), root)


def test_where_the_steps_cannot_be_read_nothing_is_said_of_their_keys() -> None:
    amendment = next((ROOT / "amendments").glob("*.yml"))
    amendment.write_text(amendment.read_text().replace("events:", "events:\n  voting: {}", 1))
    steps = (
        "procedure:\n  - {id: voting, does: decide, name: Voting, stage: in voting}\n"
        "  - {id: effect, does: takes effect, name: Effect, stage: in force}\n"
    )
    (ROOT / "corpus.yml").write_text(steps)
    with pytest.raises(CorpusError) as refused:
        load(ROOT)
    assert {problem.path for problem in refused.value.problems} == {str(ROOT / "corpus.yml")}
