"""The jump box over indexes that are made up: no entry breaks it, no answer is endless, and what
has a number is found by it."""

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.site.find.answers import JumpBox
from tests.examples import examples
from tests.finding import box_of_shards, in_one_file, sharded

Entry = dict[str, Any]


def box_of(
    provisions: list[Entry],
    versions: tuple[str, ...] = ("1.0",),
    fictional: bool = False,
    acts: int = 1,
) -> JumpBox:
    """The box of one act, or of many of that name, of which the last version is in force; all
    provisions are of the first that do not say of which.
    """
    last = len(versions) - 1
    act = {
        "id": "act",
        "name": "Act",
        "title": "The Act",
        "fictional": fictional,
        "shown": last,
        "versions": [
            {"label": label, "standing": standing, "status": standing}
            for at, label in enumerate(versions)
            for standing in ["in force" if at == last else "earlier"]
        ],
        "redlines": [],
    }
    acts_of_law = [{**act, "id": f"act{at}" if at else "act"} for at in range(acts)]
    told = [{"document": 0, "versions": [last], **each} for each in provisions]
    return box_of_shards(*sharded(acts_of_law, told))


def clause(number: str, **more: Any) -> Entry:
    """A clause with a number."""
    return {"kind": "clause", "anchor": number, "citation": f"Clause {number}", **more}


def table(number: str, **more: Any) -> Entry:
    """A table with a number."""
    anchor, citation = f"table-{number}", f"Table {number}"
    return {"kind": "table", "anchor": anchor, "citation": citation, **more}


def found(box: JumpBox, query: str) -> list[str]:
    """The names of what is found, without the document's."""
    return [each.name.removeprefix("Act, ") for each in box.answer(query).found]


# --- Whatever an entry leaves out -----------------------------------------------------------------

_WORDS = st.sampled_from(["H", "High", "Hi (low)", "1", "17.4", "table 1", "(a", "*", "Fee | 1"])
_PARTS = st.sampled_from(["1", "17.4", "table-1", "table-17.4-high", "fn-1", "high", "schedule-1"])
_ENTRIES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["row", "row", "table", "clause", "note"]),
        "citation": st.sampled_from(["Table 1 under High", "Clause 1", "row High", "*, item (1"]),
        "versions": st.sampled_from([[0], [1], [0, 1]]),
    },
    optional={
        "anchor": _PARTS,
        "row": _PARTS,
        "title": _WORDS,
        "text": _WORDS,
        "provision": st.sampled_from(["1@1.0", "high@1.0"]),
    },
)
_QUERIES = [
    *("H", "Hi", "high", "hgih", "1", "table 1", "table 1 high", "17.4", "clause 17.4", "fn 1"),
    *("act 1.0 17.4", "1.0 high", "v9 1", "table 9 hi", "1.0 2.0", "(", ""),
]


@given(st.lists(_ENTRIES, min_size=2, max_size=12))
@settings(max_examples=examples(40))
def test_no_entry_breaks_the_box_whatever_it_leaves_out(entries: list[Entry]) -> None:
    box = box_of(entries, ("1.0", "2.0"))
    for query in _QUERIES:
        for earlier in (False, True):
            box.answer(query, earlier=earlier)


# --- In shards --------------------------------------------------------------------------------

_STANDINGS = ("earlier", "earlier", "in force", "proposed")
_SHARDED = st.fixed_dictionaries(
    {
        "document": st.sampled_from([0, 1]),
        "kind": st.sampled_from(["clause", "term", "heading", "table", "row", "note"]),
        "citation": st.sampled_from(["Clause 17.4", "Table 17.4", "Clause 9(a)", "row High"]),
        "versions": st.lists(st.sampled_from([0, 1, 2, 3]), min_size=1, unique=True).map(sorted),
    },
    optional={
        "anchor": st.sampled_from(["17.4", "9-a", "table-17.4", "fn-1", "schedule-1-9"]),
        "title": _WORDS,
        "text": st.sampled_from(["High tide", "low tides", "of the Heron", "tide | High"]),
        "provision": st.sampled_from(["1@1.0", "high@1.0"]),
    },
)
_ASKED = st.sampled_from(
    [
        *("17.4", "clause 9(a)", "17.4a", "9", "table 17.4", "table 17.4 high", "schedule 1 9"),
        *("tide", "high tide", "heorn", "hi", "lowtides", "Act 1.0 17.4", "other high"),
        *("Act 1.0 tide", "Act 2.0", "Act 4.0 9", "2.0 4.0", "Act 7.0 17.4", "rules", "H14 tide"),
        "Other 17.4",
    ]
)
_PAGES: list[Entry] = [
    {"kind": "guide", "title": "Rules of the tide", "address": "rules/", "text": "High"},
    {"kind": "amendment", "title": "Heron", "name": "H14", "address": "amendments/h14/"},
]


