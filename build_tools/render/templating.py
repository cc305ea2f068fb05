"""The templates that stand beside this module, filled."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

TEMPLATES = PackageLoader("build_tools.render", "templates")
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


def filled(template: str, **values: Any) -> str:
    """A template with its values in place."""
    return _ENVIRONMENT.get_template(template).render(**values)
