"""What `mkdocs serve` does after an edit: it writes what the edit changes, and has mkdocs build the
site where that is not enough; nothing stale is left."""

import re
import shutil
import weakref
from collections.abc import Callable, Collection, Iterator, Mapping
from errno import ENOSPC
from os import strerror
from pathlib import Path
from queue import Queue
from threading import Condition, Thread
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    DirModifiedEvent,
    FileClosedNoWriteEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
    FileSystemEvent,
)

from build_tools.model import CorpusError, Problem
from build_tools.site.live_reload import allowing_reload, answering
from build_tools.site.save_watch import SaveWatch
from build_tools.site.serving import OvertakenError, files_below, stamps, until_saved
from build_tools.text.collector import pass_over_what_lives
from tests.browsing import swept
from tests.paths import RECORD
from tests.patience import PATIENCE
from tests.publishing import marker
from tests.running import replace_in, snapshot

LINES = "site_name: X\ntheme: material\nplugins: [corpus: {as_of: 2026-11-23}]\n"
SNIPPETS = "markdown_extensions: [pymdownx.snippets: {base_path: [.], check_paths: true}]\n"
HOME = '# Home\n\n--8<-- "versions/rules/document.yml"\n'


class Served:
    """A site as `mkdocs serve` keeps it, without a server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.builds = 0
        self._owed = folder
        self._server = SimpleNamespace(
            set_app=lambda _app: None,
            serve_request=None,
            builder=None,
            watch=self._watch,
            _epoch_cond=Condition(),
            _rebuild_cond=Condition(),
            _want_rebuild=False,
            _visible_epoch=1,
            _wanted_epoch=2,
        )
        config = self.config()
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)
        server: Any = self._server
        config.plugins.on_serve(server, config=config, builder=self._build)

    def config(self) -> MkDocsConfig:
        site = str(self.folder / "site")
        return load_config(str(self.folder / "mkdocs.yml"), site_dir=site)

    def _build(self) -> None:
        self.builds += 1
        build(self.config())

    def _watch(self, folder: str) -> None:
        self._owed = Path(folder)

    def _owes(self) -> list[str]:
        """What says that pages are still to be made."""
        return [path.read_text() for path in self._owed.iterdir()]

    def edit(self, name: str, old: str, new: str) -> None:
        """Edit a file, and let what serves hear of it."""
        replace_in(self.folder / name, old, new)
        self.changed()

    def changed(self) -> None:
        """Something was edited, and what that owes was made."""
        owed = None
        while owed != self._owes():
            owed = self._owes()
            self.saved()

    def saved(self) -> None:
        """Something was edited."""
        builder: Any = self._server.builder
        builder()

    def answers(self) -> bool:
        """Whether the server answers who asks for a page, and lets nobody wait."""
        return bool(self._server._wanted_epoch == self._server._visible_epoch)

    def page(self, address: str) -> str:
        """A page as it stands."""
        return (self.folder / "site" / address / "index.html").read_text()

    def notice(self) -> str:
        """What is wrong, as it stands over each page."""
        plugin: Any = self.config().plugins["corpus"]
        return str(plugin._serving.notice)

    def close(self) -> None:
        """The end of it."""
        self.config().plugins.on_shutdown()


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(RECORD, tmp_path / "versions")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(HOME)
    (tmp_path / "mkdocs.yml").write_text(LINES + SNIPPETS)
    made = Served(tmp_path)
    yield made
    made.close()


def test_a_changed_word_is_written_and_a_changed_title_is_built(served: Served) -> None:
    served.edit("versions/amendments/second-rules.yml", "Doubles the nights", "Twice the nights")
    assert "Twice the nights" in served.page("amendments/second-rules")
    assert served.builds == 0
    served.edit("versions/rules/document.yml", "short_title: ", "short_title: Renamed ")
    assert served.builds == 1


class _Ring:
    """Something that only Python's collector frees."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.sweep
def test_what_a_build_leaves_behind_is_freed_by_the_next(served: Served) -> None:
    ring = _Ring()
    left = weakref.ref(ring)
    pass_over_what_lives()
    del ring
    served.edit("docs/index.md", "# Home", "# House")
    assert served.builds == 1
    assert left() is None


