"""A version or a redline as one HTML file that stands by itself: for a screen, where it can be
mailed; or for paper.
"""

from collections.abc import Iterator

from markupsafe import Markup

from build_tools import __version__
from build_tools.model import EVENTS, Redline, Version
from build_tools.render.citation import called, when
from build_tools.render.csv import redline_csv
from build_tools.render.html import redline_html, version_html
from build_tools.render.page.assets import asset
from build_tools.render.page.change_list import change_entries
from build_tools.render.page.file_links import embedded_file
from build_tools.render.page.review import review
from build_tools.render.page.templating import filled


def redline_page(redline: Redline) -> str:
    """The two ends, the list of changes, and the text with the changes marked, with all that the
    site's page can do.
    """
    versions = redline.old, redline.new
    return filled(
        "page.html",
        title=f"{redline.old.name} → {redline.new.name}: what changed",
        running=running(redline.old.name, redline.new.name),
        provenance=_provenance(*versions),
        ends=list(_ends(*versions)),
        style=_assets("redline.css", "review.css", "alone.css"),
        script=_assets("review.js"),
        review=review(
            redline,
            [embedded_file("List of changes", "changes.csv", "text/csv", redline_csv(redline))],
        ),
    )


def version_page(version: Version) -> str:
    """The text of a version, and what it is."""
    return filled(
        "page.html",
        title=version.name,
        running=running(version.name),
        provenance=_provenance(version),
        ends=list(_ends(version, version)),
        style=_assets("redline.css", "alone.css"),
        review=None,
        text=list(version_html(version)),
    )


def version_paper(version: Version, standing: str = "") -> str:
    """A version as HTML for sheets of paper; `standing` says how it stands on a day."""
    lines = list(version_html(version, heading_offset=1))
    return _paper(called(version), version.name, standing, (version, version), lines)


def redline_paper(redline: Redline, standing: str = "") -> str:
    """A redline as HTML for sheets of paper, the list of changes first; `standing` is that of the
    new version.
    """
    old, new = redline.old, redline.new
    title = (
        f"{called(new)} compared with"
        f" {old.label if old.label and old.title == new.title else called(old)}"
    )
    lines = list(redline_html(redline, heading_offset=2))
    return _paper(title, f"{old.name} → {new.name}", standing, (old, new), lines, redline)


def _paper(
    title: str,
    name: str,
    standing: str,
    versions: tuple[Version, Version],
    lines: list[str],
    redline: Redline | None = None,
) -> str:
    provenance, amendment = _provenance(*versions), versions[1].amendment
    return filled(
        "paper.html",
        title=title,
        author=amendment.title if amendment else "",
        generator=f"sec-corpus {__version__}",
        provenance=provenance,
        standing=standing,
        running=Markup(
            f"@top-left {{ content: {_quoted(chr(10).join([title, *provenance]))} }} @top-right {{"
            f" content: {_quoted(standing)} }} @bottom-left {{ content: {_quoted(name)} }}"
        ),
        style=_assets("paper.css"),
        ends=list(_ends(*versions)),
        redline=redline,
        entries=change_entries(redline) if redline else [],
        text=lines,
    )


def running(*names: str) -> Markup:
    """What a printed sheet has at its edges, as the body of `@page`: what the text is, and the
    number of the sheet.
    """
    return Markup(
        f"margin: 1.8cm 1.5cm; @top-left {{ content: {_quoted(' → '.join(names))}; font-size: 8pt"
        ' } @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt }'
    )


def _quoted(words: str) -> str:
    """Words as a string of CSS, which may stand inside a page's `style`."""
    return (
        '"' + "".join(f"\\{ord(char):x} " if char in '"\\<>&\n' else char for char in words) + '"'
    )


def _assets(*names: str) -> Markup:
    return Markup("".join(map(asset, names)))


def _provenance(*versions: Version) -> list[str]:
    return list(dict.fromkeys(version.provenance for version in versions if version.provenance))


def _ends(old: Version, new: Version) -> Iterator[tuple[str, str, str]]:
    """What there is to say of both ends: a head, and what it is of the old and of the new."""
    yield "Version", called(old), called(new)
    if old.amendment or new.amendment:
        yield "Made by", _made_by(old), _made_by(new)
        for name in EVENTS:
            then, now = _when(old, name), _when(new, name)
            if then or now:
                yield (
                    name.replace("-", " ").capitalize(),
                    then or "not recorded",
                    now or "not recorded",
                )
    yield "SHA-256 of the text", old.sha256, new.sha256


def _made_by(version: Version) -> str:
    return version.amendment.title if version.amendment else "not recorded"


def _when(version: Version, name: str) -> str:
    event = version.amendment.events.get(name) if version.amendment else None
    return when(event) if event else ""
