"""Where each page stands, and how to get from one to another: names in, paths out.

Every generated page is `<path>/index.md`, served as `<path>/`, and a hand-written `<path>.md` is
served so too; links are relative, so that a site works under any address.
"""

import hashlib
import posixpath
from functools import lru_cache

from build_tools.model import names

HOME = "index.md"
DOCUMENTS = "documents/index.md"
AMENDMENTS = "amendments/index.md"
COMPARE = "compare/index.md"
DATA = "data/index.md"
FIND = "find/index.md"
FIND_INDEX = "find/index.js"
MANIFEST = names.MANIFEST
MANIFEST_SCHEMA = "data/corpus.schema.json"
EFFECTS_SCHEMA = "data/effects.schema.json"
LOG = "publication-log/index.md"
LOG_DATA = names.PUBLICATION_LOG
REDLINE_SCHEMA = "data/redline.schema.json"
GRAPH = "data/graph.json"
GRAPH_SCHEMA = "data/graph.schema.json"
WEAVE_SCHEMA = "data/weave.schema.json"
BLAME_SCHEMA = "data/blame.schema.json"
LIFE_SCHEMA = "data/history.schema.json"
LLMS = "llms.txt"
SITEMAP = "sitemap.xml"
ATOM = "feed.xml"
JSON_FEED = "feed.json"
CALENDAR = "calendar.ics"
_WAYS = 16_384
"""So many ways from one page to another are held, those that were asked for last."""
_LONGEST_NAME = 180
"""How many bytes of UTF-8 the name of a folder may have; file systems take 255."""


def find_shard(name: str) -> str:
    """A part of what the jump box knows, which it asks for when a query needs it."""
    return f"find/{name}.js"


def is_of_find_index(address: str) -> bool:
    """Whether a file is a part of what the jump box knows."""
    return address.startswith("find/") and address.endswith(".js")


def document(id_: str) -> str:
    """The version in force, whole."""
    return f"{id_}/index.md"


def section(id_: str, anchor: str) -> str:
    """A section of the version in force, where that stands on a page for each."""
    return f"{id_}/section/{_folder(anchor)}/index.md"


def whole(id_: str) -> str:
    """The same undivided."""
    return f"{id_}/whole/index.md"


def weave(id_: str) -> str:
    """All its versions as one text, as JSON."""
    return f"{id_}/weave.json"


def graph(id_: str) -> str:
    """What the provisions of each of its versions rest on, as JSON."""
    return f"{id_}/graph.json"


def effects(id_: str) -> str:
    """Every change of every amendment of it, as JSON."""
    return f"{id_}/effects.json"


def version(id_: str, label: str) -> str:
    """One version."""
    return f"{id_}/v/{label}/index.md"


def source(id_: str, label: str) -> str:
    """One version as it stands in the record."""
    return f"{id_}/v/{label}/{id_}-{label}.txt"


def version_markdown(id_: str, label: str) -> str:
    """The same under a head that says what it is; no page, so its name ends in `.txt`."""
    return f"{id_}/v/{label}/{id_}-{label}.md.txt"


def redline(id_: str, old: str, new: str) -> str:
    """What changed between two versions."""
    return f"{id_}/redline/{old}..{new}/index.md"


def compare(id_: str) -> str:
    """Any two versions of a document, as its fragment names them: `#1.0..4.0`."""
    return f"{id_}/compare/index.md"


def together(id_: str, first: str, second: str) -> str:
    """A text with two proposals laid over it: `mtad/if/4.0+5.0/`."""
    return f"{id_}/if/{first}+{second}/index.md"


def redline_data(id_: str, old: str, new: str) -> str:
    """The same as JSON."""
    return f"{id_}/redline/{old}..{new}/redline.json"


def redline_list(id_: str, old: str, new: str) -> str:
    """The list of its changes as comma-separated values."""
    return f"{id_}/redline/{old}..{new}/changes.csv"


