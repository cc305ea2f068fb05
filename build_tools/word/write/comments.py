"""What is said of provisions of the new text in, comments in the margin of a redline out (ECMA-376
part 1, 17.13.4).

A note cannot bear a comment: what is said of one stands at the paragraph that calls it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from build_tools.language import gettext as _
from build_tools.model import Passage
from build_tools.model.characters import visible_controls
from build_tools.model.own_comments import IN_FORCE_INSTEAD, NOT_IN_FORCE_YET, initials_of
from build_tools.model.redline import CHANGED_WITHOUT_A_WORD
from build_tools.word.write.context import WriteContext, attribute, text
from build_tools.word.write.paragraph_marks import BodyPart, ParagraphXml

_LINE = '<w:pBdr><w:left w:val="double" w:sz="6" w:space="8" w:color="auto"/></w:pBdr>'
"""At the side of a paragraph."""


class Comment(NamedTuple):
    """What is said at one place."""

    author: str
    """Who says it, a message."""
    words: str


Said = Sequence[Comment]
"""The comments at one place."""


def said_of(
    in_text: Sequence[Passage], passages: Sequence[Passage], context: WriteContext
) -> list[Said]:
    """What is said of each passage that stands in the text itself, of all `passages`; of what the
    new text has not, and of the whole, at its first.
    """
    if context.said or context.waits or context.taken_out or context.instead:
        # LibreOffice 7.4 takes a comment for the note that has the same number.
        context.pass_over(2 * len(passages))
    places = _places(in_text)
    found: list[list[Comment]] = [[] for _ in in_text]
    first = min(places.values(), default=None)
    sources = (
        (CHANGED_WITHOUT_A_WORD, context.said),
        (NOT_IN_FORCE_YET, context.waits),
        (IN_FORCE_INSTEAD, context.instead),
    )
    for author, of_provisions in sources:
        for anchor, said in of_provisions.items():
            at = places.get(anchor, places.get(_caller(anchor, in_text, passages), first))
            if at is not None:
                found[at] += [Comment(author, words) for words in said]
    for at, passage in enumerate(in_text):
        if passage.old is not None and passage.new is None:
            said = context.taken_out.get(passage.old.address, ())
            found[at] += [Comment(NOT_IN_FORCE_YET, words) for words in said]
    return [*found]


def _places(in_text: Sequence[Passage]) -> Mapping[str, int]:
    """Where each provision of the new text begins, by its address."""
    places: dict[str, int] = {}
    for at, passage in enumerate(in_text):
        if passage.new is not None and passage.new.address:
            places.setdefault(passage.new.address, at)
    return places


def _caller(anchor: str, in_text: Sequence[Passage], passages: Sequence[Passage]) -> str:
    """The address of what calls the note of that address; empty where there is none."""
    news = [passage.new for passage in passages if passage.new is not None]
    for note in news:
        if note.anchor == anchor and note.kind == "footnote":
            sign = f"[^{note.label}]"
            calling = [each.new for each in in_text if each.new and sign in each.new.text]
            return calling[0].address if calling else ""
    return ""


def commented(parts: Sequence[BodyPart], said: Said, context: WriteContext) -> list[BodyPart]:
    """The parts of a provision, with what is said of it at its first paragraph in the new text."""
    if not said:
        return list(parts)
    paragraphs = [at for at, each in enumerate(parts) if isinstance(each, ParagraphXml)]
    in_new = [at for at in paragraphs if parts[at].in_new]
    at = next(iter(in_new or paragraphs))
    paragraph = parts[at]
    assert isinstance(paragraph, ParagraphXml), "behind each table there is one"
    return [*parts[:at], _with_comments(paragraph, said, context), *parts[at + 1 :]]


def _with_comments(paragraph: ParagraphXml, said: Said, context: WriteContext) -> ParagraphXml:
    """Comments on all of a paragraph; where it is inserted they are too, each at its end alone."""
    numbers = [_add(comment, context) for comment in said]
    references = "".join(map(_reference, numbers))
    if any(comment.author == NOT_IN_FORCE_YET for comment in said):
        old, new = map(_with_line, (paragraph.old_style, paragraph.new_style))
        paragraph = replace(paragraph, old_style=old, new_style=new)
    if paragraph.revision:
        with context.made_by(paragraph.by):
            revised = context.revised(paragraph.revision, references)
        return replace(paragraph, inner=paragraph.inner + revised)
    starts = "".join([f'<w:commentRangeStart w:id="{number}"/>' for number in numbers])
    ends = "".join([f'<w:commentRangeEnd w:id="{number}"/>' for number in numbers])
    return replace(paragraph, inner=f"{starts}{paragraph.inner}{ends}{references}")


def _with_line(style: str) -> str:
    """A style with a line at the side of its paragraph, which stands on paper too; it comes where
    the schema has it, before what sets the paragraph in.
    """
    before, sign, after = style.partition("<w:ind ")
    if not sign:
        before, sign, after = style.partition("<w:outlineLvl ")
    return f"{before}{_LINE}{sign}{after}"


def _add(comment: Comment, context: WriteContext) -> int:
    author, words = comment
    number = context.number()
    context.comments.append(
        f'<w:comment w:id="{number}" w:author="{attribute(_(author))}"'
        f' w:initials="{initials_of(visible_controls(words))}"><w:p><w:r><w:annotationRef/></w:r>'
        f'<w:r><w:t xml:space="preserve">{text(words)}</w:t></w:r></w:p></w:comment>'
    )
    return number


def _reference(number: int) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'
