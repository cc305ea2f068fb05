"""A branch held to what is law at its base, in real git repositories: what would change the law, or
what judges it, is named and fails; what adds to the record passes."""

import hashlib
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from build_tools.editing.vouched import NO_SIGNERS, NOT_SEALED
from build_tools.record.publication_log import LOG, entries_of, log_text
from build_tools.record.seals import SEALS
from tests.branching import Repository
from tests.judging import DOCUMENT, LAW, PROPOSAL, SECOND, THIRD, Branch, amend, begin
from tests.running import Run


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return begin(tmp_path_factory.mktemp("origin") / "project")


@pytest.fixture
def branch(origin: Repository, tmp_path: Path, run: Run) -> Branch:
    return Branch(Repository(shutil.copytree(origin.path, tmp_path / "project")), run)


# --- What would change the law --------------------------------------------------------------------

Attack = Callable[[Branch], object]
REASON = "corrections:\n  - {{fact: {}, was: {}, reason: The book was misread.}}\n"


def change_the_text(branch: Branch) -> None:
    branch.edit(LAW, "Spade | 7", "Spade | 70")


def drop_the_seals(branch: Branch) -> None:
    (branch.path / "versions" / SEALS).unlink()


def seal_anew(branch: Branch) -> None:
    drop_the_seals(branch)
    assert branch.corpus("seal", "rules@2.0").code == 0


def take_the_direction_back(branch: Branch) -> None:
    branch.edit(SECOND, "  direction: {actual: 2021-06-15}\n", "")


def both(*attacks: Attack) -> Attack:
    def attack(branch: Branch) -> None:
        for each in attacks:
            each(branch)

    return attack


def edited(name: str, old: str, new: str) -> Attack:
    return lambda branch: branch.edit(name, old, new)


def written(name: str, text: str) -> Attack:
    return lambda branch: branch.write(name, text)


def removed(name: str) -> Attack:
    return lambda branch: (branch.path / name).unlink()


def with_every_trick(branch: Branch) -> None:
    """A changed text under a new seal, and all that judges it put out of action."""
    both(change_the_text, seal_anew)(branch)
    branch.write("versions/waivers.yml", WAIVER)
    branch.edit("mkdocs.yml", "corpus: {}", "corpus: {as_of: 2021-01-01}")
    branch.edit("build_tools/proof.py", "...", "return True")
    branch.edit(SECOND, "dates:", "correction: true\ndates:")


NOTES = "versions/amendments/notes.yml"
WAIVER = """\
waivers:
  - rule: quotes
    file: rules/3.0.md
    line: A loan begins
    reason: It is nothing.
"""
ACCEPTED = f"""\
accepted:
  - reason: It is nothing.
    texts:
      - {{file: rules/3.0.md, sha256: "{64 * "0"}", found: {{ragged-row: 1}}}}
"""
MOVED_SEAL = "has been made anew, of another text"
CHANGED = "rules@2.0 is law and has changed"
GONE = "the seal of rules@2.0 has gone"
FACT = "`{}` makes rules@2.0 law and has changed"


def propose_beside(branch: Branch, amendment: str = "notes") -> None:
    """A document that is only proposed, and no law yet."""
    described = (branch.path / DOCUMENT).read_text().replace("Rules of", "Notes of")
    branch.write("versions/notes/document.yml", described.replace(": Rules\n", ": Notes\n"))
    text = (branch.path / "versions/rules/1.0.md").read_text().replace("nt: rules", "nt: notes")
    branch.write("versions/notes/1.0.md", text.replace("first-rules", amendment))
    if amendment == "notes":
        proposal = (
            (branch.path / THIRD)
            .read_text()
            .replace('document: rules, from: "2.0"', "document: notes")
        )
        proposal = proposal.replace('to: "3.0", scope: [Table 1.2]', 'to: "1.0"')
        branch.write(NOTES, proposal)


