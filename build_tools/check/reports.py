"""Findings → a report: for people, for the annotations of a pull request, and for programs."""

import json
import os
from collections.abc import Callable, Iterator
from typing import Any

from build_tools import __version__
from build_tools.check import RECORD_RULES, RULES, Findings
from build_tools.model.characters import UNSEEN, visible
from build_tools.model.problems import Problem

_SARIF = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
"""The name of the format's schema, which a report carries; nothing is fetched from there."""


def text(findings: Findings) -> str:
    """Each problem with its line, a caret and the right form; then what was waived, with the
    reasons.
    """
    return "".join(f"{each}\n" for each in (*findings.problems, *findings.waived))


def github(findings: Findings) -> str:
    """Workflow commands that GitHub shows as annotations beside the lines of a pull request."""
    return "".join(f"{_annotation(problem)}\n" for problem in findings.problems)


def _annotation(problem: Problem) -> str:
    properties = {
        "file": problem.path,
        "line": problem.line,
        "col": problem.column,
        "title": problem.rule,
    }
    given = {key: str(value) for key, value in properties.items() if value}
    shown = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in given.items())
    expected = f"\nexpected: {problem.form}" if problem.form else ""
    return f"::{problem.severity} {shown}::{_escaped(problem.message + expected)}"


def _escaped(words: str, more: str = "") -> str:
    """As the runner's toolkit escapes a command's message, and a property's value with `more`."""
    shown = visible(words)
    return "".join(f"%{ord(char):02X}" if char in f"%\n{more}" else char for char in shown)


def as_json(findings: Findings) -> str:
    """The problems and the waived, with all that is known of each."""
    errors = len(findings.errors)
    report = {
        "errors": errors,
        "warnings": len(findings.problems) - errors,
        "problems": [_values(problem) for problem in findings.problems],
        "waived": [{**_values(each.problem), "reason": each.reason} for each in findings.waived],
    }
    return _dumped(report)


def _dumped(report: dict[str, Any]) -> str:
    """A report as JSON, in which what cannot be seen stands as an escape."""
    text = json.dumps(report, ensure_ascii=False, indent=1)
    return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"


def _values(problem: Problem) -> dict[str, Any]:
    names = ("path", "line", "column", "rule", "severity", "message", "source", "form", "mended")
    return {name: getattr(problem, name) for name in names}


def sarif(findings: Findings) -> str:
    """SARIF 2.1.0, the format in which code scanning takes results; what was waived is there as
    suppressed.
    """
    results = [_result(problem) for problem in findings.problems]
    for each in findings.waived:
        suppressed = {"kind": "external", "status": "accepted", "justification": each.reason}
        results.append({**_result(each.problem), "suppressions": [suppressed]})
    driver = {"name": "corpus", "semanticVersion": __version__, "rules": list(_descriptors())}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}
    return _dumped(log)


def _descriptors() -> Iterator[dict[str, Any]]:
    """What the report says of each rule; its page is named where SITE_URL says where the site
    is.
    """
    site = os.environ.get("SITE_URL", "").rstrip("/")
    sentences = {rule.id: rule.sentence for rule in RULES}
    for id_, sentence in (sentences | RECORD_RULES).items():
        descriptor: dict[str, Any] = {"id": id_, "shortDescription": {"text": sentence}}
        if site:
            descriptor["helpUri"] = f"{site}/rules/{id_}/"
        yield descriptor


def _result(problem: Problem) -> dict[str, Any]:
    expected = f" (expected: {problem.form})" if problem.form else ""
    location: dict[str, Any] = {"artifactLocation": {"uri": problem.path, "uriBaseId": "%SRCROOT%"}}
    if problem.line:
        location["region"] = {"startLine": problem.line}
    if problem.line and problem.column:
        location["region"]["startColumn"] = problem.column
    return {
        "ruleId": problem.rule,
        "level": problem.severity,
        "message": {"text": problem.message + expected},
        "locations": [{"physicalLocation": location}],
    }


REPORTS: dict[str, Callable[[Findings], str]] = {
    "text": text,
    "github": github,
    "sarif": sarif,
    "json": as_json,
}
"""The reports, by the names of their formats on the command line."""
