"""How a template of the site becomes a page: the environment of Jinja2, and its two filters.

A page is markdown whose headings alone are markdown. All else is an *island*, HTML on one line.
"""

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from build_tools.language import in_a_sentence, spoken
from build_tools.model import provisions_named
from build_tools.render.origin_notes import did_in_words, when_in_words
from build_tools.render.page.templating import TEMPLATES, speak
from build_tools.site import urls
from build_tools.site.version_text import markdown_safe_html


def environment() -> Environment:
    """Where the templates of the site and those that it shares with other pages are found, for the
    language that is spoken; kept, since reading them takes longer than filling them.
    """
    return _environment(spoken())


@cache
def _environment(_language: str) -> Environment:
    made = Environment(
        loader=ChoiceLoader([PackageLoader("build_tools.site", "templates"), TEMPLATES]),
        extensions=("jinja2.ext.i18n",),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="{*",  # "{#" begins the address of a heading
        comment_end_string="*}",
    )
    speak(made)
    made.filters["island"] = island
    made.filters["literal"] = literal
    made.filters["in_a_sentence"] = in_a_sentence
    made.filters["provisions_named"] = provisions_named
    made.globals["link"] = urls.link
    made.globals["urls"] = urls
    made.globals["note_did"] = did_in_words
    made.globals["note_when"] = when_in_words
    return made


def island(html: str) -> Markup:
    """A piece of HTML on one line of its own, so that no builder of markdown looks inside."""
    # No pattern for the space round the ends of lines: a long run of tabs takes it hours.
    lines = filter(None, map(str.strip, html.split("\n")))
    return Markup(" ".join(lines).replace("\t", "&#9;") + "\n")


def literal(text: str) -> Markup:
    """Words of the record in a line of markdown, which they do not end: no sign in them means
    anything to a builder.
    """
    return Markup(markdown_safe_html(escape(" ".join(text.split()))))
