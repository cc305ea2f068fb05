"""The versions of a weave in, what a script needs to list the changes between any two as Python
does, and to prove its own work, out: the digest of each text, how texts are edited whose words
Python alone compares, and the names of what nobody can see.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from build_tools.model import Block, Edit, Edits, Noise, Version, with_note_signs
from build_tools.model.weave import Weave
from build_tools.render.html.inline import code_html, content_html
from build_tools.render.markup import markup_changes, unseen_in

_NOISES: Mapping[Noise | None, str] = {
    None: "",
    "renumbering": "r",
    "cross-reference": "c",
    "formatting": "f",
    "punctuation": "p",
}


class WovenBodies:
    """The blocks of each version of a weave, by their places in it."""

    def __init__(self, weave: Weave, versions: Sequence[Version]) -> None:
        self._blocks: dict[tuple[int, int], Block] = {}
        for number, version in enumerate(versions):
            standing = [at for at, each in enumerate(weave.blocks) if each.members >> number & 1]
            for at, block in zip(standing, version.body, strict=True):
                self._blocks[at, number] = block

    def line(self, place: int, version: int) -> int:
        """On which line of a version the block begins that stands at a place of the weave."""
        return self._blocks[place, version].line


def proof_of(version: Version) -> str:
    """The SHA-256 of all that a redline proves of a version, in hexadecimal: the kind, number and
    level of each block, its words with their markup, and each cell of a table.
    """
    written = "\n".join(map(_written, version.body))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _written(block: Block) -> str:
    kind = "" if block.kind == "paragraph" else block.kind
    parts = [kind, block.label, str(block.depth), str(block.quoted), str(block.note_level)]
    if block.table is None:
        html = code_html if block.kind == "code" else content_html
        return "\t".join([*parts, _runs(html(block.content))])
    parts += [_runs(content_html(block.table.caption)), str(block.table.header_rows)]
    for row in block.table.rows:
        parts += ["", *[cell.merge + _runs(content_html(cell.content)) for cell in row]]
    return "\t".join(parts)


_PART = re.compile(r"<(?!br>)(/?)([^>]*)>|((?:[^<]|<br>)+)")


def _runs(html: str) -> str:
    """Each run of text behind all the elements that it is in, however these are nested."""
    found, within = [], [""]
    before = ""
    for end, tag, text in _PART.findall(html):
        if end:
            within.pop()
        elif tag:
            within.append(tag)
        else:
            elements = ">".join([each for each in within if each != "i"])
            found += [text] if elements == before else [f"<{elements}>", text]
            before = elements
    return "".join(found)


def told_edits(edits: Edits) -> dict[str, Any]:
    """Edits by the lengths of their texts, counted as JavaScript counts, and what became of the
    markup.
    """
    markup = [list(pair) for pair in markup_changes(edits)]
    return {"edits": "".join(map(_length, edits))} | ({"markup": markup} if markup else {})


def _length(edit: Edit) -> str:
    old, new = _units(with_note_signs(edit.old)), _units(with_note_signs(edit.new))
    said = {"-": f"{old}", "+": f"{new}", "=": f"{new}", "~": f"{old},{new}"}[edit.op]
    return f"{edit.op}{said}{_NOISES[edit.noise]}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def unseen_names(versions: Sequence[Version]) -> dict[str, str]:
    """The characters in these texts that nobody can see, each with its code and name."""
    return unseen_in("".join(set().union(*[version.text for version in versions])))
