"""What a hand-written page may not bring along: a file from outside its folder, by a link on the
disk; whatever a browser would run, load from elsewhere or obey; and front matter that chooses
another template, or that a theme prints as HTML.

Such a page may come with a pull request. It is read for its words; what is in its HTML besides is
easily missed there, and its policy would bar it in the browser of every reader.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from build_tools.model import CorpusError, Problem
from build_tools.record.files import file_problem, leads_outside

_ELEMENTS = frozenset(
    "applet base embed frame frameset iframe link meta object portal script style".split()
)
_DATA = re.compile(r"application/(ld\+)?json")
"""The type of a script that is none."""
_ADDRESSES = frozenset("action data formaction href poster src srcset xlink:href".split())
_ADDRESS_ENDS = tuple(sorted(name.encode() for name in _ADDRESSES))
_SENT = frozenset("action data formaction poster src srcset".split())
"""Attributes whose address is asked for as soon as the page is shown, or is given what a reader
wrote."""
_RUN = re.compile(r"\s*(javascript|vbscript|data)\s*:", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*([a-z][a-z0-9+.-]*:)?[/\\]{2}|\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""A host or a scheme; browsers take either slash for the other."""
_UNSEEN_IN_ADDRESSES = re.compile(r"[\x00-\x20]+")
"""Browsers pass over these, wherever they stand in the name of a scheme."""


def refuse_links_out(docs: Path) -> None:
    """CorpusError that names every link in the folder of the hand-written pages which leads out of
    it, or nowhere, or round in a circle, in which a builder would walk on and on; and the
    folder, where they make so many folders of a few.
    """
    links = (path for path in sorted(docs.rglob("*")) if path.is_symlink())
    problems = [
        file_problem(path, "is a link that leads out of the folder, or nowhere", "the file itself")
        for path in links
        if leads_outside(path, docs)
    ]
    if problems := problems or [*_walked_on_and_on(docs)]:
        raise CorpusError(problems)


_MOST_FOLDERS = 10_000
"""So many a builder may walk through, who follows each link: where each of thirty folders has two
links to the next, there are a thousand million."""


def _walked_on_and_on(docs: Path) -> Iterator[Problem]:
    """Each link that leads back to a folder in which it stands; or the folder of all, where links
    lead to the same folders over and over.
    """
    folders: list[Path] = []
    leads_to: dict[Path, list[Path]] = {}
    for folder, names, _ in os.walk(docs):
        inner = [Path(folder, name) for name in names]
        folders += inner
        leads_to[Path(folder).resolve()] = [path.resolve() for path in inner]
    try:
        if _walked(docs.resolve(), leads_to) > _MOST_FOLDERS:
            message = f"has links by which more than {_MOST_FOLDERS} folders are to be walked"
            yield file_problem(docs, message, "each folder in one place")
    except CycleError:
        for path in sorted(folders):
            if path.is_symlink() and path.parent.resolve() in _reached(path.resolve(), leads_to):
                message = "is a link to a folder in which it stands"
                yield file_problem(path, message, "a folder of its own")


def _walked(top: Path, leads_to: Mapping[Path, Sequence[Path]]) -> int:
    """How many folders are walked from the top; CycleError where there is no end."""
    counts: dict[Path, int] = {}
    for folder in TopologicalSorter(leads_to).static_order():
        counts[folder] = 1 + sum(counts[each] for each in leads_to.get(folder, ()))
    return counts[top]


def _reached(start: Path, leads_to: Mapping[Path, Sequence[Path]]) -> set[Path]:
    """A folder, and all that are walked from it."""
    found, left = {start}, [start]
    while left:
        there = set(leads_to.get(left.pop(), ())) - found
        found |= there
        left += there
    return found


FRONT_MATTER = ("title", "description", "hide", "search", "status")
"""The keys that the front matter of a hand-written page may have."""
_TURNING = re.compile(r"[\u202a-\u202e\u2066\u2067]")
"""What turns the order of the letters behind it, so that a reader of the page reads other words
than a reader of its source."""
_MARKUP = re.compile(rf'[<>"]|{_TURNING.pattern}')


def foreign_front_matter(front_matter: Mapping[str, Any]) -> list[str]:
    """What of the front matter of a page is more than words about it, as `key: value`: themes print
    some of it unescaped, and take a template, a script or an address from the rest.
    """
    return [
        f"{key}: {value}"
        for key, value in front_matter.items()
        if key not in FRONT_MATTER or _MARKUP.search(str(value))
    ]


