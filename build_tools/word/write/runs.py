"""Inline content and edits in, runs of WordprocessingML out, what was deleted, inserted and
formatted as revisions.

White space that differs where the words do not is marked like any other text, so that accepting and
rejecting give each text exactly. The address of a link is no property of a run: a link that leads
elsewhere is deleted and inserted.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, groupby, pairwise, zip_longest

from build_tools.model import (
    Content,
    Edit,
    Edits,
    Run,
    atom_kind,
    content_slice,
    origin_of,
    plain,
)
from build_tools.word.write.context import Revision, WriteContext, element, text
from build_tools.word.write.formatting import run_properties
from build_tools.word.write.links import address_of
from build_tools.word.write.notes import Footnotes
from build_tools.word.write.origins import origin_sign

_BREAK_OR_TAB = re.compile("([\n\t\u00ad])")
_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>", "\u00ad": "<w:softHyphen/>"}
_WORDS = re.compile(r"\S+")
_MORE_THAN_WORDS = ("link", "image", "footnote", "origin")
HELD = 4096
"""So many texts of paragraphs are held, those that were written last: most of what a version and
its redlines say stands in the next ones too."""


@dataclass(frozen=True, slots=True)
class RunWriter:
    """Writes the runs of one file, and the notes that they call."""

    context: WriteContext
    notes: Footnotes
    in_bold: bool = False
    """Whether all of it stands in the style of a heading, which is bold."""

    def set_in_bold(self) -> "RunWriter":
        """The same, for what stands in the style of a heading."""
        return replace(self, in_bold=True)

    def edits(self, edits: Edits) -> str:
        """Edits as runs, links and revisions; where no word is kept between changes of one maker,
        first all of one kind.
        """
        if self.context.origins:
            return "".join(self._with_origins(self.separated(edits)))
        if (words := kept_words(edits, in_bold=self.in_bold)) is not None:
            return words
        xml: list[str] = []
        for (changes, _), group in groupby(self.separated(edits), key=_change_and_maker):
            stretch = list(group)
            if changes:
                first = [part for part in stretch if part.op == stretch[0].op]
                second = [part for part in stretch if part.op != stretch[0].op]
                stretch = [*first, *second]
            xml += map(self._edit, stretch)
        return "".join(xml)

    def content(self, content: Content, revision: Revision) -> str:
        """Content that is kept, deleted, inserted or moved as a whole."""
        return "".join([self._run(run, revision) for run in content])

    def separated(self, edits: Edits) -> Iterator[Edit]:
        """Edits in which all that is to be marked as deleted or inserted stands alone."""
        for edit in self.notes.renumbered(edits):
            for part in split_at_white_space(edit):
                yield from self._relinked_anew(part)

    def made_by(self, edits: Edits, revision: Revision) -> str:
        """What edits delete or insert, revised as one thing but each part by whoever made it."""
        parts: list[str] = []
        for edit in edits:
            with self.context.made_by(edit.by):
                parts.append(self.content(edit.old or edit.new, revision))
        return "".join(parts)

    def _edit(self, edit: Edit) -> str:
        with self.context.made_by(edit.by):
            return self._written(edit)

    def _written(self, edit: Edit) -> str:
        match edit.op:
            case "-":
                return self.content(edit.old, "del")
            case "+":
                return self.content(edit.new, "ins")
            case "=" | "~":
                pairs = _run_pairs(edit.old, edit.new)
                return "".join([self._kept(old, new) for old, new in pairs])

    def _with_origins(self, edits: Iterable[Edit]) -> Iterator[str]:
        """What is kept, run by run; behind what does not come from the first version the sign of
        the note that says so.
        """
        for note, group in groupby(edits, key=lambda edit: origin_of(edit.new[0])):
            yield from map(self._edit, group)
            if note:
                yield origin_sign(note, self.context)

    def _kept(self, old: Run, new: Run) -> str:
        if "footnote" in (atom_kind(old.marks), atom_kind(new.marks)):
            return self.notes.kept_reference(old, new)
        if not new.text and origin_of(new):
            return ""
        before, after = self._properties(old), self._properties(new)
        change = ""
        if before != after:
            change = f"<w:rPrChange {self.context.stamp()}><w:rPr>{before}</w:rPr></w:rPrChange>"
        properties = element("rPr", after, change)
        words = _text_xml(new.text or address_of(new), "")
        return self._linked(new, f"<w:r>{properties}{words}</w:r>")

    def _run(self, run: Run, revision: Revision) -> str:
        if atom_kind(run.marks) == "footnote":
            return self.notes.reference(run, revision)
        properties = element("rPr", self._properties(run))
        words = _text_xml(run.text or address_of(run), revision)
        inner = self.context.revised(revision, f"<w:r>{properties}{words}</w:r>")
        return self._linked(run, inner)

    def _properties(self, run: Run) -> str:
        return run_properties(run.marks, in_bold=self.in_bold)

    def _linked(self, run: Run, inner: str) -> str:
        address = address_of(run)
        if not address or not inner:
            return inner
        return f'<w:hyperlink r:id="{self.context.link(address)}">{inner}</w:hyperlink>'

    def _relinked_anew(self, edit: Edit) -> Iterator[Edit]:
        """An edit; of a kept one what became a link, leads elsewhere or calls a note anew, as
        deleted and inserted.
        """
        if edit.op in "+-":
            yield edit
            return
        for old, new in _run_pairs(edit.old, edit.new):
            if address_of(old) == address_of(new) and not self.notes.is_rewritten(old, new):
                yield Edit(edit.op, (old,), (new,), by=edit.by)
            else:
                yield from Edit("~", (old,), (new,), by=edit.by).apart()


def kept_words(edits: Edits, *, in_bold: bool = False) -> str | None:
    """Edits as runs where nothing is to be marked, and there are words alone: no link, and no
    reference to a note; None where there is more.
    """
    written = []
    for edit in edits:
        if edit.op != "=" or edit.old != edit.new:
            return None
        words = _kept_words(edit.new, in_bold)
        if words is None:
            return None
        written.append(words)
    return "".join(written)


@lru_cache(maxsize=HELD)
def _kept_words(content: Content, in_bold: bool) -> str | None:
    """Words that both texts have, as each file writes them that has them; None where there is more
    than words.
    """
    marks = chain.from_iterable(run.marks for run in content)
    if any(mark.kind in _MORE_THAN_WORDS for mark in marks):
        return None
    return "".join([_words_xml(run, in_bold) for run in content])


def _words_xml(run: Run, in_bold: bool) -> str:
    properties = element("rPr", run_properties(run.marks, in_bold=in_bold))
    return f"<w:r>{properties}{_text_xml(run.text, '')}</w:r>"


def _text_xml(words: str, revision: Revision) -> str:
    tag = "delText" if revision == "del" else "t"
    return "".join(
        _SIGNS.get(part) or f'<w:{tag} xml:space="preserve">{text(part)}</w:{tag}>'
        for part in _BREAK_OR_TAB.split(words)
        if part
    )


# --- Cutting edits --------------------------------------------------------------------------------


def whole_replacement(old: Content, new: Content, by: str = "") -> Edits:
    """A content that is kept or, where it changed, struck and written anew; by whom."""
    if old == new:
        return (Edit("=", old, new),) if new else ()
    struck = (Edit("-", old, (), by=by),) if old else ()
    written = (Edit("+", (), new, by=by),) if new else ()
    return (*struck, *written)


def maker_of(edits: Iterable[Edit]) -> str:
    """The version that made the first of these edits that one is named for."""
    return next((edit.by for edit in edits if edit.by), "")


def split_at_white_space(edit: Edit) -> Iterator[Edit]:
    """An edit as it is; one that keeps the words and not the white space, cut at it."""
    old, new = plain(edit.old), plain(edit.new)
    if edit.op in "+-" or old == new or _begins_with_note(edit.new):
        yield edit
        return
    if not all(run.text for run in (*edit.old, *edit.new)):
        yield from edit.apart()
        return
    spans = zip_longest(_words_and_gaps(old), _words_and_gaps(new), fillvalue=(0, 0))
    for old_span, new_span in spans:
        before, after = content_slice(edit.old, *old_span), content_slice(edit.new, *new_span)
        if plain(before) == plain(after):
            yield Edit("~", before, after, by=edit.by)
        else:
            yield from Edit("~", before, after, by=edit.by).apart()


def _begins_with_note(content: Content) -> bool:
    return bool(content) and atom_kind(content[0].marks) == "footnote"


def _words_and_gaps(words: str) -> list[tuple[int, int]]:
    """From where to where the gaps and words of a text reach, by turns, beginning and ending with a
    gap.
    """
    spans = [word.span() for word in _WORDS.finditer(words)]
    return list(pairwise([0, *chain.from_iterable(spans), len(words)]))


def _change_and_maker(edit: Edit) -> tuple[bool, str]:
    """Whether it deletes or inserts, and who made it; of what is kept nobody is asked."""
    changes = edit.op in "+-"
    return changes, edit.by if changes else ""


def _run_pairs(old: Content, new: Content) -> Iterator[tuple[Run, Run]]:
    """Two contents of the same text as pairs of runs of the same text."""
    if old == new:
        yield from zip(old, new, strict=True)
        return
    olds, news = list(old), list(new)
    while olds and news:
        one, two = olds.pop(0), news.pop(0)
        length = min(len(one.text), len(two.text))
        if one.text[length:]:
            olds.insert(0, Run(one.text[length:], one.marks))
        if two.text[length:]:
            news.insert(0, Run(two.text[length:], two.marks))
        yield Run(one.text[:length], one.marks), Run(two.text[:length], two.marks)
