"""Footnotes: the notes of both versions in, references and the notes they call out.

A note is the passages of its paragraphs, lists and tables.

Where the notes of a text are numbered 1, 2, 3 in the order in which it refers to them, as a legal
text's are, Word numbers them; otherwise each reference carries its mark as printed (17.11.14,
`customMarkFollows`). Word cannot refer to a note twice nor from within a note: such a reference is
only its number, and a note that only another refers to stands at the end of that one. A note that
nobody refers to stays a paragraph.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Protocol

from build_tools.model import (
    Edit,
    Edits,
    Passage,
    Run,
    Side,
    atom_kind,
    deletion,
    insertion,
)
from build_tools.word.write.called_notes import (
    Note,
    called_notes,
    is_reference,
    is_sequence,
    label_of,
    references,
    stand_behind_calls,
)
from build_tools.word.write.context import Revision, WriteContext, text
from build_tools.word.write.links import has_link
from build_tools.word.write.note_references import (
    REFERENCE,
    as_deleted,
    number_xml,
    reference_properties,
)
from build_tools.word.write.paragraph_marks import BodyPart, ParagraphXml, note_xml

_STYLE = '<w:pStyle w:val="FootnoteText"/>'


@dataclass(slots=True)
class Footnotes:
    """The notes of two versions, and which of them the text has already referred to."""

    passages: Sequence[Passage]
    old: Mapping[str, Note]
    new: Mapping[str, Note]
    """By label, the notes that a text refers to."""
    repeated: frozenset[str]
    """The labels of those that the new text refers to more than once."""
    automatic: bool
    """Whether Word numbers them."""
    context: WriteContext
    writer: "NoteWriter"
    _called: set[tuple[Side, str]] = field(default_factory=set)
    _within: bool = False
    _heads: dict[Side, Collection[int]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        passages: Sequence[Passage],
        context: WriteContext,
        writer: "NoteWriter",
    ) -> "Footnotes":
        """The notes of a redline's passages."""
        olds = [passage.old for passage in passages]
        news = [passage.new for passage in passages]
        in_old, in_new = Counter(references(olds)), Counter(references(news))
        return cls(
            passages=passages,
            old=called_notes(olds, in_old),
            new=called_notes(news, in_new),
            repeated=frozenset(label for label, count in in_new.items() if count > 1),
            automatic=is_sequence(in_old) and is_sequence(in_new),
            context=context,
            writer=writer,
        )

    def text_outside(self) -> list[tuple[Passage, str]]:
        """What stands in the text itself, all but the notes that are called from elsewhere; each
        with the bookmarks of those notes that stand behind it in the markdown.
        """
        in_old = set(chain.from_iterable(self.old.values()))
        in_new = set(chain.from_iterable(self.new.values()))
        if not self._placed("old") and not self._placed("new"):
            outside = [
                _restricted(passage, old=at not in in_old, new=at not in in_new)
                for at, passage in enumerate(self.passages)
            ]
            return [(passage, "") for passage in outside if passage]
        found: list[tuple[Passage, str]] = []
        for at, passage in enumerate(self.passages):
            if left := _restricted(passage, old=at not in in_old, new=at not in in_new):
                found.append((left, ""))
            if found and (names := self._names(at, at)):
                before, bookmarks = found[-1]
                places = [self.context.bookmark(f"{name}Place") for name in names]
                found[-1] = before, bookmarks + "".join(places)
        return found

    def _names(self, old: int | None, new: int | None) -> list[str]:
        """The names of the bookmarks of a note that these passages begin, for the texts in which
        the notes have places of their own.
        """
        old_names = [f"_NoteOld{old}"] if old in self._placed("old") else []
        new_names = [f"_NoteNew{new}"] if new in self._placed("new") else []
        return [*old_names, *new_names]

    def _placed(self, side: Side) -> Collection[int]:
        """The first passages of the notes of a text; none where each note stands right behind what
        calls it, and for the old text where nothing changed.
        """
        if side not in self._heads:
            notes = self.old if side == "old" else self.new
            blocks = [each.old if side == "old" else each.new for each in self.passages]
            told = side == "new" or any(each.old != each.new for each in self.passages)
            placed = told and not stand_behind_calls(blocks, notes)
            self._heads[side] = {note[0] for note in notes.values()} if placed else set()
        return self._heads[side]

    def renumbered(self, edits: Edits) -> Iterator[Edit]:
        """Edits in which a note that only changed its number is kept: Word numbers it anew by
        itself.
        """
        at = 0
        while at < len(edits):
            edit, following = edits[at], edits[at + 1 : at + 2]
            if following and self._same_note(edit, following[0]):
                yield Edit("~", edit.old, following[0].new, by=following[0].by)
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
        if not self._one_note(old, new) or label_of(new) in self.repeated:
            return False
        return self._cannot_be_kept(old, new)

    def kept_reference(self, old: Run, new: Run) -> str:
        """A reference that stands in both texts."""
        old_calls, new_calls = self._calls_note("old", old), self._calls_note("new", new)
        if old_calls and new_calls and not self._cannot_be_kept(old, new):
            self._called |= {("old", label_of(old)), ("new", label_of(new))}
            notes = self.old[label_of(old)], self.new[label_of(new)]
            return self._called_note(new, "", *notes, before=old)
        if old_calls or new_calls or old.text != new.text:
            return self.reference(old, "del") + self.reference(new, "ins")
        return number_xml(new, "", self.context, before=old)

    def reference(self, run: Run, revision: Revision) -> str:
        """A reference that stands in one text here, or in both when `revision` is empty."""
        if not revision:
            return self.kept_reference(run, run)
        side: Side = "old" if revision in ("del", "moveFrom") else "new"
        if not self._calls_note(side, run):
            return number_xml(run, revision, self.context)
        label = label_of(run)
        self._called.add((side, label))
        if side == "old":
            return self._called_note(run, revision, self.old[label], ())
        return self._called_note(run, revision, (), self.new[label])

    def _calls_note(self, side: Side, run: Run) -> bool:
        """Whether a reference calls its note: it is the first of its text to do so, and stands in
        no note.
        """
        known = self.old if side == "old" else self.new
        label = label_of(run)
        return not self._within and label in known and (side, label) not in self._called

    def _one_note(self, old: Run, new: Run) -> set[int]:
        """The passages of the note that a reference calls in both texts; none where it calls two
        or none.
        """
        in_old, in_new = self.old.get(label_of(old), ()), self.new.get(label_of(new), ())
        return {*in_old, *in_new} if in_old[:1] == in_new[:1] else set()

    def _cannot_be_kept(self, old: Run, new: Run) -> bool:
        """Whether the printed mark of a reference changed, or a link in its note."""
        if old.text != new.text and not self.automatic:
            return True
        return any(_relinked(self.passages[at].edits) for at in self._one_note(old, new))

    def _same_note(self, one: Edit, two: Edit) -> bool:
        """Whether a deleted and an inserted reference call one note under two numbers."""
        if not self.automatic or (one.op, two.op) != ("-", "+"):
            return False
        if not is_reference(one.old) or not is_reference(two.new):
            return False
        return bool(self._one_note(one.old[0], two.new[0]))

    def _paragraphs(self, old: Note, new: Note) -> tuple[str, list[BodyPart]]:
        """The text of the first paragraph of a note, and what follows it; of two notes, the one
        struck and the other written.
        """
        part, within = self.context.part, self._within
        self.context.part, self._within = "footnotes", True
        first = self.writer.edits(self._first_edits(old, new), self)
        rest: list[BodyPart] = []
        if following := sorted({*old[1:], *new[1:]}):
            passages = [
                _restricted(self.passages[at], old=at in old, new=at in new) for at in following
            ]
            rest = self.writer.parts(list(filter(None, passages)), self)
        self.context.part, self._within = part, within
        return first, rest

    def _first_edits(self, old: Note, new: Note) -> Edits:
        if old[:1] == new[:1]:
            return self.passages[new[0]].edits
        struck = [self.passages[at].old for at in old[:1]]
        written = [self.passages[at].new for at in new[:1]]
        return (
            *chain.from_iterable(deletion(block.content) for block in struck if block),
            *chain.from_iterable(insertion(block.content) for block in written if block),
        )

    def _called_note(
        self, run: Run, revision: Revision, old: Note, new: Note, before: Run | None = None
    ) -> str:
        """A reference, as it was before and is, and the note it calls among the notes: one that one
        text alone calls has no passages of the other.
        """
        inner, rest = self._paragraphs(old, new)
        mark = "<w:footnoteRef/>" if self.automatic else f"<w:t>{text(run.text)}</w:t>"
        number = len(self.context.footnotes) + 1
        called: Revision = "del" if revision in ("del", "moveFrom") else "ins" if revision else ""
        names = self._names(next(iter(old), None), next(iter(new), None))
        bookmarks = "".join(map(self.context.bookmark, names))
        head = bookmarks + self.context.revised(
            called,
            f"<w:r>{REFERENCE}{as_deleted(mark, called)}</w:r><w:r><w:tab/></w:r>",
        )
        first = ParagraphXml(
            revision=called,
            old_style=_STYLE,
            new_style=_STYLE,
            inner=head + inner,
            lone=bool(called),
        )
        paragraphs = note_xml(first, rest, self.context)
        self.context.footnotes.append(f'<w:footnote w:id="{number}">{paragraphs}</w:footnote>')
        shown = "" if self.automatic else as_deleted(f"<w:t>{text(run.text)}</w:t>", revision)
        custom = "" if self.automatic else ' w:customMarkFollows="1"'
        properties = reference_properties(run, before or run, self.context)
        reference = f'<w:r>{properties}<w:footnoteReference{custom} w:id="{number}"/>{shown}</w:r>'
        return self.context.revised(revision, reference)


class NoteWriter(Protocol):
    """Writes what a note holds."""

    def edits(self, edits: Edits, notes: Footnotes) -> str:
        """The text of its first paragraph."""

    def parts(self, passages: Sequence[Passage], notes: Footnotes) -> list[BodyPart]:
        """The paragraphs and tables after that."""


def _restricted(passage: Passage, *, old: bool, new: bool) -> Passage | None:
    """What a passage is where it stands in these of its texts alone; None where it is in none."""
    before, after = passage.old if old else None, passage.new if new else None
    if (before, after) == (passage.old, passage.new):
        return passage
    if before is not None:
        return replace(passage, new=None, edits=deletion(before.content), table=None)
    if after is not None:
        return replace(passage, old=None, edits=insertion(after.content), table=None)
    return None


def _relinked(edits: Edits) -> bool:
    """Whether what changed is a link or has one."""
    return any(has_link((*edit.old, *edit.new)) for edit in edits if edit.op != "=")
