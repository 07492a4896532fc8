"""What a cell of a report stands for: one number, or the interval of numbers that it may be."""

from __future__ import annotations

from govdisclosure.form import Interval
from govdisclosure.report.contents import Content
from govdisclosure.report.model import Report
from govdisclosure.spec import Number, Value


def interval_of(content: Content, number: Number | None, value: Value) -> Interval:
    """Return the numbers that a cell may stand for.

    A number stands for itself, a mark for the interval its spec gives; what is blank, unreadable or absent may be any
    number that the cell could hold.
    """
    if number is not None:
        return number, number
    if content.state == "mark":
        for mark in value.marks:
            if mark.text == content.text:
                return mark.low, mark.high
    if content.state == "blank" and value.blank == "zero":
        return 0, 0
    return value.min, None


def interval_at(report: Report, index: int) -> Interval:
    """Return the interval of the cell at an index of the report's form."""
    return interval_of(report.content(index), report.values[index], report.form.values[index])
