"""What is worked out for each unit of a county's workbook: a row of figures, and a row of verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import define, evolve, field, frozen

from govdisclosure.documents import CALCULATION, Position, SheetCell, address, quoted_sheet
from govdisclosure.form import Form, Relation
from govdisclosure.phrasing import place, sentence
from govdisclosure.rosters import Unit
from govdisclosure.writing.carried import NOTHING, Carried
from govdisclosure.writing.fields import Fields
from govdisclosure.writing.live import FAIL, NOT_APPLICABLE, OPEN, PASS, VERDICT, Desk, Works
from govdisclosure.writing.overview import Count, Tally
from govdisclosure.writing.spare import unnamed

FIRST_UNIT = 1
"""The row of the first unit on the sheets of details and of calculations; above it are names."""
BEFORE_FIGURES = 2
"""Columns of the sheet of details before its figures: code and name of the unit."""
_OF_RELATIONS = 100
"""Added to what is worked out of a relation, so that no block has the number of one of figures."""


@frozen
class Filed:
    """A unit of the workbook: its sheet, and what it takes over from the year before; `annex` is its empty report."""

    unit: Unit
    annex: str
    carried: Carried = NOTHING
    sheet: str = ""


@define
class _Blocks:
    """The columns of the sheet of calculations: a block for each thing that is worked out, as soon as there is one."""

    starts: dict[int, int] = field(factory=dict)
    next: int = 0

    def start(self, size: int, what: int) -> int:
        """Return the first column of a block of so many things."""
        if what not in self.starts:
            self.starts[what] = self.next
            self.next += size
        return self.starts[what]


@frozen(slots=False)
class CountyChecks:
    """The checks of all units; `details` is the name of the sheet on which the figures stand, a row for each unit."""

    form: Form
    language: str
    units: tuple[Filed, ...]
    details: str
    blocks: _Blocks = field(factory=_Blocks)

    @cached_property
    def fields(self) -> tuple[Fields, ...]:
        """The cells of each unit; most have nothing of the year before, and the same are theirs."""
        usual = self.usual
        return tuple(usual if one.carried == NOTHING else evolve(usual, carried=one.carried) for one in self.units)

    @cached_property
    def usual(self) -> Fields:
        """The cells of a unit that takes nothing over."""
        return Fields(self.form, self.language, unnamed(self.form, (), {}))

    @cached_property
    def inputs(self) -> int:
        """How many figures are typed; the others add themselves up."""
        return sum(value.numeric for index, value in enumerate(self.form.values) if index not in self.usual.totals)

    @cached_property
    def slots(self) -> Mapping[int, int]:
        """The order of the figures on the sheets of details and calculations: first those that are typed."""
        numeric = [index for index, value in enumerate(self.form.values) if value.numeric]
        order = sorted(numeric, key=lambda index: index in self.usual.totals)
        return {index: slot for slot, index in enumerate(order)}

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The relations that any unit is checked by, those that must hold first."""
        every = {one.id: one for fields in dict.fromkeys(self.fields) for one in fields.relations}
        return tuple(sorted(every.values(), key=lambda one: one.severity != "error"))

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """The order of the relations, by their ids."""
        return {relation.id: slot for slot, relation in enumerate(self.relations)}

    def works(self, number: int, fields: Fields) -> Works:
        """Return what is calculated for a unit, given by its number."""
        row = FIRST_UNIT + number
        ids = [relation.id for relation in fields.relations]
        desk = Desk(
            lambda index, what: (row, self.blocks.start(len(self.slots), what) + self.slots[index]),
            lambda relation, what: (row, self.rule_column(what) + self.columns[ids[relation]]),
        )
        places = {index: Position(self.details, row, BEFORE_FIGURES + slot) for index, slot in self.slots.items()}
        return Works(self.form, fields.relations, places, fields.unnamed, fields.carried.known, desk)

    def rule_column(self, what: int) -> int:
        """Return the first column of what is worked out of each relation."""
        return self.blocks.start(len(self.relations), what + _OF_RELATIONS)

    def silent(self, number: int, fields: Fields) -> Iterator[SheetCell]:
        """Yield the verdicts on relations to a year before of which nothing is known here."""
        known = {relation.id for relation in fields.relations}
        for relation, slot in self.columns.items():
            if relation not in known:
                yield SheetCell(FIRST_UNIT + number, self.rule_column(VERDICT) + slot, NOT_APPLICABLE)

    def rule_names(self) -> Iterator[tuple[int, str]]:
        """Yield the column of each verdict, and what the relation asks for."""
        for slot, relation in enumerate(self.relations):
            yield self.rule_column(VERDICT) + slot, f"{place(self.form, relation)}: {sentence(self.form, relation)}"

    def verdict_range(self, row: int, first: int, last: int) -> str:
        """Return where the verdicts on some relations stand; nothing if there is none."""
        start = self.rule_column(VERDICT)
        ends = f"{address(row, start + first)}:{address(row, start + last - 1)}"
        return f"{quoted_sheet(CALCULATION)}!{ends}" if first < last else ""

    def tally(self, number: int) -> Tally:
        """Return how many checks a unit passes, fails and leaves open, and how many figures are blank."""
        filed, row, fields = self.units[number], FIRST_UNIT + number, self.fields[number]
        now = Counter((fields.verdict(relation), relation.severity == "error") for relation in fields.relations)
        count = len(self.relations)
        errors = sum(relation.severity == "error" for relation in self.relations)
        whole, must, may = (self.verdict_range(row, *ends) for ends in ((0, count), (0, errors), (errors, count)))
        typed = f"{address(row, BEFORE_FIGURES)}:{address(row, BEFORE_FIGURES + self.inputs - 1)}"
        blank = f"COUNTBLANK({quoted_sheet(self.details)}!{typed})" if self.inputs else "0"
        counts = (
            _counted(whole, PASS, now["pass", True] + now["pass", False]),
            _counted(must, FAIL, now["fail", True]),
            _counted(may, FAIL, now["fail", False]),
            _counted(whole, OPEN, now["undecided", True] + now["undecided", False]),
            Count(blank, self.inputs - len(filed.carried.proposals)),
        )
        first = f'IFERROR(INDEX({self.verdict_range(0, 0, count)},MATCH({FAIL},{whole},0)),"")' if whole else '""'
        return Tally(filed.unit.code, filed.unit.name, filed.sheet, counts, first)


def _counted(area: str, code: int, now: int) -> Count:
    return Count(f"COUNTIF({area},{code})" if area else "0", now)
