"""A record on a day → one zip with all of it that a reader could want to keep: texts, redlines,
weaves, manifest, seals and signatures, and how to check them by hand.

The same record, day and commit give the same bytes: files in the order of their names, without
times, and not compressed, since that is done otherwise by each release of zlib.
"""

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from importlib import resources

from build_tools import __version__
from build_tools.language import gettext as _
from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons, pairs_to_compare
from build_tools.lineage.weave import weave_of_document
from build_tools.model import Corpus
from build_tools.model.characters import visible
from build_tools.pack.documents import LOADER
from build_tools.record.status_words import status_on_day
from build_tools.render.json import redline_json
from build_tools.render.page.one_file import redline_page
from build_tools.render.page.templating import fill_template
from build_tools.render.weave_json import weave_json

TOP = "archive"
"""The folder that the zip holds, so that nothing is strewn where it is unpacked."""
_SUMS = "SHA256SUMS"
_CHECK = "check-by-hand.sh"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip knows."""


def archive(
    corpus: Corpus,
    record: Mapping[str, bytes],
    manifest: str,
    comparisons: Comparisons,
    as_of: dt.date,
    commit: str | None,
) -> bytes:
    """The zip of a corpus whose files, by their paths below its folder, are `record`; `manifest`
    is that of its site on the same day and at the same commit.
    """
    files = {f"versions/{name}": data for name, data in record.items()}
    files["corpus.json"] = manifest.encode()
    script = (resources.files(__package__) / _CHECK).read_text(encoding="utf-8")
    files[_CHECK] = script.encode()
    with speaking(corpus.language):
        files |= {name: text.encode() for name, text in _drawn(corpus, comparisons, as_of)}
        files["HOW-TO-CHECK.txt"] = _how_to_check(corpus, as_of, commit, script).encode()
    files[_SUMS] = _sums(files).encode()
    return _zipped(files)


def _drawn(corpus: Corpus, comparisons: Comparisons, as_of: dt.date) -> Iterator[tuple[str, str]]:
    """Each redline that a site of that day has a page for, and the weave of each document."""
    for document in corpus.documents:
        for old, new in pairs_to_compare(document, as_of):
            redline = comparisons.between(old, new)
            place = f"redlines/{document.id}-{old.label}-to-{new.label}"
            yield f"{place}.html", redline_page(redline, status_on_day(document, new, as_of))
            yield f"{place}.json", redline_json(redline)
        weave = weave_of_document(document, comparisons)
        yield f"weave/{document.id}.json", weave_json(weave)
        comparisons.let_go_of(document.id)


def _how_to_check(corpus: Corpus, as_of: dt.date, commit: str | None, script: str) -> str:
    titles = ", ".join(document.short_title for document in corpus.documents)
    return fill_template(
        "pack/how-to-check.txt",
        loader=LOADER,
        escape=visible,
        title=_("Archive of %(texts)s", texts=titles),
        as_of=as_of.isoformat(),
        commit=commit,
        generator=f"sec-corpus {__version__}",
        lines=script.count("\n"),
        signed=corpus.signers is not None,
    )


def _sums(files: Mapping[str, bytes]) -> str:
    """The hash of each file as sha256sum (GNU coreutils) checks it."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    return "".join(f"{digest}  {name}\n" for name, digest in hashes.items())


def _zipped(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(f"{TOP}/{name}", _EPOCH)
            info.create_system = 3  # Unix, wherever it is made
            info.external_attr = 0o100644 << 16
            packed.writestr(info, data)
    return written.getvalue()
