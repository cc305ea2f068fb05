"""Files of versions and redlines: each is made once, with a publisher's look where there is one."""

import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from build_tools.akn import akoma_ntoso
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus, Redline, Version
from build_tools.record import cache_folder
from build_tools.record.store import Store, code_of
from build_tools.site import file_store as module
from build_tools.site.akn_facts import akn_facts
from build_tools.site.context import SiteContext
from build_tools.site.file_formats import FILE_FORMATS, FileWriter
from build_tools.site.file_store import FileStore
from build_tools.site.plugin_options import CorpusConfig
from build_tools.site.record_pages import RecordPages
from build_tools.word import version_docx
from tests.paths import ROOT
from tests.publishing import AS_OF
from tests.running import Run

Site = dict[str, str | bytes]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all that is written while a test runs, in order: `mtad@4.0`,
    `mtad@3.0..mtad@4.0`."""
    names: list[str] = []

    def version(given: Version, status: str, _template: bytes | None) -> bytes:
        names.append(given.name)
        return f"{given.name} {status}".encode()

    def redline(given: Redline, status: str, _template: bytes | None) -> bytes:
        names.append(f"{given.old.name}..{given.new.name}")
        return f"{given.old.name}..{given.new.name} {status}".encode()

    word = replace(
        FILE_FORMATS["docx"],
        version=FileWriter("Word", version),
        redline=FileWriter("Word with tracked changes", redline),
    )
    monkeypatch.setattr(module, "FILE_FORMATS", {"docx": word})
    return names


def kept_in(folder: Path, templates: dict[str, bytes] | None = None) -> FileStore:
    """The files of a build that keeps them in this folder."""
    return FileStore(templates=templates, store=Store(folder))


@pytest.fixture
def proposal(record: Corpus) -> Version:
    """mtad@4.0."""
    return record.document("mtad").version("4.0")


@pytest.fixture
def closure(record: Corpus, comparisons: Comparisons, proposal: Version) -> Redline:
    """mtad@3.0 to mtad@4.0."""
    return comparisons.between(record.document("mtad").version("3.0"), proposal)


# --- Made once ------------------------------------------------------------------------------------


def test_a_file_is_made_once_and_kept_for_the_next_build(
    tmp_path: Path, written: list[str], proposal: Version, closure: Redline
) -> None:
    for _ in range(2):  # two builds
        store = kept_in(tmp_path)
        for _ in range(2):
            assert store.version(proposal, "open", "docx") == b"mtad@4.0 open"
            assert store.redline(closure, "open", "docx") == b"mtad@3.0..mtad@4.0 open"
    assert written == ["mtad@4.0", "mtad@3.0..mtad@4.0"]


CHANGED: dict[str, Callable[[Version], Version]] = {
    "its text": lambda version: replace(version, blocks=version.blocks[:-1]),
    "its label": lambda version: replace(version, label="4.1"),
    "its title": lambda version: replace(version, title="Another Document"),
    "what it is": lambda version: replace(version, provenance="The legal text"),
    "its amendment": lambda version: replace(version, amendment=None),
}


@pytest.mark.parametrize("what", CHANGED)
def test_it_is_made_anew_when_what_it_tells_of_a_version_is_otherwise(
    tmp_path: Path, written: list[str], proposal: Version, closure: Redline, what: str
) -> None:
    store = kept_in(tmp_path)
    changed = CHANGED[what](proposal)
    for version in (proposal, changed):
        store.version(version, "open", "docx")
        store.redline(replace(closure, new=version), "open", "docx")
        store.redline(replace(closure, old=version), "open", "docx")
    assert len(written) == 6


def test_it_is_made_anew_on_another_day_for_another_comparison_and_by_another_program(
    tmp_path: Path,
    written: list[str],
    monkeypatch: pytest.MonkeyPatch,
    proposal: Version,
    closure: Redline,
) -> None:
    kept_in(tmp_path).version(proposal, "open on 1 May 2026", "docx")
    kept_in(tmp_path).version(proposal, "open on 2 May 2026", "docx")
    assert len(written) == 2
    kept_in(tmp_path).redline(closure, "open", "docx")
    kept_in(tmp_path).redline(replace(closure, aligned=False), "open", "docx")
    assert len(written) == 4
    monkeypatch.setattr(module, "_program", lambda _ending: "the next release")
    kept_in(tmp_path).version(proposal, "open on 1 May 2026", "docx")
    assert len(written) == 5


def test_it_is_made_anew_by_another_release_of_what_reads_its_text(
    tmp_path: Path, written: list[str], monkeypatch: pytest.MonkeyPatch, proposal: Version
) -> None:
    kept_in(tmp_path).version(proposal, "open", "docx")
    monkeypatch.setattr(module, "code_of", code_of.__wrapped__)
    kept_in(tmp_path).version(proposal, "open", "docx")
    assert len(written) == 1
    now = metadata.version
    later = {"markdown-it-py": "99"}
    monkeypatch.setattr(metadata, "version", lambda name: later.get(name) or now(name))
    kept_in(tmp_path).version(proposal, "open", "docx")
    assert len(written) == 2


def code_that_runs(program: str) -> set[Path]:
    """The modules of ours that a program has loaded at its end."""
    told = (
        "import sys\n"
        "print(*(each.__file__ for name, each in sys.modules.items()"
        " if name.partition('.')[0] == 'build_tools'))\n"
    )
    ran = subprocess.check_output([sys.executable, "-c", program + told], cwd=ROOT, text=True)
    return {Path(path).relative_to(ROOT / "build_tools") for path in ran.split()}


def rooms_of(paths: set[Path]) -> set[str]:
    return {path.parts[0] if len(path.parts) > 1 else str(path) for path in paths}


def test_all_code_that_runs_for_a_file_is_in_its_key() -> None:
    paths = code_that_runs(
        "from build_tools.compare.redline import redline\n"
        "from build_tools.site.file_formats import FILE_FORMATS\n"
        "from build_tools.text.markdown import parse_version\n"
        "import build_tools.render.pdf\n"
        "ends = [parse_version(f'1.1 A pays {sum}.', 'a.md') for sum in (5, 6)]\n"
        "FILE_FORMATS['docx'].version.write(ends[0], 'open', None)\n"
        "for ending in ('docx', 'xlsx'):\n"
        "    FILE_FORMATS[ending].redline.write(redline(*ends), 'open', None)\n"
    )
    assert rooms_of(paths) - {"site"} == {*module._ROOMS} - {"site/file_formats.py"}
    ours = {str(path) for path in paths if path.parts[0] == "site"}
    assert ours == {"site/__init__.py", "site/file_formats.py"}


def test_all_code_that_runs_for_akoma_ntoso_is_in_its_key_alone() -> None:
    assert rooms_of(code_that_runs("import build_tools.akn\n")) - {*module._ROOMS} == {"akn"}


def test_akoma_ntoso_is_made_anew_where_its_document_began_otherwise(
    record: Corpus, comparisons: Comparisons, tmp_path: Path
) -> None:
    store = FileStore((), store=Store(tmp_path), akoma_ntoso="gb/eng")
    document = record.document("svtad")
    version = document.version("1.0")
    facts = akn_facts(SiteContext(record, AS_OF, comparisons, store, ""), document, version)
    earlier = replace(document, versions=(replace(version, label="0.9"), *document.versions))
    for each in (facts, replace(facts, document=earlier)):
        assert store.akn(each) == akoma_ntoso(each)


def test_a_folder_that_cannot_be_written_costs_time_alone(
    tmp_path: Path, written: list[str], proposal: Version
) -> None:
    (tmp_path / "file").write_text("no folder")
    for _ in range(2):
        made = kept_in(tmp_path / "file").version(proposal, "open", "docx")
        assert made == b"mtad@4.0 open"
    assert len(written) == 2


# --- Out of the tree ------------------------------------------------------------------------------


@pytest.fixture
def users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The cache folder of a user of this test's own; the working directory is another."""
    for name in ("tree", "home"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "tree")
    monkeypatch.setattr(cache_folder, "user_cache_path", lambda *_, **__: tmp_path / "home/cache")
    return tmp_path / "home/cache"


