"""The small record with words in it that would do harm where they were not escaped: in every text
field of every file that its schema knows, and in every kind of block of its law."""

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from build_tools.record.schema.json_schema import json_schemas
from tests.paths import RECORD, ROOT
from tests.publishing import marker

ELSEWHERE = "https://elsewhere.invalid"
HARM = (
    "</title></style></script><script>alert('script')</script><svg onload=alert('svg')>"
    f"<img src={ELSEWHERE}/img onerror=alert('img')>\"' onfocus=alert('attribute') autofocus x='\""
    f" [link](javascript:alert('link')) ![picture]({ELSEWHERE}/picture) `code` {{{{ 7 * 7 }}}}"
    f" {{: onclick=alert('list') }} <style>@import '{ELSEWHERE}/style';</style>"
    "}} ins,del,.card{display:none} --><!-- &lt;script&gt; **bold** | cell || # heading"
)
"""One line that means something to whatever shows it as anything but words."""
_ADDRESS = "https://example.org/" + re.sub(r"\s", "", HARM)
_HARM_BESIDE_AN_ADDRESS = HARM.replace(ELSEWHERE, ELSEWHERE.removeprefix("https:"))
"""What leads to an address may show no other."""

_OF_WHAT_IS_THERE = {"provisions"}
"""Text that has to name something of the record: any other is refused at its line."""

_Schema: TypeAlias = dict[str, Any]
_TWO: tuple[dict[str, Any], ...] = ({}, {})
"""Samples of a list of which the record has none."""


def planted_record(folder: Path) -> set[str]:
    """Write the record to `folder`, which is made; the fields that the schemas have for text and
    that are not planted, which should be none."""
    shutil.copytree(RECORD, folder)
    missing = set()
    instrument = dict.fromkeys(("name", "this", "the"), HARM)
    with (folder / "corpus.yml").open("a") as code:
        code.write(f"instrument: {json.dumps(instrument)}\n")
    for path in sorted(folder.glob("*/*.yml")):
        name = "document" if path.name == "document.yml" else "amendment"
        missing |= _plant(path, name, path.read_text(), "")
    for path in sorted(folder.glob("*/*.md")):
        _, front_matter, text = path.read_text().split("---\n", 2)
        missing |= _plant(path, "version", front_matter, _law(text, path.stem))
    waiver = {"rule": "quotes", "file": HARM, "line": HARM, "reason": HARM}
    (folder / "waivers.yml").write_text(json.dumps({"waivers": [waiver]}))
    return missing


def _plant(path: Path, name: str, front_matter: str, text: str) -> set[str]:
    schema = json_schemas()[name]
    sample = yaml.load(front_matter, yaml.BaseLoader)
    sample.pop("fictional", None)
    planted, missing = _filled(schema, schema, sample, name)
    written = json.dumps(planted)
    path.write_text(f"---\n{written}\n---\n{text}" if text else written)
    return missing


def _filled(schema: _Schema, whole: _Schema, sample: Any, at: str) -> tuple[Any, set[str]]:
    """A value as the schema asks for it, with harm in it wherever text may be; and the fields that
    could not be filled."""
    if reference := schema.get("$ref"):
        schema = whole["$defs"][reference.rpartition("/")[2]]
    for harm in (HARM, _ADDRESS) if "pattern" in schema else ():
        if re.search(schema["pattern"], harm):
            return harm, set()
    if "items" in schema:
        filled = [_filled(schema["items"], whole, each, f"{at}[]") for each in sample or list(_TWO)]
        # A list of labels and the like is left out where the record has none.
        values = [value for value, _ in filled if value != {}]
        return values, set().union(*(left for _, left in filled))
    if "properties" in schema:
        return _filled_object(schema["properties"], whole, sample or {}, at)
    if sample is None and schema.get("enum"):
        return schema["enum"][0], set()
    is_text = schema.get("type") == "string" and not {"pattern", "enum", "const"} & schema.keys()
    return sample, {at} if is_text else set()


def _filled_object(
    properties: _Schema, whole: _Schema, sample: Any, at: str
) -> tuple[Any, set[str]]:
    made, missing = {}, set()
    for key in sorted(properties.keys() - _OF_WHAT_IS_THERE):
        inner = properties[key]
        made[key], left = _filled(inner, whole, sample.get(key), f"{at}.{key}")
        missing |= left
    if "url" in made and "title" in made:
        made["title"] = _HARM_BESIDE_AN_ADDRESS
    return {key: value for key, value in made.items() if value not in (None, {}, [])}, missing


def _law(text: str, label: str) -> str:
    """The text with harm in each kind of block; some of it is inserted by the newer version."""
    blocks = [
        f"# {HARM}",
        f"9 {HARM} {label}",
        f"**{HARM}** means {HARM} {label}.",
        f"(a) {HARM} {label};",
        f"- {HARM}",
        f"> {HARM}",
        f"Table 9.1: {HARM} {label}",
        f"| {HARM} | B |\n|---|---|\n| {HARM.replace('|', '/')} {label} | {label} |".replace(
            "||", "/"
        ),
        f"A note.[^9] [{HARM}]({ELSEWHERE}/{label})",
        f"```\n{HARM} {label}\n```",
        f"[^9]: {HARM} {label}",
    ]
    return text + "\n" + "\n\n".join(blocks) + "\n"


def planted_project(folder: Path) -> None:
    """A project round the planted record that mkdocs builds, with a page of markers."""
    planted_record(folder / "versions")
    (folder / "docs").mkdir()
    markers = [marker("status"), marker("kind rules reword")]
    (folder / "docs/index.md").write_text("\n\n".join(["# Home", *markers]))
    write_config(folder)


def write_config(folder: Path, nav: Sequence[object] = ()) -> None:
    """Write the project's mkdocs.yml for a project in another folder; without `nav` every page
    stands in the navigation."""
    config = (ROOT / "mkdocs.yml").read_text()
    told = f"nav: {json.dumps(nav)}\n" if nav else ""
    config = re.sub(r"^nav:\n(?:  .*\n)+", lambda _: told, config, flags=re.MULTILINE)
    (folder / "mkdocs.yml").write_text(config)


def harm_in(html: Iterator[tuple[str, dict[str, str]]]) -> list[str]:
    """Of elements, by tag and attributes, those that the planted words became."""
    found = []
    for tag, attributes in html:
        harmful = [name for name in attributes if name.startswith("on") or name == "autofocus"]
        address = attributes.get("href") or attributes.get("src") or ""
        if harmful or tag in ("img", "iframe", "object", "embed", "base"):
            found.append(f"<{tag} {harmful}>")
        if re.match(r"\s*(javascript|vbscript):", address, re.IGNORECASE):
            found.append(f"{tag} {address}")
        if tag != "a" and address.startswith(ELSEWHERE):
            found.append(f"{tag} {address}")
    return found
