"""A record that is proved, and a site that is held to it: every version, the same hash, nothing
else."""

import json
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.compare.redline import redline
from build_tools.editing import published as published_site
from build_tools.lineage import comparisons
from build_tools.model import Corpus, Redline, Version
from build_tools.site.manifest import manifest
from build_tools.site.urls import MANIFEST
from tests.publishing import AS_OF, free_port, served
from tests.running import Run, replace_in

Change = Callable[[str, str], None]


@pytest.fixture
def published(tmp_path: Path, record: Corpus) -> Path:
    """A site of the record, as far as it is asked for."""
    folder = tmp_path / "site"
    (folder / MANIFEST).parent.mkdir(parents=True)
    (folder / MANIFEST).write_text(json.dumps(manifest(record, AS_OF, None), indent=1))
    return folder


def test_the_record_holds(run: Run) -> None:
    ran = run("verify")
    assert (ran.code, ran.out) == (0, "")
    assert re.fullmatch(r"8 seals and \d+ redlines hold\n", ran.err)


def test_a_site_of_the_record_holds_in_a_folder_and_at_an_address(
    run: Run, published: Path
) -> None:
    assert run("verify", "--site", published).code == 0
    with served(published) as address:
        ran = run("verify", "--site", address)
        assert (ran.code, ran.err.endswith(f"and the same versions at {address}\n")) == (0, True)
        assert run("verify", "--site", address.rstrip("/")).code == 0


def test_what_is_missing_changed_or_extra_is_named(run: Run, published: Path) -> None:
    manifest = json.loads((published / MANIFEST).read_text())
    mtad = next(document for document in manifest["documents"] if document["id"] == "mtad")
    mtad["versions"][0]["sha256"] = "0" * 64
    mtad["versions"][1]["version"] = "9.0"
    (published / MANIFEST).write_text(json.dumps(manifest))
    ran = run("verify", "--site", published)
    where = (published / MANIFEST).as_posix()
    assert ran.code == 1
    assert [re.sub(r"[0-9a-f]{16}…", "…", line) for line in ran.out.splitlines()] == [
        f"{where}: mtad@1.0 has the SHA-256 … on the site and … in the record",
        f"{where}: mtad@2.0 is in the record and not on the site",
        f"{where}: mtad@9.0 is on the site and not in the record",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"{", ":1: is not JSON"),
        (b"[]", ": is no list of versions"),
        (b'{"documents": [{"id": 1}]}', ": is no list of versions"),
        (b"\xff", ": is not UTF-8"),
        (b"[" * 100_000, ": is no list of versions"),
    ],
)
def test_a_manifest_that_is_none_is_told_of(
    text: bytes, said: str, run: Run, published: Path
) -> None:
    (published / MANIFEST).write_bytes(text)
    ran = run("verify", "--site", published)
    assert (ran.code, f"{(published / MANIFEST).as_posix()}{said}" in ran.err) == (2, True), ran


def test_a_site_that_is_not_there_is_told_of(run: Run, tmp_path: Path) -> None:
    assert "No such file or directory" in run("verify", "--site", tmp_path).err
    with served(tmp_path) as address:
        ran = run("verify", "--site", address)
        assert (
            ran.code,
            f"{address}{MANIFEST}: the site answers 404 File not found\n" in ran.err,
        ) == (2, True), ran
    ran = run("verify", "--site", f"http://127.0.0.1:{free_port()}/")
    assert (ran.code, "the site does not answer: [Errno 111] Connection refused" in ran.err) == (
        2,
        True,
    ), ran
    for site in ("file:///etc", "ftp://example.org/"):
        ran = run("verify", "--site", site)
        assert (ran.code, "cannot be asked by" in ran.err) == (2, True)


def test_a_site_that_never_answers_is_given_up(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published_site, "TIMEOUT", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        ran = run("verify", "--site", f"http://127.0.0.1:{silent.getsockname()[1]}")
    assert (ran.code, "the site does not answer: timed out" in ran.err) == (2, True), ran


def test_a_broken_seal_fails_it(run: Run, copied: Path) -> None:
    replace_in(copied / "mtad/3.0.md", "DCC shall", "DCC may")
    ran = run("verify", "--versions", copied)
    assert (ran.code, "mtad/3.0.md: sealed: is sealed and has changed" in ran.out) == (1, True)


def test_a_redline_that_cannot_be_proved_fails_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, copied: Path
) -> None:
    """A redline that lost its changes on the way."""

    def planted(old: Version, new: Version) -> Redline:
        found = redline(old, new)
        if new.label != "3.0":
            return found
        return Redline(old=old, new=new, passages=found.passages[:-1], changes=())

    monkeypatch.setattr(comparisons, "redline", planted)
    ran = run("verify", "--versions", copied)
    assert ran.code == 1
    assert "mtad@2.0 to mtad@3.0: rejecting every change does not give the old text" in ran.out
    assert "mtad@1.0 to mtad@2.0" not in ran.out


def test_an_overtaken_proposal_is_proved_against_what_is_in_force(run: Run, copied: Path) -> None:
    before = run("verify", "--versions", copied).err
    assert run("amend", "mtad", "--versions", copied).code == 0
    replace_in(
        copied / "amendments/mtad-5.0.yml",
        "questions:",
        "dates: {effect: {actual: 2023-05-01}}\nquestions:",
    )
    after = run("verify", "--versions", copied).err
    assert (before, after) == ("8 seals and 8 redlines hold\n", "8 seals and 10 redlines hold\n")
