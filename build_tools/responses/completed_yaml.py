"""The YAML of responses that a person completed → its values, each of which knows its line.

What is wrong is told by the key and the line alone: the words of the file are confidential, and an
error goes to a terminal or a log.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import yaml

from build_tools.model import CorpusError, Problem

_NULL = "tag:yaml.org,2002:null"
MOST_PROBLEMS = 100


@dataclass(slots=True)
class Problems:
    """What was found wrong with a file so far."""

    path: str
    found: list[Problem] = field(default_factory=list)

    def note(self, line: int, message: str, form: str = "") -> None:
        """Remember what is wrong at a line."""
        if len(self.found) < MOST_PROBLEMS:
            self.found.append(
                Problem(path=self.path, line=line, message=message, form=form, rule="schema")
            )


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping of the file: what stands under its keys."""

    problems: Problems
    line: int
    nodes: dict[str, yaml.Node]

    def line_of(self, key: str) -> int:
        """The line of a value; that of the mapping where it is not there."""
        node = self.nodes.get(key)
        return node.start_mark.line + 1 if node else self.line

    def note(self, key: str, message: str, form: str = "") -> None:
        """Remember what is wrong with the value of a key."""
        self.problems.note(self.line_of(key), f"`{key}` {message}", form)

    def text(self, key: str) -> str:
        """The text under a key; empty where there is none, or null."""
        node = self.nodes.get(key)
        if node is None or node.tag == _NULL:
            return ""
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        self.note(key, "must be text")
        return ""

    def one_of(self, key: str, allowed: Collection[str], message: str) -> str:
        """The text under a key, where it is one of a few; else empty, and the message is told."""
        said = self.text(key)
        if said in allowed:
            return said
        self.note(key, message, " or ".join(filter(None, allowed)))
        return ""

    def texts(self, key: str) -> list[str]:
        """The texts of the list under a key."""
        return [str(node.value) for node in self._items(key) if isinstance(node, yaml.ScalarNode)]

    def entries(self, key: str, known: Collection[str]) -> Iterator["Entry"]:
        """The mappings of the list under a key, which have no other keys than these."""
        for node in self._items(key):
            yield entry(self.problems, node, known)

    def _items(self, key: str) -> list[yaml.Node]:
        node = self.nodes.get(key)
        if node is None or node.tag == _NULL:
            return []
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self.note(key, "must be a list")
        return []


def entry(problems: Problems, node: yaml.Node, known: Collection[str]) -> Entry:
    """A node as a mapping; an empty one, and what is wrong noted, where it is none."""
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        problems.note(line, "must be keys with values")
        return Entry(problems, line, {})
    nodes: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if name not in known:
            message = f"unknown key; the keys here are {', '.join(known)}"
            problems.note(key.start_mark.line + 1, message)
        elif name in nodes:
            problems.note(key.start_mark.line + 1, f"key `{name}` stands here a second time")
        nodes[name] = value
    return Entry(problems, line, nodes)


def root_of(problems: Problems, text: str, known: Collection[str]) -> Entry:
    """The mapping that a file holds; CorpusError where it is no YAML."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.note(mark.line + 1 if mark else 0, "cannot be read as YAML")
        raise CorpusError(problems.found) from None
    except (yaml.YAMLError, RecursionError):
        problems.note(0, "cannot be read as YAML")
        raise CorpusError(problems.found) from None
    if node is None:
        problems.note(0, "is empty")
        raise CorpusError(problems.found)
    return entry(problems, node, known)