@pytest.mark.sweep
def test_what_a_hand_written_page_shows_of_a_file_is_shown_as_it_is(served: Served) -> None:
    served.edit("versions/rules/document.yml", "place: Nowhere", "place: Elsewhere")
    assert "place: Elsewhere" in served.page("")


@pytest.mark.sweep
def test_settings_are_those_of_the_last_build(served: Served) -> None:
    with (served.folder / "mkdocs.yml").open("a") as file:
        file.write("site_url: https://law.example/\n")
    served.changed()
    assert served.builds == 1
    served.changed()
    assert "https://law.example/" in (served.folder / "site/feed.xml").read_text()
    assert served.builds == 1


@pytest.mark.sweep
def test_a_site_whose_build_failed_is_built_again(served: Served) -> None:
    served_home = served.folder / "docs/index.md"
    served_home.write_text(HOME + "\n<script>run()</script>\n")
    with pytest.raises(MkDocsException, match="Aborted"):
        served.changed()
    with pytest.raises(MkDocsException, match="Aborted"):
        served.changed()
    served_home.write_text(HOME)
    served.changed()
    assert "place: Nowhere" in served.page("")
    assert served.page("rules/v/1.0")


@pytest.mark.sweep
def test_a_wrong_marker_is_told_of_until_it_is_right(served: Served) -> None:
    home = served.folder / "docs/index.md"
    home.write_text(f"{HOME}\n{marker('statsu')}\n")
    for _ in range(2):  # an editor may save more than once
        served.changed()
        assert "there is no marker `statsu`" in served.notice()
    home.write_text(HOME)
    served.changed()
    assert not served.notice()


@pytest.mark.sweep
def test_a_page_that_somebody_took_away_is_built_again(served: Served) -> None:
    (served.folder / "site/rules/index.html").unlink()
    served.edit("versions/rules/1.0.md", "Fork | 7", "Fork | 8")
    assert "Fork" in served.page("rules")
    assert served.builds == 1


