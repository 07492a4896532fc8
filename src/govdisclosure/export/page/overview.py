"""Many files on one page: a row for each, with its verdict and its counts, to be sorted without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import frozen

from govdisclosure.export.page.markup import Markup, element, joined, link
from govdisclosure.export.page.sheet import Sheet
from govdisclosure.export.standing import SIGNS, STANDING, Standing
from govdisclosure.export.unread import Unread
from govdisclosure.findings import STATUSES
from govdisclosure.language import Words, say
from govdisclosure.phrasing import STATUS
from govdisclosure.spec import Period

_GRAVE: tuple[Standing, ...] = ("failed", "unread", "open", "clean")


@frozen
class _Row:
    """A row: the file, how it stands, whose report it is, and how many rules came to what."""

    name: str
    standing: Standing
    organisation: str = ""
    period: Period | None = None
    counts: tuple[int, ...] = ()
    target: str = ""
    message: str = ""


_ORDERS: dict[str, tuple[Words, Callable[[_Row], Any]]] = {
    "verdict": (Words("结果", "verdict"), lambda row: _GRAVE.index(row.standing)),
    "name": (Words("单位", "organisation"), lambda row: row.organisation or row.name),
    "year": (Words("年度", "year"), lambda row: -row.period.first if row.period else 0),
    "failed": (Words("不通过的条数", "rules that failed"), lambda row: -row.counts[1] if row.counts else 0),
    "file": (Words("文件", "file"), lambda row: row.name),
}
"""What the rows can be sorted by: its name, and the key; the first is how they stand at first."""


def overview(sheets: Sequence[Sheet], unread: Sequence[Unread]) -> Markup:
    """Return the table of all files."""
    rows = _rows(sheets, unread)
    head = [say(zh="结果", en="Verdict"), say(zh="单位", en="Organisation"), say(zh="年度", en="Year")]
    head += [str(STATUS[status]).capitalize() for status in STATUSES] + [say(zh="文件", en="File")]
    cells = (element("th", text, scope="col", role="columnheader") for text in head)
    body = (_row(number, row) for number, row in enumerate(rows))
    caption = element("caption", say(zh="核对的文件", en="The files that were checked"))
    table = element(
        "table",
        caption,
        element("thead", element("tr", *cells, role="row"), role="rowgroup"),
        element("tbody", *body, role="rowgroup"),
        role="table",
        class_="overview",
    )
    return joined((_choices(), element("div", table, class_="table", tabindex="0")))


def row_styles(sheets: Sequence[Sheet], unread: Sequence[Unread]) -> str:
    """Return the style that puts the rows in the order that is chosen: the rank of each row in every order."""
    rows = _rows(sheets, unread)
    ranks = {name: _ranks(rows, key) for name, (_, key) in _ORDERS.items()}
    styles = [f"body:has(#by-{name}:checked) .overview tbody tr{{order:var(--{name})}}" for name in _ORDERS]
    styles += [
        f"#row{number}{{{';'.join(f'--{name}:{rank[number]}' for name, rank in ranks.items())}}}"
        for number in range(len(rows))
    ]
    return "\n".join(styles) + "\n"


def _ranks(rows: Sequence[_Row], key: Callable[[_Row], Any]) -> list[int]:
    order = sorted(range(len(rows)), key=lambda number: key(rows[number]))
    return [place for _, place in sorted((number, place) for place, number in enumerate(order))]


def _rows(sheets: Sequence[Sheet], unread: Sequence[Unread]) -> list[_Row]:
    """Return the rows, the gravest first."""
    rows = [*map(_of_sheet, sheets), *(_Row(file.name, "unread", message=file.message) for file in unread)]
    return sorted(rows, key=_ORDERS["verdict"][1])


def _of_sheet(sheet: Sheet) -> _Row:
    report, counts = sheet.result.report, sheet.result.counts
    numbers = tuple(counts[status] for status in STATUSES)
    return _Row(sheet.name, sheet.standing, report.organisation or "", report.period, numbers, sheet.at("report", 0))


def _choices() -> Markup:
    """Return the buttons that choose the order; where a browser cannot follow them, the gravest stand first."""
    legend = element("legend", say(zh="排序", en="Sort by"))
    choices = (_choice(name, str(words), first=name == "verdict") for name, (words, _) in _ORDERS.items())
    return element("fieldset", legend, *choices, class_="order")


def _choice(name: str, words: str, *, first: bool) -> Markup:
    checked = " checked" if first else ""
    button = Markup(f'<input type="radio" name="order" id="by-{name}"{checked}>')
    return element("label", button, f" {words}")


def _row(number: int, row: _Row) -> Markup:
    return element("tr", *_cells(row), id=f"row{number}", class_=row.standing, role="row")


def _cells(row: _Row) -> Iterator[Markup]:
    stands = f"{SIGNS[row.standing]} {STANDING[row.standing]}"
    yield element("td", element("b", stands), role="cell")
    name = row.organisation or row.name
    yield element("th", link(row.target, name) if row.target else name, scope="row", role="rowheader")
    yield element("td", str(row.period or ""), role="cell")
    if row.message:
        yield element("td", row.message, colspan=str(len(STATUSES)), class_="message", role="cell")
    yield from (element("td", str(count), class_="number", role="cell") for count in row.counts)
    yield element("td", row.name, class_="file", role="cell")
