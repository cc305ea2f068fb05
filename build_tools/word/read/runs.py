"""The runs of a paragraph → its text with marks. What cannot be text goes to the report.

It holds the fields that are open, for a field may run over many paragraphs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from build_tools.model import Content, Mark, Run
from build_tools.word.read.bookmarks import Bookmarks
from build_tools.word.read.comments import Comment, OpenComments
from build_tools.word.read.content import marks_of, normalized, signs_as_neighbours, tidied
from build_tools.word.read.drawings import drawing_warnings, unread_warning
from build_tools.word.read.equations import equation_text
from build_tools.word.read.fields import CONTENTS, OpenFields, complete_fields, computed_result
from build_tools.word.read.formatting import CODE, PLAIN, RunFormat, RunFormats
from build_tools.word.read.links import kept_link, link_address, link_mark
from build_tools.word.read.lost_format import without_lost_format
from build_tools.word.read.notes import Notes, own_mark
from build_tools.word.read.numbering import Numbering
from build_tools.word.read.ooxml import RELATION_ID, Element, local, printed, w
from build_tools.word.read.own_styles import emphasis_is_meant, is_of_export
from build_tools.word.read.package import Relation
from build_tools.word.read.references import References
from build_tools.word.read.report import Report, shortened
from build_tools.word.read.styles import Styles
from build_tools.word.read.symbols import OBEYED, UNKNOWN, UNSEEN, readable, sign_of_font

_PROPERTIES = frozenset(map(w, ("pPr", "rPr")))
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Runs:
    """Reads the paragraphs of one part, in order."""

    root: Element
    styles: Styles
    numbering: Numbering
    relations: Mapping[str, Relation]
    notes: Notes
    comments: Mapping[str, Comment]
    references: References
    report: Report
    bookmarks: Bookmarks = field(init=False)
    literal: bool = field(init=False)
    """Whether white space and what cannot be seen are of the text: so they are where an export of
    ours wrote them."""
    _complete: set[Element] = field(default_factory=set)
    _fields: OpenFields = field(init=False)
    _comments: OpenComments = field(init=False)
    _runs: list[Run] = field(default_factory=list)
    _hidden: list[str] = field(default_factory=list)
    _meant: set[int] = field(default_factory=set)
    """The places of the runs that are references with marks of their own."""
    _properties: Element | None = None
    _style: str | None = None
    _links: list[Mark] = field(default_factory=list)
    _format: RunFormat = PLAIN
    """Of the run that is being read."""
    _formats: RunFormats = field(init=False)

    def __post_init__(self) -> None:
        self.literal = is_of_export(self.styles)
        self._complete = complete_fields(self.root)
        self.bookmarks = Bookmarks.of(self.root)
        self._fields = OpenFields(self.references)
        self._comments = OpenComments(self.comments, self.report)
        self._formats = RunFormats(self.root, self.styles)

    def content(self, paragraph: Element) -> Content:
        """The text of a paragraph."""
        self._properties = paragraph.find(w("pPr"))
        # Where emphasis is meant, the bold of the style itself is none of it.
        meant = emphasis_is_meant(paragraph)
        self._style = None if meant else self.styles.paragraph_style(self._properties)
        self._runs, self._hidden, self._links = [], [], []
        self._meant.clear()
        self._children(paragraph)
        if self._hidden:
            self.report.warn(f"hidden text is left out: “{shortened(''.join(self._hidden), 2000)}”")
        runs = list(signs_as_neighbours(self._runs, self._meant))
        return normalized(runs) if self.literal else tidied(runs)

    @property
    def begins_with_space(self) -> bool:
        """Whether white space stands before the first word of the paragraph that was read last."""
        return bool(self._runs) and self._runs[0].text[:1].isspace()

    @property
    def is_blank_line(self) -> bool:
        """Whether the paragraph that was read last is one that an export of ours wrote for a line
        that prints nothing.
        """
        return self.literal and [run.text for run in self._runs] == ["\n"]

    @property
    def verbatim(self) -> Content:
        """The paragraph that was read last with all its white space, as code."""
        text = "".join([run.text for run in self._runs])
        text = text if self.literal else text.rstrip()
        return (Run(text, (CODE,)),) if text.strip() else ()

    def is_code(self, paragraph: Element) -> bool:
        """Whether the style of a paragraph sets it in letters of one width."""
        return self._formats.is_code(self.styles.paragraph_style(paragraph.find(w("pPr"))))

    def _children(self, element: Element) -> None:
        for each in printed(element):
            self._inline(each)

    def _inline(self, element: Element) -> None:
        if (handle := _INLINE_READERS.get(local(element))) is not None:
            handle(self, element)
        elif element.tag not in _PROPERTIES and (told := unread_warning(element)):
            self.report.warn(told)

    # --- What stands in a paragraph ---

    def _run(self, run: Element) -> None:
        run_format = self._format = self._formats.of(run.find(w("rPr")), self._style)
        for each in printed(run):
            name = local(each)
            if (text := _TEXT_READERS.get(name)) is not None:
                self._print(text(self, each, run_format), run_format)
            else:
                self._inline(each)

    def _link(self, element: Element) -> None:
        address = link_address(element, self.relations, self.report)
        self._links.append(link_mark(address, self.report))
        self._children(element)
        self._links.pop()

    def _simple_field(self, element: Element) -> None:
        self._fields.begin(element, element.get(w("instr"), ""))
        self._fields.show()
        self._children(element)
        self._ended()

    def _note(self, element: Element) -> None:
        kind = local(element).removesuffix("Reference")
        own = own_mark(element)
        label = self.notes.refer(kind, element.get(w("id"), ""), own)
        if label is None:
            a_note = "an endnote" if kind == "endnote" else "a footnote"
            sign = f", by the sign “{shortened(own)}”" if own else ""
            message = f"{a_note} is missing: the file refers to one that it does not hold{sign}"
            self.report.warn(message)
        elif not self._fields.unseen:
            self._runs.append(Run(label, self._note_marks(label)))

    def _note_marks(self, label: str) -> tuple[Mark, ...]:
        """The marks of a reference, which comes next: those of its run too."""
        if self._format.meant:
            self._meant.add(len(self._runs))
        around = [mark for mark in self._format.marks or () if mark != CODE]
        return marks_of((*around, Mark("footnote", label)))

    def _drawing(self, element: Element) -> None:
        for told in drawing_warnings(element):
            self.report.warn(told)

    def _part_of_master(self, element: Element) -> None:
        relation = self.relations.get(element.get(RELATION_ID, ""))
        name = f" (“{shortened(relation.target)}”)" if relation is not None else ""
        self.report.warn(f"a part of a master document{name} is left out: it is in another file")

    def _ink(self, _element: Element) -> None:
        self.report.warn("a drawing in ink is left out")

    def _equation(self, element: Element) -> None:
        self._print(equation_text(element, self.report), PLAIN)

    def _ruby(self, element: Element) -> None:
        for base in element.iterfind(w("rubyBase")):
            self._children(base)
        above = element.iterfind(w("rt"))
        aid = "".join("".join(each.itertext(w("t"), with_tail=False)) for each in above)
        if aid:
            self.report.warn(f"the reading aid “{shortened(aid)}” above a word is left out")

    # --- Comments ---

    def _comment_start(self, element: Element) -> None:
        self._comments.begin(element.get(w("id"), ""))

    def _comment(self, element: Element) -> None:
        self._comments.end(element.get(w("id"), ""))

    # --- Fields ---

    def _field_character(self, element: Element) -> None:
        if element not in self._complete:
            if element.get(w("fldCharType")) == "begin":
                self.report.warn("a field begins here and does not end; its words stand as text")
            return
        match element.get(w("fldCharType")):
            case "begin":
                self._fields.begin(element)
            case "separate" if self._fields.open:  # it may have begun where nothing is printed
                if (address := self._fields.show().address) is not None:
                    link_mark(address, self.report)  # once, for what it may have to say
            case "end" if self._fields.open:
                self._ended()

    def _instruction(self, element: Element) -> None:
        self._fields.instruct(element.text or "")

    def _ended(self) -> None:
        ended = self._fields.end(self.report.paragraph)
        if ended.name in CONTENTS:
            self.report.warn("a table of contents is left out: it repeats the headings")
        elif not ended.shown and not self._fields.unseen:
            text = ended.written or computed_result(ended, self.numbering, self._properties)
            if text is None and ended.wanted is None:
                told = shortened(ended.instruction, 80)
                self.report.warn(
                    f"a field prints nothing, for the file holds no result of it: “{told}”"
                )
            self._print(text or "", PLAIN)
        elif ended.name and ended.name != "HYPERLINK" and ended.wanted is None:
            self.report.count(
                f"fields of the kind {ended.name} are kept as the text that they last showed"
            )

    # --- Text ---

    def _print(self, text: str, run_format: RunFormat) -> None:
        if not text or self._fields.unseen:
            return
        text = self._fields.printed(text)
        if run_format.marks is None:
            self._hidden.append(text)
            return
        unseen = OBEYED if self.literal else UNSEEN
        if found := unseen.findall(text):
            self.report.count("characters that cannot be seen are left out", len(found))
            text = unseen.sub("", text)
        if run_format.note_sign and self._calls_again(text.strip()):
            return
        if UNKNOWN in text:
            self.report.warn(f"a sign of a font of signs is not known and stands as {UNKNOWN}")
        text = without_lost_format(text, run_format, self._runs, self.report)
        self._comments.hear(text)
        marks, link = run_format.marks, self._open_link()
        if link and run_format.picture:
            link = Mark("image", link.target)
        self._runs.append(Run(text, marks_of((*marks, link)) if link else marks))

    def _calls_again(self, label: str) -> bool:
        """Whether what stands in the style of a reference calls a note that has been called before;
        Word itself calls a note once alone. What a note begins with is its own number.
        """
        if not self._runs or not self.notes.is_label(label):
            return False
        self._runs.append(Run(label, self._note_marks(label)))
        return True

    def _open_link(self) -> Mark | None:
        """The innermost link that leads to the web."""
        for link in reversed(self._links):
            if link.target:
                return link
        for each in reversed(self._fields.open):
            if each.address and (kept := kept_link(each.address)):
                return kept
        return None

    # --- What it says ---

    def _typed(self, element: Element, run_format: RunFormat) -> str:
        text = element.text or ""
        if element.get(_PRESERVE) != "preserve":
            text = text.strip(" \t\r\n")
        if not text.isprintable():
            text = " ".join(text.splitlines())
        return readable(text, run_format.font).replace("\t", " ")

    def _tab(self, _element: Element, run_format: RunFormat) -> str:
        if run_format.marks and CODE in run_format.marks:
            return "\t"
        return "" if self._runs and self._runs[-1].text[-1:] in (" ", "\n") else " "

    def _break(self, element: Element, _format: RunFormat) -> str:
        if element.get(w("type")) in ("page", "column"):
            self.report.count("page and column breaks are left out")
        return "\n"

    def _optional_hyphen(self, _element: Element, _format: RunFormat) -> str:
        return "\u00ad"

    def _sign(self, element: Element, _format: RunFormat) -> str:
        return sign_of_font(element.get(w("char"), ""), element.get(w("font"), "")) or UNKNOWN


_TextReader: TypeAlias = Callable[[Runs, Element, RunFormat], str]
_TEXT_READERS: Mapping[str, _TextReader] = {
    "t": Runs._typed,
    "tab": Runs._tab,
    "ptab": Runs._tab,
    "br": Runs._break,
    "cr": Runs._break,
    "noBreakHyphen": lambda _runs, _element, _format: "\u2011",
    "softHyphen": Runs._optional_hyphen,
    "sym": Runs._sign,
}
_INLINE_READERS: Mapping[str, Callable[[Runs, Element], None]] = {
    "r": Runs._run,
    "hyperlink": Runs._link,
    "fldSimple": Runs._simple_field,
    "fldChar": Runs._field_character,
    "instrText": Runs._instruction,
    "footnoteReference": Runs._note,
    "endnoteReference": Runs._note,
    "drawing": Runs._drawing,
    "pict": Runs._drawing,
    "object": Runs._drawing,
    "oMath": Runs._equation,
    "oMathPara": Runs._equation,
    "ruby": Runs._ruby,
    "commentRangeStart": Runs._comment_start,
    "commentReference": Runs._comment,
    "subDoc": Runs._part_of_master,
    "contentPart": Runs._ink,
}
