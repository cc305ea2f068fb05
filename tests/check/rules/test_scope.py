"""What an amendment changes, it says it changes."""

import pytest

from build_tools.model import CitationWords
from tests.check.finding import TABLE, problems, said

GERMAN = CitationWords(provision="§", language="de")


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (("1.1", "1.2"), []),
        (("1",), []),
        ((), []),
        (("1.1",), ["3: Clause 1.2 is changed, and `mtad-2.0` does not name it in its scope"]),
        (
            ("Table 1.2", "1.1"),
            ["3: Clause 1.2 is changed, and `mtad-2.0` does not name it in its scope"],
        ),
        (
            ("1.11", "1.2"),
            ["1: Clause 1.1 is changed, and `mtad-2.0` does not name it in its scope"],
        ),
    ],
)
def test_what_is_changed_lies_in_the_scope(scope: tuple[str, ...], expected: list[str]) -> None:
    text = "1.1 A visitor may take a boat.\n\n1.2 A boat is returned by dark.\n"
    changed = text.replace("a boat", "a raft").replace("dark", "noon")
    assert said("scope", changed, before=text, scope=scope) == expected


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (("1.1",), []),
        (("1",), []),
        ((), []),
        (("Table 9", "Keeper"), []),
        (("TODO", "[the clauses]"), []),
        (
            ("1.1", "1.2"),
            ["11: the scope of `mtad-2.0` names 1.2; nothing changes there"],
        ),
        (
            ("7.7", "1.1"),
            [
                "7: the scope of `mtad-2.0` names 7.7; nothing changes there, and no provision of"
                " mtad@2.0 is called so"
            ],
        ),
    ],
)
def test_what_the_scope_names_is_changed(scope: tuple[str, ...], expected: list[str]) -> None:
    table = f"Table 9: A\n\n{TABLE}| a | 1 |\n"
    text = f"1.1 A boat.\n\n**Keeper** means a man.\n\n{table}\n1.2 It is back by dark.\n"
    changed = text.replace("a man", "a woman").replace("boat", "raft").replace("| 1 |", "| 2 |")
    assert said("idle-scope", changed, before=text, scope=scope) == expected


def test_what_no_provision_is_called_is_told_where_the_scope_says_it() -> None:
    before, text = "1.1 A boat.\n", "1.1 A raft.\n"
    (told,) = problems("idle-scope", text, before=before, scope=("1.1", "7.7"))
    assert (told.path, told.line) == ("versions/amendments/mtad-2.0.yml", 7)
    assert told.source[told.column - 1 :].startswith("'7.7'")


def test_a_provision_whose_heading_is_a_block_is_named_by_its_number_alone() -> None:
    text = "## § 9 Boote\n\nEin Boot.\n\n## § 10 Ruder\n\nEin Ruder.\n"
    changed = text.replace("Ein Ruder", "Zwei Ruder")
    (told,) = problems("scope", changed, before=text, scope=("§ 9",), words=GERMAN)
    assert told.form == 'scope: […, "§ 10"]'
    assert not problems("scope", changed, before=text, scope=("§ 10",), words=GERMAN)


def test_renumbering_need_not_be_declared() -> None:
    before = "1.1 A visitor may take a boat.\n\n1.2 It is returned, as Clause 1.1 says.\n"
    renumbered = before.replace("1.2 It", "1.3 It").replace("1.1", "1.2")
    text = f"1.1 The Keeper lets in.\n\n{renumbered}"
    assert said("scope", text, before=before, scope=("1.1",)) == []


def test_a_definition_and_a_table_lie_in_the_clause_before_them() -> None:
    text = f"1.1 Words:\n\n**Keeper** means a person.\n\nTable 9: A\n\n{TABLE}| a | 1 |\n"
    changed = text.replace("a person", "a woman").replace("| 1 |", "| 2 |")
    for scope in (("1.1",), ("Keeper", "Table 9")):
        assert said("scope", changed, before=text, scope=scope) == []
    assert len(said("scope", changed, before=text, scope=("Keeper",))) == 1


def test_a_provision_is_told_of_once_however_much_of_it_is_changed() -> None:
    limbs = "(a) a sail;\n\n(b) a mast; and\n\n(c) a keel.\n"
    text = f"1.1 A visitor may take a boat.\n\n1.2 A boat has:\n\n{limbs}\n1.3 It has oars.\n"
    changed = text.replace("sail", "flag").replace("mast", "pole").replace("keel", "fin")
    assert said("scope", changed, before=text, scope=("1.1",)) == [
        "5: Clause 1.2 is changed in 3 places, and `mtad-2.0` does not name it in its scope"
    ]
    gone = changed.replace("(c) a fin.\n", "").replace("It has oars", "It has an oar")
    assert said("scope", gone, before=text, scope=("1.1",)) == [
        "5: Clause 1.2 is changed in 3 places, and `mtad-2.0` does not name it in its scope",
        "10: Clause 1.3 is changed, and `mtad-2.0` does not name it in its scope",
    ]


@pytest.mark.parametrize("limb", ["a", "b", "c"])
def test_where_only_a_limb_is_changed_it_is_named_and_may_be_declared_so(limb: str) -> None:
    text = "1.1 A boat has:\n\n(a) a sail;\n\n(b) a mast; and\n\n(c) a keel.\n\n1.2 It has oars.\n"
    line = {"a": 3, "b": 5, "c": 7}[limb]
    changed = text.replace(f"({limb}) a", f"({limb}) one")
    expected = f"Clause 1.1({limb}) is changed, and `mtad-2.0` does not name it in its scope"
    assert said("scope", changed, before=text, scope=("1.2",)) == [f"{line}: {expected}"]
    assert said("scope", changed, before=text, scope=(f"Clause 1.1({limb})",)) == []
    both = changed.replace("A boat has", "A raft has")
    (told,) = said("scope", both, before=text, scope=("1.2",))
    assert "Clause 1.1 is changed in 2 places" in told


def test_the_cells_of_a_table_are_told_of_once() -> None:
    text = f"1.1 Words:\n\nTable 9: A\n\n{TABLE}| a | 1 |\n| b | 2 |\n\n1.2 More.\n"
    changed = text.replace("| 1 |", "| 3 |").replace("| 2 |", "| 4 |")
    assert said("scope", changed, before=text, scope=("1.2",)) == [
        "3: Table 9 is changed in 2 places, and `mtad-2.0` does not name it in its scope"
    ]
