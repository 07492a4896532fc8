"""Where the error is: the smallest sets of cells whose change satisfies every rule, each with what it should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice, product
from math import prod
from typing import Any, overload

from attrs import define, evolve, field, frozen

from govdisclosure.checks import Judgement
from govdisclosure.form import Exact
from govdisclosure.language import current, say, using
from govdisclosure.localisation.sets import Fits, Outcome, numbers_of, smallest_sets
from govdisclosure.localisation.slips import COST, slips_of
from govdisclosure.localisation.subtotals import failing_over_subtotals, subtotals_text
from govdisclosure.localisation.suspected import SuspectCell
from govdisclosure.localisation.systems import as_number, components_of
from govdisclosure.report import Content, Report, Reported, calculated, recalculated, report_of
from govdisclosure.spec import Number

MAX_LISTED = 1_000
"""Sets that are put together from those of several components, before the rest is left unsaid."""


@frozen(eq=False, repr=False)
class Suspect:
    """A set of cells that together explain what is wrong, in the order of the form."""

    cells: tuple[SuspectCell, ...]
    report: Report = field(repr=False)

    def __repr__(self) -> str:
        shown = ", ".join(f"{cell.ref}: {cell.value} → {cell.suggested}" for cell in self.cells)
        return f"<Suspect {shown}>"

    @property
    def cost(self) -> int:
        """How unlikely the slips are that would have made these figures: sets of the same size are ranked by it."""
        return sum(COST[cell.slip] for cell in self.cells)

    @property
    def message(self) -> str:
        """The set in words, with the arithmetic that shows it, in the current language."""
        return self.explain(current())

    def explain(self, language: str) -> str:
        """Return the set in words, in `"zh"` or `"en"`."""
        with using(language):
            return say(zh="；", en="; ").join(self.lines()) + say(zh="。", en=".")

    def lines(self) -> list[str]:
        """Return each cell of the set in words, in the current language."""
        from govdisclosure.localisation.words import cell_lines

        return cell_lines(self.cells, self.report, self.corrected())

    def corrected(self) -> Report:
        """Return the report as it would be if this set were the truth, totals that add themselves up with it."""
        changed = self.report.replacing({(c.table, c.row, c.column): c.suggested for c in self.cells})
        return recalculated(changed, calculated(self.report))

    def to_data(self) -> dict[str, Any]:
        """Return the set as the data of `suspects` in `check --format json`."""
        places = {cell.index: {"place": place} for cell in self.cells if (place := self.report.place(cell.index))}
        return {"cells": [cell.to_data() | places.get(cell.index, {}) for cell in self.cells]}


@frozen(eq=False)
class Located:
    """What is wrong in one component, a part of the form that has no cell in common with the others: all its sets.

    `least` is how many cells a set has, or has at least where `outcome` is not `listed`.
    """

    least: int
    outcome: Outcome
    suspects: tuple[Suspect, ...]


@define(eq=False, repr=False)
class Location(Sequence[Suspect]):
    """The sets of cells that explain all findings of severity error, likeliest first; empty if nothing is wrong.

    Errors in components, parts of the form that have no cell in common, are independent: `components` has the sets of
    each, and the sets here combine them. Where one component has more than three wrong cells there are too many sets to
    list: then there are none here, `least` says how many cells are wrong at least, and `message` says so in words.
    So it does of totals over a group that is printed as one row (`over_subtotals`): no set explains these.
    """

    report: Report
    components: tuple[Located, ...]
    suspects: tuple[Suspect, ...]
    over_subtotals: tuple[Judgement, ...] = ()
    """Totals that fail by a group printed as one row, for which no cell can be named: its parts are not printed."""

    def __repr__(self) -> str:
        return f"<Location of {self.report.spec.id}: {len(self.suspects)} sets, at least {self.least} cells wrong>"

    @property
    def least(self) -> int:
        """How many cells are wrong at least."""
        return sum(component.least for component in self.components)

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to locate."""
        return not self.components and not self.over_subtotals

    @property
    def is_complete(self) -> bool:
        """Whether all smallest sets are listed."""
        if not self.components or self.over_subtotals:
            return self.is_clean
        return all(component.outcome == "listed" for component in self.components) and self._ways == len(self.suspects)

    @property
    def _ways(self) -> int:
        """How many sets there are if those of the components are combined."""
        return prod(len(component.suspects) for component in self.components)

    @property
    def message(self) -> str:
        """What was found, in a sentence, in the current language."""
        return self.explain(current())

    def explain(self, language: str) -> str:
        """Return what was found in a sentence, in `"zh"` or `"en"`."""
        from govdisclosure.localisation.words import location_text

        with using(language):
            outcomes: set[Outcome] = {component.outcome for component in self.components}
            text = [location_text(outcomes, self.least, self._ways, len(self))] if outcomes or self.is_clean else []
            if self.over_subtotals:
                text.append(subtotals_text(self.report, self.over_subtotals))
            return say(zh="", en=" ").join(text)

    @overload
    def __getitem__(self, index: int) -> Suspect: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Suspect]: ...
    def __getitem__(self, index: int | slice) -> Suspect | Sequence[Suspect]:
        return self.suspects[index]

    def __len__(self) -> int:
        return len(self.suspects)

    def __iter__(self) -> Iterator[Suspect]:
        return iter(self.suspects)


