"""Characters that a terminal, a page or a printed sheet would obey instead of showing them, shown
by their codes: U+061C before a date makes it print with its year first.

The tab and the end of a line are none of them. What cannot be seen and moves nothing is for
`render.markup`.
"""

import re

CONTROLS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but for tab and LF, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # the bidirectional controls (UAX #9, 2)
    "\u2028\u2029"  # the separators of lines and paragraphs
    "\u206a-\u206f\ufff9-\ufffb"  # deprecated and interlinear formatting
    "\ud800-\udfff\ufffe\uffff"  # halves of characters, and what is none: no XML holds them
)
"""As a class of a regular expression, without its brackets."""
_CONTROL = re.compile(f"[{CONTROLS}]")


def visible_controls(text: str) -> str:
    """The text with each control character shown by its code: `<U+061C>`."""
    return _CONTROL.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def visible_controls_html(html: str) -> str:
    """The same of HTML, in words and in the values of attributes."""
    return _CONTROL.sub(lambda found: f"&lt;U+{ord(found[0]):04X}&gt;", html)


def escaped_controls_json(json: str) -> str:
    """The same data as JSON in which each is written by its number, as JSON may write any."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
