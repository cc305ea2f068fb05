"""The options of the mkdocs plugin `corpus`, as mkdocs.yml gives them."""

import datetime as dt

from mkdocs.config import config_options
from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from build_tools.akn.facts import AknPlace
from build_tools.record.store import LIMIT

MEGABYTE = 10**6


class _Day(BaseConfigOption[dt.date]):
    """A day, which YAML may already have read as one."""

    def run_validation(self, value: object) -> dt.date:
        """The day; ValidationError for what is none."""
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
        except ValueError:
            raise ValidationError(f"Expected a day like 2026-11-23, not {value!r}") from None


class _AknPlace(BaseConfigOption[str]):
    """A country and a language, or none."""

    def run_validation(self, value: object) -> str:
        """As it is written, empty for none; ValidationError for another form."""
        try:
            return akn_place(value)
        except ValueError as error:
            raise ValidationError(str(error)) from None


def akn_place(value: object) -> str:
    """Where texts are law and in which language: `gb/eng`. Empty where a setting is null, false or
    empty, as one that is read of the environment can be; ValueError for another form.
    """
    return "" if value in (None, False, "") else str(AknPlace.read(str(value)))


class CorpusConfig(Config):
    """The options of the plugin in mkdocs.yml."""

    versions = config_options.Dir(exists=True, default="versions")
    """The folder of the record."""
    as_of = config_options.Optional(_Day())
    """The day whose position the site shows, `2026-11-23`; by default SOURCE_DATE_EPOCH's, or
    today."""
    pdf = config_options.Type(bool, default=False)
    """Whether the site offers PDF files too, which takes the extra `pdf`."""
    akoma_ntoso = config_options.Optional(_AknPlace())
    """Whether the site offers Akoma Ntoso too, and where its texts are law and in which language:
    `gb/eng`; `false` is no."""
    old_files = config_options.Type(bool, default=True)
    """Whether versions that are over, and redlines of them, can be taken away as Word and PDF files
    too; without, a site of many versions is far smaller."""
    jobs = config_options.Optional(config_options.Type(int))
    """How many processes do the work; by default CORPUS_JOBS, or one for each processor, where
    there is enough to do."""
    cluster = config_options.Type(str, default="")
    """The scheduler of a Dask cluster that does it, `tcp://10.0.0.1:8786`; by default
    CORPUS_CLUSTER."""
    store_limit = config_options.Type(int, default=LIMIT // MEGABYTE)
    """How many megabytes are kept for the next build."""
    archive = config_options.Optional(config_options.Type(bool))
    """Whether finished pages are laid into the frame of the theme without mkdocs, which makes the
    same of them and takes longer; by default where the publisher has no templates of their own."""
    edit_uri = config_options.Type(str, default="")
    """Where a forge edits the files of the record, by itself or from `repo_url`:
    `edit/main/versions/`; by default what `edit_uri` of mkdocs says of the hand-written pages."""
    word_template = config_options.Optional(config_options.File(exists=True))
    """A Word file whose page, styles and running heads those of the site have."""
