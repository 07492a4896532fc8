"""The collection form: a workbook to be filled in, whose totals add themselves up and whose checks run as one types.

Cells to fill in are unlocked, totals are formulas, and every relation of the form is a live check that turns its cells
red and says in words what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import define, evolve, field

from govdisclosure.documents import (
    Highlight,
    Look,
    Position,
    Sheet,
    SheetCell,
    Validation,
    Workbook,
    address,
    reference,
)
from govdisclosure.form import Form, verdict
from govdisclosure.grid import GridCell, Page
from govdisclosure.language import say, using
from govdisclosure.layout import GAP, SpareLine, headline, spare_lines
from govdisclosure.phrasing import shown
from govdisclosure.spec import Number, Section, Value
from govdisclosure.writing.checksheet import check_sheet
from govdisclosure.writing.live import (
    CODES,
    FAIL,
    MOST_CELLS,
    NOT_APPLICABLE,
    Check,
    calculation,
    text_literal,
    total_formula,
)
from govdisclosure.writing.sheets import LOOKS, identity, lay_out
from govdisclosure.writing.spare import Unnamed, unnamed
from govdisclosure.writing.totals import exact_totals

_FLAG_GAP = 2
"""Empty columns between a sheet's tables and the hidden columns that say which cells are wrong."""
_RED, _YELLOW = 1, 2
_LABEL_WIDTH = 24.0
"""Width of a column in which labels are typed."""


def collection_form(form: Form, page: Page, named: Form) -> Workbook:
    """Return the collection form of a blank page; lines that `named` does not have are spare."""
    with using(page.language):  # the form's, which need not be that of messages
        return _Builder(form, page, named).workbook()


