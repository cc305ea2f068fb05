"""A procedure is data: another code has other steps, routes and words, and its stages follow from
them as they do here."""

import datetime as dt
from pathlib import Path

import pytest

from build_tools.check import RELAXED, RULES, check
from build_tools.editing.accounts import changed_account
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.graph.reading import graph_of
from build_tools.model import CONSULTED, Amendment, CorpusError, Stage, TimeZone
from build_tools.record import load, load_wanted
from build_tools.record.default_words import citation_words
from build_tools.record.planned_events import overdue_events, upcoming_events
from build_tools.record.point_in_time import taken_effect
from build_tools.record.schema import read_corpus, read_document
from build_tools.record.status import in_force, was_directed
from build_tools.record.status_words import amendment_stage_in_words, stage_in_words
from build_tools.record.wanted import only_document
from tests.paths import ROOT
from tests.procedures import BALLOT, STATUTE, plant
from tests.running import Run, replace_in

BALLOT_DATES = """\
  proposed: {actual: 2024-01-08}
  voting: {actual: 2024-01-22}
  adopted: {actual: 2024-01-29}
  review: {actual: 2024-01-30}
  effective: {planned: 2024-03-01, actual: 2024-03-04}
"""
BALLOT_DAYS = {
    "2024-01-07": ("drafting", Stage.DRAFTING),
    "2024-01-08": ("in discussion", Stage.CONSULTATION_OPEN),
    "2024-01-22": ("voting", Stage.CONCLUDED),
    "2024-01-29": ("adopted", Stage.DIRECTED),
    "2024-01-30": ("in IPR review", Stage.DIRECTED),
    "2024-03-03": ("in IPR review", Stage.DIRECTED),
    "2024-03-04": ("effective", Stage.IN_FORCE),
}
STATUTE_DATES = """\
  bill: {actual: 2024-02-01}
  assent: {actual: 2024-05-01}
  part-1: {actual: 2024-06-01}
  part-2: {planned: 2025-01-01}
"""


def test_what_a_seal_pins_is_no_part_of_the_account_by_whatever_name(tmp_path: Path) -> None:
    """Its correction is held to a reason by the seal; another step of the kind is told."""

    def amendment(name: str, dates: str) -> Amendment:
        return load(plant(tmp_path / name, BALLOT, dates, route="ballot")).amendments[-1]

    was = amendment("was", BALLOT_DATES)
    for day, other, told in (
        ("2024-01-29", "2024-01-28", []),
        ("2024-03-04", "2024-03-05", []),
        ("2024-01-22", "2024-01-23", ["actual of voting"]),
        ("2024-01-30", "2024-01-31", ["actual of review"]),
    ):
        now = amendment(other, BALLOT_DATES.replace(day, other))
        assert [each for each in changed_account(was, now) if each != "sources"] == told


def test_what_a_seal_waits_for_is_told_in_the_words_of_the_code(run: Run, tmp_path: Path) -> None:
    root = plant(tmp_path / "versions", BALLOT, "  voting: {actual: 2024-01-22}\n", route="ballot")
    ran = run("seal", "rules@2.0", "--versions", root, "--as-of", "2024-02-01")
    assert ran.code == 1
    assert "“Adopted”, which makes rules@2.0, is not recorded" in ran.out
    assert "adopted: {actual: 2023-01-27}" in ran.out
    assert "effective: {planned: 2023-01-27}" in ran.out


@pytest.mark.parametrize(("day", "told"), BALLOT_DAYS.items())
def test_the_stages_of_a_ballot(tmp_path: Path, day: str, told: tuple[str, Stage]) -> None:
    corpus = load(plant(tmp_path / "versions", BALLOT, BALLOT_DATES, route="ballot"))
    document, as_of = corpus.documents[0], dt.date.fromisoformat(day)
    version = document.version("2.0")
    assert version.amendment
    words, kind = told
    assert version.amendment.stage(as_of) is kind
    assert stage_in_words(document, version, as_of) == words
    assert amendment_stage_in_words(corpus, version.amendment, as_of) == words
    assert was_directed(document, version, as_of) == kind.is_directed
    now = in_force(document, as_of)
    assert now
    assert now.label == ("2.0" if kind is Stage.IN_FORCE else "1.0")


