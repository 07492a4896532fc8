"""Word files and workbooks that are large where comments are put into them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

from tests.support.hostile.kinds import Trap
from tests.support.hostile.office import KINDS, PACKED, SHEET, W
from tests.support.printing import balanced, blocks_of, docx, xlsx, zipped

Parts = dict[str, str]
_CELLS, _TEXT = "xl/worksheets/sheet1.xml", "word/document.xml"
_LINKS, _COMMENTED = "xl/worksheets/_rels/sheet1.xml.rels", "word/_rels/document.xml.rels"
_TYPES = 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"'


@cache
def _parts(make: Callable[..., bytes]) -> Mapping[str, bytes]:
    """Return the parts of a report with a wrong figure."""
    report = balanced("cn/2021", random.Random(1)).replacing({("applications", "new", "total"): 777_777})
    with zipfile.ZipFile(io.BytesIO(make(blocks_of(report)))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _before(end: str, more: str, part: str, of: Callable[..., bytes]) -> Parts:
    """Return a part of a report in which more stands before an end tag."""
    return {part: _parts(of)[part].decode().replace(end, more + end)}


def _paragraphs(paragraph: str) -> Callable[[int], Parts]:
    return lambda count: _before("</w:body>", paragraph * count, _TEXT, docx)


def _rows(row: str) -> Callable[[int], Parts]:
    """Return what makes rows below a report, whose numbers stand in for `{}`."""
    return lambda count: _before("</sheetData>", "".join(map(row.format, range(999, 999 + count))), _CELLS, xlsx)


def _related(part: str, *relations: str) -> Parts:
    return {part: f"<Relationships {PACKED}>{''.join(relations)}</Relationships>"}


def _link(number: int) -> str:
    return f'<Relationship Id="r{number}" Type="{KINDS}/hyperlink" Target="http://a/{number}" TargetMode="External"/>'


def _commented(count: int) -> Parts:
    comment = '<w:comment w:id="1" w:author="a"><w:p><w:r><w:t>b</w:t></w:r></w:p></w:comment>'
    return {
        "word/comments.xml": f"<w:comments {W}>{comment * count}</w:comments>",
        **_related(_COMMENTED, f'<Relationship Id="a" Type="{KINDS}/comments" Target="comments.xml"/>'),
    }


def _cell_comments(count: int) -> Parts:
    comments = "".join(f'<comment ref="A{n + 1}" authorId="0"><text><t>b</t></text></comment>' for n in range(count))
    return {
        "xl/comments1.xml": f"<comments {SHEET}><authors><author>a</author></authors>"
        f"<commentList>{comments}</commentList></comments>",
        **_related(_LINKS, f'<Relationship Id="a" Type="{KINDS}/comments" Target="../comments1.xml"/>'),
    }


def _drawn(count: int) -> Parts:
    """Return the boxes of old comments."""
    drawing = f'<legacyDrawing xmlns:r="{KINDS}" r:id="a"/>'
    return {
        "xl/drawings/v.vml": f'<xml xmlns:v="urn:schemas-microsoft-com:vml">{"<v:shape/>" * count}</xml>',
        **_related(_LINKS, f'<Relationship Id="a" Type="{KINDS}/vmlDrawing" Target="../drawings/v.vml"/>'),
        **_before("</worksheet>", drawing, _CELLS, xlsx),
    }


def _typed(count: int) -> Parts:
    kinds = "".join(f'<Override PartName="/a{n}.xml" ContentType="a/b"/>' for n in range(count))
    return {"[Content_Types].xml": f"<Types {_TYPES}>{kinds}</Types>"}


_WORD: Mapping[str, tuple[int, Callable[[int], Parts]]] = {
    "empty paragraphs": (45_000, _paragraphs("<w:p/>")),
    "too many paragraphs": (1_000_000, _paragraphs("<w:p/>")),
    "paragraphs": (4_500, _paragraphs("<w:p><w:r><w:t>a</w:t></w:r></w:p>")),
    "runs": (140_000, lambda n: _paragraphs(f"<w:p>{'<w:r/>' * n}</w:p>")(1)),
    "comments": (55_000, _commented),
    "too many comments": (100_000, _commented),
    "relationships": (110_000, lambda n: _related(_COMMENTED, *map(_link, range(n)))),
    "types of parts": (500_000, _typed),
}
_BOOKS: Mapping[str, tuple[int, Callable[[int], Parts]]] = {
    "empty rows": (70_000, _rows('<row r="{}"/>')),
    "too many empty rows": (500_000, _rows('<row r="{}"/>')),
    "rows of a height": (45_000, _rows('<row r="{}" ht="20"/>')),
    "filled cells": (4_500, _rows('<row r="{}">' + "<c><v>1</v></c>" * 7 + "</row>")),
    "comments": (70_000, _cell_comments),
    "relationships": (110_000, lambda n: _related(_LINKS, *map(_link, range(n)))),
    "old drawings": (500_000, _drawn),
}


def _trap(size: int, change: Callable[[int], Parts], of: Callable[..., bytes], name: str) -> Trap:
    """Return a document with some parts changed or more, that is handed back with comments."""
    return Trap(
        size, lambda count: {name: zipped({**_parts(of), **change(count)})}, ("check", name, "--annotate", f"out{name}")
    )


MARKED: Mapping[str, Trap] = {
    **{f"annotated Word file of {what}": _trap(*kind, docx, "a.docx") for what, kind in _WORD.items()},
    **{f"annotated workbook of {what}": _trap(*kind, xlsx, "a.xlsx") for what, kind in _BOOKS.items()},
}
