"""The pages of a Parquet file as their heads say: a footer may say anything, and pages are what is unpacked.

Source: Apache Parquet (FileMetaData, PageHeader), Apache Thrift (compact protocol).
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from attrs import define

from govdisclosure.errors import ReadError
from govdisclosure.language import say

_GROUPS, _COLUMNS, _COLUMN = 4, 1, 3
"""Where a footer holds its groups of rows, a group its columns, and a column what is said of it."""
_LENGTH, _DATA_AT, _DICTIONARY_AT = 7, 9, 11
"""Bytes of a column, and where its pages and its dictionary begin."""
_UNPACKED, _PACKED = 2, 3
_DICTIONARY, _KINDS = 7, (5, 7, 8)
"""Where the head of a page says more of it, as it is data, a dictionary, or data of the second version."""
_VALUES = 1
_SIZES = {3: 1, 7: 8}
"""Bytes of the values that have a size: small numbers, and numbers with a fraction; yes and no are kinds."""
_BOOLS, _NUMBERS, _TEXT, _LIST, _STRUCT = (1, 2), (4, 5, 6), 8, 9, 12
_LONG_LIST = 15
_MOST_VALUES, _MOST_DEPTH, _MOST_BITS = 64, 16, 63
"""Values in the head of a page, of which some twenty are known; structs and lists in each other; bits of a number."""

_Kind = TypeVar("_Kind", dict[int, Any], list[Any])


class Page(NamedTuple):
    """What a page holds: its column, whether it is a dictionary, and how many values and bytes it says it has."""

    column: int
    is_dictionary: bool
    values: int
    unpacked: int


def pages_of(path: Path) -> Iterator[Page]:
    """Yield the pages of a Parquet file, as its heads say; raise `ReadError` where they or the footer are damaged.

    The footer is read here as well: Arrow ends the process where what is said of a column contradicts itself.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        length = int.from_bytes(data[-8:-4], "little")
        said = _Compact(data, len(data) - 8 - length, length).fields()
        for group in _inner(said, _GROUPS, list):
            for number, column in enumerate(_inner(group, _COLUMNS, list)):
                yield from _pages(data, number, _inner(column, _COLUMN, dict))


def _pages(data: mmap.mmap, number: int, column: Mapping[int, Any]) -> Iterator[Page]:
    # A column without values has no data, and 0 for its place.
    at = min((start for field in (_DATA_AT, _DICTIONARY_AT) if (start := _count(column, field))), default=0)
    end = at + _count(column, _LENGTH)
    while at < end:
        head = _Compact(data, at, _MOST_VALUES)
        said = head.fields()
        more: dict[int, Any] = next((said[kind] for kind in _KINDS if isinstance(said.get(kind), dict)), {})
        yield Page(number, _DICTIONARY in said, _count(more, _VALUES), _count(said, _UNPACKED))
        at = head.at + _count(said, _PACKED)


def _inner(said: object, field: int, kind: type[_Kind]) -> _Kind:
    """Return a struct or a list in another struct, an empty one where there is none."""
    found = said.get(field, kind()) if isinstance(said, dict) else None
    if not isinstance(found, kind):
        raise damaged()
    return found


def _count(said: Mapping[int, Any], field: int) -> int:
    found = said.get(field, 0)
    if not isinstance(found, int) or found < 0:
        raise damaged()
    return found


def damaged() -> ReadError:
    """Return the error of a file whose pages contradict themselves or its footer."""
    return ReadError(say(zh="Parquet 文件的数据页已损坏。", en="the pages of the Parquet file are damaged"))


@define
class _Compact:
    """What is written in the compact protocol from a place on, of at most so many values."""

    data: mmap.mmap
    at: int
    left: int
    depth: int = 0

    def fields(self) -> dict[int, Any]:
        """Return the numbers, structs and lists of a struct, by their fields."""
        found: dict[int, Any] = {}
        field = 0
        while kind := self._byte():
            field = field + (kind >> 4) if kind >> 4 else self._signed()
            found[field] = self._value(kind & 0xF)
        return found

    def _value(self, kind: int) -> Any:
        self.left -= 1
        if self.left < 0:
            raise damaged()
        if kind in _NUMBERS:
            return self._signed()
        if kind in (_STRUCT, _LIST):
            return self._nested(kind)
        if kind not in (*_BOOLS, *_SIZES, _TEXT):
            raise damaged()
        size = self._number() if kind == _TEXT else _SIZES.get(kind, 0)
        self.at += size  # behind where the number ends
        return None

    def _nested(self, kind: int) -> Any:
        if self.depth == _MOST_DEPTH:
            raise damaged()
        self.depth += 1
        if kind == _STRUCT:
            found: Any = self.fields()
        else:
            head = self._byte()
            count = head >> 4 if head >> 4 < _LONG_LIST else self._number()
            if head & 0xF in _BOOLS:
                raise damaged()  # what is said of pages and columns has no lists of these
            found = [self._value(head & 0xF) for _ in range(count)]
        self.depth -= 1
        return found

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
