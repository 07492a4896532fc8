"""Archives made to harm by how they are packed, and old files of Office by how their sectors are chained."""

from __future__ import annotations

import io
import struct
import zipfile
from copy import copy

from tests.support.hostile.kinds import Kinds


def packed(name: str, data: bytes, method: int) -> bytes:
    """Return an archive of one part, packed by a method."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def overlapped(count: int) -> bytes:
    """Return an archive whose directory names one packed part again and again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "0" * 30_000)
        (info,) = archive.infolist()
        for number in range(count):
            again = copy(info)
            again.filename = f"word/{number}.xml"
            archive.filelist.append(again)
    return out.getvalue()


def chained(size: int) -> bytes:
    """Return an old file of Office all of whose sectors are the table of sectors, in a circle."""
    count = max(1, size // 512)
    head = bytearray(512)
    head[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 44, count)
    struct.pack_into("<109I", head, 76, *range(109))
    sectors = (struct.pack("<128I", *((at * 128 + one + 1) % count for one in range(128))) for at in range(count))
    return bytes(head) + b"".join(sectors)


PACKS: Kinds = {
    "archive packed by LZMA": (90_000_000, lambda n: packed("word/document.xml", b"0" * n, zipfile.ZIP_LZMA)),
    "archive packed by BZIP2": (90_000_000, lambda n: packed("word/document.xml", b"0" * n, zipfile.ZIP_BZIP2)),
    "archive of a great LZMA dictionary": (
        1,
        lambda _: packed("word/document.xml", b"<a/>", zipfile.ZIP_LZMA).replace(
            bytes.fromhex("5d00008000"), bytes.fromhex("5dffffffff")
        ),
    ),
    "archive of parts that overlap": (9_000, overlapped),
    "archive behind bytes": (
        90_000_000,
        lambda n: b"PK\3\4" + b"0" * n + packed("word/document.xml", b"<a/>", zipfile.ZIP_DEFLATED),
    ),
    "old file of chained sectors": (90_000_000, chained),
}
