"""The page on which any two versions of a document are compared. The last step stands there; any
other redline is drawn by a script, from the weave that stands in the page.
"""

import json
from functools import partial
from typing import Any

from markupsafe import Markup

from build_tools.language import gettext as _
from build_tools.lineage.weave import woven_redline
from build_tools.model import Document, Redline, Version, escaped_controls_json
from build_tools.render.citation import dates_of
from build_tools.render.page.review import redrawn_review
from build_tools.render.page.woven_graph import woven_graph_data
from build_tools.render.page.woven_page import woven_page_data
from build_tools.render.page.woven_waits import woven_waits
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.pages.page import NOT_INDEXED, Page


def compare_page(site: SiteContext, document: Document) -> Page:
    """Two choices, and between them whatever changed."""
    address = urls.compare(document.id)
    last = site.graphs.told(_last_step(site, document))
    return Page(
        address=address,
        template="compare_any",
        title=_("Compare any two versions of the %(document)s", document=document.short_title),
        values={
            "document": document,
            "review": redrawn_review(
                last,
                document.title,
                partial(site.provision_link, address),
                site.law_in_part.of_redline(document, last),
            ),
            "woven": site.weave(document),
            "weave": _weave_data(site, document),
        },
        front_matter={
            **NOT_INDEXED,
            "hide": ["navigation", "toc"],
            "script": ["review", "compare"],
            "style": ["review", "compare"],
        },
    )


def _last_step(site: SiteContext, document: Document) -> Redline:
    """The last version and that from which it was made, as the script draws them."""
    weave, versions = site.weave(document), document.versions
    labels = [version.label for version in weave.versions]
    new, base = document.version(labels[-1]), weave.versions[-1].base
    return woven_redline(weave, document.version(labels[base or 0]), new, versions)


def _weave_data(site: SiteContext, document: Document) -> Markup:
    """The weave and what is said of its versions, as JSON that may stand in a script element."""
    weave = site.weave(document)
    by_label = {version.label: version for version in document.versions}
    versions = [by_label[woven.label] for woven in weave.versions]
    steps: dict[int, Redline] = {}
    for number, woven in enumerate(weave.versions):
        if woven.base is not None:
            steps[number] = site.redline_between(versions[woven.base], versions[number])
    data: dict[str, Any] = {
        "document": document.id,
        "short": document.short_title,
        "versions": [
            {"base": woven.base, **_version_data(site, document, version)}
            for woven, version in zip(weave.versions, versions, strict=True)
        ],
        **woven_page_data(weave, versions, steps),
        "graph": woven_graph_data(
            versions, site.graphs, partial(site.provision_link, urls.compare(document.id))
        ),
    }
    if waits := site.law_in_part.in_weave(document):
        data["waits"] = woven_waits(waits)
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(escaped_controls_json(written).replace("<", "\\u003c"))


def _version_data(site: SiteContext, document: Document, version: Version) -> dict[str, str]:
    """What a page says of a version."""
    return {
        "name": version.name,
        "label": version.label,
        "title": version.title,
        "sha256": version.sha256,
        "status": site.stage_in_words(document, version),
        "made": version.amendment.title if version.amendment else _("not recorded"),
        "dates": dates_of(version),
    }
