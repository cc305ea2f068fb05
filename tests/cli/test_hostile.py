"""Hostile input: whatever the files hold, the command ends within seconds, says what is wrong at
its place, and writes nothing that is half right. A text that only looks odd is shown, compared and
published like any other.
"""

import re
import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import FrameType

import pytest

from tests.publishing import files_of, mkdocs
from tests.running import Ran, Run

pytestmark = pytest.mark.long

SECONDS = 60
"""Of this processor's time for one command, however loaded the machine is; a thirtieth of it is the
usual need."""
BUILDING = 180
"""The same for the pages of a record, which hold a text seven times over, three of them in Word
files."""

PLAIN = (
    "## 1 Boats\n\n1.1 DCC shall do it.\n\n(a) one,\n\nTable 1.1: Boats\n\n| a | b |\n|---|---|\n|"
    " 1 | 2 |\n"
)
CHARACTERS = 1_000_000
TEXTS: dict[str, str] = {
    # lines
    "a line of ten megabytes": "17.6 " + "word " * 2_000_000 + "\n",
    "a word of ten megabytes": "a" * 10_000_000 + "\n",
    "a million empty lines": "\n" * CHARACTERS,
    "a million carriage returns": "\r" * CHARACTERS,
    "separators of lines": "\u2028\x85\x0b\x0c" * 50_000,
    "a million tabs": "\t" * CHARACTERS + "x\n",
    # nesting
    "quotes in quotes": ">" * 100_000 + " x\n",
    "quotes a level deeper on each line": "".join(">" * depth + " x\n" for depth in range(1, 500)),
    "lists in lists": "- " * 20_000 + "x\n",
    "lists a level deeper on each line": "".join("  " * depth + "- x\n" for depth in range(500)),
    "lists in quotes": "> - " * 20_000 + "x\n",
    "brackets": "[" * 100_000 + "\n",
    "brackets round a letter": "[" * 50_000 + "a" + "]" * 50_000 + "\n",
    "links that do not end": "[a](" * 50_000 + "\n",
    "pictures that do not end": "![" * 50_000 + "\n",
    "emphasis that does not end": "*a " * 50_000 + "**a *b " * 50_000 + "\n",
    "underscores": "_" * 50_000 + "a" + "_" * 50_000 + "\n",
    "code that does not end": "".join("`" * width + " " for width in range(1, 1000)) + "\n",
    "fences": "````\n" * 50_000,
    "underlines of a heading": "a\n" + "=\n" * 20_000,
    # HTML and entities
    "angles": "<" * 100_000 + "\n",
    "tags that do not end": "<a " * 50_000 + "\n",
    "comments that do not end": "<!--" * 50_000 + "\n",
    "ampersands": "&" * 100_000 + "\n",
    # characters
    "zero bytes": "4.1 a\0b\n\n\0\0\n",
    "characters that turn the direction": "\u202e\u2066" * 50_000 + "\n",
    "characters outside Unicode's planes of text": "\ufffe\uffff\U0010ffff" * 1000 + "\n",
    "marks on one letter": "a" + "\u0301" * 500_000 + "\n",
    "commands to a terminal": "4.1 \x1b]0;title\x07\x1b[2J\x9b31m\n",
    # tables
    "a table of fifty thousand rows": "| a | b | c |\n|---|---|---|\n" + "| 1 | 2 | 3 |\n" * 50_000,
    "a table of ten thousand columns": (
        "|" + " a |" * 10_000 + "\n|" + "---|" * 10_000 + "\n|" + " b |" * 10_000 + "\n"
    ),
    "short rows under a wide header": (
        "|" + " a |" * 5_000 + "\n|" + "---|" * 5_000 + "\n" + "| b |\n" * 5_000
    ),
    "cells that all join": (
        "|" + " a |" * 200 + "\n|" + "---|" * 200 + "\n" + ("|" + " << |" * 200 + "\n") * 200
    ),
    "rows that all join": (
        "|" + " a |" * 200 + "\n|" + "---|" * 200 + "\n" + ("|" + " ^^ |" * 200 + "\n") * 200
    ),
    "bars": "|" * CHARACTERS + "\n",
    # labels, definitions and references
    "a number of a hundred thousand figures": (
        "9" * 100_000 + ".1 text\n\n## " + "9" * 5000 + " text\n"
    ),
    "a number of fifty thousand parts": "1" + ".1" * 50_000 + " text\n",
    "numbers too large to count with": (
        "\n\n".join("9" * 5000 + f".{at} text" for at in range(50)) + "\n"
    ),
    "a list that begins beyond counting": "999999999. a\n9999999999999. b\n",
    "a roman numeral without end": "(" + "m" * 100_000 + ") x\n\n(" + "i" * 5000 + ") y\n",
    "one limb ten thousand times": "\n\n".join(["(a) x"] * 10_000) + "\n",
    "limbs of ever more letters": (
        "\n\n".join("(" + "z" * width + ") x" for width in range(1, 500)) + "\n"
    ),
    "ten thousand headings": "\n\n".join(f"## {at} x" for at in range(10_000)) + "\n",
    "one paragraph ten thousand times": "\n\n".join(["DCC shall do it."] * 10_000) + "\n",
    "five thousand footnotes": "".join(f"[^{at}]: note\n\n" for at in range(5000))
    + "".join(f"[^{at}]" for at in range(5000)),
    "a footnote that refers to itself": "a[^1]\n\n[^1]: b[^1]\n",
    "addresses of links": (
        "\n\n".join(f"[a{at}]: /x" for at in range(20_000)) + "\n\n" + "[a1]" * 20_000 + "\n"
    ),
    "references in references": (
        "See " + "Clause 1.1(a)(i)(A) of " * 20_000 + "paragraph (a) of " * 20_000 + "\n"
    ),
    "a term without end": "**" + "a" * 100_000 + "** means\n\n" + "**a" * 20_000 + " means\n",
    "placeholders": "[ " * 50_000 + "[insert " * 50_000 + "X" * CHARACTERS + "\n",
}  # fmt: skip
ALIKE = ("underlines of a heading", "fences", "one limb ten thousand times")
"""Texts of which a quarter is published, for their many pages grow as those of one that is
published whole do: "ten thousand headings", "one paragraph ten thousand times"."""
BYTES: dict[str, tuple[bytes, str]] = {
    "invalid UTF-8": (b"4.1 a\n\n4.2 b\xff\xfe\n", r":3: byte 0xFF is not UTF-8"),
    "half a character": (b"4.1 a \xe2\x82", r":1: byte 0xE2 is not UTF-8"),
    "UTF-16": ("4.1 a\n".encode("utf-16"), r":1: byte 0xFF is not UTF-8"),
    "half of a surrogate pair": (b"4.1 \xed\xa0\x80\n", r":1: byte 0xED is not UTF-8"),
    "every byte there is": (bytes(range(256)) * 1000, r"is not UTF-8"),
}
HEAD = '---\ndocument: pond\nversion: "{0}"\namendment: pond-{0}\nprovenance: Made up\n---\n\n'
AMENDMENT = """\
title: T
route: sec-modification
summary: S
steps:
  - document: pond
{0}    to: "{1}"
dates: {{}}
sources:
  - title: Made up
"""