def two_acts(aside: bool) -> list[Entry]:
    """Two documents of four versions; whether the second is an example."""
    versions = [
        {"label": f"{at}.0", "standing": standing, "status": standing}
        for at, standing in enumerate(_STANDINGS, 1)
    ]
    act = {"title": "", "shown": 2, "versions": versions, "redlines": [], "fictional": False}
    other = {**act, "id": "other", "name": "Other", "fictional": aside}
    return [{**act, "id": "act", "name": "Act"}, other]


@given(
    entries=st.lists(_SHARDED, min_size=1, max_size=9),
    queries=st.lists(_ASKED, min_size=3, max_size=6),
    aside=st.booleans(),
    data=st.data(),
)
@settings(max_examples=examples(60))
def test_whatever_is_read_of_an_index_is_answered_as_by_all_of_it_or_more_may_be_said(
    entries: list[Entry], queries: list[str], aside: bool, data: st.DataObject
) -> None:
    acts = two_acts(aside)
    whole = JumpBox(in_one_file(acts, entries, _PAGES))
    first, shards = sharded(acts, entries, _PAGES)
    order = data.draw(st.permutations(shards))
    read = data.draw(st.integers(0, len(order)))
    all_read, some_read = box_of_shards(first, order), box_of_shards(first, order[:read])
    for query in queries:
        for earlier in (False, True):
            wanted = whole.answer(query, earlier=earlier)
            assert all_read.answer(query, earlier=earlier) == wanted
            answer = some_read.answer(query, earlier=earlier)
            if answer.unread:
                assert set(answer.unread) <= {each.name for each in order[read:]}
                assert not re.search("Nothing is found\\.|There is no", answer.said)
            else:
                assert answer == wanted


def test_what_is_in_force_is_found_by_its_number_before_any_shard_is_read() -> None:
    entries = [
        {**clause("17.4"), "document": 0, "versions": [1, 2], "text": "The tide."},
        {**clause("17.5"), "document": 0, "versions": [0], "text": "The ebb."},
    ]
    first, shards = sharded(two_acts(False), entries)
    box = box_of_shards(first, [])
    assert found(box, "17.4") == ["Clause 17.4"]
    assert box.answer("17.4").unread == ("words/act", "earlier/act")
    assert (box.answer("17.5").found, box.answer("17.5").said) == ((), "Nothing is found yet.")
    words, earlier, _pages = shards
    assert found(box_of_shards(first, [words]), "tide") == ["Clause 17.4"]
    told = box_of_shards(first, [words, earlier]).answer("17.5")
    assert told.said == "Act 3.0, in force, has no Clause 17.5. 1 answer."


def test_versions_are_told_as_runs() -> None:
    entry = {**clause("17.4"), "document": 0, "versions": [0, 1, 3]}
    first, _shards = sharded(two_acts(False), [entry])
    assert '"versions": [0, 1, 3, 3]' in first.replace(":[", ": [").replace(",", ", ")


def test_rows_without_words_are_told_beside_those_that_have_some() -> None:
    row = {"kind": "row", "anchor": "fees", "citation": "Table under High fees, row 1"}
    named = {**row, "title": "High", "text": "High | 2", "citation": "Table 1, row High"}
    assert found(box_of([row, row, named]), "high")[0] == "Table 1, row High"
    assert len(found(box_of([row, {**row, "citation": "High, row 2"}, named]), "hi")) == 3


