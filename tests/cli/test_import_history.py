"""`corpus import` of what a text was before: from git, and from a folder of dated files."""

import os
import subprocess
from pathlib import Path

import pytest

from build_tools.record import load
from tests.paths import ROOT, SHARED
from tests.running import Run
from tests.word.files import docx, paragraph
from tests.word.files import run as words

CHAIN = SHARED / "corpora" / "chains" / "li__li_LGBl-2009-166"


def git(folder: Path, *arguments: str, day: str = "2021-04-01") -> None:
    date = {"GIT_AUTHOR_DATE": f"{day}T12:00:00", "GIT_COMMITTER_DATE": f"{day}T12:00:00"}
    who = {f"GIT_{role}_{what}": "a@b.c" for role in ("AUTHOR", "COMMITTER") for what in NAMED}
    subprocess.run(
        ["git", "-C", folder, *arguments],
        env=os.environ | date | who | {"GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
        capture_output=True,
    )


NAMED = ("NAME", "EMAIL")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A file that was renamed, changed on a branch that was merged, and once only touched."""
    folder = tmp_path / "clone"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")

    def commit(name: str, text: str, subject: str, day: str) -> None:
        (folder / name).write_text(text)
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", subject, day=day)

    commit("old.md", "# Rules\n\n1 Open at nine.\n", 'First "rules"', "2021-01-01")
    git(folder, "mv", "old.md", "rules.md")
    commit(
        "rules.md", "---\ntitle: x\n---\n# Rules\r\n\r\n1 Open at nine.\r\n", "Ends", "2021-02-01"
    )
    git(folder, "switch", "-qc", "topic")
    commit("rules.md", "# Rules\n\n1 Open at ten.\n", "half", "2021-03-01")
    commit("rules.md", "# Rules\n\n1 Open at eleven.\n", "whole", "2021-03-02")
    git(folder, "switch", "-q", "main")
    commit("other.md", "x\n", "Another file", "2021-03-03")
    git(folder, "merge", "-q", "--no-ff", "-m", "Later: #2", "topic", day="2021-04-01")
    return folder


def test_each_commit_on_the_line_that_changed_the_text_is_a_version(
    run: Run, clone: Path, tmp_path: Path
) -> None:
    root = tmp_path / "versions"
    ran = run("import", "--git", clone, "--path", "rules.md", "--versions", root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:4] == [
        'rules@1.0  2021-01-01  First "rules"',
        "rules@2.0  2021-04-01  Later: #2",
        "1 text says what the one before says, and is no version",
        "1 text had front matter of its own, which is left out",
    ]
    document = load(root).document("rules")
    assert document.title == "Rules"
    first, second = document.versions
    assert [block.text for block in second.body] == ["Rules", "1 Open at eleven."]
    assert second.amendment is not None
    assert second.amendment.title == "Later: #2"
    assert second.amendment.steps[0].old == first.label
    effect = second.amendment.events["effect"]
    assert effect.actual is not None
    assert effect.actual.written == "2021-04-01"
    assert "not recorded" in effect.note
    assert "clone, rules.md" in second.amendment.sources[0].title


def test_tags_that_ascend_are_the_labels(run: Run, clone: Path, tmp_path: Path) -> None:
    git(clone, "tag", "v1.2", "HEAD~2")
    git(clone, "tag", "v1.10", "HEAD")
    root = tmp_path / "versions"
    since = ("--since", "2021-02-01")
    ran = run("import", "--git", clone, "--path", "rules.md", *since, "--versions", root)
    assert [version.label for version in load(root).document("rules").versions] == ["1.2", "1.10"]
    assert "front matter" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--git", "CLONE"), "--git needs --path"),
        (("--git", "CLONE", "--path", "none.md"), "none.md: is no file in the history of"),
        (("--git", "TMP", "--path", "rules.md"), "not a git repository"),
        (("--git", "CLONE", "--path", "rules.md", "-o", "x.md"), "--output is not for --git"),
        (("--git", "CLONE", "--path", "rules.md", "--accept"), "--accept is not for --git"),
        (("--git", "CLONE", "--path", "rules.md", "--renumber"), "--renumber is not for --git"),
        (("TMP", "--since", "2021-02-01"), "--since is not for a folder"),
        (("TMP", "--path", "rules.md"), "--path is not for a folder"),
        (("TMP", "--both"), "--both is not for a folder"),
        (("--path", "rules.md"), "--path is not for a Word file"),
        (("text.docx", "--title", "X"), "--title is not for a Word file"),
        ((), "name a Word FILE, a folder"),
        (("--git", "CLONE", "--path", "rules.md", "--document", "A B"), "A B: must be small"),
        (("--git", "CLONE", "--path", "rules.md", "--document", "data"), "data: is the name of"),
        (("--git", "CLONE", "--path", "rules.md", "--document", "schema"), "schema: is the name"),
        (("--git", "CLONE", "--path", "../rules.md"), "../rules.md"),
    ],
)
def test_what_is_asked_wrongly_is_said_and_nothing_written(
    run: Run, clone: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    root, empty = tmp_path / "versions", tmp_path / "empty"
    empty.mkdir()
    places = {"CLONE": str(clone), "TMP": str(empty)}
    given = [places.get(each, each) for each in arguments]
    ran = run("import", *given, "--versions", root)
    assert ran.code == 2
    assert said in ran.err
    assert not root.exists()


def test_a_document_that_is_there_is_not_overwritten(run: Run, clone: Path, tmp_path: Path) -> None:
    asked = ("import", "--git", clone, "--path", "rules.md", "--versions", tmp_path / "versions")
    assert run(*asked).code == 0
    ran = run(*asked)
    assert ran.code == 2
    assert "is there already, and is not overwritten" in ran.err


def test_front_matter_is_what_every_reader_here_takes_for_it(run: Run, tmp_path: Path) -> None:
    folder, root = tmp_path / "house", tmp_path / "versions"
    folder.mkdir()
    (folder / "2021-01-01.md").write_text("--- \ntitle: x\n--- \n# House\n\n1 One.\n")
    (folder / "2022-01-01.md").write_text("---\n\n1 A line stands above.\n")
    ran = run("import", folder, "--versions", root)
    assert "1 text had front matter of its own" in ran.out
    first, second = load(root).document("house").versions
    assert [block.text for block in first.body] == ["House", "1 One."]
    assert [block.kind for block in second.body] == ["rule", "paragraph"]


def test_a_record_without_a_document_yet_says_how_it_is_amended(run: Run, tmp_path: Path) -> None:
    folder, root = tmp_path / "house", tmp_path / "versions"
    for each in (folder, root):
        each.mkdir()
    step = "{id: begin, does: takes effect, name: Beginning, stage: in force}"
    (root / "corpus.yml").write_text(f"steps:\n  - {step}\nreserved: [minutes]\n")
    (folder / "2021-01-01.md").write_text("1 One.\n")
    assert run("import", folder, "--document", "minutes", "--versions", root).code == 2
    assert run("import", folder, "--versions", root).code == 0
    amendment = load(root).amendments[0]
    assert list(amendment.events) == ["begin"]


def test_a_folder_of_dated_files_may_hold_both_kinds(run: Run, tmp_path: Path) -> None:
    folder, root = tmp_path / "house", tmp_path / "versions"
    folder.mkdir()
    (folder / "b_2021-01-01.md").write_text("# House\n\n1 One.\n")
    docx(folder / "a 20220915.docx", paragraph(words("Two.")))
    (folder / "notes.pdf").write_text("x")
    ran = run("import", folder, "--versions", root)
    assert ran.out.splitlines()[:2] == [
        "house@1.0  2021-01-01  b_2021-01-01",
        "house@2.0  2022-09-15  a 20220915",
    ]
    (folder / "undated.md").write_text("x\n")
    ran = run("import", folder, "--document", "other", "--versions", root)
    assert ran.code == 2
    assert "undated.md: has no day in its name" in ran.err
    assert "undated-2026-11-23.md" in ran.err


def test_a_german_record_says_in_german_where_a_text_is_from(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old/regeln-2021-04-01.md").write_text("# Regeln\n\n1.1 Eins.\n")
    root = tmp_path / "versions"
    root.mkdir()
    (root / "corpus.yml").write_text("language: de\n")
    assert run("import", tmp_path / "old", "--document", "regeln", "--versions", root).code == 0
    written = [path.read_text() for path in root.rglob("*.yml")]
    assert any("Datei regeln-2021-04-01.md" in text for text in written)
    assert not any("file regeln" in text for text in written)


def test_links_to_headings_get_our_addresses_and_what_is_left_is_told(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    text = "---\nx: y\n---\n# Rules\n\n## 2.1 Terms\n\nSee [it](#21-terms).\n\n[no](#gone)\n"
    (folder / "rules-2021-04-01.md").write_text(text)
    (folder / "rules-2022-04-01.md").write_text(text + "\n[nor](#lost)\n")
    ran = run("import", folder, "--document", "rules", "--versions", tmp_path / "versions")
    first, second = (tmp_path / f"versions/rules/{label}.md" for label in ("1.0", "2.0"))
    assert ran.code == 0
    assert ran.out.splitlines()[3:6] == [
        "2 links to headings now lead to the addresses that these have here",
        f"{first.as_posix()}:14: a link to `#gone` names no provision (and so in 1 later version)",
        f"{second.as_posix()}:16: a link to `#lost` names no provision",
    ]
    assert first.read_text().splitlines()[11:14] == ["See [it](#2.1).", "", "[no](#gone)"]
    assert second.read_text().splitlines()[15] == "[nor](#lost)"


@pytest.mark.skipif(not CHAIN.is_dir(), reason="the corpora are not beside the project")
def test_a_real_chain_is_a_record(run: Run, tmp_path: Path) -> None:
    ran = run("import", CHAIN, "--document", "li", "--versions", tmp_path / "versions")
    assert ran.code == 0
    document = load(tmp_path / "versions").document("li")
    assert len(document.versions) == len(list(CHAIN.glob("*.md")))


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no clone")
def test_a_page_of_this_project_is_a_record(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "versions"
    ran = run("import", "--git", ROOT, "--path", "docs/glossary.md", "--versions", root)
    assert ran.code == 0
    assert load(root).document("glossary").versions
