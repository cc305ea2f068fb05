"""A sign and its number stay in one line, and no word of a page is another for it."""

import re
import time

import pytest

from build_tools.site.kept_together import kept_together

_TAG = re.compile(r"<[^>]*>")


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>nach § 7 Abs. 2 Nr. 1 Buchst. a gilt</p>", ["§ 7", "Abs. 2", "Nr. 1", "Buchst. a"]),
        ("<p>die §§ 5a bis 8, Art. 12</p>", ["§§ 5a", "Art. 12"]),
        ("<p>Tabelle 1 gilt ab 1. April 2026</p>", ["Tabelle 1", "1. April"]),
        ("# Entwicklung: G § 7 {#page}", ["§ 7"]),
        ('## § 7 Entgelt {#section-7 data-toc-label="§ 7 Entgelt"}', ["§ 7"]),
        ('<a title="§ 7" href="#x">§ 7</a>', ["§ 7"]),
        ("<p>Clause 7, Tabs. 3, <ins>§</ins> 7</p>", []),
        ("<script>'§ 7'</script><option>§ 7</option><!-- § 7 -->", []),
        ("<p>{§ 7}</p>", ["§ 7"]),
        ("<p>x§§ 7, 112. April, 12. April, .Art. 7</p>", ["§ 7", "12. April"]),
        ("## Artikel {x}\n<p>Artikel 7</p>", ["Artikel 7"]),
        ('<a title="§ 7 < § 8, Abs. 9" href="#x">§ 9</a>', ["§ 9"]),
        ("<p>§ 7 -> § 8</p>", ["§ 7", "§ 8"]),
    ],
)
def test_what_is_kept_together(html: str, kept: list[str]) -> None:
    made = kept_together(html)
    assert re.findall(r'<span class="kept">([^<]*)</span>', made) == kept
    assert _TAG.sub("", made) == _TAG.sub("", html)
    assert re.sub(r'<span class="kept">([^<]*)</span>', r"\1", made) == html


def test_a_long_paragraph_takes_no_longer_than_its_letters() -> None:
    longer = 16
    short, long = (seconds("nach § 7 Abs. 2 ab 1. April " * count) for count in (500, 500 * longer))
    assert long < 4 * longer * short


def seconds(words: str) -> float:
    """Of the processor, the least of three runs."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        assert kept_together(words).count('"kept"') == 3 * words.count("§")
        taken.append(time.process_time() - began)
    return min(taken)
