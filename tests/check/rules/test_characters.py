"""What cannot be seen, look-alikes, HTML and quotation marks."""

import pytest

from tests.check.finding import TABLE, Cases, each, said

EM_SPACE = "holds the character U+2003 (EM SPACE), which only looks like a space"
CHARACTERS = [
    ("1.1 Plain – “quoted”, naïve, £5, ½, •\u00a0and a non-breaking space.\n", []),
    ("1.1 A\tB\n", ["1: holds a tab"]),
    ("Text\n\n1.1 A\x02B\n", ["3: holds the character U+0002, which cannot be seen"]),
    *[
        (
            f"1.1 A{char}B\n",
            [f"1: holds the character U+{ord(char):04X} ({name}), which cannot be seen"],
        )
        for char, name in (
            ("\u202e", "RIGHT-TO-LEFT OVERRIDE"),
            ("\u200b", "ZERO WIDTH SPACE"),
            ("\u00ad", "SOFT HYPHEN"),
            ("\u061c", "ARABIC LETTER MARK"),
            ("\ufe0e", "VARIATION SELECTOR-15"),
            ("\u3164", "HANGUL FILLER"),
            ("\U000e0041", "TAG LATIN CAPITAL LETTER A"),
        )
    ],
    ("```\na\tb\n```\n", ["2: holds a tab"]),
    ("1.1 Ten\u2003days\n", [f"1: {EM_SPACE}"]),
    ("1.1 Ten&emsp;days\n", [f"1: {EM_SPACE}, written as `&emsp;`"]),
    (
        "1.1 A&#x202E;B&ZeroWidthSpace;C\n",
        [
            "1: holds the character U+200B (ZERO WIDTH SPACE), which cannot be seen, written as"
            " `&ZeroWidthSpace;`",
            "1: holds the character U+202E (RIGHT-TO-LEFT OVERRIDE), which cannot be seen, written"
            " as `&#x202E;`",
        ],
    ),
    (
        "1.1 « 1\u202f000\u202f€ » ; «\u202fle prix\u202f»\u202f; 25\u202f°C, z.\u202fB. Nr. 5.\n",
        [],
    ),
    ("1.1 a\u202fb\n", [f"1: {EM_SPACE.replace('2003 (EM', '202F (NARROW NO-BREAK')}"]),
    ("1.1 A&nbsp;B &lt;b&gt; R&D; `&shy;`\n\n```\n&shy;\n```\n", []),
    ("---\nkey: value\n---\n\u2003\n", [f"4: {EM_SPACE}"]),
    ("---\nkey: a\u200bb\n---\n\n1.1 Front matter is told of where it is read.\n", []),
]

HTML = [
    ("1.1 a < b, a<5 and c > d, <https://example.org> and `<b>`\n", []),
    (TABLE + "| a<br>b | c<br/>d |\n", []),
    ("```\n<b>\n```\n", []),
    ("1.1 If a<b and c>d, or x <y or z> 1.\n", []),
    ('1.1 <a b c="d">\n', ['1: `<a b c="d">` is HTML; only <br> may stand in a text']),
    (
        "1.1 A <b>bold</b> word.\n",
        [
            "1: `</b>` is HTML; only <br> may stand in a text",
            "1: `<b>` is HTML; only <br> may stand in a text",
        ],
    ),
    ("Text\n\n<!-- hidden -->\n", ["3: `<!--` is HTML; only <br> may stand in a text"]),
    ('<div class="x">\n', ['1: `<div class="x">` is HTML; only <br> may stand in a text']),
]

_ONLY_LOOKS = "holds U+0430, which only looks like"
_STRUCK = "is struck out or underlined by U+0336, as a redline does"

