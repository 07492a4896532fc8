"""Sums that go round in circles."""

from govdisclosure.lint.circles import cycles
from tests.support.ruled import form_of


def test_cycles_of_sums() -> None:
    """A rule that closes a cycle is named with the shortest way round, and a chain of sums is none."""
    form = form_of("a == b + c", "b == c + d", "d + b == c", "a + c == d + b")
    (cycle,) = cycles(form)
    assert cycle.rule.key == "r2"
    assert [form.cells[cell].row for cell in cycle.cells] == ["c", "b", "c"]
    assert list(cycles(form_of("a == b + c", "b == c + d", "c == d", "d == c", "a == a + 1"))) == []


def test_a_part_of_itself() -> None:
    """A sum that names itself is the shortest cycle."""
    form = form_of("a == a + b")
    (cycle,) = cycles(form)
    assert cycle.cells == (0, 0)
