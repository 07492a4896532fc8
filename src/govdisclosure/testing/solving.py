"""Numbers that satisfy every relation of a form, found without trial and error.

Every cell is a whole number of its own smallest unit (0.01 for two decimal places), so the relations of a form are
linear over whole numbers. Equalities are solved for one variable each. What is left are inequalities, and the remaining
variables are eliminated from them one by one, as Fourier and Motzkin did: drawn in the opposite order, each variable
lies between bounds that the ones before it fix. What an elimination leaves is the dark shadow of Pugh's Omega test
(1991), so that between the bounds there always is a whole number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import gcd

from attrs import evolve, frozen

from govdisclosure.errors import UsageError
from govdisclosure.form import (
    ONE,
    Effort,
    Equalities,
    Exact,
    Form,
    Linear,
    Relation,
    combined,
    common_factor,
    exact,
    linear,
    tags,
    variables,
    whole,
    whole_solutions,
)
from govdisclosure.language import say
from govdisclosure.spec import Number, Value, formula

PLACES = 3
"""Decimal places of a value that names none."""

MAX_INEQUALITIES = 4000
MAX_STEPS = 100_000_000

_Factors = frozenset[tuple[int, int]]
"""The variables of an inequality with their factors."""
_Inequalities = dict[_Factors, Linear]
"""Expressions that must not fall below zero, by their variables and factors."""

_DENIED: dict[formula.Comparison, tuple[formula.Comparison, ...]] = {
    "==": ("<", ">"),
    "!=": ("==",),
    "<": (">=",),
    ">": ("<=",),
    "<=": (">",),
    ">=": ("<",),
}
"""What holds, one or the other, where a comparison does not."""


@frozen(eq=False)
class Step:
    """How one variable is drawn: `lows` and `highs` are expressions that must not fall below zero.

    In `lows` its coefficient is positive, in `highs` negative; every other variable in them is drawn before it.
    """

    variable: int
    lows: tuple[Linear, ...]
    highs: tuple[Linear, ...]

    def low(self, drawn: Mapping[int, int]) -> int | None:
        """Return the least number that the variable may be, or None."""
        return max((-int(self._rest(low, drawn) // low[self.variable]) for low in self.lows), default=None)

    def high(self, drawn: Mapping[int, int]) -> int | None:
        """Return the greatest number that the variable may be, or None."""
        return min((int(self._rest(high, drawn) // -high[self.variable]) for high in self.highs), default=None)

    def _rest(self, expression: Linear, drawn: Mapping[int, int]) -> int:
        return evaluate({key: factor for key, factor in expression.items() if key != self.variable}, drawn)


@frozen(eq=False)
class Plan:
    """How to draw a balanced report: the variables in the order of drawing, and every cell of numbers over them."""

    steps: tuple[Step, ...]
    cells: Mapping[int, Linear]
    values: tuple[Value, ...]

    def unit(self, variable: int) -> int:
        """Return how many smallest units make 1 in the cell that a variable stands for."""
        return 10 ** places_of(self.values[variable]) if variable < len(self.values) else 1

    def numbers(self, drawn: Mapping[int, int]) -> dict[int, Number]:
        """Return the numbers of the cells, by index, from the variables drawn."""
        found: dict[int, Number] = {}
        for index, expression in self.cells.items():
            whole, value = evaluate(expression, drawn), self.values[index]
            found[index] = in_units(whole, value)
        return found


@lru_cache(maxsize=64)
def plan(form: Form) -> Plan:
    """Plan how to draw numbers for a form; raise `UsageError` if its rules leave none, or none that can be found so.

    Rules with a guard are satisfied whether it is true or not, or where they cannot be, the guard is made false; rules
    between years are left aside.
    """
    ways = {relation.id: _ways(relation) for relation in form.relations if relation.level == 1}
    while True:
        try:
            return _Planner(form, [own[0] for own in ways.values()]).plan()
        except _UnsatisfiableError as error:
            other = next((name for name in reversed(error.rules) if len(ways.get(name, ())) > 1), None)
            if other is None:
                raise
            ways = {**ways, other: ways[other][1:]}


def _ways(relation: Relation) -> tuple[Relation, ...]:
    """Return the relations one of which satisfies a rule: itself, or that its guard is false."""
    guard = relation.guard
    if guard is None:
        return (relation,)
    denied = (evolve(relation, condition=evolve(guard, comparison=sign)) for sign in _DENIED[guard.comparison])
    return (relation, *denied)


def places_of(value: Value) -> int:
    """Return the decimal places that the cells of a value are drawn with."""
    if value.kind == "integer":
        return 0
    return PLACES if value.places is None else value.places


@lru_cache(maxsize=256)
def _unit(value: Value) -> Exact:
    return exact(Fraction(1, 10 ** places_of(value)))


def in_units(amount: int, value: Value) -> Number:
    """Return an amount of a cell's smallest units as the number that the cell holds."""
    return amount if value.kind == "integer" else Decimal(f"{amount}e-{places_of(value)}")


