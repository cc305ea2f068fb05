"""The styles that a Word file needs, by id; those that a template lacks are added to it, the others
are left alone.

Numbers hang: a provision's text stands a step further in than its label, and each depth one step
further than the one above, but for the first two: "17" and "17.6" both begin at the margin. A
limb of the second depth stands half a step in. Measures are twentieths of a point, sizes of type
half points.
"""

from collections.abc import Iterator

from build_tools.word.write.context import element

INDENT = 850
"""How far each depth is set in."""
NOTE_INDENT = 340
"""How far each depth of a note is."""
CODE_STEPS = 1 / 3
"""By how many of such steps code is."""
DEPTHS = 7
"""How many depths have a style."""
SMALLER = (18, 16, 14, 12)
"""The sizes of type of tables too wide for the usual one, in half points."""
MEANT = "MarkedWords"
"""The style of words that are bold or in italics within a heading; it looks like nothing."""
PICTURE = "PictureDescription"
"""The style of the description of a picture, which leads to it."""
MEANT_REFERENCE = "MarkedReference"
"""The style of a reference to a note that is itself bold or in italics."""
LOOSE_NOTE = "NoteWithoutReference"
"""The style of a note that nothing in the text refers to."""
LIMB = "Provision2Limb"
"""The style of "(a)" or a bullet of the second depth: under "17", or under another of its kind."""
_HEADINGS = (
    (32, 0, 240),
    (26, 360, 120),
    (23, 280, 100),
    (21, 240, 80),
    (20, 200, 80),
    (20, 200, 80),
)
"""For each level the size, and the space above and below."""


def _style(
    id_: str, name: str, *, based: str = "", paragraph: str = "", run: str = ""
) -> tuple[str, str]:
    """A paragraph's style, or a character's where it is based on none."""
    kind = "paragraph" if based else "character"
    attributes = f'w:type="{kind}"{_custom(name)} w:styleId="{id_}"'
    basis = f'<w:basedOn w:val="{based}"/>' if based else ""
    properties = element("pPr", paragraph) + element("rPr", run)
    return id_, (
        f'<w:style {attributes}><w:name w:val="{name}"/>{basis}<w:qFormat/>{properties}</w:style>'
    )


def _smaller(id_: str, name: str) -> Iterator[tuple[str, str]]:
    """A style in each of the smaller sizes of type."""
    for size in SMALLER:
        yield _style(f"{id_}{size}", f"{name} {size}", based=id_, run=f'<w:sz w:val="{size}"/>')


def _custom(name: str) -> str:
    """The attribute that a style has which Word does not know by itself."""
    return "" if name[:1].islower() or name in _BUILT_IN else ' w:customStyle="1"'


_BUILT_IN = {"Hyperlink", "Placeholder Text"}


def _headings() -> Iterator[tuple[str, str]]:
    for level, (size, above, below) in enumerate(_HEADINGS, start=1):
        spacing = f'<w:spacing w:before="{above}" w:after="{below}"/>'
        yield _style(
            f"Heading{level}",
            f"heading {level}",
            based="Normal",
            paragraph=(
                f'<w:keepNext/><w:keepLines/>{spacing}<w:ind w:left="{INDENT}"'
                f' w:hanging="{INDENT}"/><w:outlineLvl w:val="{level - 1}"/>'
            ),
            run=f'<w:b/><w:sz w:val="{size}"/>',
        )
        yield _style(
            f"Heading{level}Plain",
            f"Heading {level} Unnumbered",
            based=f"Heading{level}",
            paragraph='<w:ind w:left="0" w:firstLine="0"/>',
        )


def _provisions() -> Iterator[tuple[str, str]]:
    for depth in range(DEPTHS):
        left = INDENT * max(depth, 1)
        yield _style(
            f"Provision{depth + 1}",
            f"Provision {depth + 1}",
            based="Normal",
            paragraph=f'<w:ind w:left="{left}" w:hanging="{INDENT}"/>',
        )
    yield _style(
        LIMB,
        "Provision 2 Limb",
        based="Provision2",
        paragraph=f'<w:ind w:left="{INDENT * 3 // 2}" w:hanging="{INDENT}"/>',
    )
    for depth in range(DEPTHS + 1):
        yield _style(
            f"ProvisionText{depth}",
            f"Provision Text {depth}",
            based="Normal",
            paragraph=f'<w:ind w:left="{INDENT * depth}"/>',
        )


