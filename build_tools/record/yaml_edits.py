"""The YAML of the record with some values changed, or an item of a list a second time with other
values, and all else left as it is: front matters, amendments, waivers.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.model import CorpusError, Procedure, refusal
from build_tools.record.schema import (
    AcceptedFile,
    AcceptedTextFile,
    Loc,
    ParsedYaml,
    StepFile,
    parse_yaml,
    read_amendment,
    read_front_matter,
    read_waivers,
)

_UNCHANGED = "cannot be changed as it is written"
_SCALAR = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[^\s,}\]#]+")
_TAIL = re.compile(r"(?:\n[ \t]*(?:#[^\n]*)?)*\Z")
"""What stands after the last value of an item: blank lines, and comments on what follows."""
_ACCEPTED = re.compile(r"^accepted:.*\n?(?:(?:[ \t-].*)?(?:\n|\Z))*", re.MULTILINE)
"""The part of the waivers that `corpus check --accept` writes."""


def with_front_matter(path: str, text: str, *, label: str, amendment: str) -> str:
    """A version's text with another label and amendment in its front matter; CorpusError when it
    cannot be read.
    """
    opening, front_matter, rest = text.split("---\n", 2)
    checked = read_front_matter(path, front_matter)
    values: dict[Loc, str] = {("version",): json.dumps(label), ("amendment",): amendment}
    changed = _replaced(checked.yaml, values)
    found = read_front_matter(path, changed).value
    if (found.version, found.amendment) != (label, amendment):
        raise CorpusError([checked.problem(("version",), _UNCHANGED, f'version: "{label}"')])
    return "---\n".join([opening, changed, rest])


def with_step(path: str, text: str, at: int, *, old: str, new: str, procedure: Procedure) -> str:
    """An amendment's text in which the step at a position goes from another version and makes
    another; CorpusError where it cannot be changed as it is written.
    """
    checked = read_amendment(path, text, procedure)
    steps = checked.value.steps
    wanted = (*steps[:at], _going(steps[at], old, new), *steps[at + 1 :])
    return _with_ends(path, text, at, (old, new), wanted, procedure)


def with_step_carried_on(
    path: str, text: str, at: int, *, old: str, new: str, procedure: Procedure
) -> str:
    """An amendment's text with one more step after that at a position, which carries it on: it does
    the same from another version, and makes another. CorpusError as above.
    """
    checked = read_amendment(path, text, procedure)
    steps = checked.value.steps
    wanted = (*steps[: at + 1], _going(steps[at], old, new), *steps[at + 1 :])
    copied = _with_copy(checked.yaml, ("steps", at))
    return _with_ends(path, copied, at + 1, (old, new), wanted, procedure)


def _with_ends(
    path: str,
    text: str,
    at: int,
    ends: tuple[str, str],
    wanted: tuple[StepFile, ...],
    procedure: Procedure,
) -> str:
    """An amendment's text with another `from` and `to` in the step at a position, where it then
    says the steps that are wanted.
    """
    old, new = map(json.dumps, ends)
    try:
        changed = _replaced(
            parse_yaml(path, text), {("steps", at, "from"): old, ("steps", at, "to"): new}
        )
        if read_amendment(path, changed, procedure).value.steps == wanted:
            return changed
    except CorpusError:
        pass  # told below, of the file as it was
    form = 'steps: [{document: rules, from: "3.0", to: "4.0"}]'
    raise refusal(path, f"{_UNCHANGED}: its steps", form)


def _going(step: StepFile, old: str, new: str) -> StepFile:
    return step.model_copy(update={"old": old, "new": new})


def with_waivers(path: str, text: str, files: Mapping[int, str], *, move: Iterable[int]) -> str:
    """The text of the waivers in which some, by their positions, are about another file: those that
    `move`, instead of the file that they were about, the others beside it.
    """
    checked = read_waivers(path, text)
    moving, wanted, changed = set(move), list(checked.value.waivers), checked.yaml
    for at in sorted(files, reverse=True):  # from the last, so that the positions stay right
        waiver = wanted[at].model_copy(update={"file": files[at]})
        target = at if at in moving else at + 1
        if at not in moving:
            changed = parse_yaml(path, _with_copy(changed, ("waivers", at)))
        wanted[target : at + 1] = [waiver]
        plain = re.fullmatch(r"[a-z0-9./-]+", files[at])
        written = files[at] if plain else json.dumps(files[at], ensure_ascii=False)
        changed = parse_yaml(path, _replaced(changed, {("waivers", target, "file"): written}))
    if read_waivers(path, changed.source.text).value.waivers != tuple(wanted):
        raise CorpusError([checked.problem(("waivers",), _UNCHANGED)])
    return changed.source.text


def with_accepted(path: str, text: str, accepted: Mapping[str, Sequence[AcceptedTextFile]]) -> str:
    """The text of the waivers in which these texts are accepted, by the reasons, and no other;
    CorpusError where what is accepted is written in a way that nothing can be put into.
    """
    section = "".join(_accepted_lines(accepted)) or "accepted: []\n"
    others = _ACCEPTED.sub("", text)
    if others and not others.endswith("\n"):
        others += "\n"
    changed = f"{others}{section}"
    found = read_waivers(path, changed).value
    wanted = tuple(AcceptedFile(reason=why, texts=tuple(accepted[why])) for why in accepted)
    kept = read_waivers(path, text).value.waivers if text else ()
    if (found.accepted, found.waivers) != (wanted, kept):
        raise refusal(path, f"{_UNCHANGED}: `accepted`", "a list with an entry on each line")
    return changed


def _accepted_lines(accepted: Mapping[str, Sequence[AcceptedTextFile]]) -> Iterator[str]:
    if accepted:
        yield "accepted:\n"
    for reason, texts in accepted.items():
        yield f"  - reason: {json.dumps(reason, ensure_ascii=False)}\n    texts:\n"
        for text in texts:
            counts = ", ".join(f"{rule}: {count}" for rule, count in text.found.items())
            yield f"      - file: {json.dumps(text.file, ensure_ascii=False)}\n"
            yield f'        sha256: "{text.sha256}"\n        found: {{{counts}}}\n'


def _replaced(yaml: ParsedYaml, values: Mapping[Loc, str]) -> str:
    """The YAML with other scalars in some places, from the last to the first so that the offsets
    stay right.
    """
    text = yaml.source.text
    for loc in sorted(values, key=lambda loc: yaml.values[loc], reverse=True):
        at = yaml.values[loc]
        written = _SCALAR.match(text, at)
        if written is not None:
            text = text[:at] + values[loc] + text[written.end() :]
    return text


def _with_copy(yaml: ParsedYaml, loc: Loc) -> str:
    """The YAML with an item of a list a second time, right after itself and as it is written."""
    text, start = yaml.source.text, yaml.values[loc]
    item = _TAIL.sub("", text[start : yaml.ends[loc]])
    before = text[: text.rfind("-", 0, start)].rpartition("\n")[2]
    in_block = text[:start].rstrip().endswith("-") and not before.strip()
    separator = f"\n{text[text.rfind('-', 0, start) - len(before) : start]}" if in_block else ", "
    end = start + len(item)
    return text[:end] + separator + item + text[end:]
