"""The old compound files of Office (OLE2): which streams they hold, and what stands in them.

A chain of sectors that runs in a circle ends the reading. Source: Microsoft, [MS-CFB].
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_ROOT = 5
"""The kind of the directory's entry that says where the small streams stand."""
_SMALL = 4096
"""Bytes below which a stream is small; the header could name another number, and never does."""
_SMALL_SECTOR = 64
_LAST = 0xFFFFFFFA
"""Sector numbers from here on mean the end of a chain, or none."""


class Compound:
    """A compound file: the names of its streams, and their bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = struct.unpack_from("<H", data, 30)[0] if len(data) >= _HEADER else 9
        self._size = 1 << shift if shift in (9, 12) else 512
        self._next = self._table()
        directory = self._chain(struct.unpack_from("<I", data, 48)[0]) if len(data) >= _HEADER else b""
        self.streams: dict[str, tuple[int, int]] = {}
        """Where each stream begins, and its length; of several with one name it is the first, as others take it."""
        root = (_LAST, 0)
        for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            entry = directory[start : start + _ENTRY]
            length = struct.unpack_from("<H", entry, 64)[0]
            if 2 <= length <= 64:  # noqa: PLR2004 - the space of a name
                name = entry[: length - 2].decode("utf-16-le", "replace")
                place = struct.unpack_from("<IQ", entry, 116)
                self.streams.setdefault(name, place)
                root = place if entry[66] == _ROOT else root
        self._small = self._chain(root[0])

    def _table(self) -> Sequence[int]:
        """Return the sector that follows each sector, four bytes for each: there may be millions."""
        table = array("I")
        if len(self._data) < _HEADER:
            return table
        count = min(struct.unpack_from("<I", self._data, 44)[0], len(self._data) // self._size + 1)
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        more = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while more < _LAST and more not in seen and len(sectors) < count:
            seen.add(more)
            block = self._sector(more)
            if len(block) < self._size:
                break
            *found, more = struct.unpack(f"<{self._size // 4}I", block)
            sectors += found
        for sector in sectors[:count]:
            block = self._sector(sector) if sector < _LAST else b""
            table.extend(struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4]))
        return table

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _chain(self, sector: int) -> bytes:
        found = bytearray()
        seen: set[int] = set()
        while sector < len(self._next) and sector not in seen:
            seen.add(sector)
            found += self._sector(sector)
            sector = self._next[sector]
        return bytes(found)

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream; the small ones stand together in one that has sectors of its own."""
        start, size = self.streams[name]
        size &= 0xFFFFFFFF
        if size >= _SMALL:
            return self._chain(start)[:size]
        table = self._chain(struct.unpack_from("<I", self._data, 60)[0])
        parts = []
        seen: set[int] = set()
        while start < len(table) // 4 and start not in seen:
            seen.add(start)
            parts.append(self._small[start * _SMALL_SECTOR : (start + 1) * _SMALL_SECTOR])
            start = struct.unpack_from("<I", table, start * 4)[0]
        return b"".join(parts)[:size]
