"""LibreOffice as a judge of Word files: it opens one, accepts or rejects every tracked change, and
says what is left.

One office serves many files. It is spoken to through UNO by the Python that has it, which runs this
same file as a script and answers on each line of JSON with another: in goes {"path", "do"}, out
comes {"saved"} or {"error"}. What the office saved is flat OpenDocument text, and `left` reads
paragraphs, tables and notes from it without any of our code.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, TypeAlias
from xml.etree import ElementTree

Verdict: TypeAlias = Literal["keep", "accept", "reject"]
Left: TypeAlias = tuple[Any, ...]
"""A paragraph: "p", its outline level (0 for none) and its text. A table: "table" and its rows of
cells, with spans. A note stands within its paragraph as `{mark: text}`, with its mark shown once,
whoever counts the notes."""
Level: TypeAlias = tuple[int, str, str, str, str]
"""Of a paragraph its outline level (0 for none), how far it and its first line are set in, how it
is aligned, and its text."""

_PYTHONS = (sys.executable, "/usr/bin/python3", "/usr/lib/libreoffice/program/python")
_PATIENCE = 600


def python_with_uno() -> str | None:
    """A Python that can speak to the office."""
    for python in _PYTHONS:
        if shutil.which(python):
            asked = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if asked.returncode == 0:
                return python
    return None


class Office:
    """A running LibreOffice."""

    def __init__(self, folder: Path, python: str) -> None:
        self._folder = folder
        self._clean: dict[bytes, list[Left]] = {}
        self._process = subprocess.Popen(
            [python, __file__, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def left(self, file: bytes, verdict: Verdict) -> list[Left]:
        """What is left of a Word file once every change is accepted, rejected or kept.

        A clean file is opened once: a version is one end of many redlines.
        """
        if verdict == "keep" and file in self._clean:
            return [*self._clean[file]]
        found = list(_left(self.saved(file, verdict, "fodt")))
        if verdict == "keep":
            self._clean[file] = found
        return [*found]

    def levels(self, file: bytes, verdict: Verdict) -> list[Level]:
        """Where each paragraph that says something is set in what is left, those of cells and notes
        among them."""
        return list(_levels(self.saved(file, verdict, "fodt")))

    def saved(
        self, file: bytes, verdict: Verdict, kind: Literal["fodt", "odt", "pdf", "docx"]
    ) -> bytes:
        """A Word file after the verdict, as the office saves it."""
        path = self._folder / "given.docx"
        path.write_bytes(file)
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(
            json.dumps({"path": str(path), "do": verdict, "kind": kind}) + "\n"
        )
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"error": "the office is gone"}')
        assert "error" not in answer, answer["error"]
        return Path(answer["saved"]).read_bytes()

    def close(self) -> None:
        """Let the office end."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(_PATIENCE)
        self._process.stdout.close()


# --- Reading what the office saved ----------------------------------------------------------------

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _OFFICE = _SPACE % "text", _SPACE % "table", _SPACE % "office"
_LEFT_IN_A_CELL = "\u200d"
"""What LibreOffice puts into the empty first cell of a tracked row, and leaves there."""
_MARKED_AGAIN = re.compile(r"(\{([^:{}]+): [^{}]*\})\2")
_SILENT = {f"{_OFFICE}annotation", f"{_TEXT}bookmark", f"{_TEXT}soft-page-break"}


def _left(saved: bytes) -> Iterator[Left]:
    root = ElementTree.fromstring(saved)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    assert body is not None
    changes = body.find(f"{_TEXT}tracked-changes")
    assert changes is None or not len(changes), "some changes were neither accepted nor rejected"
    yield from _blocks(body)


def _blocks(element: ElementTree.Element) -> Iterator[Left]:
    for child in element:
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            words = _text(child)
            heads = (
                child.tag == f"{_TEXT}h" and words
            )  # an empty line at the end takes the level of what was rejected
            yield "p", int(child.get(f"{_TEXT}outline-level") or 0) if heads else 0, words
        elif child.tag == f"{_TABLE}table":
            yield "table", tuple(_rows(child))
        elif child.tag in (f"{_TEXT}section", f"{_TEXT}list", f"{_TEXT}list-item"):
            yield from _blocks(child)


def _rows(table: ElementTree.Element) -> Iterator[tuple[str, ...]]:
    for row in table.iter(f"{_TABLE}table-row"):
        cells: list[str] = []
        for cell in row:
            if cell.tag == f"{_TABLE}covered-table-cell":
                cells.append("^")
            elif cell.tag == f"{_TABLE}table-cell":
                across, down = (
                    cell.get(f"{_TABLE}number-{way}-spanned") or "1" for way in ("columns", "rows")
                )
                span = f" [{across}x{down}]" if (across, down) != ("1", "1") else ""
                words = "\n".join(_text(paragraph) for paragraph in cell)
                cells.append(words.replace(_LEFT_IN_A_CELL, "") + span)
        yield tuple(cells)


