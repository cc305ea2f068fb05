"""What is told of all documents waits on the disk, and comes back as it was."""

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model import CorpusError
from build_tools.record.writing import write_pieces
from build_tools.site.spool import Spool, SpooledFiles, Streamed

TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"])))


@given(TEXTS, st.randoms())
def test_texts_come_back_in_any_order_while_others_are_kept(
    texts: list[str], chance: Random
) -> None:
    spool, order = Spool(), [*range(len(texts))]
    kept = [spool.kept(text) for text in texts]
    chance.shuffle(order)
    for at in order:
        assert str(kept[at]) == texts[at]
        assert str(spool.kept(texts[at])) == texts[at]


def test_nothing_of_it_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    kept = Spool().kept("law")
    assert ([*tmp_path.iterdir()], str(kept)) == ([], "law")


def test_it_may_be_in_a_folder_of_its_own_whose_full_disk_is_told_by_who_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool, full = Spool(tmp_path / "site"), Path("/dev/full")
    assert (str(spool.kept("law")), [*tmp_path.rglob("*")]) == ("law", [tmp_path / "site"])
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    with full.open("wb", buffering=0) as file:
        monkeypatch.setattr(spool, "_file", file)
        with pytest.raises(OSError, match="No space"):
            spool.kept("law")


def test_a_full_disk_is_told_with_what_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    spool, full = Spool(), Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    with full.open("wb", buffering=0) as file:
        monkeypatch.setattr(spool, "_file", file)
        with pytest.raises(CorpusError, match=r"no room for a site(.|\n)*TMPDIR"):
            spool.kept("law")


@given(TEXTS)
def test_a_file_that_is_streamed_is_its_pieces_each_time(texts: list[str]) -> None:
    streamed = Streamed(lambda: iter(texts))
    for _ in range(2):
        assert b"".join(streamed) == "".join(texts).encode()
        assert str(streamed) == "".join(texts)


def test_a_file_is_written_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "new" / "data.json"
    write_pieces(path, Streamed(lambda: iter(["§", "", " 17.6"])))
    assert path.read_text("utf-8") == "§ 17.6"
    with pytest.raises(ZeroDivisionError):
        write_pieces(path, (bytes(1 // each) for each in (1, 0)))
    assert not path.exists()


@given(st.dictionaries(st.text(max_size=5), st.lists(st.binary(max_size=9))))
def test_files_are_read_as_they_were_given_in_the_order_of_their_addresses(
    files: dict[str, list[bytes]],
) -> None:
    spooled = SpooledFiles(iter(files.items()))
    assert [*spooled.items()] == [(name, b"".join(files[name])) for name in sorted(files)]
