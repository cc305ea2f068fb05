"""A page in headless Chromium in; out for how long its thread was busy: the time of the processor
that its scripts, styles, layout and drawing took, however busy the machine is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import CDPSession, Page


@contextmanager
def thread_time(page: Page) -> Iterator[Callable[[], float]]:
    """Gives what tells the seconds for which the page's thread was busy inside of the block, once
    the block is over.
    """
    asked = page.context.new_cdp_session(page)
    asked.send("Performance.enable", {"timeDomain": "threadTicks"})
    seconds = [_busy(asked)]
    yield lambda: seconds[-1] - seconds[0]
    seconds.append(_busy(asked))
    asked.detach()


def _busy(asked: CDPSession) -> float:
    measured = asked.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in measured if each["name"] == "TaskDuration")
