"""`corpus init`: from an empty folder to a record that has no mistake, and what is never done to a
folder that holds something."""

import datetime as dt
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.check import check
from build_tools.editing.begin import (
    PROCEDURES,
    Beginning,
    begin,
    document_id,
    is_title,
    procedure_file,
)
from build_tools.language import LANGUAGES
from build_tools.model import CorpusError
from build_tools.record import load, survey
from build_tools.record.schema import json_schemas, read_corpus
from build_tools.record.status import in_force
from build_tools.record.status_words import stage_in_words
from tests.examples import examples
from tests.paths import ROOT
from tests.running import Run, replace_in, snapshot

DAY = dt.date(2026, 11, 23)


def beginning(document: str = "Rules of the Pond (Pond Rules)") -> Beginning:
    return Beginning(title="Of the pond", document=document, url="", day=DAY)


def test_what_it_writes_has_no_mistake(run: Run, tmp_path: Path) -> None:
    ran = run("init", tmp_path, "--title", "Our pond", "--url", "https://example.org/pond")
    assert ran.code == 0
    assert "Next:" in ran.out
    assert "/versions/amendments/rules-first-version.yml\n" in ran.out
    said = yaml.safe_load((tmp_path / "mkdocs.yml").read_text())
    assert said == {
        "site_name": "Our pond",
        "site_url": "https://example.org/pond/",
        "theme": "material",
        "plugins": ["search", "corpus"],
    }
    checked = run("check", "--versions", tmp_path / "versions")
    assert (checked.code, checked.out, checked.err) == (0, "", "")


@pytest.mark.parametrize(
    ("language", "key"), [("en-GB", "provenance:"), ("de", "provenance:"), ("de", '"provenance" :')]
)
def test_a_first_text_is_sealed_once_it_says_where_it_comes_from(
    run: Run, tmp_path: Path, language: str, key: str
) -> None:
    made = Beginning(title="Pond", document="Rules", url="", day=DAY, language=language)
    begin(tmp_path, made)
    versions = tmp_path / "versions"
    file = versions / "rules/1.0.md"
    replace_in(file, "provenance:", key)
    replace_in(
        versions / "amendments/rules-first-version.yml",
        "dates:\n",
        "dates:\n  made: {actual: 2026-11-02}\n",
    )
    ran = run("seal", "rules@1.0", "--versions", versions)
    assert (ran.code, f"{file}:5: `provenance` says still" in ran.out) == (1, True), ran.out
    (first,) = [each for each in file.read_text().splitlines() if each.startswith(key)]
    replace_in(file, first, "provenance: Adopted by the board")
    assert run("seal", "rules@1.0", "--versions", versions).code == 0


def test_a_german_configuration_says_the_same_in_german(tmp_path: Path) -> None:
    texts = []
    for language in ("en-GB", "de"):
        begin(tmp_path / language, replace(beginning(), language=language))
        texts.append((tmp_path / language / "mkdocs.yml").read_text())
    assert yaml.safe_load(texts[0]) == yaml.safe_load(texts[1])
    assert texts[0].splitlines()[1:] == texts[1].splitlines()[1:]
    assert texts[1].startswith("# Wie die Website gebaut wird.")


def test_the_names_come_from_the_title(tmp_path: Path) -> None:
    begun = begin(tmp_path, beginning())
    assert begun.first == "versions/pond-rules/1.0.md"
    document = load(tmp_path / "versions").documents[0]
    assert (document.title, document.short_title) == ("Rules of the Pond", "Pond Rules")


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Satzung über Gebühren", "satzung-uber-gebuhren"),
        ("Data", "document"),
        ("規則", "document"),
        ("CON", "document"),
        ("The Code (TC)", "tc"),
    ],
)
def test_a_folder_has_a_name_that_every_disk_and_site_takes(title: str, id_: str) -> None:
    assert beginning(title).id == id_


def test_a_german_name_is_written_as_german_writes_it_without_its_letters() -> None:
    for name in ("Größe der Öfen über Ämter", "Gro\u0308ße der O\u0308fen u\u0308ber A\u0308mter"):
        assert document_id(name, "de") == "groesse-der-oefen-ueber-aemter"
        assert document_id(name) == "grosse-der-ofen-uber-amter"


@settings(max_examples=examples(20))
@given(title=st.text(max_size=60).map(lambda text: " ".join(text.split())).filter(is_title))
def test_any_title_makes_a_record_that_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    begin(folder, Beginning(title=title, document=title, url="", day=DAY))
    corpus, found = survey(folder / "versions")
    assert not [each for each in found if each.rule in ("schema", "file", "record")]
    assert yaml.safe_load((folder / "mkdocs.yml").read_text())["site_name"] == title
    assert corpus.documents[0].versions


