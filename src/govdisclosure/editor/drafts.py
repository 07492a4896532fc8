"""A format drafted from a document: header trees as its tables are drawn, with keys for an author to give names to.

What is taken over is what is printed; which line is the sum of others is only suggested, by figures (`suggestions`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from govdisclosure.editor.starter import must_be_name
from govdisclosure.editor.suggestions import suggested
from govdisclosure.errors import UsageError
from govdisclosure.form import expand
from govdisclosure.grid import Document, Grid, GridCell, TextBlock, one_line
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
    is_specimen,
    number_of,
    ordinal,
)
from govdisclosure.specfile import dump_spec

_FIGURE = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,9})?|-?[0-9]{1,18}(?:\.[0-9]{1,9})?")
_LONGEST = 60
"""Characters beyond which a line above a table is no title."""
_MOST_LABELS = 3
"""Columns of labels at most, behind which a row of a blank form is empty."""
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

Owners = list[list[GridCell | None]]


@frozen(eq=False)
class _Drawn:
    """A printed table, the cell at each of its places, and where its head and its labels end."""

    owners: Owners
    heading: str
    top: int
    head: int
    """The first row of figures."""
    stub: int
    """The columns of labels."""
    title: str = ""
    """The line above it; empty for a table that goes with the one before."""
    below: bool = False
    """Whether it is drawn below the one before, in one printed table."""

    @property
    def rows(self) -> range:
        """The rows of figures."""
        return range(self.head, len(self.owners))

    @property
    def columns(self) -> list[int]:
        """The columns of figures; one that is stretched over several counts once."""
        return [
            column
            for column in range(self.stub, len(self.owners[0]))
            if column == self.stub or any(row[column] is not row[column - 1] for row in self.owners[self.top :])
        ]

    def figures(self) -> list[list[Number | None]]:
        """Return the numbers of all rows."""
        return [[figure(_text(self.owners[row][column])) for column in self.columns] for row in self.rows]


def drafted(document: Document, spec_id: str) -> str:
    """Return the text of a format whose tables are those of a document; it loads, and draws the same tables.

    Raises `UsageError` if the document holds no table with a head and rows, or if the id is not FAMILY/YEAR.
    """
    must_be_name(spec_id)
    tables = list(_tables(document))
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


def figure(text: str) -> Number | None:
    """Return the number that a text is, if it is nothing else.

    >>> figure("1,204"), figure("3.50"), figure("第1项")
    (1204, Decimal('3.50'), None)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _FIGURE.fullmatch(plain):
        return None
    digits = plain.replace(",", "")
    return Decimal(digits) if "." in digits else int(digits)


# the document -------------------------------------------------------------------------------------------------------


def _tables(document: Document) -> Iterator[_Drawn]:
    """Yield every table with the nearest short line above it; of tables without a line between, the first has it."""
    title = ""
    for block in document.blocks:
        if isinstance(block, Grid):
            found = [drawn for part in _stacked(block) if (drawn := _drawn(part)) is not None]
            for number, drawn in enumerate(found):
                yield evolve(drawn, title="" if number else title, below=number > 0)
                title = ""
        elif 0 < len(line := one_line(block.text)) <= _LONGEST and not line.startswith(("单位", "(", "（")):
            title = line


def _stacked(grid: Grid) -> Iterator[Grid]:
    """Yield the tables that stand below each other in a printed one, each under a line across the whole of it."""
    across = {cell.row for cell in grid.cells if cell.colspan == grid.width > 1 and cell.text.strip()}
    starts = sorted({0, *(row for row in across if row - 1 not in across)})
    for first, end in zip(starts, [*starts[1:], grid.height], strict=True):
        cells = [evolve(cell, row=cell.row - first) for cell in grid.cells if first <= cell.row < end]
        if cells:
            yield evolve(grid, height=end - first, cells=tuple(cells))


def _title(document: Document) -> str:
    first = next((block.text for block in document.blocks if isinstance(block, TextBlock) and block.text.strip()), "")
    return one_line(document.title or first)[:_LONGEST] or "报告名称"


def _sections(tables: Sequence[_Drawn]) -> Iterator[Section]:
    """Yield a section for each title, which draws the tables up to the next one."""
    starts = [number for number, drawn in enumerate(tables) if drawn.title or number == 0]
    for count, (first, end) in enumerate(zip(starts, [*starts[1:], len(tables)], strict=True), 1):
        draw: list[tuple[str, ...]] = []
        for number in range(first, end):
            key = f"table_{number + 1}"
            draw[-1:] = [(*draw[-1], key)] if tables[number].below and draw else [*draw[-1:], (key,)]
        yield Section(f"section_{count}", _words(tables[first].title or f"数据 {count}"), draw=tuple(draw))


# one table ----------------------------------------------------------------------------------------------------------


