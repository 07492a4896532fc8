"""The pages of a Parquet file as their heads say: a footer may say anything, and pages are what is unpacked.

Source: Apache Parquet (PageHeader), Apache Thrift (compact protocol).
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq
from attrs import define

from govdisclosure.errors import ReadError
from govdisclosure.language import say

_UNPACKED, _PACKED = 2, 3
_DICTIONARY, _KINDS = 7, (5, 7, 8)
"""Where the head of a page says more of it, as it is data, a dictionary, or data of the second version."""
_VALUES = 1
_SIZES = {3: 1, 7: 8}
"""Bytes of the values that have a size: small numbers, and numbers with a fraction."""
_BOOLS, _NUMBERS, _TEXT, _STRUCT = (1, 2), (4, 5, 6), 8, 12
_MOST_FIELDS, _MOST_BITS = 64, 63
"""Fields of a head, of which some twenty are known, and bits of a number."""


class Page(NamedTuple):
    """What a page holds: its column, whether it is a dictionary, and how many values and bytes it says it has."""

    column: int
    is_dictionary: bool
    values: int
    unpacked: int


def pages_of(path: Path, said: pq.FileMetaData) -> Iterator[Page]:
    """Yield the pages of a Parquet file, as its heads say; raise `ValueError` where there are none."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for group in map(said.row_group, range(said.num_row_groups)):
            for number in range(said.num_columns):
                column = group.column(number)
                # A column without values has no data, and 0 for its place.
                starts = (column.dictionary_page_offset, column.data_page_offset)
                start = min((start for start in starts if start and start > 0), default=0)
                yield from _pages(data, number, start, start + column.total_compressed_size)


def _pages(data: mmap.mmap, column: int, at: int, end: int) -> Iterator[Page]:
    while at < end:
        head = _Head(data, at)
        said = head.fields()
        more: dict[int, Any] = next((said[kind] for kind in _KINDS if isinstance(said.get(kind), dict)), {})
        yield Page(column, _DICTIONARY in said, _count(more, _VALUES), _count(said, _UNPACKED))
        at = head.at + _count(said, _PACKED)


def _count(said: Mapping[int, Any], field: int) -> int:
    found = said.get(field, 0)
    if not isinstance(found, int) or found < 0:
        raise damaged()
    return found


def damaged() -> ReadError:
    """Return the error of a file whose pages contradict themselves or its footer."""
    return ReadError(say(zh="Parquet 文件的数据页已损坏。", en="the pages of the Parquet file are damaged"))


@define
class _Head:
    """The head of a page, read from a place on."""

    data: mmap.mmap
    at: int
    left: int = _MOST_FIELDS

    def fields(self) -> dict[int, Any]:
        """Return the numbers and structs of a struct, by their fields."""
        found: dict[int, Any] = {}
        field = 0
        while kind := self._byte():
            self.left -= 1
            if self.left < 0:
                raise damaged()
            field = field + (kind >> 4) if kind >> 4 else self._signed()
            found[field] = self._value(kind & 0xF)
        return found

    def _value(self, kind: int) -> Any:
        if kind in _NUMBERS:
            return self._signed()
        if kind == _STRUCT:
            return self.fields()
        if kind not in (*_BOOLS, *_SIZES, _TEXT):
            raise damaged()
        size = self._number() if kind == _TEXT else _SIZES.get(kind, 0)
        self.at += size  # behind where the number ends
        return None

    def _signed(self) -> int:
        number = self._number()
        return (number >> 1) ^ -(number & 1)

    def _number(self) -> int:
        found = 0
        for shift in range(0, _MOST_BITS + 1, 7):
            byte = self._byte()
            found |= (byte & 0x7F) << shift
            if byte == byte & 0x7F:
                return found
        raise damaged()

    def _byte(self) -> int:
        self.at += 1
        try:
            return self.data[self.at - 1]
        except IndexError:
            raise damaged() from None
