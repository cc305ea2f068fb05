"""The page of the terms of a document: what each means, since when, and where it is used."""

import datetime as dt
import re
from html import unescape

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.site import urls
from build_tools.site.build import by_address, site_files
from build_tools.site.file_store import FileStore
from tests.recording import made

FIRST = """\
1.1 A term that is used with capitals and is not defined here has the meaning given to it in the \
LAKE.

**Duck** means a bird.

**Frog** has the meaning given to it in the Marsh Code.

**Fish** has the meaning given to it in the LAKE.

**Grebe** means what dives.

**Newt** means a small animal.

1.2 A Duck eats a Newt and a Reed.

1.3 A Grey Heron eats a Frog.
"""
SECOND = (
    FIRST.replace("means a bird", "means a bird that swims")
    .replace("**Newt** means a small animal.", "**Snail** means an animal with a shell.")
    .replace("**Grebe** means what dives.\n\n", "")
    .replace("a Newt", "a Snail")
)
THIRD = SECOND.replace("that swims", "that *swims*").replace(
    "**Snail**", "**Grebe** means what dives.\n\n**Snail**"
)
"""Of a term nothing but the marks changed, and one came back."""
FOURTH = THIRD.replace("**Frog**", "**Toad** means what hops.\n\n**Frog**")
LAKE = "**Fish** means what has fins.\n\n**Reed** means a plant.\n\n1.1 A Fish hides in a Reed.\n"


def sections() -> dict[str, str]:
    """The words of the page, by the headings."""
    pond = made(
        "pond",
        (FIRST, {"effect": "2020-01-01"}),
        (SECOND, {"effect": "2021-01-01"}),
        (THIRD, {"effect": "2021-06-01"}),
        (FOURTH, {"consultation-issued": "2022-01-01"}),
    )
    lake = made("lake", (LAKE, {"effect": "2020-01-01"}))
    corpus = Corpus(documents=(pond, lake), amendments=())
    day = dt.date(2023, 1, 1)
    page = by_address(site_files(corpus, day, {}, Comparisons(), FileStore(())))[urls.terms("pond")]
    assert isinstance(page, str)
    parts = re.split(r"^## (.*?) \{#.*$", page, flags=re.MULTILINE)
    words = [" ".join(unescape(re.sub(r"<[^>]+>", " ", each)).split()) for each in parts]
    return {"": words[0]} | dict(zip(words[1::2], words[2::2], strict=True))


def test_each_term_says_what_it_means_since_when_and_where_it_is_used() -> None:
    found = sections()
    assert list(found)[1:6] == ["Duck", "Fish", "Frog", "Grebe", "Snail"]
    assert found["Duck"].startswith("Duck means a bird that swims . Since the first version")
    assert "last changed by POND 2.0 , pond-2" in found["Duck"]
    assert "Since POND 3.0 , by pond-3" in found["Grebe"]
    assert found["Duck"].endswith("Used by Clause 1.2 .")
    # The provision stood before, and defined another term.
    assert "Since POND 2.0 , by pond-2 . In the text" in found["Snail"]


def test_a_meaning_given_elsewhere_is_shown_where_the_record_holds_it_and_else_said_to_be() -> None:
    found = sections()
    assert "LAKE 1.0 : Fish means what has fins." in found["Fish"]
    assert "Defined in the Marsh Code, which this record does not hold." in found["Frog"]
    assert (
        found["Used here, defined in another document"]
        == "Reed , as LAKE 1.0 defines it. Used by Clause 1.2 ."
    )


def test_what_is_written_as_a_term_and_defined_nowhere_is_listed() -> None:
    undefined = sections()["Written as terms, and defined nowhere in this record"]
    assert undefined.startswith("Grey Heron: Clause 1.3")


def test_terms_that_went_and_that_are_proposed_are_told_with_their_amendments() -> None:
    found = sections()
    assert "Newt : last in POND 1.0 ; taken out by POND 2.0 , pond-2" in found["Defined no more"]
    assert "Grebe" not in found["Defined no more"]
    assert "Proposed: POND 4.0 brings Toad ." in found[""]
