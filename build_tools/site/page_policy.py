"""The HTML of a page in a theme's frame in, the same page with a Content-Security-Policy out.

A hash stands in the policy for each inline script that the theme's own templates hold, and for the
style that says what is printed at the edges of a page of ours. Any other that a page holds is
barred: it came with words that nobody escaped.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape

from build_tools.render.page.content_policy import OWN_FILES, content_policy

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"""\btype=["']?application/(ld\+)?json\b""")
"""The type of a script that is none."""
_OF_A_TEMPLATE = re.compile(r"\{\{.*?\}\}")
_ADDRESS = r"[\w./~%@ -]*"
"""What the theme puts into a script of its own: the way to the root of the site, which on 404.html
is written as `site_url` has it, spaces and all. Nothing of it can call or set anything."""
_STRING = r'"(?:[^"\\\n\r\f<]|\\[0-9a-f]{1,6} )*"'
_EDGES = re.compile(
    r"@page \{ margin: [\w. ]+;"
    rf"(?: @[a-z-]+ \{{ content: (?:{_STRING}|[\w(); :-])+ \}})* \}}"
)
"""What `render.page.page_margins` writes, and nothing that would end one of its strings."""
_ORDER = re.compile(
    r"<meta\b[^>]*\bhttp-equiv\s*=(?!\s*[\"']?content-security-policy\b)[^>]*>", re.IGNORECASE
)
"""What a browser obeys as it would a line of the answer, and may go elsewhere; but a policy."""
_HEAD = re.compile(r"<head>\s*(<meta charset=\"?utf-8\"?\s*/?>)?", re.IGNORECASE)

ThemeScripts = Sequence[re.Pattern[str]]


def theme_scripts(templates: Iterable[str]) -> ThemeScripts:
    """The inline scripts that stand in the sources of a theme's templates."""
    found = []
    for source in templates:
        for _, script in _SCRIPT.findall(source):
            fixed = map(re.escape, _OF_A_TEMPLATE.split(script))
            found.append(re.compile(_ADDRESS.join(fixed)))
    return found


def with_policy(html: str, known: ThemeScripts) -> str:
    """The page with its policy, which bars what `barred` finds."""
    scripts = [script for script in _inline_scripts(html) if _is_known(script, known)]
    styles = [style for style in _STYLE.findall(html) if _is_edges(style)]
    policy = content_policy(scripts=scripts, styles=styles, own_files=OWN_FILES)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'
    return _HEAD.sub(lambda head: head[0] + meta, html, count=1)


def barred(html: str, known: ThemeScripts) -> list[str]:
    """The inline scripts and styles of a page that its policy bars, and what it cannot bar: an
    order to go elsewhere.
    """
    scripts = [script for script in _inline_scripts(html) if not _is_known(script, known)]
    styles = [style for style in _STYLE.findall(html) if not _is_edges(style)]
    return scripts + styles + _ORDER.findall(html)


def _inline_scripts(html: str) -> list[str]:
    return [
        script
        for attributes, script in _SCRIPT.findall(html)
        if not _DATA.search(attributes) and "src=" not in attributes
    ]


def _is_known(script: str, known: ThemeScripts) -> bool:
    return any(pattern.fullmatch(script) for pattern in known)


def _is_edges(style: str) -> bool:
    return _EDGES.fullmatch(style) is not None
