"""What libyaml reads of a text is what PyYAML's own parser reads of it, to the place of each value;
what is wrong with a text is said in the words of the latter.
"""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.model import CorpusError, Problem
from build_tools.record.schema import yaml_source
from build_tools.record.schema.yaml_source import ParsedYaml, YamlText, parse_yaml
from tests.paths import RECORD

_PIECES = (
    *(" ", "  ", "\n", "\n  ", "\n\n", "\r\n", "\t", "\x85", "\u2028", "\ufeff", "\xa0"),
    *(": ", ":", "- ", "? ", "?", ", ", ",", "[", "]", "{", "}", "'", '"', "''", "\\", '\\"'),
    *("|\n", "|-\n", ">+2\n", ">-#", "#", " # said", "---\n", "...\n", "%YAML 1.2\n", "\\x41"),
    *("!!str ", "!t ", "&a ", "*a", "<<", "@", "`", "\x07", "\ud800"),
    *("a", "b", "é", "\U0001f600", "07", "~", "https://x.y/z?q=1#f", "17.6", "a b", "a:b"),
)
_WRITTEN = (
    "title: Rules\nsteps:\n  - document: rules\n    to: '2.0'\n    scope: [\"1\", 17.6, Table]\n",
    'dates:\n  effect: {planned: 2024-03-01, actual: 2024-03-01T17:00, note: "it\'s"}\n',
    "summary: >-\n  Of é and \U0001f600,\n  and more.\nquestions:\n- Is it?\n- |\n  Or\n\n  not?\n",
    '{\n "title": "Rules",\n "steps": [\n  {"document": "rules"}\n ]\n}\n',
)
_pieces = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    """A text of the record with something put into it, or taken out, here and there."""
    text = draw(st.sampled_from(_WRITTEN))
    for _ in range(draw(st.integers(0, 3))):
        at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 3))
        text = text[:at] + draw(_pieces) + text[at + length :]
    return text


@example("{a: ,b: c}")  # where nothing is written, the two say another place
@example("{a?: b}")
@example("a: |#\n  b\n")
@example("a:\tb")
@example("\ufeffa: b")
@example("%YAML 1.1#\n---\na: b")
@example("a: [" * 60)
@given(_damaged() | _pieces)
def test_what_is_read_at_once_is_what_is_read_with_care(text: str) -> None:
    at_once = yaml_source._read_at_once(YamlText("rules.yml", text))
    if at_once is not None:
        assert _said(at_once) == _said(yaml_source._read_with_care(YamlText("rules.yml", text)))


def _said(read: ParsedYaml) -> tuple[object, ...]:
    return read.value, read.values, read.ends, read.keys, read.problems, read.unreadable


def test_a_record_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert yaml.__with_libyaml__, "the wheels of PyYAML have it"
    monkeypatch.setattr(yaml, "BaseLoader", None)
    parse_yaml.cache_clear()
    for path in RECORD.rglob("*.yml"):
        assert parse_yaml(path.as_posix(), path.read_text()).value


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    (with_it, *_) = map(_parsed, _WRITTEN)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert _said(_parsed(_WRITTEN[0])) == _said(with_it)


def _parsed(text: str) -> ParsedYaml:
    parse_yaml.cache_clear()
    return parse_yaml("rules.yml", text)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a: é\U0001f600 'b'\nb: c: d\n", 2, 5), ("é: [\U0001f600, *x]\n", 1, 8), ("a: &é b\n", 1, 5)],
)
def test_what_is_wrong_is_said_at_its_place(text: str, line: int, column: int) -> None:
    (problem,) = _problems(text)
    assert (problem.line, problem.column) == (line, column)


def _problems(text: str) -> tuple[Problem, ...]:
    try:
        return _parsed(text).problems
    except CorpusError as error:
        return tuple(error.problems)
