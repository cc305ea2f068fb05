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

    paragraph: int = 0
    """How many paragraphs have been read."""
    _warnings: list[ConversionWarning] = field(default_factory=list)
    _waiting: list[str] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _words: str = ""

    def warn(self, message: str) -> None:
        """Warn on the paragraph that is being read."""
        if message not in self._waiting:
            self._waiting.append(message)

    def count(self, what: str, number: int = 1) -> None:
        """Warn once, at the end, on what is met so often that no one wants to read of each."""
        self._counts[what] = self._counts.get(what, 0) + number

    def warn_of_document(self, message: str) -> None:
        """Warn on the document as a whole."""
        self._warnings.append(ConversionWarning(0, "", message))

    def warn_of_text(self, words: str, message: str) -> None:
        """Warn on the text that begins with `words`, when its paragraph has long been read."""
        self.warn_of_document(f"“{shortened(words, _WORDS)}”: {message}")

    def end_paragraph(self, words: str) -> None:
        """The paragraph that begins with `words` has been read: what waited was of it."""
        self.paragraph += 1
        if words:
            self._words = shortened(words, _WORDS)
        where = self._words if words or not self._words else f"after: {self._words}"
        self._warnings += [
            ConversionWarning(self.paragraph, where, message) for message in self._waiting
        ]
        self._waiting.clear()

    def warnings(self) -> tuple[ConversionWarning, ...]:
        """All warnings: those with a place in reading order, then those of the whole document, then
        what was counted.
        """
        counted = [
            ConversionWarning(0, "", f"{what}: {number}") for what, number in self._counts.items()
        ]
        here = [each for each in self._warnings if each.paragraph]
        return (*here, *(each for each in self._warnings if not each.paragraph), *counted)


def shortened(text: str, length: int = 200) -> str:
    """`text` on one line, cut at a word where it is longer than `length`."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]} …"
