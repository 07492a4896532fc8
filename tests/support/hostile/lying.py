"""Parquet files that lie: their footers, and the heads of their pages, taken apart and put together with other numbers.

Source: Apache Parquet (FileMetaData, PageHeader), Apache Thrift (compact protocol).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import Any

from attrs import define

Fields = dict[int, tuple[int, Any]]
"""The fields of a struct by their numbers, each with its kind."""
_BOOLS, _BYTE, _NUMBERS, _TEXT, _LIST, _STRUCT = (1, 2), 3, (4, 5, 6), 8, 9, 12
_MANY = 15
GROUPS, ROWS, COLUMNS, SAID = 4, 3, 1, 3
"""Fields of a footer: its row groups, and the rows of it and of a group; the columns of a group, and what one says."""
VALUES, UNPACKED, PACKED, DATA, DICTIONARY = 5, 6, 7, 9, 11
"""Fields of a column: how many values and bytes it has, and where its pages begin."""
PAGE_UNPACKED, PAGE_PACKED, PAGE_DATA, PAGE_DICTIONARY, PAGE_VALUES = 2, 3, 5, 7, 1
"""Fields of the head of a page: its bytes, what it holds, and in this, how many values."""


@define
class _Reader:
    data: bytes
    at: int

    def _number(self) -> int:
        found = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            found |= (byte & 0x7F) << shift
            shift += 7
            if byte == byte & 0x7F:
                return found

    def _taken(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]

    def _value(self, kind: int) -> Any:
        if kind in _NUMBERS:
            number = self._number()
            return (number >> 1) ^ -(number & 1)
        if kind == _LIST:
            (head,) = self._taken(1)
            count = head >> 4 if head >> 4 < _MANY else self._number()
            return head & 0xF, [self._value(head & 0xF) for _ in range(count)]
        if kind == _STRUCT:
            return self.fields()
        return kind if kind in _BOOLS else self._taken(1 if kind == _BYTE else self._number())

    def fields(self) -> Fields:
        found: Fields = {}
        field = 0
        while kind := self._taken(1)[0]:
            assert kind >> 4, "no footer that is written here has gaps of fifteen fields"
            field += kind >> 4
            found[field] = (kind & 0xF, self._value(kind & 0xF))
        return found


def _number(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _written(kind: int, value: Any) -> bytes:
    if kind in _NUMBERS:
        return _number(value << 1 if value >= 0 else (-value << 1) - 1)
    if kind == _LIST:
        of, items = value
        return bytes([0xF0 | of]) + _number(len(items)) + b"".join(_written(of, item) for item in items)
    if kind == _STRUCT:
        return _struct(value)
    if kind == _TEXT:
        return _number(len(value)) + bytes(value)
    return b"" if kind in _BOOLS else bytes(value)


def _struct(fields: Fields) -> bytes:
    found, last = b"", 0
    for field, (kind, value) in sorted(fields.items()):
        found += bytes([field - last << 4 | kind]) + _written(kind, value)
        last = field
    return found + b"\0"


def _changed(fields: Fields, numbers: Mapping[int, int]) -> Fields:
    return {field: (kind, numbers.get(field, value)) for field, (kind, value) in fields.items()}


def _parts(data: bytes) -> tuple[Fields, bytes]:
    """Return the footer of a file, and what stands before it."""
    (length,) = struct.unpack("<I", data[-8:-4])
    return _Reader(data, len(data) - 8 - length).fields(), data[: -8 - length]


def _joined(body: bytes, footer: Fields) -> bytes:
    end = _struct(footer)
    return body + end + struct.pack("<I", len(end)) + b"PAR1"


def _with_columns(footer: Fields, change: Callable[[int, Fields], Fields], **rows: int) -> Fields:
    """Return the footer of a file of one row group with its columns changed."""
    kind, (of, (group,)) = footer[GROUPS]
    listed, (column_kind, columns) = group[COLUMNS]
    columns = [{**one, SAID: (_STRUCT, change(place, one[SAID][1]))} for place, one in enumerate(columns)]
    group = {
        **_changed(group, {ROWS: rows["group"]} if "group" in rows else {}),
        COLUMNS: (listed, (column_kind, columns)),
    }
    return {**_changed(footer, {ROWS: rows["file"]} if "file" in rows else {}), GROUPS: (kind, (of, [group]))}


def with_rows(data: bytes, rows: int) -> bytes:
    """Return a file that says it has another number of rows."""
    footer, body = _parts(data)
    return _joined(body, _with_columns(footer, lambda _, column: column, group=rows, file=rows))


def with_values(data: bytes, values: int) -> bytes:
    """Return a file whose footer says that each column has another number of values, and that they are few bytes."""
    footer, body = _parts(data)
    said = {VALUES: values, UNPACKED: 100}
    return _joined(body, _with_columns(footer, lambda _, column: _changed(column, said)))


def with_pages(data: bytes, change: Callable[[Fields, bytes], tuple[Fields, bytes]]) -> bytes:
    """Return a file in which other pages of the first column, its dictionary and its data, stand behind all others."""
    footer, body = _parts(data)
    column = footer[GROUPS][1][1][0][COLUMNS][1][1][0][SAID][1]
    at, end, starts, more = column.get(DICTIONARY, column[DATA])[1], 0, [], b""
    end = at + column[PACKED][1]
    while at < end:
        reader = _Reader(body, at)
        head = reader.fields()
        at = reader.at + head[PAGE_PACKED][1]
        head, page = change(head, body[reader.at : at])
        starts.append(len(body) + len(more))
        more += _struct(head) + page
    said = {PACKED: len(more), DATA: starts[-1], DICTIONARY: starts[0], UNPACKED: 100}
    first = lambda place, one: one if place else _changed(one, said)  # noqa: E731 - said once
    return _joined(body + more, _with_columns(footer, first))


def page_saying(
    kind: int, *, values: int | None = None, **sizes: int
) -> Callable[[Fields, bytes], tuple[Fields, bytes]]:
    """Return what makes pages of a kind say that they have other values, and `packed` or `unpacked` bytes."""
    numbers = {{"packed": PAGE_PACKED, "unpacked": PAGE_UNPACKED}[name]: size for name, size in sizes.items()}

    def change(head: Fields, page: bytes) -> tuple[Fields, bytes]:
        if kind not in head:
            return head, page
        more = _changed(head[kind][1], {} if values is None else {PAGE_VALUES: values})
        return {**_changed(head, numbers), kind: (_STRUCT, more)}, page

    return change