@pytest.mark.parametrize(
    "there", ["mkdocs.yml", "mkdocs.yaml", "versions/other/1.0.md", "versions"]
)
def test_a_record_or_a_configuration_is_never_written_over(tmp_path: Path, there: str) -> None:
    path = tmp_path / there
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    with pytest.raises(CorpusError, match="is there already, and is not overwritten"):
        begin(tmp_path, beginning())
    assert snapshot(tmp_path) == {there: b"mine"}


@pytest.mark.parametrize(
    ("name", "is_refused"), [("mkdocs.yml", True), ("versions", True), ("docs/index.md", False)]
)
def test_a_link_that_leads_nowhere_is_never_written_over(
    tmp_path: Path, name: str, is_refused: bool
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).symlink_to("nowhere")
    if is_refused:
        with pytest.raises(CorpusError, match="is there already, and is not overwritten"):
            begin(tmp_path, beginning())
    else:
        assert begin(tmp_path, beginning()).kept == (name,)
    assert (tmp_path / name).is_symlink()


def test_what_a_forge_made_is_kept_and_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    ran = run("init", tmp_path)
    assert "/.gitignore: is there already, and stays as it is" in ran.out
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert (tmp_path / ".gitlab-ci.yml").is_file()


@pytest.mark.parametrize(
    "options", [("--title", "a <b>"), ("--url", "example.org"), ("--document", "  ")]
)
def test_what_is_no_title_and_no_address_is_refused(
    run: Run, tmp_path: Path, options: tuple[str, str]
) -> None:
    assert run("init", tmp_path / "new", *options).code == 2
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("options", [("--language", "de"), ("--document", "Rules (R)")])
def test_a_demonstration_is_no_record_of_ones_own(
    run: Run, tmp_path: Path, options: tuple[str, str]
) -> None:
    ran = run("init", tmp_path / "new", "--demo", *options)
    assert (ran.code, "leave out --document," in ran.err) == (2, True)
    assert not (tmp_path / "new").exists()


def test_a_demonstration_has_the_record_of_this_project(run: Run, tmp_path: Path) -> None:
    ran = run("init", tmp_path, "--demo")
    assert ran.code == 0
    assert "corpus amend example: begins" in ran.out
    assert "put your own words" not in ran.out  # for what is sealed stays as it is
    assert snapshot(tmp_path / "versions") == snapshot(ROOT / "versions")