def widen(branch: Branch) -> None:
    """One more document made by what has been decided, and sealed."""
    propose_beside(branch, "second-rules")
    branch.edit(SECOND, "steps:", 'steps:\n  - {document: notes, to: "1.0"}')
    assert branch.corpus("seal", "notes@1.0").code == 0


def on_main(branch: Branch, change: Attack) -> None:
    """The branch begun anew from a base where something has changed."""
    branch.repository.git("switch", "--quiet", "main")
    change(branch)
    branch.repository.commit("A change")
    branch.repository.git("switch", "--quiet", "--create", "again")


AGAINST_THE_LAW: dict[str, tuple[Attack, str]] = {
    "a sealed text": (change_the_text, CHANGED),
    "a sealed text and its seal removed": (both(change_the_text, drop_the_seals), CHANGED),
    "a sealed text under a new seal": (both(change_the_text, seal_anew), MOVED_SEAL),
    "all seals deleted": (drop_the_seals, GONE),
    "the seals emptied": (written(f"versions/{SEALS}", ""), GONE),
    "the facts of a seal removed": (
        lambda branch: branch.write(
            f"versions/{SEALS}", (branch.path / "versions" / SEALS).read_text().splitlines()[-1]
        ),
        "has been made anew, with other facts",
    ),
    "another fact, sealed anew": (
        both(edited(SECOND, "2021-06-15", "2021-06-01"), seal_anew),
        "has been made anew, with other facts",
    ),
    "the direction taken back": (take_the_direction_back, FACT.format("direction")),
    "the direction taken back and the seal too": (
        both(take_the_direction_back, drop_the_seals),
        FACT.format("direction"),
    ),
    "another day of direction": (
        edited(SECOND, "2021-06-15", "2021-06-01"),
        FACT.format("direction"),
    ),
    "no day of effect": (
        edited(SECOND, "  effect: {planned: 2021-07}\n", ""),
        FACT.format("effect"),
    ),
    "another title": (edited(SECOND, "of forks", "of nothing"), FACT.format("title")),
    "another route": (edited(SECOND, "mtad-direction", "dcc-publication"), FACT.format("route")),
    "another start": (edited(SECOND, '    from: "1.0"\n', ""), FACT.format("from")),
    "another end": (edited(SECOND, 'to: "2.0"', 'to: "2.1"'), FACT.format("from")),
    "withdrawn": (edited(SECOND, "dates:", "withdrawn: 2021-06-20\ndates:"), "`withdrawn` makes"),
    "said to be a correction": (
        edited(SECOND, "dates:", "correction: true\ndates:"),
        FACT.format("correction"),
    ),
    "a correction of another value": (
        both(
            edited(SECOND, "2021-06-15", "2021-06-01"),
            edited(SECOND, "dates:", REASON.format("direction", "2021-05-01") + "dates:"),
        ),
        FACT.format("direction"),
    ),
    "a sealed version deleted": (removed(LAW), "rules@2.0 is law and has gone"),
    "a sealed version and all about it deleted": (
        both(removed(LAW), removed(SECOND), drop_the_seals),
        "rules@2.0 is law and has gone",
    ),
    "a sealed version under another label": (
        lambda branch: (branch.path / LAW).rename(branch.path / "versions/rules/2.0A.md"),
        "rules@2.0 is law and has gone",
    ),
    "its amendment deleted": (removed(SECOND), "has lost the amendment that made it"),
    "its amendment unreadable": (
        edited(SECOND, "title:", "titel:"),
        "has lost the amendment that made it",
    ),
    "the text in force that has no seal": (
        edited("versions/rules/1.0.md", "Spade | 7", "Spade | 70"),
        "rules@1.0 is law and has changed",
    ),
    "the effect of what is in force without a seal": (
        edited("versions/amendments/first-rules.yml", "2020-03-01", "2029-03-01"),
        "`effect` makes rules@1.0 law and has changed",
    ),
    "a proposal that was issued deleted": (
        both(removed(PROPOSAL), removed(THIRD)),
        "rules@3.0 was issued and has gone",
    ),
    "that a proposal was issued taken back": (
        edited(THIRD, "  consultation-issued: {actual: 2021-08-02}\n", ""),
        "rules@3.0 was issued, and nothing says so any more",
    ),
    "a second beginning in force": (
        lambda branch: begin_again(branch, "0.5"),
        "rules@0.5 becomes law here and is not sealed",
    ),
    "a later beginning in force": (
        lambda branch: begin_again(branch, "4.0"),
        "rules@4.0 becomes law here and is not sealed",
    ),
    "a proposal put in force by nobody": (
        both(
            edited(SECOND, "{planned: 2021-07}", "{actual: 2021-07-05}"),
            lambda branch: branch.corpus("seal", "rules@2.0"),
            edited(THIRD, "sources:", "  effect: {actual: 2021-10-01}\nsources:"),
        ),
        "rules@3.0 becomes law here and is not sealed",
    ),
    "a directed version without its seal": (
        edited(THIRD, "sources:", "  direction: {actual: 2021-09-01}\nsources:"),
        "rules@3.0 becomes law here and is not sealed",
    ),
    "a document made real": (
        edited("versions/rules/document.yml", "fictional: true\n", ""),
        "`fictional` of rules is not what it was",
    ),
    "the whole record deleted but for a new one": (
        lambda branch: (branch.path / "versions/rules").rename(branch.path / "versions/rulez"),
        "rules@2.0 is law and has gone",
    ),
    "a text as a link to the same words": (
        both(
            lambda branch: shutil.copy(branch.path / LAW, branch.path / "docs/kept.md"),
            lambda branch: branch.link(LAW, "../../docs/kept.md"),
        ),
        f"{LAW}: law: is a symbolic link",
    ),
    "a text as a link within the record": (
        lambda branch: branch.link(PROPOSAL, "2.0.md"),
        f"{PROPOSAL}: law: is a symbolic link",
    ),
    "the seals as a link": (
        both(
            lambda branch: shutil.copy(branch.path / "versions" / SEALS, branch.path / "docs/s.md"),
            lambda branch: branch.link(f"versions/{SEALS}", "../docs/s.md"),
        ),
        f"versions/{SEALS}: law: is a symbolic link",
    ),
    "an amendment as a link": (
        both(
            lambda branch: shutil.copy(branch.path / SECOND, branch.path / "docs/a.md"),
            lambda branch: branch.link(SECOND, "../../docs/a.md"),
        ),
        f"{SECOND}: law: is a symbolic link",
    ),
    "a folder as a link": (
        both(
            lambda branch: shutil.move(branch.path / "versions/rules", branch.path / "docs/rules"),
            lambda branch: (branch.path / "versions/rules").symlink_to("../docs/rules"),
        ),
        "versions/rules: law: is a symbolic link",
    ),
    "what was directed made to change another document": (
        widen,
        f"{SECOND}: law: second-rules is law and has not made notes@1.0",
    ),
    "a copy that a text editor leaves": (
        lambda branch: shutil.copy(branch.path / LAW, branch.path / f"{LAW}~"),
        f"{LAW}~: law: is a hidden file in the record",
    ),
    "a copy that a text editor keeps meanwhile": (
        lambda branch: shutil.copy(branch.path / LAW, branch.path / "versions/rules/#2.0.md#"),
        "is a hidden file in the record",
    ),
    "another repository": (
        lambda branch: branch.repository.git("clone", "--quiet", ".", "versions/more"),
        "versions/more: law: is a symbolic link, or another repository",
    ),
    "a journal that would put files back": (
        written("versions/.journal", '{"changes": []}\n'),
        "is a hidden file in the record",
    ),
    "everything at once": (with_every_trick, MOVED_SEAL),
}


