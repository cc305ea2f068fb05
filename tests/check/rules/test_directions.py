"""The direction of an amendment, carried out, makes its text."""

from tests.check.finding import said

BEFORE = "1.1 A visitor may take a boat.\n\n1.2 A boat is returned by dark.\n"
HEAD = "# Amendments to mtad@1.0\n\nThe text of mtad@1.0 is amended as follows.\n\n"


def found(direction: str, text: str, scope: tuple[str, ...] = ()) -> list[str]:
    return said(
        "sources-differ", text, before=BEFORE, scope=scope, direction=f"{HEAD}{direction}\n"
    )


def test_a_direction_that_makes_the_text_is_right() -> None:
    text = BEFORE.replace("dark", "noon")
    assert found("1. In Clause 1.2, for “dark.” substitute “noon.”.", text) == []
    assert said("sources-differ", text, before=BEFORE) == []


def test_where_it_differs_each_witness_is_told() -> None:
    text = BEFORE.replace("dark", "dusk")
    direction = "1. In Clause 1.2, for “dark.” substitute “noon.”."
    told = "1: sources differ at Clause 1.2: the text: “1.2 A boat is returned by dusk.”; "
    made = "the instrument: “1.2 A boat is returned by noon.”"
    assert found(direction, text) == [f"{told}the scope: none is declared; {made}"]
    assert found(direction, text, ("1.2",)) == [f"{told}the scope: names it; {made}"]
    assert found(direction, text, ("1.1",)) == [f"{told}the scope: does not name it; {made}"]


def test_what_cannot_be_read_or_carried_out_is_told_at_its_line() -> None:
    one, two = found("1. Let it be.\n\n2. In Clause 1.2, omit “noon”.", BEFORE)
    told = "5: sources differ at line 5 of the amending words: the instrument: “Let it be"
    assert one.startswith(told)
    assert two.startswith("7: ")
    assert "“noon” does not stand there" in two


def test_a_change_that_the_text_does_not_have_is_told() -> None:
    text = BEFORE.replace("dark", "noon")
    own, other = found("1. In Clause 1.2, for “dark.” substitute “noon.”. (c-00000000)", text)
    assert "the text: has no change c-00000000; the instrument: names the change c-0" in other
    assert "the instrument: names no such change" in own