def test_a_statute_that_begins_part_by_part(tmp_path: Path) -> None:
    corpus = load(plant(tmp_path / "versions", STATUTE, STATUTE_DATES))
    document = corpus.documents[0]
    version = document.version("2.0")
    said = {
        day: stage_in_words(document, version, dt.date.fromisoformat(day))
        for day in ("2024-02-01", "2024-05-01", "2024-06-01", "2024-12-31", "2025-06-01")
    }
    in_part = "in force in part since 1 June 2024 (1 of 2 parts)"
    overdue_part = "in force in part since 1 June 2024 (1 of 2 parts, perhaps 2)"
    assert [*said.values()] == ["before the chamber", "enacted", in_part, in_part, overdue_part]
    (due,) = upcoming_events(corpus, dt.date(2024, 12, 1))
    (overdue,) = overdue_events(corpus, dt.date(2025, 6, 1))
    assert (due.event, overdue.event) == ("part-2", "part-2")
    replace_in(
        tmp_path / "versions/amendments/rules-2.0.yml", "planned: 2025-01-01", "actual: 2025-01-01"
    )
    document = load(tmp_path / "versions").documents[0]
    now = stage_in_words(document, document.version("2.0"), dt.date(2025, 6, 1))
    assert now == "in force"


@pytest.mark.parametrize(
    ("first", "begun", "may_have"),
    [
        ("2024-06-01", "2024-06-01", "2024-06-01"),
        ("2024-06", "2024-06-30", "2024-06-01"),
        ("date not recorded", "2025-01-01", "2024-05-01"),
    ],
)
def test_what_begins_part_by_part_is_in_force_with_its_first_part_whatever_follows(
    tmp_path: Path, first: str, begun: str, may_have: str
) -> None:
    came = STATUTE_DATES.replace("2024-06-01", first).replace("planned", "actual")
    document = load(plant(tmp_path / "versions", STATUTE, came)).documents[0]
    effect = taken_effect(document, dt.date(2026, 1, 1))[-1]
    assert effect.version.label == "2.0"
    assert (str(effect.earliest), str(effect.latest)) == (may_have, begun)


def test_the_editors_draft_has_the_steps_and_routes_of_the_code(run: Run, tmp_path: Path) -> None:
    root = plant(tmp_path / "versions", BALLOT, BALLOT_DATES, route="ballot")
    assert run("amend", "rules", "--versions", root).code == 0
    draft = (root / "amendments/rules-3.0.yml").read_text()
    assert "# route: ballot; leave it out" in draft
    ids = [line.split(":")[0].strip("# ") for line in draft.splitlines() if "{planned" in line]
    assert ids == ["proposed", "voting", "adopted", "review", "effective"]
    assert "in parts" not in draft


def test_the_editors_draft_says_what_several_steps_that_take_effect_mean(
    run: Run, tmp_path: Path
) -> None:
    root = plant(tmp_path / "versions", STATUTE, STATUTE_DATES)
    assert run("amend", "rules", "--versions", root, "--as-of", "2026-01-01").code == 0
    draft = (root / "amendments/rules-3.0.yml").read_text()
    told = (
        "# One step that takes effect is enough; with several it takes effect in parts.\n# dates:"
    )
    assert told in draft


def test_the_record_here_has_its_own_file_and_a_record_without_one_the_same_steps() -> None:
    here = load(ROOT / "versions").procedure
    assert here.ids == CONSULTED.ids
    assert [each.kind for each in here.steps] == [each.kind for each in CONSULTED.steps]
    assert here.step("direction").name == "Direction"
    assert CONSULTED.step("direction").name == "Instrument made"
    assert dict(here.routes)["mtad-direction"].startswith("Modification of the MTAD")
    assert not CONSULTED.routes


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("stepz: []", "unknown key `stepz`"),
        (BALLOT.replace("id: review", "id: adopted"), "has a step twice"),
        ("routes: [{id: vote, name: One}, {id: vote, name: Two}]\n", "has a route twice"),
        (BALLOT.replace("does: asks", "does: decides"), "has steps out of order"),
        (BALLOT.replace("does: takes effect", "does: decides"), "has no step that `takes effect`"),
        (BALLOT.replace("id: voting", "id: direction"), "the name of a kind"),
        (
            "steps:\n"
            + "".join(
                f"  - {{id: {id_}, does: takes effect, name: A, stage: b, done: c, sentence: D}}\n"
                for id_ in ("effect", "rest")
            ),
            "call them `effect-1`, `effect-2`, here and in the `dates` of each amendment",
        ),
        (BALLOT.replace("does: asks", "does: ask"), "`does` must be one of `asks`"),
    ],
)
def test_a_code_that_cannot_be_is_told_where_it_is_written(code: str, said: str) -> None:
    with pytest.raises(CorpusError) as refused:
        read_corpus("corpus.yml", code)
    (problem,) = refused.value.problems
    assert said in problem.message
    assert problem.line


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("adoptd: {actual: 2024-01-29}", "unknown key `adoptd`"),
        ("effective: {actual: 2024-01-02}", "comes before `proposed`"),
    ],
)
def test_the_dates_of_an_amendment_are_held_to_the_steps(
    tmp_path: Path, wrong: str, said: str
) -> None:
    dates = f"  proposed: {{actual: 2024-01-08}}\n  {wrong}\n"
    root = plant(tmp_path / "versions", BALLOT, dates, route="ballot")
    with pytest.raises(CorpusError, match=said):
        load(root)