AT_ONCE = {
    "a sealed text and its seal removed",
    "another fact, sealed anew",
    "the direction taken back and the seal too",
    "a text as a link to the same words",
    "a journal that would put files back",
    "everything at once",
    "a waiver",
    "a provenance that says more",
    "the proof turned off",
    "a directed version with its seal",
    "a fact corrected with its reason",
}
"""Those of every kind that each run of the tests tries; the others are for the long run."""


def cases(named: Mapping[str, object]) -> list[pytest.ParameterSet]:
    return [
        pytest.param(name, marks=() if name in AT_ONCE else pytest.mark.sweep) for name in named
    ]


@pytest.mark.parametrize("attack", cases(AGAINST_THE_LAW))
def test_what_would_change_the_law_fails_and_is_named(attack: str, branch: Branch) -> None:
    change, said = AGAINST_THE_LAW[attack]
    change(branch)
    ran = branch.judged()
    assert (ran.code, said in ran.out) == (1, True), ran.out
    assert ": law: " in ran.out.splitlines()[0]


FIRST = "versions/amendments/first-rules.yml"


def begin_again(branch: Branch, label: str, document: str = "rules") -> None:
    """One more first version, in force since the day of the first, which no direction made."""
    text = (branch.path / "versions/rules/1.0.md").read_text()
    text = text.replace('version: "1.0"', f'version: "{label}"').replace("first-rules", "again")
    branch.write(f"versions/{document}/{label}.md", text.replace("nt: rules", f"nt: {document}"))
    amendment = (branch.path / FIRST).read_text().replace('"1.0"', f'"{label}"')
    amendment = amendment.replace("document: rules", f"document: {document}")
    branch.write("versions/amendments/again.yml", amendment)


