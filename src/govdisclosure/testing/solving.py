"""Numbers that satisfy every relation of a form, found without trial and error.

Every cell is a whole number of its own smallest unit (0.01 for two decimal places), so the relations of a form are
linear over whole numbers. Equalities are solved for one variable each. What is left are inequalities, and the remaining
variables are eliminated from them one by one, as Fourier and Motzkin did: drawn in the opposite order, each variable
lies between bounds that the ones before it fix. What an elimination leaves is the dark shadow of Pugh's Omega test
(1991), so that between the bounds there always is a whole number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm

from attrs import frozen

from govdisclosure.errors import UsageError
from govdisclosure.form import Condition, Form, Relation
from govdisclosure.language import say
from govdisclosure.spec import Number, Value

ONE = -1
"""The key of the constant in a `Linear`; all others are variables."""

Linear = Mapping[int, int]
"""A linear expression: variables with their coefficients, none of them zero, and under `ONE` the constant."""

PLACES = 3
"""Decimal places of a value that names none."""

MAX_INEQUALITIES = 4000


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
        bounds = (-(self._rest(low, drawn) // low[self.variable]) for low in self.lows)
        return max(bounds, default=None)

    def high(self, drawn: Mapping[int, int]) -> int | None:
        """Return the greatest number that the variable may be, or None."""
        bounds = (self._rest(high, drawn) // -high[self.variable] for high in self.highs)
        return min(bounds, default=None)

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

    Rules with a guard are satisfied whether it is true or not; rules between years are left aside.
    """
    return _Planner(form).plan()


def places_of(value: Value) -> int:
    """Return the decimal places that the cells of a value are drawn with."""
    if value.kind == "integer":
        return 0
    return PLACES if value.places is None else value.places


def _unit(value: Value) -> int | Fraction:
    places = places_of(value)
    return Fraction(1, 10**places) if places else 1


def _exact(number: Number) -> int | Fraction:
    return number if isinstance(number, int) else Fraction(number)


def in_units(amount: int, value: Value) -> Number:
    """Return an amount of a cell's smallest units as the number that the cell holds."""
    return amount if value.kind == "integer" else Decimal(f"{amount}e-{places_of(value)}")


def evaluate(expression: Linear, drawn: Mapping[int, int]) -> int:
    """Return what an expression is worth for the variables drawn."""
    return sum(factor * (1 if key == ONE else drawn[key]) for key, factor in expression.items())


def _combined(parts: Iterable[tuple[int, Linear]]) -> dict[int, int]:
    """Return the sum of expressions, each times a number."""
    total: dict[int, int] = {}
    for times, expression in parts:
        for key, factor in expression.items():
            total[key] = total.get(key, 0) + times * factor
    return {key: factor for key, factor in total.items() if factor}


@frozen(eq=False)
class _AtLeastZero:
    """An expression that must not fall below zero, and the ids of the rules that say so."""

    expression: Linear
    rules: frozenset[str]