def test_a_route_that_the_code_does_not_have_is_refused(tmp_path: Path) -> None:
    root = plant(tmp_path / "versions", BALLOT, BALLOT_DATES, route="decree")
    with pytest.raises(CorpusError, match="`route` must be one of `ballot`, not `decree`"):
        load(root)


def test_a_reserved_name_is_refused(tmp_path: Path) -> None:
    root = plant(tmp_path / "versions", BALLOT.replace("minutes", "rules"), BALLOT_DATES)
    with pytest.raises(CorpusError, match=r"`rules` is reserved in corpus\.yml"):
        load(root)


def test_a_house_name_needs_no_definition(tmp_path: Path) -> None:
    root = plant(tmp_path / "versions", BALLOT, BALLOT_DATES, route="ballot")
    assert load(root).documents[0].names == ("Certificate Consumer",)


@pytest.mark.parametrize(
    ("code", "document", "cited"),
    [
        ("", "", "Clause 1.1"),
        ("provision: Section\n", "", "Section 1.1"),
        ("provision: Section\n", "provision: Artikel\n", "Artikel 1.1"),
        ('provision: "§"\n', "", "§ 1.1"),
    ],
)
def test_a_provision_is_cited_as_its_code_calls_it(
    tmp_path: Path, code: str, document: str, cited: str
) -> None:
    root = plant(tmp_path / "versions", BALLOT + code, BALLOT_DATES, route="ballot")
    path = root / "rules/document.yml"
    path.write_text(path.read_text() + document)
    versions = load(root).documents[0].versions
    assert versions[0].body[-1].citation == cited
    (change,) = Comparisons().between(*versions).changes
    assert change.where == cited


@pytest.mark.parametrize(
    ("code", "document", "limbs"),
    [
        ('language: de\nprovision: "§"\n', "", {"(1)": "Abs.", "a)": "Buchst."}),
        ("language: de\n", "provision: Artikel\n", {"1.": "Nr.", "aa)": "Doppelbuchst."}),
        ("language: de\nprovision: Ziffer\n", "", {}),
        ('provision: "§"\nlimbs: {"(1)": subsection}\n', "", {"(1)": "subsection"}),
        ('language: de\nprovision: "§"\n', "limbs: {}\n", {}),
    ],
)
def test_limbs_are_called_as_the_code_or_its_language_calls_them(
    code: str, document: str, limbs: dict[str, str]
) -> None:
    described = "title: Rules\nshort_title: Rules\nplace: none\nprovenance: none\n"
    own = read_document("document.yml", described + document).value
    words = dict(citation_words(read_corpus("corpus.yml", code).value, own).limbs)
    assert words.items() >= limbs.items() if limbs else not words


def test_a_label_that_stands_for_no_others_is_refused() -> None:
    with pytest.raises(CorpusError, match=r"must name labels as `\(1\)`, .*not `\(2\)`"):
        read_corpus("corpus.yml", 'limbs: {"(2)": Abs.}\n')


@pytest.mark.parametrize(
    ("code", "document", "is_divided"),
    [
        ("", "", False),
        ("sections: true\n", "", True),
        ("sections: true\n", "sections: false\n", False),
        ("sections: false\n", "sections: true\n", True),
    ],
)
def test_a_code_says_of_all_its_documents_whether_they_are_in_pages_by_section(
    tmp_path: Path, code: str, document: str, is_divided: bool
) -> None:
    root = plant(tmp_path / "versions", BALLOT + code, BALLOT_DATES, route="ballot")
    path = root / "rules/document.yml"
    path.write_text(path.read_text() + document)
    assert load(root).documents[0].sections is is_divided
    assert load_wanted(root, only_document("rules")).documents[0].sections is is_divided


def test_a_foreign_text_is_held_to_less(tmp_path: Path) -> None:
    root = plant(tmp_path / "versions", BALLOT, BALLOT_DATES, route="ballot")
    text = root / "rules/2.0.md"
    text.write_text(text.read_text() + "\n1.3 Any Undefined Term in Clause 9.9. <b>x</b>\n")
    day = dt.date(2024, 1, 10)
    found = {problem.rule for problem in check(load(root), day).problems}
    assert {"reference", "gap", "html"} <= found
    path = root / "rules/document.yml"
    path.write_text(path.read_text() + "rules: relaxed\n")
    assert {problem.rule for problem in check(load(root), day).problems} == {"html"}
    assert {rule.id for rule in RULES} > RELAXED


