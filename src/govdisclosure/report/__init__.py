"""What was filled in: `Report`, `TableView`, `Cell`, and report JSON both ways."""

from govdisclosure.report.calculated import calculated, recalculated, with_calculated
from govdisclosure.report.contents import ABSENT, BLANK, NUMBER, PROBLEM_KEYS, Cell, Content, Origin, Problem
from govdisclosure.report.decode import from_data, from_json
from govdisclosure.report.encode import problem_data, to_data, to_json
from govdisclosure.report.frames import from_frame
from govdisclosure.report.framing import CELL_COLUMNS, SECTION, amount_type, as_arrow, as_native, frame_library
from govdisclosure.report.gaps import missing_table, not_found, year_outside
from govdisclosure.report.jsontext import parse_json, write_json
from govdisclosure.report.keys import fits_key
from govdisclosure.report.model import Report, Reported, RowView, TableView, report_of
from govdisclosure.report.numbers import MAX_DIGITS, number_fault
from govdisclosure.report.standing import interval_at, interval_of
from govdisclosure.report.subtotals import KnownTogether, group_of
from govdisclosure.report.tidy import fields_of, from_csv, looks_tidy, to_rows

__all__ = [
    "ABSENT",
    "BLANK",
    "CELL_COLUMNS",
    "MAX_DIGITS",
    "NUMBER",
    "PROBLEM_KEYS",
    "SECTION",
    "Cell",
    "Content",
    "KnownTogether",
    "Origin",
    "Problem",
    "Report",
    "Reported",
    "RowView",
    "TableView",
    "amount_type",
    "as_arrow",
    "as_native",
    "calculated",
    "fields_of",
    "fits_key",
    "frame_library",
    "from_csv",
    "from_data",
    "from_frame",
    "from_json",
    "group_of",
    "interval_at",
    "interval_of",
    "looks_tidy",
    "missing_table",
    "not_found",
    "number_fault",
    "parse_json",
    "problem_data",
    "recalculated",
    "report_of",
    "to_data",
    "to_json",
    "to_rows",
    "with_calculated",
    "write_json",
    "year_outside",
]
