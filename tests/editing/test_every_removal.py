"""Everything of a record that somebody could take out or alter in a pull request: it is seen when
the branch is held to its base, or stands here with the reason why it may be."""

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import BaseModel

from build_tools.editing.branch import Branch as Judged
from build_tools.editing.departures import departures
from build_tools.record.git import at_merge_base
from build_tools.record.loading import CORPUS, WORDS
from build_tools.record.publication_log import LOG
from build_tools.record.schema.models import AmendmentFile, DocumentFile, EventFile, VersionFile
from build_tools.record.schema.procedure_models import CorpusFile
from build_tools.record.seals import SEALS
from build_tools.record.signatures import SIGNATURES, SIGNERS
from tests.branching import Repository
from tests.judging import DOCUMENT, LAW, PROPOSAL, SECOND, THIRD, begin
from tests.paths import ROOT
from tests.running import replace_in
from tests.signing import listed, made_keys

DAY = dt.date(2026, 11, 23)
FOURTH = "versions/amendments/fourth-rules.yml"
DRAFT = "versions/rules/4.0.md"
DIRECTION = "versions/amendments/second-rules.direction.md"
FILES = {
    f"versions/{CORPUS}": "sections: false\n",
    f"versions/{WORDS}": "forms: {omit-words: 'keep out {quoted}'}\n",
    "versions/waivers.yml": (
        "waivers:\n  - {rule: quotes, file: rules/3.0.md, line: A loan begins, reason: Nothing.}\n"
    ),
    "versions/schema/document.json": "{}\n",
    "versions/decisions/third-rules.yml": "unasked:\n  - {changed: [c-0123abcd], reason: Slip.}\n",
}
"""What a record may have beside texts, amendments and seals."""
Change = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Row:
    """Something that a branch takes out or alters, and what is told of it."""

    change: Change
    seen: str = ""
    """Words of what is told; empty where it may be, for the reason in `allowed`."""
    allowed: str = ""


def gone(*names: str) -> Change:
    """Files and folders removed together."""

    def change(project: Path) -> None:
        for name in names:
            path = project / name
            assert path.exists()
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return change


def edited(name: str, old: str, new: str = "") -> Change:
    return lambda project: replace_in(project / name, old, new)


def added(name: str, text: str) -> Change:
    """A line at the head of a YAML file, below the line that opens its front matter."""

    def change(project: Path) -> None:
        words = (project / name).read_text()
        head = "---\n" if words.startswith("---\n") else ""
        (project / name).write_text(f"{head}{text}\n{words.removeprefix(head)}")

    return change


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory, missing: Callable[[str], None]) -> Path:
    """A record with all that a record can have: sealed, signed, logged, proposed, in draft."""
    folder = tmp_path_factory.mktemp("origin")
    keys = made_keys(tmp_path_factory.mktemp("keys"), missing)
    project = begin(folder / "project").path
    for name, text in FILES.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text)
    replace_in(project / THIRD, "sources:", "  conclusion: {actual: 2021-09-01}\nsources:")
    for was, now in ((PROPOSAL, DRAFT), (THIRD, FOURTH)):
        words = (project / was).read_text().replace("3.0", "4.0").replace("third", "fourth")
        kept = [line for line in words.splitlines(keepends=True) if "{actual" not in line]
        (project / now).write_text("".join(kept).replace("dates:\n", ""))
    record = project / "versions"
    (record / SIGNERS).write_text(listed(keys, "counsel"))
    (record / SEALS).unlink()
    repository = Repository(project)
    sealing = ("seal", "rules@2.0", "--sign", str(keys / "counsel"), "--versions", str(record))
    ran = Repository(ROOT).corpus(*sealing)
    assert ran.code == 0, ran
    (project / DIRECTION).write_text('1. In Table 1.2, for "14" substitute "7".\n')
    repository.commit("All of it")
    repository.git("branch", "--force", "main")
    return project


def told(project: Path) -> list[str]:
    """What is told of a branch that holds what stands here."""
    repository = Repository(project)
    repository.git("add", "--all", "--force")
    repository.git("commit", "--quiet", "--allow-empty", "--message", "A change")
    root = project / "versions"
    with at_merge_base(root, "main") as (commit, copy):
        return list(map(str, departures(Judged(root, "main", commit, copy, DAY))))


def assert_told(row: Row, origin: Path, tmp_path: Path) -> None:
    project = shutil.copytree(origin, tmp_path / "project")
    row.change(project)
    found = told(project)
    if row.seen:
        assert any(row.seen in each for each in found), found
    else:
        assert not found
        assert row.allowed, "why it may be"


# --- Files ----------------------------------------------------------------------------------------

