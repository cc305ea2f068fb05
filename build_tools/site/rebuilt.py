"""The record → the site as mkdocs builds it for a given day and address, in a folder of its own, to
hold a published one to.

What a site is made of besides stands in `mkdocs.yml`, as it does for `mkdocs build`.
"""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from build_tools.model import refusal

CONFIGURATION = Path("mkdocs.yml")


def rebuild(folder: Path, root: Path, as_of: dt.date, site_url: str) -> None:
    """Build the site of the record `root` into a folder; CorpusError where it cannot be built."""
    if not CONFIGURATION.is_file():
        form = "the folder of the repository, where the site is built"
        raise refusal(CONFIGURATION, "is not here, and says how the pages are made", form)
    with _environment(as_of):
        try:
            config = load_config(
                str(CONFIGURATION), site_dir=str(folder), site_url=site_url or "", strict=True
            )
            if (plugin := config.plugins.get("corpus")) is None:
                raise refusal(CONFIGURATION, "has no plugin `corpus`")
            plugin.config.versions = str(root.resolve())
            plugin.config.as_of = as_of
            plugin.record_pages.take_nothing_as_made()  # since it proves a site
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except MkDocsException as error:
            raise refusal(CONFIGURATION, f"the site cannot be built: {error}") from None


@contextmanager
def _environment(as_of: dt.date) -> Iterator[None]:
    """What a build takes the time from, as `make site` sets it, and how it was before."""
    name, before = "SOURCE_DATE_EPOCH", os.environ.get("SOURCE_DATE_EPOCH")
    midnight = dt.datetime.combine(as_of, dt.time(), dt.UTC)
    os.environ[name] = str(int(midnight.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
