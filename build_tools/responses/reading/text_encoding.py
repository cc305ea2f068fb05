"""The bytes of a text that some program saved → the text, by the encodings in which the programs of
offices save one.
"""

import codecs

from build_tools.model.problems import refusal


def decoded(name: str, data: bytes) -> str:
    """UTF-8, UTF-16 by its mark, or else Windows-1252, which Excel writes for a CSV file; lines end
    in LF. CorpusError for what is no text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise refusal(name, "is no text", "a text, saved as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")