class _Planner:
    def __init__(self, form: Form) -> None:
        self._form = form
        self._numeric = [index for index, value in enumerate(form.values) if value.numeric]
        self._units = {index: _unit(form.values[index]) for index in self._numeric}
        self._solved: dict[int, Linear] = {}
        self._because: dict[int, frozenset[str]] = {}
        self._next = len(form.cells)

    def plan(self) -> Plan:
        relations = [relation for relation in self._form.relations if relation.level == 1]
        self._solve(relation for relation in relations if relation.kind == "sum")
        # The bounds of totals follow from those of their parts; seen before the rules mix them, they go away here.
        inequalities = self._tidy(map(self._inequality, (*self._form.bounds, *relations)))
        self._solve(relation for relation in relations if relation.kind == "rule")
        inequalities = self._tidy(map(self._opened, inequalities))
        cells = {index: self._solved.get(index, {index: 1}) for index in self._numeric}
        free = dict.fromkeys(key for expression in cells.values() for key in expression if key != ONE)
        return Plan(tuple(self._steps(list(free), inequalities)), cells, self._form.values)

    # equalities -----------------------------------------------------------------------------------------------------

    def _solve(self, relations: Iterable[Relation]) -> None:
        for relation in relations:
            if relation.condition.comparison == "==":
                total = relation.condition.left.terms[0][0] if relation.kind == "sum" else None
                self._equate(relation, total)

    def _equate(self, relation: Relation, favourite: int | None) -> None:
        """Solve an equality for one variable; where no coefficient is 1, new variables make one, as in Euclid."""
        while True:
            expression = self._open(self._difference(relation.condition))
            factors = {key: factor for key, factor in expression.items() if key != ONE}
            common = gcd(*factors.values())
            constant = expression.get(ONE, 0)
            rules = self._rules_behind(self._difference(relation.condition)) | {relation.id}
            if constant if common == 0 else constant % common:
                raise _unsatisfiable(self._form, rules)
            if not factors:
                return
            used = Counter(key for solved in self._solved.values() for key in solved)
            pivot = min(factors, key=lambda key: (abs(factors[key]), key != favourite, used[key], key))
            scale = factors[pivot] // common
            if abs(scale) == 1:
                rest = {key: factor // common for key, factor in expression.items() if key != pivot}
                self._put(pivot, _combined([(-scale, rest)]), rules)
                return
            quotients = {key: -(factor // factors[pivot]) for key, factor in factors.items() if key != pivot}
            self._put(pivot, _combined([(1, quotients), (1, {self._next: 1})]), rules)
            self._next += 1

    def _put(self, variable: int, meaning: Linear, rules: frozenset[str]) -> None:
        for key, expression in self._solved.items():
            if variable in expression:
                rest = {k: factor for k, factor in expression.items() if k != variable}
                self._solved[key] = _combined([(1, rest), (expression[variable], meaning)])
                self._because[key] |= rules
        self._solved[variable] = meaning
        self._because[variable] = rules

    def _open(self, expression: Linear) -> dict[int, int]:
        """Return the expression over the variables that are still free."""
        return _combined(
            (factor, self._solved[key]) if key in self._solved else (1, {key: factor})
            for key, factor in expression.items()
        )

    def _rules_behind(self, expression: Linear) -> frozenset[str]:
        """Return the ids of the equalities by which variables of an expression were solved."""
        return frozenset[str]().union(*(self._because[key] for key in expression if key in self._because))

    def _difference(self, condition: Condition) -> dict[int, int]:
        """Return left minus right in smallest units, times what makes every coefficient whole."""
        net: dict[int, int | Fraction] = {}
        for side, sign in ((condition.left, 1), (condition.right, -1)):
            for index, coefficient in side.terms:
                net[index] = net.get(index, 0) + sign * _exact(coefficient) * self._units[index]
            net[ONE] = net.get(ONE, 0) + sign * _exact(side.constant)
        scale = lcm(*(factor.denominator for factor in net.values()))
        return {key: int(factor * scale) for key, factor in net.items() if factor}

    # inequalities ---------------------------------------------------------------------------------------------------

    def _inequality(self, relation: Relation) -> _AtLeastZero:
        condition = relation.condition
        sign = {">=": 1, "<=": -1}.get(condition.comparison, 0)
        expression = _combined([(sign, self._difference(condition))]) if sign else {}
        return self._opened(_AtLeastZero(expression, frozenset({relation.id})))

    def _opened(self, inequality: _AtLeastZero) -> _AtLeastZero:
        """Return an inequality over the variables that are still free."""
        expression = inequality.expression
        return _AtLeastZero(self._open(expression), inequality.rules | self._rules_behind(expression))

    def _tidy(self, inequalities: Iterable[_AtLeastZero]) -> list[_AtLeastZero]:
        """Divide by common factors, and leave out what always holds or follows from another."""
        kept: dict[tuple[tuple[int, int], ...], tuple[int, _AtLeastZero]] = {}
        for inequality in inequalities:
            expression, constant = inequality.expression, inequality.expression.get(ONE, 0)
            factors = {key: factor for key, factor in expression.items() if key != ONE}
            if not factors:
                if constant < 0:
                    raise _unsatisfiable(self._form, inequality.rules)
                continue
            common = gcd(*factors.values())
            factors = {key: factor // common for key, factor in factors.items()}
            constant //= common
            known = kept.get(key := tuple(sorted(factors.items())))
            if known is None or constant < known[0]:
                whole = factors | ({ONE: constant} if constant else {})
                kept[key] = constant, _AtLeastZero(whole, inequality.rules)
        least = {key[0][0]: -constant for key, (constant, _) in kept.items() if len(key) == 1 and key[0][1] == 1}
        return [inequality for key, (_, inequality) in kept.items() if len(key) == 1 or not _follows(inequality, least)]

    def _steps(self, variables: list[int], inequalities: list[_AtLeastZero]) -> list[Step]:
        """Eliminate the variables, those with the fewest combinations first; return the steps in order of drawing."""
        steps: list[Step] = []
        while variables:
            lows = Counter(key for i in inequalities for key, factor in i.expression.items() if factor > 0)
            highs = Counter(key for i in inequalities for key, factor in i.expression.items() if factor < 0)
            # Between two bounds in steps larger than 1 there may be no whole number; that is left for last.
            wide = _steeper(inequalities, 1) & _steeper(inequalities, -1)
            variable = min(variables, key=_cost(wide, lows, highs))
            variables.remove(variable)
            below = [i for i in inequalities if i.expression.get(variable, 0) > 0]
            above = [i for i in inequalities if i.expression.get(variable, 0) < 0]
            steps.append(Step(variable, tuple(i.expression for i in below), tuple(i.expression for i in above)))
            if below or above:
                rest = [i for i in inequalities if variable not in i.expression]
                inequalities = self._tidy([*rest, *(_shadow(low, high, variable) for low in below for high in above)])
            if len(inequalities) > MAX_INEQUALITIES:
                raise UsageError(
                    say(
                        zh=f"格式 {self._form.spec.id} 的规则相互牵连太多，不能构造报告。",
                        en=f"the rules of {self._form.spec.id} are too entangled to construct a report",
                    )
                )
        return steps[::-1]


def _cost(wide: set[int], lows: Counter[int], highs: Counter[int]) -> Callable[[int], tuple[bool, int, int]]:
    return lambda variable: (variable in wide, lows[variable] * highs[variable], -variable)


def _steeper(inequalities: Iterable[_AtLeastZero], sign: int) -> set[int]:
    """Return the variables that bear a coefficient beyond 1, or below -1."""
    return {key for i in inequalities for key, factor in i.expression.items() if factor * sign > 1 and key != ONE}


def _follows(inequality: _AtLeastZero, least: Mapping[int, int]) -> bool:
    """Whether an inequality follows from the least numbers that its variables may be."""
    total = 0
    for key, factor in inequality.expression.items():
        if key == ONE:
            total += factor
        elif factor > 0 and key in least:
            total += factor * least[key]
        else:
            return False
    return total >= 0


def _shadow(low: _AtLeastZero, high: _AtLeastZero, variable: int) -> _AtLeastZero:
    """Return what must hold so that some whole number lies between two bounds of a variable."""
    a, b = low.expression[variable], -high.expression[variable]
    slack = {ONE: -(a - 1) * (b - 1)}
    return _AtLeastZero(_combined([(b, low.expression), (a, high.expression), (1, slack)]), low.rules | high.rules)


def _unsatisfiable(form: Form, rules: Iterable[str]) -> UsageError:
    named = ", ".join(sorted(rules))
    return UsageError(
        say(
            zh=f"不能为格式 {form.spec.id} 构造报告，没有数能同时满足：{named}。",
            en=f"no report can be constructed for {form.spec.id}: no numbers were found that satisfy {named} together",
        )
    )
