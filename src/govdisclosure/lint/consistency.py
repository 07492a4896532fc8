"""Whether the relations of a form can hold together, and which cells they leave no choice.

Equalities are eliminated in fractions, so the answers are exact. Relations with a tolerance are bands and count as two
inequalities. What only inequalities decide is left to linear programs, whose answers are proved before they are told.
Rules with a guard and rules between years are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Literal

from attrs import define, field, frozen

from govdisclosure.form import (
    ONE,
    Effort,
    Equalities,
    Exact,
    Form,
    LimitReachedError,
    Relation,
    Row,
    add_to,
    exact,
    row_of,
    tags,
    times,
    variables,
    whole_solutions,
)
from govdisclosure.lint import certificates

MAX_STEPS = 2_000_000
"""Steps of exact arithmetic for all relations of a form together."""
MAX_ROUNDS = 20
"""How often what was found is put back in to find more."""


@frozen(eq=False)
class Conflict:
    """Relations that no numbers satisfy together, beside the bounds of the cells; no more than are needed for that."""

    relations: tuple[Relation, ...]


@frozen(eq=False)
class Forced:
    """A cell that the relations allow one number only, and the relations that do so together."""

    cell: int
    number: Exact
    relations: tuple[Relation, ...]


@frozen
class Untested:
    """Rules that were not tested to the end: a limit was reached, or scipy is not installed."""

    why: Literal["steps", "terms", "scipy"]
    rules: tuple[str, ...]


def judge(form: Form) -> Iterator[Conflict | Forced | Untested]:
    """Yield every conflict, every forced cell, and what could not be tested.

    >>> from govdisclosure import expand, load_spec
    >>> list(judge(expand(load_spec("cn/2021"))))
    []
    """
    effort = Effort(MAX_STEPS)
    components = [_Component(form, relations, effort) for relations in _components(form)]
    for number, component in enumerate(components):
        try:
            component.judge()
        except LimitReachedError:
            component.untested = "steps"
            with suppress(LimitReachedError):
                component.find_forced(Effort(MAX_STEPS // 10))
        yield from component.conflicts
        yield from component.forced
        if component.untested:
            left = components[number:] if component.untested == "steps" else [component]
            yield Untested(component.untested, _rule_keys(relation for rest in left for relation in rest.relations))
        if component.untested == "steps":
            return


def _rule_keys(relations: Iterable[Relation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(relation.rule for relation in relations if relation.kind == "rule"))


def _components(form: Form) -> Iterator[list[Relation]]:
    """Yield relations that share no cell with others; those of axes without gaps and without rules cannot fail."""
    leaders: dict[int, int] = {}

    def leader(cell: int) -> int:
        while (above := leaders.setdefault(cell, cell)) != cell:
            leaders[cell] = leaders[above]
            cell = above
        return cell

    relations = [relation for relation in form.relations if relation.level == 1 and relation.guard is None]
    for relation in relations:
        for cell in relation.cells[1:]:
            leaders[leader(cell)] = leader(relation.cells[0])
    gaps = {
        table.key
        for table in form.tables.values()
        if sum(form.values[cell].numeric for cell in table.cells.values())
        < len(table.rows.lines) * len(table.columns.lines)
    }
    groups: dict[int, list[Relation]] = {}
    for relation in relations:
        groups.setdefault(leader(relation.cells[0]), []).append(relation)
    for group in groups.values():
        if any(relation.kind == "rule" or form.cells[relation.cells[0]].table in gaps for relation in group):
            yield group


@define(eq=False)
class _Component:
    """Relations that are tied together by their cells."""

    form: Form
    relations: Sequence[Relation]
    effort: Effort
    conflicts: list[Conflict] = field(factory=list, init=False)
    forced: list[Forced] = field(factory=list, init=False)
    untested: Literal["steps", "terms", "scipy"] | None = field(default=None, init=False)
    _cells: tuple[int, ...] = field(default=(), init=False)
    _basis: Equalities = field(init=False)
    _inequalities: list[Row] = field(factory=list, init=False)
    _lows: dict[int, Exact] = field(factory=dict, init=False)
    _because: dict[int, frozenset[int]] = field(factory=dict, init=False)
    """Which relations a tag stands for."""
    _known: set[frozenset[int]] = field(factory=set, init=False)
    """The relations of each conflict."""
    _spoiled: set[int] = field(factory=set, init=False)
    """Relations whose inequalities are left aside, so that conflicts beside theirs can still be found."""

    def judge(self) -> None:
        """Find the conflicts and the forced cells."""
        self._basis = Equalities(self.effort)
        self._cells = tuple(dict.fromkeys(cell for relation in self.relations for cell in relation.cells))
        for cell in self._cells:
            low = self.form.values[cell].min
            if low is not None:
                self._lows[cell] = exact(low)
        # Sums of the axes come first in a form, so every total is replaced by its parts before a rule is looked at.
        for number, relation in enumerate(self.relations):
            self._take(number, relation)
        self.untested = self._settle()
        self.find_forced(self.effort)

    def find_forced(self, effort: Effort) -> None:
        """Find the cells that what is known by now leaves one number only."""
        self._basis.effort = effort
        self.forced.clear()
        for cell in self._cells:
            rest = self._basis.reduce({cell: 1})
            if not list(variables(rest)):
                self.forced.append(Forced(cell, rest.get(ONE, 0), self._relations_of(rest)))

    def _take(self, number: int, relation: Relation) -> None:
        tag = self._tag(frozenset({number}))
        row = row_of(relation.condition)
        tolerance = exact(relation.tolerance)
        match relation.condition.comparison:
            case "==" if not tolerance:
                total = [relation.condition.left.terms[0][0]] if relation.kind == "sum" else []
                self._equate(row | {tag: 1}, *total)
            case "==":
                self._inequalities += [_above(row, tolerance, tag), _above(times(-1, row), tolerance, tag)]
            case ">=":
                self._inequalities.append(_above(row, tolerance, tag))
            case _:
                self._inequalities.append(_above(times(-1, row), tolerance, tag))

    def _tag(self, relations: frozenset[int]) -> int:
        tag = ONE - 1 - len(self._because)
        self._because[tag] = relations
        return tag

    def _equate(self, row: Row, *favourites: int) -> None:
        rest = self._basis.reduce(row)
        keys = list(variables(rest))
        whole = all(self.form.values[key].kind == "integer" for key in keys)
        if (not keys and rest.get(ONE, 0)) or (keys and whole and not whole_solutions(rest)):
            self._conflict(rest)
        else:
            self._basis.add(rest, *favourites)

    def _conflict(self, row: Row) -> None:
        numbers = self._numbers(row)
        if numbers not in self._known:
            self._known.add(numbers)
            self.conflicts.append(Conflict(self._relations_of(row)))

    def _spoil(self, row: Row) -> None:
        """Set aside the rules of a conflict between inequalities; without a rule, the sums of the axes."""
        numbers = self._numbers(row)
        self._spoiled |= {n for n in numbers if self.relations[n].kind == "rule"} or numbers

    def _numbers(self, row: Row) -> frozenset[int]:
        return frozenset(number for tag in tags(row) for number in self._because[tag])

    def _relations_of(self, row: Row) -> tuple[Relation, ...]:
        return tuple(self.relations[number] for number in sorted(self._numbers(row)))

    # inequalities -----------------------------------------------------------------------------------------------

    def _settle(self) -> Literal["terms", "scipy"] | None:
        """Find what the inequalities decide, put it back in, and go on; say what could not be tested."""
        for _ in range(MAX_ROUNDS):
            rows = self._rows()
            facts = self._by_sign(rows)
            if not facts:
                rows = self._sound(rows)
                if sum(map(len, rows)) > certificates.MAX_TERMS:
                    return "terms"
                if not certificates.available():
                    return "scipy" if self._inequalities else None
                facts = self._by_proof(rows)
            if not facts:
                return None
            for fact in facts:
                self._equate(fact)
        return None

    def _rows(self) -> list[Row]:
        """Return all inequalities, the bounds of the cells last, over the variables that are still free."""
        bounds: list[Row] = [{cell: 1, ONE: -low} if low else {cell: 1} for cell, low in self._lows.items()]
        reduced = (self._basis.reduce(row) for row in (*self._inequalities, *bounds))
        return self._sound(row for row in reduced if list(variables(row)) or row.get(ONE, 0) < 0)

    def _sound(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if not self._spoiled or not self._spoiled & self._numbers(row)]

    def _by_sign(self, rows: Iterable[Row]) -> list[Row]:
        """Return the cells that one inequality holds at their lowest number; note an inequality that never holds."""
        facts: list[Row] = []
        for row in rows:
            keys = list(variables(row))
            if not all(row[key] < 0 and key in self._lows for key in keys):
                continue
            most = row.get(ONE, 0) + sum(row[key] * self._lows[key] for key in keys)
            if most < 0:
                self._conflict(row)
                self._spoil(row)
            elif most == 0:
                because = self._numbers(row)
                facts += [self._fact({key: 1, ONE: -self._lows[key]}, because) for key in keys]
        return facts

    def _by_proof(self, rows: list[Row]) -> list[Row]:
        """Return rows that are always zero; note inequalities that cannot hold together."""
        while proof := certificates.impossible(rows):
            self._conflict(proof.total)
            self._spoil(proof.total)
            rows = self._sound(rows)
        facts: list[Row] = []
        for proof in certificates.always_zero(rows):
            because = self._numbers(proof.total)
            facts += [self._fact(rows[number], because) for number, _ in proof.parts]
        return facts

    def _fact(self, row: Row, because: frozenset[int]) -> Row:
        """Return a row that was found to be zero, with a tag of its own, so that no two can cancel each other's."""
        plain = {key: factor for key, factor in row.items() if key >= ONE and factor}
        return plain | {self._tag(because): 1}


def _above(row: Row, tolerance: Exact, tag: int) -> Row:
    """Return the row that is at least zero when `row` is, give or take the tolerance."""
    out = row | {tag: 1}
    add_to(out, 1, {ONE: tolerance})
    return out
