"""The data of a site: valid by its own schemas, true to the record, and enough for a client that
was written from the documentation alone."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.record.point_in_time import text_on_day
from build_tools.record.status import predecessor
from build_tools.site import urls
from build_tools.site.build import by_address, site_files
from build_tools.site.context import SiteContext
from build_tools.site.file_store import FileStore
from build_tools.site.plain_texts import llms_txt, version_markdown
from build_tools.text.markdown import parse
from tests.paths import ROOT
from tests.patience import PATIENCE
from tests.publishing import AS_OF
from tests.recording import day


@pytest.fixture(scope="module")
def site(record: Corpus, comparisons: Comparisons, tmp_path_factory: Any) -> Path:
    """The data of the site of the record, in a folder, and the client of its documentation."""
    folder: Path = tmp_path_factory.mktemp("site")
    files = by_address(site_files(record, AS_OF, {}, comparisons, FileStore(())))
    for address, content in files.items():
        if address.endswith((".json", ".md.txt", "llms.txt")) and isinstance(content, str):
            path = folder / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
    (client,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs/machine-data.md").read_text(), re.DOTALL
    )
    (folder / "client.py").write_text(client, "utf-8")
    return folder


def read(site: Path, address: str) -> Any:
    return json.loads((site / address).read_text("utf-8"))


def asked(site: Path, *question: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, site / "client.py", site, *question],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return done.stdout.splitlines()


def test_the_manifest_and_the_effects_are_as_their_schemas_say(site: Path) -> None:
    effects = [urls.effects(id_) for id_ in ("mtad", "svtad", "example")]
    for schema, addresses in (
        (urls.MANIFEST_SCHEMA, [urls.MANIFEST]),
        (urls.EFFECTS_SCHEMA, effects),
    ):
        validator = Draft202012Validator(read(site, schema))
        Draft202012Validator.check_schema(validator.schema)
        for address in addresses:
            assert [error.message for error in validator.iter_errors(read(site, address))] == []


def test_the_schemas_name_every_key(site: Path) -> None:
    """A key that a schema does not name would be promised to nobody."""
    _all_named(read(site, urls.MANIFEST), read(site, urls.MANIFEST_SCHEMA))
    _all_named(read(site, urls.effects("mtad")), read(site, urls.EFFECTS_SCHEMA))


OF_DIVIDED = {"sections", "whole"}
"""Only a document in pages by section has these."""
OF_PARTS = {"parts", "in_part", "part", "begun", "provisions"}
"""Only what takes effect in parts has these; tests/site/test_begins_in_parts.py holds them."""


def _all_named(value: Any, schema: dict[str, Any]) -> None:
    if isinstance(value, list):
        for each in value:
            _all_named(each, schema["items"])
    elif isinstance(value, dict) and "properties" in schema:
        assert value.keys() <= schema["properties"].keys()
        assert schema["properties"].keys() - value.keys() <= OF_DIVIDED | OF_PARTS
        for key, each in value.items():
            _all_named(each, schema["properties"][key])


@pytest.mark.parametrize("asked_day", ["2018-09-17", "2022-06-01", "2022-09-20", "2026-11-23"])
def test_the_days_of_the_manifest_are_those_of_the_record(
    record: Corpus, site: Path, asked_day: str
) -> None:
    for document in read(site, urls.MANIFEST)["documents"]:
        (days,) = [
            each
            for each in document["days"]
            if (each["first"] or "") <= asked_day <= (each["last"] or "9999")
        ]
        text = text_on_day(record.document(document["id"]), day(asked_day), AS_OF)
        assert days["versions"] == [version.label for version in text.versions]
        assert (days["certainty"], days["why"]) == (text.certainty, text.why)


def test_each_change_of_each_step_has_a_row(
    record: Corpus, comparisons: Comparisons, site: Path
) -> None:
    for document in record.documents:
        rows = read(site, urls.effects(document.id))["effects"]
        for version in document.versions:
            before = predecessor(document, version)
            told = [row["change"] for row in rows if row["to"] == version.label]
            changes = comparisons.between(before, version).changes if before else ()
            assert told == [change.id for change in changes]


def row_of(site: Path, document: str, version: str, where: str, kind: str) -> dict[str, Any]:
    (row,) = [
        each
        for each in read(site, urls.effects(document))["effects"]
        if (each["to"], each["where"]) == (version, where) and kind in each["kinds"]
    ]
    return dict(row)


@pytest.mark.parametrize(
    ("document", "version", "where", "kind", "stood"),
    [
        ("mtad", "4.0", "Clause 17.10", "renumber", "17.9"),
        ("mtad", "4.0", "Clause 17.8", "insert", None),
        ("mtad", "4.0", "Footnote 5", "renumber", "fn-4"),
        ("mtad", "4.0", "Footnote 4", "insert", None),
        ("mtad", "3.0", "Clause 17.3(c)", "delete", "17.3-c"),
        ("mtad", "3.0", "Clause 17.3(c)", "renumber", "17.3-d"),
        ("mtad", "3.0", "Table 17.4, row FOC (NP)", "row-delete", "table-17.4"),
        ("example", "5.0", "Clause 2.4", "move", "4.4"),
        ("example", "4.0", "Table 3.3", "table-insert", None),
    ],
)
def test_a_row_tells_where_it_stood_before(
    site: Path, document: str, version: str, where: str, kind: str, stood: str | None
) -> None:
    assert row_of(site, document, version, where, kind)["old_anchor"] == stood


def test_where_a_row_stood_the_text_before_has_an_address(record: Corpus, site: Path) -> None:
    for document in record.documents:
        for row in read(site, urls.effects(document.id))["effects"]:
            anchors = {block.anchor for block in document.version(row["from"]).body}
            assert row["old_anchor"] is None or row["old_anchor"] in anchors
            if not {"insert", "table-insert"}.intersection(row["kinds"]):
                assert row["old_anchor"]


def test_what_was_divided_or_joined_names_the_other_provisions(site: Path) -> None:
    joined = row_of(site, "example", "4.0", "Clause 4.3", "merge")
    divided = row_of(site, "example", "4.0", "Clause 5.1", "split")
    assert (joined["provision"], joined["others"]) == ("4.2@1.0", ["4.3@1.0"])
    assert (divided["provision"], divided["others"]) == ("5.1@1.0", ["5.2@4.0"])
    rows = read(site, urls.effects("example"))["effects"]
    assert len([row for row in rows if row["others"]]) == 2


def places(ranges: str) -> list[int]:
    """0-3,5 as the schema of a weave explains it."""
    found: list[int] = []
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def addresses_of(weave: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Of each id and version the address, read as the schema of a weave explains it."""
    found: dict[tuple[str, str], str] = {}
    labels = [each["label"] for each in weave["versions"]]
    for block in weave["blocks"]:
        everywhere = block.get("in") or f"0-{len(labels) - 1}"
        id_, state = block.get("id"), dict[str, str]()
        for told in block.get("states", [block]):
            state |= told
            usual = "fn-{}" if state.get("kind") == "footnote" else ""
            anchor = state.get("anchor", usual).replace("{}", state.get("label", ""))
            for place in places(told.get("in") or everywhere):
                id_ = id_ or f"{anchor}@{labels[place]}"
                found[id_, labels[place]] = anchor
    return found


