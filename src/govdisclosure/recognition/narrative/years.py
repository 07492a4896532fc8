"""The period as the text around the tables says it: the days that a report covers, and the captions of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from attrs import frozen

from govdisclosure.grid import Document, Grid, TextBlock
from govdisclosure.recognition.narrative.headlines import plain
from govdisclosure.spec import PERIOD_PATTERNS, Frequency, Period, printed_period

MAX_CAPTION = 40
"""Characters beyond which a line before a table is no caption."""

_OF_A_YEAR = "((?:19|20)[0-9]{2})年"
_LAST_DAYS = {2: "(?:28|29)", 4: 30, 6: 30, 9: 30, 11: 30}
_SPANS: Mapping[Frequency, Sequence[str]] = {
    "year": ("0?1月0?1日{}12月31日",),
    "quarter": ("0?1月0?1日{}0?3月31日", "0?4月0?1日{}0?6月30日", "0?7月0?1日{}0?9月30日", "10月0?1日{}12月31日"),
    "month": tuple(f"0?{n}月0?1日{{}}(?:0?{n}月)?{_LAST_DAYS.get(n, 31)}日" for n in range(1, 13)),
}
"""The days from the first to the last of each period of a year."""
# A year, and no date, no number of a document and none of several years.
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})(?:年(?![0-9]{1,2}月)|$|[)](?![0-9]+号))")


@frozen
class Covered:
    """The whole period that a paragraph says its figures are of."""

    period: Period
    text: str
    place: str


@frozen(eq=False, repr=False)
class Captioned:
    """A table over which another period stands than that of the report: the caption, its place and the period."""

    grid: Grid
    period: Period
    text: str
    place: str


def periods(blocks: Iterable[TextBlock], frequency: Frequency = "year") -> Iterator[Covered]:
    """Yield the whole years, quarters or months from their first to their last day that paragraphs name.

    >>> [found.period.year for found in periods([TextBlock("统计期限自2023年1月1日起，至2023年12月31日止。")])]
    [2023]
    >>> [str(found.period) for found in periods([TextBlock("2024年4月1日至6月30日")], "quarter")]
    ['2024Q2']
    """
    for block in blocks:
        text = block.text
        # A quick test: nearly every paragraph lacks the last day of a year.
        if "日" not in text or (frequency == "year" and "31" not in text and "３１" not in text):
            continue
        for number, span in enumerate(_spans(frequency), 1):
            for match in span.finditer(plain(text)):
                if match[2] in (None, match[1]):
                    yield Covered(Period(int(match[1]), frequency, number), match[0], block.place)


@cache
def _spans(frequency: Frequency) -> tuple[re.Pattern[str], ...]:
    """Return what finds each period of a year by its first and last day."""
    between = f"(?:起|开始)?[^0-9。;]{{0,4}}?(?:{_OF_A_YEAR})?(?:当年)?"
    return tuple(re.compile(_OF_A_YEAR + span.format(between)) for span in _SPANS[frequency])


def captioned(document: Document, period: Period) -> Iterator[Captioned]:
    """Yield the tables over which another period stands than that of the report, as for the figures of last year.

    >>> table = Grid(1, 1, ())
    >>> [found.period.year for found in captioned(Document((TextBlock("附：2023年统计表"), table)), Period(2024))]
    [2023]
    >>> list(captioned(Document((TextBlock("2024年与2023年"), table, TextBlock("2025年1月8日"), table)), Period(2024)))
    []
    """
    before: TextBlock | None = None
    for block in document.blocks:
        if isinstance(block, TextBlock):
            before = block if block.text.strip() else before
            continue
        for caption in (before, _first_row(block)):
            if caption is not None and (other := _other_period(caption.text, period)):
                yield Captioned(block, other, caption.text.strip(), caption.place)
                break
        before = None


def _other_period(text: str, period: Period) -> Period | None:
    """Return the one period that a caption names, or the one year, if it is another."""
    if len(text) > MAX_CAPTION or "。" in text:
        return None
    text = plain(text)
    found = {Period(int(match[1])) for match in _YEAR.finditer(text)}
    if period.of != "year":
        printed = re.findall(f"{PERIOD_PATTERNS[period.of]}(?![0-9]*日)", text)
        found = {printed_period(one, period.of) for one in printed} or found - {Period(period.year)}
    return found.pop() if len(found) == 1 and period not in found else None


def _first_row(grid: Grid) -> TextBlock | None:
    """Return the text of a first row that is a single cell over all columns."""
    if not grid.cells:
        return None
    first = [cell for cell in grid.cells[: grid.width] if cell.row == 0 and cell.text.strip()]
    if len(first) != 1 or (first[0].colspan < grid.width and not grid.flattened):
        return None
    return TextBlock(first[0].text, first[0].place)
