"""Old workbooks made to harm: many records, and some that lie about what there is."""

from __future__ import annotations

import struct

from tests.support.hostile.kinds import Kinds
from tests.support.records import BOF, EOF, compound, one_at, record, xls_stream

_MOST = 8_000
"""Bytes of a record at most."""


def sheet(records: bytes, general: bytes = b"") -> bytes:
    """Return a workbook of one sheet by its records."""
    return compound(xls_stream(general, BOF + records + EOF))


def texts(count: int) -> bytes:
    """Return the table of so many empty texts, in as many records as it takes."""
    whole = struct.pack("<II", count, count) + bytes(3 * count)
    pieces = [whole[place : place + _MOST] for place in range(0, len(whole), _MOST)]
    return b"".join(record(0x003C if number else 0x00FC, piece) for number, piece in enumerate(pieces))


OLD_WORKBOOKS: Kinds = {
    "xls of cells": (190_000, lambda n: sheet(b"".join(one_at(at // 100, at % 100) for at in range(n)))),
    "xls of records": (1_500_000, lambda n: sheet(record(0x1234) * n)),
    "xls of merged areas": (600_000, lambda n: sheet(record(0x00E5, struct.pack("<H", 10) + bytes(80)) * (n // 10))),
    "xls of shared texts": (190_000, lambda n: sheet(b"", texts(n))),
    "xls of a text in pieces": (
        1_000_000,
        lambda n: sheet(b"", record(0x00FC, struct.pack("<IIHB", 1, 1, 9, 0)) + record(0x003C, b"\0") * n),
    ),
    "xls of styles": (250_000, lambda n: sheet(b"", record(0x00E0, bytes(20)) * n)),
    "xls of fonts": (200_000, lambda n: sheet(b"", record(0x0031, bytes(18)) * n)),
    "xls of sheets": (20_000, lambda n: compound(xls_stream(b"", *[BOF + EOF] * n))),
    "xls of formulas": (
        90_000,
        lambda n: sheet(
            b"".join(
                record(0x0006, struct.pack("<HHH", at // 100, at % 100, 0) + bytes(6) + b"\xff\xff")
                + record(0x0207, struct.pack("<HB", 1, 0) + b"1")
                for at in range(n)
            )
        ),
    ),
    "xls of a great size": (
        1,
        lambda _: sheet(record(0x0200, struct.pack("<IIHH2x", 0, 1 << 30, 0, 0xFFFF)) + one_at(0, 0)),
    ),
    "xls of far cells": (1, lambda _: sheet(one_at(0, 0) + one_at(65_535, 255))),
    "xls that announces texts": (1, lambda _: sheet(b"", record(0x00FC, struct.pack("<II", 9, 0xFFFFFFFF)))),
}
