"""How a block is cited."""

import pytest

from build_tools.compare.changes.citations import Citations
from tests.reviewing import version_of

TEXT = """\
An opening paragraph.

# Rules

A paragraph before any number.

## 17 Migration DUST

17.6 The End Date is shown in Table 17.6.

(a) in each case

(i) deeper; or

(ii) deeper still.

A paragraph after the limbs.

17.6.1 A clause of a clause.

(a) its own limb.

**End Date** means the date shown.[^1]

[^1]: Or within one month.

Table 17.6: End dates

| Cohort |
|---|
| IOC |

| No caption |
|---|
| IOC |

```
code
```

## Annex

- a bullet

### Art. 5a

1) Die Frist beginnt.
"""


@pytest.mark.parametrize(
    ("begins", "where", "anchor"),
    [
        ("An opening", "Paragraph at the beginning", ""),
        ("Rules", "Heading “Rules”", "rules"),
        ("A paragraph before", "Paragraph under Rules", "rules"),
        ("Migration DUST", "Clause 17, heading", "17"),
        ("The End Date is", "Clause 17.6", "17.6"),
        ("in each case", "Clause 17.6(a)", "17.6-a"),
        ("deeper; or", "Clause 17.6(a)(i)", "17.6-a-i"),
        ("deeper still", "Clause 17.6(a)(ii)", "17.6-a-ii"),
        ("A clause of a clause", "Clause 17.6.1", "17.6.1"),
        ("its own limb", "Clause 17.6.1(a)", "17.6.1-a"),
        ("End Date means", "Definition of End Date", "def-end-date"),
        ("Or within", "Footnote 1", "fn-1"),
        ("Cohort", "Table 17.6", "table-17.6"),
        ("Annex", "Heading “Annex”", "annex"),
        ("Die Frist", "Art. 5a, 1)", "art-5a-1"),
    ],
)
def test_a_block_is_cited_by_its_labels_from_the_last_full_number_down(
    begins: str, where: str, anchor: str
) -> None:
    version = version_of(TEXT)
    citations = Citations(version.blocks)
    (block,) = [block for block in version.blocks if block.text.startswith(begins)]
    assert (citations.of(block), citations.anchor(block)) == (where, anchor)


def test_code_and_nameless_tables_say_what_they_are() -> None:
    version = version_of(TEXT)
    citations = Citations(version.blocks)
    found = {block.kind: citations.of(block) for block in version.blocks}
    assert found["code"].startswith("Code under ")
    assert found["table"].startswith("Table under ")


def test_a_long_heading_is_cut_between_words() -> None:
    version = version_of(f"# {'a word and ' * 20}\n\ntext\n")
    where = Citations(version.blocks).of(version.blocks[1])
    assert where.endswith(" …")
    assert len(where) < 90


def test_what_has_no_label_is_counted_where_there_are_several() -> None:
    version = version_of(
        "# Rules\n\n17.6 First.\n\nOne.\n\nTwo.\n\n- three\n- four\n\n17.7 Last.\n\nFive.\n\n##"
        " 18 Six"
    )
    citations = Citations(version.blocks)
    assert [citations.of(block) for block in version.blocks] == [
        "Heading “Rules”",
        "Clause 17.6",
        "Paragraph 1 under Clause 17.6",
        "Paragraph 2 under Clause 17.6",
        "Bullet 1 under Clause 17.6",
        "Bullet 2 under Clause 17.6",
        "Clause 17.7",
        "Paragraph under Clause 17.7",
        "Clause 18, heading",
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("##### Art. 5\n\n8quater) Neu.\n\n- a) Erstens.", "Art. 5, 8quater) a)"),
        ("6.5 Sechs.\n\n2) Zwei.\n\n- d) Vier.", "Clause 6.5 2) d)"),
        ("##### Art. 2\n\n1.1 Ein Wort.", "Art. 2, 1.1"),
        ("# Object {#object-id}\n\nText[^1].\n\n[^1]: Note.", "Paragraph under Object"),
    ],
)
def test_labels_that_would_run_together_are_kept_apart(text: str, where: str) -> None:
    blocks = [block for block in version_of(text).blocks if block.kind != "footnote"]
    assert Citations(blocks).of(blocks[-1]) == where
