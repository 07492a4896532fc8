"""How a notebook shows a report and its tables: drawn as the form, in the current language."""

from __future__ import annotations

from typing import Any

from govdisclosure.documents import html_table, write_html
from govdisclosure.language import current
from govdisclosure.layout import filled_page, filled_table
from govdisclosure.report import Report, TableView


def report_html(report: Report) -> str:
    """Return a report as HTML that can stand in any page."""
    return write_html(filled_page(report, current()), fragment=True)


def table_html(table: TableView[Any, Any, Any]) -> str:
    """Return a table of a report as HTML that can stand in any page."""
    return html_table(filled_table(table.report, table.key, current()))