LIST = f"versions/{SIGNERS}"
SIGNED = f"versions/{SIGNATURES}"
LOGGED = f"versions/{LOG}"
SEALED = f"versions/{SEALS}"
UNSIGNED = "nobody whom `allowed_signers` allows signed this seal of rules@2.0"
LOST_ENTRY = "law: entry 1 of the publication log (published, rules@2.0) has gone"


def rolled_back(project: Path) -> None:
    """The tree of the first commit, as a commit that follows the last."""
    repository = Repository(project)
    first = repository.git("rev-list", "--max-parents=0", "HEAD")
    repository.git("rm", "-r", "--quiet", ".")
    repository.git("checkout", "--quiet", first, "--", ".")


TAKEN_OUT: Mapping[str, Row] = {
    "a sealed text": Row(gone(LAW), "rules@2.0 is law and has gone"),
    "a text in force without a seal": Row(gone("versions/rules/1.0.md"), "rules@1.0 is law and"),
    "a text that was issued": Row(gone(PROPOSAL), "rules@3.0 was issued and has gone"),
    "a draft and its amendment": Row(gone(DRAFT, FOURTH), allowed="nobody was asked of it"),
    "an amendment that made law": Row(gone(SECOND), "has lost the amendment that made it"),
    "an amendment that was issued": Row(gone(THIRD), "third-rules was issued and has gone"),
    "a document": Row(gone("versions/rules"), "rules@2.0 is law and has gone"),
    "what describes a document": Row(gone(DOCUMENT), "judge: changes `provenance` of rules"),
    "the seals": Row(gone(SEALED), "the seal of rules@2.0 has gone"),
    "the signatures": Row(gone(SIGNED), "law: a signature of rules@2.0 has gone"),
    "who may sign": Row(gone(LIST), "judge: changes whose signatures make a seal good"),
    "the log": Row(gone(LOGGED), LOST_ENTRY),
    "signers and signatures": Row(gone(LIST, SIGNED), UNSIGNED),
    "log, signers and signatures": Row(gone(LOGGED, LIST, SIGNED), LOST_ENTRY),
    "log, signers, signatures and seals": Row(
        gone(LOGGED, LIST, SIGNED, SEALED), "the seal of rules@2.0 has gone"
    ),
    "all that was added since": Row(rolled_back, "law: a signature of rules@2.0 has gone"),
    "the whole record but one file": Row(
        gone(*("versions/rules", "versions/amendments", SEALED, LIST, SIGNED, LOGGED)),
        "the seal of rules@2.0 has gone",
    ),
    "the words of a direction": Row(gone(DIRECTION), "`direction-text` makes rules@2.0 law"),
    "what was decided": Row(
        gone("versions/decisions/third-rules.yml"), "what was decided on third-rules has gone"
    ),
    "the procedure": Row(gone(f"versions/{CORPUS}"), "judge: changes by which steps the law"),
    "the words of directions": Row(gone(f"versions/{WORDS}"), "judge: changes in which words"),
    "what editors hold files to": Row(gone("versions/schema"), "judge: changes what text editors"),
    "the waivers": Row(gone("versions/waivers.yml"), allowed="more is held to the rules, not less"),
    "prose": Row(gone("docs/index.md", "README.md"), allowed="it is no law, and is reviewed"),
    "the program": Row(gone("build_tools"), "judge: changes the program that proves the record"),
    "the workflows": Row(gone(".github"), "judge: changes what the forge runs"),
    "how the site is built": Row(gone("mkdocs.yml"), "judge: changes how the site is built"),
}


@pytest.mark.parametrize("name", TAKEN_OUT)
def test_what_is_taken_out_is_seen_or_may_be(name: str, origin: Path, tmp_path: Path) -> None:
    assert_told(TAKEN_OUT[name], origin, tmp_path)


def line_of(name: str) -> Change:
    """A letter of a file altered, wherever it stands."""

    def change(project: Path) -> None:
        path = project / name
        words = path.read_text()
        at = len(words) * 2 // 3
        path.write_text(words[:at] + ("x" if words[at] != "x" else "y") + words[at + 1 :])

    return change


def signature_altered(project: Path) -> None:
    (found,) = (project / SIGNED).iterdir()
    line_of(found.relative_to(project).as_posix())(project)