def begin_beside(branch: Branch) -> None:
    branch.write("versions/true-rules/document.yml", (branch.path / DOCUMENT).read_text())
    begin_again(branch, "1.0", "true-rules")


AGAINST_THE_JUDGES: dict[str, tuple[Attack, str]] = {
    "a waiver": (written("versions/waivers.yml", WAIVER), "waives `quotes`"),
    "an accepted text": (written("versions/waivers.yml", ACCEPTED), "accepts what `ragged-row`"),
    "a proposal said to be a correction": (
        edited(THIRD, "dates:", "correction: true\ndates:"),
        "sets `correction`",
    ),
    "another title of the document": (
        edited(DOCUMENT, "title: Rules of the", "title: Advice of the"),
        f"{DOCUMENT}: judge: changes `title` of rules, by which readers know its law",
    ),
    "a short title that is another's": (edited(DOCUMENT, ": Rules\n", ": Law\n"), "`short_title`"),
    "another place": (edited(DOCUMENT, "Nowhere", "Appendix A"), "changes `place` of rules"),
    "a provenance that says more": (
        edited(DOCUMENT, "not a legal text", "the legal text"),
        "changes `provenance` of rules",
    ),
    "a name that needs no definition": (
        edited(DOCUMENT, "fictional: true", "fictional: true\nnames: [Spade Keeper]"),
        f"{DOCUMENT}: judge: lists `Spade Keeper` under `names`",
    ),
    "other words for references": (
        edited(DOCUMENT, "fictional: true", "fictional: true\nprovision: Section"),
        f"{DOCUMENT}: judge: changes what provisions of rules are called",
    ),
    "other words for directions": (
        written("versions/instructions.yml", "forms: {omit-words: 'keep out {quoted}'}\n"),
        "versions/instructions.yml: judge: changes in which words amendments are written and read",
    ),
    "a direction that nobody gave of what made law": (
        written("versions/amendments/second-rules.direction.md", "1. Omit Clause 1.1.\n"),
        f"{SECOND}: judge: changes the amending words, by which readers know what second-rules did",
    ),
    "another summary of what made law": (
        edited(SECOND, "Doubles the nights of a fork", "Ends all loans"),
        f"{SECOND}: judge: changes the summary, by which readers know what second-rules did",
    ),
    "another source of what made law": (
        edited(SECOND, "The book in the shed", "The true book"),
        "changes the sources",
    ),
    "one more source of what made law, though nothing came": (
        edited(SECOND, "sources:", "sources:\n  - title: The legal text"),
        "changes the sources",
    ),
    "another day of consultation of what made law": (
        edited(SECOND, "2021-05-03", "2021-05-13"),
        "changes the actual of consultation-issued",
    ),
    "no day of consultation of what made law": (
        edited(SECOND, "  consultation-issued: {actual: 2021-05-03}\n", ""),
        "changes the actual of consultation-issued",
    ),
    "another close of the consultation of what made law": (
        edited(SECOND, "2021-05-31T12:00", "2021-05-31T13:00"),
        "changes the planned of consultation-closes",
    ),
    "a note beside the direction": (
        edited(SECOND, "{actual: 2021-06-15}", "{actual: 2021-06-15, note: of silver forks}"),
        "changes the note of direction",
    ),
    "another scope of what made law": (
        edited(SECOND, "[Table 1.2]", "[Table 1.2, Clause 1.3]"),
        "changes the scope",
    ),
    "a question that nobody was asked": (
        edited(SECOND, "sources:", "questions:\n  - Is this void?\nsources:"),
        "changes the questions",
    ),
    "an addressee whom nobody was told": (
        edited(SECOND, "sources:", "addressee: The keeper\nsources:"),
        "changes the addressee",
    ),
    "a proposal that calls itself the legal text": (
        edited(PROPOSAL, "provenance: Made up for tests", "provenance: The legal text"),
        f"{PROPOSAL}: judge: says of rules@3.0 what no text here said of itself: The legal text",
    ),
    "a document that calls itself the legal text": (
        both(
            propose_beside,
            edited("versions/notes/document.yml", "Made up for tests, not a", "The"),
        ),
        "versions/notes/document.yml: judge: says of notes what no text here said of itself",
    ),
    "the first law of a document that had none": (
        both(
            lambda branch: on_main(branch, propose_beside),
            edited(
                "versions/amendments/notes.yml", "dates:", "dates:\n  effect: {actual: 2021-10}"
            ),
        ),
        "says that notes@1.0 is law, in a document that had none",
    ),
    "what text editors hold the record to": (
        written("versions/schema/amendment.json", "{}"),
        "versions/schema/amendment.json: judge: changes what text editors hold the record to",
    ),
    "a page where those of a document are": (
        written("docs/rules/v/9.0.md", "# Rules 9.0\n"),
        "docs/rules/v/9.0.md: judge: would stand among the pages that the site makes",
    ),
    "a page where those of a document are, in capitals": (
        written("docs/RULES.md", "# Rules\n"),
        "would stand among the pages that the site makes",
    ),
    "a page whose name differs by a point": (
        written("docs/rules./index.md", "# Rules\n"),
        "would stand among the pages that the site makes",
    ),
    "a page among those of amendments": (
        written("docs/amendments/fourth-rules.md", "# The fourth rules\n"),
        "would stand among the pages that the site makes",
    ),
    "a page with a name that looks like another": (
        written("docs/rul\u0435s/index.md", "# Rules\n"),
        "has a name of more than plain letters",
    ),
    "a document that calls itself law": (
        begin_beside,
        "versions/true-rules/1.0.md: judge: says that true-rules@1.0 is law, in a document",
    ),
    "the day pinned": (
        edited("mkdocs.yml", "corpus: {}", "corpus: {as_of: 2021-01-01}"),
        "mkdocs.yml: judge: pins the day that the site shows: - corpus: {as_of: 2021-01-01}",
    ),
    "the plugin taken out": (edited("mkdocs.yml", "corpus", "search"), "how the site is built"),
    "the proof turned off": (
        edited("build_tools/proof.py", "...", "return True"),
        "build_tools/proof.py: judge: changes the program that proves the record",
    ),
    "a module in the way of a package": (written("click.py", ""), "neither record nor prose"),
    "a start-up file of Python": (
        written("sitecustomize.py", ""),
        "sitecustomize.py: judge: changes a file that is neither record nor prose",
    ),
    "the workflow": (edited(".github/workflows/check.yml", "push", "never"), "what the forge runs"),
    "the workflow deleted": (removed(".github/workflows/check.yml"), "what the forge runs"),
    "another forge's pipeline": (written(".gitlab-ci.yml", "x: 1\n"), "what the forge runs"),
    "the targets": (edited("Makefile", "all", "none"), "what the forge runs"),
    "the packages": (written("requirements.lock", ""), "what the program is made with"),
    "what git makes of files": (
        written("docs/.gitattributes", "* text eol=crlf\n"),
        "docs/.gitattributes: judge: changes what git makes of files",
    ),
    "a cache": (written(".cache/corpus/files/1.docx", "x"), "belongs into no commit"),
    "a built site": (written("site/index.html", "x"), "belongs into no commit"),
    "a page as it is served": (written("docs/rules/index.html", "x"), "as it is"),
}


