"""What the record of a cell of an .xls workbook stores: a number, a text, an error or nothing.

Source: Microsoft, [MS-XLS] 2.4 and 2.5.217 (RkNumber).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from govdisclosure.documents.readers.workbook.biff_strings import text_of
from govdisclosure.documents.readers.workbook.cell_text import ERROR
from govdisclosure.documents.readers.workbook.worksheet import Place

Value: TypeAlias = str | float
_SHARED_TEXT, _NUMBER, _RK, _FORMULA, _TRUTH, _TEXT, _RICH_TEXT, _BLANK = (
    0x00FD, 0x0203, 0x027E, 0x0006, 0x0205, 0x0204, 0x00D6, 0x0201,
)  # fmt: skip
_SEVERAL: Mapping[int, str] = {0x00BD: "<HI", 0x00BE: "<H"}
"""Records of several cells of a row, and what each has of its own: its style, and perhaps a number."""
CELLS = frozenset((_SHARED_TEXT, _NUMBER, _RK, _FORMULA, _TRUTH, _TEXT, _RICH_TEXT, _BLANK, *_SEVERAL))
"""The records of cells: row, column and style, and then what is stored."""
_HEAD = 6
_TRUTHS = ("FALSE", "TRUE")


def cells_of(
    kind: int, content: bytes, texts: Sequence[str], encoding: str | None
) -> Iterator[tuple[Place, int, Value]]:
    """Yield the cells of a record with the numbers of their styles and what is stored in them.

    `texts` are those that cells share. Raises `struct.error` or `IndexError` for a record that says too little.
    """
    row, column, style = struct.unpack_from("<HHH", content)
    if kind not in _SEVERAL:
        yield (row, column), style, _STORED[kind](content[_HEAD:], texts, encoding)
        return
    size = struct.calcsize(_SEVERAL[kind])
    count = (len(content) - _HEAD) // size
    for at, (own, *number) in enumerate(struct.iter_unpack(_SEVERAL[kind], content[4 : 4 + count * size])):
        yield (row, column + at), own, _compressed(*number) if number else ""


def _compressed(number: int) -> float:
    """Return the number that four bytes stand for: a whole one, or the upper half of another; or their hundredth.

    >>> _compressed(12 << 2 | 2), _compressed(1234 << 2 | 3), _compressed(0x3FF00000)
    (12.0, 12.34, 1.0)
    """
    whole = struct.unpack("<i", struct.pack("<I", number))[0] >> 2
    found = float(whole) if number & 2 else _double(struct.pack("<II", 0, number & ~3))
    return found / 100 if number & 1 else found


def _double(content: bytes) -> float:
    found: float = struct.unpack_from("<d", content)[0]
    return found


def _truth(content: bytes) -> str:
    return ERROR if content[1] else _TRUTHS[content[0] != 0]


def _result(content: bytes) -> Value:
    """Return what a formula gave when the file was saved; a text stands in a record of its own."""
    if content[6:8] != b"\xff\xff":
        return _double(content)
    return {1: _TRUTHS[content[2] != 0], 2: ERROR}.get(content[0], "")


_STORED: Mapping[int, Callable[[bytes, Sequence[str], str | None], Value]] = {
    _SHARED_TEXT: lambda content, texts, _: texts[struct.unpack_from("<I", content)[0]],
    _NUMBER: lambda content, *_: _double(content),
    _RK: lambda content, *_: _compressed(struct.unpack_from("<I", content)[0]),
    _FORMULA: lambda content, *_: _result(content),
    _TRUTH: lambda content, *_: _truth(content),
    _TEXT: lambda content, _, encoding: text_of([content], encoding),
    _RICH_TEXT: lambda content, _, encoding: text_of([content], encoding),
    _BLANK: lambda *_: "",
}
