"""All of a record in one zip: the same bytes each time, and checked by the commands that it brings,
with coreutils and OpenSSH alone."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.record.publication_log import LOG
from build_tools.record.signatures import SIGNERS
from tests.paths import RECORD
from tests.running import Ran, Run, replace_in
from tests.signing import coreutils_and_openssh, listed, made_keys


@pytest.fixture
def signed(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, missing: Callable[[str], None]
) -> Path:
    """A small record of which a version is sealed, signed and logged."""
    monkeypatch.chdir(tmp_path)
    rules = shutil.copytree(RECORD, tmp_path / "versions")
    (tmp_path / "keys").mkdir()
    keys = made_keys(tmp_path / "keys", missing)
    (rules / SIGNERS).write_text(listed(keys, "counsel"))
    for name, day in (("first", "date not recorded"), ("second", "2021-06-15")):
        file = rules / f"amendments/{name}-rules.yml"
        replace_in(file, "  effect:", f"  direction: {{actual: {day}}}\n  effect:")
    for version in ("rules@2.0", "rules@1.0"):
        assert run("seal", version, "--sign", keys / "counsel").code == 0
    return rules


def packed(run: Run, name: str = "archive.zip") -> bytes:
    ran = run("archive", "-o", name, "--as-of", "2021-08-01")
    assert ran.code == 0, ran
    return Path(name).read_bytes()


@pytest.fixture
def unpacked(signed: Path, run: Run) -> Path:
    """The archive of that record, unpacked."""
    with zipfile.ZipFile(io.BytesIO(packed(run))) as archive:
        archive.extractall(signed.parent / "there")
    return signed.parent / "there/archive"


@pytest.fixture
def by_hand(tmp_path: Path, missing: Callable[[str], None]) -> Callable[[Path], Ran]:
    """What a person does who reads how to check it: the commands that stand there, one after
    another, until one fails."""
    only = coreutils_and_openssh(tmp_path / "tools", missing)

    def check(folder: Path) -> Ran:
        said = (folder / "HOW-TO-CHECK.txt").read_text()
        commands = re.findall(r"^    \$ (.+)$", said, re.MULTILINE)
        assert len(commands) == 2
        return only(folder, " && ".join(commands))

    return check


def test_an_archive_is_in_the_language_of_its_record(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rules = shutil.copytree(RECORD, tmp_path / "versions")
    (rules / "corpus.yml").write_text("language: de\n")
    with zipfile.ZipFile(io.BytesIO(packed(run))) as archive:
        how = archive.read("archive/HOW-TO-CHECK.txt").decode()
        pages = [
            archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("archive/redlines/") and name.endswith(".html")
        ]
    assert "Wie man es prüft\n----------------\n" in how
    assert "the " not in how
    assert pages
    for page in pages:
        assert '<html lang="de"' in page
        assert "Side by side" not in page


def test_an_archive_is_checked_by_the_commands_that_it_brings(
    unpacked: Path, by_hand: Callable[[Path], Ran]
) -> None:
    ran = by_hand(unpacked)
    good = 'Good "seal@corpus" signature for counsel@example.org with ED25519 key'
    assert (ran.code, ran.err, ran.out.count(good)) == (0, "", 2)


@pytest.mark.parametrize("gone", ["sealed.sha256", "allowed_signers", ""])
def test_by_hand_is_seen_what_was_taken_out_with_its_line_or_added(
    unpacked: Path, by_hand: Callable[[Path], Ran], gone: str
) -> None:
    """Where whoever took it out mended the list of files too."""
    if gone:
        (unpacked / "versions" / gone).unlink()
        sums = unpacked / "SHA256SUMS"
        kept = [line for line in sums.read_text().splitlines() if not line.endswith(gone)]
        sums.write_text("\n".join(kept) + "\n")
    else:
        (unpacked / "one more.html").write_text("More.")
    ran = by_hand(unpacked)
    assert (ran.code, ran.err) == (1, "")
    assert ("there are signatures" if gone else "not in SHA256SUMS: ") in ran.out


def test_an_archive_holds_the_record_whole(unpacked: Path, signed: Path) -> None:
    there = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*.*")}
    record = {f"versions/{path.relative_to(signed).as_posix()}" for path in signed.rglob("*.*")}
    assert record <= there
    assert {
        "redlines/rules-1.0-to-2.0.html",
        "redlines/rules-1.0-to-2.0.json",
        "weave/rules.json",
        "corpus.json",
    } <= there
    sums = (unpacked / "SHA256SUMS").read_text().splitlines()
    files = {
        path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()
    }
    assert {line[66:] for line in sums} == files - {"SHA256SUMS"}
    manifest = json.loads((unpacked / "corpus.json").read_text())
    seals = manifest["documents"][0]["versions"][1]["seals"]
    assert manifest["allowed_signers"] == (signed / SIGNERS).read_text()
    assert seals[0]["signatures"][0].startswith("-----BEGIN SSH SIGNATURE-----\n")
    assert seals[0]["text"] in (signed / "sealed.sha256").read_text()


def forged(folder: Path, name: str, old: str, new: str) -> None:
    """A file changed, and the sums made to fit, as a forger would."""
    replace_in(folder / name, old, new)
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    kept = [line for line in lines if not line.endswith(f"  {name}")]
    (folder / "SHA256SUMS").write_text("\n".join(kept) + "\n")


FORGED = {
    "a text": ("versions/rules/2.0.md", "nights", "weeks", "rules/2.0.md: FAILED"),
    "a fact": ("versions/sealed.sha256", "2021-06-15", "2021-06-14", "nobody signed this seal"),
    "the log": (f"versions/{LOG}", '"published"', '"withdrawn"', "entry 2 of the publication log"),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_was_forged_is_found_by_hand(
    what: str, unpacked: Path, by_hand: Callable[[Path], Ran]
) -> None:
    name, old, new, said = FORGED[what]
    forged(unpacked, name, old, new)
    ran = by_hand(unpacked)
    assert (ran.code, said in ran.out) == (1, True), ran


def test_a_file_that_is_not_whole_is_found(unpacked: Path, by_hand: Callable[[Path], Ran]) -> None:
    replace_in(unpacked / "weave/rules.json", "nights", "weeks")
    ran = by_hand(unpacked)
    assert (ran.code, ran.out) == (1, "weave/rules.json: FAILED\n")


def test_the_same_record_gives_the_same_bytes(
    signed: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = packed(run)
    for path in signed.rglob("*"):
        path.touch()
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert packed(run, "again.zip") == first


def test_a_record_without_seals_says_so(
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    by_hand: Callable[[Path], Ran],
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(RECORD, tmp_path / "versions")
    with zipfile.ZipFile(io.BytesIO(packed(run))) as archive:
        archive.extractall(tmp_path)
    ran = by_hand(tmp_path / "archive")
    assert (ran.code, ran.out, ran.err) == (0, "nothing here is sealed\n", "")
    assert "No one signed these seals" in (tmp_path / "archive/HOW-TO-CHECK.txt").read_text()


def test_it_is_written_as_a_zip_and_over_nothing_of_the_record(signed: Path, run: Run) -> None:
    assert run("archive", "-o", "archive.txt").code == 2
    assert run("archive", "-o", signed / "rules/2.0.md").code == 2


@pytest.mark.parametrize(
    ("settings", "formats", "place", "old_files"),
    [
        ("plugins: [corpus: {pdf: true, akoma_ntoso: gb/eng}]", ["docx", "pdf"], "gb/eng", True),
        ("plugins: {corpus: {old_files: false}}", ["docx"], None, False),
        ("plugins: [corpus: {pdf: true, versions: others}]", ["docx"], None, True),
        ("plugins: [tags]", ["docx"], None, True),
    ],
)
def test_its_manifest_is_that_of_the_site(
    settings: str, formats: list[str], place: str | None, old_files: bool, run: Run, signed: Path
) -> None:
    Path("mkdocs.yml").write_text(f"site_name: X\n{settings}\n")
    with zipfile.ZipFile(io.BytesIO(packed(run))) as archive:
        listed_ = json.loads(archive.read("archive/corpus.json"))
    assert listed_["formats"] == formats
    assert (listed_["akoma_ntoso"], listed_["old_files"]) == (place, old_files)
    files = json.dumps(listed_["documents"])
    found = [ending for ending in ("docx", "pdf", "xml") if f'.{ending}"' in files]
    assert found == [*formats, *(["xml"] if place else [])]


def test_a_setting_that_nobody_can_read_is_told(run: Run, signed: Path) -> None:
    Path("mkdocs.yml").write_text("plugins: [corpus: {pdf: perhaps}]\n")
    ran = run("archive", "-o", "archive.zip")
    assert (ran.code, ran.err) == (2, "mkdocs.yml: `pdf` is 'perhaps'\n    expected: pdf: true\n")
    assert not Path("archive.zip").exists()
