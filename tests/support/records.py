"""Old workbooks (.xls) put together from their records, and the compound files in which they stand."""

from __future__ import annotations

import struct

_SECTOR = 512
_END, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def record(kind: int, content: bytes = b"") -> bytes:
    """Return a record of an .xls workbook."""
    return struct.pack("<HH", kind, len(content)) + content


BOF, EOF = record(0x0809, struct.pack("<HHII", 0x0600, 5, 0, 0)), record(0x000A)


def one_at(row: int, column: int, style: int = 0) -> bytes:
    """Return the record of a cell with the number 1."""
    return record(0x0203, struct.pack("<HHHd", row, column, style, 1.0))


def xls_stream(general: bytes, *sheets: bytes, overlapping: bool = False) -> bytes:
    """Return the stream of an .xls workbook by its general records and those of its sheets."""
    head = len(BOF + general + EOF) + 12 * len(sheets)
    starts, start = [], head
    for sheet in sheets:
        starts.append(head if overlapping else start)
        start += len(sheet)
    listed = b"".join(record(0x0085, struct.pack("<IHBB", start, 0, 0, 0)) for start in starts)
    return BOF + general + listed + EOF + b"".join(sheets)


def compound(stream: bytes) -> bytes:
    """Return a compound file with one stream, that of a workbook: its sectors, one after the other, and their table."""
    count = max(8, -(-len(stream) // _SECTOR))  # eight at least: shorter streams stand elsewhere
    tables = -(-(count + 1) // (_SECTOR // 4 - 1))
    chain = [*range(1, count), _END, _END, *[_FAT] * tables]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * _SECTOR, b"\xff")
    sectors = [*range(count + 1, count + 1 + min(tables, 109))]
    more = [*range(count + 110, count + 1 + tables)]  # those that the header has no room for would need a table too
    assert not more
    header = struct.pack("<8s16xHHHHH", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<10xIIIIIIII", tables, count, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *sectors, *[_NONE] * (109 - len(sectors)))
    names = (("Root Entry", 5, _END, 0), ("Workbook", 2, 0, max(len(stream), 4096)))
    entries = b"".join(
        struct.pack(
            "<64sHBBIII36xIQ", name.encode("utf-16-le"), 2 * len(name) + 2, kind, 1, _NONE, _NONE, 1, start, size
        )
        for name, kind, start, size in names
    )
    return header + stream.ljust(count * _SECTOR, b"\0") + entries.ljust(_SECTOR, b"\0") + table
