"""The templates that stand beside this module, filled; for a pack, those of a publisher's folder
before them.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
)
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from build_tools.language import (
    day_in_words,
    file_size,
    listed,
    message_in,
    message_in_context,
    messages_in,
    spoken,
)
from build_tools.model import CorpusError, Problem, visible_controls_html
from build_tools.model.procedure import stage_name
from build_tools.render.change_names import befallen_name, decision_name, kind_name, noise_name

TEMPLATES = PackageLoader("build_tools.render.page", "templates")
_EXTENSIONS = ("jinja2.ext.i18n",)
_ENVIRONMENT = Environment(
    loader=TEMPLATES,
    extensions=_EXTENSIONS,
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    comment_start_string="{*",
    comment_end_string="*}",
)


def speak(environment: Environment) -> None:
    """Let templates say what they say in the language that is spoken: messages by the extension
    i18n of Jinja, `_("made by %(version)s", version=…)`; days, lists and names by filters.
    """
    extended: Any = environment  # the extension adds to it what follows
    extended.install_gettext_callables(
        message_in, messages_in, newstyle=True, pgettext=message_in_context
    )
    environment.globals["language"] = spoken
    environment.filters |= {
        "befallen": befallen_name,
        "day": day_in_words,
        "decimals": file_size,
        "decision": decision_name,
        "kind": kind_name,
        "listed": listed,
        "noise": noise_name,
        "stage": stage_name,
    }


speak(_ENVIRONMENT)


def fill_template(
    template: str,
    *,
    loader: BaseLoader = TEMPLATES,
    folder: Path | None = None,
    escape: Callable[[str], str] | None = None,
    **values: Any,
) -> str:
    """A template with its values in place: from `folder`, where one of that path below `pack/` is
    there, or `loader`.

    Values are escaped for HTML, with control characters shown by their codes, or by `escape`.
    CorpusError for what is wrong in a template of the folder.
    """
    if folder is not None:
        loader = ChoiceLoader([_PublishersLoader(folder), loader])
    environment = _ENVIRONMENT.overlay(loader=loader)
    if escape is not None:
        environment = environment.overlay(autoescape=False, finalize=partial(_escaped, escape))
    if folder is None:
        filled = environment.get_template(template).render(**values)
    else:
        filled = _filled_from(folder, environment, template, values)
    return filled if escape is not None else visible_controls_html(filled)


def _filled_from(
    folder: Path, environment: Environment, template: str, values: Mapping[str, Any]
) -> str:
    """A template that a publisher may have written."""
    try:
        return environment.get_template(template).render(**values)
    except TemplateError as error:
        raise CorpusError([_problem(error, folder, template)]) from error
    except (OSError, UnicodeDecodeError, TypeError, ValueError, ArithmeticError) as error:
        path = folder / Path(template).name
        problem = Problem(path=path.as_posix(), line=0, message=f"cannot be filled: {error}")
        raise CorpusError([problem]) from error


class _PublishersLoader(FileSystemLoader):
    """The templates of a publisher, by their names alone."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The template of that name; TemplateNotFound for one that is none of a pack."""
        if not template.startswith("pack/"):
            raise TemplateNotFound(template)
        return super().get_source(environment, template.removeprefix("pack/"))


def _escaped(escape: Callable[[str], str], value: Any) -> Any:
    return value if isinstance(value, Markup) else escape(str(value))


def _problem(error: TemplateError, folder: Path, template: str) -> Problem:
    """What is wrong with a template, at its line where that is known."""
    message = error.message
    if isinstance(error, TemplateNotFound):
        message = f"there is no template `{error.name}`"
    path, line = folder / Path(template).name, 0
    if isinstance(error, TemplateSyntaxError):
        path, line = Path(error.filename or path), error.lineno
    else:
        for frame, at in walk_tb(error.__traceback__):
            # The innermost template that is the publisher's own.
            if frame.f_code.co_filename.startswith(str(folder)):
                path, line = Path(frame.f_code.co_filename), at
    return Problem(path=path.as_posix(), line=line, message=f"cannot be filled: {message}")
