"""Numbers put into a rule and judged: the examples that a spec gives, or small ones made up for it.

Every verdict here is that of the code which judges reports; none is written down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from govdisclosure.form import Condition, Form, Relation, Status, Sum, add, minus, multiply, total, verdict
from govdisclosure.language import say
from govdisclosure.phrasing.arithmetic import LONG_SUM, is_single, summed, zero
from govdisclosure.phrasing.dialects import BROKEN, SIGN
from govdisclosure.phrasing.naming import term_names
from govdisclosure.spec import Example, Number, Rule, formula, number_text

Numbers = Mapping[int, Number]
"""A number for every cell of a relation, by its index."""

_MOVED = 8
"""Cells that are tried as the one by which the two sides are made to differ."""
_PATTERNS: tuple[tuple[int, ...], ...] = (
    (3, 1, 2, 4, 0, 1),
    (5, 2, 1, *[0] * 40),  # for long sums, of which the zeros are not written out
    (12, 3, 9, 6),
    (1,),
    (0,),
    (0, 1),
    (1, 0),
    (100, 7),
    (2_000, 500),
)
"""Numbers to begin with, repeated over the cells of a rule."""


@frozen
class WorkedExample:
    """A case put through the checker: the number in each cell by its name, the sums done, and the verdict."""

    numbers: tuple[tuple[str, Number], ...]
    arithmetic: str
    status: Status


def judge(relation: Relation, numbers: Numbers) -> Status:
    """Return the verdict of the checker on a relation whose cells hold these numbers.

    >>> import govdisclosure as gd
    >>> form = gd.expand(gd.load_spec("cn/2021"))
    >>> balance = next(relation for relation in form.relations if relation.rule == "applications/balance")
    >>> judge(balance, dict.fromkeys(balance.cells, 1))
    'pass'
    """
    return verdict(relation, lambda index: (numbers[index], numbers[index]))


def worked(form: Form, relation: Relation, numbers: Numbers) -> WorkedExample:
    """Return a case with its sums done in words."""
    names = term_names(form, relation)
    status = judge(relation, numbers)
    return WorkedExample(
        tuple((names[index], numbers[index]) for index in relation.cells),
        _arithmetic(relation, numbers, status),
        status,
    )


def given(form: Form, relation: Relation, example: Example) -> dict[int, Number]:
    """Return the numbers of an example of a spec, for one instance of its rule."""
    rule = relation.origin
    assert isinstance(rule, Rule)
    stated = dict(example.numbers)
    parsed = [formula.parse(rule.check)]
    if rule.when:
        parsed.append(formula.parse(rule.when, formula.GUARDS))
    numbers = {}
    for reference in (reference for each in parsed for reference in each.references):
        numbers[form.index_of(reference, rule, relation.instance)] = stated[reference.text]
    return numbers


def made_up(form: Form, relation: Relation, wanted: Status) -> dict[int, Number] | None:
    """Return small numbers on which the verdict is the wanted one, or None where none were found.

    >>> import govdisclosure as gd
    >>> form = gd.expand(gd.load_spec("cn/2021"))
    >>> review = next(relation for relation in form.relations if relation.rule == "disputes/columns:review")
    >>> list(made_up(form, review, "fail").values())
    [3, 1, 2, 4, 11]
    """
    for numbers in _candidates(form, relation, _aims(relation, wanted)):
        sound = relation.kind == "bound" or all(number >= _least(form, index) for index, number in numbers.items())
        if sound and judge(relation, numbers) == wanted:
            return numbers
    return None


def _least(form: Form, index: int) -> Number:
    """Return the least number for a cell of an example: its minimum, and 0 where it has none."""
    value = form.value(index)
    return value.min if value is not None and value.min is not None else 0


def _aims(relation: Relation, wanted: Status) -> tuple[Number, ...]:
    """Return by how much the left side should exceed the right, the most telling case first."""
    comparison = relation.condition.comparison
    if wanted == "pass":
        return (0,) if comparison == "==" else (-1, 0) if comparison == "<=" else (1, 0)
    # Larger ones too, for coefficients by which a small one cannot be divided.
    sides = (1, -1) if comparison == "==" else (-1,) if comparison == ">=" else (1,)
    return tuple((int(relation.tolerance) + 1) * times * side for times in (1, 2, 3, 10) for side in sides)


def _candidates(form: Form, relation: Relation, aims: Sequence[Number]) -> Iterator[dict[int, Number]]:
    """Yield numbers that a form may hold, with one cell chosen so that the two sides differ by what is aimed at."""
    guarding = [index for side in _sides(relation.guard) for index, _ in side.terms]
    for aim in aims:
        for pattern in _PATTERNS[len(relation.cells) > LONG_SUM + 1 :]:
            start = _start(form, relation, pattern)
            # Cells of the guard move last: moving them may make the rule inapplicable.
            movable = sorted(relation.condition.difference.terms, key=lambda net: net[0] in guarding)
            for index, coefficient in movable[:_MOVED]:
                for base in _with_guard(relation, start, besides=index):
                    number = _solved(relation.condition, base, index, coefficient, aim)
                    if number is not None:
                        yield {**base, index: number}


def _start(form: Form, relation: Relation, pattern: tuple[int, ...]) -> dict[int, Number]:
    """Spread a pattern over the cells, the single term of a total last: it is what gets worked out."""
    left, right = relation.condition.left, relation.condition.right
    parts = right if len(left.terms) == 1 and right.terms else left
    order = dict.fromkeys([*(index for index, _ in parts.terms), *relation.cells])
    return {index: max(pattern[place % len(pattern)], _least(form, index)) for place, index in enumerate(order)}


def _with_guard(relation: Relation, start: dict[int, Number], besides: int) -> Iterator[dict[int, Number]]:
    """Yield the numbers as they are, then with one cell of the guard moved so that its two sides differ by little."""
    yield dict(start)
    if relation.guard is None:
        return
    for index, coefficient in relation.guard.difference.terms:
        if index != besides:
            for gap in (0, 1, -1):
                moved = _solved(relation.guard, start, index, coefficient, gap)
                if moved is not None:
                    yield {**start, index: moved}


def _solved(condition: Condition, numbers: Numbers, index: int, coefficient: Number, gap: Number) -> Number | None:
    """Return the number that makes left minus right equal to the gap; None where it is no whole number."""
    missing = add(gap, minus(_of(condition.difference, numbers)))
    step = Decimal(missing) / Decimal(coefficient)
    if multiply(step, coefficient) != missing or step != step.to_integral_value():
        # A fraction is no wrong number for an amount, but it makes no plain example.
        return None
    return add(numbers[index], int(step))


def _sides(condition: Condition | None) -> tuple[Sum, ...]:
    return (condition.left, condition.right) if condition else ()


def _of(side: Sum, numbers: Numbers) -> Number:
    low, _ = total(side, lambda index: (numbers[index], numbers[index]))
    return 0 if low is None else low


def _arithmetic(relation: Relation, numbers: Numbers, status: Status) -> str:
    """Write both sides with their sums done, and how they compare."""
    if status == "not_applicable":
        return say(zh="前提不成立", en="the condition of the rule is not met")
    condition = relation.condition
    left, right = _of(condition.left, numbers), _of(condition.right, numbers)
    done = [
        summed(side, lambda index: number_text(numbers[index]), lambda index: zero(numbers[index]), worth)
        for side, worth in ((condition.left, left), (condition.right, right))
        if not is_single(side)
    ]
    if status == "pass" and condition.comparison == "==" and left != right:
        said = say(
            zh=f"{number_text(left)} 与 {number_text(right)} 相差不超过 {number_text(relation.tolerance)}",
            en=f"{number_text(left)} and {number_text(right)} differ by no more than {number_text(relation.tolerance)}",
        )
    else:
        sign = (SIGN if status == "pass" else BROKEN)[condition.comparison]
        said = f"{number_text(left)} {sign} {number_text(right)}"
    return say(zh="，", en=", ").join([*done, said])
