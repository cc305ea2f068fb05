"""The templates that stand beside this module, filled; for a pack, those of a publisher's folder
before them.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
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

from build_tools.model.problems import CorpusError, Problem

TEMPLATES = PackageLoader("build_tools.render.page", "templates")
_ENVIRONMENT = Environment(
    loader=TEMPLATES,
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    comment_start_string="{*",
    comment_end_string="*}",
)


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

    Values are escaped for HTML, or by `escape`. CorpusError for what is wrong in a template of the
    folder.
    """
    environment = _ENVIRONMENT.overlay(loader=loader)
    if escape is not None:
        environment = environment.overlay(autoescape=False, finalize=partial(_escaped, escape))
    if folder is None:
        return environment.get_template(template).render(**values)
    environment.loader = ChoiceLoader([_Own(folder), loader])
    try:
        return environment.get_template(template).render(**values)
    except TemplateError as error:
        raise CorpusError([_problem(error, folder, template)]) from error
    except (OSError, UnicodeDecodeError, TypeError, ValueError, ArithmeticError) as error:
        message = f"cannot be filled: {error}"
        raise CorpusError(
            [Problem(path=(folder / Path(template).name).as_posix(), line=0, message=message)]
        ) from error


class _Own(FileSystemLoader):
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
    path, line = folder / Path(template).name, 0
    said = (
        f"there is no template `{error.name}`"
        if isinstance(error, TemplateNotFound)
        else error.message
    )
    if isinstance(error, TemplateSyntaxError):
        path, line = Path(error.filename or path), error.lineno
    else:
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename.startswith(str(folder)):
                path, line = Path(trace.tb_frame.f_code.co_filename), trace.tb_lineno
            trace = trace.tb_next
    return Problem(path=path.as_posix(), line=line, message=f"cannot be filled: {said}")
