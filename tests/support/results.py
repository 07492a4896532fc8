"""Reports that something is wrong with, for what is made of the results of checking them."""

from __future__ import annotations

from random import Random

from attrs import evolve

import govdisclosure as gd
from tests.support.filled import FORM, filled, with_numbers


def broken() -> gd.Report:
    """Return a report with one wrong total."""
    index = FORM.index["disputes", "count", "review"]
    report = filled(Random(1))
    before = report.values[index]
    assert isinstance(before, int)
    return with_numbers(report, {index: before + 1})


def contradicted() -> gd.Report:
    """Return a report whose text says another number of requests than its table."""
    report = filled(Random(1))
    number = report.values[FORM.index["applications", "new", "total"]]
    assert isinstance(number, int)
    return evolve(report, sections={"overview": f"全年收到政府信息公开申请 {number + 100000} 件。"})
