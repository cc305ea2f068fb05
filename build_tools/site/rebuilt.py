"""The record → the site as mkdocs builds it for a given day and address, in a folder of its own, to
hold a published one to; and the settings of such a build, for whoever builds another.

What a site is made of besides stands in `mkdocs.yml`, as it does for `mkdocs build`.
"""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from build_tools.model import refusal
from build_tools.site.plugin import CorpusPlugin

CONFIGURATION = Path("mkdocs.yml")


def rebuild(folder: Path, root: Path, as_of: dt.date, site_url: str) -> None:
    """Build the site of the record `root` into a folder; CorpusError where it cannot be built."""
    with building(as_of):
        config, plugin = settings(folder, site_url=site_url or "", strict=True)
        plugin.config.versions = str(root.resolve())
        plugin.config.as_of = as_of
        plugin.record_pages.take_nothing_as_made()  # since it proves a site
        run(config)


def settings(folder: Path, **more: Any) -> tuple[MkDocsConfig, CorpusPlugin]:
    """Those of `mkdocs.yml` here for a build that begins, into a folder, with some in the place of
    its own, and the plugin that they name. CorpusError where there are none, or no such plugin.
    """
    if not CONFIGURATION.is_file():
        form = "the folder of the repository, where the site is built"
        raise refusal(CONFIGURATION, "is not here, and says how the pages are made", form)
    config = load_config(str(CONFIGURATION), site_dir=str(folder), **more)
    plugin = config.plugins.get("corpus")
    if not isinstance(plugin, CorpusPlugin):
        raise refusal(CONFIGURATION, "has no plugin `corpus`")
    config.plugins.on_startup(command="build", dirty=False)
    return config, plugin


def run(config: MkDocsConfig) -> None:
    """Build a site; MkDocsException where it cannot be built."""
    build(config)
    config.plugins.on_shutdown()


@contextmanager
def building(as_of: dt.date) -> Iterator[None]:
    """What a build takes the time from, as `make site` sets it, and how it was before; CorpusError
    for what mkdocs says of one that fails.
    """
    name, before = "SOURCE_DATE_EPOCH", os.environ.get("SOURCE_DATE_EPOCH")
    midnight = dt.datetime.combine(as_of, dt.time(), dt.UTC)
    os.environ[name] = str(int(midnight.timestamp()))
    try:
        yield
    except MkDocsException as error:
        reason = error.__context__ if isinstance(error, Abort) and error.__context__ else error
        raise refusal(CONFIGURATION, f"the site cannot be built: {reason}") from None
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
