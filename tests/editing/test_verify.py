"""A record that is proved, and a site that is held to it: every version, the same hash, nothing
else."""

import json
import re
import shutil
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli.pages import generated_files
from build_tools.compare.invariants import violations
from build_tools.compare.redline import redline
from build_tools.editing import published as published_site
from build_tools.editing.published import Site, file_differences
from build_tools.editing.verify import proof_summary, unproved_redlines
from build_tools.lineage import comparisons
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus, Document, Redline, Version
from build_tools.record import load
from build_tools.record.enactment import enacting_facts
from build_tools.record.seals import SEALS, with_seal
from build_tools.record.store import Store
from build_tools.record.workers import Failed, Take, Unit, Workers
from build_tools.record.writing import write_into
from build_tools.site.build import by_address, site_files
from build_tools.site.file_store import FileStore
from build_tools.site.urls import MANIFEST
from tests.browsing import swept
from tests.dividing import divided_project
from tests.lineage.test_overlaps import DAY, FIRST, edited, made, record
from tests.paths import RECORD
from tests.publishing import AS_OF, free_port, served
from tests.running import Ran, Run, replace_in

SMALL = RECORD


@dataclass(frozen=True, slots=True)
class Published:
    """A small site, as `corpus pages` writes it, with what it was made from."""

    site: Path
    root: Path
    docs: Path
    run: Run

    def verified(self, *more: str | Path, site: str | Path = "") -> Ran:
        """The site, or another, held to the record."""
        made_from = ("--versions", self.root, "--docs", self.docs)
        return self.run("verify", "--site", site or self.site, *made_from, *more)

    def manifest(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads((self.site / MANIFEST).read_text())
        return read

    def forge(self, change: Callable[[dict[str, Any]], object]) -> None:
        """Change what the list of versions says."""
        manifest = self.manifest()
        change(manifest)
        (self.site / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small record, its seal, a page of prose, and the site that they make."""
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(SMALL, folder / "versions")
    dated = "  direction: {actual: 2021-06-15}\n  effect:"
    replace_in(folder / "versions/amendments/second-rules.yml", "  effect:", dated)
    second = load(folder / "versions").document("rules").version("2.0")
    seal = with_seal(folder / "versions", second, enacting_facts(second))
    (folder / "versions" / SEALS).write_text(seal)
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Rules\n")
    store = FileStore(store=Store(folder / "store"))
    root = folder / "versions"
    made = generated_files(load(root), root, folder / "docs", AS_OF, store, "")
    write_into(folder / "site", made)
    return folder


@pytest.fixture
def published(small_site: Path, tmp_path: Path, run: Run) -> Published:
    """A copy of it."""
    shutil.copytree(small_site / "site", tmp_path / "site")
    return Published(tmp_path / "site", small_site / "versions", small_site / "docs", run)


def test_the_record_holds(run: Run) -> None:
    ran = run("verify")
    assert (ran.code, ran.out) == (0, "")
    assert re.fullmatch(
        r"9 seals, 13 redlines, 1 amending instrument and the weaves of 11 versions hold\n", ran.err
    )


def test_every_redline_that_the_site_has_a_page_for_is_proved_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = made("2.0", "1.0", edited(("Two", "2")), DAY)
    same_base = [
        made(f"{at}.0", "2.0", edited(("Four", f"{at} of four"), text=second.text)) for at in (3, 4)
    ]
    overtaken = made("5.0", "1.0", edited(("One", "1")))
    corpus = record(FIRST, second, *same_base, overtaken)
    site = by_address(site_files(corpus, DAY, {}, Comparisons(), FileStore(())))
    page = re.compile(r"pond/(?:redline|if)/([\d.]+)(?:\.\.|\+)([\d.]+)/index\.md")
    shown = [found for name in sorted(site) if (found := page.fullmatch(name))]
    proved: list[Redline] = []

    def counted(redline: Redline) -> list[str]:
        proved.append(redline)
        return violations(redline)

    monkeypatch.setattr("build_tools.editing.verify.violations", counted)
    assert list(unproved_redlines(corpus, DAY)) == []
    # Both proposals over one text are proved as the second, made from that text.
    ends = sorted((each.old.label, each.new.label) for each in proved)
    assert ends == sorted(("2.0" if "/if/" in each[0] else each[1], each[2]) for each in shown)
    assert f", {len(shown)} redlines and" in proof_summary(corpus, tmp_path, DAY)
    assert len(shown) == 6


class Backwards(Workers):
    """Workers of which the last unit is done first, and the first takes its worker with it."""

    def run(
        self, units: Sequence[Unit], take: Take = lambda _unit, _given_back: None
    ) -> list[Failed]:
        first, *others = units
        for unit in reversed(others):
            take(unit, unit.make(*unit.given))
        return [Failed(first, "its worker died", died=True)]


def two(id_: str, more: str) -> Document:
    """A document of two versions."""
    pair = FIRST, made("2.0", "1.0", f"{edited(('Two', '2'))}\n{more}", DAY)
    versions = []
    for version in pair:
        assert version.amendment
        steps = tuple([replace(step, document=id_) for step in version.amendment.steps])
        amendment = replace(version.amendment, steps=steps)
        versions.append(replace(version, document=id_, amendment=amendment))
    return replace(record(*pair).documents[0], id=id_, versions=tuple(versions))


def test_what_several_processes_find_is_told_in_the_order_of_the_documents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The longest is begun first; one that cannot be proved is said not to hold."""
    corpus = Corpus(
        documents=(two("a", ""), two("b", "More.\n"), two("c", "The most.\n")), amendments=()
    )

    def wrong(redline: Redline) -> list[str]:
        return ["does not hold"]

    monkeypatch.setattr("build_tools.editing.verify.violations", wrong)
    alone = list(unproved_redlines(corpus, DAY))
    assert alone == [f"{id_}@1.0 to {id_}@2.0: does not hold" for id_ in "abc"]
    beside = list(unproved_redlines(corpus, DAY, Backwards(jobs=2)))
    assert beside == [*alone[:2], "c cannot be proved: its worker died"]


def test_one_of_each_is_counted_as_one(tmp_path: Path) -> None:
    said = proof_summary(record(FIRST), tmp_path, DAY)
    assert said == "0 seals, 0 redlines and the weave of 1 version hold"
    pair = record(FIRST, made("2.0", "1.0", edited(("Two", "2")), DAY))
    assert ", 1 redline and the weaves of 2 versions hold" in proof_summary(pair, tmp_path, DAY)


def test_a_site_of_the_record_holds_in_a_folder_and_at_an_address(
    published: Published, small_site: Path
) -> None:
    ran = published.verified()
    assert (ran.code, ran.err.endswith(f"and every file at {published.site}\n")) == (0, True), ran
    shutil.copy(published.docs / "index.md", published.site / "index.md")
    assert published.verified().code == 0, "a hand-written page may lie beside what was generated"
    with served(small_site / "site") as address:
        ran = published.verified("--built", small_site / "site", site=address)
        assert (ran.code, ran.err.endswith(f"and every file at {address}\n")) == (0, True), ran
        there = published.site / "rules/index.md"
        there.write_text("# Rules\n")
        ran = published.verified("--built", published.site, site=address.rstrip("/"))
        assert (ran.code, f"{address}rules/index.md: is not what the record" in ran.out) == (
            1,
            True,
        )


@pytest.fixture(scope="module")
def small_site_with_akoma_ntoso(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in that format too."""
    folder = tmp_path_factory.mktemp("akn")
    store = FileStore(store=Store(small_site / "store"), akoma_ntoso="gb/eng")
    root = small_site / "versions"
    made = generated_files(load(root), root, small_site / "docs", AS_OF, store, "")
    write_into(folder, made)
    return folder


def test_a_site_is_held_to_the_record_in_the_formats_that_it_tells_of(
    published: Published, small_site_with_akoma_ntoso: Path
) -> None:
    shutil.rmtree(published.site)
    shutil.copytree(small_site_with_akoma_ntoso, published.site)
    assert published.verified().code == 0
    text = published.site / "rules/v/2.0/rules-2.0.xml"
    assert _version(published.manifest())["files"].count("rules/v/2.0/rules-2.0.xml") == 1
    text.write_text(text.read_text().replace("Spade", "Rake"))
    published.forge(lambda manifest: manifest.update(akoma_ntoso="gb/eng"))
    ran = published.verified()
    assert (ran.code, ran.out.count("\n")) == (1, 1), ran
    assert f"{text.as_posix()}: is not what the record makes" in ran.out


@pytest.mark.parametrize("place", ["fr/fra", None, "nowhere", 7])
def test_formats_that_a_site_tells_of_and_does_not_have_are_named(
    published: Published, small_site_with_akoma_ntoso: Path, place: object
) -> None:
    shutil.rmtree(published.site)
    shutil.copytree(small_site_with_akoma_ntoso, published.site)
    published.forge(lambda manifest: manifest.update(akoma_ntoso=place))
    ran = published.verified()
    assert (ran.code, "rules-2.0.xml: is " in ran.out) == (1, True), ran
    built = published.verified("--built", small_site_with_akoma_ntoso)
    assert (built.code, "tells of other formats of the texts" in built.out) == (1, True), built


def test_a_site_with_formats_that_the_settings_here_lack_is_told_with_them(
    published: Published, small_site_with_akoma_ntoso: Path
) -> None:
    published.forge(lambda manifest: manifest.update(formats=["docx", "pdf"]))
    ran = published.verified("--built", small_site_with_akoma_ntoso)
    assert ran.code == 1
    assert "made in: docx, pdf on the site, docx, akoma_ntoso gb/eng here\n" in ran.out
    assert "expected: the settings that the site was built with, `pdf: true` among them" in ran.out


@pytest.mark.sweep
def test_a_site_with_pdf_files_is_held_to_them(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, missing: Callable[[str], None]
) -> None:
    monkeypatch.chdir(divided_project(tmp_path))
    made = run("pages", "--pdf", "--out", "site")
    if "WeasyPrint is missing" in made.err:
        missing("there is no WeasyPrint here")
    assert made.code == 0, made.err
    assert run("verify", "--site", "site").code == 0
    (pdf,) = Path("site").glob("pond/v/2.0/*.pdf")
    pdf.write_bytes(pdf.read_bytes().replace(b"%PDF", b"%pdf", 1))
    ran = run("verify", "--site", "site")
    assert (ran.code, ran.out.count("\n")) == (1, 1), ran
    assert f"{pdf}: is not what the record makes" in ran.out


def test_a_site_without_old_files_is_held_to_the_record_as_any_other(
    tmp_path: Path, small_site: Path, run: Run
) -> None:
    root, docs = tmp_path / "versions", small_site / "docs"
    shutil.copytree(SMALL, root)
    taken = "effect: {actual: 2021-07-01}"
    replace_in(root / "amendments/second-rules.yml", "effect: {planned: 2021-07}", taken)
    for name, old_files in (("whole", True), ("light", False)):
        store = FileStore(store=Store(small_site / "store"), old_files=old_files)
        made = generated_files(load(root), root, docs, AS_OF, store, "")
        write_into(tmp_path / name, made)
    published = Published(tmp_path / "light", root, docs, run)
    assert published.verified().code == 0
    whole, light = (set(Site(str(tmp_path / name)).files()) for name in ("whole", "light"))
    gone = "rules/v/1.0/rules-1.0.docx"
    assert (light < whole, whole - light) == (True, {gone})
    first, second = published.manifest()["documents"][0]["versions"]
    assert (first["word"], second["word"]) == (None, "rules/v/2.0/rules-2.0.docx")
    assert second["redline_word"] == "rules/redline/1.0..2.0/rules-1.0-to-2.0.docx"
    shutil.copy(tmp_path / "whole" / gone, published.site / gone)
    assert f"{gone}: is there, and the record does not make it" in published.verified().out
    published.forge(lambda manifest: manifest.update(old_files=True))
    assert "has the `word` null on the site" in published.verified().out


@pytest.mark.parametrize("of_each_kind", [1, swept(1000)])
def test_every_file_of_a_site_that_is_changed_deleted_or_added_is_named(
    published: Published, small_site: Path, of_each_kind: int
) -> None:
    """One at a time, and nothing else is named."""
    made, site = small_site / "site", Site(published.site.as_posix())
    kinds: dict[str, list[str]] = {}
    for name in Site(made.as_posix()).files():
        if name != MANIFEST:
            kinds.setdefault(Path(name).suffix, []).append(name)
    assert len(kinds) > 7
    files = [name for its in kinds.values() for name in its[:of_each_kind]]
    for name in files:
        path, content = published.site / name, (made / name).read_bytes()
        for other in (content + b"<script>alert(1)</script>", None):
            path.unlink()
            if other is not None:
                path.write_bytes(other)
            (found,) = file_differences(made, site)
            assert found.path == path.as_posix()
            path.write_bytes(content)
        path.with_name(f".{path.name}").write_bytes(content)
        (found,) = file_differences(made, site)
        assert found.message == "is there, and the record does not make it"
        path.with_name(f".{path.name}").unlink()
    assert not list(file_differences(made, site))


_READ_OFF_THE_WEAVE = {
    "any two versions": r"pond/compare/index\.md",
    "the life of a provision": r"pond/clause/1\.2/index\.md",
    "two proposals": r"pond/if/3\.0\+4\.0/index\.md",
    "a day": r"pond/at/index\.md",
    "terms": r"pond/terms/index\.md",
    "a feed of a provision": r"pond/provision/1\.2@1\.0/feed\.xml",
    "the same as JSON": r"pond/provision/1\.2@1\.0/feed\.json",
    "the list of these feeds": r"pond/feeds\.opml",
    "the weave": r"pond/weave\.json",
}


def test_a_letter_altered_in_what_is_read_off_the_weave_is_named(tmp_path: Path) -> None:
    """On each kind of page and file: at its first digit, in its middle and at its last."""
    term = "**Boat** means what floats on 1 pond.\n\n1.1 One Boat"
    first = made("1.0", None, edited(("1.1 One boat", term)), DAY)
    second = made("2.0", "1.0", edited(("Two", "2"), text=first.text), DAY)
    same_base = [
        made(f"{at}.0", "2.0", edited(("Four", f"{at} of four"), text=second.text)) for at in (3, 4)
    ]
    corpus = record(first, second, *same_base)
    site = by_address(site_files(corpus, DAY, {}, Comparisons(), FileStore(())))
    files = {
        name: text if isinstance(text, bytes) else text.encode() for name, text in site.items()
    }
    for folder in ("made", "site"):
        write_into(tmp_path / folder, files)
    published = Site((tmp_path / "site").as_posix())
    for kind, pattern in _READ_OFF_THE_WEAVE.items():
        (name,) = [each for each in files if re.fullmatch(pattern, each)]
        path, content = tmp_path / "site" / name, files[name].decode()
        digits = [at for at, letter in enumerate(content) if letter.isdigit()]
        assert digits, kind
        for at in (digits[0], digits[len(digits) // 2], digits[-1]):
            other = str((int(content[at]) + 1) % 10)
            path.write_text(content[:at] + other + content[at + 1 :], encoding="utf-8")
            (found,) = file_differences(tmp_path / "made", published)
            assert found.path == path.as_posix(), kind
        path.write_text(content, encoding="utf-8")
    assert not list(file_differences(tmp_path / "made", published))


def test_files_that_are_no_files_are_named(published: Published, small_site: Path) -> None:
    made, site = small_site / "site", Site(published.site.as_posix())
    (published.site / "rules").rename(published.site.parent / "kept")
    assert {problem.message for problem in file_differences(made, site)} == {
        "is not there, and the record makes it"
    }
    (published.site / "rules").symlink_to(published.site.parent / "kept")
    messages = {problem.message for problem in file_differences(made, site)}
    assert messages == {
        "is not there, and the record makes it",
        "is there, and the record does not make it",
    }


def _version(manifest: dict[str, Any], label: str = "2.0") -> dict[str, Any]:
    (document,) = manifest["documents"]
    found: dict[str, Any] = next(v for v in document["versions"] if v["version"] == label)
    return found


FORGED: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "hash": (
        lambda manifest: _version(manifest).update(sha256="0" * 64),
        "rules@2.0 has the SHA-256 0000000000000000… on the site and ",
    ),
    "label": (
        lambda manifest: _version(manifest).update(version="9.0"),
        "rules@9.0 is on the site and not in the record",
    ),
    "stage": (
        lambda manifest: _version(manifest).update(stage="withdrawn"),
        "rules@2.0 has the `stage` withdrawn on the site and made in the record",
    ),
    "seal": (
        lambda manifest: _version(manifest).update(sealed=False),
        "rules@2.0 has the `sealed` false on the site and true in the record",
    ),
    "fact": (
        lambda manifest: _version(manifest)["enactment"].update(direction="2020-01-01"),
        "rules@2.0 has the `enactment`",
    ),
    "version left out": (
        lambda manifest: manifest["documents"][0]["versions"].pop(),
        "rules@2.0 is in the record and not on the site",
    ),
    "title": (
        lambda manifest: manifest["documents"][0].update(title="Other rules"),
        "is not what the record makes: line",
    ),
    "more": (
        lambda manifest: manifest.update(more="<script>"),
        "is not what the record makes: line",
    ),
    "day to come": (
        lambda manifest: manifest.update(as_of="2030-01-01"),
        "shows the day 2030-01-01, which has not come",
    ),
    "day gone": (
        lambda manifest: manifest.update(as_of="2021-06-14"),
        "rules@2.0 has the `stage` made on the site and consultation closed in the record",
    ),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_a_list_of_versions_has_otherwise_is_named(what: str, published: Published) -> None:
    change, said = FORGED[what]
    published.forge(change)
    ran = published.verified()
    assert (ran.code, said in ran.out) == (1, True), ran


@pytest.mark.parametrize(
    "what",
    [pytest.param(what, marks=() if what == "hash" else pytest.mark.sweep) for what in FORGED],
)
def test_a_forged_list_of_versions_hides_no_forged_file(what: str, published: Published) -> None:
    change, said = FORGED[what]
    published.forge(change)
    page = published.site / "rules/index.md"
    page.write_text(page.read_text().replace("Spade", "Rake"))
    ran = published.verified()
    assert (ran.code, said in ran.out) == (1, True), ran
    assert f"{page.as_posix()}: is not what the record makes" in ran.out


def test_a_seal_that_was_published_and_is_no_more_is_named(
    published: Published, tmp_path: Path
) -> None:
    """Whoever holds what is published to a record that lost a seal is told."""
    root = shutil.copytree(published.root, tmp_path / "versions")
    (root / SEALS).unlink()
    ran = replace(published, root=root).verified()
    assert (ran.code, "has the `sealed` true on the site and false in the record" in ran.out) == (
        1,
        True,
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (SEALS, "", "", ""),
        ("amendments/second-rules.yml", "summary: Doubles", "summary: It doubles", ""),
        ("amendments/second-rules.yml", "{planned: 2021-07}", "{actual: 2021-07-05}", ""),
        ("amendments/second-rules.yml", "2021-06-15", "2021-06-16", "`direction` makes rules@2.0"),
        ("rules/2.0.md", "Spade | 7", "Spade | 70", "is not the text that was published as sealed"),
        (SEALS, "  rules/2.0.md", "  rules/9.0.md", "is sealed as it was published, and is not"),
    ],
)
def test_all_that_was_sealed_on_an_earlier_site_is_sealed_still(
    file: str, old: str, new: str, said: str, published: Published, tmp_path: Path
) -> None:
    root = shutil.copytree(published.root, tmp_path / "versions")
    replace_in(root / file, old, new)
    ran = published.run("verify", "--since", published.site, "--versions", root)
    assert said in ran.out
    assert (published.site.as_posix() in ran.out or "makes rules@2.0 law" in ran.out) is bool(said)


def test_where_nothing_was_published_nothing_is_lost(published: Published, tmp_path: Path) -> None:
    with served(tmp_path) as address:
        ran = published.run("verify", "--since", address, "--versions", published.root)
    assert ran.code == 0


@pytest.mark.sweep
def test_every_page_that_mkdocs_built_is_held_to_the_record(
    run: Run, site: Path, tmp_path: Path
) -> None:
    """Built anew as the site was, which then passes; each file changed, deleted, added is named."""
    assert run("verify", "--site", site).code == 0
    files = [name for name in Site(site.as_posix()).files() if name != MANIFEST]
    assert len(files) > 250
    changed = shutil.copytree(site, tmp_path / "changed")
    for name in files:
        with (changed / name).open("ab") as file:
            file.write(b"<script>alert(1)</script>")
    ran = run("verify", "--site", changed)
    named = {line.partition(": is not what the record makes")[0] for line in ran.out.splitlines()}
    assert named >= {(changed / name).as_posix() for name in files}
    bare = tmp_path / "bare"
    write_into(bare, {MANIFEST: (site / MANIFEST).read_bytes(), "a/b.html": b"<p>Law</p>"})
    ran = run("verify", "--site", bare)
    named = {line.partition(": is not there")[0] for line in ran.out.splitlines()}
    assert named >= {(bare / name).as_posix() for name in files}
    assert f"{bare.as_posix()}/a/b.html: is there, and the record does not make it" in ran.out


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
def test_a_manifest_that_is_none_is_told_of(text: bytes, said: str, published: Published) -> None:
    where = published.site / MANIFEST
    where.write_bytes(text)
    ran = published.verified()
    assert (ran.code, f"{where.as_posix()}{said}" in ran.err) == (2, True), ran


def test_a_site_that_is_not_there_is_told_of(run: Run, tmp_path: Path) -> None:
    assert "No such file or directory" in run("verify", "--site", tmp_path).err
    with served(tmp_path) as address:
        ran = run("verify", "--site", address)
        said = f"{address}{MANIFEST}: the site answers that there is no such file\n"
        assert (ran.code, said in ran.err) == (2, True), ran
    ran = run("verify", "--site", f"http://127.0.0.1:{free_port()}/")
    assert (ran.code, "the site does not answer: [Errno 111] Connection refused" in ran.err) == (
        2,
        True,
    ), ran
    for name in ("file:///etc", "ftp://example.org/"):
        ran = run("verify", "--site", name)
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
    # One step more, the other proposal against it, and one more version that is superseded.
    held = "9 seals, {} redlines, 1 amending instrument and the weaves of {} versions hold\n"
    assert (before, after) == (held.format(13, 11), held.format(16, 12))
