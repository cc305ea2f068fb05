"""What is tried: each target makes a case of chance and the seeds, writes its files to a folder and
names the commands to be run there."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import TypeAlias

from tests.fuzz.mutations import drop_lines, mutated, mutated_word_file, spliced
from tests.fuzz.seeds import Seeds

Command: TypeAlias = tuple[str, ...]
Target: TypeAlias = Callable[[Random, Seeds, Path], list[Command]]

_TEXT_FORMATS = ("json", "html", "markdown", "csv")
_FILE_FORMATS = ("docx", "xlsx")


def comparison(random: Random, seeds: Seeds, folder: Path) -> list[Command]:
    """Two texts: parsed, compared, drawn in every format."""
    old, new = random.choice(seeds.pairs)
    if random.random() < 0.3:
        old, new = new, old
    if random.random() < 0.2:
        new = spliced(random, new, random.choice(random.choice(seeds.pairs)))
    texts = {"new.md": mutated(random, new), "old.md": old}
    if random.random() < 0.5:
        texts["old.md"] = mutated(random, old)
    _write(folder, texts)
    file = random.choice(_FILE_FORMATS)
    return [
        ("redline", "old.md", "new.md"),
        ("redline", "new.md", "old.md", "--format", random.choice(_TEXT_FORMATS), "-o", "out"),
        ("redline", "old.md", "new.md", "--format", file, "-o", f"out.{file}"),
        ("show", "new.md"),
    ]


def checking(random: Random, seeds: Seeds, folder: Path) -> list[Command]:
    """A record with a text that was mutated: checked, mended, and built."""
    files = dict(random.choice(seeds.records))
    path = random.choice([name for name in files if name.endswith(".md")])
    head, body = _front_matter(files[path])
    return _of_record(random, folder, files | {path: head + mutated(random, body)})


def yaml(random: Random, seeds: Seeds, folder: Path) -> list[Command]:
    """A record with a file of facts, or the facts over a text, that were mutated."""
    files = dict(random.choice(seeds.records))
    for _ in range(random.choice((1, 1, 2, 4))):
        path = random.choice([name for name in files if "/" in name])
        head, body = _front_matter(files[path]) if path.endswith(".md") else (files[path], "")
        files[path] = _with_another_value(random, head, random.choice(list(files.values()))) + body
    return _of_record(random, folder, files)


def word(random: Random, seeds: Seeds, folder: Path) -> list[Command]:
    """A Word file, read and compared with itself as it was."""
    data = random.choice(seeds.word_files)
    (folder / "old.docx").write_bytes(data)
    (folder / "new.docx").write_bytes(mutated_word_file(random, data))
    how = random.choice(("--accept", "--reject", "--both"))
    return [
        ("import", "new.docx", how, "-o", "new.md"),
        ("redline", "old.docx", "new.docx"),
    ]


TARGETS: Mapping[str, Target] = {
    "comparison": comparison,
    "checking": checking,
    "yaml": yaml,
    "word": word,
}


def _of_record(random: Random, folder: Path, files: Mapping[str, str]) -> list[Command]:
    _write(folder / "versions", files)
    (folder / "docs").mkdir()
    documents = sorted({name.partition("/")[0] for name in files if name.endswith("document.yml")})
    document = random.choice(documents)
    report = random.choice(("text", "github", "sarif", "json"))
    some = [
        ("list",),
        ("history", document),
        ("verify",),
        ("amend", document, "--id", "fuzzed"),
        ("check", "--fix"),
    ]
    built = ("pages", "--out", "out")
    return [("check", "--format", report), *random.sample(some, k=2), built]


def _front_matter(text: str) -> tuple[str, str]:
    found = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    end = found.end() if found else 0
    return text[:end], text[end:]


_VALUE = re.compile(r"(?<=: ).+$", re.MULTILINE)
"""What YAML says of a key, as it stands there."""


def _with_another_value(random: Random, yaml: str, others: str) -> str:
    """YAML in which something was mutated; mostly it is YAML all the same, and may well be read:
    one of its values mutated, or that of another key, in this file or another; or a line gone.
    """
    values = list(_VALUE.finditer(yaml))
    if not values or random.random() < 0.2:
        return mutated(random, yaml)
    if random.random() < 0.2:
        return drop_lines(random, yaml)
    found = random.choice(values)
    if random.random() < 0.4:
        value = mutated(random, found[0])
    else:
        value = random.choice(_VALUE.findall(random.choice((yaml, others))) or [""])
    return yaml[: found.start()] + value + yaml[found.end() :]


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(errors="surrogatepass"))


def shown_on_a_terminal(command: Command) -> bool:
    """Whether what the command prints is for people; the rest is for programs."""
    return "-o" in command or not {"sarif", "json"}.intersection(command)
