"""Elements of Akoma Ntoso, made of a name, attributes and what stands in them."""

from lxml import etree

from build_tools.model import visible_controls

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def element(name: str, /, **attributes: str) -> etree._Element:
    """An empty element; an attribute without a value is left out."""
    given = {key: visible_controls(value) for key, value in attributes.items() if value}
    return etree.Element(f"{{{NAMESPACE}}}{name}", given, nsmap={None: NAMESPACE})


def child(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """A new element at the end of another."""
    made = element(name, **attributes)
    parent.append(made)
    return made


def add_text(parent: etree._Element, text: str) -> None:
    """Put words at the end of an element; what no XML may hold is shown as a sign."""
    words = visible_controls(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words
