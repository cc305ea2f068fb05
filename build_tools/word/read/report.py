"""What an import could not carry, each with its place; nothing is dropped without a word here."""

from dataclasses import dataclass, field

_WORDS = 60
"""How many characters of a paragraph say which one is meant."""


@dataclass(frozen=True, slots=True)
class ConversionWarning:
    """One thing that is not in the markdown, or is there in another form."""

    paragraph: int
    """Counted from 1 over all paragraphs that are printed, those in tables as well; 0 for the
    document as a whole."""
    words: str
    """How the paragraph begins, with its label."""
    message: str

    def __str__(self) -> str:
        """`paragraph 31 “17.6 DCC shall …”: message`."""
        if not self.paragraph:
            return self.message
        return (
            f"paragraph {self.paragraph}{f' “{self.words}”' if self.words else ''}: {self.message}"
        )


@dataclass(slots=True)
class Report:
    """Takes what is to be said while a document is read, and puts it in its place when the place is
    known.
    """

    _places: list[str] = field(default_factory=list)
    """How each paragraph that has been read begins."""
    _placed: list[tuple[int, str]] = field(default_factory=list)
    """Each message with its paragraph."""
    _of_document: list[str] = field(default_factory=list)
    _waiting: list[str] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _words: str = ""
    """How the last paragraph that has words begins."""

    @property
    def paragraph(self) -> int:
        """The number of the paragraph that is being read."""
        return len(self._places) + 1

    def warn(self, message: str) -> None:
        """Warn on the paragraph that is being read."""
        if message not in self._waiting:
            self._waiting.append(message)

    def warn_of_last(self, message: str) -> None:
        """Warn on what was read last, such as the table that the last paragraph stands in."""
        self.warn_at(len(self._places), message)

    def warn_at(self, paragraph: int, message: str) -> None:
        """Warn on a paragraph by its number; on the document where it is 0."""
        self._placed.append((paragraph, message))

    def warn_between(self, message: str) -> None:
        """Warn of what stands between two paragraphs, and counts as one."""
        self.warn(message)
        self.end_paragraph("")

    def count(self, what: str, number: int = 1) -> None:
        """Warn once, at the end, on what is met so often that no one wants to read of each."""
        self._counts[what] = self._counts.get(what, 0) + number

    def warn_of_document(self, message: str) -> None:
        """Warn on the document as a whole."""
        self._of_document.append(message)

    def warn_of_text(self, words: str, message: str) -> None:
        """Warn on the text that begins with `words`, when its paragraph has long been read."""
        self.warn_of_document(f"“{shortened(words, _WORDS)}”: {message}")

    def end_paragraph(self, words: str) -> None:
        """The paragraph that begins with `words` has been read: what waited was of it. One without
        words is counted only where there is something to be said of it, which then has a place.
        """
        if not words and not self._waiting:
            return
        if words:
            self._words = shortened(words, _WORDS)
        self._places.append(self._words if words or not self._words else f"after: {self._words}")
        for message in self._waiting:
            self.warn_of_last(message)
        self._waiting.clear()

    def warnings(self) -> tuple[ConversionWarning, ...]:
        """All warnings: those with a place in reading order, then those of the whole document, then
        what was counted.
        """
        self.end_paragraph("")
        placed = [each for each in self._placed if each[0]]
        here = [
            ConversionWarning(at, self._places[at - 1], message)
            for at, message in sorted(placed, key=lambda each: each[0])
        ]
        general = [message for at, message in self._placed if not at]
        counted = [f"{what}: {number}" for what, number in self._counts.items()]
        of_document = (*general, *self._of_document, *counted)
        return (*here, *(ConversionWarning(0, "", message) for message in of_document))


def shortened(text: str, length: int = 200) -> str:
    """`text` on one line, cut at a word where it is longer than `length`."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]} …"
