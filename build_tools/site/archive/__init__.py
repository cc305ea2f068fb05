"""Pages that stand in no navigation, laid into the frame of a theme without its builder: `finished`
makes the HTML of their text, `generated_page` reads what they ask of a frame, `frame` cuts one out
of a page that the builder made with marks in it, `ready_page` is what is kept of one, and in
`waiting` they wait for their frames.
"""

from build_tools.site.archive.generated_page import GeneratedPage, refilled
from build_tools.site.archive.page_frame import Frame, FrameError, FrameKind
from build_tools.site.archive.ready_page import ReadyPage
from build_tools.site.archive.waiting import Archive

__all__ = ["Archive", "Frame", "FrameError", "FrameKind", "GeneratedPage", "ReadyPage", "refilled"]
