"""Tables whose columns roll on by a year: the oldest goes, a new one comes, and no figure of one is
taken for a figure of another. Headers that are exchanged over figures that stayed are just that."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.reviewing import compared

HEADERS = ("20{0}/{1}", "20{0}", "Rate 20{0}", "Charge from 1 April 20{0}", "v{0}.0", "£ (20{0})")
FIGURES = (
    "{0}.{1:02}",
    "£{0},{1:03}.00",
    "{0} {1:03}",
    "{0}.{1:02} p/kWh",
    "{0}.{1}%",
    "1.0{1:02}",
    "2.23.140.{0}.{1}",
    "10.0.{0}.{1}",
    "−{0}.{1}",
    "{0}.5–{1}.5",
    "{0}/{1}",
)


@settings(max_examples=examples(40))
@given(
    header=st.sampled_from(HEADERS),
    figure=st.sampled_from(FIGURES),
    rows=st.integers(8, 30),
    years=st.integers(2, 5),
    seed=st.integers(0, 2**16),
)
def test_a_year_that_rolls_on_is_one_column_out_and_one_in(
    header: str, figure: str, rows: int, years: int, seed: int
) -> None:
    rng = Random(seed)
    columns = [
        [header.format(at, at + 1), *figures(figure, rows, rng)] for at in range(23, 24 + years)
    ]
    result = compared(drawn(columns[:-1]), drawn(columns[1:]))
    assert dict(result.counts) == {"column-delete": 1, "column-insert": 1}
    gone, come = result.changes
    assert gone.old == " | ".join(columns[0])
    assert come.new == " | ".join(columns[-1])


@settings(max_examples=examples(20))
@given(figure=st.sampled_from(FIGURES), rows=st.integers(8, 30), seed=st.integers(0, 2**16))
def test_figures_deleted_here_and_others_inserted_there_are_two_columns(
    figure: str, rows: int, seed: int
) -> None:
    rng = Random(seed)
    rate, charge, discount = (
        [name, *figures(figure, rows, rng)] for name in ("Unit rate", "Standing charge", "Discount")
    )
    area = ["Area", *(["North", "South"] * rows)[:rows]]
    result = compared(drawn([charge, rate, area]), drawn([rate, area, discount]))
    assert dict(result.counts) == {"column-delete": 1, "column-insert": 1}


@settings(max_examples=examples(20))
@given(
    figure=st.sampled_from(FIGURES),
    rows=st.integers(2, 20),
    order=st.permutations(range(4)),
    seed=st.integers(0, 2**16),
)
def test_headers_exchanged_over_figures_that_stayed_are_changes_of_the_headers_alone(
    figure: str, rows: int, order: list[int], seed: int
) -> None:
    rng = Random(seed)
    headers = ["Unit rate", "Standing charge", "Discount", "Levy"]
    stayed = [figures(figure, rows, rng) for _ in headers]
    result = compared(
        drawn([[name, *body] for name, body in zip(headers, stayed, strict=True)]),
        drawn([[headers[at], *body] for at, body in zip(order, stayed, strict=True)]),
    )
    exchanged = [(headers[i], headers[j]) for i, j in enumerate(order) if i != j]
    assert [(change.old, change.new) for change in result.changes] == exchanged
    assert not any(change.consequential for change in result.changes)


def figures(form: str, count: int, rng: Random) -> list[str]:
    """So many different figures of a form."""
    pairs = [(one, other) for one in range(1, 30) for other in range(1, 100)]
    return [form.format(*pair) for pair in rng.sample(pairs, count)]


def drawn(columns: list[list[str]]) -> str:
    """A text with one table of charges."""
    lines = [" | ".join(cells) for cells in zip(*columns, strict=True)]
    header, *rows = (f"| {name} | {line} |" for name, line in zip(names(lines), lines, strict=True))
    delimiter = "|---" * (len(columns) + 1) + "|"
    table = "\n".join((header, delimiter, *rows))
    return f"1.1 The charges are these.\n\nTable 1: Charges\n\n{table}\n\n1.2 They are reviewed.\n"


def names(lines: list[str]) -> list[str]:
    """What stands before each line: a header, and a class of customer."""
    return ["Class", *(f"Class of customer {chr(65 + at)}" for at in range(len(lines) - 1))]