@pytest.mark.parametrize("attack", cases(AGAINST_THE_JUDGES))
def test_what_would_change_the_judges_fails_and_is_named(attack: str, branch: Branch) -> None:
    change, said = AGAINST_THE_JUDGES[attack]
    change(branch)
    ran = branch.judged()
    assert (ran.code, said in ran.out) == (1, True), ran.out
    summary = branch.corpus("changes", "main").out
    head, _, rest = summary.partition("> [!CAUTION]\n> **This would change the law, or what")
    assert rest
    assert len(head) < 200


def test_what_was_sealed_meanwhile_does_not_change(branch: Branch) -> None:
    branch.edit(PROPOSAL, "Spade | 8", "Spade | 80")
    branch.repository.commit("Longer still")
    branch.repository.git("switch", "--quiet", "main")
    branch.edit(THIRD, "dates:\n", "dates:\n  direction: {actual: 2021-09-01}\n")
    branch.edit(THIRD, "sources:", "  effect: {planned: 2021-10-01}\nsources:")
    assert branch.corpus("seal", "rules@3.0").code == 0
    branch.repository.commit("Directed")
    branch.repository.git("switch", "--quiet", "change")
    ran = branch.judged()
    assert (ran.code, "rules@3.0 has been sealed at main meanwhile" in ran.out) == (1, True)


