"""`corpus init`: from an empty folder to a site."""

import datetime as dt
import sys
from pathlib import Path

import click

from build_tools.cli.command import as_of_option, corpus, say, whole_address
from build_tools.editing.begin import PROCEDURES, Beginning, begin, is_title
from build_tools.language import ENGLISH, LANGUAGES
from build_tools.model import refusal

_TITLE = "Our rules"
_DOCUMENT = "Rules of the House (Rules)"
_DEMO = "A demonstration"


@corpus.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="What the site is called.")
@click.option(
    "--document", metavar="TITLE", help='The first document: "Rules of the House (Rules)".'
)
@click.option("--url", callback=whole_address, help="The address that the site will have.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=ENGLISH,
    show_default=True,
    help="The language of its pages.",
)
@click.option(
    "--procedure",
    type=click.Choice(PROCEDURES),
    default=PROCEDURES[0],
    show_default=True,
    help="The steps by which its texts are amended; versions/corpus.yml has them, to be changed.",
)
@click.option("--demo", is_flag=True, help="A record to try things with, in place of your own.")
@as_of_option
def init(  # noqa: PLR0913 - one for each option
    *,
    folder: Path,
    title: str | None,
    document: str | None,
    url: str | None,
    language: str,
    procedure: str,
    demo: bool,
    as_of: dt.date,
) -> None:
    """Begin a site of your own in FOLDER, here by default: a configuration, a record with a first
    version, a page, and what GitHub and GitLab run. Nothing that is there is overwritten.

    It asks what no option says; in a pipe it takes what it would propose.
    """
    if demo and (document or language != ENGLISH or procedure != PROCEDURES[0]):
        raise click.UsageError(
            "--demo brings documents and steps of its own, in English; leave out --document,"
            " --language and --procedure"
        )
    beginning = Beginning(
        title=_one_line("--title", title or _asked("What is the site called?", _proposed(demo))),
        document=_one_line(
            "--document",
            document or (_DOCUMENT if demo else _asked("Its first document?", _DOCUMENT)),
        ),
        url=_asked_address() if url is None else url,
        day=as_of,
        language=language,
        procedure=procedure,
    )
    for line in begin(folder, beginning, demo=demo).report():
        say(line)


def _proposed(demo: bool) -> str:
    return _DEMO if demo else _TITLE


def _asked(question: str, proposed: str) -> str:
    """What a person at a terminal answers; elsewhere what is proposed."""
    if not sys.stdin.isatty():
        return proposed
    answer: str = click.prompt(question, default=proposed)
    return answer


def _asked_address() -> str:
    """The address; a person who gives none that could be one is asked again."""
    if not sys.stdin.isatty():
        return ""
    asked: str = click.prompt(
        "At which address will it stand? (Enter: not known yet)",
        default="",
        show_default=False,
        value_proc=lambda given: whole_address(None, None, given) or "",
    )
    return asked


def _one_line(option: str, given: str) -> str:
    """A title; CorpusError for one that no heading could have."""
    line = " ".join(given.split())
    if not is_title(line):
        raise refusal(option, f"is no title: {given!r}", 'words, without any of <>"`[]{}|')
    return line
