"""What the tests of responses share: a small consultation of two questions and three changes, its
blank form, and forms filled in."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping

from build_tools.model import Redline
from build_tools.model.text_rows import TextRow
from build_tools.render.citation import redline_line
from build_tools.responses.form import Form, words_of
from build_tools.responses.placing import place
from build_tools.responses.values import Response
from tests.reviewing import compared

OLD = "1. Lenses are lent for a week.\n\n2. Fines are none.\n\n3. Keys are kept at the desk.\n"
NEW = "1. Lenses are lent for a month.\n\n2. Fines are due.\n\n3. Keys are kept at the gate.\n"
QUESTIONS = ("Do you agree with longer loans?", "What else should be lent?")
HEAD = ("No.", "Change", "Where", "Kind", "Response")

REDLINE: Redline = compared(OLD, NEW)
IDS = [change.id for change in REDLINE.changes]


def line(text: str) -> TextRow:
    return TextRow("here", (text,))


def cells(*texts: str) -> TextRow:
    return TextRow("here", texts, in_table=True)


def blank_form(redline: Redline = REDLINE) -> list[TextRow]:
    """The form as it goes out: its blanks have the names that `filled` writes into."""
    return [
        line("Response template: Longer loans"),
        cells("Who responds", "Answer"),
        cells("Name", "[name]"),
        cells("Confidential", "[no, or what]"),
        line("Questions"),
        line(f"1. {QUESTIONS[0]}"),
        line("Agree or not: [yes or no]"),
        line("[answer to question 1]"),
        line(f"2. {QUESTIONS[1]}"),
        line("[answer to question 2]"),
        line("Changes"),
        line(redline_line(redline)),
        cells(*HEAD),
        *(
            cells(str(at), each.id, each.where, ", ".join(each.kinds), f"[response to change {at}]")
            for at, each in enumerate(redline.changes, start=1)
        ),
    ]


FORM = Form.of(QUESTIONS, [REDLINE], blank_form())


def filled(said: dict[str, str], form: list[TextRow] | None = None) -> list[TextRow]:
    """A form with words in place of its blanks."""

    def written(text: str) -> str:
        for blank, words in said.items():
            text = text.replace(f"[{blank}]", words)
        return text

    return [
        TextRow(row.where, tuple(map(written, row.cells)), row.in_table)
        for row in form or blank_form()
    ]


def placed(rows: list[TextRow], form: Form = FORM) -> Response:
    """What rows come to, no word of which is lost."""
    response = place("file.docx", rows, form)
    there = Counter(word for row in rows for word in words_of(row.text))
    kept = [*response.placed, *(each.words for each in response.unplaced), *response.printed]
    assert there == Counter(word for text in kept for word in words_of(text))
    assert response.words_in == (
        response.words_placed + response.words_listed + response.words_printed
    )
    return response


def answers(response: Response) -> dict[int, list[str]]:
    return {each.question: [said.words for said in each.said] for each in response.answers}


def remarks(response: Response) -> dict[str, list[str]]:
    return {each.change: [said.words for said in each.said] for each in response.remarks}


def unplaced(response: Response) -> list[str]:
    return [each.words for each in response.unplaced]


def word_form(blank: Mapping[str, bytes], said: Mapping[str, str]) -> bytes:
    """The Word form with these words in its boxes, the boxes as they were."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(blank["docx"])) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                for box, words in said.items():
                    assert f"[{box}]".encode() in data
                    data = data.replace(f"[{box}]".encode(), words.encode())
            new.writestr(name, data)
    return made.getvalue()


def markdown_form(blank: Mapping[str, bytes], said: Mapping[str, str]) -> bytes:
    text = blank["md"].decode()
    for box, words in said.items():
        text = text.replace(f"\\[{box}\\]", words)
    return text.encode()


def without_controls(data: bytes) -> bytes:
    """A Word file without its content controls and styles, its words as they were."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                assert b"<w:sdt>" in text
                text = re.sub(rb"<w:sdtPr>.*?</w:sdtPr>|</?w:sdt(Content)?>", b"", text)
                text = re.sub(rb"<w:pStyle [^>]*>", b"", text)
            new.writestr(name, text)
    return made.getvalue()