# --- What adds to it ------------------------------------------------------------------------------


def propose(branch: Branch) -> None:
    record_the_effect(branch)
    amend(branch.path, "fourth", "4.0")


def direct(branch: Branch) -> None:
    record_the_effect(branch)
    dates = "  direction: {actual: 2021-09-01}\n  effect: {planned: 2021-10-01}\n"
    amend(branch.path, "fourth", "4.0", dates)
    assert branch.corpus("seal", "rules@4.0").code == 0


def record_the_effect(branch: Branch) -> None:
    branch.edit(SECOND, "{planned: 2021-07}", "{planned: 2021-07, actual: 2021-07-05}")
    assert branch.corpus("seal", "rules@2.0").code == 0


def correct_a_fact(branch: Branch) -> None:
    reason = REASON.format("direction", "2021-06-15")
    branch.edit(SECOND, "{actual: 2021-06-15}", "{actual: 2021-06-16}")
    branch.edit(SECOND, "dates:", f"{reason}dates:")
    assert branch.corpus("seal", "rules@2.0").code == 0


def correct_what_has_no_seal(branch: Branch) -> None:
    first = "versions/amendments/first-rules.yml"
    branch.edit(first, "2020-03-01", "2020-03-02")
    branch.edit(first, "dates:", REASON.format("effect", "2020-03-01") + "dates:")


def correct_a_text(branch: Branch) -> None:
    direct(branch)
    branch.edit("versions/amendments/fourth-rules.yml", "dates:", "correction: true\ndates:")
    for was, now in {"8 |": "7 |", "A loan begins": "Any loan begins"}.items():
        branch.edit("versions/rules/4.0.md", was, now)
    drop_the_last_seal(branch)
    assert branch.corpus("seal", "rules@4.0").code == 0