def _drawn(grid: Grid) -> _Drawn | None:
    """Return a printed table with its parts told apart; None if it has no head, or no rows under one."""
    try:
        owners = grid.owners()
    except ValueError:
        return None
    whole = next((row for row in range(len(owners)) if len({id(cell) for cell in owners[row]}) > 1), 0)
    head = next((row for row in range(whole + 1, len(owners)) if _holds_figures(owners[row])), None)
    if head is None:
        return None
    body = owners[head:]
    words = [[text for row in body if (text := _text(row[column]))] for column in range(grid.width)]
    stub = next((column for column, texts in enumerate(words) if not any(figure(text) is None for text in texts)), None)
    if stub is None:
        return None
    # Without labels a second line over the whole table is the header of its columns.
    top = whole if stub else min(whole, 1)
    return _Drawn(owners, _text(owners[top - 1][0]) if top else "", top, head, stub)


def _holds_figures(row: Sequence[GridCell | None]) -> bool:
    """Whether a row is one of figures, or of a blank form: nothing stands behind its labels."""
    behind = row[min(_MOST_LABELS, len(row) - 1) :]
    return any(figure(_text(cell)) is not None for cell in row) or not any(map(_text, behind))


def _table(key: str, drawn: _Drawn) -> Table:
    corner = _text(drawn.owners[drawn.top][0]) if drawn.stub else ""
    return Table(
        key=key,
        value=_value_of(drawn),
        rows=_rows(drawn),
        columns=_columns(drawn),
        heading=_words(drawn.heading) if drawn.heading else None,
        corner=_words(corner) if corner else None,
    )


def _rows(drawn: _Drawn) -> Node:
    if not drawn.stub and len(drawn.rows) == 1:
        return Node(nodes=(Node(key="row_1"),))
    return _tree([[drawn.owners[row][column] for column in range(drawn.stub)] for row in drawn.rows], "row", [])


def _columns(drawn: _Drawn) -> Node:
    """Return the headers of the columns; one of amounts among counts says so."""
    paths = [[drawn.owners[row][column] for row in range(drawn.top, drawn.head)] for column in drawn.columns]
    figures = drawn.figures()
    mixed = _value_of(drawn) == "count"
    amounts = [mixed and any(isinstance(row[place], Decimal) for row in figures) for place in range(len(paths))]
    return _tree(paths, "column", ["amount" if own else None for own in amounts])


def _tree(paths: Sequence[Sequence[GridCell | None]], kind: str, values: Sequence[str | None]) -> Node:
    """Return the headers of some lines under one; lines whose outermost cell is the same stand under one header."""
    groups: list[tuple[GridCell | None, list[int]]] = []
    parted = [_distinct(path) for path in paths]
    for line, path in enumerate(parted):
        if groups and len(path) > 1 and groups[-1][0] is path[0]:
            groups[-1][1].append(line)
        else:
            groups.append((path[0] if path else None, [line]))
    labels = [_text(outer) or f"{kind} {number}" for number, (outer, _) in enumerate(groups, 1)]
    specimen = _numbering(labels)
    nodes = []
    for number, (label, (_, lines)) in enumerate(zip(labels, groups, strict=True), 1):
        key, bare = f"{kind}_{number}", label[len(ordinal(specimen, number)) if specimen else 0 :].strip()
        inner = [parted[line][1:] for line in lines]
        own = [values[line] if values else None for line in lines]
        below = _tree(inner, kind, own) if any(inner) else Node(value=own[0])
        nodes.append(evolve(below, key=key, label=_words(bare)))
    return Node(nodes=tuple(nodes), numbering=specimen)


def _distinct(path: Sequence[GridCell | None]) -> list[GridCell]:
    """Return the cells of a line from the outermost inwards, each once, without those that say nothing."""
    return [
        cell
        for number, cell in enumerate(path)
        if cell and _text(cell) and (not number or cell is not path[number - 1])
    ]


def _numbering(labels: Sequence[str]) -> str | None:
    """Return how labels are numbered, by the ordinal of the first; None where they are not numbered in order."""
    for length in range(_MOST_ORDINAL if len(labels) > 1 else 0, 0, -1):
        specimen = labels[0][:length]
        if is_specimen(specimen) and number_of(labels[0]) == 1 and len(labels[0]) > length:
            numbered = (label.startswith(ordinal(specimen, number)) for number, label in enumerate(labels, 1))
            if all(numbered) and not specimen[-1].isalnum():
                return specimen
    return None


def _values(tables: Sequence[_Drawn]) -> Iterator[Value]:
    """Return what the cells hold: counts, and amounts with the places that are printed."""
    numbers = [number for drawn in tables for row in drawn.figures() for number in row if number is not None]
    amounts = [number for number in numbers if isinstance(number, Decimal)]
    least = None if any(number < 0 for number in numbers) else 0
    if any(_value_of(drawn) == "count" for drawn in tables):
        yield Value("count", "integer", min=least)
    if amounts:
        yield Value("amount", "decimal", min=least, places=max(map(_places, amounts)))


def _value_of(drawn: _Drawn) -> str:
    """Return what most cells of a table hold."""
    numbers = [number for row in drawn.figures() for number in row if number is not None]
    amounts = sum(isinstance(number, Decimal) for number in numbers)
    return "amount" if 2 * amounts > len(numbers) else "count"


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _text(cell: GridCell | None) -> str:
    return one_line(cell.text) if cell else ""


def _words(text: str) -> Localised:
    return Localised((("zh", text),))
