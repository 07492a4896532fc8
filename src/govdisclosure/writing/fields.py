"""The cells of a form that are filled in on sheets: what stands in them, what may be typed, and when they turn red."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import evolve, frozen

from govdisclosure.documents import Highlight, Look, Position, Sheet, SheetCell, Validation, address
from govdisclosure.form import Form, Interval, Relation, Status, Sum, exact_totals, verdict
from govdisclosure.grid import GridCell
from govdisclosure.language import say
from govdisclosure.spec import Number, Value, number_text
from govdisclosure.writing.carried import NOTHING, Carried, live_relations, proposed
from govdisclosure.writing.live import FAIL, MOST_CELLS, Check, total_formula
from govdisclosure.writing.sheets import LOOKS
from govdisclosure.writing.spare import Unnamed

_FLAG_GAP = 2
"""Empty columns between a sheet's tables and the hidden columns that say which cells are wrong."""
_RED, _YELLOW = 1, 2


@frozen(slots=False, eq=False)
class Fields:
    """The cells of a form, in the current language, with what is carried over from the year before."""

    form: Form
    language: str
    unnamed: Unnamed
    carried: Carried = NOTHING

    @cached_property
    def totals(self) -> Mapping[int, Mapping[int, Number]]:
        """The parts of every cell that adds itself up, with their signs."""
        return exact_totals(self.form)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The relations that are checked live."""
        return tuple(one for one in live_relations(self.form, self.carried) if len(one.cells) <= MOST_CELLS)

    @cached_property
    def now(self) -> Mapping[int, Number]:
        """The numbers that stand in the cells as the form is written: proposals, and totals of nothing else."""
        found = dict(self.carried.proposals)
        waiting = dict(self.totals)
        while ready := [index for index, parts in waiting.items() if all(part in found for part in parts)]:
            found |= {index: Sum(tuple(waiting.pop(index).items())).given(found).constant for index in ready}
        return found

    def verdict(self, relation: Relation) -> Status:
        """Return the verdict on a relation as the form is written."""
        return "not_applicable" if self.unnamed.relation(relation) else verdict(relation, self.interval)

    def interval(self, index: int) -> Interval:
        """Return the numbers that a cell may stand for as the form is written."""
        number = self.now.get(index, self.carried.known.get(index))
        if number is not None:
            return number, number
        value = self.form.values[index]
        return (0, 0) if value.blank == "zero" or self.unnamed.cell(index) else (value.min, None)

    def held(self, cell: GridCell) -> SheetCell:
        """Return what stands in a drawn cell."""
        look: Look = LOOKS.get(cell.kind, "plain")
        if cell.index is None:
            return SheetCell(cell.row, cell.column, cell.text or None, look, "", cell.rowspan, cell.colspan)
        if cell.index >= len(self.form.cells):  # the label of a spare line
            return SheetCell(cell.row, cell.column, None, "entry", "", cell.rowspan, cell.colspan)
        if cell.index in self.totals:
            look = "total"
        elif cell.index in self.carried.proposals:
            look = "proposal"
        else:
            look = "input" if self.form.values[cell.index].numeric else "entry"
        return SheetCell(cell.row, cell.column, self.now.get(cell.index), look, "", cell.rowspan, cell.colspan)

    def filled_in(self, sheet: Sheet, here: Mapping[int, Position], checks: Sequence[Check]) -> Sheet:
        """Return a sheet with its cells of the form alive: totals, what may be typed, and what turns red."""
        at = {(place.row, place.column): index for index, place in here.items()}
        cells = [
            self._with_total(cell, at[cell.row, cell.column], here) if cell.look == "total" else cell
            for cell in sheet.cells
        ]
        shift = 1 + _FLAG_GAP + max(cell.column + cell.colspan - 1 for cell in cells)
        rows, columns = ([getattr(place, axis) for place in here.values()] for axis in ("row", "column"))
        first, last = (min(rows), min(columns)), (max(rows), max(columns))
        flagged = address(first[0], first[1] + shift, absolute=False)
        return evolve(
            sheet,
            cells=(*cells, *self._flags(here, checks, shift)),
            validations=(*sheet.validations, *self._validations(here)),
            highlights=(
                Highlight(first, last, f"{flagged}={_RED}", "red"),
                Highlight(first, last, f"{flagged}={_YELLOW}", "yellow"),
            ),
            hidden_columns=(shift, last[1] + shift),
        )

    def _with_total(self, cell: SheetCell, index: int, here: Mapping[int, Position]) -> SheetCell:
        parts = {(here[part].row, here[part].column): sign for part, sign in self.totals[index].items()}
        means_zero = all(self.form.values[part].blank == "zero" for part in self.totals[index])
        spare = [part for part in self.totals[index] if self.unnamed.cell(part)]
        formula = total_formula(parts, spare, blanks_count=means_zero)
        return evolve(cell, value=self.now.get(index, ""), formula=formula)

    def _flags(self, here: Mapping[int, Position], checks: Sequence[Check], shift: int) -> Iterator[SheetCell]:
        """Yield beside each cell whether it is in a check that fails, or below its minimum."""
        looking: defaultdict[int, list[Check]] = defaultdict(list)
        for check in checks:
            for index in check.relation.cells:
                looking[index].append(check)
        for index, place in here.items():
            flag = self._flag(index, place, looking[index])
            if flag:
                yield SheetCell(place.row, place.column + shift, "", "plain", flag)

    def _flag(self, index: int, place: Position, checks: Sequence[Check]) -> str:
        failing: dict[int, list[str]] = {_RED: [], _YELLOW: []}
        for check in checks:
            failing[_RED if check.relation.severity == "error" else _YELLOW].append(f"{check.verdict}={FAIL}")
        failing[_RED] += self._misfits(index, address(place.row, place.column))
        text = '""'
        for colour in (_YELLOW, _RED):
            if failing[colour]:
                text = f"IF(OR({','.join(failing[colour])}),{colour},{text})"
        return "" if text == '""' else text

    def _misfits(self, index: int, here: str) -> Iterator[str]:
        """Yield the formulas that are true where a cell is below its minimum, or filled in a line without a name."""
        value = self.form.values[index]
        if value.numeric and value.min is not None:
            yield f"IF(ISNUMBER({here}),{here}<{number_text(value.min)},FALSE)"
        if missing := self.unnamed.cell(index):
            yield f'AND({missing},{here}<>"")'

    def _validations(self, here: Mapping[int, Position]) -> Iterator[Validation]:
        alike: defaultdict[tuple[Value, str], list[tuple[int, int]]] = defaultdict(list)
        for index, place in here.items():
            value = self.form.values[index]
            if index not in self.totals and value.kind != "text":
                alike[value, self._proposed(index)].append((place.row, place.column))
        for (value, said), cells in alike.items():
            yield Validation(
                tuple(cells),
                value.kind if value.kind != "text" else "any",
                value.min,
                say(zh="填报要求", en="What to write"),
                said + self._prompt(value),
                say(zh="不符合填报要求。", en="This cannot stand here. ") + self._prompt(value),
            )

    def _proposed(self, index: int) -> str:
        number = self.carried.proposals.get(index)
        return "" if number is None else proposed(number, self.carried)

    def _prompt(self, value: Value) -> str:
        unit = value.unit_in(self.language)
        if value.kind == "date":
            return say(zh="请填日期，如 2024-01-31。", en="A date, such as 2024-01-31.")
        kind = (
            say(zh="整数", en="a whole number") if value.kind == "integer" else say(zh="数（可有小数）", en="a number")
        )
        bound = "" if value.min is None else number_text(value.min)
        text = say(zh=f"请填{kind}", en=f"Write {kind}")
        text += say(zh=f"，不小于 {bound}", en=f" of at least {bound}") if bound else ""
        text += say(zh=f"，单位：{unit}", en=f", in {unit}") if unit else ""
        if value.blank == "zero":
            return text + say(zh="；没有发生的可以留空。", en="; nothing where there is nothing to report.")
        return text + say(zh="；没有发生的填 0。", en="; 0 where there is nothing to report.")