def test_what_stands_in_the_tree_is_never_taken_for_what_was_made(
    users: Path, written: list[str], proposal: Version
) -> None:
    right = b"mtad@4.0 open"
    assert FileStore().version(proposal, "open", "docx") == right
    (made,) = (path for path in users.rglob("*") if path.is_file())
    made.unlink()
    # Somebody who has the tree has the key as well, and tries every place in it.
    for folder in (".cache/corpus", ".cache/sec-corpus/store/docx", "store/docx", "docx", "."):
        planted = Path(folder) / made.name
        planted.parent.mkdir(parents=True, exist_ok=True)
        planted.write_bytes(b"other law")
    assert FileStore().version(proposal, "open", "docx") == right


def test_nothing_is_kept_where_the_cache_folder_of_the_user_lies_in_the_tree(
    users: Path, written: list[str], proposal: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(users.parent)
    for _ in range(2):
        assert FileStore().version(proposal, "open", "docx") == b"mtad@4.0 open"
    assert len(written) == 2
    assert not users.exists()


# --- A publisher's template -----------------------------------------------------------------------


@pytest.fixture
def template(tmp_path: Path, proposal: Version) -> Path:
    """An export whose body text a publisher has made large."""
    own = docx.Document(io.BytesIO(version_docx(proposal)))
    own.styles["Normal"].font.size = Pt(20)
    path = tmp_path / "own.docx"
    own.save(str(path))
    return path


def test_the_files_of_the_site_can_have_a_publishers_look(
    tmp_path: Path, template: Path, proposal: Version
) -> None:
    ours, own = (
        kept_in(tmp_path / "kept", templates).version(proposal, "open", "docx")
        for templates in ({}, {"docx": template.read_bytes()})
    )
    assert ours == version_docx(proposal, "open")
    assert own == version_docx(proposal, "open", template.read_bytes())
    assert docx.Document(io.BytesIO(own)).styles["Normal"].font.size == Pt(20)


def test_the_plugin_takes_the_template_of_its_options(template: Path, proposal: Version) -> None:
    options = CorpusConfig()
    options.load_dict({"word_template": str(template)})
    assert options.validate() == ([], [])
    made = RecordPages().file_store(options).version(proposal, "open", "docx")
    assert made == version_docx(proposal, "open", template.read_bytes())


@pytest.mark.sweep
def test_the_command_takes_it_too_and_refuses_what_is_none(
    run: Run, template: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    assert run("pages", "--out", out, "--template", template).code == 0
    assert docx.Document(str(out / "mtad/v/4.0/mtad-4.0.docx")).styles["Normal"].font.size == Pt(20)
    template.write_bytes(b"no Word file")
    refused = run("pages", "--out", tmp_path / "none", "--template", template)
    assert refused.code == 2
    assert "own.docx cannot be used" in refused.err
    assert not (tmp_path / "none").exists()
