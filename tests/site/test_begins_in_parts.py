"""The site of a version that takes effect in parts: wherever it tells of a day, it tells how much
of the version is in force, and which provisions are not."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from build_tools.site.follow.events import has_certainly_come
from build_tools.site.manifest_schema import effects_schema, manifest_schema
from tests.parted import ASSENT, PARTS, plant_parts
from tests.publishing import built, marker
from tests.running import replace_in

TOLD = "in force in part since 1 June 2024 (2 of 3 parts)"
SILENT = f"{ASSENT}  part-1: {{actual: 2024-06-01}}\n  part-3: {{planned: 2025-01-01}}\n"


def site_of(root: Path, dates: str = PARTS) -> dict[str, str]:
    docs = {"index.md": f"# Home\n\n{marker('status')}\n"}
    return built(load(plant_parts(root, dates)), dt.date(2024, 10, 1), docs, Comparisons())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return site_of(tmp_path_factory.mktemp("parts") / "versions")


def words(page: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", page).split())


@pytest.mark.parametrize(
    "page",
    [
        "index.md",
        "rules/index.md",
        "rules/v/2.0/index.md",
        "rules/history/index.md",
        "amendments/rules-2.0/index.md",
        "data/index.md",
        "llms.txt",
        "rules/v/2.0/rules-2.0.md.txt",
    ],
)
def test_every_page_that_tells_how_a_version_stands_tells_how_much_of_it(
    site: dict[str, str], page: str
) -> None:
    assert TOLD in words(site[page]).replace("In force in part", "in force in part")


def test_the_text_says_of_each_provision_that_waits_that_it_does(site: dict[str, str]) -> None:
    page = words(site["rules/index.md"])
    assert (
        "Changes not in force yet: everything else (Part 3 begins: planned 1 January 2025" in page
    )
    assert "2.2 A name is long . [not in force yet]" in page
    assert page.count("[not in force yet]") == 1


@pytest.mark.parametrize("page", ["index.md", "rules/redline/1.0..2.0/index.md"])
def test_a_list_of_changes_says_of_each_that_waits_that_it_does_and_until_when(
    site: dict[str, str], page: str
) -> None:
    """What a part that waits takes out is law until then; what has begun has no mark."""
    told = re.findall(
        r'<a (?:class="where" )?href="[^"]*#[^"]*">([^<]*)</a>(?:(?!</?li).)*?'
        r'<em class="not-begun">\[([^]]*)\]</em>',
        site[page],
    )
    assert told == [
        ("Clause 2.1", "still in force (end planned 1 January 2025)"),
        ("Clause 2.2", "not in force yet (planned 1 January 2025)"),
    ]


def test_the_text_of_a_redline_says_it_behind_the_words(site: dict[str, str]) -> None:
    page = site["rules/redline/1.0..2.0/index.md"]
    text = words(page.partition('<div class="text">')[2].partition("</section>")[0])
    assert re.findall(r"(\w+ \w+)[. ]*\[([^]]*)\]", text) == [
        ("the register", "still in force"),
        ("short long", "not in force yet"),
    ]


def test_the_notes_of_where_words_come_from_have_the_day_of_their_part(
    site: dict[str, str],
) -> None:
    page = words(site["rules/v/2.0/index.md"])
    notes = re.findall(r"\[inserted by Version 2\.0 , Rules 2\.0 , ([^]]*)\]", page)
    assert notes == [
        "in force since 1 June 2024 (Part 1 begins)",
        "in force since 1 September 2024 (Part 2 begins)",
        "Part 3 begins: planned 1 January 2025, actual not recorded",
    ]


def in_its_place(page: str) -> str:
    (aside,) = re.findall(r'(?s)<aside [^>]*id="page-in-its-place".*?</aside>', page)
    return words(aside)


@pytest.mark.parametrize("page", ["rules", "rules/v/2.0"])
def test_what_is_law_in_the_place_of_what_waits_stands_on_the_page(
    site: dict[str, str], page: str
) -> None:
    """What a part that waits takes out is nowhere in the text, and in force all the same."""
    text = site[f"{page}/index.md"]
    told = in_its_place(text)
    assert "In its place stands on 1 October 2024" in told
    assert told.endswith(
        "Clause 2.1 of 1.0 2.1 A name is unique among all names of the register."
        " Clause 2.2 of 1.0 2.2 A name is short."
    )
    assert 'href="#page-in-its-place"' in text
    assert "../../v/2.0/#page-in-its-place" in site["rules/redline/1.0..2.0/index.md"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "1.1 A key must:\n\n(a) be long;\n\n(b) be red.\n",
            "1.1 A key must:\n\n(a) be short;\n\n(b) be blue.\n",
            "Clause 1.1(b) of 1.0 (b) be red.",
        ),
        (
            "1.1 A key must:\n\n(a) be long;\n\n(b) be red.\n",
            "1.1 Each key must:\n\n(a) be short;\n\n(b) be red.\n",
            "Clause 1.1 of 1.0 1.1 A key must:",
        ),
    ],
)
def test_of_a_provision_that_has_begun_in_part_what_waits_alone_is_told(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    """What has been replaced in it is law no more."""
    dates = (
        f'{ASSENT}  part-1: {{actual: 2024-06-01, provisions: ["1.1(a)"]}}\n'
        "  part-3: {planned: 2025-01-01, provisions: [everything else]}\n"
    )
    root = plant_parts(tmp_path / "versions", dates)
    for label, text in (("1.0", old), ("2.0", new)):
        path = root / f"rules/{label}.md"
        path.write_text(f"{path.read_text().partition('## 1 Keys')[0]}## 1 Keys\n\n{text}")
    docs = {"index.md": "# Home\n"}
    site = built(load(root), dt.date(2024, 10, 1), docs, Comparisons())
    said = in_its_place(site["rules/index.md"]).partition("on 1 October 2024 : ")[2]
    assert said == told


def test_what_the_record_does_not_settle_is_said_to_be_unsettled(tmp_path: Path) -> None:
    told = in_its_place(site_of(tmp_path / "versions", SILENT)["rules/index.md"])
    assert "Clause 1.1 of 1.0 perhaps: whether it is still in force is not recorded" in told
    assert "1.1 A key has at least 2048 bits." in told


def test_a_part_whose_day_is_over_is_in_doubt_on_every_page(tmp_path: Path) -> None:
    docs = {"index.md": f"# Home\n\n{marker('status')}\n"}
    corpus = load(plant_parts(tmp_path / "versions"))
    pages = built(corpus, dt.date(2025, 1, 2), docs, Comparisons())
    page = pages["rules/v/2.0/index.md"]
    assert "2.2 A name is long . [not recorded whether in force]" in words(page)
    assert "Not recorded whether in force: everything else (Part 3 begins: planned" in words(page)
    assert "Clause 2.2 of 1.0 perhaps: whether it is still in force is not" in in_its_place(page)
    assert "not recorded whether in force (Part 3" in words(pages["rules/clause/2.2/index.md"])
    flatly = "[not in force yet]", "not in force yet (Part 3", "Changes not in force yet:"
    assert not [name for name, text in pages.items() for each in flatly if each in words(text)]
    assert "not recorded whether it came" in words(pages["index.md"])


def test_what_is_in_force_as_a_whole_has_nothing_in_its_place(tmp_path: Path) -> None:
    site = site_of(
        tmp_path / "versions", PARTS.replace("planned: 2025-01-01", "actual: 2024-09-30")
    )
    assert not [name for name, text in site.items() if "page-in-its-place" in text]


def test_the_page_of_a_provision_says_since_when_it_says_so(site: dict[str, str]) -> None:
    begun, waits = (words(site[f"rules/clause/{at}/index.md"]) for at in ("1.2", "2.2"))
    assert "in force since 1 September 2024 (Part 2 begins)" in begun
    assert "not in force yet (Part 3 begins: planned 1 January 2025" in waits
    assert "1 September 2024 to 1 October 2024 Clause 1.2 of 2.0 :" in begun
    assert "1 June 2024 to 31 August 2024 Clause 1.2 of 1.0 :" in begun
    assert "1 September 2024 to 1 October 2024 Clause 2.2 of 1.0 :" in waits


def test_the_days_are_divided_where_a_part_begins(site: dict[str, str]) -> None:
    page = words(site["rules/at/index.md"])
    assert (
        "of 2.0 1 of 3 parts had begun; changes not in force yet: Part 2 begins (1.2 to 1.3)"
        in page
    )
    assert (
        "of 2.0 2 of 3 parts had begun; changes not in force yet: Part 3 begins (everything" in page
    )


def test_each_part_is_news_and_a_date(site: dict[str, str]) -> None:
    assert "It brings into force: 1.2 to 1.3." in site["rules/feed.xml"]
    calendar = site["rules/calendar.ics"].replace("\r\n ", "")
    assert "takes effect (Part 2 begins): Version 2.0" in calendar
    assert "planned to take effect (Part 3 begins): Version 2.0" in calendar


def test_data_tell_of_each_change_with_which_part_it_begins(site: dict[str, str]) -> None:
    corpus = json.loads(site["data/corpus.json"])
    jsonschema.validate(corpus, manifest_schema())
    assert corpus["format"] == 4
    (document,) = corpus["documents"]
    version = document["versions"][1]
    assert version["stage"] == "in force in part"
    assert [part["id"] for part in version["parts"]] == ["part-1", "part-2", "part-3"]
    assert version["parts"][2]["begun"] is None
    assert [each["in_part"][0]["pending"] for each in document["days"] if "in_part" in each] == [
        ["part-2", "part-3"],
        ["part-3"],
    ]
    effects = json.loads(site["rules/effects.json"])
    jsonschema.validate(effects, effects_schema())
    assert effects["format"] == 3
    since = {row["anchor"]: _since(row) for row in effects["effects"]}
    assert since == {
        "1.1": ("part-1", True, "2024-06-01"),
        "1.2": ("part-2", True, "2024-09-01"),
        "2.1": ("part-3", False, None),
        "2.2": ("part-3", False, None),
        "3": ("part-1", True, "2024-06-01"),
        "3.1": ("part-1", True, "2024-06-01"),
        "3.2": ("part-1", True, "2024-06-01"),
    }


def _since(row: dict[str, Any]) -> tuple[str | None, bool | None, str | None]:
    return row["part"], row["begun"], row["in_force"] and row["in_force"]["from"]["latest"]


def test_where_the_parts_are_not_recorded_nothing_is_certain(tmp_path: Path) -> None:
    site = site_of(tmp_path / "versions", SILENT)
    page = words(site["rules/index.md"])
    assert "Not in force yet: some of it; which provisions is not recorded (Part 3 begins" in page
    assert "3072 bits. [not recorded whether in force]" in page
    assert "Which provisions it brings into force is not recorded." in site["rules/feed.xml"]
    effects = json.loads(site["rules/effects.json"])
    jsonschema.validate(effects, effects_schema())
    told = {_since(row) for row in effects["effects"]}
    assert told == {(None, None, None)}


def test_a_first_version_may_begin_in_parts(tmp_path: Path) -> None:
    root = plant_parts(tmp_path / "versions")
    dates = (
        "{actual: 2023-01-01, provisions: [1]}\n  part-2: {planned: 2025-01-01, provisions: [2]}"
    )
    replace_in(root / "amendments/rules-1.0.yml", "{actual: 2023-01-01}", dates)
    for name in ("amendments/rules-2.0.yml", "rules/2.0.md"):
        (root / name).unlink()
    site = built(load(root), dt.date(2024, 10, 1), {"index.md": "# Home\n"}, Comparisons())
    page = words(site["rules/index.md"])
    assert "1.1 A key has at least 2048 bits. 1.2" in page
    assert "2.2 A name is short. [not in force yet]" in page
    assert page.count("[not") == 2  # 2.1 and 2.2: what stands after a heading is no part of it


def test_what_is_replaced_in_part_is_not_said_to_be_superseded(site: dict[str, str]) -> None:
    page = words(site["rules/v/1.0/index.md"])
    assert "Superseded in part by Rules 2.0 , which is " + TOLD in page
    corpus = json.loads(site["data/corpus.json"])
    assert corpus["documents"][0]["versions"][0]["stage"] == "superseded in part"


def test_what_is_proposed_over_it_says_so_of_its_base(tmp_path: Path) -> None:
    root = plant_parts(tmp_path / "versions")
    amendment, text = "amendments/rules-{}.yml", "rules/{}.md"
    for name in (amendment, text):
        made = (root / name.format("2.0")).read_text()
        made = made.replace("2.0", "3.0").replace('"1.0"', '"2.0"')
        (root / name.format("3.0")).write_text(made.replace("A log is public.", "A log is open."))
    path = root / amendment.format("3.0")
    dates, sources = path.read_text().split("dates:\n")[0], "sources:\n  - title: Made up\n"
    path.write_text(f"{dates}dates:\n  bill: {{actual: 2024-09-15}}\n{sources}")
    site = built(load(root), dt.date(2024, 10, 1), {"index.md": "# Home\n"}, Comparisons())
    for page in ("rules/v/3.0/index.md", "amendments/rules-3.0/index.md"):
        assert f"Rules 2.0 is {TOLD}" in words(site[page])


def test_the_contents_of_a_text_in_pages_mark_what_waits(tmp_path: Path) -> None:
    root = plant_parts(tmp_path / "versions")
    path = root / "rules/document.yml"
    path.write_text(f"{path.read_text()}sections: true\n")
    for label in ("1.0", "2.0"):  # long enough to be divided
        text = root / f"rules/{label}.md"
        long = "".join(f"\n4.{at} {'A word of the law. ' * 30}\n" for at in range(1, 60))
        text.write_text(f"{text.read_text()}\n## 4 Words\n{long}")
    site = built(load(root), dt.date(2024, 10, 1), {"index.md": "# Home\n"}, Comparisons())
    listed = words(site["rules/index.md"])
    assert re.findall(r"(\d\S*) [^\d\[]*\[not in force yet\]", listed) == ["2.2"]


def test_what_began_on_a_day_that_is_not_recorded_has_come_with_the_next_part(
    tmp_path: Path,
) -> None:
    dates = PARTS.replace("actual: 2024-09-01", "actual: date not recorded").replace(
        "planned: 2025-01-01", "actual: 2025-01-01"
    )
    amendment = load(plant_parts(tmp_path / "versions", dates)).amendments[-1]
    came = {
        day: has_certainly_come(amendment, "part-2", dt.date.fromisoformat(day), ())
        for day in ("2024-10-01", "2025-01-01")
    }
    assert came == {"2024-10-01": False, "2025-01-01": True}


def test_of_several_documents_each_is_called_as_readers_call_it(tmp_path: Path) -> None:
    root = plant_parts(tmp_path / "versions")
    (root / "book").mkdir()
    for name in ("document.yml", "1.0.md", "2.0.md"):
        text = (root / "rules" / name).read_text()
        text = text.replace("document: rules", "document: book")
        text = text.replace("short_title: Rules", "short_title: Book")
        (root / "book" / name).write_text(text.replace("title: Rules of Issuance", "title: A Book"))
    for label, old in (("1.0", ""), ("2.0", '    from: "1.0"\n')):
        step = f'  - document: book\n{old}    to: "{label}"\ndates:'
        replace_in(root / f"amendments/rules-{label}.yml", "dates:", step)
    path = root / "amendments/rules-2.0.yml"
    said = path.read_text().replace('["1.1", "3"]', '["rules 1.1", "book 3"]')
    said = said.replace('["1.2 to 1.3"]', '["rules 1.2 to 1.3"]')
    path.write_text(said.replace("[everything else]", '["rules everything else"]'))
    site = built(load(root), dt.date(2024, 10, 1), {"index.md": "# Home\n"}, Comparisons())
    assert "It brings into force: Rules 1.1, Book 3." in site["rules/feed.xml"]
    page = words(site["amendments/rules-2.0/index.md"])
    assert "Part 1 begins: Rules 1.1, Book 3" in page
    assert "Part 3 begins: Rules everything else" in page


def test_of_a_note_that_waits_what_is_law_in_its_place_is_told_too(tmp_path: Path) -> None:
    """One that is taken out is law until then; neither is named by a part."""
    root = plant_parts(tmp_path / "versions")
    notes = (
        ("1.0", "[^1]: But for ports.\n\n    And for piers.\n\n[^2]: In ink.", "short.[^1][^2]"),
        ("2.0", "[^1]: But for towns.\n\n    And for piers.", "long.[^1]"),
    )
    for label, note, words_with in notes:
        path = root / f"rules/{label}.md"
        changed = path.read_text().replace(words_with.partition("[")[0], words_with)
        path.write_text(f"{changed}\n{note}\n")
    site = built(load(root), dt.date(2024, 10, 1), {"index.md": "# Home\n"}, Comparisons())
    told = in_its_place(site["rules/index.md"])
    assert told.endswith(
        "Footnote 1 of 1.0 1 But for ports. And for piers. Footnote 2 of 1.0 2 In ink."
    )
    assert 'href="../1.0/#fn-2"' in site["rules/v/2.0/index.md"]