def test_the_editors_schemas_are_those_of_the_models(tmp_path: Path) -> None:
    begin(tmp_path, beginning())
    for name, schema in json_schemas().items():
        made = tmp_path / "versions/schema" / f"{name}.json"
        assert json.loads(made.read_text()) == schema


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("github-workflows", ".github/workflows/site.yml"),
        ("github-workflows", ".github/workflows/law.yml"),
        ("github-workflows", ".github/workflows/comment.yml"),
        ("github-workflows", ".github/workflows/edit.yml"),
        ("gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_what_the_forges_run_is_such_as_they_take(tmp_path: Path, schema: str, name: str) -> None:
    begin(tmp_path, beginning())
    command = ["check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(tmp_path / name)]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_forges_judge_a_branch_by_its_base(tmp_path: Path) -> None:
    """Nothing of a branch is run: its folder is below `.cache`, or the base is beside it."""
    begin(tmp_path, beginning())
    law = yaml.load((tmp_path / ".github/workflows/law.yml").read_text(), yaml.BaseLoader)
    (job,) = law["jobs"].values()
    assert (set(law["on"]), law["permissions"]) == ({"pull_request_target"}, {})
    assert job["permissions"] == {"contents": "read"}
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert 'corpus verify --versions .cache/branch/versions --base "$BASE"' in runs
    there = " .cache/branch"
    assert not [run for run in runs if run.startswith("corpus ") and there not in run]
    assert not [run for run in runs if "${{" in run]
    gitlab = yaml.load((tmp_path / ".gitlab-ci.yml").read_text(), yaml.BaseLoader)["law"]
    assert gitlab["before_script"][:6] == [
        'git fetch origin "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"',
        "BASE=$(git rev-parse FETCH_HEAD)",
        "rm -rf ../base",
        "git worktree prune",
        'git worktree add --detach ../base "$BASE"',
        "cd ../base",
    ]
    assert 'corpus verify --versions "$CI_PROJECT_DIR/versions" --base "$BASE"' in gitlab["script"]
    brought = gitlab["after_script"][0]
    assert brought == "rm -rf changes preview", "what a branch brings is not shown as made here"


def test_what_the_code_of_a_branch_builds_is_kept_nowhere(tmp_path: Path) -> None:
    begin(tmp_path, beginning())
    site = yaml.load((tmp_path / ".github/workflows/site.yml").read_text(), yaml.BaseLoader)
    (kept,) = (each for each in site["jobs"]["build"]["steps"] if "upload" in each.get("uses", ""))
    assert kept["if"] == "github.event_name != 'pull_request'"
    gitlab = yaml.load((tmp_path / ".gitlab-ci.yml").read_text(), yaml.BaseLoader)
    assert "artifacts" not in gitlab["check"]


def test_the_job_that_comments_is_that_of_this_project(tmp_path: Path) -> None:
    """Which runs nothing of a branch; and it finds what the workflow `Law` keeps for it."""
    begin(tmp_path, beginning())
    folder = tmp_path / ".github/workflows"
    made = yaml.load((folder / "comment.yml").read_text(), yaml.BaseLoader)
    own = (ROOT / ".github/workflows/comment.yml").read_text()
    assert made == yaml.load(own, yaml.BaseLoader)
    (law,) = yaml.load((folder / "law.yml").read_text(), yaml.BaseLoader)["jobs"].values()
    kept = [each["with"] for each in law["steps"] if "upload" in each.get("uses", "")]
    assert {"name": "redlines", "path": "changes/"} in kept
    assert 'echo "$NUMBER" > changes/number' in [each.get("run") for each in law["steps"]]


@pytest.mark.parametrize("name", ["comment", "edit", "law", "site"])
def test_the_auditor_of_workflows_has_nothing_to_say(tmp_path: Path, name: str) -> None:
    begin(tmp_path, beginning())
    workflow = tmp_path / ".github/workflows" / f"{name}.yml"
    auditor = Path(sys.executable).parent / "zizmor"
    command = [str(auditor), "--offline", "--quiet", "--pedantic", str(workflow)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("procedure", PROCEDURES)
def test_each_procedure_begins_a_record_without_a_finding(
    tmp_path: Path, procedure: str, language: str
) -> None:
    """In force from the day on, and its example cites a provision that there is."""
    begin(tmp_path, replace(beginning(), procedure=procedure, language=language))
    corpus = load(tmp_path / "versions")
    document = corpus.documents[0]
    version = in_force(document, DAY)
    assert version
    assert stage_in_words(document, version, DAY) == corpus.procedure.steps[-1].stage
    cited = [each.citation for each in version.body if each.label in ("(b)", "2.")]
    assert all(each in version.text for each in cited)
    assert cited
    for day in (DAY, DAY + dt.timedelta(days=1)):
        assert not check(corpus, day).problems


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_a_procedure_is_the_same_in_every_language_but_for_its_words(procedure: str) -> None:
    steps = [
        [(step.id, step.does) for step in read_corpus("corpus.yml", text).value.steps]
        for text in (procedure_file(procedure, language) for language in LANGUAGES)
    ]
    assert steps[0] == steps[1]
    assert not re.search("[Dd]irect(ed|ion was)", procedure_file(procedure))


def test_a_procedure_is_begun_with_by_its_name(run: Run, tmp_path: Path) -> None:
    ran = run("init", tmp_path, "--procedure", "statute")
    assert (ran.code, "(statute; begin with --procedure general" in ran.out) == (0, True)
    procedure = load(tmp_path / "versions").procedure
    assert procedure.ids[:3] == ("bill", "assent", "commencement")
    assert procedure.instrument.name == "Act"


def test_an_unknown_procedure_is_refused_with_the_list(run: Run, tmp_path: Path) -> None:
    ran = run("init", tmp_path / "new", "--procedure", "treaty")
    assert ran.code == 2
    assert ran.err.rstrip().endswith("is not one of 'general', 'ballot', 'statute'.")
    assert not (tmp_path / "new").exists()


def test_the_pages_show_the_ballot_that_is_written() -> None:
    shown = re.findall(r"(?ms)^```yaml\n(steps:.*?)^```", (ROOT / "docs/own-corpus.md").read_text())
    said = [yaml.safe_load(block) for block in shown]
    written = yaml.safe_load(procedure_file("ballot"))
    assert [written] == [{key: each[key] for key in written} for each in said]