def evaluate(expression: Linear, drawn: Mapping[int, int]) -> int:
    """Return what an expression with whole coefficients is worth for the variables drawn."""
    return int(sum(factor * (1 if key == ONE else drawn[key]) for key, factor in expression.items()))


class _UnsatisfiableError(UsageError):
    """No numbers were found that satisfy some rules together, given by their ids in the order of the form."""

    def __init__(self, message: str, rules: tuple[str, ...]) -> None:
        super().__init__(message)
        self.rules = rules


class _Planner:
    """The relations of a form over whole numbers of smallest units; an expression has a tag for each rule behind it."""

    def __init__(self, form: Form, relations: Sequence[Relation]) -> None:
        self._form = form
        self._relations = relations
        self._numeric = [index for index, value in enumerate(form.values) if value.numeric]
        self._units = {index: _unit(form.values[index]) for index in self._numeric}
        self._equalities = Equalities(Effort(MAX_STEPS))
        self._rules: list[str] = []
        """The ids of relations, in the order of their tags."""
        self._next = len(form.cells)

    def plan(self) -> Plan:
        equal = [relation for relation in self._relations if relation.condition.comparison == "=="]
        self._solve(relation for relation in equal if relation.kind == "sum")
        # The bounds of totals follow from those of their parts; seen before the rules mix them, they go away here.
        others = [r for r in (*self._form.bounds, *self._relations) if r.condition.comparison != "=="]
        inequalities = self._tidy(self._equalities.reduce(self._at_least_zero(relation)) for relation in others)
        self._solve(relation for relation in equal if relation.kind == "rule")
        inequalities = self._tidy(map(self._equalities.reduce, inequalities.values()))
        cells = {index: _untagged(self._equalities.reduce({index: 1})) for index in self._numeric}
        free = dict.fromkeys(key for expression in cells.values() for key in variables(expression))
        return Plan(tuple(self._steps(list(free), inequalities)), cells, self._form.values)

    def _in_units(self, relation: Relation, sign: int = 1) -> Linear:
        """Return left minus right in smallest units, times what makes every coefficient whole, tagged."""
        expression = linear(relation.condition.difference)
        scaled = {key: factor * self._units.get(key, 1) for key, factor in expression.items()}
        self._rules.append(relation.id)
        return combined([(sign, whole(scaled))]) | {ONE - len(self._rules): 1}

    # equalities -----------------------------------------------------------------------------------------------------

    def _solve(self, relations: Iterable[Relation]) -> None:
        for relation in relations:
            total = relation.condition.left.terms[0][0] if relation.kind == "sum" else None
            self._equate(self._in_units(relation), total)

    def _equate(self, expression: Linear, favourite: int | None) -> None:
        """Solve an equality for one variable; where no coefficient is 1, new variables make one, as in Euclid."""
        used = Counter(key for solved in self._equalities.solved for key in solved)
        while keys := variables(rest := self._possible(self._equalities.reduce(expression))):
            pivot = min(keys, key=lambda key: (abs(int(rest[key])), key != favourite, used[key], key))
            if abs(int(rest[pivot])) == common_factor(rest):
                self._equalities.add(rest, pivot)
                return
            quotients: Linear = {key: rest[key] // rest[pivot] for key in keys}
            self._equalities.add(quotients | {self._next: -1}, pivot)
            self._next += 1

    def _possible(self, expression: Linear) -> Linear:
        """Return an expression that whole numbers can make zero; raise `UsageError` if none can."""
        if not whole_solutions(expression):
            raise self._unsatisfiable(expression)
        return expression

    # inequalities ---------------------------------------------------------------------------------------------------

    def _at_least_zero(self, relation: Relation) -> Linear:
        comparison = relation.condition.comparison
        found = self._in_units(relation, 1 if comparison.startswith(">") else -1)
        return found if comparison.endswith("=") else combined([(1, found)], -1)

    def _tidy(self, inequalities: Iterable[Linear], tidied: Mapping[_Factors, Linear] | None = None) -> _Inequalities:
        """Divide by common factors, and leave out what always holds or follows from another; some are tidy already."""
        kept = dict(tidied or {})
        for place, tight in map(_in_lowest_terms, inequalities):
            known = kept.setdefault(place, tight)
            if tight.get(ONE, 0) < known.get(ONE, 0):
                kept[place] = tight
        nothing: _Factors = frozenset()
        if kept.get(nothing, {}).get(ONE, 0) < 0:
            raise self._unsatisfiable(kept[nothing])
        least = {key: -tight.get(ONE, 0) for place, tight in kept.items() for key in _bounded(place)}
        return {place: tight for place, tight in kept.items() if len(place) == 1 or not _follows(place, tight, least)}

    def _steps(self, left: list[int], inequalities: _Inequalities) -> list[Step]:
        """Eliminate the variables, those with the fewest combinations first; return the steps in order of drawing."""
        steps: list[Step] = []
        left = sorted(left, reverse=True)
        uses = Counter(_uses(inequalities))
        while left:
            variable = _next_of(left, uses)
            left.remove(variable)
            step, others = self._eliminated(variable, inequalities)
            steps.append(step)
            uses.subtract(_uses(place for place in inequalities if place not in others))
            uses.update(_uses(place for place in others if place not in inequalities))
            inequalities = others
            if len(inequalities) > MAX_INEQUALITIES:
                raise UsageError(
                    say(
                        zh=f"格式 {self._form.spec.id} 的规则相互牵连太多，不能构造报告。",
                        en=f"the rules of {self._form.spec.id} are too entangled to construct a report",
                    )
                )
        return steps[::-1]

    def _eliminated(self, variable: int, inequalities: _Inequalities) -> tuple[Step, _Inequalities]:
        """Return how a variable is drawn, and what must hold of the others so that it can be."""
        below = [one for one in inequalities.values() if one.get(variable, 0) > 0]
        above = [one for one in inequalities.values() if one.get(variable, 0) < 0]
        rest = {place: one for place, one in inequalities.items() if variable not in one}
        if below and above:
            rest = self._tidy((_shadow(low, high, variable) for low in below for high in above), rest)
        return Step(variable, tuple(map(_untagged, below)), tuple(map(_untagged, above))), rest

    def _unsatisfiable(self, expression: Linear) -> _UnsatisfiableError:
        rules = tuple(dict.fromkeys(self._rules[ONE - 1 - tag] for tag in sorted(tags(expression), reverse=True)))
        named = ", ".join(sorted(rules))
        message = say(
            zh=f"不能为格式 {self._form.spec.id} 构造报告，没有数能同时满足：{named}。",
            en=f"no report can be constructed for {self._form.spec.id}: no numbers were found that satisfy {named} "
            "together",
        )
        return _UnsatisfiableError(message, rules)


def _untagged(expression: Linear) -> Linear:
    return {key: factor for key, factor in expression.items() if key >= ONE}


def _in_lowest_terms(inequality: Linear) -> tuple[_Factors, Linear]:
    """Return an inequality of whole numbers divided by the common factor of its coefficients, behind its place."""
    factors = [(key, int(factor)) for key, factor in inequality.items() if key >= 0]
    common = gcd(*(factor for _, factor in factors))
    if common <= 1:
        return frozenset(factors), inequality
    tight = {key: factor if key < ONE else factor // common for key, factor in inequality.items()}
    return frozenset((key, factor // common) for key, factor in factors), tight


def _uses(places: Iterable[_Factors]) -> Iterator[tuple[int, bool, bool]]:
    """Yield each use of a variable: the variable, whether it bounds from below, and in steps larger than 1 or not."""
    return ((key, factor > 0, abs(factor) > 1) for place in places for key, factor in place)


def _next_of(left: Iterable[int], uses: Mapping[tuple[int, bool, bool], int]) -> int:
    """Return the variable to eliminate next: the first of those that lead to the fewest combinations."""
    costs: dict[int, tuple[bool, int]] = {}
    for key in left:
        low, wide_low = uses.get((key, True, False), 0), uses.get((key, True, True), 0)
        high, wide_high = uses.get((key, False, False), 0), uses.get((key, False, True), 0)
        combinations = (low + wide_low) * (high + wide_high)
        if not combinations:
            return key
        # Between two bounds in steps larger than 1 there may be no whole number; that is left for last.
        costs[key] = bool(wide_low and wide_high), combinations
    return min(costs, key=costs.__getitem__)


def _bounded(place: _Factors) -> list[int]:
    """Return the variable that an inequality gives a least number, if it is about one alone."""
    return [key for key, factor in place if factor == 1] if len(place) == 1 else []


def _follows(place: _Factors, inequality: Linear, least: Mapping[int, Exact]) -> bool:
    """Whether an inequality follows from the least numbers that its variables may be."""
    if not all(factor > 0 and key in least for key, factor in place):
        return False
    return inequality.get(ONE, 0) + sum(factor * least[key] for key, factor in place) >= 0


def _shadow(low: Linear, high: Linear, variable: int) -> Linear:
    """Return what must hold so that some whole number lies between two bounds of a variable."""
    a, b = low[variable], -high[variable]
    return combined([(b, low), (a, high)], -(a - 1) * (b - 1))
