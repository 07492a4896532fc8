"""The reports of a panel joined with other documents of the same bodies and years, which stand in panels too."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from govdisclosure.findings import CheckResult, check
from govdisclosure.form import expand
from govdisclosure.panel.panels import must_be_panel
from govdisclosure.panel.reports import Filed, Whose, key_of, panel_reports, proposed
from govdisclosure.report import Report
from govdisclosure.spec import Spec

Known = Mapping[Whose, Report]


def documents_in(panels: Iterable[str | os.PathLike[str]]) -> Known:
    """Return the documents of some panels; of several of a body for one period, the one that is proposed."""
    found: dict[Whose, Report] = {}
    for panel in panels:
        folder = must_be_panel(panel)
        for filed in panel_reports(folder, {chosen.file for chosen in proposed(folder).values()}):
            for key in _keys(filed):
                found[Whose(filed.report.spec.family, key, filed.report.period)] = filed.report
    return found


def checked_across(reports: Iterable[Filed], spec: Spec, known: Known) -> Iterator[tuple[Filed, CheckResult]]:
    """Yield the reports of a format with what its rules between documents come to; nothing where it has none."""
    rules = sorted({relation.rule for relation in expand(spec).across})
    for filed in reports if rules else ():
        yield filed, check(filed.report, companions=_beside(filed, known), select=rules)


def _beside(filed: Filed, known: Known) -> list[Report]:
    """Return the documents of the same body and year that the format of a report names."""
    report = filed.report
    found = (
        next((known[place] for key in _keys(filed) if (place := Whose(one.family, key, report.period)) in known), None)
        for one in report.spec.companions
    )
    # The same body, spelt alike.
    return [evolve(other, organisation=report.organisation) for other in found if other is not None]


def _keys(filed: Filed) -> list[str]:
    """Return what tells whose a report is: the unit of the roster, and the name of the organisation."""
    keys = (key_of(filed.unit, None), key_of(None, filed.report.organisation))
    return [key for key in keys if key is not None]
