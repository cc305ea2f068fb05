"""What is made of a served site is kept whole, or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.site.build import SiteFile
from build_tools.site.made_files import MadeFiles
from build_tools.site.spool import Streamed


def test_what_was_cut_short_on_its_way_to_the_disk_is_not_taken_for_whole(tmp_path: Path) -> None:
    made, times = MadeFiles(tmp_path), iter([True, False])

    def pieces() -> Iterator[str]:
        yield "Law "
        if not next(times, True):
            raise OSError
        yield "17.6"

    file = SiteFile("data.json", Streamed(pieces))
    with pytest.raises(OSError, match=r"^$"):
        made.renew([file])
    made.renew([file])
    assert made.now("data.json").whole == "Law 17.6"
