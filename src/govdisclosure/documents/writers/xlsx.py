"""A workbook as an .xlsx file; only what Excel 2010 and WPS know."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # has no type hints
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the same

from govdisclosure.documents.writers.moment import moment, repacked
from govdisclosure.documents.writers.workbook import (
    MAX_TEXT,
    Held,
    Look,
    Sheet,
    SheetCell,
    Validation,
    Workbook,
    is_exact,
)
from govdisclosure.grid import harmless

_BOX = {"border": 1, "valign": "vcenter", "text_wrap": True}
_FIGURE = {**_BOX, "align": "center"}
_LOOKS: dict[Look, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter", "text_wrap": True},
    "heading": {**_FIGURE, "bold": True},
    "text": {"valign": "top", "text_wrap": True},
    "label": {"bold": True, "valign": "vcenter"},
    "stub": {**_BOX, "align": "left"},
    "head": {**_FIGURE, "bg_color": "#F2F2F2"},
    "value": _FIGURE,
    "total": {**_FIGURE, "bg_color": "#F2F2F2"},
    "input": {**_FIGURE, "bg_color": "#FFFDE7", "locked": False},
    "proposal": {**_FIGURE, "bg_color": "#DDEBF7", "font_color": "#1F4E79", "italic": True, "locked": False},
    "entry": {
        **_BOX,
        "align": "left",
        "valign": "top",
        "bg_color": "#FFFDE7",
        "locked": False,
        "num_format": "@",
    },
    "empty": _FIGURE,
    "note": {"italic": True, "font_color": "#595959", "valign": "top", "text_wrap": True},
    "unit": {"align": "right", "valign": "bottom"},
    "plain": {"valign": "top", "text_wrap": True},
}
_SCALE = 75
"""Per cent at which a sheet is printed that is wider than a page."""
_COLOURS = {
    "red": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "yellow": {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
    "green": {"bg_color": "#C6EFCE", "font_color": "#006100"},
}
_MAX_PROMPT = 255
_MAX_PROMPT_TITLE = 32


def write_xlsx(workbook: Workbook) -> bytes:
    """Return a workbook as the bytes of an .xlsx file."""
    out = io.BytesIO()
    # Text is text, whatever it begins with: a formula is only what a cell says is one.
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    options = {"in_memory": not workbook.by_rows, "constant_memory": workbook.by_rows, **texts}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": harmless(workbook.title)[:255], "created": moment().replace(tzinfo=None)})
    book.set_calc_mode("auto")
    writer = _Writer(book)
    for sheet in workbook.sheets:
        writer.sheet(sheet)
    book.close()
    return repacked(out.getvalue())


class _Worksheet(Worksheet):  # type: ignore[misc]  # the same
    """A sheet whose formulas are written as they are.

    The library looks in each for functions newer than Excel 2010, of which there are none here; it would take names of
    sheets for them, and half of the time.
    """

    def _prepare_formula(self, formula: str, *_: object, **__: object) -> str:
        return formula.removeprefix("=")


class _Writer:
    def __init__(self, book: Any) -> None:
        self._book = book
        usual = {"font_name": "宋体", "font_size": 11}
        self._formats = {look: book.add_format({**usual, **own}) for look, own in _LOOKS.items()}
        self._colours = {name: book.add_format(colours) for name, colours in _COLOURS.items()}

    def sheet(self, sheet: Sheet) -> None:
        made = self._book.add_worksheet(sheet.name, worksheet_class=_Worksheet)
        for column, width in sheet.widths.items():
            made.set_column(column, column, width)
        for row, height in sheet.heights.items():
            made.set_row(row, height)
        for cell in sheet.cells:
            self._cell(made, cell)
        for validation in sheet.validations:
            _validate(made, validation)
        for highlight in sheet.highlights:
            made.conditional_format(
                *highlight.first,
                *highlight.last,
                {"type": "formula", "criteria": f"={highlight.formula}", "format": self._colours[highlight.colour]},
            )
        if sheet.hidden_columns:
            made.set_column(*sheet.hidden_columns, None, None, {"hidden": True})
        if sheet.protected:
            made.protect("", {"format_columns": True, "format_rows": True})
        if sheet.filtered:
            made.autofilter(0, 0, *sheet.filtered)
        if sheet.frozen_rows or sheet.repeated_columns:
            made.freeze_panes(sheet.frozen_rows, sheet.repeated_columns)
        if sheet.hidden:
            made.hide()
        _set_up_print(made, sheet)

    def _cell(self, made: Any, cell: SheetCell) -> None:
        look = self._formats[cell.look]
        if cell.rowspan > 1 or cell.colspan > 1:
            made.merge_range(
                cell.row, cell.column, cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1, "", look
            )
        place = cell.row, cell.column
        value = cell.value
        if cell.formula:
            made.write_formula(*place, f"={cell.formula}", look, _cached(value))
        elif value is None or value == "":
            made.write_blank(*place, None, look)
        elif isinstance(value, str):
            made.write_string(*place, harmless(value)[:MAX_TEXT], look)
        elif is_exact(value):
            made.write_number(*place, value, look)
        else:
            made.write_string(*place, format(value, "f") if isinstance(value, Decimal) else str(value), look)


def _set_up_print(made: Any, sheet: Sheet) -> None:
    """Set how a sheet is printed: as wide as a page of A4, or over several that each repeat its first columns."""
    made.set_paper(9)
    if sheet.repeated_columns:
        made.repeat_columns(0, sheet.repeated_columns - 1)
        made.set_print_scale(_SCALE)
    else:
        made.fit_to_pages(1, int(sheet.one_page))
    made.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    made.set_footer("&C&P / &N")
    if sheet.wide:
        made.set_landscape()
    if sheet.printed:
        made.print_area(0, 0, *sheet.printed)
    if sheet.repeated_rows:
        made.repeat_rows(*sheet.repeated_rows)


def _cached(value: Held) -> Any:
    """Return what programs show of a formula that they have not worked out."""
    return float(value) if isinstance(value, Decimal) else "" if value is None else value


def _validate(made: Any, validation: Validation) -> None:
    least = validation.minimum
    options: dict[str, Any] = {
        "validate": validation.kind,
        "criteria": ">=",
        "value": float(least) if isinstance(least, Decimal) else least,
        "ignore_blank": True,
        "input_title": validation.title[:_MAX_PROMPT_TITLE],
        "input_message": validation.prompt[:_MAX_PROMPT],
        "error_title": validation.title[:_MAX_PROMPT_TITLE],
        "error_message": validation.refusal[:_MAX_PROMPT],
    }
    if least is None:
        # Every number that a cell may hold, so that what is refused is only what is no number.
        options |= {"criteria": "between", "minimum": -1e18, "maximum": 1e18}
        del options["value"]
    (row, column), *others = validation.cells
    if others:
        options["other_cells"] = [[r, c, r, c] for r, c in others]
    made.data_validation(row, column, row, column, options)
