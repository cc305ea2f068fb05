"""Eight responses to the consultation on the closure for MOC (Secure), all of them plainly made up,
as files that come back; and what a person writes into the record of them.

One is given in confidence, one is an OpenDocument text, one a letter without the form, one comes
late, one speaks to a change that only an earlier draft had, one comes from a program that knows no
boxes, one is the CSV file of the page of the redline, and one a PDF.
"""

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.consulting import CONSULTED_END_DATE, CONSULTED_TESTS, DROPPED
from tests.responses.forms import markdown_form, without_controls, word_form
from tests.word.office import Office

SECRET = ("Zebrawood", "Quillfeather", "Marchpane", "Oxbowlake", "zebrawood@quill.example")
"""Words that stand in what is confidential or in names that may not be printed, and nowhere
else."""
END_DATE_ROW, TESTS_ROW = 11, 17
"""The numbers in the form of the two changes that respondents speak to."""

ANGLIA = {
    "name": "Ann Anglia",
    "organisation": "Made-up Anglia Energy Ltd",
    "date": "9 January 2023",
    "no, all of it, or which parts": "No",
    "yes or no": "Yes",
    "yes, no or in part, on question 1": "Yes",
    "answer to question 1": "The closure is clear, and so is its drafting.",
    "yes, no or in part, on question 2": "Yes",
    "answer to question 2": "The day suits us.",
}
BARLEY = {
    "name": f"Bo {SECRET[0]}",
    "organisation": f"{SECRET[1]} Meters plc",
    "date": "10 January 2023",
    "no, all of it, or which parts": "All of it",
    "yes or no": "No",
    "yes, no or in part, on question 1": "No",
    "answer to question 1": f"Our contract with {SECRET[2]} runs until the end of March.",
    f"response to change {END_DATE_ROW}": f"{SECRET[3]} tests need eleven more weeks than this.",
}
CEDAR = {
    "name": "Cy Cedar",
    "organisation": "Fictional Cedar Devices",
    "no, all of it, or which parts": "No",
    "yes or no": "Yes",
    "yes, no or in part, on question 1": "In part",
    "answer to question 1": "The closure yes, its day no.",
    f"response to change {END_DATE_ROW}": "One month more would let us finish.",
    f"response to change {TESTS_ROW}": "A test that is under way should be finished.",
}
LETTER = f"""\
Dear all,

we do not use your form.

Question 1: We agree with the closure.

Question 2: No view.

Confidential: no

Yours, D. Dune, {SECRET[4]}
"""
ELM = {
    "organisation": "Invented Elm Networks",
    "no, all of it, or which parts": "Not confidential",
    "yes or no": "Yes",
    "yes, no or in part, on question 1": "No",
    "answer to question 1": "Two months more are needed.",
}
FERN = {
    "organisation": "Pretend Fern Testing",
    "no, all of it, or which parts": "None",
    "yes or no": "Yes",
    "yes, no or in part, on question 1": "Yes",
    f"response to change {END_DATE_ROW}": "The day is right.",
}
_DROPPED_ROW = f"| 23 | {DROPPED} | Clause 17.12 | insert | The clause is not needed. |\n"
HEATH = (
    "Our view on question 1: agreed, with regret.\nNothing here is confidential.\nHeath (made up)"
)


def came_back(blank: Mapping[str, bytes], office: Office) -> dict[str, bytes]:
    """The eight files by their names; `blank` are the response templates by their endings."""
    cedar = word_form(blank, CEDAR)
    fern = markdown_form(blank, FERN).decode()
    fern = re.sub(r"SHA-256 [0-9a-f]{64}", f"SHA-256 {'0' * 64}", fern)  # of an earlier draft
    return {
        "anglia.docx": word_form(blank, ANGLIA),
        "barley.docx": without_controls(word_form(blank, BARLEY)),
        "cedar.odt": office.saved(cedar, "keep", "odt"),
        "dune.txt": LETTER.encode(),
        "elm.md": markdown_form(blank, ELM),
        "fern.md": (fern.rstrip() + "\n" + _DROPPED_ROW).encode(),
        "gorse.csv": _gorse().encode("utf-16"),
        "heath.pdf": office.saved(word_letter(HEATH), "keep", "pdf"),
    }


def word_letter(text: str) -> bytes:
    """A Word file of some lines."""
    import docx  # noqa: PLC0415 - for this alone

    made, data = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        made.add_paragraph(line)
    made.save(data)
    return data.getvalue()


def _gorse() -> str:
    head = ("part", "change", "where", "was", "now", "said", "citation")
    rows = [
        ("Respondent", "", "Organisation", "", "", "Sham Gorse Ltd", ""),
        ("Respondent", "", "Confidential", "", "", "No", ""),
        (
            "Remarks",
            CONSULTED_TESTS,
            "Clause 17.8(c)",
            "",
            "",
            "Who decides what is under way?",
            "",
        ),
    ]
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    return text.getvalue()


COMPLETED: dict[str, dict[str, object]] = {
    "anglia.docx": {"received": "2023-01-09"},
    "barley.docx": {"received": "2023-01-10", "confidential": "yes"},
    "cedar.odt": {"received": "2023-01-12"},
    "dune.txt": {
        "received": "2023-01-13T15:58",
        "belongs_to": {"": "nothing"},
    },
    "elm.md": {"received": "2023-01-13T16:07", "late": True},
    "fern.md": {"received": "2023-01-11"},
    "gorse.csv": {"received": "2023-01-13", "late": False},
    "heath.pdf": {
        "received": "2023-01-05",
        "confidential": "no",
        "belongs_to": {"Our view": "question 1", "": "nothing"},
    },
}
"""What a person adds: `belongs_to` by the beginning of what a program could not place."""


def complete(path: Path) -> None:
    """Complete the record as a person would: what one page or one answer holds of several things is
    divided."""
    record = yaml.safe_load(path.read_text())
    for response in record["responses"]:
        told = dict(COMPLETED[response["file"]])
        places = told.pop("belongs_to", {})
        assert isinstance(places, dict)
        response.update(told)
        for answer in response["answers"]:
            words, signed, name = answer["words"].partition("Yours, ")
            if signed:
                answer["words"] = words.rstrip()
                response["to_place"].append({"where": "its end", "words": signed + name})
        response["to_place"] = [
            {**each, "words": line, "belongs_to": place_of(line, places)}
            for each in response["to_place"]
            for line in each["words"].split("\n")
        ]
    path.write_text(yaml.safe_dump(record, sort_keys=False, allow_unicode=True))


def place_of(line: str, places: Mapping[str, str]) -> str:
    return next(place for head, place in places.items() if line.startswith(head))


CLOSING = (CONSULTED_END_DATE, CONSULTED_TESTS, DROPPED)
"""The changes that somebody speaks to."""
