"""Written rules for drawn formats: every formula of the language, over cells of numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from hypothesis import strategies as st

from govdisclosure.form import Form
from govdisclosure.spec import Example, Examples, Number, Rule, Severity, formula
from govdisclosure.testing.axes import BOOLEANS, SOURCES, TEXTS, Drawn, integers, labels, seldom

_COMPARISONS = st.sampled_from(formula.CHECKS)
_GUARDS = st.sampled_from(formula.GUARDS)
_SLACK = st.sampled_from((" + 5", " + 0.25"))
_SEVERITIES: st.SearchStrategy[Severity] = st.sampled_from(("error", "warning", "info"))
_TOLERANCES: st.SearchStrategy[Number] = st.sampled_from((0, 1, Decimal("0.5")))
_COEFFICIENTS: st.SearchStrategy[Number] = st.sampled_from((1, 1, 1, 1, 2, 3, Decimal("0.5")))
_EACH: st.SearchStrategy[Literal["rows", "columns"] | None] = st.sampled_from(("columns", "rows", None))


@st.composite
def rules(draw: st.DrawFn, form: Form, key: str) -> Rule | None:
    """Draw a rule that holds where every cell is zero; None where the form has too few cells of numbers for one."""
    each, table, names = draw(_names(form))
    if len(names) < 2:  # noqa: PLR2004 - a relation between two cells
        return None
    prior = each is not None and draw(integers(0, 5)) == 0
    comparison = draw(_COMPARISONS)
    cut = draw(integers(1, len(names) - 1))
    left, right = _side(draw, names[:cut]), _side(draw, names[cut:])
    slack = seldom(draw, _SLACK, 3) or ""
    if comparison == "<=":
        right += slack
    elif comparison == ">=":
        left += slack
    check = f"{left} {comparison} {right}"
    if prior:
        check = f"{names[0]} {comparison} prior.{names[1]}"
    guard = seldom(draw, st.tuples(st.sampled_from(names), _GUARDS, st.sampled_from("02")))
    return Rule(
        key=key,
        check=check,
        label=draw(labels(1))[0],
        table=table,
        each=each,
        when=" ".join(guard) if guard else None,
        why=seldom(draw, TEXTS, 8),
        advice=seldom(draw, TEXTS, 8),
        severity=draw(_SEVERITIES),
        source=seldom(draw, SOURCES, 8),
        tolerance=seldom(draw, _TOLERANCES),
        examples=_examples(draw, check, " ".join(guard) if guard else None),
    )


_Names = tuple[Literal["rows", "columns"] | None, str | None, list[str]]


@st.composite
def _names(draw: st.DrawFn, form: Form) -> _Names:
    """Draw the axis, the table and two to four names of a rule, as its formula writes them."""
    table = draw(st.sampled_from([*form.tables]))
    each = draw(_EACH)
    if each:
        across = form.tables[table].axis("rows" if each == "columns" else "columns")
        return each, table, draw(_some([line.path for line in across.lines]))
    named = draw(BOOLEANS)
    places = [
        f"{'' if named else cell.table}[{cell.row}, {cell.column}]"
        for cell, value in zip(form.cells, form.values, strict=True)
        if value.numeric and (cell.table == table or not named)
    ]
    return None, table if named else None, draw(_some(places))


def _some(things: list[Drawn]) -> st.SearchStrategy[list[Drawn]]:
    """Draw two to four of some things, each once, or as many as there are."""
    if not things:
        return st.just([])
    return st.lists(st.sampled_from(things), min_size=min(2, len(things)), max_size=min(4, len(things)), unique=True)


def _side(draw: st.DrawFn, names: list[str]) -> str:
    text = ""
    for name in names:
        coefficient = draw(_COEFFICIENTS)
        minus = draw(integers(0, 5)) == 0
        text += (" - " if minus else " + ") if text else "-" if minus else ""
        text += name if coefficient == 1 else f"{coefficient} * {name}"
    return text


def _examples(draw: st.DrawFn, check: str, guard: str | None) -> Examples:
    """Give zeros as a valid example, and for an equality one thousand on its own as an invalid one."""
    parsed = formula.parse(check)
    references = list(parsed.references) + ([*formula.parse(guard, formula.GUARDS).references] if guard else [])
    names = list(dict.fromkeys(reference.text for reference in references))
    zeros = dict.fromkeys(names, 0)
    valid = (Example(tuple(zeros.items())),) if draw(BOOLEANS) else ()
    lone = parsed.comparison == "==" and guard is None
    invalid = (Example(tuple((zeros | {names[0]: 1000}).items())),) if lone and draw(BOOLEANS) else ()
    return Examples(valid, invalid)
