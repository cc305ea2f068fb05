"""What the tests in a browser share: how Chromium is started, a page of each kind, and what is
asked of a page.

The fixtures that start it, serve the site and open a page are in conftest.py.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.patience import IN_A_BROWSER
from tests.publishing import AS_OF

CHROMIUM = "chromium"
WINDOWLESS = "chromium-headless-shell"
"""The same engine, which draws no window round a page and takes three quarters of the time;
Debian has it in a package of its own."""
PLAYWRIGHT_DOES_WITHOUT = (
    "AimEnabled AvoidCorsURLLoaderRestartOnRedirect AvoidUnnecessaryBeforeUnloadCheckSync "
    "DestroyProfileOnBrowserClose HttpsFirstBalancedModeAutoEnable HttpsUpgrades LensOverlay "
    "MediaRouter NetworkTimeServiceQuerying OptimizationHints PaintHolding PreconnectToSearch "
    "TcpPortRandomizationWin ThirdPartyStoragePartitioning "
    "msEdgeUpdateLaunchServicesPreferredVersion msForceBrowserSignIn"
).split()
"""What it switches off in Chromium by itself."""
_BELOW_THE_ADDRESS = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
"""What drops down where an address is typed: two pages of Chromium's own, made anew for each
window, which take longer than the page that is looked at."""
FLAGS = [
    *(
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync "
        # Containers have little of it.
        "--disable-dev-shm-usage"
    ).split(),
    # The last list counts, so that of Playwright is in ours.
    "--disable-features=" + ",".join([*PLAYWRIGHT_DOES_WITHOUT, *_BELOW_THE_ADDRESS]),
]
EACH_KIND = {
    "home": "",
    "in force": "mtad/",
    "version": "mtad/v/4.0/",
    "redline": "mtad/redline/3.0..4.0/",
    "redline of moves": "example/redline/2.0..3.0/",
    "redline of spans": "example/redline/3.0..4.0/",
    "history": "mtad/history/",
    "day": "mtad/at/",
    "table": "mtad/table/17.6/",
    "terms": "mtad/terms/",
    "clause": "mtad/clause/17.8@1.0/",
    "amendment": "amendments/mtad-moc-secure-closure/",
    "amendments": "amendments/",
    "compare": "compare/",
    "any two versions": "mtad/compare/",
    "data": "data/",
    "find": "find/",
    "hand-written": "reading/",
}
"""The address of a page of each kind, below the root of the site."""
_AT_ONCE = ("home", "in force", "redline", "amendment")
"""Kinds of which each run looks at a page, for what they are made of is on the others too; those
are left to the long run."""
KINDS = [
    pytest.param(address, id=kind, marks=[] if kind in _AT_ONCE else [pytest.mark.sweep])
    for kind, address in EACH_KIND.items()
]
PAGES = pytest.mark.parametrize("address", KINDS)
NOON = dt.datetime.combine(AS_OF, dt.time(12), dt.UTC)
"""What a page's clock says, unless a test wants another day."""


@contextmanager
def windows(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """A window with scripts and one without, which remember nothing of any other."""
    made = {
        "scripts": browser.new_context(),
        "no scripts": browser.new_context(java_script_enabled=False),
    }
    for context in made.values():
        context.set_default_timeout(IN_A_BROWSER)
    yield made
    for context in made.values():
        context.close()


def swept(value: object, id_: str | None = None) -> object:
    """One more example, for the long run."""
    return pytest.param(value, id=id_, marks=pytest.mark.sweep)


@contextmanager
def page_without(browser: Browser, script: str, address: str) -> Iterator[Page]:
    """A page of which one script cannot be fetched, till `page.unroute` gives it back."""
    page = browser.new_page()
    page.route(f"**/{script}", lambda route: route.abort())
    page.goto(address)
    yield page
    page.close()


def on_this_machine(url: str) -> bool:
    """Whether a request asks nobody but this machine."""
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob") or parts.hostname == "127.0.0.1"


def scrolls_sideways(page: Page) -> bool:
    """Whether a page is wider than the screen."""
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


def wait_until(page: Page, condition: str, arg: object = None) -> None:
    """Waits until an expression or a function comes true in a page.

    `Page.wait_for_function` makes code of words in the page itself where it has to look twice, and
    the policy of our pages forbids that.
    """
    for _ in range(IN_A_BROWSER // 20):
        if page.evaluate(condition, arg):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"it never came to {condition}")
