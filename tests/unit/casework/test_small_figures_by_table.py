"""Tables as they are shown, cell by cell: no more is hidden than must be, the smallest that helps first, sums last."""

import pytest

from anbu.domain.casework.suppression import TOTAL, Shown, suppressed

COLUMNS, PARTS = ("whole", "one", "two", "three"), {"whole": ("one", "two", "three")}
Row = tuple[Shown, Shown, Shown, Shown]
X = None
"""Not shown."""


def shown(rows: dict[str, tuple[int, int, int]], also: tuple[tuple[str, str], ...] = ()) -> dict[str, Row]:
    full = {name: dict(zip(COLUMNS, (sum(row), *row), strict=True)) for name, row in rows.items()}
    table = suppressed(full, COLUMNS, PARTS, also)
    told = {name: tuple(cells[column] for column in COLUMNS) for name, cells in table.rows.items()}
    return told | {TOTAL: tuple(table.total[column] for column in COLUMNS)}  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # five are many enough, and nobody is nobody
        ({"a": (5, 5, 5)}, {"a": (15, 5, 5, 5), TOTAL: (15, 5, 5, 5)}),
        ({"a": (0, 5, 0)}, {"a": (5, 0, 5, 0), TOTAL: (5, 0, 5, 0)}),
        # one person alone: the sums would tell them, so no sum is shown
        ({"a": (1, 0, 0)}, {"a": (X, X, 0, 0), TOTAL: (X, X, 0, 0)}),
        # with four, the smallest beside them goes too, along the row and down the columns
        ({"a": (4, 9, 12), "b": (20, 20, 20)}, {"a": (25, X, X, 12), "b": (60, X, X, 20), TOTAL: (85, 24, 29, 32)}),
        # two and two are four together: a third goes too; three and three are six
        ({"a": (2, 2, 9), "b": (20, 20, 20)}, {"a": (13, X, X, X), "b": (60, X, X, X), TOTAL: (73, 22, 22, 29)}),
        ({"a": (3, 3, 9), "b": (20, 20, 20)}, {"a": (15, X, X, 9), "b": (60, X, X, 20), TOTAL: (75, 23, 23, 29)}),
        # nobody is hidden for nothing: a zero helps no sum
        ({"a": (0, 4, 9), "b": (20, 21, 22)}, {"a": (13, 0, X, X), "b": (63, 20, X, X), TOTAL: (76, 20, 25, 31)}),
        # nothing to hide beside them in the row: the row's own sum
        ({"a": (0, 4, 0), "b": (9, 9, 9)}, {"a": (X, 0, X, 0), "b": (X, 9, X, 9), TOTAL: (31, 9, 13, 9)}),
        (
            {"a": (3, 10, 20), "b": (10, 10, 10), "c": (30, 7, 9)},
            {"a": (33, X, X, 20), "b": (30, X, 10, X), "c": (46, 30, X, X), TOTAL: (109, 43, 27, 39)},
        ),
    ],
)
def test_what_is_shown_of_a_table(rows: dict[str, tuple[int, int, int]], expected: dict[str, Row]) -> None:
    assert shown(rows) == expected


def test_what_another_table_hides_is_hidden_here_as_a_small_figure_is() -> None:
    rows = {"a": (10, 10, 10), "b": (20, 20, 20), "c": (30, 30, 30)}
    assert shown(rows, (("a", "one"),)) == {
        "a": (30, X, 10, X),
        "b": (60, X, 20, X),
        "c": (90, 30, 30, 30),
        TOTAL: (180, 60, 60, 60),
    }
    assert shown(rows)["a"] == (30, 10, 10, 10)


def test_with_the_sum_hidden_a_small_figure_beside_it_is_safe() -> None:
    rows = {"a": (3, 9, 9), "b": (20, 30, 40), "c": (50, 60, 70)}
    found = shown(rows, (("a", "whole"), ("b", "whole"), ("b", "one")))
    assert found["a"] == (X, X, 9, 9)
    assert found["b"] == (X, X, 30, 40)
    assert found["c"] == (180, 50, 60, 70)


def test_what_is_hidden_though_it_is_nobody_needs_nothing_beside_it_where_there_is_nothing() -> None:
    assert shown({"a": (0, 0, 0)}, (("a", "one"),)) == {"a": (0, X, 0, 0), TOTAL: (0, 0, 0, 0)}


@pytest.mark.parametrize(
    ("closed", "machine", "hidden"), [(6, 9, "closed"), (9, 6, "waiting_machine"), (7, 7, "closed")]
)
def test_the_smallest_that_helps_is_hidden_whatever_its_name(closed: int, machine: int, hidden: str) -> None:
    parts = ("waiting_machine", "waiting_people", "closed")
    row = {"found": closed + machine + 4, "waiting_machine": machine, "waiting_people": 4, "closed": closed}
    table = suppressed({"a": row}, ("found", *parts), {"found": parts})
    assert {name for name, figure in table.rows["a"].items() if figure is None} == {"waiting_people", hidden}
    assert table.total == table.rows["a"]
