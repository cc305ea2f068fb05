#!/usr/bin/env python3
"""Whether a built site holds the law: `.ci/complete.py SITE`, run in the folder of the repository.

A builder that lacks the corpus plugin, or the pages that `corpus pages` writes, builds the
hand-written pages alone and is content. This looks at the files by itself and knows nothing of how
they were made: each version in versions/ must have its page and its bytes in the site, and so must
each hand-written page and what the frame needs; no page may hold a marker that nobody filled.
"""

import json
import sys
from pathlib import Path

UNFILLED = "<p>[[built without the corpus plugin: "
"""How a page begins to say so."""


def missing(site: Path) -> list[str]:
    """What the site lacks, a line for each."""
    try:
        manifest = json.loads((site / "data/corpus.json").read_bytes())
    except FileNotFoundError:
        return ["data/corpus.json: is not there: the site was built without the corpus plugin"]
    listed = {
        f"{document['id']}/{version['version']}": version
        for document in manifest["documents"]
        for version in document["versions"]
    }
    found = []
    # The folder of amendments has directions, which are no versions.
    documents = [path.parent for path in Path("versions").glob("*/document.yml")]
    texts = sorted(text for folder in documents for text in folder.glob("*.md"))
    for path in texts:
        name = f"{path.parent.name}/{path.stem}"
        version = listed.get(name)
        if version is None:
            found.append(f"data/corpus.json: {path} is not listed")
            continue
        if not (site / version["url"] / "index.html").is_file():
            found.append(f"{version['url']}: {path} has no page")
        source = site / version["source"]
        if not (source.is_file() and source.read_bytes() == path.read_bytes()):
            found.append(f"{version['source']}: is not {path}")
    found += _without_pages(site)
    if not texts:
        found.append("versions/: there is no text")
    pages = sorted(site.rglob("*.html"))
    unfilled = (page for page in pages if UNFILLED in page.read_text(encoding="utf-8"))
    said = "says that it was built without the corpus plugin"
    found += [f"{page.relative_to(site)}: {said}" for page in unfilled]
    return found


def _without_pages(site: Path) -> list[str]:
    """The hand-written pages, and the files of the frame, that are not there."""
    found = []
    for source in sorted(Path("docs").rglob("*.md")):
        address = source.relative_to("docs").with_suffix("")
        folder = address.parent if address.name in ("index", "README") else address
        if not (site / folder / "index.html").is_file():
            found.append(f"{folder.as_posix()}/: {source} has no page")
    frame = ("404.html", "assets/corpus.css", "assets/corpus.js")
    return found + [f"{name}: is not there" for name in frame if not (site / name).is_file()]


if __name__ == "__main__":
    lacking = missing(Path(sys.argv[1]))
    print(*lacking, sep="\n", end="\n" if lacking else "", file=sys.stderr)
    sys.exit(bool(lacking))
