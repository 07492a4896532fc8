"""The little language of rules: what it can say, and where it says that it does not understand."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govdisclosure.language import using
from govdisclosure.spec.formula import CHECKS, GUARDS, MAX_LENGTH, Comparison, FormulaError, Side, parse


def plainly(side: Side) -> tuple[list[tuple[object, str]], object]:
    """Return a side as coefficients with the text of their references, and its constant."""
    return [(term.coefficient, term.reference.text) for term in side.terms], side.constant


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("a == b", ([(1, "a")], 0), ([(1, "b")], 0)),
        ("a+b==c-d", ([(1, "a"), (1, "b")], 0), ([(1, "c"), (-1, "d")], 0)),
        ("  - a  ==  + b  ", ([(-1, "a")], 0), ([(1, "b")], 0)),
        ("2 * a == 0.5*b + 3", ([(2, "a")], 0), ([(Decimal("0.5"), "b")], 3)),
        ("a - 2 * b == 1 - 2.5", ([(1, "a"), (-2, "b")], 0), ([], Decimal("-1.5"))),
        ("a.b_1 == t[r.s, c]", ([(1, "a.b_1")], 0), ([(1, "t[r.s, c]")], 0)),
        ("[r, c] == prior.t[r, c]", ([(1, "[r, c]")], 0), ([(1, "prior.t[r, c]")], 0)),
        ("a == a + a", ([(1, "a")], 0), ([(1, "a"), (1, "a")], 0)),
    ],
)
def test_formulas(text: str, left: object, right: object) -> None:
    """A formula is two sums of cells with coefficients and constants."""
    parsed = parse(text)
    assert (plainly(parsed.left), plainly(parsed.right)) == (left, right)
    assert [reference.text for reference in parsed.references] == [
        term.reference.text for side in (parsed.left, parsed.right) for term in side.terms
    ]


def test_references() -> None:
    """A reference names a line, or a cell of a table, of this year or of the one before."""
    line, cell, before, other = parse("a.b + t[r, c] + prior.x == prior.t[r, c]").references
    assert (line.path, line.table, line.row, line.column, line.prior) == ("a.b", None, None, None, False)
    assert (cell.path, cell.table, cell.row, cell.column, cell.prior) == (None, "t", "r", "c", False)
    assert (before.path, before.table, before.prior) == ("x", None, True)
    assert (other.table, other.row, other.prior) == ("t", "r", True)
    assert [line.position, cell.position, before.position, other.position] == [0, 6, 16, 27]
    assert [reference.companion for reference in (line, cell, before, other)] == ["", "", "", ""]
    of_another, stated = parse("enforcement.t[r, c] == n").references
    assert (of_another.companion, of_another.prior, of_another.is_stated) == ("enforcement", False, False)
    assert (stated.companion, stated.is_stated) == ("", True)


def test_a_prefix_of_the_word_prior_is_a_name_like_any_other() -> None:
    """Only the whole word before a dot means the previous year."""
    assert not any(reference.prior for reference in parse("priority.a == priors").references)


@pytest.mark.parametrize("sign", GUARDS)
def test_comparisons(sign: Comparison) -> None:
    """A guard may compare in six ways, a rule only in those that bound both years alike."""
    assert parse(f"a {sign} b", GUARDS).comparison == sign
    if sign not in CHECKS:
        with pytest.raises(FormulaError, match="expected == <= >="):
            parse(f"a {sign} b")


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("", 0, "expected the name of a row or column, found the end of the formula"),
        ("a", 1, "expected == <= >=, found the end of the formula"),
        ("a ==", 4, "expected the name of a row or column, found the end of the formula"),
        ("a == b c", 7, "expected the end of the formula, found c"),
        ("a == b == c", 7, "expected the end of the formula, found =="),
        ("a = b", 2, "= is not understood"),
        ("a == b; import os", 6, "; is not understood"),
        ("a == (b)", 5, "( is not understood"),
        ("a * 2 == b", 2, "expected == <= >=, found *"),
        ("a == 2 b", 7, "expected the end of the formula, found b"),
        ("a == 2 * 3", 9, "expected the name of a row or column, found 3"),
        ("a == 2b", 5, "2 is not understood"),
        ("a == 1.2.3", 5, "1 is not understood"),
        ("a == b.", 6, ". is not understood"),
        ("a == .b", 5, ". is not understood"),
        ("a == t[r]", 8, "expected ,, found ]"),
        ("a == t[r, c", 11, "expected ], found the end of the formula"),
        ("a == t[, c]", 7, "expected the name of a row or column, found ,"),
        ("a == prior", 5, "expected the name of a row or column, found prior"),
        ("a == --b", 6, "expected the name of a row or column, found -"),
        ("a == 行", 5, "行 is not understood"),
        ("a == 1234567890123456789", 5, "1 is not understood"),
    ],
)
def test_faults(text: str, position: int, message: str) -> None:
    """A formula that is none is refused at the first character that does not fit."""
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert (caught.value.position, message in caught.value.message) == (position, True)


def test_a_formula_has_a_greatest_length() -> None:
    """A text beyond any formula is refused without being read."""
    with pytest.raises(FormulaError, match="too long"):
        parse("a" * (MAX_LENGTH + 1))


@given(st.text(st.sampled_from("ab1.+-*=<>![], \n"), max_size=40))
def test_any_text_is_a_formula_or_a_fault(text: str) -> None:
    """Whatever is written, the answer is a formula or a place inside the text: nothing else ever happens."""
    position = 0
    try:
        parse(text)
    except FormulaError as error:
        position = error.position
    assert 0 <= position <= len(text)


@given(st.integers(0, 10**36 - 1).map(lambda units: Decimal(f"{units}e-18")))
@example(Decimal("123456789012345678.123456789012345678"))
def test_constants_are_exact(number: Decimal) -> None:
    """A constant of eighteen digits before and after its point keeps every digit, on either side of zero."""
    assert parse(f"a == {number:f}").right.constant == number
    assert parse(f"a == b - {number:f}").right.constant == number.copy_negate()
    assert parse(f"a == -{number:f} * b").right.terms[0].coefficient == number.copy_negate()


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        ("a = b", "formula: = is not understood; equal is written ==", 2),
        ("a ＝ b", "formula: ＝ is not understood; equal is written ==", 2),
        ("a ≥ b", "formula: ≥ is not understood; write >=", 2),
        ("a / b == c", "formula: / is not understood; a formula compares two sums", 2),
        ("(a + b) == c", "formula: ( is not understood; a formula compares two sums", 0),
        ("a * b == c", "formula: expected == <= >=, found *; a formula compares two sums", 2),
        ("规章 == a", "formula: 规 is not understood; a formula names keys, not labels", 0),
    ],
)
def test_a_formula_written_as_elsewhere(text: str, message: str, position: int) -> None:
    """Who writes `=`, products, brackets or labels is told what formulas are, at the sign."""
    with using("en"), pytest.raises(FormulaError) as caught:
        parse(text)
    assert caught.value.message.startswith(message)
    assert caught.value.position == position