def test_versions_that_no_document_has_together_are_none() -> None:
    other = {"id": "other", "name": "Other", "title": "Other Act", "fictional": False, "shown": 0}
    versions = [{"label": "7.0", "standing": "in force", "status": "in force"}]
    act = {**other, "id": "act", "name": "Act", "title": "The Act", "redlines": []}
    documents = [
        {**act, "versions": [{**versions[0], "label": "1.0"}]},
        {**other, "redlines": [], "versions": versions},
    ]
    box = box_of_shards(*sharded(documents, []))
    assert box.answer("1.0 7.0").found == ()
    assert [each.name for each in box.answer("1.0").found] == ["Act 1.0"]


# --- Numbers --------------------------------------------------------------------------------------


def test_of_many_that_have_a_number_the_first_are_shown_and_the_others_counted() -> None:
    inner = [clause(f"part-{at}-1", provision=f"part-{at}-1@1.0") for at in range(99)]
    earlier = [{**each, "anchor": f"old-{each['anchor']}", "versions": [0]} for each in inner]
    box = box_of([*earlier, *inner, clause("1")], ("1.0", "2.0"))
    for query in ("1", "section 1", "act 2.0 1"):
        answer = box.answer(query)
        assert answer.found[0].name == "Act, Clause 1", query
        assert {each.standing for each in answer.found} == {"in force"}
        assert len(answer.found) == 60
        assert "of which the first 60 are shown." in answer.said
    few = box_of(inner[:59]).answer("1")
    assert (len(few.found), few.said) == (59, "59 answers.")


def test_the_number_of_a_table_finds_it_after_the_provisions() -> None:
    note = {"kind": "note", "anchor": "fn-2", "citation": "Footnote 2"}
    box = box_of([table("17.4"), table("2"), clause("2"), note])
    assert found(box, "17.4") == ["Table 17.4"]
    assert found(box, "2") == ["Clause 2", "Table 2", "Footnote 2"]
    assert found(box, "act 17.4") == found(box, "act 1.0 17.4") == ["Table 17.4"]


def test_a_table_is_offered_where_no_clause_has_the_number() -> None:
    answer = box_of([table("17.4"), clause("art-1")]).answer("clause 17.4")
    assert (answer.found, answer.said) == ((), "There is no 17.4 in Act 1.0.")
    assert [each.name for each in answer.near] == ["Act, Table 17.4"]


def test_a_table_without_a_number_is_found_by_its_place() -> None:
    fees = [
        {"kind": "table", "anchor": "fees", "citation": f"Table {at} under Fees"} for at in (1, 2)
    ]
    rows = [
        {**each, "kind": "row", "citation": f"{each['citation']}, row {name}", "title": name}
        for each in fees
        for name in ("Low", "High")
    ]
    box = box_of([*fees, *rows, clause("guidance-on-table-1", citation="Guidance on table, 1")])
    assert found(box, "table 1")[-1] == "Table 1 under Fees"
    assert "Table 1 under Fees" not in found(box, "table 2")
    assert found(box, "table 2 high") == ["Table 2 under Fees, row High"]
    answer = box.answer("table 3")
    assert (answer.found, answer.said) == ((), "There is no Table 3 in Act 1.0.")


def test_a_record_of_fictional_documents_alone_is_searched_like_law() -> None:
    entries = [clause("17.3"), clause("17.5"), clause("3.0", versions=[0])]
    law, example = (
        box_of(entries, ("1.0", "2.0"), fictional=fictional) for fictional in (False, True)
    )
    for query in ("17.4", "17.3", "3.0", "2.0", "version 1", "17"):
        told, wanted = example.answer(query), law.answer(query)
        assert told.said == wanted.said, query
        for one, other in ((told.found, wanted.found), (told.near, wanted.near)):
            assert [each.address for each in one] == [each.address for each in other], query


def test_many_documents_are_not_all_named_where_none_has_a_number() -> None:
    each = [clause(number, document=at) for at in range(80) for number in ("17.3", "17.5")]
    answer = box_of(each, acts=80).answer("17.4")
    assert answer.said == "There is no Clause 17.4 in this record."
    assert 0 < len(answer.near) <= 60
    few = box_of(each[:10], acts=5).answer("17.4").said
    assert few == f"There is no Clause 17.4 in {' or '.join(['Act 1.0'] * 5)}."
