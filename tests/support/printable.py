"""Reports that print can say all of: what else a report may hold, such as where a figure is from, no paper shows."""

from __future__ import annotations

from itertools import count

from attrs import evolve
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.form.axes import resolve
from govdisclosure.report.contents import BLANK, Content
from govdisclosure.spec import Localised, Node, Period, Spec
from govdisclosure.testing import reports

TEXTS = {"lead": "引言。", "overview": "第一段。\n一、小标题不是章节。"}


@st.composite
def printed_reports(draw: st.DrawFn, spec: Spec, *, holes: bool = False) -> gd.Report:
    """Balanced reports with a headline and some text; with `holes` also marks, notes and cells left blank."""
    report = draw(reports(spec))
    known = {"lead", *(section.key for section in spec.sections)}
    texts = {key: text for key, text in TEXTS.items() if key in known}
    year = draw(st.integers(spec.for_years.first.year, spec.for_years.last.year if spec.for_years.last else 2099))
    period = Period(year, spec.period, draw(st.integers(1, {"year": 1, "quarter": 4, "month": 12}[spec.period])))
    values, contents = list(report.values), {}
    for index, value in enumerate(report.form.values):
        if not value.numeric:
            words = draw(st.sampled_from(value.among or ("文字",)))
            contents[index] = Content("text", "2024-02-29" if value.kind == "date" else words)
    hole = st.sampled_from(("blank", "blank", "mark", "note"))
    often = draw(st.sampled_from((0.02, 0.2, 0.9))) if holes else 0
    for index, value in enumerate(report.form.values):
        if not holes or draw(st.floats(0, 1)) >= often:
            continue
        kind = draw(hole)
        if kind == "note" and value.numeric:
            contents[index] = Content("number", note="其中修订16件")
        elif kind == "mark" and value.marks:
            values[index], contents[index] = None, Content("mark", draw(st.sampled_from(value.marks)).text)
        elif kind == "blank":
            values[index], contents[index] = None, BLANK
    return evolve(
        report, values=tuple(values), contents=contents, organisation="某市", year=period, sections=texts, problems=()
    )


def labelled_apart(spec: Spec) -> Spec:
    """Give every label of a format a number of its own; what stands in fragments is written where it is used."""
    numbers = count(1)
    fragments = {axis.key: axis for axis in spec.axes}

    def apart(node: Node) -> Node:
        node = resolve(node, fragments)
        return evolve(
            node,
            label=node.label and Localised((("zh", f"标签{next(numbers)}号"),)),
            total_label=node.total_label and Localised((("zh", f"总计{next(numbers)}号"),)),
            aliases=(),
            total_aliases=(),
            nodes=tuple(map(apart, node.nodes)),
        )

    corner = Localised((("zh", "栏目"),))  # one that can stand in a line of text
    tables = [
        evolve(table, rows=apart(table.rows), columns=apart(table.columns), corner=table.corner and corner)
        for table in spec.tables
    ]
    return evolve(spec, tables=tuple(tables), axes=())
