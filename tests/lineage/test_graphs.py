"""The graphs of a record: of several documents, each as it was read beside the others."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from build_tools.compare.redline import redline
from build_tools.lineage.graph import Graphs, graphs, known_terms, linked, meaning_left_to
from build_tools.lineage.graph.linked import linked_documents
from build_tools.lineage.graph.reworded import reworded
from build_tools.model import Corpus, Document, Redline, Version
from build_tools.model.graph import Graph
from build_tools.render import render_redline
from build_tools.text.markdown import parse
from tests.recording import made
from tests.reviewing import version_of

DAY = dt.date(2024, 1, 1)
HARBOUR = """\
1.1 In these rules:

**Berth** means a place at a quay.

**Pilot** means a person who is named in Clause 1.2.

1.2 The Pilots are Ann and Bob.

1.3 A Berth is let by the year.
"""
FERRY = """\
1.1 A term that is used with capitals and is not defined here has the meaning given to it in the \
HARBOUR.

**Pilot** has the meaning given to it in the HARBOUR.

**Crossing** means a trip of a ferry.

1.2 Each Crossing ends at a Berth.

1.3 A Pilot is on board.

1.4 Clause 1.3 of the HARBOUR does not bind a ferry.

1.5 A berth without a capital is a bed.
"""


def record(*harbours: str, ferries: tuple[str, ...] = (FERRY,)) -> Corpus:
    """Each version took effect a year after the one before."""
    documents = [
        made(name, *[(text, {"effect": f"{y}-0{month}-01"}) for y, text in enumerate(texts, 2020)])
        for name, month, texts in (("harbour", 1, harbours), ("ferry", 6, ferries))
    ]
    return Corpus(documents=tuple(documents), amendments=())


def told(corpus: Corpus, document: str = "harbour") -> Redline:
    """What the second version of a document changed."""
    versions = corpus.document(document).versions
    return Graphs(corpus, DAY).told(redline(versions[0], versions[1]))


def elsewhere(found: Redline) -> dict[str, str]:
    """The provisions of other documents that changed without a word, and what they begin with."""
    return {
        f"{each.node.key.document} {each.node.citation}": each.steps[0].words
        for each in found.resting or ()
        if each.node.key.document != found.new.document
    }


def test_a_term_that_another_document_uses_by_its_rule_for_undefined_terms_tells_it() -> None:
    found = told(record(HARBOUR, HARBOUR.replace("at a quay", "at a buoy")))
    assert elsewhere(found) == {"ferry Clause 1.2": "Berth"}


def test_a_term_whose_definition_leaves_its_meaning_to_another_document_tells_it() -> None:
    found = told(record(HARBOUR, HARBOUR.replace("Ann and Bob", "Ann and Eve")))
    assert elsewhere(found) == {"ferry Definition of Pilot": "Pilot", "ferry Clause 1.3": "Pilot"}


@pytest.mark.parametrize("at", [0, 1])
def test_a_version_is_told_of_against_what_its_text_was_before(at: int) -> None:
    texts = [HARBOUR, HARBOUR.replace("Ann and Bob", "Ann and Eve")]
    corpus = record(*texts)
    now = corpus.document("harbour").versions[at]
    texts[at] = texts[at].replace("by the year", "by the day")
    was = record(*texts).document("harbour").versions[at]
    compared = redline(replace(was, label=f"{was.label} at 1a2b3c4"), now)
    assert "1.3" in {change.new_label for change in compared.changes}
    found = Graphs(corpus, DAY).told(compared)
    assert elsewhere(found) == {"ferry Clause 1.4": "Clause 1.3"}


def test_a_reference_from_another_document_tells_it() -> None:
    found = told(record(HARBOUR, HARBOUR.replace("by the year", "by the day")))
    assert elsewhere(found) == {"ferry Clause 1.4": "Clause 1.3"}
    assert "ferry@1.0 Clause 1.4 refers to Clause 1.3" in render_redline(found, "text")


def test_what_only_follows_tells_nothing_in_another_document() -> None:
    assert told(record(HARBOUR, HARBOUR.replace("Ann and Bob", "*Ann* and Bob"))).resting == ()


def test_a_provision_whose_own_words_change_beside_it_is_no_provision_whose_words_stay() -> None:
    """The second ferry rules came between the first and the second harbour rules."""
    later = FERRY.replace("ends at a Berth", "begins at a Berth")
    corpus = record(HARBOUR, HARBOUR, HARBOUR.replace("a quay", "a buoy"), ferries=(FERRY, later))
    _, second, third = corpus.document("harbour").versions
    graphs = Graphs(corpus, DAY)
    ferry = graphs.beside(second)["ferry"]
    assert ferry.label == "1.0"
    assert elsewhere(graphs.told(redline(second, third))) == {}


def test_a_provision_of_another_document_whose_number_alone_changed_beside_it_is_one() -> None:
    later = FERRY.replace("1.2 Each", "1.2 Ferries are red.\n\n1.3 Each").replace(
        "1.3 A P", "1.4 A P"
    )
    later = later.replace("1.4 Clause", "1.5 Clause").replace("1.5 A berth", "1.6 A berth")
    corpus = record(HARBOUR, HARBOUR, HARBOUR.replace("a quay", "a buoy"), ferries=(FERRY, later))
    _, second, third = corpus.document("harbour").versions
    found = elsewhere(Graphs(corpus, DAY).told(redline(second, third)))
    assert found["ferry Clause 1.3"] == "Berth"


MOVED = HARBOUR.replace("1.3 A Berth", "1.3 Nobody swims.\n\n1.4 A Berth")
BY_THE_DAY = MOVED.replace("by the year", "by the day")


def told_beside(was: str, now: str) -> dict[str, str]:
    """What changed without a word in the ferry rules, which change beside the harbour rules."""
    corpus = record(HARBOUR, HARBOUR, BY_THE_DAY, ferries=(was, now))
    _, second, third = corpus.document("harbour").versions
    return elsewhere(Graphs(corpus, DAY).told(redline(second, third)))


def test_a_reference_that_only_follows_leaves_the_words_of_another_document_as_they_were() -> None:
    follows = FERRY.replace("Clause 1.3 of", "Clause 1.4 of")
    assert told_beside(FERRY, follows)["ferry Clause 1.4"] == "Clause 1.4"


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(FERRY.replace("Clause 1.3 of", "Clause 1.2 of"), id="another provision"),
        pytest.param(
            FERRY.replace("Clause 1.3 of", "Clause 1.4 of").replace("bind", "suit"), id="a word"
        ),
        pytest.param(FERRY.replace("Clause 1.3 of", "Clauses 1.3 and 1.4 of"), id="one more"),
    ],
)
def test_one_that_does_more_than_follow_is_told_by_a_redline_of_its_own(now: str) -> None:
    assert "ferry Clause 1.4" not in told_beside(FERRY, now)


def test_a_reference_that_follows_within_the_other_document_leaves_its_words_too() -> None:
    was = FERRY + "\n1.6 Clause 1.3 of the HARBOUR is cited here. So is Clause 1.4.\n"
    now = was.replace("1.2 Each", "1.2 Ferries are red.\n\n1.3 Each").replace("1.3 A P", "1.4 A P")
    now = now.replace("1.4 Clause 1.3", "1.5 Clause 1.4").replace("1.5 A berth", "1.6 A berth")
    now = now.replace("1.6 Clause 1.3", "1.7 Clause 1.4").replace("is Clause 1.4", "is Clause 1.5")
    found = told_beside(was, now)
    assert found["ferry Clause 1.5"] == found["ferry Clause 1.7"] == "Clause 1.4"


def test_a_superseded_version_is_read_beside_the_other_document_of_its_day() -> None:
    corpus = record(HARBOUR, HARBOUR.replace("Ann", "Eve"), ferries=(FERRY, FERRY + "\n1.6 End.\n"))
    first, second = corpus.document("ferry").versions
    graphs = Graphs(corpus, DAY)
    for version, label in ((first, "1.0"), (second, "2.0")):
        others = {
            e.target.version for e in graphs.of(version).edges if e.target.document != "ferry"
        }
        assert others == {label}


def test_a_graph_is_made_once_whatever_stands_beside_and_is_not_named() -> None:
    corpus = record(HARBOUR, HARBOUR.replace("Ann", "Eve"), ferries=(FERRY, FERRY))
    graphs = Graphs(corpus, DAY)
    first, second = corpus.document("harbour").versions
    assert graphs.of(first) is graphs.of(first)
    beside_another = graphs.around(first).edges, graphs.around(second).edges
    assert beside_another[0] != beside_another[1]
    corpus = record(HARBOUR, ferries=(FERRY, FERRY + "\n1.6 End.\n"))
    graphs = Graphs(corpus, DAY)
    for ferry in corpus.document("ferry").versions:
        graphs.around(ferry)
        graphs.of(corpus.document("harbour").versions[0])
    assert len(graphs._made) == 3, "the harbour rules name no ferry, and are read once"


def test_a_document_that_rests_on_nothing_of_a_redline_is_not_read_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def listed(old: Version, new: Version, redline: Redline) -> Iterator[str]:
        asked.append(new.document)
        return reworded(old, new, redline)

    monkeypatch.setattr(graphs, "reworded", listed)
    alone = made(
        "alone",
        ("1.1 A pond is no harbour.\n", {"effect": "2020-03-01"}),
        ("1.1 A lake is no harbour.\n", {"effect": "2020-09-01"}),
    )
    ferries = (FERRY, FERRY.replace("is a bed", "is a bunk"))
    corpus = record(HARBOUR, HARBOUR.replace("at a quay", "at a buoy"), ferries=ferries)
    corpus = replace(corpus, documents=(*corpus.documents, alone))
    assert elsewhere(told(corpus)) == {"ferry Clause 1.2": "Berth"}
    assert asked == ["ferry"]


def test_round_a_version_stand_the_documents_that_lead_to_it_and_no_others() -> None:
    texts = {
        "harbour": "1.1 A boat is named in Clause 1.2 of the FERRY.\n\n1.2 Boats are let.\n",
        "ferry": "1.1 Clause 1.1 of the PIER binds each ferry.\n\n1.2 Ferries are red.\n",
        "pier": "1.1 A pier is of wood, as in Clause 1.1 of the LIGHTHOUSE.\n",
        "lighthouse": "1.1 It is lit at night.\n",
    }
    documents = tuple(
        [made(name, (text, {"effect": "2020-01-01"})) for name, text in texts.items()]
    )
    graphs = Graphs(Corpus(documents=documents, amendments=()), DAY)
    versions = {each.id: each.versions[0] for each in documents}
    found = {
        name: {node.key.document for node in graphs.around(version).nodes}
        for name, version in versions.items()
    }
    assert found == {
        "harbour": {"harbour"},
        "ferry": {"ferry", "harbour"},
        "pier": {"pier", "ferry", "harbour"},
        "lighthouse": {"lighthouse", "pier", "ferry", "harbour"},
    }
    # What the others know of it is the same as in the graphs of all.
    for version in versions.values():
        beside = {**graphs.beside(version), version.document: version}
        whole = Graph.joined([graphs._once(each, beside) for each in beside.values()])
        near = graphs.around(version)
        assert all(set(near.to(key)) == set(whole.to(key)) for key in near.by_key)


def test_a_term_is_looked_up_in_the_text_first_and_then_where_its_rule_says() -> None:
    """There those that are written with a capital, of which alone the rule speaks."""
    corpus = record(f"{HARBOUR}\n**quay** means a wall.\n")
    (ferry,), (harbour,) = (corpus.document(each).versions for each in ("ferry", "harbour"))
    known = known_terms(ferry, {"HARBOUR": harbour})
    assert {term: key.document for term, key in known.items()} == {
        "Pilot": "ferry",
        "Crossing": "ferry",
        "Berth": "harbour",
    }
    assert set(known_terms(harbour, {"FERRY": ferry})) == {"Berth", "Pilot", "quay"}


def test_terms_of_others_are_those_with_a_capital_of_the_first_that_the_rule_names() -> None:
    rule = "1.1 A term that is not defined here has the meaning given to it in the {}."
    meanings = "**Berth** means a place at a quay.\n\n**tide** means the water that comes.\n"
    others = {name: version_of(meanings, name) for name in ("LIGHTS", "HARBOUR")}
    for named in ("HARBOUR or the LIGHTS", "LIGHTS or the HARBOUR"):
        known = known_terms(version_of(rule.format(named), "FERRY"), others)
        assert {term: key.document for term, key in known.items()} == {"Berth": named.split()[0]}


MEANINGS = {
    "has the meaning given to it in the SEC.": "SEC",
    "has the meaning given to that term in Section A1.1 of the SEC and includes a copy.": "SEC",
    "has the same meaning as is given in the Energy Act 1989.": "Energy Act 1989",
    "has the meaning given to it in Clause 4.": "",
    "has the meaning given by Table 3.1.": "",
    "means a report given in the SEC.": "",
}


def test_a_definition_says_to_which_document_it_leaves_its_meaning() -> None:
    for words, name in MEANINGS.items():
        (block,) = parse(f"**Report** {words}\n")
        assert meaning_left_to(block) == name, words


def test_the_graphs_are_the_same_however_few_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = record(
        HARBOUR, HARBOUR.replace("quay", "pier"), ferries=(FERRY, FERRY + "\n1.6 Gone.")
    )
    versions = [each for document in corpus.documents for each in document.versions]
    all_held = Graphs(corpus, DAY)
    expected = [(all_held.of(each), all_held.around(each)) for each in versions]
    assert len(all_held._made) > 2
    monkeypatch.setattr(graphs, "HELD", 2)
    few_held = Graphs(corpus, DAY)
    for _ in range(2):
        assert [(few_held.of(each), few_held.around(each)) for each in versions] == expected
        assert len(few_held._made) == 2


def test_a_text_is_looked_through_once_for_what_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = record(HARBOUR, HARBOUR.replace("at a quay", "at a buoy"))
    versions = corpus.document("harbour").versions
    first = Graphs(corpus, DAY).around(versions[1])
    looked_through = []
    read_names = Graphs._read_names

    def listed(self: Graphs, paragraphs: Sequence[str]) -> None:
        looked_through.append(paragraphs)
        read_names(self, paragraphs)

    monkeypatch.setattr(Graphs, "_read_names", listed)
    again = Graphs(corpus, DAY).around(versions[1])
    assert looked_through == []
    assert again == first
    edited = record(HARBOUR, HARBOUR.replace("at a quay", f"at a berth {versions[0].sha256}"))
    Graphs(edited, DAY).around(edited.document("harbour").versions[1])
    assert len(looked_through) == 1


ISLAND = "1.1 The island has no quay.\n"


def test_no_text_is_looked_through_that_hangs_together_with_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = (HARBOUR, HARBOUR.replace("at a quay", "at a buoy"))
    island = made("island", (ISLAND, {"effect": "2020-03-01"}))
    corpus = replace(record(*texts), documents=(*record(*texts).documents, island))
    harbour = corpus.document("harbour").versions[1]
    found: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}
    monkeypatch.setattr(graphs, "_namings", found)
    by_itself = Graphs(corpus, DAY).around(harbour)
    assert island.versions[0].sha256 in {text for text, _ in found}
    found.clear()
    assert Graphs(corpus, DAY, lambda: linked_documents(corpus)).around(harbour) == by_itself
    ferry = corpus.document("ferry").versions[0]
    assert {text for text, _ in found} == {harbour.sha256, ferry.sha256}


def test_a_document_is_looked_through_once_for_those_with_which_it_hangs_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_through = []
    all_said = linked._all_said

    def listed(document: Document) -> str:
        looked_through.append(document.id)
        return all_said(document)

    monkeypatch.setattr(linked, "_named", {})
    monkeypatch.setattr(linked, "_all_said", listed)
    before, after = record(HARBOUR), record(HARBOUR, ferries=("1.1 Ferries are red.\n",))
    told = [
        {id_: {each.id for each in found} for id_, found in linked_documents(each).items()}
        for each in (before, before, after)
    ]
    together = {"harbour": {"harbour", "ferry"}, "ferry": {"harbour", "ferry"}}
    assert told == [together, together, {"harbour": {"harbour"}, "ferry": {"ferry"}}]
    assert looked_through == ["harbour", "ferry", "ferry"]
