"""A page as a PDF: set by Typst in the fonts of the machine, tagged for screen readers, the same bytes each time."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from itertools import chain, pairwise
from typing import Any

import typst
from attrs import asdict, evolve

from govdisclosure.documents.own import KEYWORD
from govdisclosure.documents.writers.breaks import page_starts, parted
from govdisclosure.documents.writers.cells import band, font, is_bold, side, text_size
from govdisclosure.documents.writers.families import CHINESE, alike
from govdisclosure.documents.writers.moment import moment
from govdisclosure.documents.writers.theme import Length, PageTheme, TextTheme, Theme
from govdisclosure.documents.writers.widths import column_widths, shares
from govdisclosure.errors import UsageError
from govdisclosure.grid import Grid, GridCell, Page, PageSection, harmless, one_line, row_heights
from govdisclosure.language import say

_STANDARDS: list[Any] = ["a-2a", "ua-1"]
"""For archives, and for people who are read to: both ask for fonts in the file, tags, a title and a language."""
_POINTS = 72 / Decimal("25.4")
"""Points in a millimetre."""
_EDGE, _FOOT = Decimal("0.105"), Decimal("0.085")
"""Which part of the height stays free above and below at least, for what is printed there is taken for the number of a
page; and up to which part of the height that number stands."""
_WORD = re.compile(r"[!-~]+")
_READABLE = 4
"""Half characters that a column is wide at least."""
_SMALLER = 2
"""By how much a long word of a label may be set smaller before the paper is turned."""
_LINE = Decimal("1.2")
"""The height of a single line, in sizes of its text."""
_AIR = 5
"""Points above and below a text in its cell, together."""
_HEADING = 40
"""Points that the heading takes under which a table stands."""
_NOTE = 18
"""Points that the line over a table takes which is about all of its figures."""
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


def write_pdf(page: Page, theme: Theme) -> bytes:
    """Return a page as the bytes of a PDF; raise `UsageError` where no font of the machine has its characters."""
    source = files("govdisclosure.documents.writers").joinpath("page.typ").read_bytes()
    try:
        return typst.compile(
            source,
            font_paths=_fonts(),
            sys_inputs={"page": json.dumps(_data(page, theme), default=float)},
            pdf_standards=_STANDARDS,
            timestamp=int(moment().timestamp()),
        )
    except typst.TypstError as error:
        raise UsageError(_sentence(error.message)) from None


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts()


def has_chinese_font() -> bool:
    """Whether the machine has one of the fonts that Chinese is usually set in."""
    return not CHINESE.isdisjoint(_fonts().families())


def _sentence(message: str) -> str:
    missing = _NO_GLYPH.search(message)
    if missing is None:
        return say(zh=f"不能排成 PDF：{message}", en=f"cannot be set as PDF: {message}")
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), missing[1])[:20]
    if has_chinese_font():
        return say(
            zh=f"本机没有能显示“{text}”（{_codes(text)}）的字体，不能写 PDF；"
            "请安装有这些字符的字体，或者从报告中去掉它们。",
            en=f"no font on this machine can show “{text}” ({_codes(text)}), so no PDF is written; install a font that "
            "has these characters, or take them out of the report",
        )
    return say(
        zh=f"本机没有中文字体（“{text}”不能显示），不能写 PDF；请安装：Debian、Ubuntu 上运行 "
        "apt install fonts-noto-cjk，Fedora 上运行 dnf install google-noto-serif-cjk-fonts；"
        "Windows 和 macOS 自带。",
        en=f"no font on this machine is Chinese (none can show “{text}”), so no PDF is written; to install one, run: "
        "apt install fonts-noto-cjk (Debian, Ubuntu) or dnf install google-noto-serif-cjk-fonts (Fedora); Windows and "
        "macOS bring their own",
    )


def _codes(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text)


def _data(page: Page, theme: Theme) -> dict[str, Any]:
    """Return everything that is printed, and how it looks, for the template."""
    numbers = theme.numbers
    return {
        "keyword": KEYWORD,
        "title": harmless(page.title),
        "lead": [one_line(harmless(text)) for text in page.lead],
        "sections": [_section(section, theme) for section in page.sections],
        "language": page.language,
        "paper": _paper(_with_edges(theme.page), theme),
        "looks": {
            **{name: _look(getattr(theme, name), theme) for name in ("title", "heading", "body")},
            "table": {**asdict(theme.table), "leading": _LINE * theme.table.line - 1, "latin": theme.table.latin},
            "numbers": {**asdict(numbers), "fonts": _families(numbers.font, numbers.latin)},
        },
        "fonts": {name: _families(name, theme.table.latin) for name in (theme.table.font, theme.table.corner_font)},
    }


def _families(chinese: str, latin: str) -> list[str | dict[str, str]]:
    return alike(chinese, latin, frozenset(_fonts().families()))


def _look(text: TextTheme, theme: Theme) -> dict[str, Any]:
    """Return how a paragraph looks; on a grid of lines and characters, it keeps to that."""
    page = theme.page
    line = _LINE * text.size
    if page.lines:
        line = (page.height - page.top - page.bottom) * _POINTS / page.lines
    apart: Length = 0
    if page.characters and text.size == theme.body.size:
        apart = theme.text_width * _POINTS / page.characters - text.size
    return {
        **asdict(text),
        "fonts": _families(text.font, text.latin),
        "leading": max(line * text.line - text.size, 0),
        "apart": apart,
    }


def _section(section: PageSection, theme: Theme) -> dict[str, Any]:
    """Return a section; one that lies or has a table too wide for the page has a paper of its own."""
    upright = _with_edges(theme.page)
    beside = upright.left + upright.right - 2 * theme.table.overhang
    needed = max((_needed(grid, theme) for grid in section.grids), default=0) + beside
    is_upright = not section.landscape and needed <= upright.width
    own = None if is_upright else _with_edges(evolve(upright.lying, width=max(upright.lying.width, needed)))
    return {
        "title": harmless(section.title),
        "paragraphs": [one_line(harmless(text)) for text in section.shown],
        "grids": [_table(grid, theme, own or upright) for grid in section.grids],
        "paper": own and _paper(own, theme),
    }


def _with_edges(paper: PageTheme) -> PageTheme:
    free = _EDGE * paper.height
    return evolve(paper, top=max(paper.top, free), bottom=max(paper.bottom, free))


def _paper(paper: PageTheme, theme: Theme) -> dict[str, Any]:
    """Return a paper, and how far below the text the number of the page stands."""
    number = min(theme.numbers.bottom, _FOOT * paper.height) + theme.numbers.size / _POINTS
    return {**asdict(paper), "descent": max(paper.bottom - number, 0)}


def _needed(grid: Grid, theme: Theme) -> Length:
    """Return how many millimetres a table needs, so that each column holds its numbers and two characters."""
    widths = column_widths(grid)
    needed = [Decimal(_READABLE)] * grid.width
    for cell in grid.cells:
        words = max(map(len, _WORD.findall(cell.text)), default=0)
        smaller = 1 if cell.kind == "value" else _SMALLER
        needed[cell.column] = max(needed[cell.column], Decimal(words) / cell.colspan / smaller)
    half = text_size(grid, theme.table) / _POINTS / 2
    room = (count * half + 2 * theme.table.padding for count in needed)
    return max(own * sum(widths) / width for own, width in zip(room, widths, strict=True))


def _table(grid: Grid, theme: Theme, paper: PageTheme) -> dict[str, Any]:
    """Return a table in pieces that each stand on a page, and those in parts, each of a head and what is below it."""
    total = paper.width - paper.left - paper.right + 2 * theme.table.overhang
    widths = shares(grid, math.floor(total * _POINTS))
    size = text_size(grid, theme.table)
    inner = [math.floor((width - 2 * theme.table.padding * _POINTS) / size * 2) - 1 for width in widths]
    line = _LINE * theme.table.line * size
    # A word is never broken, so that a cell of one has one line.
    broken = evolve(grid, cells=tuple(c.saying("") if _WORD.fullmatch(c.text) else c for c in grid.cells))
    heights = [line * count + _AIR for count in row_heights(broken, [max(2, width) for width in inner])]
    room = (paper.height - paper.top - paper.bottom) * _POINTS
    room -= _NOTE * (bool(grid.note) + len(grid.feet))
    pieces = parted(grid, page_starts(grid, heights, room - _HEADING, room - _HEADING))
    return {
        "note": grid.note,
        "feet": grid.feet,
        "all": {"widths": widths, "size": size, "room": room, "repeated": grid.head > 0},
        "pieces": [
            [
                {name: [_cell(cell, theme, widths, size) for cell in cells] for name, cells in part.items()}
                for part in _parts(piece)
            ]
            for piece in pieces
        ],
    }


def _parts(grid: Grid) -> Iterator[dict[str, list[GridCell]]]:
    """Yield the tables that a grid is stacked from: rows that label columns begin a new one."""
    heads = grid.rows_of("heading", "corner", "header")
    rows = list(grid.rows())
    starts = [row for row in heads if row - 1 not in heads]
    for start, end in pairwise(sorted({0, *starts, grid.height})):
        part = list(chain(*rows[start:end]))
        yield {
            "head": [cell for cell in part if cell.row in heads],
            "body": [cell for cell in part if cell.row not in heads],
        }


def _cell(cell: GridCell, theme: Theme, widths: Sequence[int], size: Length) -> dict[str, Any]:
    """Return a cell; it is tight if a word of it may be wider than it, which only who sets it knows for sure."""
    width = sum(widths[column] for column in cell.columns) - 2 * theme.table.padding * _POINTS
    return {
        "x": cell.column,
        "y": cell.row,
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "text": harmless(cell.text),
        "align": side(cell, theme.table),
        "bold": is_bold(cell, theme.table),
        "font": font(cell, theme.table),
        "band": band(cell, theme.table),
        "width": width,
        "tight": max(map(len, _WORD.findall(cell.text)), default=0) * size > width,
    }