def version_file(id_: str, label: str, ending: str) -> str:
    """One version as a file to take away: `mtad/v/4.0/mtad-4.0.docx`."""
    return f"{id_}/v/{label}/{id_}-{label}.{ending}"


def redline_file(id_: str, old: str, new: str, ending: str) -> str:
    """A redline as a file to take away: `mtad/redline/3.0..4.0/mtad-3.0-to-4.0.docx`."""
    return f"{id_}/redline/{old}..{new}/{id_}-{old}-to-{new}.{ending}"


def history(id_: str) -> str:
    """The timeline of a document."""
    return f"{id_}/history/index.md"


def on_a_day(id_: str) -> str:
    """Which version of a document was in force on a day."""
    return f"{id_}/at/index.md"


def terms(id_: str) -> str:
    """The terms that a document defines, with their lives and their uses."""
    return f"{id_}/terms/index.md"


def table(id_: str, anchor: str) -> str:
    """The life of a table, by its anchor: `table-17.6`."""
    return f"{id_}/table/{anchor.removeprefix('table-')}/index.md"


def clauses(id_: str) -> str:
    """The list of the provisions that ever changed."""
    return f"{id_}/clause/index.md"


def clause(id_: str, name: str) -> str:
    """What became of a provision, by its anchor or its lasting id: `17.10`, `17.9@3.0`."""
    return f"{id_}/clause/{_folder(name)}/index.md"


def provision_feed(id_: str, lasting: str, name: str) -> str:
    """A feed of a provision, by its lasting id."""
    return f"{id_}/provision/{_folder(lasting)}/{name}"


def provision_feeds(id_: str) -> str:
    """The list of the feeds of all its provisions."""
    return f"{id_}/feeds.opml"


def amendment(id_: str) -> str:
    """One amendment whole."""
    return f"amendments/{id_}/index.md"


def beside(page: str, name: str) -> str:
    """What stands beside a page, in the folder that it is served as: `mtad/feed.xml`."""
    return posixpath.normpath(posixpath.join(_served(page), name))


def absolute(site_url: str, page: str, target: str, anchor: str = "") -> str:
    """The whole address of `target`, where the site knows its own, which ends with a slash; else
    that of `link`.
    """
    if not site_url:
        return link(page, target, anchor)
    path = link(HOME, target)
    return site_url + path.removeprefix("./") + (f"#{anchor}" if anchor else "")


def link(page: str, target: str, anchor: str = "") -> str:
    """The address of `target` as a link on `page` writes it, both named as above."""
    if page == target and anchor:
        return f"#{anchor}"
    return f"{_way(page, target)}#{anchor}" if anchor else _way(page, target)


@lru_cache(maxsize=_WAYS)
def _way(page: str, target: str) -> str:
    here, there = _served(page), _served(target) if target.endswith(".md") else target
    path = _relative(there, here)
    if target.endswith(".md"):
        path = "./" if path == "." else f"{path}/"
    return path


def _relative(there: str, here: str) -> str:
    """The way from one folder of the site to a file or folder. `posixpath.relpath` asks twice for
    each where the program stands.
    """
    start, end = _parts(here), _parts(there)
    shared = len(posixpath.commonprefix([start, end]))
    return "/".join([".."] * (len(start) - shared) + end[shared:]) or "."


def _parts(path: str) -> list[str]:
    return [] if path == "." else path.split("/")


def output(name: str) -> str:
    """The file that a builder makes of a page, or of a file: `mtad/index.html`."""
    return (
        posixpath.normpath(posixpath.join(_served(name), "index.html"))
        if name.endswith(".md")
        else name
    )


def _folder(name: str) -> str:
    """A name that a folder can have: a long one is cut, and told from others by its hash."""
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    return f"{name[:40]}-{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def _served(page: str) -> str:
    """The folder that a page is served as; mkdocs takes a README for an index."""
    folder, name = posixpath.split(page)
    return (folder if name in ("index.md", "README.md") else page.removesuffix(".md")) or "."