_CLASSES = re.compile(
    r"""class\s*=\s*(?P<html>"[^"]*"|'[^']*'|[^\s>"']+)|\{:?(?P<list>[^}\n]*)\}""", re.IGNORECASE
)
"""Where HTML, or the list of attributes behind words in markdown, names classes."""
_OF_LAW = re.compile(r"(banner|stage|preview)(-[a-z-]+)?", re.IGNORECASE)
"""The classes of what tells how a law stands, or that a page is none of it."""
_BLOCK = re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?)(?P<names>[ \w-]+)", re.MULTILINE)
"""A box of markdown, whose kinds are classes too."""
_LAID_OVER = re.compile(r"style\s*=[^>]*?\b(position|inset|z-index|transform)\s*:", re.IGNORECASE)


def imitations(pages: Mapping[str, str]) -> Iterator[Problem]:
    """Where hand-written pages, given as they are written, use what tells readers how a law stands,
    or lay something over the page.
    """
    for page, text in pages.items():
        marked = (found for found in _CLASSES.finditer(text) if _names_law(found))
        boxes = (found for found in _BLOCK.finditer(text) if _is_of_law(found["names"].split()))
        for found in (*marked, *boxes, *_LAID_OVER.finditer(text)):
            message = f"holds `{found[0]}`, by which readers know a page of the law"
            line = text.count("\n", 0, found.start()) + 1
            yield file_problem(page, message, "words", line)


def _names_law(found: re.Match[str]) -> bool:
    if found["html"] is not None:
        names = found["html"].strip("\"'").split()
    else:
        names = [name[1:] for name in found["list"].split() if name.startswith(".")]
    return _is_of_law(names)


def _is_of_law(classes: Iterable[str]) -> bool:
    return any(map(_OF_LAW.fullmatch, classes))


_OF_A_PROVISION = re.compile(
    r"(standing|state|as-of|since|provenance|not-begun|overdue|timeline|labelled|label|depth|big"
    r"|definition|term|ref|permalink|acts|life|cited-by|card|pack|rail|crumbs|review|line)(-[a-z0-9-]+)?"
)
"""Classes by which a page of the record is drawn: its provisions with their numbers, what stands
beside them, and what is in force."""
_OBEYED = frozenset(
    "data-as-of data-change data-closes data-find data-keeps-fragment data-origin data-pair"
    " data-standing data-term data-until".split()
)
"""Attributes by which our scripts tell a reader how a law stands."""
_OF_THE_THEME = re.compile(r"md-(?!(button|icon|status|tag|typeset)\b)[\w-]+", re.IGNORECASE)
"""Classes of the frame, some of which cover a whole window."""
_STYLED = re.compile(
    r"(background-color|border(-(bottom|collapse|radius|spacing|top))?|clear|color|display|float|font(-[a-z-]+)?|height"
    r"|line-height|list-style(-[a-z]+)?|margin(-[a-z-]+)?|max-(height|width)|min-(height|width)"
    r"|padding(-[a-z-]+)?|text-(align|decoration|transform)|vertical-align|white-space|width"
    r"|word-break)"
)
"""What a page may say of the look of its words: nothing that moves them over others, and no line at
one side alone, as what tells how a law stands has."""
_BACK = re.compile(r"-\s*[.\d]|\\|/\*|(?<!rgb)(?<!hsl)\(")
"""In a value: to the left or upwards; reckoned, escaped, or with a comment."""
_LIFTING = frozenset("popover popovertarget command commandfor overflow".split())
"""Attributes that lay an element over all others at a click, or a drawing over what is round
it."""


_READ_OTHERWISE = re.compile(r"<!(?!--)|<\?|<!--+>|--!>")
"""What a browser ends where no other reader of HTML does, so that what follows is a page to it."""


def laid_over(html: str) -> list[str]:
    """What in the HTML of a hand-written page readers would take for what tells how a law stands,
    or lies over it, as browsers read it; whatever wrote it.
    """
    reader = _LaidOver()
    reader.feed(html)
    reader.close()
    return [*reader.found, *_READ_OTHERWISE.findall(html)]


