"""Footnotes: the notes of both versions in, references and the notes they call out.

Where the notes of a text are numbered 1, 2, 3 in the order in which it refers to them, as a legal
text's are, Word numbers them; otherwise each reference carries its mark as printed (17.11.14,
`customMarkFollows`). Word cannot refer to a note twice nor from within a note: such a reference is
only its number. A note that nobody refers to stays a paragraph.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from build_tools.model import Block, Content, Edit, Edits, Passage, Run, Side, atom_kind
from build_tools.word.write.context import Revision, WriteContext, revised, text

_REFERENCE = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


@dataclass(slots=True)
class Notes:
    """The notes of two versions, and which of them the text has already referred to."""

    old: dict[str, Passage]
    new: dict[str, Passage]
    """By label, the passages of the notes that a text refers to."""
    again: frozenset[str]
    """The labels of those that the new text refers to more than once."""
    automatic: bool
    """Whether Word numbers them."""
    write: Callable[[Edits, WriteContext, "Notes"], str]
    """Writes the text of a note."""
    _called: set[tuple[Side, str]] = field(default_factory=set)
    _within: bool = False

    @classmethod
    def of(
        cls, passages: Sequence[Passage], write: Callable[[Edits, WriteContext, "Notes"], str]
    ) -> "Notes":
        """The notes of a redline's passages."""
        olds = list(
            dict.fromkeys(_references([passage.old for passage in passages if passage.old]))
        )
        counted = Counter(_references([passage.new for passage in passages if passage.new]))
        news = list(counted)
        return cls(
            old={
                p.old.label: p
                for p in reversed(passages)
                if p.old and _is_note(p.old) and p.old.label in olds
            },
            new={
                p.new.label: p
                for p in reversed(passages)
                if p.new and _is_note(p.new) and p.new.label in news
            },
            again=frozenset(label for label, count in counted.items() if count > 1),
            automatic=_counts(olds) and _counts(news),
            write=write,
        )

    def leaves(self, passage: Passage) -> Passage | None:
        """What of a passage stands in the text itself: all but the notes that are called from
        elsewhere.
        """
        old, new = passage.old, passage.new
        gone = old is not None and self.old.get(old.label) is passage and _is_note(old)
        come = new is not None and self.new.get(new.label) is passage and _is_note(new)
        if not gone and not come:
            return passage
        if (gone or old is None) and (come or new is None):
            return None
        if gone:
            return replace(passage, old=None, edits=_whole("+", new))
        return replace(passage, new=None, edits=_whole("-", old))

    def paired(self, edits: Edits) -> Iterator[Edit]:
        """Edits in which a note that only changed its number is kept: Word numbers it anew by
        itself.
        """
        waiting: Edit | None = None
        for edit in edits:
            if waiting is not None:
                if edit.op == "+" and self._same(waiting, edit):
                    yield Edit("~", waiting.old, edit.new)
                    waiting = None
                    continue
                yield waiting
                waiting = None
            if edit.op == "-" and len(edit.old) == 1 and atom_kind(edit.old[0].marks) == "footnote":
                waiting = edit
            else:
                yield edit
        if waiting is not None:
            yield waiting

    def apart(self, old: Run, new: Run) -> bool:
        """Whether a reference that stands in both texts is deleted and inserted, and its note with
        it.

        So it is where its mark is printed and changed; and where a link in the note changed, as
        LibreOffice 7.4 forgets what is tracked in such a note. Of a note that is called again,
        `kept` knows which call is the first.
        """
        if atom_kind(new.marks) != "footnote":
            return False
        was, now = self.old.get(_label(old)), self.new.get(_label(new))
        if was is None or was is not now or _label(new) in self.again:
            return False
        return (old.text != new.text and not self.automatic) or _relinked(was.edits)

    def kept(self, old: Run, new: Run, context: WriteContext) -> str:
        """A reference that stands in both texts."""
        before, after = _label(old), _label(new)
        first = self._first("old", before), self._first("new", after)
        if first == (False, False) and old.text == new.text:
            return _number(new, "", context)
        if first != (True, True) or (old.text != new.text and not self.automatic):
            return self._written(old, "del", context, first[0]) + self._written(
                new, "ins", context, first[1]
            )
        was, now = self.old.get(before), self.new.get(after)
        if was is not None and was is now:
            if _relinked(was.edits):
                return self._written(old, "del", context, True) + self._written(
                    new, "ins", context, True
                )
            return self._called_note(new, "", self._inner(was.edits, context), context)
        inner = self._inner(
            (*_whole("-", was.old if was else None), *_whole("+", now.new if now else None)),
            context,
        )
        return self._called_note(new, "", inner, context)

    def lone(self, run: Run, revision: Revision, context: WriteContext) -> str:
        """A reference that stands in one text here, or in both when `revision` is empty."""
        if not revision:
            return self.kept(run, run, context)
        side: Side = "old" if revision in ("del", "moveFrom") else "new"
        return self._written(run, revision, context, self._first(side, _label(run)))

    def _written(self, run: Run, revision: Revision, context: WriteContext, first: bool) -> str:
        gone = revision in ("del", "moveFrom")
        passage = (self.old if gone else self.new).get(_label(run))
        if not first or passage is None:
            return _number(run, revision, context)
        edits = _whole("-", passage.old) if gone else _whole("+", passage.new)
        return self._called_note(run, revision, self._inner(edits, context), context)

    def _first(self, side: Side, label: str) -> bool:
        """Whether a text refers to a note for the first time, and not from within a note."""
        known = label in (self.old if side == "old" else self.new)
        if self._within or not known or (side, label) in self._called:
            return False
        self._called.add((side, label))
        return True

    def _same(self, gone: Edit, come: Edit) -> bool:
        """Whether a deleted and an inserted reference call one note under two numbers."""
        if not self.automatic or len(come.new) != 1 or atom_kind(come.new[0].marks) != "footnote":
            return False
        was, now = self.old.get(_label(gone.old[0])), self.new.get(_label(come.new[0]))
        return was is not None and was is now

    def _inner(self, edits: Edits, context: WriteContext) -> str:
        """The text of a note."""
        part, within = context.part, self._within
        context.part, self._within = "footnotes", True
        inner = self.write(edits, context, self)
        context.part, self._within = part, within
        return inner

    def _called_note(self, run: Run, revision: Revision, inner: str, context: WriteContext) -> str:
        """A reference, and the note it calls among the notes."""
        mark = "<w:footnoteRef/>" if self.automatic else f"<w:t>{text(run.text)}</w:t>"
        number = len(context.footnotes) + 1
        called: Revision = "del" if revision in ("del", "moveFrom") else "ins" if revision else ""
        head = revised(
            called,
            f"<w:r>{_REFERENCE}{_as_deleted(mark, called)}</w:r><w:r><w:tab/></w:r>",
            context,
        )
        marked = f"<w:rPr><w:{called} {context.stamp()}/></w:rPr>" if called == "ins" else ""
        context.footnotes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle'
            f' w:val="FootnoteText"/>{marked}</w:pPr>{head}{inner}</w:p></w:footnote>'
        )
        shown = "" if self.automatic else _as_deleted(f"<w:t>{text(run.text)}</w:t>", revision)
        custom = "" if self.automatic else ' w:customMarkFollows="1"'
        reference = f'<w:r>{_REFERENCE}<w:footnoteReference{custom} w:id="{number}"/>{shown}</w:r>'
        return revised(revision, reference, context)


