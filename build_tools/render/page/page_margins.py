"""What stands at the edges of a printed page, as CSS for the body of an `@page` rule (CSS Paged
Media): words in, declarations and margin boxes out.
"""

from collections.abc import Iterable

from markupsafe import Markup

from build_tools.model import visible_controls

_PLAIN = " .,:()-–→"
"""Signs that mean nothing inside a string."""


def page_margins(*names: str, status: str = "") -> Markup:
    """For a page printed from a browser: what the text is, how it stands where that is known, and
    the number of the page.
    """
    title = css_string(" → ".join(names))
    number = 'counter(page) " / " counter(pages)'
    boxes = {
        "top-left": f"{title}; font-size: 8pt",
        **({"top-right": f"{css_string(status)}; font-size: 8pt"} if status else {}),
        "bottom-right": f"{number}; font-size: 8pt",
    }
    return Markup(f"margin: 1.8cm 1.5cm; {margin_boxes(boxes.items())}")


def margin_boxes(boxes: Iterable[tuple[str, str]]) -> Markup:
    """Margin boxes by where they stand, each with its content."""
    return Markup(" ".join(f"@{where} {{ content: {content} }}" for where, content in boxes))


def css_string(words: str) -> str:
    """Words as a string of CSS, which may stand inside a page's `style`.

    A string ends at its quotation mark and at any end of a line, of which CSS knows four; a
    backslash begins an escape; `<` might end the element. So but for letters, figures and a few
    signs each character stands there by its number (CSS Syntax 3, 4.3.7).
    """
    shown = visible_controls(words.replace("\t", " "))
    escaped = (char if char.isalnum() or char in _PLAIN else f"\\{ord(char):x} " for char in shown)
    return f'"{"".join(escaped)}"'