def locate(report: Reported) -> Location:
    """Return the smallest sets of cells whose change would satisfy every rule of severity error, all ties, ranked.

    A blank may stand for any number and is no error; a printed figure that has to change is. The report never changes.
    What a single report cannot tell, nothing here can: where several sets explain the findings, all of them are listed.
    A total that was derived from its parts follows them, as in a form that adds it up, and is no suspect.

    >>> import govdisclosure as gd
    >>> report = gd.from_json('''{"spec": "cn/2021", "tables": {"disputes": {"count": {
    ...     "review.upheld": 3, "review.corrected": 0, "review.other": 1, "review.pending": 0, "review": -4}}}}''')
    >>> cell = gd.locate(report)[0].cells[0]
    >>> cell.column, cell.value, cell.suggested
    ('review', -4, 4)
    """
    report = report_of(report)
    follow = calculated(report)
    typed = _without(report, follow) if follow else report
    numbers = numbers_of(typed)
    components = []
    for component in components_of(typed):
        found = smallest_sets(component, typed, numbers)
        if found is not None:
            suspects = [suspect for fits in found.sets if (suspect := _suspect(report, fits)) is not None]
            components.append(Located(found.least, found.outcome, _ranked(suspects)))
    return Location(report, tuple(components), _combined(report, components), failing_over_subtotals(report))


def _without(report: Report, cells: AbstractSet[int]) -> Report:
    """Return a report in which some cells may stand for any number."""
    values = tuple(None if index in cells else value for index, value in enumerate(report.values))
    return evolve(report, values=values, contents={**report.contents, **dict.fromkeys(cells, Content("unreadable"))})


def _suspect(report: Report, fits: Fits) -> Suspect | None:
    values = report.form.values
    suggested: dict[int, Number] = {}
    for index in sorted(fits):
        number = as_number(fits[index].value, values[index])
        if number is None:
            return None
        suggested[index] = number
    slips = slips_of(report, suggested)
    return Suspect(
        tuple(
            SuspectCell(
                index,
                report.form.cells[index],
                report.values[index],
                number,
                _end(report, index, fits[index].low),
                _end(report, index, fits[index].high),
                slips[index],
            )
            for index, number in suggested.items()
        ),
        report,
    )


def _end(report: Report, index: int, end: Exact | None) -> Number | None:
    return None if end is None else as_number(end, report.form.values[index])


def _ranked(suspects: list[Suspect]) -> tuple[Suspect, ...]:
    """Sort by likelihood, then by the place in the form, so that the order never depends on how they were found."""
    return tuple(sorted(suspects, key=lambda suspect: (suspect.cost, [cell.index for cell in suspect.cells])))


def _combined(report: Report, components: list[Located]) -> tuple[Suspect, ...]:
    """Put the sets of independent components together to sets that explain everything."""
    if not components or not all(component.suspects for component in components):
        return ()
    if len(components) == 1:
        return components[0].suspects
    sets = islice(product(*(component.suspects for component in components)), MAX_LISTED)
    cells = (
        sorted((cell for suspect in chosen for cell in suspect.cells), key=lambda cell: cell.index) for chosen in sets
    )
    return _ranked([Suspect(tuple(one), report) for one in cells])