def _text(element: ElementTree.Element) -> str:
    return _MARKED_AGAIN.sub(r"\1", _words(element))


def _words(element: ElementTree.Element) -> str:
    words = element.text or ""
    for child in element:
        match child.tag.removeprefix(_TEXT):
            case "s":
                words += " " * int(child.get(f"{_TEXT}c") or 1)
            case "tab":
                words += "\t"
            case "line-break":
                words += "\n"
            case "note":
                citation, note = (
                    child.find(f"{_TEXT}note-citation"),
                    child.find(f"{_TEXT}note-body"),
                )
                assert citation is not None
                assert note is not None
                mark = _words(citation)
                words += (
                    f"{{{mark}: {' ¶ '.join(_words(each) for each in note).removeprefix(mark)}}}"
                )
            case _ if child.tag not in _SILENT:
                words += _words(child)
        words += child.tail or ""
    return words


# --- Where paragraphs are set ---------------------------------------------------------------------

_STYLE, _FORMAT = _SPACE % "style", _SPACE % "xsl-fo-compatible"


def _levels(saved: bytes) -> Iterator[Level]:
    root = ElementTree.fromstring(saved)
    styles = {style.get(f"{_STYLE}name"): style for style in root.iter(f"{_STYLE}style")}
    body = root.find(f"{_OFFICE}body")
    assert body is not None
    for paragraph in body.iter():
        if paragraph.tag in (f"{_TEXT}p", f"{_TEXT}h") and (words := _text(paragraph)):
            outline = paragraph.tag == f"{_TEXT}h" and paragraph.get(f"{_TEXT}outline-level")
            style = styles.get(paragraph.get(f"{_TEXT}style-name"))
            names = ("margin-left", "text-indent", "text-align")
            left, first, align = [_property(style, name, styles) for name in names]
            yield int(outline or 0), left, first, align, words


def _property(
    style: ElementTree.Element | None,
    name: str,
    styles: dict[str | None, ElementTree.Element],
) -> str:
    """What a style says of its paragraphs, or the nearest of those that it is based on does."""
    while style is not None:
        said = style.find(f"{_STYLE}paragraph-properties")
        if said is not None and (value := said.get(f"{_FORMAT}{name}")):
            return value
        style = styles.get(style.get(f"{_STYLE}parent-style-name"))
    return ""


# --- The script that speaks UNO -------------------------------------------------------------------

_FILTERS = {
    "fodt": "OpenDocument Text Flat XML",
    "odt": "writer8",
    "pdf": "writer_pdf_Export",
    "docx": "MS Word 2007 XML",
}
_COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def serve(folder: Path) -> None:
    """Start an office, answer each line of standard input, and end the office with it."""
    pipe = f"judge{os.getpid()}"
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            f"--accept=pipe,name={pipe};urp;",
            *(
                "--headless",
                "--invisible",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--nolockcheck",
            ),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    context = _connected(pipe)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    dispatcher = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.DispatchHelper", context
    )
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"saved": _judged(desktop, dispatcher, folder, asked)}
        except Exception as failure:  # whatever the office raises goes to the test that asked
            answer = {"error": f"{type(failure).__name__}: {failure}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    with contextlib.suppress(Exception):  # an office that ends cannot answer
        desktop.terminate()
    office.wait(_PATIENCE)


def _connected(pipe: str) -> Any:
    import uno  # noqa: PLC0415 - only the office's own Python has it

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # it is still starting
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _judged(desktop: Any, dispatcher: Any, folder: Path, asked: dict[str, str]) -> str:
    document = desktop.loadComponentFromURL(
        f"file://{asked['path']}", "_blank", 0, _values(Hidden=True)
    )
    if document is None:
        raise ValueError("the office cannot open it")
    try:
        if asked["do"] in _COMMANDS:
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, _COMMANDS[asked["do"]], "", 0, ())
        saved = folder / f"saved.{asked['kind']}"
        document.storeToURL(f"file://{saved}", _values(FilterName=_FILTERS[asked["kind"]]))
        return str(saved)
    finally:
        document.close(True)


def _values(**named: Any) -> Sequence[Any]:
    from com.sun.star.beans import PropertyValue  # noqa: PLC0415 - see above

    return tuple(PropertyValue(Name=name, Value=value) for name, value in named.items())


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
