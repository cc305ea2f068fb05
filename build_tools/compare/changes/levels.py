"""Two versions' blocks in reading order in, what became of the level of each out: how far it is set
in, which heading it is, how deep it is quoted, whether it stands in a note.

A limb that comes to stand under another parent is a change of substance, though not a word of it
differs. What goes in or out with its parent follows; so does what is renumbered because a provision
above it came or went.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from build_tools.language import gettext as _
from build_tools.language import ngettext
from build_tools.model import Block, BlockPlace, Passage
from build_tools.text.markdown.citation_words import without_heading

_Parents = dict[BlockPlace, Block | None]
"""What each block stands under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """What became of the level of a block that stands in both texts."""

    words: str
    """For people: "one level out: under Clause 2.1, no longer under Clause 2.1(a)"."""
    follows: bool
    """Whether it only follows from what the redline shows elsewhere."""


class Levels:
    """The levels of the blocks of two versions, held against each other."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages

    def change(self, old: Block, new: Block) -> LevelChange | None:
        """What became of the level of a block; None where it stayed."""
        if not is_other_level(old, new):
            return None
        words = ", ".join(_words(old, new))
        if under := ", ".join(self._other_parents(old, new)):
            words = f"{words}: {under}"
        return LevelChange(words=words, follows=self._follows(old, new))

    def is_under_another(self, old: Block, new: Block) -> bool:
        """Whether a block stands under another provision or heading that both texts have, what came
        and went between them left out.
        """
        was, now = self._lasting_old_parents[old.place], self._lasting_new_parents[new.place]
        if self._is_one(was, now):
            return False
        lasting = was is None or was.place in self._partners
        return lasting and (now is None or now.place in self._partnered)

    def _other_parents(self, old: Block, new: Block) -> Iterator[str]:
        """What a block stands under now, and what it stood under, where that is not the same."""
        was, now = self._old_parents[old.place], self._new_parents[new.place]
        if self._is_one(was, now):
            return
        if now is not None:
            yield _("under %(place)s", place=_cited(now))
        if was is not None:
            yield _("no longer under %(place)s", place=_cited(was))

    def _follows(self, old: Block, new: Block) -> bool:
        """Whether a block stands under the same provision as before, as many levels below it.

        One that got another label has the level that goes with that, so that provisions above it
        may have come and gone.
        """
        was, gone = _nearest(old, self._old_parents, self._only_old)
        now, come = _nearest(new, self._new_parents, self._only_new)
        if _frame(old) != _frame(new) or not self._is_one(was, now):
            return False
        if old.label != new.label:
            return True
        return not gone and not come and new.depth - old.depth == _shift(was, now, old)

    def _is_one(self, old: Block | None, new: Block | None) -> bool:
        """Whether two blocks are the same in both texts; where there is neither, both stand under
        the same nothing.
        """
        if old is None or new is None:
            return old is new
        return self._partners.get(old.place) == new.place

    @cached_property
    def _old_parents(self) -> _Parents:
        return dict(_parents([each.old for each in self._passages if each.old]))

    @cached_property
    def _new_parents(self) -> _Parents:
        return dict(_parents([each.new for each in self._passages if each.new]))

    @cached_property
    def _lasting_old_parents(self) -> _Parents:
        old = (each.old for each in self._passages if each.old)
        return dict(_parents([block for block in old if block.place not in self._only_old]))

    @cached_property
    def _lasting_new_parents(self) -> _Parents:
        new = (each.new for each in self._passages if each.new)
        return dict(_parents([block for block in new if block.place not in self._only_new]))

    @cached_property
    def _only_old(self) -> set[BlockPlace]:
        lone = (each for each in self._passages if each.tie is None and each.new is None)
        return {each.old.place for each in lone if each.old}

    @cached_property
    def _only_new(self) -> set[BlockPlace]:
        lone = (each for each in self._passages if each.tie is None and each.old is None)
        return {each.new.place for each in lone if each.new}

    @cached_property
    def _partners(self) -> dict[BlockPlace, BlockPlace]:
        """The places of the blocks that stand in both texts, moved ones too."""
        partners = {}
        for each in self._passages:
            if each.tie and each.tie.kind == "move":
                partners[each.tie.old[0].place] = each.tie.new[0].place
            elif each.old and each.new:
                partners[each.old.place] = each.new.place
        return partners

    @cached_property
    def _partnered(self) -> set[BlockPlace]:
        """The places of the same blocks in the new text."""
        return set(self._partners.values())


def is_other_level(old: Block, new: Block) -> bool:
    """Whether a block stands at another level. Of a heading that became a paragraph, and of any
    other block that became one of another kind, only quotations and notes are held against each
    other.
    """
    if _frame(old) != _frame(new):
        return True
    return old.kind == new.kind and old.depth != new.depth


def _frame(block: Block) -> tuple[int, int, bool]:
    """How many quotations and notes a block stands in, and whether it is a note of its own."""
    return block.quoted, block.note_level, block.kind == "footnote"


def _cited(block: Block) -> str:
    return without_heading(block.citation)


def _words(old: Block, new: Block) -> Iterator[str]:
    if old.kind == new.kind == "heading" and old.depth != new.depth:
        levels = {"old": old.depth, "new": new.depth}
        yield _("from a heading of level %(old)s to one of level %(new)s", **levels)
    elif old.kind == new.kind and (steps := new.depth - old.depth):
        if steps > 0:
            yield ngettext("one level in", "%(num)s levels in", steps)
        else:
            yield ngettext("one level out", "%(num)s levels out", -steps)
    if old.quoted != new.quoted:
        yield _quotation(old.quoted, new.quoted)
    if _frame(old)[1:] != _frame(new)[1:]:
        yield _note(new)


def _quotation(old: int, new: int) -> str:
    if not old:
        return _("now quoted")
    if not new:
        return _("no longer quoted")
    return _("quoted %(new)s deep, no longer %(old)s deep", new=new, old=old)


def _note(new: Block) -> str:
    if new.kind == "footnote":
        return _("now a note of its own")
    return _("now in a note") if new.note_level else _("no longer in a note")


def _parents(blocks: Sequence[Block]) -> Iterator[tuple[BlockPlace, Block | None]]:
    """What each block stands under: the provision round it, or else the heading above it; in a note
    the limb round it, or else the note.
    """
    headings: list[Block] = []
    provisions: list[list[Block]] = [[]]
    """Of the text itself, and of the notes that stand open."""
    for block in blocks:
        if _is_heading(block):
            provisions = [[]]
            headings = [above for above in headings if above.depth < block.depth]
            yield block.place, headings[-1] if headings else None
            headings.append(block)
            continue
        del provisions[block.note_level + 1 :]
        around = [above for above in provisions[-1] if above.depth < block.depth]
        above = around or headings
        yield block.place, above[-1] if above else None
        if block.kind == "footnote":
            provisions[block.note_level :] = [[block]]
        elif block.label and block.kind == "paragraph":
            provisions[-1] = [*around, block]


def _nearest(block: Block, parents: _Parents, lone: set[BlockPlace]) -> tuple[Block | None, int]:
    """The nearest provision round a block that stands in both texts, and how many stand between."""
    parent, between = parents[block.place], 0
    while parent is not None and parent.place in lone:
        parent, between = parents[parent.place], between + 1
    return parent, between


def _shift(was: Block | None, now: Block | None, child: Block) -> int:
    """How many levels in a provision went with what stands under it; a heading takes only headings
    with it.
    """
    if was is None or now is None:
        return 0
    goes_with_it = {was.kind, now.kind, child.kind} in ({"heading"}, {"paragraph"})
    return now.depth - was.depth if goes_with_it else 0


def _is_heading(block: Block) -> bool:
    return block.kind == "heading"
