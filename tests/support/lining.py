"""Reports printed as text that lost its fields, in the many ways in which that happens.

A page says what it prints for every cell; nothing here knows how it is read.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from attrs import define, field, frozen

import govdisclosure as gd
from govdisclosure.form.axes import Header
from govdisclosure.form.cells import TableForm
from govdisclosure.form.naming import section_title
from govdisclosure.grid.model import GridCell
from govdisclosure.layout.drawing import draw_stack

MARKS = ("- {} -", "—{}—", "第{}页", "第 {} 页 共 9 页", "{} / 19", "{}")
UNKNOWN = (
    "其他主动公开文件 5 6 7",
    "（注：含下属单位）",
    "其中：简易程序 40",
    "上年数 3",
    "备注",
    "省级 12 个 3",
    "小计 0",
)
HEADER = "示例市示例局政府信息公开年报"


@frozen
class Shape:
    """How a page prints its tables."""

    rows: str = "line"
    """`line`: a row on each line; `cell`: a cell on each line; `joined`: several rows on a line; `strokes` and
    `padded`: fields between strokes, without a trace of spans or with strokes for them behind; `stacked`: one field a
    line, with those strokes."""
    order: str = "drawn"
    """`drawn`, `leaves` (names of columns alone, in any order), or `shuffled` (the whole head, in any order)."""
    blanks: float = 0.0
    """Which part of the noughts is left blank."""
    marks: str = ""
    every: int = 20
    """The mark of a page, and the lines of a page."""
    header: bool = False
    wrapped: float = 0.0
    """Which part of the labels takes several lines."""
    unknown: int = 0
    """How many lines stand among the others that no form knows."""
    twice: str = ""
    """Whether the tables of another year stand `before` or `after`."""
    kept: tuple[float, float] = (0.0, 1.0)
    """Which part of the lines of the page is left."""


@define
class Page:
    """A printed page, and what it prints for each cell: None is a blank."""

    text: str = ""
    figures: dict[int, str] = field(factory=dict)


def any_shape(dice: random.Random) -> Shape:
    """Return a shape; most pages have few faults."""
    rows = dice.choice(("line", "line", "cell", "cell", "joined", "strokes", "padded", "stacked"))
    fielded = rows in ("strokes", "padded", "stacked")
    some = dice.random() < 0.5
    twice = dice.choice(("", "", "", "before", "after"))
    parts = ((0.0, 1.0), (0.0, 1.0), (0.0, 1.0), (0.3, 1.0), (0.0, 0.7))
    return Shape(
        rows,
        dice.choice(("drawn", "drawn", "leaves", "shuffled")),
        dice.choice((0.0, 0.0, 0.1, 0.5, 1.0)),
        dice.choice(MARKS) if not fielded and dice.random() < 0.6 else "",
        dice.randrange(7, 40),
        some and not fielded and dice.random() < 0.5,
        dice.choice((0.0, 0.2, 0.6)) if some and rows == "line" else 0.0,
        dice.choice((0, 0, 1, 4)) if not fielded else 0,
        twice,
        (0.0, 1.0) if twice else dice.choice(parts),
    )


def print_page(report: gd.Report, other: gd.Report, shape: Shape, dice: random.Random) -> Page:
    """Print a report, perhaps beside another of the same form."""
    page = Page()
    lines: list[str] = []
    spec = report.spec
    for section in spec.sections:
        body: list[str] = []
        old: list[str] = []
        for stack in section.draw:
            width = draw_stack(report.form, stack, "zh").width
            for key in stack:
                body += _table(report, key, shape, dice, page.figures, width)
                if shape.twice:
                    old += _table(other, key, shape, dice, {}, width)
        lines.append(section_title(spec, section, "zh"))
        lines += [*old, "本年情况", *body] if shape.twice == "before" else [*body, *(["上年情况"] if old else []), *old]
        if not section.draw:
            lines += ["全年工作平稳，没有不足。", "解读不足，将改进。"]
    first, last = (int(len(lines) * part) for part in shape.kept)
    lines = lines[first:last]
    for _ in range(shape.unknown):
        lines.insert(dice.randrange(len(lines) + 1), dice.choice(UNKNOWN))
    lines = _paged(lines, shape, dice)
    title = f"{report.organisation}{report.year}年{spec.title['zh']}"
    page.text = "\n".join([title, *lines]) + "\n"
    return page


def _paged(lines: Sequence[str], shape: Shape, dice: random.Random) -> list[str]:
    found: list[str] = []
    number = dice.randrange(1, 6)
    for count, line in enumerate(lines, 1):
        found.append(line)
        if count % shape.every == 0:
            found += [shape.marks.format(number)] if shape.marks else []
            found += [HEADER] if shape.header else []
            number += 1
    return found


def _table(
    report: gd.Report, key: str, shape: Shape, dice: random.Random, figures: dict[int, str], width: int
) -> list[str]:
    table = report.form.tables[key]
    grid = draw_stack(report.form, (key,), "zh")
    head, order = _head(table, shape, dice)
    rows: list[tuple[list[str], list[str]]] = []
    for row in grid.rows():
        values = {table_column(table, cell): cell for cell in row if cell.index is not None}
        labels = [cell.text for cell in row if cell.kind == "stub"]
        if not values:
            continue
        texts = []
        for column in order:
            index = values[column].index
            assert index is not None
            text = str(report.values[index])
            figures[index] = "" if text == "0" and dice.random() < shape.blanks else text
            texts.append(figures[index])
        rows.append((labels, texts))
    corner = [cell.text for cell in grid.cells if cell.kind == "corner" and cell.text]
    if head:
        head[0] = [*corner, *head[0]]
    heading = [cell.text for cell in grid.cells if cell.kind == "heading"]
    return _lines([heading] if heading else [], head, rows, shape, dice, width)


def table_column(table: TableForm, cell: GridCell) -> int:
    """Return the column of a cell with a value."""
    return next(column for (_, column), index in table.cells.items() if index == cell.index)


def _head(table: TableForm, shape: Shape, dice: random.Random) -> tuple[list[list[str]], list[int]]:
    """Return the rows of a head and the order of its columns."""
    columns = table.columns.lines
    names = [column.header.text("zh") for column in columns]
    order = list(range(len(columns)))
    if shape.order == "leaves" and len(set(names)) == len(names):
        dice.shuffle(order)
        return [[names[column] for column in order]], order
    levels: list[list[str]] = []
    order = []

    def lay(header: Header, level: int) -> None:
        if header.label:
            levels.extend([] for _ in range(level + 1 - len(levels)))
            levels[level].append(header.text("zh"))
        if header.line is not None:
            order.append(header.line)
        children = list(header.children)
        if shape.order == "shuffled":
            dice.shuffle(children)
        for child in children:
            lay(child, level + bool(header.label))

    lay(table.columns.root, 0)
    return levels, order


def _lines(
    heading: list[list[str]],
    head: list[list[str]],
    rows: list[tuple[list[str], list[str]]],
    shape: Shape,
    dice: random.Random,
    width: int,
) -> list[str]:
    head = [*heading, *head]
    if shape.rows in ("strokes", "padded", "stacked"):
        return _fields(head, rows, shape, width)
    if shape.rows == "cell":
        cells = [text for level in head for text in level]
        return [text for text in [*cells, *(text for row in rows for part in row for text in part)] if text]
    lines = [" ".join(level) for level in head]
    lines = [text for level in head for text in level] if dice.random() < 0.3 else lines
    for labels, figures in rows:
        row = " ".join(filter(None, figures))
        label = " ".join(labels)
        if dice.random() < shape.wrapped and len(label) > 3:
            cuts = sorted(dice.sample(range(1, len(label)), dice.choice((1, 1, 2))))
            pieces = [label[a:b] for a, b in zip([0, *cuts], [*cuts, None], strict=True)]
            at = dice.randrange(1, len(pieces) + 1)
            if at == len(pieces) or dice.random() < 0.6:
                pieces[min(at, len(pieces) - 1)] += f" {row}"
            else:
                pieces.insert(at, row)
            lines += [piece.strip() for piece in pieces if piece.strip()]
        elif shape.rows == "joined" and lines and dice.random() < 0.5:
            lines[-1] += f" {label} {row}".rstrip()
        elif label or row:
            lines.append(f"{label} {row}".strip())
    return lines


def _fields(head: list[list[str]], rows: list[tuple[list[str], list[str]]], shape: Shape, width: int) -> list[str]:
    every = [*head, *([*labels, *figures] for labels, figures in rows)]
    if shape.rows == "strokes":
        return [" | ".join(row) + " |" for row in every]
    if shape.rows == "padded":
        return ["| " + " | ".join(row) + " |" + "|" * (width - len(row)) for row in every]
    lines = []
    for row in every:
        lines += [f"{text} |" for text in row] + ["|" * (width - len(row))]
    return lines