class _LaidOver(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def set_cdata_mode(self, elem: str, **more: Any) -> None:
        """Not taken: within a drawing, what stands in a script is read as HTML."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag when it, or one of its attributes, is of that kind."""
        if tag in ("bdo", "dialog"):  # which browsers lay over a page, or read backwards
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name in _LIFTING or _misleads(name, value or ""):
                self.found.append(f'<{tag} {name}="{value or ""}">')

    def handle_data(self, data: str) -> None:
        """Note what turns the order of letters, however it is written."""
        self.found += [f"U+{ord(each[0]):04X}" for each in _TURNING.finditer(data)]


def _misleads(name: str, value: str) -> bool:
    if name == "class":
        return any(map(_is_of_the_record, value.split()))
    if name in _OBEYED:
        return True
    return name == "style" and not all(map(_is_look, value.split(";")))


def _is_of_the_record(class_: str) -> bool:
    kinds = _OF_LAW, _OF_A_PROVISION, _OF_THE_THEME
    return any(kind.fullmatch(class_) for kind in kinds)


def _is_look(declaration: str) -> bool:
    name, _, value = declaration.strip().partition(":")
    is_known = _STYLED.fullmatch(name.strip().lower()) is not None
    return not name or (is_known and not _BACK.search(value))


def active_content(html: str) -> list[str]:
    """What of the HTML of a page a browser would run, obey or load from elsewhere, as it is
    written; a script that is data is none.
    """
    if not may_be_active(html):
        return []
    reader = _ActiveContent()
    reader.feed(html)
    reader.close()
    return reader.found


_ELEMENT_NAMES = "|".join(sorted(_ELEMENTS)).encode()
_LAST_LETTERS = "".join(sorted({name[-1] for name in _ADDRESSES})).encode()
_HINTS = (
    re.compile(rb"<(?!script type=\"application/(?:ld\+)?json\"[ >])(?:%s)\b" % _ELEMENT_NAMES),
    re.compile(rb"on(?<![\w-]on)(?:[\w\x80-\xff]{64}|[\w\x80-\xff]*+[\x00-\x20\x80-\xff]*+=)"),
    re.compile(rb"src(?:doc(?<![\w-]srcdoc)|set(?<![\w-]srcset))[\x00-\x20\x80-\xff]*+="),
)
"""What is in all HTML with an active element or an attribute that is one, in small letters, and in
little else: as UTF-8, which is lowered and looked through several times as fast as text. Any sign
beyond ASCII is taken for a letter or a space, whichever makes a hint, and so is a name that
goes on and on. A pattern that begins with one text is quickly looked for."""
_NO_PLAIN_VALUE = re.compile(
    rb"=(?<=[%s\x00-\x20\x80-\xff]=)(?!\s*(?P<quote>[\"'])"
    rb"(?:(?:[^:&\"'/\\\x00-\x20]|/(?![/\\\x00-\x20]))[^:&\"']*)?(?P=quote))" % _LAST_LETTERS
)
"""Where a value has a scheme or a host, or is written otherwise than it is read, behind what may
end the name of an address; there, a value of any other kind leads to a file of the site."""
_TO_ANOTHER_SITE = re.compile(rb"=\s*[\"']?https?://")
_LONGEST = max(map(len, _ADDRESSES))
_SPACES = frozenset([*range(0x21), *range(0x80, 0x100)])
"""Bytes of what may stand between a name and its `=`."""
_TAKEN_FOR_ASCII = [sign.encode() for sign in "\u0130\u0131\u017f\u212a"]
"""Signs beyond ASCII that are letters of it in small or, to a pattern, in either case."""


def may_be_active(html: str) -> bool:
    """Whether HTML has what has to be read to be judged, which takes long: where not, it holds
    nothing that `active_content` or `page_policy.barred` finds.
    """
    small = html.encode(errors="surrogatepass").lower()
    if any(hint.search(small) for hint in _HINTS):
        return True
    if any(_has(small, sign) for sign in _TAKEN_FOR_ASCII):
        return True
    return any(_is_address(small, found.start()) for found in _NO_PLAIN_VALUE.finditer(small))


def _has(html: bytes, sign: bytes) -> bool:
    # One byte is looked for twenty times as fast as several, and few pages hold all of these.
    return all(bytes([byte]) in html for byte in sign) and sign in html


def _is_address(html: bytes, at: int) -> bool:
    """Whether the attribute whose `=` stands there is an address, and more than a link to another
    site.
    """
    end = at
    while end and html[end - 1] in _SPACES:
        end -= 1
    name = html[max(end - _LONGEST, 0) : end]
    is_link = name.endswith(b"href") and not name.endswith(b"xlink:href")
    return name.endswith(_ADDRESS_ENDS) and not (is_link and _TO_ANOTHER_SITE.match(html, at))


class _ActiveContent(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag when it, or one of its attributes, is active."""
        given = [(name, value or "") for name, value in attrs]
        is_data = tag == "script" and _DATA.fullmatch(dict(given).get("type", "")) is not None
        if tag in _ELEMENTS and not is_data:
            self.found.append(f"<{tag}>")
        self.found += [f'<{tag} {name}="{value}">' for name, value in _active(given)]


def _active(attributes: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in attributes:
        address = _UNSEEN_IN_ADDRESSES.sub("", value) if name in _ADDRESSES else ""
        asked_for = address.split(",") if name == "srcset" else [address]
        loads = name in _SENT and any(map(_ELSEWHERE.match, asked_for))
        if name.startswith("on") or name == "srcdoc" or _RUN.match(address) or loads:
            yield name, value