ALTERED: Mapping[str, Row] = {
    "a sealed text": Row(line_of(LAW), "rules@2.0 is law and has changed"),
    "a text in force": Row(
        edited("versions/rules/1.0.md", "Spade", "Rake"), "rules@1.0 is law and has changed"
    ),
    "a text that was issued": Row(
        edited(PROPOSAL, "Spade", "Rake"), allowed="a proposal is worked on until it is directed"
    ),
    "a seal": Row(edited(SEALED, "2021-06-15", "2021-06-14"), "made anew, with other facts"),
    "a signature": Row(signature_altered, "law: a signature of rules@2.0 has gone"),
    "who may sign": Row(line_of(LIST), "judge: changes whose signatures make a seal good"),
    "an entry of the log": Row(
        edited(LOGGED, '"logged": "20', '"logged": "19'),
        "entry 1 of the publication log (published, rules@2.0) has changed",
    ),
    "the words of a direction": Row(line_of(DIRECTION), "`direction-text` makes rules@2.0 law"),
    "what was decided": Row(
        edited("versions/decisions/third-rules.yml", "Slip", "Slap"),
        "what was decided on third-rules has changed",
    ),
    "a waiver": Row(edited("versions/waivers.yml", "A loan", "A"), "judge: waives `quotes` in"),
    "of which version a waiver is": Row(
        edited("versions/waivers.yml", "3.0.md", "4.0.md"),
        allowed="the same words of the same document, for the reason that was accepted",
    ),
    "of which document a waiver is": Row(
        edited("versions/waivers.yml", "rules/3", "notes/3"), "judge: waives `quotes` in"
    ),
    "the words of directions": Row(
        edited(f"versions/{WORDS}", "keep out", "take in"), "judge: changes in which words"
    ),
}


@pytest.mark.parametrize("name", ALTERED)
def test_what_is_altered_is_seen_or_may_be(name: str, origin: Path, tmp_path: Path) -> None:
    assert_told(ALTERED[name], origin, tmp_path)


# --- Keys -----------------------------------------------------------------------------------------

SWITCHES = "judge: changes by which steps the law is made"
KNOWN = "judge: changes `{}` of rules, by which readers know its law"
FACT = "law: `{}` makes rules@2.0 law and has changed"
ACCOUNT = "judge: changes the {}, by which readers know what second-rules did to the law"
CALLED = "judge: changes what provisions of rules are called"

OF_A_DOCUMENT: Mapping[str, Row] = {
    "title": Row(edited(DOCUMENT, "of the Lending", "of a"), KNOWN.format("title")),
    "short_title": Row(edited(DOCUMENT, ": Rules\n", ": Law\n"), KNOWN.format("short_title")),
    "place": Row(edited(DOCUMENT, "Nowhere", "Annex"), KNOWN.format("place")),
    "provenance": Row(edited(DOCUMENT, "not a", "the"), KNOWN.format("provenance")),
    "fictional": Row(edited(DOCUMENT, "fictional: true\n"), "law: `fictional` of rules is not"),
    "names": Row(added(DOCUMENT, "names: [Spade]"), "judge: lists `Spade` under `names`"),
    "provision": Row(added(DOCUMENT, "provision: Section"), CALLED),
    "limbs": Row(added(DOCUMENT, "limbs: {'(a)': Item}"), CALLED),
    "rules": Row(added(DOCUMENT, "rules: relaxed"), "judge: changes what the texts of rules"),
    "kept_redlines": Row(
        added(DOCUMENT, "kept_redlines: ['1.0..3.0']"),
        allowed="a page more or less of what any two versions show anyway",
    ),
    "sections": Row(
        added(DOCUMENT, "sections: true"),
        allowed="the same words on other pages, whose former addresses go on answering",
    ),
}
OF_A_VERSION: Mapping[str, Row] = {
    "document": Row(edited(LAW, "document: rules", "document: ruled"), "rules@2.0 is law and has"),
    "version": Row(edited(LAW, '"2.0"', '"2.1"'), "rules@2.0 is law and has"),
    "amendment": Row(edited(LAW, "second-", "third-"), "rules@2.0 is law and has"),
    "provenance": Row(edited(LAW, "Made up", "Taken"), "rules@2.0 is law and has"),
}
OF_AN_AMENDMENT: Mapping[str, Row] = {
    "title": Row(edited(SECOND, "of forks", "of spades"), FACT.format("title")),
    "route": Row(edited(SECOND, "mtad-direction", "dcc-publication"), FACT.format("route")),
    "summary": Row(edited(SECOND, "Doubles", "Halves"), ACCOUNT.format("summary")),
    "steps": Row(edited(SECOND, '    from: "1.0"\n'), FACT.format("from")),
    "dates": Row(edited(SECOND, "2021-06-15", "2021-06-14"), FACT.format("direction")),
    "withdrawn": Row(added(SECOND, "withdrawn: 2021-06-20"), FACT.format("withdrawn")),
    "correction": Row(added(SECOND, "correction: true"), FACT.format("correction")),
    "corrections": Row(
        added(SECOND, "corrections: [{fact: title, was: Loans, reason: A slip.}]"),
        allowed="a reason that explains no change hides none, and stays for good",
    ),
    "questions": Row(added(SECOND, "questions:\n  - Is it void?"), ACCOUNT.format("questions")),
    "addressee": Row(added(SECOND, "addressee: The keeper"), ACCOUNT.format("addressee")),
    "sources": Row(edited(SECOND, "The book", "The true book"), ACCOUNT.format("sources")),
}
OF_A_DATE: Mapping[str, Row] = {
    "planned": Row(
        edited(SECOND, "2021-05-31T12:00", "2021-05-30T12:00"),
        ACCOUNT.format("planned of consultation-closes"),
    ),
    "actual": Row(
        edited(SECOND, "2021-05-03", "2021-05-04"),
        ACCOUNT.format("actual of consultation-issued"),
    ),
    "note": Row(
        edited(SECOND, "2021-05-03}", "2021-05-03, note: late}"),
        ACCOUNT.format("note of consultation-issued"),
    ),
    "provisions": Row(  # of a part alone, and an error elsewhere: tests/record/test_parts.py
        edited(SECOND, "2021-05-03}", "2021-05-03, provisions: [1]}"),
        "has lost the amendment that made it",
    ),
}
OF_THE_RECORD = {
    name: Row(edited(f"versions/{CORPUS}", "sections: false", said), SWITCHES)
    for name, said in {
        "language": "language: de",
        "steps": "steps: [{id: said, does: decides, name: Said, stage: said}]",
        "routes": "routes: [{id: way, name: A way}]",
        "provision": "provision: Section",
        "limbs": "limbs: {'(a)': Item}",
        "sections": "sections: true",
        "names": "names: [Spade]",
        "bodies": "bodies: [The Keeper]",
        "time_zone": "time_zone: Europe/Berlin",
        "time_zone_name": "time_zone_name: Berlin",
        "reserved": "reserved: [spades]",
        "instrument": "instrument: {name: decree}",
    }.items()
}
KEYS: Mapping[type[BaseModel], Mapping[str, Row]] = {
    DocumentFile: OF_A_DOCUMENT,
    VersionFile: OF_A_VERSION,
    AmendmentFile: OF_AN_AMENDMENT,
    EventFile: OF_A_DATE,
    CorpusFile: OF_THE_RECORD,
}
"""What each key of a file of the record comes to where a branch changes it. There is no switch by
which a record says that it is sealed, logged or signed: that these files are there says so.
"""


