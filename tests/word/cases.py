"""Small amendments whose redlines both judges of Word files are to accept, as an old text and a new
one."""

CASES = {
    "the alignment of a column": ("|a|b|\n|---|---|\n|c|d|\n", "|a|b|\n|---|:-:|\n|c|d|\n"),
    "the alignment of a column, and a row": (
        "|a|b|\n|---|---|\n|c|d|\n",
        "|a|b|\n|---|--:|\n|c|d|\n|e|f|\n",
    ),
    "columns that come to other widths": (
        "|a|b|c|\n|---|---|---|\n|1|22|333|\n",
        "|a|x|b|c|\n|---|---|---|---|\n|1|long words here|22|333|\n",
    ),
    "a moved paragraph that refers to a note with a sign": (
        (
            "The Keeper shall close the gate at dusk[^*].\n\nTwo.\n\nThree is here.\n\n[^*]: Or at"
            " night.\n"
        ),
        (
            "Two.\n\nThree is here.\n\nThe Keeper shall close the gate at dusk[^*].\n\n[^*]: Or at"
            " night.\n"
        ),
    ),
    "a note that moved, and is referred to no more": (
        "One[^*].\n\n[^*]: The Keeper closes the gate at dusk.\n\nTwo is here.\n\nThree is here.\n",
        "One.\n\nTwo is here.\n\nThree is here.\n\n[^*]: The Keeper closes the gate at dusk.\n",
    ),
    "a note renumbered": (
        "T.\n\nA[^1].\n\n[^1]: One.\n",
        "T.\n\nZ[^1].\n\nA[^2].\n\n[^1]: Two.\n\n[^2]: One.\n",
    ),
    "a note called twice": ("A[^1], B[^1].\n\n[^1]: One.\n", "B[^1], A.\n\n[^1]: One.\n"),
    "a note no more called": ("A[^1].\n\n[^1]: One.\n", "A.\n\n[^1]: One.\n"),
    "a note that gains a paragraph": (
        "A[^1] b.\n\n[^1]: One.\n\nC.\n",
        "A[^1] b.\n\n[^1]: One.\n\n    Two.\n\nC.\n",
    ),
    "a note that gains one before its last": (
        "A[^1] b.\n\n[^1]: One.\n\n    Three is here.\n\nC.\n",
        "A[^1] b.\n\n[^1]: One.\n\n    Two.\n\n    Three is here too.\n\nC.\n",
    ),
    "a note of two paragraphs that came": (
        "A b.\n\nC.\n",
        "A[^1] b.\n\n[^1]: One.\n\n    Two.\n\nC.\n",
    ),
    "a limb of a note that became text": (
        "A[^1] b.\n\n[^1]: One.\n\n    (a) Two words or more.\n\nC.\n",
        "A[^1] b.\n\n[^1]: One.\n\n(a) Two words or more.\n\nC.\n",
    ),
    "a table in a note": (
        "A[^1] b.\n\n[^1]: One.\n\n    |a|b|\n    |-|-|\n    |c|d|\n\nC.\n",
        "A[^1] b.\n\n[^1]: One.\n\n    |a|b|\n    |-|-|\n    |c|e|\n    |f|g|\n\nC.\n",
    ),
    "a note named anew": ("A[^*].\n\n[^*]: One.\n", "A[^1].\n\n[^1]: One two.\n"),
    "a note whose link leads elsewhere": (
        "A[^1].\n\n[^1]: [b](/c).\n",
        "A[^1].\n\n[^1]: [b](/d).\n",
    ),
    "a table between two tables": (
        "| a |\n|---|\n| b |\n\nText.\n\n| c |\n|---|\n| d |\n",
        "| a |\n|---|\n| b |\n\n| x y z |\n|---|\n| 1 |\n\nText.\n\n| c |\n|---|\n| d |\n",
    ),
    "a column": (
        "T.\n\n| a | b |\n|---|---|\n| c | d |\n",
        "T.\n\n| a | n | b |\n|---|---|---|\n| c | 1 | d |\n",
    ),
    "a column, and a note that another row calls first": (
        "| a | b |\n|---|---|\n| c | d |\n| e[^1] | f |\n\n[^1]: N here.\n",
        "| a | n | b |\n|---|---|---|\n| c | 1 | d[^1] |\n| e[^1] | 2 | f |\n\n[^1]: N here.\n",
    ),
    "a line break that became a paragraph": (
        "1.1 The Keeper shall lock the gate at dusk and<br>the Borrower shall wait outside.",
        "1.1 The Keeper shall lock the gate at dusk and\n\n1.2 the Borrower shall wait outside.",
    ),
    "white space alone": ("A  b.\n\n```\na\n b\n```\n", "A b.\n\n```\na\n    b\n```\n"),
    "a link": ("See [this](https://a.test/x) page.", "See [this](https://b.test/x) page."),
    "a picture": ("See ![this](a.png) page.", "See ![](a.png) page."),
    "insertions at the end of one paragraph and the beginning of the next": (
        "One\n\ntwo.",
        "One more\n\nnow two.",
    ),
    "an insertion at an end and a paragraph inserted after it": (
        "One\n\nTwo.",
        "One more\n\nNew.\n\nTwo.",
    ),
    "a paragraph inserted before a table": (
        "One.\n\n|a|\n|---|\n|b|\n",
        "One.\n\nNew.\n\n|a|\n|---|\n|b|\n",
    ),
    "a table inserted": ("One.\n\nTwo.", "One.\n\nTable 1: New\n\n|a|\n|---|\n|b|\n\nTwo."),
    "a table in the place of another": (
        "One.\n\n|a|b|\n|---|---|\n|c|d|\n\nTwo.",
        "One.\n\n|the quick|brown fox|jumps|\n|---|---|---|\n|over|the lazy|dog|\n\nTwo.",
    ),
    "a row with an empty first cell inserted": (
        "|a|b|\n|---|---|\n|c|d|\n",
        "|a|b|\n|---|---|\n|c|d|\n||e|\n",
    ),
    "a moved paragraph with a link": (
        "One.\n\nThe [Keeper](https://k.test) shall close the gate.\n\n## Three\n\nFour is here.\n",
        "One.\n\n## Three\n\nFour is here.\n\nThe [Keeper](https://k.test) shall close the gate.\n",
    ),
    "insertions at the end of paragraphs and the beginning of the next, one after another": (
        "## 3\n\n**Other powers**\n\nThe Keeper.",
        "## 3 [^1]\n\n**Principle**\n\n1) The Keeper.\n\n[^1]: Inserted in 2021.\n",
    ),
    "an insertion behind a word with a note": (
        "One two[^1]\n\nthree.\n\n[^1]: Note.\n",
        "One two[^1] more\n\nnow three.\n\n[^1]: Note.\n",
    ),
    "a link that ends a paragraph leads elsewhere": (
        "One [two](https://a.test)\n\nthree.",
        "One [two](https://b.test)\n\nnow three.",
    ),
    "a note that ends a paragraph with another mark": (
        "A b.[^4]\n\nC d.\n\n[^4]: Note x.\n",
        "A b.[^5]\n\nC d.\n\n[^5]: Note x.\n",
    ),
    "and before an insertion": (
        "A b.[^4]\n\nC d.\n\n[^4]: Note x.\n",
        "A b.[^5]\n\nNew C d.\n\n[^5]: Other y.\n",
    ),
    "a note that ends a paragraph with another link": (
        "A b.[^1]\n\nC d.\n\n[^1]: N [x](https://a.test).\n",
        "A b.[^1]\n\nC d.\n\n[^1]: N [x](https://b.test).\n",
    ),
    "a note that is called twice with another link": (
        "A[^1] b.\n\nC[^1] d.\n\n[^1]: N [x](https://a.test).\n",
        "A[^1] b.\n\nC[^1] d.\n\n[^1]: N [x](https://b.test).\n",
    ),
    "a note and the words before it, the stop kept": (
        "A b, c d.\n\nE.",
        "A b, x y.[^1]\n\n1) N[^2].\n\nE.\n\n[^1]: O.\n[^2]: P.\n",
    ),
    "the first note, in a paragraph inserted": (
        "One.\n\nTwo.",
        "One.\n\nNew.[^1]\n\nTwo.\n\n[^1]: Note.\n",
    ),
    "the first note, in the first of two": (
        "One.\n\nTwo.",
        "One.\n\nNew.[^1]\n\nNext.\n\nTwo.\n\n[^1]: Note.\n",
    ),
    "the first note, before a table": (
        "One.\n\n|a|\n|---|\n|b|\n",
        "One.\n\nNew.[^1]\n\n|a|\n|---|\n|b|\n\n[^1]: Note.\n",
    ),
    "the first note, in a row": (
        "One.\n\n|a|b|\n|---|---|\n|c|d|\n",
        "One.\n\n|a|b|\n|---|---|\n|c|d|\n|e|f[^1]|\n\n[^1]: Note.\n",
    ),
    "a note in the middle": (
        "A[^1], B[^2].\n\n[^1]: C d.\n\n[^2]: E f.\n",
        "A[^1], B[^2].\n\n[^1]: C d.\n\n[^2]: E g.\n",
    ),
}

