"""Redlines and versions of a legal corpus: from markdown in `versions/` to a static site.

The names below are what other programs may use; `docs/api.md` shows them at work, and a test holds
them. Everything else in the package may change from one release to the next. A name is imported
when it is first used. None is the name of a room, such as `compare`, `check` or `render`: Python
binds a sub-package to its name here as soon as anybody imports it, and would put it in the place of
a function.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from build_tools.check import Findings
    from build_tools.check import check as find_problems
    from build_tools.compare.redline import redline
    from build_tools.lineage.merge import Conflict, Merged, merge
    from build_tools.lineage.weave import weave_of_document, weave_of_files, woven_redline
    from build_tools.model import (
        Amendment,
        Block,
        Change,
        Corpus,
        Document,
        Redline,
        Table,
        Version,
        Weave,
    )
    from build_tools.model.problems import CorpusError, Problem, RedlineError, WeaveError
    from build_tools.record import load
    from build_tools.record.files import load_file as read
    from build_tools.render import render_redline, render_version
    from build_tools.render.weave_json import weave_json
    from build_tools.render.weave_reading import read_weave
    from build_tools.text.markdown import parse_version
    from build_tools.word import ImportResult, read_docx, redline_docx, version_docx

__version__ = "0.1.0"

__all__ = [
    "Amendment",
    "Block",
    "Change",
    "Conflict",
    "Corpus",
    "CorpusError",
    "Document",
    "Findings",
    "ImportResult",
    "Merged",
    "Problem",
    "Redline",
    "RedlineError",
    "Table",
    "Version",
    "Weave",
    "WeaveError",
    "__version__",
    "find_problems",
    "load",
    "merge",
    "parse_version",
    "read",
    "read_docx",
    "read_weave",
    "redline",
    "redline_docx",
    "render_redline",
    "render_version",
    "version_docx",
    "weave_json",
    "weave_of_document",
    "weave_of_files",
    "woven_redline",
]

_HOMES = {
    "Amendment": "model:Amendment",
    "Block": "model:Block",
    "Change": "model:Change",
    "Conflict": "lineage.merge:Conflict",
    "Corpus": "model:Corpus",
    "CorpusError": "model.problems:CorpusError",
    "Document": "model:Document",
    "Findings": "check:Findings",
    "ImportResult": "word:ImportResult",
    "Merged": "lineage.merge:Merged",
    "Problem": "model.problems:Problem",
    "Redline": "model:Redline",
    "RedlineError": "model.problems:RedlineError",
    "Table": "model:Table",
    "Version": "model:Version",
    "Weave": "model:Weave",
    "WeaveError": "model.problems:WeaveError",
    "find_problems": "check:check",
    "load": "record:load",
    "merge": "lineage.merge:merge",
    "parse_version": "text.markdown:parse_version",
    "read": "record.files:load_file",
    "read_docx": "word:read_docx",
    "read_weave": "render.weave_reading:read_weave",
    "redline": "compare.redline:redline",
    "redline_docx": "word:redline_docx",
    "render_redline": "render:render_redline",
    "render_version": "render:render_version",
    "version_docx": "word:version_docx",
    "weave_json": "render.weave_json:weave_json",
    "weave_of_document": "lineage.weave:weave_of_document",
    "weave_of_files": "lineage.weave:weave_of_files",
    "woven_redline": "lineage.weave:woven_redline",
}
"""Where each name is defined: a module of the package, and what it is called there."""


if not TYPE_CHECKING:  # or every name would be one to a reader of types

    def __getattr__(name: str) -> object:
        """A public name, imported when it is first used (PEP 562)."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module, _, attribute = _HOMES[name].partition(":")
        value = getattr(import_module(f"{__name__}.{module}"), attribute)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return list(__all__)