@pytest.mark.sweep
@pytest.mark.parametrize("model", KEYS, ids=lambda model: model.__name__)
def test_every_key_is_judged(model: type[BaseModel], origin: Path, tmp_path: Path) -> None:
    assert set(KEYS[model]) == set(model.model_fields), "a new key is a new row"
    for name, row in KEYS[model].items():
        assert_told(row, origin, tmp_path / name)


# --- What was issued and is no law ----------------------------------------------------------------

OF_A_PROPOSAL: Mapping[str, Row] = {
    "that it was issued": Row(
        edited(THIRD, "  consultation-issued: {actual: 2021-08-02}\n"),
        "third-rules: `consultation-issued` had come, and nothing says so any more",
    ),
    "that it was concluded": Row(
        edited(THIRD, "  conclusion: {actual: 2021-09-01}\n"),
        "third-rules: `conclusion` had come, and nothing says so any more",
    ),
    "that a step came, which is only planned now": Row(
        edited(THIRD, "conclusion: {actual: 2021", "conclusion: {planned: 2029"),
        "third-rules: `conclusion` had come, and nothing says so any more",
    ),
    "on what day it was issued": Row(
        edited(THIRD, "2021-08-02", "2021-08-03"),
        allowed="a slip is put right, and the summary of the pull request tells it first",
    ),
    "what it is called": Row(
        edited(THIRD, "The third rules", "The 3rd rules"),
        allowed="a proposal is worked on, and the summary of the pull request tells it",
    ),
    "what another source says": Row(
        edited(THIRD, "The book", "A book"), allowed="the summary of the pull request tells it"
    ),
}


@pytest.mark.parametrize("name", OF_A_PROPOSAL)
def test_what_was_issued_is_not_undone(name: str, origin: Path, tmp_path: Path) -> None:
    assert_told(OF_A_PROPOSAL[name], origin, tmp_path)


def test_what_was_withdrawn_stays_withdrawn(origin: Path, tmp_path: Path) -> None:
    project = shutil.copytree(origin, tmp_path / "project")
    repository = Repository(project)
    added(THIRD, "withdrawn: 2021-09-02")(project)
    repository.commit("Given up")
    repository.git("branch", "--force", "main")
    edited(THIRD, "withdrawn: 2021-09-02\n")(project)
    said = "law: third-rules: was withdrawn, and nothing says so any more"
    assert any(said in each for each in told(project))