class TooLongError(Exception):
    """The time was used up."""


@pytest.fixture
def within_seconds() -> Iterator[None]:
    """Stops the test when it has used up its share of the processor."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, stop)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


@pytest.fixture
def careful(run: Run, within_seconds: None) -> Run:
    """Runs the command, holds it to its time and to ending in one of its three ways."""

    def run_it(*arguments: str | Path) -> Ran:
        signal.setitimer(signal.ITIMER_PROF, BUILDING if arguments[0] == "pages" else SECONDS)
        done = run(*arguments)
        signal.setitimer(signal.ITIMER_PROF, 0)
        assert done.code in (0, 1, 2)
        assert "Traceback" not in done.err
        return done

    return run_it


def record(folder: Path, text: bytes) -> Path:
    """A record of one document, whose second version is `text` under a good front matter."""
    versions = folder / "versions"
    (versions / "pond").mkdir(parents=True)
    (versions / "amendments").mkdir()
    (versions / "pond/document.yml").write_text(
        "title: Pond\nshort_title: Pond\nplace: here\nprovenance: Made up\n"
    )
    (versions / "amendments/pond-1.0.yml").write_text(AMENDMENT.format("", "1.0"))
    (versions / "amendments/pond-2.0.yml").write_text(AMENDMENT.format('    from: "1.0"\n', "2.0"))
    (versions / "pond/1.0.md").write_text(HEAD.format("1.0") + PLAIN)
    (versions / "pond/2.0.md").write_bytes(HEAD.format("2.0").encode() + text)
    return versions


QUICK = (
    "lists in quotes",
    "comments that do not end",
    "code that does not end",
    "zero bytes",
    "commands to a terminal",
    "characters that turn the direction",
    "numbers too large to count with",
)
"""What is looked at each time; all of it, which takes minutes, with the sweep."""
EVERY = [name if name in QUICK else pytest.param(name, marks=pytest.mark.sweep) for name in TEXTS]


def test_what_is_quick_is_there() -> None:
    assert set(QUICK) <= TEXTS.keys()


# --- Texts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY)
def test_any_text_is_shown(name: str, careful: Run, tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    path.write_bytes(TEXTS[name].encode())
    for form in ("text", "html"):
        assert careful("show", path, "--format", form).code == 0


@pytest.mark.parametrize("name", EVERY)
def test_any_text_is_compared(name: str, careful: Run, tmp_path: Path) -> None:
    path, plain = tmp_path / "text.md", tmp_path / "plain.md"
    path.write_bytes(TEXTS[name].encode())
    plain.write_text(PLAIN)
    assert careful("redline", plain, path).code == 0
    assert careful("redline", path, plain, "--format", "html").code == 0


@pytest.mark.parametrize("name", EVERY)
def test_any_text_is_checked(name: str, careful: Run, tmp_path: Path) -> None:
    versions = record(tmp_path, TEXTS[name].encode())
    before = files_of(versions)
    said = careful("check", "--versions", versions)
    assert said.code in (0, 1)
    unsafe = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
    assert not unsafe.search(said.out), "what it quotes could steer a terminal"
    assert files_of(versions) == before


@pytest.mark.sweep
@pytest.mark.parametrize("name", TEXTS)
def test_any_text_makes_pages_or_says_why_not(name: str, careful: Run, tmp_path: Path) -> None:
    text = TEXTS[name]
    versions = record(tmp_path, text[: len(text) // (4 if name in ALIKE else 1)].encode())
    (tmp_path / "docs").mkdir()
    made = careful(
        "pages", "--versions", versions, "--docs", tmp_path / "docs", "--out", tmp_path / "out"
    )
    assert made.code == 0 or (made.code == 2 and made.err.startswith(versions.as_posix()))
    assert (tmp_path / "out").exists() is (made.code == 0)


def test_a_site_of_odd_texts_is_built(tmp_path: Path) -> None:
    odd = (
        "lists in quotes",
        "zero bytes",
        "commands to a terminal",
        "characters that turn the direction",
        "angles",
    )
    record(tmp_path, "\n\n".join(TEXTS[name][:5000] for name in odd).encode())
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Odd\nsite_url: ''\ntheme: {name: material, font: false}\n"
        "plugins: [corpus]\nmarkdown_extensions: [attr_list, toc]\n"
    )
    mkdocs("build", "--strict", cwd=tmp_path)
    assert (tmp_path / "site/pond/v/2.0/index.html").is_file()


# --- Bytes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BYTES)
def test_what_is_no_text_is_refused_at_its_line(name: str, careful: Run, tmp_path: Path) -> None:
    data, message = BYTES[name]
    path, plain = tmp_path / "text.md", tmp_path / "plain.md"
    path.write_bytes(data)
    plain.write_text(PLAIN)
    for command in (
        ("show", path),
        ("redline", plain, path),
        ("redline", path, plain, "-o", tmp_path / "made"),
    ):
        refused = careful(*command)
        assert (refused.code, refused.out) == (2, "")
        assert re.search(f"text\\.md{message}" if message.startswith(":") else message, refused.err)
    assert {each.name for each in tmp_path.iterdir()} == {"text.md", "plain.md"}


@pytest.mark.parametrize("name", BYTES)
def test_a_record_with_what_is_no_text_is_refused(name: str, careful: Run, tmp_path: Path) -> None:
    versions = record(tmp_path, BYTES[name][0])
    refused = careful("check", "--versions", versions)
    assert refused.code == 1
    assert re.search(r"pond/2\.0\.md:\d+: file: byte 0x[0-9A-F]{2} is not UTF-8", refused.out)
    (tmp_path / "docs").mkdir()
    made = careful(
        "pages", "--versions", versions, "--docs", tmp_path / "docs", "--out", tmp_path / "out"
    )
    assert made.code == 2
    assert not (tmp_path / "out").exists()


# --- YAML -----------------------------------------------------------------------------------------

GOOD = AMENDMENT.format('    from: "1.0"\n', "2.0")
YAMLS: dict[str, tuple[str, str]] = {
    "a bomb of aliases": (
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghi")),
        r":1: `&a` is an anchor",
    ),
    "a merge of itself": ("a: &a\n  <<: *a\n", r":2: `\*a` is an alias"),
    "lists in lists": ("title: " + "[" * 500_000, r":1: is nested more than 50 deep"),
    "keys in keys": ("{a: " * 200_000, r":1: is nested more than 50 deep"),
    "indents": (
        "".join(" " * depth + "a:\n" for depth in range(1000)),
        r":51: is nested more than 50 deep",
    ),
    "more than is read": (
        GOOD + "#" * 10_000_000,
        r"is 10,\d{3},\d{3} characters long; at most 1,000,000 are read",
    ),
    "a zero byte": (
        GOOD.replace("summary: S", "summary: S\0"),
        r":3: holds the character U\+0000",
    ),
    "a command to a terminal": (
        GOOD.replace("summary: S", "summary: \x1b[2J"),
        r":3: holds the character U\+001B",
    ),
    "an object of Python": (
        GOOD.replace("title: T", "title: !!python/object:os.system [id]"),
        r":1: `.*` is a tag",
    ),
    "a year beyond counting": (
        GOOD.replace("dates: {}", "dates: {effect: {actual: 99999999999999999999-01-01}}"),
        r":8: `actual` must be a day, a minute or a month",
    ),
    "a number beyond counting": (
        GOOD.replace('"2.0"', '"' + "9" * 10_000 + '"'),
        r":7: there is no version pond@9+",
    ),
    "a label that climbs": (
        GOOD.replace('"2.0"', '"../../../etc/passwd"'),
        r":7: `to` must be a number",
    ),
    "a document that climbs": (
        GOOD.replace("document: pond", "document: ../../pond"),
        r":5: `document` must be small",
    ),
    "five thousand keys": (GOOD + "".join(f"k{at}: v\n" for at in range(5_000)), r"unknown key"),
    "one key fifty thousand times": (
        GOOD + "title: T\n" * 50_000,
        r"has too many mistakes to read on",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", YAMLS)
def test_yaml_that_means_harm_is_refused_at_its_line(
    name: str, careful: Run, tmp_path: Path
) -> None:
    text, message = YAMLS[name]
    versions = record(tmp_path, PLAIN.encode())
    (versions / "amendments/pond-2.0.yml").write_text(text)
    refused = careful("check", "--versions", versions)
    assert refused.code == 1
    told = message.replace(": ", ": [a-z]+: ", 1) if message.startswith(":") else f".*{message}"
    assert re.search(rf"pond-2\.0\.yml{told}", refused.out)
    assert len(refused.out) < 10_000_000


@pytest.mark.parametrize(
    "name", ["a bomb of aliases", "lists in lists", "a zero byte", "a document that climbs"]
)
def test_front_matter_that_means_harm_is_refused(name: str, careful: Run, tmp_path: Path) -> None:
    versions = record(tmp_path, PLAIN.encode())
    (versions / "pond/2.0.md").write_text(f"---\n{YAMLS[name][0]}\n---\n\n{PLAIN}")
    refused = careful("check", "--versions", versions)
    assert refused.code == 1
    assert re.search(r"pond/2\.0\.md:\d+: ", refused.out)


# --- Paths ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label", ["2.0\n", "2.0 ", "..", "2.0;id", "$(id)", "2.0\x1b[2J", "９.0", "9" * 200]
)
def test_a_file_named_to_do_harm_is_refused(label: str, careful: Run, tmp_path: Path) -> None:
    versions = record(tmp_path, PLAIN.encode())
    text = HEAD.format("3.0") + PLAIN
    (versions / "pond" / f"{label}.md").write_text(text)
    refused = careful("check", "--versions", versions)
    assert refused.code == (0 if label.startswith(".") else 1), "a hidden file is passed over"
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", refused.out)


@pytest.mark.parametrize(
    "id_", ["pond\n", "POND", "pond\x1b[2J", "pond.", "-pond", "po nd", "<script>"]
)
def test_a_folder_named_to_do_harm_is_refused(id_: str, careful: Run, tmp_path: Path) -> None:
    versions = record(tmp_path, PLAIN.encode())
    (versions / "pond").rename(versions / id_)
    refused = careful("check", "--versions", versions)
    assert refused.code == 1
    (tmp_path / "docs").mkdir()
    made = careful(
        "pages", "--versions", versions, "--docs", tmp_path / "docs", "--out", tmp_path / "out"
    )
    assert made.code == 2
    assert not (tmp_path / "out").exists()


def test_links_out_of_the_record_are_refused(careful: Run, tmp_path: Path) -> None:
    versions = record(tmp_path, PLAIN.encode())
    (tmp_path / "secret.md").write_text("secret")
    (versions / "pond/3.0.md").symlink_to(tmp_path / "secret.md")
    (versions / "pond/4.0.md").symlink_to(versions / "pond/4.0.md")
    (versions / "dam").symlink_to("/")
    refused = careful("check", "--versions", versions)
    assert refused.out.count("is a link that leads out of the record, or nowhere") == 3
    assert "secret" not in refused.out.replace("secret.md", "")


@pytest.mark.parametrize(
    "name",
    [
        "pond@../../etc/passwd",
        "pond@" + "9" * 10_000,
        "../pond@1.0",
        "@",
        "pond@1.0\0",
        "x" * 5000 + ".md",
    ],
)
def test_a_version_asked_for_to_do_harm_is_not_found(
    name: str, careful: Run, tmp_path: Path
) -> None:
    versions = record(tmp_path, PLAIN.encode())
    refused = careful("show", name, "--versions", versions)
    assert (refused.code, refused.out) == (2, "")