def drop_the_last_seal(branch: Branch) -> None:
    """Of what the branch itself had sealed and logged, and nobody else has seen."""
    seals, log = branch.path / "versions" / SEALS, branch.path / "versions" / LOG
    seals.write_text(seals.read_text().partition("# rules@4.0")[0])
    entries = entries_of(log.read_text())
    assert entries[-1].version == "rules@4.0"
    log.write_text(log_text(entries[:-1]))


HONEST: dict[str, Attack] = {
    "nothing": lambda branch: None,
    "a proposal": propose,
    "a proposal edited": edited(PROPOSAL, "Spade | 8", "Spade | 9"),
    "a proposal withdrawn": edited(THIRD, "dates:", "withdrawn: 2021-09-01\ndates:"),
    "a directed version with its seal": direct,
    "an effect that came": record_the_effect,
    "a fact corrected with its reason": correct_a_fact,
    "a fact of an unsealed version corrected": correct_what_has_no_seal,
    "a text corrected by a new version": correct_a_text,
    "a better summary of a proposal": edited(THIRD, "Makes loans", "Makes all loans"),
    "an effect that came, with its source": both(
        record_the_effect, edited(SECOND, "sources:", "sources:\n  - title: The door of the shed")
    ),
    "prose": edited("docs/index.md", "# Home", "# The home page"),
    "the read-me": edited("README.md", "# Rules", "# The rules"),
}


@pytest.mark.parametrize("change", cases(HONEST))
def test_what_adds_to_the_record_passes(change: str, branch: Branch) -> None:
    HONEST[change](branch)
    ran = branch.judged()
    assert (ran.code, ran.out) == (0, ""), ran.out
    assert "This would change" not in branch.corpus("changes", "main").out


def test_what_passes_and_is_told_as_law_stands_at_the_top_of_the_summary(branch: Branch) -> None:
    direct(branch)
    assert branch.judged().code == 0
    summary = branch.corpus("changes", "main").out
    named = f"rules@1.0 ({NOT_SEALED}), rules@2.0 ({NO_SIGNERS}), rules@4.0 ({NO_SIGNERS})"
    told = f"> **This changes what is told as law: {named}.**"
    assert told in summary.partition("## ")[0]
    assert "| rules@1.0 | <del>in force (effect 2020-03-01)</del> | <ins>superseded" in summary


def test_each_file_that_differs_is_told(branch: Branch) -> None:
    branch.edit("docs/index.md", "# Home", "# The 3.0 \u202ein force\u202c")
    branch.write("docs/rules-2026.md", "# Rules 3.0, in f\u043erce\n")
    branch.write("versions/README.md", "# The rules\n")
    (branch.path / "README.md").unlink()
    branch.edit(THIRD, "Makes loans", "Makes all loans")
    summary = branch.corpus("changes", "main").out
    told = [line for line in summary.splitlines() if re.match(r"\| \S+\.md \|", line)]
    assert [line.split(" | ")[:2] for line in told] == [
        ["| README.md", "removed"],
        ["| docs/index.md", "changed"],
        ["| docs/rules-2026.md", "added"],
        ["| versions/README.md", "added"],
    ]
    assert "U+202E (RIGHT-TO-LEFT OVERRIDE), which cannot be seen" in told[1]
    assert "U+043E in f\u043erce, which is no letter of ours" in told[2]


