"""Small formats: every concept of the spec language in every combination, and always with reports that satisfy them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from attrs import evolve
from hypothesis import strategies as st

from govdisclosure.errors import UsageError
from govdisclosure.form import Form, expand, lines_at
from govdisclosure.spec import (
    Frequency,
    Headline,
    Localised,
    Mark,
    Node,
    Number,
    Prior,
    Section,
    Spec,
    Status,
    Table,
    Tolerance,
    UnitColumn,
    Value,
    Void,
    YearRange,
)
from govdisclosure.testing.axes import (
    BOOLEANS,
    ORDINALS,
    SOURCES,
    TEXTS,
    Ingredients,
    fragment_lists,
    integers,
    labels,
    roots,
    seldom,
)
from govdisclosure.testing.keys import MOST_KEYS, fewest_keys, keys_like
from govdisclosure.testing.rules import rules
from govdisclosure.testing.solving import plan

_IDS = st.sampled_from(("test/2020", "shops/2024-v2", "a/b/c.1"))
_REVISIONS = st.sampled_from(("1", "2024-01", "1.0", "draft: 3", "null"))
_YEARS = st.sampled_from((YearRange(2020, None), YearRange(2019, 2020), YearRange(2021, 2021)))
_STATUS: st.SearchStrategy[Status] = st.sampled_from(("official", "provisional", "draft"))
_LANGUAGES = st.sampled_from((("zh", "en"), ("zh",)))
_FREQUENCIES: st.SearchStrategy[Frequency] = st.sampled_from(("year", "year", "year", "quarter", "month"))
_PRIORS: st.SearchStrategy[Prior] = st.sampled_from(("period", "period", "year"))
_HEADLINE = st.just(Headline(Localised((("zh", "{organisation}{year}年{title}"),)), ("{title}",)))
_HEADLINE_OF_PART = st.just(Headline(Localised((("zh", "{organisation}{period}{title}"),)), ("{title}",)))
_KINDS = st.sampled_from(("integer", "integer", "decimal", "text", "date"))
_UNITS = st.sampled_from((Localised((("zh", "件"), ("en", "items"))), Localised((("zh", "万元"),))))
_BLANKS: st.SearchStrategy[Literal["missing", "zero"]] = st.sampled_from(("missing", "missing", "zero"))
_AMONG = st.just(("是", "否", "不详"))
_TOLERANCES: st.SearchStrategy[Tolerance] = st.sampled_from((0, 0, 0, 1, Decimal("0.5"), "rounding"))
_LEAST_WHOLE: st.SearchStrategy[Number | None] = st.sampled_from((0, 0, 0, None, -2, 1))
_LEAST: st.SearchStrategy[Number | None] = st.sampled_from((0, 0, None, Decimal("-1.5"), Decimal("0.25")))
_STUBS: st.SearchStrategy[Literal["nested", "outline"]] = st.sampled_from(("nested", "outline"))
_VALUED = st.sampled_from(("rows", "columns", None))
_WHOSE = st.sampled_from(("", "", "{organisation}{year}年度"))
_UNIT_COLUMN = st.just(UnitColumn(Localised((("zh", "单位"), ("en", "Unit"))), "——"))
_BELOW = st.sampled_from(("section", "table", "stack"))
MARKS = (Mark("/", 0, 0), Mark("<1", 0, 1), Mark("…", 1, 9), Mark("~", 0, 5), Mark("无", 0, 0))
_MARKS = st.lists(st.sampled_from(MARKS), max_size=2, unique=True)


def specs() -> st.SearchStrategy[Spec]:
    """Return a strategy for small formats, each with one to three tables of at most a few dozen cells.

    Every concept of the spec language occurs: header trees, totals of each kind at either end of both axes, parts that
    no total counts or that are taken off, ratios, fragments, an open node, rows by code, void cells, both stubs,
    unit columns, numbering, values of every kind with marks, lists of texts, tolerance and rounding, tables below or
    beside others, and written rules with coefficients, guards and references to the previous year.

    Reports that satisfy the format can always be drawn, with `reports`, and `load_text(dump_spec(spec)) == spec`.

    >>> from hypothesis import given, settings
    >>> import govdisclosure as gd
    >>> @settings(max_examples=5, database=None)
    ... @given(specs())
    ... def a_format_is_its_text(spec):
    ...     assert gd.load_text(gd.dump_spec(spec)) == spec
    >>> a_format_is_its_text()
    """
    return _specs()


@st.composite
def _specs(draw: st.DrawFn) -> Spec:
    fragments = draw(fragment_lists())
    values = draw(_value_lists())
    count = draw(integers(1, 3))
    opened = draw(integers(0, 2 * count))
    numeric = tuple(value for value in values if value.numeric)
    tables = [
        # The first table holds numbers only, so that every format has something to check.
        draw(_tables(f"table_{number}", values if number else numeric, fragments, is_open=number == opened))
        for number in range(count)
    ]
    frequency = draw(_FREQUENCIES)
    sections = tuple(draw(_sections([table.key for table in tables])))
    followers = {key for section in sections for stack in section.draw for key in stack[1:]}
    spec = Spec(
        id=draw(_IDS),
        revision=draw(_REVISIONS),
        for_years=draw(_YEARS),
        title=draw(labels(1))[0],
        period=frequency,
        prior=draw(_PRIORS),
        source=draw(SOURCES),
        sections=sections,
        values=values,
        tables=tuple(evolve(t, beside=draw(BOOLEANS)) if t.key in followers else t for t in tables),
        status=draw(_STATUS),
        languages=draw(_LANGUAGES),
        headline=seldom(draw, _HEADLINE if frequency == "year" else _HEADLINE_OF_PART),
        numbering=seldom(draw, ORDINALS, 2),
        note=seldom(draw, TEXTS),
        axes=fragments,
    )
    # Totals alone can always hold where all is added: whole numbers that are large enough satisfy every minimum.
    return _with_rules(draw, _with_voids(draw, _satisfiable(spec) or _all_added(spec)))


@st.composite
def _value_lists(draw: st.DrawFn) -> tuple[Value, ...]:
    first = draw(_values("count", "integer"))
    return (first, *(draw(_values(f"value_{number}", draw(_KINDS))) for number in range(draw(integers(0, 2)))))


@st.composite
def _values(draw: st.DrawFn, key: str, kind: str) -> Value:
    unit = seldom(draw, _UNITS, 2)
    blank = draw(_BLANKS)
    if kind in ("text", "date"):
        among = seldom(draw, _AMONG) if kind == "text" else None
        kind_of: Literal["text", "date"] = "text" if kind == "text" else "date"
        return Value(key, kind_of, unit, blank=blank, among=among or (), note=seldom(draw, TEXTS))
    exact = kind == "integer"
    tolerance = draw(_TOLERANCES)
    places = (0, 1, 2, 6) if tolerance == "rounding" else (None, 0, 1, 2, 6)
    return Value(
        key,
        "integer" if exact else "decimal",
        unit,
        min=draw(_LEAST_WHOLE if exact else _LEAST),
        places=None if exact else draw(st.sampled_from(places)),
        tolerance=tolerance,
        blank=blank,
        marks=tuple(draw(_MARKS)),
        note=seldom(draw, TEXTS),
    )


@st.composite
def _tables(
    draw: st.DrawFn, key: str, values: tuple[Value, ...], fragments: tuple[Node, ...], *, is_open: bool
) -> Table:
    stub = draw(_STUBS)
    names = tuple(value.key for value in values)
    # Only one axis may name the values of cells, or two could be named for one cell.
    valued = draw(_VALUED)
    rows = Ingredients(names if valued == "rows" else (), fragments, is_open, stub == "outline")
    columns = Ingredients(names if valued == "columns" else (), fragments)
    lone = not is_open and draw(integers(0, 5)) == 0
    whose = draw(_WHOSE)
    heading = seldom(draw, st.just(Localised((("zh", f"{whose}表{key}"), ("en", f"Table {key}")))), 2)
    return _with_print(
        Table(
            key=key,
            value=draw(st.sampled_from(names)),
            rows=Node(nodes=(Node(key="figure"),)) if lone else draw(roots(rows)),
            columns=draw(roots(columns)),
            heading=heading,
            heading_aliases=seldom(draw, st.just((f"{key}表",)), 2) or () if heading else (),
            corner=seldom(draw, TEXTS),
            stub=stub,
            unit_column=seldom(draw, _UNIT_COLUMN),
            absent=seldom(draw, st.just((f"(没有|无){key}[的]职责",)), 3) or (),
            note=seldom(draw, TEXTS),
            source=seldom(draw, SOURCES),
        )
    )


def _with_print(table: Table) -> Table:
    """Give a table that has a note a footnote, and heads over its labels and over all of it."""
    if not table.note:
        return table
    return evolve(
        table,
        footnote=Localised((("zh", f"注：{table.key}的口径见说明。"), ("en", f"Note: {table.key} is explained."))),
        spanner=Localised((("zh", f"{table.key}各栏"), ("en", f"All of {table.key}"))),
        label_spanner=Localised((("zh", f"{table.key}各项"), ("en", f"Items of {table.key}"))),
    )


@st.composite
def _sections(draw: st.DrawFn, tables: list[str]) -> list[Section]:
    """Draw the sections: each table starts a section, or a drawn table, or is stacked below the one before."""
    draws: list[list[list[str]]] = []
    for table in tables:
        place = draw(_BELOW)
        if not draws or place == "section":
            draws.append([[table]])
        elif place == "table":
            draws[-1].append([table])
        else:
            draws[-1][-1].append(table)
    # In a title braces are for the organisation and the year.
    titles = draw(labels(len(draws) + 1).filter(lambda some: not any("{" in text for one in some for text in one)))
    sections = [
        Section(f"section_{number}", title, draw=tuple(map(tuple, drawn)), text=draw(BOOLEANS), landscape=number == 1)
        for number, (title, drawn) in enumerate(zip(titles, draws, strict=False))
    ]
    if draw(BOOLEANS):
        sections.append(Section("remarks", titles[-1], ("备注",), text=True, note=seldom(draw, TEXTS)))
    return sections


# what must leave some report that satisfies it ----------------------------------------------------------------------


def _forms(spec: Spec) -> Iterator[Form]:
    """Yield the form of a spec with every number of keys that a report may be drawn with."""
    nodes = expand(spec).open_nodes
    for count in range(fewest_keys(spec), MOST_KEYS + 1) if nodes else (0,):
        yield expand(spec, {address: keys_like(node, range(count)) for address, node in nodes.items()})


def _satisfiable(spec: Spec) -> Spec | None:
    """Return the spec if a report that satisfies it can be drawn, whatever keys are drawn, else None."""
    try:
        for form in _forms(spec):
            plan(form)
    except UsageError:
        return None
    return spec


def _all_added(spec: Spec) -> Spec:
    """Return the spec with nothing that is taken off a total."""

    def added(node: Node) -> Node:
        return evolve(node, minus=None, nodes=tuple(map(added, node.nodes)))

    tables = (evolve(table, rows=added(table.rows), columns=added(table.columns)) for table in spec.tables)
    return evolve(spec, tables=tuple(tables), axes=tuple(map(added, spec.axes)))


def _with_voids(draw: st.DrawFn, spec: Spec) -> Spec:
    """Take some cells out of a table, where its totals can still hold."""
    for number, table in enumerate(expand(spec).tables.values()):
        rows, columns = (
            [*axis.by_path, *(path for path in axis.groups if path and lines_at(axis, path))]  # an open node has none
            for axis in (table.rows, table.columns)
        )
        void = seldom(draw, st.builds(Void, st.sampled_from(rows), st.sampled_from(columns)), 3)
        if void is None:
            continue
        gone = len(lines_at(table.rows, void.row)) * len(lines_at(table.columns, void.column))
        if gone < len(table.cells):
            tables = [evolve(t, void=(void,)) if i == number else t for i, t in enumerate(spec.tables)]
            spec = _satisfiable(evolve(spec, tables=tuple(tables))) or spec
    return spec


def _with_rules(draw: st.DrawFn, spec: Spec) -> Spec:
    """Add rules, each where it leaves some report that satisfies it and those before."""
    form = expand(spec)
    for number in range(draw(integers(0, 3))):
        rule = draw(rules(form, f"rule_{number}"))
        if rule is not None:
            spec = _satisfiable(evolve(spec, rules=(*spec.rules, rule))) or spec
    return spec
