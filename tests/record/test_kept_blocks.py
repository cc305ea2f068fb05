"""A text is parsed once, and then its blocks are read from what is kept."""

from hashlib import sha256
from pathlib import Path

import pytest

from build_tools.model import CITED, CitationWords
from build_tools.record import kept_blocks, load, load_wanted
from build_tools.record.kept_blocks import blocks_once, blocks_together
from build_tools.record.kept_values import kept_value, value_kept
from build_tools.record.store import Store
from build_tools.record.wanted import EVERYTHING
from build_tools.text.markdown import parse
from tests.paths import RECORD

TEXT = "# Rules\n\n1. A member may borrow.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"


def in_another_run(store: Store) -> Store:
    kept_blocks._held.clear()
    return Store(store.place)


def refused(*_given: str) -> None:
    raise AssertionError("a text is parsed again")


def test_the_second_run_parses_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    first = load_wanted(RECORD, EVERYTHING, store)
    assert first == load(RECORD)
    monkeypatch.setattr(kept_blocks, "parse", refused)
    assert load_wanted(RECORD, EVERYTHING, in_another_run(store)) == first


@pytest.mark.parametrize("kept", [b"", kept_value("no blocks"), kept_value(parse("# Another\n"))])
def test_blocks_that_are_not_of_the_text_are_made_anew(tmp_path: Path, kept: bytes) -> None:
    store = Store(tmp_path)
    blocks_once(store, TEXT, CITED)
    (entry,) = tmp_path.glob("blocks/*")
    entry.unlink()
    store.keep = lambda *_: None  # type: ignore[method-assign]
    store.get = lambda *_: kept  # type: ignore[method-assign]
    kept_blocks._held.clear()
    assert blocks_once(store, TEXT, CITED) == parse(TEXT)


LONGER = f"{TEXT}\n2. A guest may not.\n"


@pytest.mark.parametrize(
    "kept",
    [
        *(b"", kept_value("no blocks"), kept_value((parse(TEXT),))),
        *(kept_value((parse(TEXT), parse(TEXT))), kept_value((parse(TEXT), "no blocks"))),
    ],
)
def test_blocks_that_were_kept_together_and_are_not_of_the_texts_are_made_anew(
    kept: bytes, tmp_path: Path
) -> None:
    texts, store = (TEXT, LONGER), Store(tmp_path)

    def read(store: Store) -> list[object]:
        kept_blocks._held.clear()
        with blocks_together(store, texts, CITED):
            return [blocks_once(store, each, CITED) for each in texts]

    expected = [parse(each) for each in texts]
    assert read(store) == expected
    (entry,) = tmp_path.glob("versions/*")
    entry.write_bytes(sha256(kept).digest() + kept)
    assert read(store) == expected
    assert value_kept(store.named("versions", entry.name) or b"") == tuple(expected)


def test_what_provisions_are_called_and_in_which_language_is_part_of_the_key(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path)
    ways = [
        CITED,
        CitationWords(provision="Rule"),
        CitationWords(provision="Rule", language="de"),
        CitationWords(provision="Rule", language="de", limbs=(("(1)", "Abs."),)),
    ]
    kept = [blocks_once(store, TEXT, words) for words in ways]
    assert kept == [parse(TEXT, words) for words in ways]


def test_what_two_versions_have_in_common_is_held_once() -> None:
    longer = TEXT.replace("# Rules\n", "# Rules\n\nOf a library.\n")
    first, second = (blocks_once(Store(None), each, CITED) for each in (TEXT, longer))
    assert (first, second) == (parse(TEXT), parse(longer))
    heading, _, paragraph, table = second
    assert heading is first[0] or heading.content is first[0].content
    assert paragraph.line != first[1].line
    assert paragraph.content is first[1].content
    assert table.table is first[2].table


def test_a_text_that_is_written_anew_has_in_common_what_its_neighbour_has() -> None:
    older, newer, mended = (f"{TEXT}\n{word} more.\n" for word in ("Nothing", "Something", "Much"))
    other = "# Another document\n"
    for each in (older, newer, other, older):
        first = blocks_once(Store(None), each, CITED)
    second = blocks_once(Store(None), mended, CITED)
    assert second == parse(mended)
    assert [one is two for one, two in zip(first, second, strict=True)] == [True] * 3 + [False]
