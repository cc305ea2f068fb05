"""Footnotes: the notes of both versions in, references and the notes they call out.

Where the notes of a text are numbered 1, 2, 3 in the order in which it refers to them, as a legal
text's are, Word numbers them; otherwise each reference carries its mark as printed (17.11.14,
`customMarkFollows`). Word cannot refer to a note twice nor from within a note: such a reference is
only its number. A note that nobody refers to stays a paragraph.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal

from build_tools.model import Block, Content, Edit, Edits, Passage, Run, Side, atom_kind
from build_tools.word.write.context import Revision, WriteContext, text
from build_tools.word.write.links import has_link

_REFERENCE = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


@dataclass(slots=True)
class Footnotes:
    """The notes of two versions, and which of them the text has already referred to."""

    old: dict[str, Passage]
    new: dict[str, Passage]
    """By label, the passages of the notes that a text refers to."""
    repeated: frozenset[str]
    """The labels of those that the new text refers to more than once."""
    automatic: bool
    """Whether Word numbers them."""
    context: WriteContext
    write: Callable[[Edits, "Footnotes"], str]
    """Writes the text of a note."""
    _called: set[tuple[Side, str]] = field(default_factory=set)
    _within: bool = False

    @classmethod
    def of(
        cls,
        passages: Sequence[Passage],
        context: WriteContext,
        write: Callable[[Edits, "Footnotes"], str],
    ) -> "Footnotes":
        """The notes of a redline's passages."""
        in_old = Counter(_references([passage.old for passage in passages if passage.old]))
        in_new = Counter(_references([passage.new for passage in passages if passage.new]))
        old: dict[str, Passage] = {}
        new: dict[str, Passage] = {}
        for passage in passages:
            if passage.old and _is_note(passage.old) and passage.old.label in in_old:
                old.setdefault(passage.old.label, passage)
            if passage.new and _is_note(passage.new) and passage.new.label in in_new:
                new.setdefault(passage.new.label, passage)
        return cls(
            old=old,
            new=new,
            repeated=frozenset(label for label, count in in_new.items() if count > 1),
            automatic=_is_sequence(in_old) and _is_sequence(in_new),
            context=context,
            write=write,
        )

    def outside_notes(self, passage: Passage) -> Passage | None:
        """What of a passage stands in the text itself: all but the notes that are called from
        elsewhere.
        """
        old, new = passage.old, passage.new
        old_called = old is not None and self.old.get(old.label) is passage and _is_note(old)
        new_called = new is not None and self.new.get(new.label) is passage and _is_note(new)
        if not old_called and not new_called:
            return passage
        if (old_called or old is None) and (new_called or new is None):
            return None
        if old_called:
            return replace(passage, old=None, edits=_whole_note("+", new))
        return replace(passage, new=None, edits=_whole_note("-", old))

    def renumbered(self, edits: Edits) -> Iterator[Edit]:
        """Edits in which a note that only changed its number is kept: Word numbers it anew by
        itself.
        """
        at = 0
        while at < len(edits):
            edit, following = edits[at], edits[at + 1 : at + 2]
            if following and self._same_note(edit, following[0]):
                yield Edit("~", edit.old, following[0].new)
                at += 2
            else:
                yield edit
                at += 1

    def is_rewritten(self, old: Run, new: Run) -> bool:
        """Whether a reference that stands in both texts is deleted and inserted, and its note with
        it.

        So it is where its mark is printed and changed; and where a link in the note changed, as
        LibreOffice 7.4 forgets what is tracked in such a note. Of a note that is called again,
        `kept` knows which call is the first.
        """
        if atom_kind(new.marks) != "footnote":
            return False
        if self._one_note(old, new) is None or _label(new) in self.repeated:
            return False
        return self._cannot_be_kept(old, new)

    def kept_reference(self, old: Run, new: Run) -> str:
        """A reference that stands in both texts."""
        old_calls, new_calls = self._calls_note("old", old), self._calls_note("new", new)
        if old_calls and new_calls and not self._cannot_be_kept(old, new):
            self._called |= {("old", _label(old)), ("new", _label(new))}
            return self._called_note(new, "", self._inner(self._note_edits(old, new)))
        if old_calls or new_calls or old.text != new.text:
            return self.reference(old, "del") + self.reference(new, "ins")
        return _number(new, "", self.context)

    def reference(self, run: Run, revision: Revision) -> str:
        """A reference that stands in one text here, or in both when `revision` is empty."""
        if not revision:
            return self.kept_reference(run, run)
        side: Side = "old" if revision in ("del", "moveFrom") else "new"
        if not self._calls_note(side, run):
            return _number(run, revision, self.context)
        label = _label(run)
        self._called.add((side, label))
        if side == "old":
            edits = _whole_note("-", self.old[label].old)
        else:
            edits = _whole_note("+", self.new[label].new)
        return self._called_note(run, revision, self._inner(edits))

    def _calls_note(self, side: Side, run: Run) -> bool:
        """Whether a reference calls its note: it is the first of its text to do so, and stands in
        no note.
        """
        known = self.old if side == "old" else self.new
        label = _label(run)
        return not self._within and label in known and (side, label) not in self._called

    def _one_note(self, old: Run, new: Run) -> Passage | None:
        """The note that a reference calls in both texts; None where it calls two or none."""
        in_old, in_new = self.old.get(_label(old)), self.new.get(_label(new))
        return in_old if in_old is in_new else None

    def _cannot_be_kept(self, old: Run, new: Run) -> bool:
        """Whether the printed mark of a reference changed, or a link in its note."""
        if old.text != new.text and not self.automatic:
            return True
        note = self._one_note(old, new)
        return note is not None and _relinked(note.edits)

    def _note_edits(self, old: Run, new: Run) -> Edits:
        """The edits of the note of a reference; of its two notes, the one struck and the other
        written.
        """
        note = self._one_note(old, new)
        if note is not None:
            return note.edits
        return _replaced_note(self.old.get(_label(old)), self.new.get(_label(new)))

    def _same_note(self, one: Edit, two: Edit) -> bool:
        """Whether a deleted and an inserted reference call one note under two numbers."""
        if not self.automatic or (one.op, two.op) != ("-", "+"):
            return False
        if not _is_reference(one.old) or not _is_reference(two.new):
            return False
        return self._one_note(one.old[0], two.new[0]) is not None

    def _inner(self, edits: Edits) -> str:
        """The text of a note."""
        part, within = self.context.part, self._within
        self.context.part, self._within = "footnotes", True
        inner = self.write(edits, self)
        self.context.part, self._within = part, within
        return inner

    def _called_note(self, run: Run, revision: Revision, inner: str) -> str:
        """A reference, and the note it calls among the notes."""
        mark = "<w:footnoteRef/>" if self.automatic else f"<w:t>{text(run.text)}</w:t>"
        number = len(self.context.footnotes) + 1
        called: Revision = "del" if revision in ("del", "moveFrom") else "ins" if revision else ""
        head = self.context.revised(
            called,
            f"<w:r>{_REFERENCE}{_as_deleted(mark, called)}</w:r><w:r><w:tab/></w:r>",
        )
        marked = f"<w:rPr><w:{called} {self.context.stamp()}/></w:rPr>" if called == "ins" else ""
        self.context.footnotes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr>'
            f'<w:pStyle w:val="FootnoteText"/>{marked}</w:pPr>{head}{inner}</w:p></w:footnote>'
        )
        shown = "" if self.automatic else _as_deleted(f"<w:t>{text(run.text)}</w:t>", revision)
        custom = "" if self.automatic else ' w:customMarkFollows="1"'
        reference = f'<w:r>{_REFERENCE}<w:footnoteReference{custom} w:id="{number}"/>{shown}</w:r>'
        return self.context.revised(revision, reference)


