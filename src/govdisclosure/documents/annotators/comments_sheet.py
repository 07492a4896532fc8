"""The sheet of a workbook that lists the comments on it, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from govdisclosure.documents.annotators.review import Review, Tone
from govdisclosure.documents.annotators.styles import Grounds
from govdisclosure.documents.archive import parse_xml
from govdisclosure.documents.columns import column_name
from govdisclosure.documents.own import FINDINGS
from govdisclosure.grid import harmless
from govdisclosure.language import say
from govdisclosure.wrapping import width_of

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WIDTHS = (6, 22, 44, 80)
"""The widths of the columns in digits, of which a Chinese sign takes two."""
_LINE = 15
"""The height of a line in points."""
_COLUMNS = "".join(f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(_WIDTHS, 1))
_SHEET = (
    f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>{_COLUMNS}</cols><sheetData/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
)

Row = tuple[Tone | None, tuple[str, ...]]
"""The ground of a row, and its texts."""


def comments_sheet(review: Review, links: Mapping[int, str], grounds: Grounds) -> Any:
    """Return the root of the sheet; `links` are the cells of the annotations by their numbers, empty for none."""
    root = parse_xml(_SHEET.encode(), "")
    data = root.find("{*}sheetData")
    styles: dict[Tone | None, str | None] = {tone: grounds.of_list(tone) for tone in review.tones}
    linked: dict[str, str] = {}
    for number, (tone, texts, link) in enumerate(_rows(review, links), 1):
        row = data.makeelement(f"{{{_MAIN}}}row", r=str(number))
        if tone:
            row.set("ht", str(_LINE * max(map(_lines, texts, _WIDTHS))))
            row.set("customHeight", "1")
        data.append(row)
        for column, text in enumerate(texts):
            row.append(_cell(row, f"{column_name(column)}{number}", text, styles.get(tone)))
        if link:
            linked[f"C{number}"] = link
    if linked:
        data.addnext(root.makeelement(f"{{{_MAIN}}}hyperlinks"))
    for cell, link in linked.items():
        data.getnext().append(root.makeelement(f"{{{_MAIN}}}hyperlink", ref=cell, location=link))
    return root


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column."""
    return 1 + width_of(text) // width


def _rows(review: Review, links: Mapping[int, str]) -> Iterator[tuple[Tone | None, tuple[str, ...], str]]:
    """Yield the ground, the texts and the link of each row."""
    yield None, (f"{FINDINGS} {review.title}",), ""
    for line in review.lines:
        yield None, (line,), ""
    yield (
        None,
        (say(zh="序号", en="No."), say(zh="级别", en="Kind"), say(zh="位置", en="Place"), say(zh="说明", en="Comment")),
        "",
    )
    for annotation in review.annotations:
        for comment in annotation.comments:
            yield (
                comment.tone,
                (str(annotation.number), comment.title, annotation.place, comment.text),
                links[annotation.number],
            )


def _cell(row: Any, name: str, text: str, style: str | None) -> Any:
    cell = row.makeelement(f"{{{_MAIN}}}c", r=name, t="inlineStr")
    if style is not None:
        cell.set("s", style)
    cell.append(cell.makeelement(f"{{{_MAIN}}}is"))
    cell[0].append(cell.makeelement(f"{{{_MAIN}}}t"))
    cell[0][0].text = harmless(text)
    return cell
