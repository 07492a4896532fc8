"""Deductive imputation: what follows from the figures that are there, each cell with its derivation.

A blank that the rules leave one number only can be filled in without a guess; every other blank stays one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from attrs import define, evolve, field, frozen

from govdisclosure.checks import shown_on
from govdisclosure.form import LimitReachedError, Relation, cell_name, table_name
from govdisclosure.language import current, say, using
from govdisclosure.localisation.cells import OfCell
from govdisclosure.localisation.deduction import Deduction, consistency, step_by_step
from govdisclosure.localisation.systems import System, as_number, both, components_of, is_empty
from govdisclosure.phrasing import equation, place
from govdisclosure.report import Content, Report, Reported, report_of
from govdisclosure.spec import Number, number_text


@frozen(eq=False)
class Derived(OfCell):
    """A cell that follows from others: its place, its number, and the relations that it follows from."""

    value: Number
    relations: tuple[Relation, ...]
    filled: Report = field(repr=False)
    """The report with all cells that follow filled in."""

    @property
    def message(self) -> str:
        """The cell and its derivation in words, in the current language."""
        return self.explain(current())

    def explain(self, language: str) -> str:
        """Return the cell and its derivation in words, in `"zh"` or `"en"`."""
        form = self.filled.form
        name, table = cell_name(form, self.index, language), table_name(form.spec, self.table, language)
        with using(language):
            text = say(
                zh=f"{table}，“{name}”只能是 {number_text(self.value)}：",
                en=f"{table}, '{name}' can only be {number_text(self.value)}: ",
            )
            return text + say(zh="；", en="; ").join(self._steps()) + say(zh="。", en=".")

    def _steps(self) -> Iterator[str]:
        for relation in self.relations:
            if all(self.filled.values[index] is not None for index in relation.cells):
                yield equation(shown_on(relation, self.filled))
            else:
                yield relation.id


@frozen(eq=False)
class Contradiction:
    """Relations that no numbers in the blank cells could satisfy together."""

    relations: tuple[Relation, ...]
    report: Report = field(repr=False)

    @property
    def message(self) -> str:
        """What contradicts what, in words, in the current language."""
        return self.explain(current())

    def explain(self, language: str) -> str:
        """Return what contradicts what, in `"zh"` or `"en"`."""
        form = self.report.form
        with using(language):
            names = say(zh="；", en="; ").join(
                f"{relation.id}{say(zh='（', en=' (')}{place(form, relation)}{say(zh='）', en=')')}"
                for relation in self.relations
            )
            if len(self.relations) == 1:
                return say(
                    zh=f"{names}不成立，这一部分没有填写。", en=f"{names} does not hold; nothing was filled there."
                )
            return say(
                zh=f"这些规则互相矛盾，填什么数都不能同时成立：{names}。这一部分没有填写。",
                en=f"No numbers could satisfy these rules together: {names}; nothing was filled there.",
            )


@define(eq=False, repr=False)
class Filling:
    """What follows from a report, and the relations in it that contradict each other; it iterates over the cells.

    `report` is a copy with the cells filled in, whose origin is `derived`; what was given never changes.
    """

    report: Report
    cells: tuple[Derived, ...]
    contradictions: tuple[Contradiction, ...]

    def __repr__(self) -> str:
        return f"<Filling of {self.report.spec.id}: {len(self.cells)} cells, {len(self.contradictions)} contradictions>"

    def __iter__(self) -> Iterator[Derived]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)


def fill(report: Reported) -> Filling:
    """Return the cells without a number that can only hold one, by the rules of severity error alone.

    A cell that could be two things is left as it is, and so is every cell of a component of the form whose figures
    contradict a rule. The report is never changed.

    >>> import govdisclosure as gd
    >>> report = gd.from_json('''{"spec": "cn/2021", "tables": {"disputes": {"count": {
    ...     "review.upheld": 3, "review.corrected": 0, "review.other": 1, "review.pending": 0, "review": null}}}}''')
    >>> [(str(cell.ref), cell.value) for cell in gd.fill(report)]
    [('disputes[count, review]', 4)]
    """
    report = report_of(report)
    found: list[Deduction] = []
    excluded: list[Contradiction] = []
    for component in components_of(report):
        if not component.ways:
            continue
        system = component.standing(report)
        conflicts = _below(report, system)
        judged = None if conflicts else consistency(system)
        excluded += (Contradiction(relations, report) for relations in (judged.conflicts if judged else conflicts))
        if judged and judged.is_finished and not judged.conflicts:
            with suppress(LimitReachedError):
                found += step_by_step(system)
    return _filling(report, found, excluded)


def _below(report: Report, system: System) -> list[tuple[Relation, ...]]:
    """Return the bounds that cells violate, with the rules that fail by themselves; none if no bound is violated."""
    bounds = [
        (bound,)
        for bound in report.form.bounds
        if (index := bound.cells[0]) in system.home and is_empty(both(system.home[index], system.wide[index]))
    ]
    failing = [(one.relation,) for one in system.constraints if not one.can_hold(system.home)]
    return [*failing, *bounds] if bounds else []


def _filling(report: Report, found: list[Deduction], excluded: list[Contradiction]) -> Filling:
    form = report.form
    values, contents = list(report.values), dict(report.contents)
    numbers: dict[int, tuple[Number, tuple[Relation, ...]]] = {}
    for one in sorted(found, key=lambda one: one.index):
        number = as_number(one.number, form.values[one.index])
        if number is not None:
            values[one.index], numbers[one.index] = number, (number, one.relations)
            contents[one.index] = Content("number", note=report.content(one.index).note, origin="derived")
    filled = evolve(report, values=tuple(values), contents=contents)
    cells = (Derived(index, form.cells[index], *derived, filled) for index, derived in numbers.items())
    return Filling(filled, tuple(cells), tuple(excluded))
