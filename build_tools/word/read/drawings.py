"""What is drawn and not written: pictures, text boxes, charts, objects → what a report
says of them.
"""

from collections.abc import Iterator

from build_tools.word.read.ooxml import FALLBACK, Element, M, local, w
from build_tools.word.read.report import shortened

_GRAPHICS = {
    "chart": "a chart",
    "diagram": "a diagram",
    "picture": "a picture",
    "wordprocessingShape": "a drawing",
    "wordprocessingGroup": "a drawing",
    "wordprocessingCanvas": "a drawing",
}
_MISPLACED = {
    "tbl": "a table within a paragraph",
    "p": "a paragraph where none can stand",
    "tr": "a row outside a table",
    "tc": "a cell outside a row",
}


def drawing_warnings(element: Element) -> list[str]:
    """What is left out with a `w:drawing`, `w:pict` or `w:object`: a warning of it and of each text
    box in it.
    """
    boxes = [each for each in element.iter(w("txbxContent")) if not _twice(each, element)]
    texts = filter(None, map(text_of, boxes))
    warnings = [f"the text of a text box is left out: “{text}”" for text in texts]
    kind = _kind(element)
    if kind != "a drawing" or not warnings:
        name = _name(element)
        warnings.insert(0, f"{kind}{f' (“{name}”)' if name else ''} is left out")
    return warnings


def text_of(element: Element) -> str:
    """All words in `element`, its paragraphs parted by " / "."""
    paragraphs = (shortened("".join(_texts(each)), 2000) for each in element.iter(w("p")))
    return " / ".join(filter(None, paragraphs)) or shortened("".join(_texts(element)), 2000)


def _texts(element: Element) -> Iterator[str]:
    for each in element.iter(w("t"), w("tab"), w("br"), f"{{{M}}}t"):
        yield (each.text or "") if local(each) == "t" else " "


def unread_warning(element: Element) -> str:
    """What is left out with an element that has no place where it stands, such as a table within a
    paragraph; "" for one without words.
    """
    words = text_of(element)
    if not words:
        return ""
    kind = _MISPLACED.get(local(element), f"what stands in a “{local(element)}” here")
    return f"{kind} is left out: “{words}”"


def _twice(box: Element, within: Element) -> bool:
    """Whether a text box stands in another, or is the second form of one that has been told of."""
    for above in box.iterancestors():
        if above is within:
            return False
        if above.tag in (FALLBACK, w("txbxContent")):
            return True
    return False


def _kind(element: Element) -> str:
    if element.tag == w("object"):
        return "an embedded object"
    for each in element.iter():
        match local(each):
            case "graphicData":
                return _GRAPHICS.get(each.get("uri", "").rpartition("/")[2], "a drawing")
            case "imagedata":
                return "a picture"
            case "control":
                return "a form control"
            case "rect" if each.get("{urn:schemas-microsoft-com:office:office}hr"):
                return "a drawn line"
    return "a drawing"


def _name(element: Element) -> str:
    """How a person would know it: its description, or else its name."""
    for each in element.iter():
        match local(each):
            case "docPr":
                return shortened(each.get("descr") or each.get("title") or each.get("name") or "")
            case "imagedata":
                return shortened(each.get("{urn:schemas-microsoft-com:office:office}title", ""))
            case "OLEObject":
                return shortened(each.get("ProgID", ""))
    return ""
