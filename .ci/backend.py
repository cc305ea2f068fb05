"""What builds the distribution (PEP 517): flit, and the record of this project beside the module
that writes it anew for `corpus init --demo`.

The record stands at the top of the project, where flit packs nothing; here it is put into the wheel
that flit made, and listed there.
"""

import base64
import hashlib
import zipfile
from pathlib import Path
from typing import Any

from flit_core import buildapi
from flit_core.buildapi import (  # noqa: F401 - a builder asks for each of them by its name
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

RECORD = Path("versions")
PLACE = "build_tools/editing/demo"


def build_wheel(directory: str, *settings: Any, **named: Any) -> str:
    """The wheel that flit makes, with the record in it."""
    name = buildapi.build_wheel(directory, *settings, **named)
    add_record(Path(directory) / name)
    return name


def add_record(wheel: Path) -> None:
    """Put the record into a wheel, and list it as the wheel lists its files."""
    with zipfile.ZipFile(wheel) as packed:
        contents = {info: packed.read(info) for info in packed.infolist()}
    listing = next(info for info in contents if info.filename.endswith(".dist-info/RECORD"))
    listed = contents.pop(listing).decode()
    for path in sorted(RECORD.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.parts):
            inside = f"{PLACE}/{path.relative_to(RECORD).as_posix()}"
            info = zipfile.ZipInfo(inside, listing.date_time)
            info.external_attr = 0o100644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            contents[info] = path.read_bytes()
            listed += f"{inside},sha256={_digest(contents[info])},{len(contents[info])}\n"
    contents[listing] = listed.encode()
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as packed:
        for info, data in contents.items():
            packed.writestr(info, data)


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