@pytest.mark.sweep
def test_a_full_disk_is_told_of_as_what_is_wrong(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site_of(served)
    with monkeypatch.context() as patched:
        patched.setattr("build_tools.site.made_files.write_pieces", no_room)
        served.edit(TEXT, "Fork | 14", "Fork | 21")
        assert "No space left on device" in served.notice()
        assert site_of(served) == before
    served.changed()
    assert not served.notice()
    assert site_of(served) == built_anew(served)


@pytest.mark.sweep
def test_a_code_that_is_broken_leaves_the_pages_in_their_language(served: Served) -> None:
    code = served.folder / "versions/corpus.yml"
    code.write_text("language: de\n")
    served.changed()
    assert '<html lang="de"' in served.page("")
    before = served.builds
    code.write_text("language: de\nsteps: many\n")
    served.changed()
    assert '<html lang="de"' in served.page("")
    assert served.builds == before
    code.unlink()
    served.changed()
    assert '<html lang="en-GB"' in served.page("")


@pytest.mark.sweep
def test_templates_of_the_publisher_hear_of_a_change(served: Served) -> None:
    (served.folder / "own").mkdir()
    replace_in(
        served.folder / "mkdocs.yml", "theme: material", "theme: {name: material, custom_dir: own}"
    )
    (served.folder / "own/main.html").write_text(
        '{% extends "base.html" %}{% block footer %}{{ page.content | length }}{% endblock %}'
    )
    served.changed()
    before = served.builds
    served.changed()
    assert served.builds > before


# --- What is shown first --------------------------------------------------------------------------

TEXT = "versions/rules/2.0.md"
SHOWN = {"rules/v/2.0/index.html", "rules/redline/1.0..2.0/index.html"}
"""What shows that text first."""


def built_anew(served: Served) -> dict[str, bytes]:
    """The site of the same record, of which nothing was served before."""
    served.close()
    config = served.config()
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return site_of(served)


def site_of(served: Served) -> dict[str, bytes]:
    """All that stands on a site but the search, which is made when mkdocs builds it."""
    files = snapshot(served.folder / "site")
    return {path: data for path, data in files.items() if not path.startswith("search/")}


FILES = re.compile(rb'<p class="more downloads">.*?</p>|<details class="files">.*?</details>')


def without_files(site: Mapping[str, bytes], pages: Collection[str]) -> dict[str, bytes]:
    """These pages without their links to files that can be taken away."""
    return {page: b" ".join(FILES.sub(b"", site[page]).split()) for page in pages}


def leads_to_files(page: bytes) -> bool:
    return FILES.search(page) is not None or b" download=" in page


def broken(*_: object, **_options: object) -> NoReturn:
    raise CorpusError([Problem(path="x.md", line=1, message="is wrong", form="right")])


def no_room(*_: object) -> NoReturn:
    raise OSError(ENOSPC, strerror(ENOSPC))


def overtaken(_record: Path) -> Callable[[], None]:
    """Of a record that somebody edits whenever pages are made of it."""

    def give_way() -> None:
        raise OvertakenError

    return give_way


def test_what_shows_an_edited_text_comes_first_and_all_is_as_if_built_anew(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site_of(served)
    answered: list[bool] = []
    monkeypatch.setattr(
        "build_tools.site.saves.until_saved",
        lambda _record: lambda: answered.append(served.answers()),
    )
    replace_in(served.folder / TEXT, "Fork | 14", "Fork | 21")
    served.saved()
    first = site_of(served)
    assert {path for path in first if first[path] != before[path]} == SHOWN
    old_ones = "what stands at their addresses is of the text as it was"
    assert not any(leads_to_files(first[path]) for path in SHOWN), old_ones
    served.changed()
    whole = site_of(served)
    assert served.builds == 0
    assert answered
    assert all(answered), "who asks waits until the rest is made"
    assert not served.answers(), "who asks is answered while pages are written"
    anew = built_anew(served)
    assert without_files(first, SHOWN) == without_files(anew, SHOWN)
    assert whole == anew
    assert all(leads_to_files(whole[path]) for path in SHOWN)


@pytest.mark.parametrize(
    "home", [swept("", "none"), pytest.param(f"# Home\n\n{marker('status')}\n", id="filled")]
)
def test_pages_that_come_and_go_are_written_beside_any_home(served: Served, home: str) -> None:
    (served.folder / "docs/index.md").unlink()
    if home:
        (served.folder / "docs/index.md").write_text(home)
    served.changed()
    before, builds = site_of(served), served.builds
    served.edit(TEXT, "A loan begins", "Each loan begins")
    edited = site_of(served)
    assert edited.keys() - before.keys()
    served.edit(TEXT, "Each loan begins", "A loan begins")
    assert site_of(served) == before
    served.edit(TEXT, "A loan begins", "Each loan begins")
    assert served.builds == builds
    assert edited == site_of(served) == built_anew(served)


@pytest.mark.sweep
def test_who_saves_again_is_shown_that_before_the_rest_of_what_was_saved_before(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("build_tools.site.saves.until_saved", overtaken)
        replace_in(served.folder / TEXT, "Fork | 14", "Fork | 21")
        served.saved()
        served.saved()
        replace_in(served.folder / "versions/rules/1.0.md", "Fork | 7", "Fork | 8")
        served.saved()
    first = site_of(served)
    served.changed()
    assert served.builds == 0
    anew = built_anew(served)
    shown = {*SHOWN, "rules/index.html", "rules/v/1.0/index.html"}
    assert without_files(first, shown) == without_files(anew, shown)


def test_what_was_shown_first_goes_where_the_rest_cannot_be_made(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site_of(served)
    replace_in(served.folder / TEXT, "Fork | 14", "Fork | 21")
    with monkeypatch.context() as patched:
        patched.setattr("build_tools.site.record_pages.site_files", broken)
        served.saved()
        assert site_of(served) != before
        served.changed()
        assert site_of(served) == before
        assert "x.md:1: is wrong" in served.notice()
    served.edit(TEXT, "Fork | 21", "Fork | 14")
    assert not served.notice()
    assert site_of(served) == before
    assert served.builds == 0


def test_a_file_that_is_saved_is_heard_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_tools.site.serving._EVERY", 0)
    give_way = until_saved(tmp_path)
    give_way()
    (tmp_path / "1.0.md").write_text("A text.\n")
    with pytest.raises(OvertakenError):
        give_way()


def test_what_an_editor_keeps_beside_a_text_is_none_of_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("build_tools.site.serving._EVERY", 0)
    give_way = until_saved(tmp_path)
    for name in (".1.0.md.swp", "1.0.md~", "#1.0.md#"):
        (tmp_path / name).write_text("A text.\n")
    give_way()


def test_files_may_go_while_they_are_looked_at(tmp_path: Path) -> None:
    for name in ("a/1.md", "b/2.md", "c/3.md"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("A text.\n")
    found = files_below(tmp_path)
    first = next(found)
    for folder in "abc":
        shutil.rmtree(tmp_path / folder)
    assert stamps([first, *found, tmp_path]) == {}


def test_a_save_is_heard_at_once(tmp_path: Path) -> None:
    server = SimpleNamespace(_rebuild_cond=Condition(), _want_rebuild=False)
    watch = SaveWatch(server, tmp_path)
    (tmp_path / "1.0.md").write_text("A text.\n")
    hear(server)
    watch.close()


def hear(server: SimpleNamespace) -> None:
    """Wait until the server is told to rebuild, as it does."""
    with server._rebuild_cond:
        assert server._rebuild_cond.wait_for(lambda: server._want_rebuild, PATIENCE)
        server._want_rebuild = False


@pytest.mark.parametrize("away", [shutil.rmtree, lambda path: path.rename(path.parent / "away")])
def test_a_folder_that_went_and_came_back_is_heard(
    tmp_path: Path, away: Callable[[Path], object]
) -> None:
    server = SimpleNamespace(_rebuild_cond=Condition(), _want_rebuild=False)
    record = tmp_path / "versions"
    record.mkdir()
    watch = SaveWatch(server, record)
    for _ in range(2):
        away(record)
        hear(server)
        record.mkdir()
        hear(server)
        (record / "1.0.md").write_text("A text.\n")
        hear(server)
        shutil.rmtree(tmp_path / "away", ignore_errors=True)
    watch.close()


@pytest.mark.parametrize(
    ("event", "is_save"),
    [
        (FileModifiedEvent("versions/1.0.md"), True),
        (FileDeletedEvent("versions/1.0.md"), True),
        (FileMovedEvent("versions/.1.0.md.new", "versions/1.0.md"), True),
        (FileMovedEvent("versions/.a", "versions/.b"), False),
        (FileCreatedEvent("versions/.1.0.md.swp"), False),
        (FileCreatedEvent("versions/.git/index.lock"), False),
        (FileOpenedEvent("versions/1.0.md"), False),
        (FileClosedNoWriteEvent("versions/1.0.md"), False),
        (DirModifiedEvent("versions"), False),
    ],
    ids=repr,
)
def test_only_a_save_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, event: FileSystemEvent, is_save: bool
) -> None:
    server = SimpleNamespace(_rebuild_cond=Condition(), _want_rebuild=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "versions").mkdir()
    watch = SaveWatch(server, Path("versions"))
    watch.close()
    watch.heard_inside(event)
    assert server._want_rebuild == is_save


def test_who_asks_while_the_rest_is_made_is_answered(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<body>Law</body>")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    server._wanted_epoch += 1  # as when it begins to rebuild
    answers: Queue[bytes] = Queue()

    def ask() -> None:
        app = allowing_reload(server.serve_request)
        answers.put(b"".join(app({"PATH_INFO": "/"}, lambda *_: None)))

    Thread(target=ask, daemon=True).start()
    with answering(server):
        assert b"Law" in answers.get(timeout=PATIENCE)
    assert server._wanted_epoch == server._visible_epoch + 1
    server.server_close()
