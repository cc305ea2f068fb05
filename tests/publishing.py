"""What the tests of the site share: a day, a real build of the site, a server of it, and its pages
read as trees."""

import datetime as dt
import functools
import http.server
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.record.store import Store
from build_tools.site.build import by_address, site_files
from build_tools.site.context import SiteContext
from build_tools.site.file_store import FileStore
from tests.paths import ROOT
from tests.patience import PATIENCE

AS_OF = dt.date(2026, 11, 23)
"""The day whose position the built site shows; nothing in the record is dated later."""
EPOCH = str(int(dt.datetime.combine(AS_OF, dt.time(12), dt.UTC).timestamp()))
STYLES_AND_SCRIPTS = (
    "acts.js",
    "cards.css",
    "cards.js",
    "changed-back.css",
    "compare-draw.js",
    "compare-more.js",
    "compare.css",
    "compare.js",
    "corpus.css",
    "corpus.js",
    "day.js",
    "find-open.js",
    "find.css",
    "find.js",
    "fragment.js",
    "frame.css",
    "hues.css",
    "instructions.css",
    "identity.css",
    "law.css",
    "long-tables.css",
    "more.js",
    "moved.js",
    "origins.css",
    "origins.js",
    "pages.css",
    "redline.css",
    "reopen.js",
    "review-first.js",
    "review.css",
    "review.js",
    "sections.css",
    "sections.js",
    "sides.js",
)
BASE = "http://site.test/"
"""A made-up address for a site's root, to resolve links against."""


def marker(what: str) -> str:
    """What stands in a hand-written page for something that the plugin fills in."""
    return f"[[built without the corpus plugin: {what}]]"


def hand_written() -> dict[str, str]:
    """The pages in docs/ by src_uri."""
    return {
        path.relative_to(ROOT / "docs").as_posix(): path.read_text()
        for path in (ROOT / "docs").rglob("*.md")
    }


def built(
    corpus: Corpus,
    as_of: dt.date,
    docs: Mapping[str, str],
    comparisons: Comparisons,
    site_url: str = "",
    *,
    commit: str | None = None,
    files: FileStore | None = None,
) -> dict[str, str]:
    """The texts of a site: its pages and data. Unless `files` says otherwise it offers no files to
    take away, and what other tests of the run had drawn the same is taken from them."""
    files = files or FileStore((), store=_store_of_the_run())
    return texts_of(
        by_address(
            site_files(corpus, as_of, docs, comparisons, files, site_url=site_url, commit=commit)
        )
    )


def context(corpus: Corpus, as_of: dt.date) -> SiteContext:
    """What the pages of a record's site ask, on a day."""
    return SiteContext(corpus, as_of, Comparisons(), FileStore(()), BASE)


def texts_of(site: Mapping[str, str | bytes]) -> dict[str, str]:
    """What of a site is text, by src_uri."""
    return {name: content for name, content in site.items() if isinstance(content, str)}


def environment(**more: str) -> dict[str, str]:
    """The environment for a command of the project: the day is fixed, and Material says nothing of
    mkdocs 2."""
    inherited = {name: value for name, value in os.environ.items() if name != "SITE_URL"}
    return inherited | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH} | more


STORE_OF_THE_RUN = "CORPUS_STORE_OF_THE_RUN"
"""Names, in the environment, the folder of what is made once for all tests of a run."""


def kept_by_the_run() -> dict[str, str]:
    """For the environment of a build that is not there to test what it keeps: it takes what other
    builds of the run have made, and leaves them what it makes."""
    kept = os.environ.get(STORE_OF_THE_RUN)
    return {"XDG_CACHE_HOME": kept} if kept else {}


def _store_of_the_run() -> Store | None:
    """The same for a site that is made within a test."""
    kept = os.environ.get(STORE_OF_THE_RUN)
    return Store(Path(kept) / "within-tests") if kept else None


def copy_examples(folder: Path, *without: str) -> None:
    """Copy what hand-written pages take their examples from: the record, `without` some of its
    files, and a script.
    """
    ignored = shutil.ignore_patterns(*without)
    shutil.copytree(ROOT / "versions", folder / "versions", ignore=ignored)
    script = Path("build_tools/pack/check-by-hand.sh")
    (folder / script).parent.mkdir(parents=True)
    shutil.copy(ROOT / script, folder / script)


def building() -> dict[str, str]:
    """The environment for such a build."""
    return environment(**kept_by_the_run())


def mkdocs(*arguments: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
    """Run mkdocs and give back all that it printed; AssertionError when it fails or warns."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", *map(str, arguments)],
        cwd=cwd,
        env={**(env or environment())},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert not any(word in said for word in ("WARNING", "ERROR", "Warning")), said
    return said


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- Serving --------------------------------------------------------------------------------------


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of `folder`, which stops at the end."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


# --- Pages as a tree ------------------------------------------------------------------------------


@functools.lru_cache(maxsize=256)
def page_tree(path: Path) -> Element:
    """A page of a built site."""
    root: Element = html5lib.parse(
        path.read_bytes(), transport_encoding="utf-8", namespaceHTMLElements=False
    )
    return root


def pages_of(site: Path) -> dict[str, Element]:
    """Every page of a built site, by its address below the root."""
    found = sorted(site.rglob("*.html"))
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): page_tree(path)
        for path in found
    }


def content_of(page: Element) -> Element:
    """What a page says, without the theme's frame round it."""
    return next(element for element in page.iter("article"))


_APART = frozenset(
    "address article aside br caption dd div dl dt h1 h2 h3 h4 h5 h6 li nav ol p pre section td th"
    " tr ul".split()
)


def text_of(element: Element) -> str:
    """The words of an element that are shown: those of blocks stand apart, and any run of spaces is
    one."""
    return " ".join("".join(_words(element)).split())


def _words(element: Element) -> Iterator[str]:
    edge = "\n" if element.tag in _APART else ""
    yield edge + (element.text or "")
    for child in element:
        if child.get("hidden") is None:
            yield from _words(child)
        yield child.tail or ""
    yield edge


def with_class(element: Element, name: str) -> list[Element]:
    """The elements below `element` that are of a class."""
    return [each for each in element.iter() if name in (each.get("class") or "").split()]


def ids_of(page: Element) -> list[str]:
    """Every id on a page, in order."""
    return [id_ for element in page.iter() if (id_ := element.get("id"))]


def targets_of(page: Element, address: str) -> Iterator[tuple[str, str]]:
    """Where the links of a page lead within the site: the path below the root, and the fragment."""
    for link in page.iter("a"):
        href = link.get("href")
        if href is not None and not urlsplit(href).scheme and not href.startswith("//"):
            parts = urlsplit(urljoin(BASE + address, href))
            yield unquote(parts.path).lstrip("/"), unquote(parts.fragment)
