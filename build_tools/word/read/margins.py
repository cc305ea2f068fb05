"""Running heads and feet → remarks on their words, which are no part of the text. Those of our own
exports, which repeat what the file says of itself, are nothing that is left out.
"""

from collections.abc import Iterator, Mapping

from build_tools.word.read.drawings import text_of
from build_tools.word.read.ooxml import Element, child, local, w
from build_tools.word.read.own_styles import RUNNING_HEAD, is_of_export
from build_tools.word.read.package import Package
from build_tools.word.read.report import shortened
from build_tools.word.read.styles import Styles


def margin_warnings(package: Package, styles: Styles) -> Iterator[str]:
    """A remark on each running head and foot that has words which no export of ours put there."""
    own = is_of_export(styles)
    for part in package.margins:
        words = " / ".join(
            said
            for paragraph in part.root.iter(w("p"))
            if (said := text_of(paragraph))
            and not (own and _is_own(paragraph, said, styles, package.properties))
        )
        if words:
            kind = "header" if local(part.root) == "hdr" else "footer"
            yield f"a page {kind} is left out: “{shortened(words)}”"


def _is_own(paragraph: Element, said: str, styles: Styles, properties: Mapping[str, str]) -> bool:
    """Whether a line of a margin is in the style of our own and says what the file says of itself,
    perhaps with the number of the page.
    """
    if styles.name(styles.paragraph_style(child(paragraph, "pPr"))) != RUNNING_HEAD:
        return False
    title, subject, description, name = (
        properties.get(each, "") for each in ("title", "subject", "description", "identifier")
    )
    lines = {" ".join(line.split()) for line in (title, f"{description} {subject}", name)}
    return said in lines or said.partition(" Page ")[0] in lines