@pytest.mark.parametrize(
    ("said", "zone", "name"),
    [
        ("", "UTC", "UTC"),
        ("time_zone: Europe/Paris\n", "Europe/Paris", "Europe/Paris"),
        ("time_zone: Asia/Tokyo\ntime_zone_name: Tokyo time\n", "Asia/Tokyo", "Tokyo time"),
    ],
)
def test_a_code_says_in_which_time_zone_its_minutes_are(
    tmp_path: Path, said: str, zone: str, name: str
) -> None:
    root = plant(tmp_path / "versions", BALLOT + said, BALLOT_DATES, route="ballot")
    (amendment, *_) = load(root).amendments
    assert amendment.procedure.clock == TimeZone(id=zone, name=name)
    assert (amendment.procedure.time_zone is None) == (not said)


@pytest.mark.parametrize(
    ("said", "dates", "told"),
    [
        ("", "  proposed: {planned: 2024-01-08}\n", []),
        ("time_zone: UTC\n", "  proposed: {planned: 2024-01-08T12:00}\n", []),
        (
            "",
            "  proposed: {planned: 2024-01-08T12:00}\n",
            [(9, "12:00 on 8 January 2024 is taken as UTC: no `time_zone` is named")],
        ),
        (
            "",
            "  proposed: {planned: 2024-01-07, actual: 2024-01-08T12:00}\n"
            "  voting: {planned: 2024-01-22T12:00}\n",
            [
                (
                    9,
                    "12:00 on 8 January 2024 is taken as UTC, and so is 1 more:"
                    " no `time_zone` is named",
                )
            ],
        ),
    ],
)
def test_a_minute_in_no_time_zone_is_told_once_at_its_line(
    tmp_path: Path, said: str, dates: str, told: list[tuple[int, str]]
) -> None:
    root = plant(tmp_path / "versions", BALLOT + said, dates, route="ballot")
    problems = check(load(root), dt.date(2024, 1, 10)).problems
    found = [each for each in problems if each.rule == "time-zone"]
    assert [(each.line, each.message) for each in found] == told
    assert {each.severity for each in found} <= {"warning"}
    assert all(each.form.startswith("time_zone: Europe/Paris") for each in found)
    assert all(each.path.endswith("rules-2.0.yml") for each in found)


@pytest.mark.parametrize(
    "name", ["Europe/Lndon", "Europe", "GMT+01:00", "/etc/passwd", "localtime", "Factory"]
)
def test_what_is_no_time_zone_is_refused_at_its_line(tmp_path: Path, name: str) -> None:
    said = f"time_zone: {name}\n"
    root = plant(tmp_path / "versions", BALLOT + said, BALLOT_DATES, route="ballot")
    with pytest.raises(CorpusError) as raised:
        load(root)
    (problem,) = [each for each in raised.value.problems if each.path.endswith("corpus.yml")]
    assert problem.line == len((BALLOT + said).splitlines())
    assert f"must be a time zone of the IANA database, not `{name}`" in problem.message
    assert ("did you mean `Europe/London`?" in problem.message) == (name == "Europe/Lndon")
    assert problem.form == "time_zone: Europe/Paris"


@pytest.mark.parametrize(
    ("minute", "told"),
    [
        ("2026-03-29T02:30", "show never"),
        ("2026-10-25T02:30", "show twice"),
        ("2026-03-29T03:00", ""),
        ("2026-10-25T03:00", ""),
    ],
)
def test_a_minute_that_clocks_never_show_or_show_twice_is_refused(
    tmp_path: Path, minute: str, told: str
) -> None:
    code = f"{BALLOT}time_zone: Europe/Berlin\n"
    root = plant(tmp_path / "versions", code, f"  proposed: {{planned: {minute}}}\n")
    if not told:
        assert load(root).amendments
        return
    with pytest.raises(CorpusError, match=rf"clocks of Europe/Berlin {told}: name another"):
        load(root)


def test_words_for_a_time_zone_that_is_not_named_are_refused(tmp_path: Path) -> None:
    said = "time_zone_name: UK time\n"
    root = plant(tmp_path / "versions", BALLOT + said, BALLOT_DATES, route="ballot")
    with pytest.raises(CorpusError, match="are words for a `time_zone`, and there is none"):
        load(root)


@pytest.mark.parametrize(
    ("said", "targets"), [("bodies: [WHO]\n", {"1.1"}), ("", set()), ("bodies: [EFTA]\n", set())]
)
def test_a_body_of_the_code_is_no_document_to_which_its_references_lead(
    tmp_path: Path, said: str, targets: set[str]
) -> None:
    root = plant(tmp_path / "versions", BALLOT + said, BALLOT_DATES, route="ballot")
    text = root / "rules/2.0.md"
    text.write_text(text.read_text() + "\n1.2 A key is as agreed with WHO (Clause 1.1).\n")
    version = load(root).documents[0].versions[-1]
    edges = graph_of(version).edges
    assert {each.target.anchor for each in edges if each.kind == "refers-to"} == targets