def _is_note(block: Block) -> bool:
    return block.kind == "footnote"


def _label(run: Run) -> str:
    return next((mark.target for mark in run.marks if mark.kind == "footnote"), "")


def _number(run: Run, revision: Revision, context: WriteContext) -> str:
    """A reference that is only its number."""
    words = _as_deleted(f'<w:t xml:space="preserve">{text(run.text)}</w:t>', revision)
    return revised(revision, f"<w:r>{_REFERENCE}{words}</w:r>", context)


def _as_deleted(xml: str, revision: Revision) -> str:
    return (
        xml.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
        if revision == "del"
        else xml
    )


def _whole(op: str, block: Block | None) -> Edits:
    if block is None or not block.content:
        return ()
    return (Edit("-", block.content, ()),) if op == "-" else (Edit("+", (), block.content),)


def _references(blocks: Sequence[Block]) -> Iterator[str]:
    """The labels of the notes that blocks refer to, in order; what notes refer to does not
    count.
    """
    for block in blocks:
        if _is_note(block):
            continue
        rows = block.table.rows if block.table else ()
        captions: list[Content] = [block.table.caption] if block.table else []
        for run in chain(block.content, *captions, *(cell.content for row in rows for cell in row)):
            if atom_kind(run.marks) == "footnote":
                yield _label(run)


def _relinked(edits: Edits) -> bool:
    """Whether what changed is a link or has one."""
    runs = (run for edit in edits if edit.op != "=" for run in (*edit.old, *edit.new))
    return any(mark.kind in ("link", "image") for run in runs for mark in run.marks)


def _counts(labels: list[str]) -> bool:
    return labels == [str(at) for at in range(1, len(labels) + 1)]
