"""The workbook of a county: a sheet for every unit, live sums over all of them, and one overview of their checks.

On the sheet of details every unit has a row and every figure a column; sums and checks look at that sheet alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from attrs import evolve, frozen

from govdisclosure.documents import (
    CALCULATION,
    MAX_TEXT,
    UNITS,
    Position,
    Sheet,
    SheetCell,
    Workbook,
    address,
    quoted_sheet,
    reference,
    sheet_names,
)
from govdisclosure.errors import UsageError
from govdisclosure.form import BETWEEN, Form, Sum, cell_name, table_name
from govdisclosure.grid import GridCell, Page
from govdisclosure.language import say, using
from govdisclosure.layout import GAP, headline
from govdisclosure.spec import Period
from govdisclosure.wrapping import wrap
from govdisclosure.writing.carried import NOTHING
from govdisclosure.writing.collection import PERIOD_ENTRIES, instructions, live_headline, period_cell, period_entry
from govdisclosure.writing.county_checks import BEFORE_FIGURES, FIRST_UNIT, CountyChecks, Filed
from govdisclosure.writing.fields import Fields
from govdisclosure.writing.live import (
    CODES,
    Check,
    text_literal,
)
from govdisclosure.writing.overview import overview_sheet
from govdisclosure.writing.sheets import Laid, lay_on_one

MOST_UNITS = 500
"""Units of a workbook: with more, programs take minutes to open it."""
_FOR_A_FIGURE, _FOR_A_RELATION = 5, 16
"""Columns that are needed for each at most."""
_MOST_COLUMNS = 16_000
"""Columns of a sheet, a little below the limit of Excel."""
_FIGURE, _LINE, _TALLEST = 14.0, 16.0, 400.0
"""The width of a column of details in characters; the height of a line and of a whole row of heads in points."""
_ACROSS = 7
"""Columns that the texts of a sheet are as wide as."""
_LAST_OF_TOP = SheetCell(4, 0)
"""The headline, which stands last above the entries of a unit."""
_PERIOD = (1, 1)
"""Where the period stands on the sheet of sums."""


def county_form(form: Form, page: Page, units: Sequence[Filed], title: str = "") -> Workbook:
    """Return the workbook of units that `must_fit`, each with the form of a page; `title` is whose sums these are."""
    with using(page.language):  # the form's, which need not be that of messages
        return _workbook(form, page, units, title)


def must_fit(form: Form, units: int) -> None:
    """Raise `UsageError` if there are more units or more figures than such a workbook can hold."""
    if units > MOST_UNITS:
        raise UsageError(
            say(
                zh=f"名册中有 {units} 个填报单位，一个工作簿最多 {MOST_UNITS} 个；请把名册分开，分别生成。",
                en=f"the roster has {units} units that report; a workbook takes {MOST_UNITS}: make one for each part",
            )
        )
    if _FOR_A_FIGURE * len(form.cells) + _FOR_A_RELATION * len(form.relations) > _MOST_COLUMNS:
        raise UsageError(
            say(
                zh=f"格式 {form.spec.id} 的数太多，一行放不下，不能做成这样的工作簿。",
                en=f"the format {form.spec.id} has more figures than a sheet of such a workbook has columns",
            )
        )


def _workbook(form: Form, page: Page, units: Sequence[Filed], title: str) -> Workbook:
    names = sheet_names(
        [
            say(zh="汇总", en="Sums"),
            say(zh="校验", en="Checks"),
            say(zh="明细", en="Details"),
            *(filed.unit.name for filed in units),
        ]
    )
    named = tuple(evolve(filed, sheet=name) for filed, name in zip(units, names[3:], strict=True))
    return _County(form, page, named, tuple(names[:3]), title).workbook()


@frozen(slots=False)
class _County:
    form: Form
    page: Page
    units: tuple[Filed, ...]
    names: tuple[str, ...]
    """The names of the sheets of sums, checks and details."""
    title: str

    @cached_property
    def checks(self) -> CountyChecks:
        """What is worked out for the units."""
        return CountyChecks(self.form, self.page.language, self.units, self.names[2])

    def workbook(self) -> Workbook:
        worked = [SheetCell(0, column, name) for column, name in self.checks.rule_names()]
        sheets = []
        for number, (filed, fields) in enumerate(zip(self.units, self.checks.fields, strict=True)):
            works = self.checks.works(number, fields)
            worked += works.cells()
            worked += works.verdicts([CODES[fields.verdict(relation)] for relation in fields.relations])
            worked += self.checks.silent(number, fields)
            sheets.append(self.unit_sheet(filed, fields, works.checks()))
        hidden = [
            Sheet(CALCULATION, tuple(worked), hidden=True, protected=True),
            Sheet(UNITS, tuple(self.listed()), {0: 16, 1: 60}, hidden=True, protected=True),
        ]
        overview = overview_sheet(self.names[1], [self.checks.tally(number) for number in range(len(self.units))])
        return Workbook((self.sum_sheet(), overview, self.detail_sheet(), *sheets, *hidden), self.page.title)

    @property
    def period(self) -> Period | None:
        """The period that follows from the reports of the year before, where they agree."""
        periods = {filed.carried.period for filed in self.units if filed.carried != NOTHING}
        return periods.pop() if len(periods) == 1 else None

    def headline(self, organisation: str) -> str:
        return headline(self.form.spec, self.page.language, organisation or GAP, self.period or GAP)

    def unit_sheet(self, filed: Filed, fields: Fields, checks: Sequence[Check]) -> Sheet:
        spec, language, period = self.form.spec, self.page.language, reference(Position(self.names[0], *_PERIOD))
        notes = "".join(instructions(self.form, filed.carried))
        top = [
            SheetCell(0, 0, notes, "note", "", 1, _ACROSS),
            SheetCell(1, 0, say(zh="报告单位", en="Organisation"), "label"),
            SheetCell(1, 1, filed.unit.name, "text", "", 1, _ACROSS - 1),
            SheetCell(2, 0, say(zh="单位代码", en="Code of the unit"), "label"),
            SheetCell(2, 1, filed.unit.code, "text", "", 1, _ACROSS - 1),
            SheetCell(3, 0, str(PERIOD_ENTRIES[spec.period].label), "label"),
            SheetCell(3, 1, self.period and self.period.entry, "text", f'IF({period}="","",{period})'),
            SheetCell(
                4, 0, self.headline(filed.unit.name), "title",
                live_headline(spec, language, address(1, 1), address(3, 1)), 1, _ACROSS,
            ),
        ]  # fmt: skip
        below = self.below if fields is self.checks.usual else lay_on_one(self.page, "", [_LAST_OF_TOP], fields.held)
        (sheet,) = below.sheets
        cells = (*top, *(cell for cell in sheet.cells if cell.row > _LAST_OF_TOP.row))
        heights = {**sheet.heights, 0: 48.0, _LAST_OF_TOP.row: 36.0}
        whole = evolve(sheet, name=filed.sheet, cells=cells, heights=heights, protected=True, wide=False, one_page=True)
        return fields.filled_in(whole, below.places, checks)

    @cached_property
    def below(self) -> Laid:
        """What stands below the headline on the sheet of every unit."""
        return lay_on_one(self.page, "", [_LAST_OF_TOP], self.checks.usual.held)

    def detail_sheet(self) -> Sheet:
        heads = [say(zh="单位代码", en="Code"), say(zh="单位", en="Unit"), *map(self.full_name, self.checks.slots)]
        cells = [SheetCell(0, column, text, "head") for column, text in enumerate(heads)]
        for number, filed in enumerate(self.units):
            row, now = FIRST_UNIT + number, self.checks.fields[number].now
            cells.append(SheetCell(row, 0, filed.unit.code, "stub"))
            cells.append(SheetCell(row, 1, filed.unit.name, "stub"))
            for index, slot in self.checks.slots.items():
                at = self.below.places[index]
                there = f"{quoted_sheet(filed.sheet)}!{address(at.row, at.column)}"
                shown = f'IF({there}="","",{there})'
                cells.append(SheetCell(row, BEFORE_FIGURES + slot, now.get(index, ""), "value", shown))
        widths = {0: 14.0, 1: 30.0} | dict.fromkeys(range(BEFORE_FIGURES, len(heads)), _FIGURE)
        high = _LINE * max(len(wrap(text, int(_FIGURE) - 1)) for text in heads)
        return Sheet(
            self.names[2], tuple(cells), widths, {0: min(high, _TALLEST)}, protected=True, wide=True,
            frozen_rows=FIRST_UNIT, repeated_rows=(0, FIRST_UNIT - 1), repeated_columns=BEFORE_FIGURES,
        )  # fmt: skip

    def full_name(self, index: int) -> str:
        language = self.page.language
        return f"{table_name(self.form.spec, self.form.cells[index].table, language)}{BETWEEN}" + cell_name(
            self.form, index, language
        )

    def sum_sheet(self) -> Sheet:
        language = self.page.language
        top = [
            SheetCell(0, 0, say(zh="填报单位数", en="Units"), "label"),
            SheetCell(0, 1, len(self.units), "text"),
            SheetCell(1, 0, str(PERIOD_ENTRIES[self.form.spec.period].label), "label"),
            period_cell(self.form.spec, 1, 1, self.period),
            SheetCell(
                2, 0,
                say(
                    zh="本表各数为各单位表中已填数之和，随填随算；哪些单位没有填完，见“校验”。年度在此填写一次。",
                    en="Each figure is the sum of what the units have filled in; the sheet Checks says who has not "
                    "finished. The year is written here, once.",
                ),
                "note", "", 1, _ACROSS,
            ),
            SheetCell(
                3, 0, self.headline(self.title), "title",
                live_headline(self.form.spec, language, text_literal(self.title), address(*_PERIOD)), 1, _ACROSS,
            ),
        ]  # fmt: skip
        tables = tuple(evolve(section, prompt="") for section in self.page.sections if section.grids)
        laid = lay_on_one(evolve(self.page, sections=tables), self.names[0], top, self.summed)
        made = laid.sheets[0]
        heights = {**made.heights, 2: 32.0, 3: 36.0}
        return evolve(
            made,
            heights=heights,
            validations=(period_entry(self.form.spec, *_PERIOD),),
            protected=True,
            wide=False,
            one_page=True,
        )

    def summed(self, cell: GridCell) -> SheetCell:
        """Return what stands in a drawn cell of the sums; what is no number is no sum."""
        drawn = self.checks.usual.held(cell)
        slot = None if cell.index is None else self.checks.slots.get(cell.index)
        if cell.index is None or slot is None:
            return drawn if cell.index is None else evolve(drawn, look="empty")
        first, last = (address(row, BEFORE_FIGURES + slot) for row in (FIRST_UNIT, FIRST_UNIT + len(self.units) - 1))
        area = f"{quoted_sheet(self.names[2])}!{first}:{last}"
        value = self.form.values[cell.index]
        total = f"SUM({area})" if value.kind == "integer" else f"ROUND(SUM({area}),{max(value.places or 0, 6)})"
        known = [n for fields in self.checks.fields if (n := fields.now.get(cell.index)) is not None]
        now = Sum(tuple(enumerate([1] * len(known)))).given(dict(enumerate(known))).constant if known else ""
        return evolve(drawn, value=now, look="total", formula=f'IF(COUNT({area})=0,"",{total})')

    def listed(self) -> Iterator[SheetCell]:
        """Yield the rows that say to the reader which sheet is whose, with the annex of each."""
        for row, filed in enumerate(self.units):
            pieces = [filed.annex[start : start + MAX_TEXT] for start in range(0, len(filed.annex), MAX_TEXT)]
            for column, text in enumerate((filed.unit.code, filed.sheet, *pieces)):
                yield SheetCell(row, column, text)