MONO = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
LINK = '<w:color w:val="0B4F8A"/><w:u w:val="single"/>'
_LINE = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
_BORDERS = "".join(
    _LINE.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_BOX = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="{space}" w:color="808080"/>'
    for side, space in (("top", 4), ("left", 4), ("bottom", 28), ("right", 4))
)
"""Round a blank: with room below, so that it is seen to be one to write in."""
_NONE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'

_TABLE_NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal'
    ' Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="100"'
    ' w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="100"'
    ' w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_RECORD_TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="RecordTable">'
    '<w:name w:val="Record Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
    '<w:tblStylePr w:type="firstRow">'
    '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/></w:tcPr>'
    "</w:tblStylePr></w:style>"
)

STYLES: dict[str, str] = dict(
    [
        *_headings(),
        *_provisions(),
        _style(
            "Caption",
            "caption",
            based="Normal",
            paragraph='<w:keepNext/><w:spacing w:before="120"/>',
            run="<w:b/>",
        ),
        _style(
            "Code",
            "Code Block",
            based="Normal",
            paragraph=f'<w:ind w:left="{int(INDENT * CODE_STEPS)}"/>',
            run=f'{MONO}<w:sz w:val="18"/>',
        ),
        _style("QuotedCode", "Quoted Code Block", based="Code"),
        _style("CodeText", "Code Text", run=MONO),
        _style(
            "Rule",
            "Rule",
            based="Normal",
            paragraph=(
                '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="808080"/></w:pBdr>'
            ),
        ),
        _style("Hyperlink", "Hyperlink", run=LINK),
        _style(PICTURE, "Picture Description", run=LINK),
        _style(MEANT, "Marked Words"),
        _style("Deleted", "Deleted", run='<w:strike/><w:color w:val="7A1010"/>'),
        _style("Inserted", "Inserted", run='<w:color w:val="0B4A1C"/><w:u w:val="double"/>'),
        _style("PlaceholderText", "Placeholder Text", run='<w:color w:val="595959"/>'),
        _style(
            "Answer",
            "Answer",
            based="Normal",
            paragraph=(
                f'<w:pBdr>{_BOX}</w:pBdr><w:spacing w:after="240"/><w:ind w:left="{INDENT + 80}"'
                ' w:right="80"/>'
            ),
        ),
        _style(
            "FootnoteText",
            "footnote text",
            based="Normal",
            paragraph=(
                f'<w:spacing w:after="40"/><w:ind w:left="{NOTE_INDENT}"'
                f' w:hanging="{NOTE_INDENT}"/>'
            ),
            run='<w:sz w:val="17"/>',
        ),
        _style(LOOSE_NOTE, "Note Without Reference", based="FootnoteText"),
        _style("FootnoteReference", "footnote reference", run='<w:vertAlign w:val="superscript"/>'),
        _style(MEANT_REFERENCE, "Marked Reference", run='<w:vertAlign w:val="superscript"/>'),
        _style(
            "TableText",
            "Table Text",
            based="Normal",
            paragraph='<w:spacing w:before="40" w:after="40"/>',
        ),
        _style(
            "TableHeading",
            "Table Heading",
            based="TableText",
            paragraph="<w:keepNext/>",
            run="<w:b/>",
        ),
        *_smaller("TableText", "Table Text"),
        *_smaller("TableHeading", "Table Heading"),
        _style("Spacer", "Spacer", based="Normal", paragraph=_NONE, run='<w:sz w:val="12"/>'),
        _style(
            "RunningHead",
            "Running Head",
            based="Normal",
            paragraph='<w:spacing w:after="0"/>',
            run='<w:color w:val="404040"/><w:sz w:val="16"/>',
        ),
        ("TableNormal", _TABLE_NORMAL),
        ("RecordTable", _RECORD_TABLE),
    ]
)
"""Each style by its id, as XML; what is based on another stands after it."""


def defaults(language: str) -> str:
    """What holds where no style says otherwise: letters, and the language."""
    return (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"'
        ' w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="120" w:line="264"'
    ' w:lineRule="auto"/></w:pPr></w:style>'
)
"""What the house's own template begins with."""
