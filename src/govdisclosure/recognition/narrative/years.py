"""The year as the text around the tables says it: the period that a report covers, and the captions of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from govdisclosure.grid import Document, Grid, TextBlock
from govdisclosure.recognition.narrative.headlines import plain

MAX_CAPTION = 40
"""Characters beyond which a line before a table is no caption."""

_PERIOD = re.compile(
    "((?:19|20)[0-9]{2})年0?1月0?1日(?:起|开始)?[^0-9。;]{0,4}?(?:((?:19|20)[0-9]{2})年)?(?:当年)?12月31日"
)
# A year, and no date, no number of a document and none of several years.
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})(?:年(?![0-9]{1,2}月)|$|[)](?![0-9]+号))")


@frozen
class Period:
    """The whole year that a paragraph says its figures are of."""

    year: int
    text: str
    place: str


@frozen(eq=False, repr=False)
class Captioned:
    """A table over which another year stands than that of the report: the caption, its place and the year."""

    grid: Grid
    year: int
    text: str
    place: str


def periods(blocks: Iterable[TextBlock]) -> Iterator[Period]:
    """Yield the whole years from 1 January to 31 December that paragraphs name.

    >>> [found.year for found in periods([TextBlock("统计期限自2023年1月1日起，至2023年12月31日止。")])]
    [2023]
    """
    for block in blocks:
        text = block.text
        # A quick test: nearly every paragraph lacks the last day of a year.
        if "日" not in text or ("31" not in text and "３１" not in text):
            continue
        for match in _PERIOD.finditer(plain(text)):
            if match[2] in (None, match[1]):
                yield Period(int(match[1]), match[0], block.place)


def captioned(document: Document, year: int) -> Iterator[Captioned]:
    """Yield the tables over which another year stands than that of the report, as for the figures of last year.

    >>> table = Grid(1, 1, ())
    >>> [found.year for found in captioned(Document((TextBlock("附：2023年统计表"), table)), 2024)]
    [2023]
    >>> list(captioned(Document((TextBlock("2024年与2023年"), table, TextBlock("2025年1月8日"), table)), 2024))
    []
    """
    before: TextBlock | None = None
    for block in document.blocks:
        if isinstance(block, TextBlock):
            before = block if block.text.strip() else before
            continue
        for caption in (before, _first_row(block)):
            if caption is not None and (other := _other_year(caption.text, year)):
                yield Captioned(block, other, caption.text.strip(), caption.place)
                break
        before = None


def _other_year(text: str, year: int) -> int | None:
    """Return the one year that a caption names, if it is another."""
    if len(text) > MAX_CAPTION or "。" in text:
        return None
    found = {int(match[1]) for match in _YEAR.finditer(plain(text))}
    return found.pop() if len(found) == 1 and year not in found else None


def _first_row(grid: Grid) -> TextBlock | None:
    """Return the text of a first row that is a single cell over all columns."""
    if not grid.cells:
        return None
    first = [cell for cell in grid.cells[: grid.width] if cell.row == 0 and cell.text.strip()]
    if len(first) != 1 or (first[0].colspan < grid.width and not grid.flattened):
        return None
    return TextBlock(first[0].text, first[0].place)