@pytest.mark.parametrize("name", ["mkdocs.yml", "docs/index.md"])
def test_a_link_is_told_and_never_read(
    branch: Branch, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may lead to what has no end."""
    branch.link(name, "/dev/zero")
    read = Path.read_text

    def finite(path: Path, *arguments: str) -> str:
        assert path.resolve() != Path("/dev/zero")
        return read(path, *arguments)

    monkeypatch.setattr(Path, "read_text", finite)
    ran = branch.judged()
    assert (ran.code, f"{name}: law: is a symbolic link" in ran.out) == (1, True), ran.out
    assert f"| {name} | changed |  |" in branch.corpus("changes", "main").out


def test_a_fact_may_be_corrected_twice_and_each_needs_its_reason(branch: Branch) -> None:
    correct_a_fact(branch)
    branch.repository.commit("Corrected")
    branch.repository.git("branch", "--force", "main")
    branch.edit(SECOND, "{actual: 2021-06-16}", "{actual: 2021-06-17}")
    ran = branch.judged()
    assert (ran.code, FACT.format("direction") in ran.out) == (1, True)
    again = "  - {fact: direction, was: 2021-06-16, reason: It was misread again.}\n"
    branch.edit(SECOND, "dates:", f"{again}dates:")
    assert branch.corpus("seal", "rules@2.0").code == 0
    assert branch.judged().code == 0
    branch.repository.git("branch", "--force", "main")
    branch.edit(SECOND, again, "")
    ran = branch.judged()
    assert (ran.code, "a correction that was recorded has gone or changed" in ran.out) == (1, True)


def test_no_seal_is_put_before_those_that_are_there(branch: Branch) -> None:
    """Seals that say the same are counted, so one of them is not in the place of another: no
    signature of the first could hold for the second."""
    record_the_effect(branch)
    branch.repository.commit("In force")
    branch.repository.git("branch", "--force", "main")
    path = branch.path / "versions" / SEALS
    planned, came = re.findall(r"(?s)# rules@2\.0\n.*?\.md\n", path.read_text())
    path.write_text(came + planned + came.replace("\n", "\n#   again: 2\n", 1))
    ran = branch.judged()
    assert (ran.code, "has been made anew, with other facts" in ran.out) == (1, True), ran.out


def test_a_base_that_is_none_is_wrong_usage(branch: Branch) -> None:
    ran = branch.corpus("verify", "--base", "nowhere")
    assert (ran.code, "names no commit of this repository" in ran.err) == (2, True)


DECISIONS = "versions/decisions/third-rules.yml"
DECIDED = """\
unasked:
  - changed: [c-0123abcd]
    reason: A slip of the pen.
"""


def test_what_was_decided_is_kept_once_it_was_concluded(branch: Branch) -> None:
    """A draft that was consulted on is no law when that made after the consultation is."""
    branch.write(DECISIONS, DECIDED)
    branch.edit(THIRD, "sources:", "  conclusion: {actual: 2021-09-01}\nsources:")
    branch.repository.commit("Concluded")
    branch.repository.git("switch", "--quiet", "--create", "after")
    (branch.path / DECISIONS).unlink()
    gone = branch.judged("change")
    assert (gone.code, "what was decided on third-rules has gone" in gone.out) == (1, True)
    branch.write(DECISIONS, DECIDED)
    branch.edit(DECISIONS, "A slip", "Another slip")
    altered = branch.judged("change")
    assert (altered.code, "what was decided on third-rules has changed" in altered.out) == (1, True)
    was = hashlib.sha256(DECIDED.encode()).hexdigest()
    assert f"{{fact: decisions, was: {was}, reason: …}}" in altered.out
    correction = f"corrections:\n  - {{fact: decisions, was: {was}, reason: A slip of the pen.}}\n"
    branch.edit(THIRD, "dates:", f"{correction}dates:")
    assert "decided" not in branch.judged("change").out
    branch.edit(THIRD, correction, "")
    branch.write(DECISIONS, DECIDED)
    step = '{document: rules, from: "2.0", to: '
    branch.edit(THIRD, "steps:", f'steps:\n  - {step}"3.0"}}')
    branch.edit(THIRD, f'{step}"3.0", scope', f'{step}"3.1", scope')
    branch.edit(
        THIRD,
        "sources:",
        "  direction: {actual: 2021-09-02}\n  effect: {planned: 2021-10-01}\nsources:",
    )
    text = (branch.path / PROPOSAL).read_text().replace('version: "3.0"', 'version: "3.1"')
    branch.write("versions/rules/3.1.md", text)
    unsealed = branch.judged("change")
    assert "rules@3.1 becomes law here and is not sealed" in unsealed.out
    assert "rules@3.0" not in unsealed.out
