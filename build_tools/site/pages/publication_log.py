"""The page of the publication log: what was published as law, published again, corrected or
withdrawn, the last first.
"""

from build_tools.language import gettext as _
from build_tools.model import Document, Version
from build_tools.record.publication_log import entries_of
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.pages.page import Page


def publication_log_page(site: SiteContext, log: str) -> Page:
    """The page of a log, whose text is as the record has it; each entry with its version."""
    versions: dict[str, tuple[Document, Version]] = {}
    for document in site.documents:
        versions |= {version.name: (document, version) for version in document.versions}
    entries = [(entry, versions.get(entry.version)) for entry in reversed(entries_of(log))]
    return Page(
        address=urls.LOG,
        template="publication_log",
        title=_("Publication log"),
        values={"entries": entries, "act_name": _act_name},
    )


def _act_name(act: str) -> str:
    """What a seal did, for a reader; what no program wrote stands as it is."""
    names = {
        "published": _("published"),
        "republished": _("republished"),
        "corrected": _("corrected"),
        "withdrawn": _("withdrawn"),
    }
    return names.get(act, act)
