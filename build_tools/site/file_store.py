"""A version or a redline in, the file that a reader takes away of it out, as bytes.

Each is made once: it is kept in the cache folder of the user under a hash of all that it is made
from, the code of this program included.
"""

import hashlib
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path

from build_tools.model import CorpusError, Redline, Version
from build_tools.record.cache_folder import cache_folder
from build_tools.record.writing import write_kept
from build_tools.render.json import redline_json
from build_tools.site.file_formats import FILE_FORMATS

UNUSED = 30 * 86_400
"""Seconds after which a file that nobody asked for leaves the folder."""


class FileStore:
    """Files of versions and redlines, each made once for all who use one folder.

    `endings` are those of the formats that are on offer; `templates` a publisher's own, by the
    endings; `folder` is by default that of the user, where there is one outside the tree.
    WordTemplateError for a template that cannot be used.
    """

    def __init__(
        self,
        endings: Sequence[str] = ("docx",),
        templates: Mapping[str, bytes] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.endings = endings
        self._templates = templates or {}
        self._folder = folder or cache_folder("files")
        self._made: dict[str, bytes] = {}
        self._swept = False

    def version(self, version: Version, status: str, ending: str) -> bytes:
        """A version in the format of that ending; `status` says how it stands on a day."""
        writer, template = FILE_FORMATS[ending].version, self._templates.get(ending)
        assert writer is not None, f"no version comes as .{ending}"
        return self._once(
            ending, lambda: writer.write(version, status, template), status, _identity(version)
        )

    def redline(self, redline: Redline, status: str, ending: str) -> bytes:
        """A redline in the format of that ending; `status` is that of its new version."""
        writer, template = FILE_FORMATS[ending].redline, self._templates.get(ending)
        makers = [f"{name} {_identity(version)}" for name, version in redline.makers]
        ends = _identity(redline.old), _identity(redline.new)
        made_from = status, *ends, redline_json(redline), *makers
        return self._once(ending, lambda: writer.write(redline, status, template), *made_from)

    def _once(self, ending: str, make: Callable[[], bytes], *made_from: str) -> bytes:
        key = _digest(_program(ending), _hash(self._templates.get(ending, b"")), *made_from)
        if key not in self._made:
            self._made[key] = self._kept_or_made(f"{key}.{ending}", make)
        return self._made[key]

    def _kept_or_made(self, name: str, make: Callable[[], bytes]) -> bytes:
        if self._folder is None:
            return make()
        path = self._folder / name
        content = _kept(path) or make()
        with suppress(OSError, CorpusError):  # what is not kept is made again the next time
            self._keep(path, content)
        return content

    def _keep(self, path: Path, content: bytes) -> None:
        """Another build may be at it, and none may find half a file."""
        if path.exists():
            os.utime(path)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        write_kept(path, content)
        if not self._swept:
            self._swept = True
            _sweep(path.parent)


def _kept(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _sweep(folder: Path) -> None:
    oldest = time.time() - UNUSED
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _identity(version: Version) -> str:
    """All that a file tells of a version: its blocks follow from its text, which is known by its
    hash.
    """
    return repr(
        (version.name, version.title, version.provenance, version.sha256, version.amendment)
    )


@cache
def _program(ending: str) -> str:
    """What stands for the code that writes a format: this package, and what it uses from
    elsewhere.
    """
    package = Path(__file__).parent.parent
    paths = [path for path in sorted(package.rglob("*")) if path.is_file()]
    code = [
        f"{path.relative_to(package).as_posix()} {_hash(path.read_bytes())}"
        for path in paths
        if path.suffix != ".pyc"
    ]
    packages = [f"{name} {_installed(name)}" for name in FILE_FORMATS[ending].packages]
    return _digest(*code, *packages)


def _installed(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _digest(*parts: str) -> str:
    return _hash("\0".join(parts).encode())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
