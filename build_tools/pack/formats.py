"""What a consultation pack is made of: its documents, and how each, the clean text and the redlined
text is written.

A new format is one line in `PACK_FORMATS`. What a publisher's templates hold comes before
what is ours. The three documents as Word files are their markdown, parsed and laid out as any text
is; `frame.docx` there says how they look.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from build_tools.language import spoken
from build_tools.model import CitationWords, Redline, Version, wording
from build_tools.model.problems import refusal
from build_tools.pack.documents import (
    clean_markdown,
    html_document,
    html_schedule,
    markdown_document,
    redlined_markdown,
)
from build_tools.pack.schedule import drawn_to_the_letter
from build_tools.render.page.one_file import redline_page, version_page
from build_tools.render.without_a_word import resting_comments
from build_tools.text.markdown import parse
from build_tools.word import (
    BLANK_LINK,
    DELETED_LINK,
    INSERTED_LINK,
    WordTemplateError,
    pack_document_docx,
    redline_docx,
    version_docx,
)

RESPONSE_TEMPLATE = "response-template"
DRAFT = "draft-direction"
"""The template of the paper that is to be made, whatever a code calls that."""
DOCUMENTS = (DRAFT, RESPONSE_TEMPLATE, "summary-of-changes")
"""What is made of templates, by their names."""
CONCLUSION_DOCUMENTS = ("conclusion-report", DRAFT)
"""Those of a conclusion."""
FRAME = "frame.docx"
"""The Word file in a publisher's folder of templates whose page, styles and running heads are
used."""
_WORD_MARKUP = {
    "-": f"[{{}}]({DELETED_LINK})",
    "+": f"[{{}}]({INSERTED_LINK})",
    "blank": rf"[\[{{}}\]]({BLANK_LINK})",
}
"""What `markdown_document` sets round edits and blanks: links to addresses that
`pack_document_docx` draws."""


@dataclass(frozen=True, slots=True)
class PackFormat:
    """How a pack is written for one kind of reader; each function is given the publisher's folder
    last.

    CorpusError for what is wrong in that folder.
    """

    document: Callable[[str, Mapping[str, Any], Path | None], str | bytes]
    """A document of templates, by its name and its values."""
    clean: Callable[[Version, str, Path | None], str | bytes]
    """A version, and its status on a day."""
    redlined: Callable[[Redline, str, Path | None], str | bytes]
    """A redline, and the status of its new version."""
    schedule: Callable[[str], Markup]
    """The schedule of a direction, from markdown, as it stands in a template."""


def file_name(template: str, values: Mapping[str, Any]) -> str:
    """What the file of a document is called, less its ending: as its template, but for the draft,
    which is called as the code calls its papers.
    """
    return str(values["draft_name"]) if template == DRAFT else template


def _word_document(name: str, values: Mapping[str, Any], templates: Path | None) -> bytes:
    blocks = parse(markdown_document(name, values, templates, _WORD_MARKUP))
    titles = (wording(block.content) for block in blocks if block.kind == "heading")
    document = Version(
        document=file_name(name, values),
        citation_words=CitationWords(language=spoken()),
        blocks=blocks,
        amendment=values["amendment"],
        title=next(titles, name),
        provenance="; ".join(values["provenance"]),
    )
    return _framed(templates, lambda frame: pack_document_docx(document, values["status"], frame))


def _framed(templates: Path | None, write: Callable[[bytes | None], bytes]) -> bytes:
    """What `write` makes in the publisher's frame, where there is one."""
    path = templates / FRAME if templates else None
    try:
        return write(path.read_bytes() if path and path.exists() else None)
    except (WordTemplateError, OSError) as error:
        raise refusal(str(path), f"cannot be used: {error}") from error


PACK_FORMATS: Mapping[str, PackFormat] = {
    "html": PackFormat(
        document=html_document,
        clean=lambda version, status, _templates: version_page(version, status),
        redlined=lambda redline, status, _templates: redline_page(redline, status),
        schedule=lambda said: Markup(html_schedule(said)),
    ),
    "md": PackFormat(
        document=markdown_document,
        clean=lambda version, _status, _templates: clean_markdown(version),
        redlined=lambda redline, _status, _templates: redlined_markdown(redline),
        schedule=Markup,
    ),
    "docx": PackFormat(
        document=_word_document,
        schedule=lambda said: Markup(drawn_to_the_letter(said)),
        clean=lambda version, status, own: _framed(
            own, lambda frame: version_docx(version, status, frame)
        ),
        redlined=lambda redline, status, own: _framed(
            own,
            lambda frame: redline_docx(redline, status, frame, said=resting_comments(redline)),
        ),
    ),
}
"""By the ending of the files."""