LOOK_ALIKES = [
    ("1.1 Naïve, ½, µ, 5 kΩ, λόγος, Москва, straße and É.\n", []),
    ("1.1 A `Сohort` in code.\n", []),
    ("1.1 The Сohort.\n", ["1: `Сohort` holds U+0421, which only looks like `C`"]),
    ("1.1 The Cοhort.\n", ["1: `Cοhort` holds U+03BF, which only looks like `o`"]),
    ("1.1 In ２０２３（1）.\n", ["1: `２０２３` holds U+FF12, which only looks like `2`"]),
    # what is really of another alphabet, or of mathematics, is what it looks like
    ("1.1 ο λόγος, роса и хор, محمد, Tiếng Việt, Yıldız, ΔT, νmax, 2𝑥, x̄, ≠, m², → and №.\n", []),
    ("1.1 А. С. Пушкин und die ΑΕ και ο ΟΤΕ Α.Ε.\n", []),
    ("1.1 `l\u0336o` in code.\n", []),
    *[
        (f"1.1 A {word} b.\n", [f"1: `{word}` holds U+{code}, which only looks like `{plain}`"])
        for word, code, plain in (
            ("loаnж", "0430", "a"),  # a word of two alphabets is of neither
            ("lօan", "0585", "o"),
            ("Ꭺnnex", "13AA", "A"),
            ("ꓐoat", "A4D0", "B"),
            ("lᴏan", "1D0F", "o"),
            ("loɑn", "0251", "a"),
            ("𝐥𝐨𝐚𝐧", "1D425", "l"),
            ("𝟏", "1D7CF", "1"),
            ("З", "0417", "3"),
            ("ﬁne", "FB01", "fi"),
            ("shuﬄe", "FB04", "ffl"),
            ("ﬂﬁ", "FB02", "fl"),
            ("ȷetty", "0237", "j"),
            ("fıne", "0131", "i"),
            ("provısıons", "0131", "i"),
            ("Lıquıd", "0131", "i"),  # which no Turkish word can be
        )
    ],
    (
        "1.1 A Licence.\n\n1.2 Each Lıcence.\n",
        ["3: `Lıcence` holds U+0131, which only looks like `i`"],
    ),
    (
        "1.1 In Diyarbakır by Yılmaz, Işıl and Şırnak.\n\n1.2 Bu kanunun amacı değil, ayırım.\n\n"
        "1.3 Yanlış kapıcı.\n",
        [],
    ),
    (
        "1.1 A f&#305;ne.\n",
        ["1: `fıne` holds U+0131, which only looks like `i`, written as `&#305;` or the like"],
    ),
    ("1.1 A lo&#1072;n.\n", [f"1: `loаn` {_ONLY_LOOKS} `a`, written as `&#1072;` or the like"]),
    ("1.1 A loan &amp; a `&#1072;` and &auml;.\n", []),
    ("1.1 fu\u0308r\n", ["1: `u\u0308` is written with U+0308 apart, and prints as `ü` does"]),
    ("1.1 l\u0336o\n", [f"1: `l\u0336` {_STRUCK}"]),
    ("1.1 l&#x336;o\n", [f"1: `l\u0336` {_STRUCK}"]),
    ("1.1 a\u0332b\n", ["1: `a\u0332` is struck out or underlined by U+0332, as a redline does"]),
]

_STRAIGHT = "holds a straight quotation mark or apostrophe, and most in this text are curly"

_CURLY = "holds a curly quotation mark or apostrophe, and most in this text are straight"

QUOTES = [
    ('1.1 A "word" and DCC\'s own.\n', []),
    ("1.1 A “word” and DCC’s own.\n", []),
    ('1.1 A “word” and DCC’s own, and `x = "y"`.\n', []),
    ("1.1 A “word”.\n\n1.2 DCC's own.\n", [f"3: {_STRAIGHT}"]),
    ('1.1 A "word".\n\n1.2 DCC’s own.\n', [f"3: {_CURLY}"]),
]

CASES: Cases = {
    "unseen-character": CHARACTERS,
    "look-alike": LOOK_ALIKES,
    "html": HTML,
    "quotes": QUOTES,
}


@pytest.mark.parametrize(("rule", "text", "expected"), each(CASES))
def test_each_rule(rule: str, text: str, expected: list[str]) -> None:
    assert sorted(said(rule, text)) == sorted(expected)
