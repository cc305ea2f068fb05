"""What programs that read plain text are given: each version as markdown under a head that says
what it is, and `llms.txt`, which names them all.
"""

import json
from collections.abc import Iterator

from build_tools.language import gettext as _
from build_tools.model import Document, Version, visible_controls
from build_tools.record.status_words import stage_on_day
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.follow.subjects import one_line, subjects


def version_markdown(site: SiteContext, document: Document, version: Version) -> str:
    """The words of a version as its file has them; the head has the hash of that file."""
    following = site.superseded_by(document, version) or site.carried_on_as(document, version)
    head = {
        "document": document.id,
        "title": one_line(document.title),
        "version": version.label,
        "status": _status(site, document, version),
        "provenance": one_line(version.provenance),
        "about": one_line(document.provenance),
        "sha256": version.sha256,
        "source": urls.source(document.id, version.label),
        "successor": following.label if following else None,
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in head.items()]
    text = "".join([block.source for block in version.body]).lstrip("\n")
    return f"---\n{''.join(lines)}---\n\n{text}"


def _status(site: SiteContext, document: Document, version: Version) -> str:
    """How a version stands, and on which day while another may change it."""
    stage = site.stage_in_words(document, version)
    return stage if site.is_over(document, version) else stage_on_day(stage, site.as_of)


def llms_txt(site: SiteContext) -> str:
    """The file in the form of llmstxt.org: what the site holds, each text with a link and how it
    stands, and its data.
    """
    return visible_controls("".join(f"{line}\n" for line in _lines(site)))


def _lines(site: SiteContext) -> Iterator[str]:
    yield f"# {next(subjects(site.corpus)).name}"
    yield ""
    about = _(
        "Every version of each text as it stood on %(day)s, and what changed.", day=site.as_of
    )
    yield f"> {about}"
    for document in site.documents:
        yield ""
        yield f"## {one_line(document.title)}"
        yield ""
        if document.provenance:
            yield one_line(document.provenance)
            yield ""
        for version in reversed(document.versions):
            address = urls.version_markdown(document.id, version.label)
            stage = site.stage_in_words(document, version)
            yield f"- {_link(site, f'{document.short_title} {version.label}', address)}: {stage}"
    yield ""
    yield f"## {_('Data')}"
    yield ""
    said = _("every version, its days, every amendment")
    yield f"- {_link(site, _('Manifest'), urls.MANIFEST)}: {said}"
    said = _("a row for each change of each amendment")
    for document in site.documents:
        address = urls.effects(document.id)
        name = _("Effects on %(document)s", document=document.short_title)
        yield f"- {_link(site, name, address)}: {said}"


def _link(site: SiteContext, name: str, address: str) -> str:
    """A link from the root of the site."""
    target = urls.absolute(site.site_url, urls.HOME, address)
    plain = one_line(name).replace("[", "(").replace("]", ")")
    return f"[{plain}]({target})"
