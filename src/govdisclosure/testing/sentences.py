"""Sentences that say what the tables of a report say, in the wordings of its format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import evolve
from hypothesis import strategies as st

from govdisclosure.checks import wordings_of
from govdisclosure.form import Condition, add, exact, minus, stated, total
from govdisclosure.report import Report
from govdisclosure.spec import Number, Rule
from govdisclosure.statements import expanded, plain, template, word_lists

MOST_SENTENCES = 4
"""Rules about the text of which a report has a sentence each."""
_LIMIT = 10**12
_SMALLEST = Decimal("0.000001")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_FIGURES: tuple[Callable[[Number], str], ...] = (str, "{:,}".format, lambda number: str(number).translate(_WIDE))
"""How a number is written: in digits, with separators, in wide digits."""


def with_sentences(report: Report) -> st.SearchStrategy[Report]:
    """Return a strategy for a report with a text that agrees with its tables; without rules about the text, as it is.

    Each sentence is in a wording that its rule takes, and says a number that one of the rule's formulas gives. What the
    words around would make say something else, and what no number can make true, is left out.
    """
    return _with_sentences(report)


@st.composite
def _with_sentences(draw: st.DrawFn, report: Report) -> Report:
    rules = [rule for rule in report.spec.rules if rule.says]
    if not rules:
        return report
    chosen = draw(st.lists(st.sampled_from(rules), max_size=MOST_SENTENCES, unique_by=lambda rule: rule.key))
    sections = dict(report.sections)
    for rule in chosen:
        assert rule.says is not None
        section = draw(st.sampled_from(rule.says.sections))
        sentence = _sentence(draw, report, rule, section)
        if sentence is not None:
            sections[section] = sections.get(section, "") + sentence + "。"
    return evolve(report, sections=sections)


def _sentence(draw: st.DrawFn, report: Report, rule: Rule, section: str) -> str | None:
    """Draw a sentence of a rule that is true; None where the wording or the numbers drawn make none."""
    spec, says = report.spec, rule.says
    assert says is not None
    words = word_lists(spec.narrative)
    wording = draw(st.sampled_from((*says.wordings, *says.none)))
    numbers = said_numbers(report, rule, section)
    one = template(wording, words)
    if one.counted or wording in says.none:
        numbers = [number for number in numbers if _is_sayable(number, counted=one.counted)]
    if not numbers:
        return None
    number = draw(st.sampled_from(numbers))
    lead = draw(st.sampled_from(expanded(says.beside, words))) + "，" if says.beside else ""
    sentence = lead + _one_of_each(draw, one.before)
    wordings, context = wordings_of(spec)
    if number is not None and one.counted:
        unit = draw(st.sampled_from(("", *context.units)))
        sentence += draw(st.sampled_from(_FIGURES))(number) + unit + _one_of_each(draw, one.after)
    found = wordings[section].statements(plain(sentence + "。"), evolve(context, year=report.year))
    return sentence if [(one.rule, one.number) for one in found] == [(rule.key, number)] else None


def _is_sayable(number: Number | None, *, counted: bool) -> bool:
    """Whether a wording can say a number: any that is one, or without a place for it nought."""
    return number == 0 or (counted and number is not None)


def _one_of_each(draw: st.DrawFn, choices: Iterable[Sequence[str]]) -> str:
    return "".join(draw(st.sampled_from(choice)) for choice in choices)


def said_numbers(report: Report, rule: Rule, section: str) -> list[Number | None]:
    """Return the numbers that a rule lets the text say of a report; None stands for words without one that are true."""
    found: list[Number | None] = []
    for at_nought, at_one in zip(
        stated(report.form, rule, 0, section), stated(report.form, rule, 1, section), strict=True
    ):
        rest, other = (_difference(report, relation.condition) for relation in (at_nought, at_one))
        if rest is None or other is None:
            continue
        if rest == other:  # no number of the text is in the formula
            found += [None] if _holds(at_nought.condition, rest) else []
            continue
        number = Fraction(exact(rest)) / Fraction(exact(add(rest, minus(other))))
        found += [written] if (written := _written(number)) is not None else []
    return found


def _difference(report: Report, condition: Condition) -> Number | None:
    """Return left minus right with the numbers of a report; None where a cell has none."""
    low, high = total(condition.difference, lambda index: (report.values[index], report.values[index]))
    return low if low == high else None


def _holds(condition: Condition, difference: Number) -> bool:
    return {"==": difference == 0, "<=": difference <= 0, ">=": difference >= 0}.get(condition.comparison, False)


def _written(number: Fraction) -> Number | None:
    """Return a number as a text can say it, not below nought and with few digits; None for others."""
    if not 0 <= number < _LIMIT:
        return None
    if number.denominator == 1:
        return number.numerator
    digits = Decimal(number.numerator) / Decimal(number.denominator)
    return digits if Fraction(digits) == number and digits == digits.quantize(_SMALLEST) else None
