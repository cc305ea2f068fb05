"""What a PDF says: its text layer, as pdftotext reads it."""

import subprocess


def pdf_text(pdf: bytes, *options: str | int) -> str:
    """The text of a PDF, with options of pdftotext: of which sheets, of which area, in what
    form."""
    command = ["pdftotext", *map(str, options), "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