LEVELS = {
    "a limb that became one below": ("1 A:\n\n(a) b;\n\n(b) c.\n", "1 A:\n\n(a) b;\n\n(i) c.\n"),
    "an item of a list that came up": (
        "- One:\n    - two;\n    - three.\n",
        "- One:\n    - two;\n- three.\n",
    ),
    "an item that went down and was reworded": (
        "- One is here:\n- two is here;\n- three is here too.\n",
        "- One is here:\n    - two is there;\n- three is here too.\n",
    ),
    "a heading of another level": ("## 4 Reports\n\nA b.\n", "### 4 Reports\n\nA b.\n"),
    "a heading of another level and another number": (
        "## 4 Reports on tests\n\nA b.\n",
        "## 4 New here\n\nC d e.\n\n### 5 Reports on tests\n\nA b.\n",
    ),
    "a heading that lost its number": ("## 4 Reports\n\nA b.\n", "## Reports\n\nA b.\n"),
    "a heading that became text": ("## Reports here\n\nA b.\n", "Reports here\n\nA b.\n"),
    "a level that follows the one above": (
        "5.1 Each Keeper shall:\n\n(a) read the gauge; and\n\n(b) write.\n",
        "5.1 In a month:\n\n5.1.1 Each Keeper shall:\n\n(a) read the gauge; and\n\n(b) write.\n",
    ),
    "text that became a quotation": ("A says:\n\nB c d.\n", "A says:\n\n> B c d.\n"),
    "a quotation in a quotation": ("A says:\n\n> B c d.\n", "A says:\n\n> > B c d.\n"),
    "a limb of a quotation": (
        "> 1 A says:\n>\n> (a) B c d.\n",
        "1 A says:\n\n(a) B c d.\n",
    ),
    "a limb of a note one step further in": (
        "A[^1] b.\n\n[^1]: One:\n\n    (a) two;\n\n    (b) three.\n\nC.\n",
        "A[^1] b.\n\n[^1]: One:\n\n    (a) two;\n\n    (i) three.\n\nC.\n",
    ),
    "columns that are aligned otherwise": (
        "|a|b|c|\n|-|-|:-:|\n|d|1.5|e|\n",
        "|a|b|c|\n|-|-:|-|\n|d|1.5|e|\n",
    ),
    "code that was set in": ("A b:\n\n```\nc d\n```\n", "A b:\n\n> ```\n> c d\n> ```\n"),
}
"""Amendments of levels, which LibreOffice gives back too: no paragraph runs into another."""