@pytest.mark.parametrize("document", ["mtad", "example"])
def test_the_weave_has_each_provision_of_a_row_under_its_id(site: Path, document: str) -> None:
    addresses = addresses_of(read(site, urls.weave(document)))
    for row in read(site, urls.effects(document))["effects"]:
        if row["provision"]:
            here = [addresses.get((row["provision"], row[each])) for each in ("from", "to")]
            assert here[0] == row["old_anchor"]
            assert row["anchor"] == (here[1] or here[0])
        for other in row["others"]:
            assert {(other, row["from"]), (other, row["to"])} & addresses.keys()


def test_the_weave_knows_what_went_with_its_clause_and_the_notes(site: Path) -> None:
    addresses = addresses_of(read(site, urls.weave("mtad")))
    assert addresses["17.8-b@1.0", "3.0"] == "17.9-b"
    assert [addresses["fn-3@1.0", each] for each in ("1.0", "2.0", "4.0")] == [
        "fn-3",
        "fn-4",
        "fn-5",
    ]


def test_each_text_is_there_under_a_head(record: Corpus, site: Path) -> None:
    for document in record.documents:
        for version in document.versions:
            text = (site / urls.version_markdown(document.id, version.label)).read_text("utf-8")
            _, head, body = text.split("---\n", 2)
            told = yaml.safe_load(head)
            assert told["sha256"] == version.sha256
            assert told["provenance"] == version.provenance
            assert version.text.endswith(body.lstrip("\n"))
            assert [block.text for block in parse(text) if block.kind != "front-matter"] == [
                block.text for block in version.body
            ]
    path = site / urls.version_markdown("mtad", "2.0")
    told = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
    assert (told["status"], told["successor"]) == ("superseded", "3.0")
    path = site / urls.version_markdown("mtad", "3.0")
    told = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
    assert (told["status"], told["successor"]) == (
        "Status on 23 November 2026: in force",
        None,
    )


