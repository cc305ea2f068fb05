"""What stands at the edges of a printed page, as CSS for the body of an `@page` rule (CSS Paged
Media): words in, declarations and margin boxes out.
"""

from collections.abc import Iterable

from markupsafe import Markup

_UNSAFE = '"\\<>&\n'
"""What would end the string, or the `style` element that it stands in."""


def page_margins(*names: str) -> Markup:
    """For a page printed from a browser: what the text is, and the number of the page."""
    title = css_string(" → ".join(names))
    number = 'counter(page) " / " counter(pages)'
    boxes = {
        "top-left": f"{title}; font-size: 8pt",
        "bottom-right": f"{number}; font-size: 8pt",
    }
    return Markup(f"margin: 1.8cm 1.5cm; {margin_boxes(boxes.items())}")


def margin_boxes(boxes: Iterable[tuple[str, str]]) -> Markup:
    """Margin boxes by where they stand, each with its content."""
    return Markup(" ".join(f"@{where} {{ content: {content} }}" for where, content in boxes))


def css_string(words: str) -> str:
    """Words as a string of CSS, which may stand inside a page's `style`."""
    escaped = (f"\\{ord(char):x} " if char in _UNSAFE else char for char in words)
    return f'"{"".join(escaped)}"'