@define
class _Builder:
    form: Form
    page: Page
    named: Form
    places: Mapping[int, Position] = field(factory=dict)
    totals: Mapping[int, Mapping[int, Number]] = field(init=False)
    spare: tuple[SpareLine, ...] = field(init=False)
    unnamed: Unnamed = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.totals = exact_totals(self.form)
        self.spare = spare_lines(self.form, self.named)

    def workbook(self) -> Workbook:
        laid = lay_out(self.page, self.held, with_entries=True)
        self.places = {index: place for index, place in laid.places.items() if index < len(self.form.cells)}
        self.unnamed = unnamed(self.form, self.spare, laid.places)
        labels = [laid.places[one.label] for one in self.spare]
        relations = [one for one in self.form.relations if one.level == 1 and len(one.cells) <= MOST_CELLS]
        now = [
            NOT_APPLICABLE if self.unnamed.relation(relation) else CODES[verdict(relation, self.interval)]
            for relation in relations
        ]
        hidden, checks = calculation(self.form, relations, self.places, now, self.unnamed)
        cover, live = self.cover(laid.sheets[0])
        names = [sheet.name for sheet in laid.sheets]
        checking, behind = check_sheet(self.form, checks, now, names)
        hidden = evolve(hidden, cells=(*hidden.cells, *behind))
        sheets = [
            self.section(sheet, section, checks, [(at.row, at.column) for at in labels if at.sheet == sheet.name])
            for sheet, section in zip(laid.sheets[1:], self.form.spec.sections, strict=True)
        ]
        whose = identity(self.form.spec, self.page, names, None, None, live)
        return Workbook((cover, *sheets, checking, hidden, whose), self.page.title)

    def interval(self, index: int) -> tuple[int | Decimal | None, int | Decimal | None]:
        """Return the numbers that a blank cell may stand for."""
        value = self.form.values[index]
        return (0, 0) if value.blank == "zero" or self.unnamed.cell(index) else (value.min, None)

    # what stands in the cells ---------------------------------------------------------------------------------------

    def held(self, cell: GridCell) -> SheetCell:
        look: Look = LOOKS.get(cell.kind, "plain")
        value: str | None = cell.text or None
        if cell.index is not None and cell.index >= len(self.form.cells):
            look, value = "entry", None
        elif cell.index is not None:
            look = "total" if cell.index in self.totals else "input" if self.numeric(cell.index) else "entry"
            value = None
        return SheetCell(cell.row, cell.column, value, look, "", cell.rowspan, cell.colspan)

    def numeric(self, index: int) -> bool:
        return self.form.values[index].numeric

    def cover(self, sheet: Sheet) -> tuple[Sheet, dict[str, str]]:
        """Return the first sheet with its entries, the headline made live; and what the hidden sheet repeats of it."""
        spec, language = self.form.spec, self.page.language
        notes = [*self.instructions(), *([spec.note[language]] if spec.note else [])]
        cells = [SheetCell(row, 0, text, "note", "", 1, 2) for row, text in enumerate(notes)]
        row = len(notes) + 1
        entries = {"organisation": row, "year": row + 1}
        cells += [
            SheetCell(row, 0, say(zh="报告单位", en="Organisation"), "label"),
            SheetCell(row, 1, None, "entry"),
            SheetCell(row + 1, 0, say(zh="报告年度", en="Year of the report"), "label"),
            SheetCell(row + 1, 1, None, "input"),
        ]
        # Whoever reads the form takes what stands above the headline for no part of the report.
        parts = headline(spec, language, "\x00", "\x01")
        live = "&".join(
            f'IF({address(entries[key], 1)}="",{text_literal(GAP)},{address(entries[key], 1)})'
            if (key := {"\x00": "organisation", "\x01": "year"}.get(part))
            else text_literal(part)
            for part in _split(parts)
        )
        cells.append(SheetCell(row + 3, 0, self.page.title, "title", live, 1, 2))
        cells.append(SheetCell(row + 4, 0, None, "entry", "", 1, 2))
        heights = {number: 18.0 * (1 + len(text) // 45) for number, text in enumerate(notes)}
        heights |= {row: 22.0, row + 1: 22.0, row + 3: 36.0, row + 4: 160.0}
        year = Validation(
            ((row + 1, 1),),
            "integer",
            1900,
            say(zh="报告年度", en="Year of the report"),
            say(zh="四位年份，如 2024。", en="A year of four digits, such as 2024."),
            say(zh="请填四位年份。", en="Write a year of four digits."),
        )
        identities = {
            key: f'IF({reference(Position(sheet.name, at, 1))}="","",{reference(Position(sheet.name, at, 1))})'
            for key, at in entries.items()
        }
        made = evolve(
            sheet, cells=tuple(cells), widths={0: 22, 1: 70}, heights=heights, validations=(year,), protected=True
        )
        return made, identities

    def instructions(self) -> Iterator[str]:
        yield say(
            zh="填表说明：浅黄色单元格由填报单位填写，灰色合计自动计算；没有发生的填 0，不留空白。",
            en="Fill in the pale yellow cells; grey totals add themselves up. "
            "Where there is nothing to report, write 0.",
        )
        yield say(
            zh="填错的地方变红，原因见“校验”表；全部通过后再报送。工作表受保护但没有密码。",
            en="What is wrong turns red, and the sheet Checks says why. The sheets are protected, without a password.",
        )
        if self.spare:
            yield say(
                zh="表中有空白的名称格：每行先填名称，再填数；用不着的整行留空。",
                en="Where a label is empty, type it and then the figures; leave rows that are not needed empty.",
            )

    # sections -------------------------------------------------------------------------------------------------------

    def section(
        self, sheet: Sheet, section: Section, checks: Sequence[Check], labels: Sequence[tuple[int, int]]
    ) -> Sheet:
        """Return the sheet of a section, live; `labels` is where those of spare lines are typed."""
        here = {index: place for index, place in self.places.items() if place.sheet == sheet.name}
        cells = [self.with_total(cell, here) for cell in sheet.cells]
        widths = {**sheet.widths, **{column: max(_LABEL_WIDTH, sheet.widths[column]) for _, column in labels}}
        validations = (*self.validations(here), *self.prompts(sheet, section), *self.label_prompts(labels))
        made = evolve(sheet, widths=widths, validations=validations, protected=True)
        if not here:
            return evolve(made, cells=tuple(cells))
        shift = 1 + _FLAG_GAP + max(cell.column + cell.colspan - 1 for cell in cells)
        flags = [
            SheetCell(place.row, place.column + shift, "", "plain", flag)
            for index, place in here.items()
            if (flag := self.flag(index, place, checks))
        ]
        rows, columns = ([getattr(place, axis) for place in here.values()] for axis in ("row", "column"))
        first, last = (min(rows), min(columns)), (max(rows), max(columns))
        flagged = address(first[0], first[1] + shift, absolute=False)
        return evolve(
            made,
            cells=(*cells, *flags),
            highlights=(
                Highlight(first, last, f"{flagged}={_RED}", "red"),
                Highlight(first, last, f"{flagged}={_YELLOW}", "yellow"),
            ),
            hidden_columns=(shift, last[1] + shift),
        )

    def with_total(self, cell: SheetCell, here: Mapping[int, Position]) -> SheetCell:
        if cell.look != "total":
            return cell
        index = next(i for i, place in here.items() if (place.row, place.column) == (cell.row, cell.column))
        parts = {(here[part].row, here[part].column): sign for part, sign in self.totals[index].items()}
        means_zero = all(self.form.values[part].blank == "zero" for part in self.totals[index])
        spare = [part for part in self.totals[index] if self.unnamed.cell(part)]
        return evolve(cell, value="", formula=total_formula(parts, spare, blanks_count=means_zero))

    def flag(self, index: int, place: Position, checks: Sequence[Check]) -> str:
        """Return the formula that says whether a cell is in a check that fails, or below its minimum."""
        failed: dict[int, list[str]] = {_RED: [], _YELLOW: []}
        for check in checks:
            if index in check.relation.cells:
                colour = _RED if check.relation.severity == "error" else _YELLOW
                failed[colour].append(f"{check.verdict}={FAIL}")
        value = self.form.values[index]
        if value.numeric and value.min is not None:
            here = address(place.row, place.column)
            failed[_RED].append(f"IF(ISNUMBER({here}),{here}<{shown(value.min)},FALSE)")
        if missing := self.unnamed.cell(index):
            failed[_RED].append(f'AND({missing},{address(place.row, place.column)}<>"")')
        text = '""'
        for colour in (_YELLOW, _RED):
            if failed[colour]:
                text = f"IF(OR({','.join(failed[colour])}),{colour},{text})"
        return "" if text == '""' else text

    def validations(self, here: Mapping[int, Position]) -> Iterator[Validation]:
        alike: dict[Value, list[tuple[int, int]]] = {}
        for index, place in here.items():
            value = self.form.values[index]
            if index not in self.totals and (value.kind != "text" or value.among):
                alike.setdefault(value, []).append((place.row, place.column))
        for value, cells in alike.items():
            yield Validation(
                tuple(cells),
                value.kind if value.kind != "text" else "list",
                value.min,
                say(zh="填报要求", en="What to write"),
                self.prompt(value),
                say(zh="不符合填报要求。", en="This cannot stand here. ") + self.prompt(value),
                value.among,
            )

    def prompt(self, value: Value) -> str:
        unit = value.unit[self.page.language] if value.unit else ""
        if value.among:
            return say(zh=f"请填{'、'.join(value.among)}之一。", en=f"One of {', '.join(value.among)}.")
        if value.kind == "date":
            return say(zh="请填日期，如 2024-01-31。", en="A date, such as 2024-01-31.")
        kind = (
            say(zh="整数", en="a whole number") if value.kind == "integer" else say(zh="数（可有小数）", en="a number")
        )
        bound = "" if value.min is None else shown(value.min)
        text = say(zh=f"请填{kind}", en=f"Write {kind}")
        text += say(zh=f"，不小于 {bound}", en=f" of at least {bound}") if bound else ""
        text += say(zh=f"，单位：{unit}", en=f", in {unit}") if unit else ""
        return text + say(zh="；没有发生的填 0。", en="; 0 where there is nothing to report.")

    def prompts(self, sheet: Sheet, section: Section) -> Iterator[Validation]:
        """Say what a section of text is about where it is written, and never in the cell, which is the report's."""
        note = section.note[self.page.language] if section.note else ""
        entries = tuple(
            (cell.row, cell.column)
            for cell in sheet.cells
            if cell.look == "entry" and cell.colspan == len(sheet.widths)
        )
        if section.text and entries:
            text = note or say(zh="请在此填写文字。", en="Write the text here.")
            yield Validation(entries[:1], "any", None, section.title[self.page.language], text, text)

    def label_prompts(self, labels: Sequence[tuple[int, int]]) -> Iterator[Validation]:
        if labels:
            text = say(zh="请填名称；不用的留空。", en="The label; leave it empty if the line is not needed.")
            yield Validation(tuple(labels), "any", None, say(zh="名称", en="Label"), text, text)


def _split(text: str) -> list[str]:
    """Split a headline at the places of organisation and year."""
    parts = [""]
    for character in text:
        if character in "\x00\x01":
            parts += [character, ""]
        else:
            parts[-1] += character
    return [part for part in parts if part]