def test_every_text_is_named_for_programs_that_read_plain_text(record: Corpus, site: Path) -> None:
    text = (site / urls.LLMS).read_text("utf-8")
    named = set(re.findall(r"\]\((.*?)\)", text))
    wanted = {
        urls.version_markdown(document.id, version.label)
        for document in record.documents
        for version in document.versions
    }
    assert wanted <= named
    assert all((site / address).is_file() for address in named)
    assert "[MTAD 4.0](mtad/v/4.0/mtad-4.0.md.txt): consultation closed" in text


def test_plain_texts_are_in_the_language_of_the_pages_under_keys_that_stay(
    record: Corpus, comparisons: Comparisons
) -> None:
    site = SiteContext(record, AS_OF, comparisons, FileStore(()), "")
    version = record.document("mtad").version("2.0")
    with speaking("de"):
        list_of_all = llms_txt(site)
        head = version_markdown(site, record.document("mtad"), version).split("\n---\n")[0]
    assert "## Daten\n" in list_of_all
    assert "Every version" not in list_of_all
    assert 'status: "abgelöst' in head


def test_the_client_of_the_documentation_answers(site: Path) -> None:
    assert asked(site, "in-force", "mtad", "2022-06-01") == [
        "1.0 or 2.0 (bounded): the record does not hold the day on which 2.0 took effect"
    ]
    changed = asked(site, "changed", "mtad", "17.6")
    assert (
        "mtad-moc-secure-closure (not made): Table 17.6, row MOC (Secure), End date:"
        " '' -> '31 January 2023'" in changed
    )
    assert not [line for line in changed if ": Clause 17.8:" in line]
    effects = asked(site, "effects", "mtad-moc-secure-closure")
    assert "mtad Clause 17.8 [insert] by not in force" in effects


def test_the_client_follows_a_clause_that_was_renumbered(site: Path) -> None:
    """Clause 17.11 of 4.0 was 17.10 before."""
    changed = asked(site, "changed", "mtad", "17.10")
    assert any("Clause 17.11" in line for line in changed)
    assert any("Clause 17.10" in line for line in changed)


def test_the_client_knows_what_a_clause_was_joined_to(site: Path) -> None:
    """Clause 4.4 of 3.0 is part of Clause 4.3 since 4.0."""
    changed = asked(site, "changed", "example", "4.4")
    assert any(": Clause 4.3: 'For each day" in line for line in changed)


def test_the_client_is_short(site: Path) -> None:
    assert len((site / "client.py").read_text().splitlines()) <= 60
