"""A format drafted from a document: header trees as its tables are drawn, with keys for an author to give names to.

What is taken over is what is printed; which line is the sum of others is only suggested, by figures (`suggestions`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import evolve

from govdisclosure.editor.printed_tables import LONGEST, PrintedTable, printed_tables, text_of
from govdisclosure.editor.starter import must_be_name
from govdisclosure.editor.suggestions import suggested
from govdisclosure.errors import UsageError
from govdisclosure.form import expand
from govdisclosure.grid import Document, GridCell, TextBlock, one_line
from govdisclosure.language import say
from govdisclosure.spec import (
    Localised,
    Node,
    Number,
    Section,
    Source,
    Spec,
    Table,
    Value,
    YearRange,
    decimal_places,
    is_specimen,
    number_of,
    ordinal,
)
from govdisclosure.specfile import dump_spec

_MOST_ORDINAL = 6
"""Characters of an ordinal."""
_HEAD = """\
# {id}：由文件起草，键（table_1、row_1、column_1）请改成有意义的名字，标签、单位和依据请对照原表核对
# {id}: drafted from a document. Give the keys (table_1, row_1, column_1) names, and compare labels, units and source
# with the form itself; `govdisclosure spec lint` says what is missing.
"""
_RULES = """\
# 下列关系在文件的数字上成立，是否确为表中的关系请自行判断；合计最好写成表头的 total: exact
# What the figures of the document suggest; take out the # of what the form means. A total is better said by its header,
# as total: exact.
# rules:
"""


def drafted(document: Document, spec_id: str) -> str:
    """Return the text of a format whose tables are those of a document; it loads, and draws the same tables.

    Raises `UsageError` if the document holds no table with a head and rows, or if the id is not FAMILY/YEAR.
    """
    must_be_name(spec_id)
    tables = list(printed_tables(document))
    if not tables:
        message = say(zh="文中没有可以起草格式的表格。", en="the document holds no table to draft a format from")
        raise UsageError(message)
    spec = Spec(
        id=spec_id,
        revision="1",
        for_years=YearRange(int(spec_id.partition("/")[2][:4]), None),
        title=_words(_title(document)),
        source=Source(document="草案", certainty="C"),
        sections=tuple(_sections(tables)),
        values=tuple(_values(tables)),
        tables=tuple(_table(f"table_{number}", drawn) for number, drawn in enumerate(tables, 1)),
        status="draft",
        languages=("zh",),
    )
    forms = expand(spec).tables.values()
    found = [line for form, drawn in zip(forms, tables, strict=True) for line in suggested(form, drawn.figures())]
    return _HEAD.format(id=spec_id) + dump_spec(spec) + (_RULES + "\n".join(found) + "\n" if found else "")


# the document -------------------------------------------------------------------------------------------------------


def _title(document: Document) -> str:
    first = next((block.text for block in document.blocks if isinstance(block, TextBlock) and block.text.strip()), "")
    return one_line(document.title or first)[:LONGEST] or "报告名称"


def _sections(tables: Sequence[PrintedTable]) -> Iterator[Section]:
    """Yield a section for each title, which draws the tables up to the next one."""
    starts = [number for number, drawn in enumerate(tables) if drawn.title or number == 0]
    for count, (first, end) in enumerate(zip(starts, [*starts[1:], len(tables)], strict=True), 1):
        draw: list[tuple[str, ...]] = []
        for number in range(first, end):
            key = f"table_{number + 1}"
            draw[-1:] = [(*draw[-1], key)] if tables[number].below and draw else [*draw[-1:], (key,)]
        yield Section(f"section_{count}", _words(tables[first].title or f"数据 {count}"), draw=tuple(draw))


# one table ----------------------------------------------------------------------------------------------------------


def _table(key: str, drawn: PrintedTable) -> Table:
    corner = text_of(drawn.owners[drawn.top][0]) if drawn.stub else ""
    return Table(
        key=key,
        value=_value_of(drawn),
        rows=_rows(drawn),
        columns=_columns(drawn),
        heading=_words(drawn.heading) if drawn.heading else None,
        corner=_words(corner) if corner else None,
    )


def _rows(drawn: PrintedTable) -> Node:
    if not drawn.stub and len(drawn.rows) == 1:
        return Node(nodes=(Node(key="row_1"),))
    return _tree(
        [[drawn.owners[row][column] for column in range(drawn.stub)] for row in drawn.rows],
        "row",
        [None] * len(drawn.rows),
    )


def _columns(drawn: PrintedTable) -> Node:
    """Return the headers of the columns; one of amounts among counts says so."""
    paths = [[drawn.owners[row][column] for row in range(drawn.top, drawn.head)] for column in drawn.columns]
    figures = drawn.figures()
    mixed = _value_of(drawn) == "count"
    amounts = [mixed and any(isinstance(row[place], Decimal) for row in figures) for place in range(len(paths))]
    return _tree(paths, "column", ["amount" if own else None for own in amounts])


def _tree(paths: Sequence[Sequence[GridCell | None]], kind: str, values: Sequence[str | None]) -> Node:
    """Return the headers of some lines under one; lines whose outermost cell is the same stand under one header."""
    parted = [_distinct(path) for path in paths]
    groups = _groups(parted)
    labels = [
        text_of(next(iter(parted[lines[0]]), None)) or f"{kind} {number}" for number, lines in enumerate(groups, 1)
    ]
    specimen = _numbering(labels)
    nodes = []
    for number, (label, lines) in enumerate(zip(labels, groups, strict=True), 1):
        bare = label[len(ordinal(specimen, number)) :] if specimen else label
        inner = [parted[line][1:] for line in lines]
        own = [values[line] for line in lines]
        below = _tree(inner, kind, own) if any(inner) else Node(value=own[0])
        nodes.append(evolve(below, key=f"{kind}_{number}", label=_words(bare.strip())))
    return Node(nodes=tuple(nodes), numbering=specimen)


def _groups(paths: Sequence[Sequence[GridCell]]) -> list[list[int]]:
    """Return the lines that stand under one header: next to each other, with the same outermost cell around others."""
    groups: list[list[int]] = []
    for line, path in enumerate(paths):
        if groups and len(path) > 1 and paths[groups[-1][0]][:1] and paths[groups[-1][0]][0] is path[0]:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _distinct(path: Sequence[GridCell | None]) -> list[GridCell]:
    """Return the cells of a line from the outermost inwards, each once, without those that say nothing."""
    return [
        cell
        for number, cell in enumerate(path)
        if cell and text_of(cell) and (not number or cell is not path[number - 1])
    ]


def _numbering(labels: Sequence[str]) -> str | None:
    """Return how labels are numbered, by the ordinal of the first; None where they are not numbered in order."""
    lengths = range(_MOST_ORDINAL, 0, -1) if len(labels) > 1 and number_of(labels[0]) == 1 else ()
    return next((labels[0][:length] for length in lengths if _are_numbered(labels, labels[0][:length])), None)


def _are_numbered(labels: Sequence[str], specimen: str) -> bool:
    """Whether labels begin with ordinals like the first one, in order."""
    if not is_specimen(specimen) or specimen[-1].isalnum() or specimen == labels[0]:
        return False
    return all(label.startswith(ordinal(specimen, number)) for number, label in enumerate(labels, 1))


def _values(tables: Sequence[PrintedTable]) -> Iterator[Value]:
    """Return what the cells hold: counts, and amounts with the places that are printed."""
    numbers = [number for drawn in tables for number in _numbers(drawn)]
    places = [decimal_places(number) for number in numbers if isinstance(number, Decimal)]
    least = None if min(numbers, default=0) < 0 else 0
    if "count" in map(_value_of, tables):
        yield Value("count", "integer", min=least)
    if places:
        yield Value("amount", "decimal", min=least, places=max(places))


def _numbers(drawn: PrintedTable) -> list[Number]:
    return [number for row in drawn.figures() for number in row if number is not None]


def _value_of(drawn: PrintedTable) -> str:
    """Return what most cells of a table hold."""
    numbers = _numbers(drawn)
    amounts = sum(isinstance(number, Decimal) for number in numbers)
    return "amount" if 2 * amounts > len(numbers) else "count"


def _words(text: str) -> Localised:
    return Localised((("zh", text),))
