"""Reports of any format: balanced by construction, or broken in known cells."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import floor
from types import MappingProxyType

from attrs import evolve, frozen
from hypothesis import strategies as st

from govdisclosure.errors import UsageError
from govdisclosure.form import Form, Relation, expand
from govdisclosure.language import say
from govdisclosure.report import BLANK, NUMBER, Content, Origin, Problem, Report
from govdisclosure.spec import LEAD, Frequency, Number, Period, Severity, Spec, Value
from govdisclosure.testing.axes import BOOLEANS, integers
from govdisclosure.testing.keys import drawn_keys
from govdisclosure.testing.sentences import with_sentences
from govdisclosure.testing.solving import Plan, in_units, plan

Place = tuple[str, str, str]
"""Table, row and column of a cell."""

_SCALES = st.sampled_from((9, 99, 9_999, 99_999_999))
"""How far above its lowest possible number a cell may be drawn; one of them for each report."""

_SIGNS = st.sampled_from((1, -1))
_NO_CONTROLS = st.characters(exclude_categories=["Cs", "Cc"])
_TEXT = st.text(st.one_of(_NO_CONTROLS, st.sampled_from("\n\t")), max_size=20)
_MARKUP = (
    "# ", "- ", "1. ", "1) ", "> ", "---", "```", "|", "| - |", "*", "__", "~~", "\\", "&amp;", "&#35;", "<br>", "<!--",
    "-->", "</table>", "<td>", "![x](y)", "=1+1", "@", "'", '"', ",", ";", "\t", "\n", "\u3000", "{", "}}", "%", "]]>",
    "一、", "（一）", "第一条 ", "表 1", "0",
)  # fmt: skip
"""What the marks of some kind of document look like, and what a report may say all the same."""
_PROSE = st.lists(st.sampled_from(_MARKUP) | st.text(_NO_CONTROLS, max_size=4), max_size=8).map("".join)
"""Text of a section, from pieces that a writer or a reader could take for its own marks."""
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_ORIGINS: tuple[Origin, ...] = ("printed", "inferred", "derived")


@frozen
class Broken:
    """A report in which the figures of some cells were changed, and the truth about it.

    `changes` maps table, row and column of each changed cell to its right and its wrong number; `original` is the
    report before, in which every rule holds.
    """

    report: Report
    original: Report
    changes: Mapping[Place, tuple[Number, Number]]


def reports(spec: Spec, *, complete: bool = True) -> st.SearchStrategy[Report]:
    """Return a strategy for reports of a format in which every rule holds, those about the text too.

    The cells that follow from others (totals, and one cell of every balance) are computed and the others drawn between
    bounds that leave them room, so no draw is ever thrown away. The keys of open nodes are drawn too, and a few
    sentences in the wordings of the format that agree with the tables. Rules between years are left aside: they need a
    second report.

    With `complete=False` a report holds whatever a report may hold: balanced figures or any, blank and unreadable and
    absent cells, marks, notes, origins, sections, problems, an organisation and a year. Its rules need not hold; a
    column that the report itself names is never absent.

    Drawing raises `UsageError` for a format whose rules no numbers can satisfy, or none that can be constructed.

    >>> from hypothesis import given, settings
    >>> import govdisclosure as gd
    >>> @settings(max_examples=5, database=None)
    ... @given(reports(gd.load_spec("cn/2021")))
    ... def a_balanced_report_has_no_findings(report):
    ...     assert not gd.check(report).findings
    >>> a_balanced_report_has_no_findings()
    """
    return _balanced(spec) if complete else _anything(spec)


def broken_reports(spec: Spec, cells: int = 1) -> st.SearchStrategy[Broken]:
    """Return a strategy for reports with that many cells of numbers changed, each by more than its rules let pass.

    At least one rule fails wherever the format has an equality; a cell that no rule is about can be wrong unseen. What
    the report was before and what was changed come with it. A wrong figure may be below the minimum of its cell. The
    text stays as it was, so that what it says of a changed cell is no longer true.
    Drawing raises `UsageError` where `reports` does, and for a form with fewer cells of numbers.

    >>> from hypothesis import given, settings
    >>> import govdisclosure as gd
    >>> @settings(max_examples=5, database=None)
    ... @given(broken_reports(gd.load_spec("cn/2021"), cells=2))
    ... def the_truth_about_both_cells_is_known(broken):
    ...     wrong = {place: wrong for place, (right, wrong) in broken.changes.items()}
    ...     assert len(wrong) == 2
    ...     assert broken.original.replacing(wrong) == broken.report
    >>> the_truth_about_both_cells_is_known()
    """
    return _broken(spec, cells)


@st.composite
def _balanced(draw: st.DrawFn, spec: Spec) -> Report:
    form = expand(spec, drawn_keys(draw, spec))
    return draw(with_sentences(Report(form, _numbers(draw, plan(form)), contents=_texts(draw, form))))


@st.composite
def _broken(draw: st.DrawFn, spec: Spec, cells: int) -> Broken:
    original = draw(_balanced(spec))
    form = original.form
    numeric = [index for index, value in enumerate(original.values) if value is not None]
    if len(numeric) < cells:
        raise UsageError(
            say(
                zh=f"格式 {spec.id} 只有 {len(numeric)} 个数值单元格，不能改动 {cells} 个。",
                en=f"{spec.id} has only {len(numeric)} cells of numbers: {cells} cannot be changed",
            )
        )
    amounts = {
        index: (_tolerated(form, index) + draw(integers(1, 999))) * draw(_SIGNS)
        for index in _to_change(draw, form, numeric, cells)
    }
    changes: dict[Place, tuple[Number, Number]] = {}
    for index, amount in _unbalanced(form, amounts).items():
        right = original.values[index]
        assert right is not None
        cell = form.cells[index]
        changes[cell.table, cell.row, cell.column] = right, right + in_units(amount, form.values[index])
    report = original.replacing({place: wrong for place, (_, wrong) in changes.items()})
    return Broken(report, original, MappingProxyType(changes))


def _to_change(draw: st.DrawFn, form: Form, numeric: list[int], cells: int) -> list[int]:
    """Draw cells, the first of them one that an equality holds, as far as there is one."""
    if not cells:
        return []
    held = [index for index in numeric if _equality(form, index)]
    first = draw(st.sampled_from(held or numeric))
    others = [index for index in numeric if index != first]
    if cells == 1:
        return [first]
    return [first, *draw(st.lists(st.sampled_from(others), min_size=cells - 1, max_size=cells - 1, unique=True))]


def _equality(form: Form, index: int) -> Relation | None:
    """Return an equality that a cell takes part in, if there is one that always applies."""
    return next(
        (
            relation
            for relation in form.relations
            if relation.level == 1 and relation.is_equality
            if index in dict(relation.condition.difference.terms)
        ),
        None,
    )


def _unbalanced(form: Form, amounts: Mapping[int, int]) -> Mapping[int, int]:
    """Change the first cell by more, where the changes of the others would make up for its own."""
    first = next(iter(amounts), None)
    relation = None if first is None else _equality(form, first)
    if first is None or relation is None:
        return amounts
    parts = (
        Fraction(coefficient) * Fraction(in_units(amounts.get(index, 0), form.values[index]))
        for index, coefficient in relation.condition.difference.terms
    )
    # Its own part is more than the tolerance, so twice as much again cannot be made up for.
    return (
        amounts
        if abs(sum(parts, Fraction())) > Fraction(relation.tolerance)
        else {**amounts, first: 3 * amounts[first]}
    )


def _tolerated(form: Form, index: int) -> int:
    """Return the most smallest units by which a cell may be out without breaking any rule of one report."""
    unit = Fraction(in_units(1, form.values[index]))
    return max(
        (
            floor(Fraction(relation.tolerance) / abs(Fraction(coefficient)) / unit)
            for relation in form.relations
            if relation.level == 1
            for cell, coefficient in relation.condition.difference.terms
            if cell == index
        ),
        default=0,
    )


def _numbers(draw: st.DrawFn, drawing: Plan) -> tuple[Number | None, ...]:
    """Draw the free cells within their bounds, and compute the others."""
    scale = draw(_SCALES)
    drawn: dict[int, int] = {}
    for step in drawing.steps:
        low, high = step.low(drawn), step.high(drawn)
        reach = scale * drawing.unit(step.variable)
        if low is None:
            top = reach if high is None else high
            drawn[step.variable] = top - draw(integers(0, 2 * reach if high is None else reach))
        elif high is None or low + reach <= high:
            drawn[step.variable] = low + draw(integers(0, reach))
        else:
            drawn[step.variable] = low + draw(st.integers(0, high - low))
    numbers = drawing.numbers(drawn)
    return tuple(numbers.get(index) for index in range(len(drawing.values)))


# texts --------------------------------------------------------------------------------------------------------------


def _texts(draw: st.DrawFn, form: Form) -> dict[int, Content]:
    return {
        index: Content("text", draw(_text_of(value))) for index, value in enumerate(form.values) if not value.numeric
    }


def _text_of(value: Value) -> st.SearchStrategy[str]:
    if value.among:
        return st.sampled_from(value.among)
    return st.dates().map(str) if value.kind == "date" else _TEXT


# whatever a report may hold -----------------------------------------------------------------------------------------


@st.composite
def _anything(draw: st.DrawFn, spec: Spec) -> Report:
    report = draw(_balanced(spec))
    values, contents = list(report.values), dict(report.contents)
    for index in _chosen(draw, report.form):
        values[index], content = draw(_content(report.form.values[index]))
        contents.pop(index, None)
        if content != NUMBER:
            contents[index] = content
    for index in _absent(draw, report.form):
        values[index] = None
        contents.pop(index, None)
    sections = st.sampled_from((LEAD, *(section.key for section in spec.sections)))
    return evolve(
        report,
        values=tuple(values),
        contents=contents,
        organisation=draw(st.none() | _TEXT),
        year=draw(st.none() | periods(spec.period)),
        sections=draw(st.dictionaries(sections, _TEXT | _PROSE, max_size=3)),
        problems=tuple(draw(st.lists(_PROBLEMS, max_size=2))),
    )


def periods(frequency: Frequency) -> st.SearchStrategy[Period]:
    """Return a strategy for years, or for quarters or months."""
    numbers = {"year": 1, "quarter": 4, "month": 12}
    return st.builds(Period, st.integers(1900, 2999), st.just(frequency), st.integers(1, numbers[frequency]))


def _chosen(draw: st.DrawFn, form: Form) -> list[int]:
    """Draw a few cells, or a whole table of them."""
    cells = st.sampled_from(range(len(form.cells)))
    return draw(
        st.lists(cells, max_size=12, unique=True) | st.sampled_from([[*t.cells.values()] for t in form.tables.values()])
    )


def _absent(draw: st.DrawFn, form: Form) -> list[int]:
    """Draw the cells that are not in the document; what a report names in the head of a table is there."""
    chosen = _chosen(draw, form) if draw(BOOLEANS) else []
    return [index for index in chosen if form.lines[index][1].header.kind != "key"]


_PROBLEMS: st.SearchStrategy[Problem] = st.builds(
    Problem,
    code=_TEXT,
    severity=st.sampled_from(_SEVERITIES),
    message=_TEXT,
    table=st.none() | _TEXT,
    row=st.none() | _TEXT,
    column=st.none() | _TEXT,
    place=st.none() | _TEXT,
)


@lru_cache(maxsize=256)
def _content(value: Value) -> st.SearchStrategy[tuple[Number | None, Content]]:
    """Draw what one cell holds, whether or not it fits the others."""
    notes, origins = _TEXT, st.sampled_from(_ORIGINS)
    nothing = st.just(BLANK) | st.builds(Content, st.just("blank"), note=notes, origin=origins)
    unreadable = st.builds(Content, st.just("unreadable"), _TEXT, notes, origins)
    contents = st.one_of(nothing, unreadable)
    if value.marks:
        signs = st.sampled_from([mark.text for mark in value.marks])
        contents |= st.builds(Content, st.just("mark"), signs, notes, origins)
    if not value.numeric:
        contents |= st.builds(Content, st.just("text"), _text_of(value), notes, origins)
    others = st.tuples(st.none(), contents)
    if not value.numeric:
        return others
    units = st.integers(-(10**9), 10**9) | st.integers(1 - 10**18, 10**18 - 1)
    numbers = units.map(lambda amount: in_units(amount, value))
    return others | st.tuples(numbers, st.builds(Content, st.just("number"), note=notes, origin=origins))
