"""The index of the jump box as tests take it: its files read, put together again, or made up."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from build_tools.site.find.answers import JumpBox
from build_tools.site.find.index import Shard, find_index_script, split_entries

Entry = dict[str, Any]

_FIRST = "globalThis.corpusFindIndex="
_SHARD = "(globalThis.corpusFindShards??=[]).push("


def find_script(files: Mapping[str, Any]) -> str:
    """The files of the index among those of a site, as one script."""
    of_index = (address for address in files if re.fullmatch(r"find/.*\.js", address))
    return "".join(str(files[address]) for address in of_index)


def find_index(script: str) -> dict[str, Any]:
    """The whole index, whose files are lines of a script: documents, pages and entries, in their
    order, each with its words and all its versions."""
    first: dict[str, Any] = {}
    shards: dict[str, Any] = {}
    for line in script.splitlines():
        if line.startswith(_FIRST):
            first = json.loads(line.removeprefix(_FIRST).removesuffix(";"))
        else:
            shard = json.loads(line.removeprefix(_SHARD).removesuffix(");"))
            shards[shard["shard"]] = shard
    assert first["shards"].keys() == shards.keys()
    provisions: list[Entry] = []
    for number, document in enumerate(first["documents"]):
        names = first["names"][number]
        texts = shards.get(f"words/{document['id']}", {}).get("texts", [""] * len(names))
        now = [
            {**each, "text": text} if text else each
            for each, text in zip(names, texts, strict=True)
        ]
        earlier = shards.get(f"earlier/{document['id']}", {}).get("entries", [])
        provisions += [
            {**each, "document": number, "versions": _each(each["versions"])}
            for each in sorted([*now, *earlier], key=itemgetter("place"))
        ]
    return {**first, "provisions": provisions, "pages": shards["pages"]["pages"]}


def _each(runs: Sequence[int]) -> list[int]:
    firsts, lasts = runs[::2], runs[1::2]
    return [at for first, last in zip(firsts, lasts, strict=True) for at in range(first, last + 1)]


# --- Made up ----------------------------------------------------------------------------------


def sharded(
    documents: Sequence[Entry], provisions: Sequence[Entry], pages: Sequence[Entry] = ()
) -> tuple[str, list[Shard]]:
    """An index that is made up: its first file, and its shards. `provisions` say by `document`
    of which they are, and name their versions by their places."""
    names: list[str] = []
    shards: list[Shard] = []
    for number, document in enumerate(documents):
        own = [each for each in provisions if each["document"] == number]
        now = {
            at
            for at, version in enumerate(document["versions"])
            if at == document["shown"] or version["standing"] == "proposed"
        }
        entries = split_entries(document["id"], own, now)
        names.append(entries.names)
        shards += entries.shards
    text = json.dumps({"shard": "pages", "pages": list(pages)})
    shards.append(Shard("pages", f"(globalThis.corpusFindShards??=[]).push({text});\n"))
    return _first(documents, {each.name: len(each.script) for each in shards}, names), shards


def in_one_file(
    documents: Sequence[Entry], provisions: Sequence[Entry], pages: Sequence[Entry] = ()
) -> str:
    """The same index without shards but that of the pages: each entry stands in the first file."""
    every = {at for document in documents for at, _ in enumerate(document["versions"])}
    names = []
    for number, document in enumerate(documents):
        own = [each for each in provisions if each["document"] == number]
        entries = split_entries(document["id"], own, every)
        told = json.loads(entries.names)
        for each, entry in zip(told, own, strict=True):
            each["text"] = entry.get("text", "")
        names.append(json.dumps(told))
    shard = json.dumps({"shard": "pages", "pages": list(pages)})
    first = _first(documents, {"pages": 0}, names)
    return f"{first}(globalThis.corpusFindShards??=[]).push({shard});\n"


def _first(documents: Sequence[Entry], shards: Mapping[str, int], names: Iterable[str]) -> str:
    head = {"format": 2, "as_of": "2026-01-01", "examples": "", "documents": list(documents)}
    return "".join(find_index_script(json.dumps({**head, "shards": shards})[:-1], names))


def box_of_shards(first: str, shards: Iterable[Shard]) -> JumpBox:
    """The box that has read these, in this order."""
    return JumpBox("".join([first, *(each.script for each in shards)]))
