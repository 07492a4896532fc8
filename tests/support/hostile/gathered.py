"""Files made to harm that a collection meets: rosters, manifests, archives, web archives; and suites of cases."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping

from tests.support.hostile.beside import COLLECT, REPORT, report_json
from tests.support.hostile.kinds import Trap
from tests.support.printing import zipped

HEAD = "code,name,parent\n"


def _listed(option: str, name: str, text: Callable[[int], str]) -> Callable[[int], Trap]:
    """Return what makes a trap of a size: one report, and a list that is given with an option."""
    return lambda size: Trap(size, lambda n: {"in/a.json": report_json(), name: text(n)}, (*COLLECT, option, name))


def _roster(size: int, text: Callable[[int], str]) -> Trap:
    return _listed("--roster", "r.csv", text)(size)


def _manifest(size: int, text: Callable[[int], str]) -> Trap:
    return _listed("--manifest", "m.csv", lambda n: "path,organisation,parent\n" + text(n))(size)


def _page(heads: bytes, body: bytes, address: bytes = b"http://a/") -> bytes:
    """Return a record of a web archive: a page with headers of one's own."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + heads + b"\r\n" + body
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %b\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    )
    return head % (address, len(http)) + http + b"\r\n\r\n"


def _web(size: int, records: Callable[[int], bytes]) -> Trap:
    return Trap(size, lambda n: {"in/a.warc": records(n)}, COLLECT)


def _unknown(count: int) -> Mapping[str, bytes | str]:
    """Return reports of bodies that no roster names, and a roster."""
    named = '{"spec":"cn/2021","organisation":"某某县某某局第%d分局","year":2024,"tables":{}}'
    reports = {f"in/x{number}.json": named % number for number in range(count)}
    return {**reports, "r.csv": HEAD + "".join(f"y{number},示例市示例局{number},\n" for number in range(200))}


GATHERED: Mapping[str, Trap] = {
    "roster that names nobody who reports": Trap(150, _unknown, (*COLLECT, "--roster", "r.csv")),
    "roster of rows": _roster(500_000, lambda n: HEAD + "".join(f"{i},甲{i},\n" for i in range(n))),
    "roster of units above each other": _roster(
        19_000, lambda n: HEAD + "".join(f"{i},甲{i},{i + 1}\n" for i in range(n)) + f"{n},乙,\n"
    ),
    "roster of units in a ring": _roster(
        19_000, lambda n: HEAD + "".join(f"{i},甲{i},{(i + 1) % n}\n" for i in range(n))
    ),
    "roster of one name": _roster(19_000, lambda n: HEAD + "".join(f"{i},示例市示例局,\n" for i in range(n))),
    "roster of aliases": _roster(
        500_000,
        lambda n: "code,name,parent,aliases\n1,甲,," + ";".join(f"乙{i}" for i in range(n)) + "\n",
    ),
    "manifest of rows": _manifest(500_000, lambda n: "".join(f"in/{i},甲,\n" for i in range(n))),
    "roster of a long field": _roster(120_000, lambda n: HEAD + f"1,{'甲' * n},\n"),
    "roster of a long header": _roster(8_000_000, lambda n: "code,name,parent" + "a" * n + "\n1,甲,\n"),
    "roster of quotes": _roster(8_000_000, lambda n: HEAD + '"' * n),
    "roster of columns": _roster(2_000_000, lambda n: "code,name,parent" + ",a" * n + "\n1,甲,\n"),
    "roster of one code": _roster(19_000, lambda n: HEAD + "1,甲,\n" * n),
    "roster of marks that combine": _roster(
        1_900, lambda n: HEAD + "".join(f"{i},甲{i}" + "\u0300\u0316" * 180 + ",\n" for i in range(n))
    ),
    "roster of the most rows": _roster(19_000, lambda n: HEAD + "".join(f"{i},甲{i},\n" for i in range(n))),
    "roster for a blank workbook": Trap(
        19_000,
        lambda n: {"r.csv": HEAD + "".join(f"{i},甲{i},\n" for i in range(n))},
        ("blank", "cn/2021", "out.xlsx", "--units", "r.csv"),
    ),
    "manifest of the most rows": _manifest(19_000, lambda n: "".join(f"in/{i},甲,\n" for i in range(n))),
    "manifest of parents": _manifest(19_000, lambda n: "".join(f"in/{i},甲{i},甲{i + 1}\n" for i in range(n))),
    "manifest of far folders": _manifest(5_000, lambda n: "".join(f"{'../' * 200}{i},甲,\n" for i in range(n))),
    "manifest of a long path": _manifest(100_000, lambda n: "a/" * (n // 2) + ",甲,\n"),
    "archive of names with escapes": Trap(
        500, lambda n: {"in/a.zip": zipped({f"\x1b[31m{i}\n.txt": "甲" for i in range(n)})}, COLLECT
    ),
    "archive of copies": Trap(9_000, lambda n: {"in/a.zip": zipped({f"{i}.json": "{}" for i in range(n)})}, COLLECT),
    "web archive of packed pages": _web(
        300_000_000, lambda n: _page(b"Content-Encoding: gzip\r\n", gzip.compress(b"0" * n))
    ),
    "web archive of chunks": _web(
        8_000_000, lambda n: _page(b"Transfer-Encoding: chunked\r\n", b"1\r\na\r\n" * (n // 6))
    ),
    "web archive of wrong chunks": _web(
        8_000_000, lambda n: _page(b"Transfer-Encoding: chunked\r\n", b"ffffffff\r\n" * (n // 10))
    ),
    "web archive of an unknown packing": _web(1_000, lambda n: _page(b"Content-Encoding: br\r\n", b"a" * n)),
    "web archive of a long address": _web(100_000, lambda n: _page(b"", b"<p>1", b"http://a/" + b"a" * n)),
    "web archive of records of nothing": _web(
        40_000, lambda n: b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * n
    ),
    "web archive of blank lines": _web(8_000_000, lambda n: _page(b"", b"<p>1") + b"\r\n" * (n // 2)),
    "suite of cases": Trap(
        30_000,
        lambda n: {"s/manifest.json": _suite(n)},
        ("conformance", "run", "s", "--case", "none"),
    ),
    "suite of brackets": Trap(4_000_000, lambda n: {"s/manifest.json": "[" * n}, ("conformance", "run", "s")),
    "document of a long text": Trap(
        8_000_000,
        lambda n: {REPORT: '{"spec":"cn/2021","tables":{},"sections":{"overview":"' + "文" * n + '"}}'},
        ("write", REPORT, "out.docx"),
    ),
    "page of a long name": Trap(
        1_000_000,
        lambda n: {REPORT: '{"spec":"cn/2021","organisation":"' + "<b>" * n + '","year":2024,"tables":{}}'},
        ("check", REPORT, "--format", "html", "-o", "out.html"),
    ),
    "workbook of a long name": Trap(
        4_000_000,
        lambda n: {REPORT: '{"spec":"cn/2021","organisation":"' + "甲" * n + '","year":2024,"tables":{}}'},
        ("write", REPORT, "out.xlsx"),
    ),
    "Markdown of lines": Trap(
        1_000_000,
        lambda n: {REPORT: '{"spec":"cn/2021","tables":{},"sections":{"overview":"' + "a\\n" * n + '"}}'},
        ("write", REPORT, "out.md"),
    ),
}


def _suite(count: int) -> str:
    case = {"task": "read", "format": "", "document": "a", "answer": None, "about": ""}
    return json.dumps({"suite": "1", "cases": [{"id": str(number), **case} for number in range(count)]})
