"""The page of a redline of the real site as it is while responses are taken: the same page, with
what another day has of it in place."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Route

from build_tools.model import Redline, Stage
from build_tools.render.page.review import review
from build_tools.render.page.templating import fill_template

DAY = dt.date(2022, 12, 20)
"""On which the consultation on MTAD 4.0 was open."""
_PARTS = (
    r'(?s)<section class="respond .*?</section>',
    r'<p class="consultation.*?</p>',
)


def page_that_asks(page: str, redline: Redline) -> str:
    """A built page of a redline, with the parts by which it asks for responses."""
    asked = fill_template(
        "review.html",
        review=review(redline, [], at_address=True, stage=Stage.CONSULTATION_OPEN, as_of=DAY),
        crumbs="",
        heading="",
        standing="",
        notice={"summary": ".", "more": ""},
        choice="",
        ends="",
    )
    for part in _PARTS:
        (now,) = re.findall(part, asked)
        (was,) = re.findall(part, page)
        page = page.replace(was, now)
    (link,) = re.findall(r'<a class="scripted" href="#page-respond">[^<]*</a>\s*</div>', asked)
    head, end, rest = page.partition("</header> <p class=")
    assert head.endswith("</div> ")
    return f"{head.removesuffix('</div> ')}{link}{end}{rest}"


@contextmanager
def asking(context: BrowserContext, site: Path, address: str, redline: Redline) -> Iterator[None]:
    """A window in which the site's page at an address asks for responses."""
    html = page_that_asks((site / address / "index.html").read_text(), redline)
    asked = re.compile(rf"/{re.escape(address)}(\?[^#]*)?(#.*)?$")

    def answer(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    context.route(asked, answer)
    yield
    context.unroute(asked, answer)