def _is_note(block: Block) -> bool:
    return block.kind == "footnote"


def _label(run: Run) -> str:
    return next((mark.target for mark in run.marks if mark.kind == "footnote"), "")


def _number(run: Run, revision: Revision, context: WriteContext) -> str:
    """A reference that is only its number."""
    words = _as_deleted(f'<w:t xml:space="preserve">{text(run.text)}</w:t>', revision)
    return context.revised(revision, f"<w:r>{_REFERENCE}{words}</w:r>")


def _as_deleted(xml: str, revision: Revision) -> str:
    if revision != "del":
        return xml
    return xml.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")


def _is_reference(content: Content) -> bool:
    """Whether a content is one reference to a note."""
    return len(content) == 1 and atom_kind(content[0].marks) == "footnote"


def _whole_note(op: Literal["-", "+"], block: Block | None) -> Edits:
    """All of a note as deleted or inserted."""
    if block is None or not block.content:
        return ()
    return (Edit("-", block.content, ()),) if op == "-" else (Edit("+", (), block.content),)


def _replaced_note(old: Passage | None, new: Passage | None) -> Edits:
    """One note struck and another written."""
    return (
        *_whole_note("-", old.old if old else None),
        *_whole_note("+", new.new if new else None),
    )


def _references(blocks: Sequence[Block]) -> Iterator[str]:
    """The labels of the notes that blocks refer to, in order; what notes refer to does not
    count.
    """
    texts = (block for block in blocks if not _is_note(block))
    for content in chain.from_iterable(map(_contents, texts)):
        for run in content:
            if atom_kind(run.marks) == "footnote":
                yield _label(run)


def _contents(block: Block) -> Iterator[Content]:
    """The contents of a block in reading order; those of a table's caption and cells."""
    yield block.content
    if block.table is not None:
        yield block.table.caption
        for row in block.table.rows:
            yield from [cell.content for cell in row]


def _relinked(edits: Edits) -> bool:
    """Whether what changed is a link or has one."""
    return any(has_link((*edit.old, *edit.new)) for edit in edits if edit.op != "=")


def _is_sequence(labels: Collection[str]) -> bool:
    """Whether labels are 1, 2, 3 and so on."""
    return list(labels) == [str(at) for at in range(1, len(labels) + 1)]