_WIDE = ("Manufacturer", "Configuration", "Communications", "Interoperability")


def _wide(columns: int, cell: str = "x") -> str:
    """A table of so many columns, which eight words of this length make too wide for a sheet."""
    header = "|".join((_WIDE * 3)[:columns])
    return f"|{header}|\n|{'---|' * columns}\n|{'|'.join([cell] * columns)}|\n"


SHEETS = {
    "a cell of a table on a turned sheet": (
        f"One.\n\nTable 1: A\n\n{_wide(8)}\nTwo.\n",
        f"One.\n\nTable 1: A\n\n{_wide(8, 'y z')}\nTwo.\n",
    ),
    "a table that came to need a turned sheet": (
        f"One.\n\nTable 1: A\n\n{_wide(4)}\nTwo.\n",
        f"One.\n\nTable 1: A\n\n{_wide(8)}\nTwo.\n",
    ),
    "a table on a turned sheet that came": (
        "One.\n\n## 2 Three\n\nTwo.\n",
        f"One.\n\n## 2 Three\n\nTable 1: A\n\n{_wide(8)}\nTwo.\n",
    ),
    "one at the end": ("One.\n", f"One.\n\nTable 1: A\n\n{_wide(8)}\n"),
    "one at the beginning": ("Two.\n", f"Table 1: A\n\n{_wide(8)}\nTwo.\n"),
    "a caption of one": (
        f"One.\n\n{_wide(8)}\nTwo.\n",
        f"One.\n\nTable 1: A\n\n{_wide(8)}\nTwo.\n",
    ),
    "a paragraph between two of them": (
        f"One.\n\n{_wide(8)}\nTable 1: A\n\n{_wide(8, 'y')}\nTwo.\n",
        f"One.\n\n{_wide(8)}\nNew.\n\nTable 1: A\n\n{_wide(8, 'y')}\nTwo.\n",
    ),
    "a paragraph between a heading and one": (
        f"One.\n\n## Three\n\n{_wide(8)}\nTwo.\n",
        f"One.\n\n## Three\n\nNew.\n\n{_wide(8)}\nTwo.\n",
    ),
}
"""Amendments of tables too wide for an upright sheet."""
