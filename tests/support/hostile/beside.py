"""Files made to harm that are not the document: formats, lists, settings, archives; and commands other than `check`."""

from __future__ import annotations

import gzip
import io
import random
from collections.abc import Callable, Mapping

import govdisclosure as gd
from tests.support.hostile.kinds import Trap
from tests.support.minimal import minimal_text, rule
from tests.support.printing import balanced, html_page, zipped
from tests.support.printing import blocks_of as printed

REPORT = "report.json"


def report_json() -> str:
    """Return a report in which everything is in order."""
    return gd.to_json(balanced("cn/2021", random.Random(1)))


def _beside(name: str, data: Callable[[int], bytes | str]) -> Callable[[int], dict[str, bytes | str]]:
    """Return what makes a report and one more file of a size."""
    return lambda size: {REPORT: report_json(), name: data(size)}


def _alone(name: str, data: Callable[[int], bytes | str]) -> Callable[[int], dict[str, bytes | str]]:
    return lambda size: {name: data(size)}


def _spec(size: int, data: Callable[[int], str]) -> Trap:
    return Trap(size, _alone("f.yaml", data), ("spec", "lint", "f.yaml"))


def _laughs(count: int) -> str:
    """Return YAML in which each value is the one before, ten times."""
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]" for number in range(1, count)]
    return "\n".join(lines)


def _record(address: str, body: bytes, length: int | None = None) -> bytes:
    """Return a record of a web archive, with a length of one's own."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _wrong_everywhere(count: int) -> str:
    """Return a report in which a number of cells are wrong."""
    report = balanced("cn/2021", random.Random(1))
    some = random.Random(2).sample([cell for cell in report.form.cells if cell.table == "applications"], count)
    return gd.to_json(report.replacing({(cell.table, cell.row, cell.column): 777 for cell in some}))


def _page(after: str) -> str:
    return html_page(printed(balanced("cn/2021", random.Random(1))), after=after)


COLLECT = ("collect", "in", "-o", "panel", "--jobs", "1")
ANNOTATE = ("check", "document.html", "--annotate", "out.html")

BESIDE: Mapping[str, Trap] = {
    "spec of values in each other": _spec(100_000, lambda n: "x: " + "[" * n),
    "spec of mappings in each other": _spec(3_000, lambda n: "".join(" " * i + "a:\n" for i in range(n))),
    "spec of values that multiply": _spec(12, _laughs),
    "spec of anchors": _spec(50_000, lambda n: "x: [" + ", ".join(f"&a{i} 1" for i in range(n)) + "]"),
    "spec of a long text": _spec(4_000_000, lambda n: minimal_text() + f"note: '{'甲' * n}'"),
    "spec of a long formula": _spec(100_000, lambda n: minimal_text(rules=rule(f"a == {' + '.join(['b'] * n)}"))),
    "spec of brackets in a formula": _spec(
        100_000, lambda n: minimal_text(rules=rule("(" * n + "a" + ")" * n + " == b"))
    ),
    "spec of signs in a formula": _spec(100_000, lambda n: minimal_text(rules=rule("a == " + "-" * n + "b"))),
    "spec of a great number in a formula": _spec(100_000, lambda n: minimal_text(rules=rule(f"a == {'9' * n} * b"))),
    "spec of colons": _spec(1_000_000, lambda n: ": " * n),
    "spec of quotes": _spec(1_000_000, lambda n: "'" * n),
    "spec of lines of a text": _spec(400_000, lambda n: "x: |\n" + "  甲\n" * n),
    "spec of comments": _spec(400_000, lambda n: "# 甲\n" * n),
    "spec of tags": _spec(60_000, lambda n: "x: [" + "!!str a, " * n + "]"),
    "formats in a folder": Trap(
        2_000,
        lambda n: {REPORT: report_json(), **{f"specs/x/{1000 + i}.yaml": minimal_text() for i in range(n)}},
        ("--specs", "specs", "check", REPORT),
    ),
    "explanations of rows": Trap(
        1_000_000,
        _beside("list.csv", lambda n: "规则,位置,指纹,说明\n" + "a/b,c,37a25382e706e07e,x\n" * n),
        ("check", REPORT, "--explanations", "list.csv"),
    ),
    "explanations of columns": Trap(
        4_000_000,
        _beside("list.csv", lambda n: "规则,位置,指纹,说明" + "," * n + "\n"),
        ("check", REPORT, "--explanations", "list.csv"),
    ),
    "baseline of findings": Trap(
        300_000,
        _beside("b.json", lambda n: '{"findings":[' + ",".join(['{"rule":"a","instance":"b"}'] * n) + "]}"),
        ("check", REPORT, "--baseline", "b.json"),
    ),
    "baseline of brackets": Trap(
        4_000_000, _beside("b.json", lambda n: "[" * n), ("check", REPORT, "--baseline", "b.json")
    ),
    "settings of brackets": Trap(
        500_000, _beside("govdisclosure.toml", lambda n: "select = " + "[" * n), ("check", REPORT)
    ),
    "settings of a long key": Trap(
        200_000, _beside("govdisclosure.toml", lambda n: "a." * n + "a = 1\n"), ("check", REPORT)
    ),
    "settings of keys": Trap(
        60_000, _beside("govdisclosure.toml", lambda n: "".join(f"a{i} = 1\n" for i in range(n))), ("check", REPORT)
    ),
    "settings of tables": Trap(
        20_000,
        _beside("govdisclosure.toml", lambda n: "".join(f"[a{'.b' * (i % 50)}.c{i}]\n" for i in range(n))),
        ("check", REPORT),
    ),
    "settings of folders": Trap(
        3_000, _beside("govdisclosure.toml", lambda n: "specs = [" + '"/proc",' * n + "]"), ("check", REPORT)
    ),
    "settings of the whole disk": Trap(1, _beside("govdisclosure.toml", lambda _: 'specs = ["/"]'), ("check", REPORT)),
    "settings of patterns": Trap(
        1_000,
        _beside("govdisclosure.toml", lambda n: "select = [" + '"*a*b*c*d*e*f*g*h*i",' * n + "]"),
        ("check", REPORT),
    ),
    "theme of values in each other": Trap(
        100_000, _beside("t.yaml", lambda n: "margins: " + "[" * n), ("write", REPORT, "out.docx", "--theme", "t.yaml")
    ),
    "theme of values that multiply": Trap(
        12, _beside("t.yaml", _laughs), ("write", REPORT, "out.docx", "--theme", "t.yaml")
    ),
    "theme of a great size": Trap(
        1,
        _beside("t.yaml", lambda _: "margins: {top: 1e999999999}"),
        ("write", REPORT, "out.docx", "--theme", "t.yaml"),
    ),
    "companion of tables": Trap(
        30_000,
        _beside("other.html", lambda n: "<table><tr><td>1<td>2</table>" * n),
        ("check", REPORT, "--with", "other.html"),
    ),
    "report before, of brackets": Trap(
        8_000_000, _beside("before.json", lambda n: "[" * n), ("check", REPORT, "--prior", "before.json")
    ),
    "draft from a wide table": Trap(
        190_000,
        _alone("form.html", lambda n: "<table>" + ("<tr>" + "<td>甲1" * 900) * (n // 900)),
        ("spec", "new", "a/2024", "--from", "form.html"),
    ),
    "draft from a long table": Trap(
        4_900,
        _alone("form.html", lambda n: "<table>" + "".join(f"<tr><td>甲{i}<td>1<td>2<td>3" for i in range(n))),
        ("spec", "new", "a/2024", "--from", "form.html"),
    ),
    "draft from tables": Trap(
        1_500,
        _alone("form.html", lambda n: "<table><tr><td><td>数<tr><td>甲<td>1<tr><td>乙<td>1</table>" * n),
        ("spec", "new", "a/2024", "--from", "form.html"),
    ),
    "draft from sums": Trap(
        400,
        _alone("form.html", lambda n: "<table><tr><td><td>数" + "".join(f"<tr><td>甲{i}<td>{i % 3}" for i in range(n))),
        ("spec", "new", "a/2024", "--from", "form.html"),
    ),
    "annotated page of paragraphs": Trap(4_000, lambda n: {"document.html": _page("<p>文字</p>" * n)}, ANNOTATE),
    "annotated page of elements in each other": Trap(
        50_000, lambda n: {"document.html": _page(("<b>" * 200 + "</b>" * 200) * (n // 200))}, ANNOTATE
    ),
    "annotated page of comments": Trap(500_000, lambda n: {"document.html": _page("<!-- -->" * n)}, ANNOTATE),
    "archive of reports": Trap(2_000, lambda n: {"in/a.zip": zipped({f"{i}.txt": "甲" for i in range(n)})}, COLLECT),
    "archive of great members": Trap(
        99_000_000, lambda n: {"in/a.zip": zipped({f"{i}.txt": "0" * n for i in range(3)})}, COLLECT
    ),
    "archive of archives": Trap(30, lambda n: {"in/a.zip": _nested(n)}, COLLECT),
    "archive that leaves its folder": Trap(
        100, lambda n: {"in/a.zip": zipped({f"{'../' * i}etc/{i}.json": "{}" for i in range(n)})}, COLLECT
    ),
    "archive of long names": Trap(
        200, lambda n: {"in/a.zip": zipped({f"{i}{'a' * 60_000}.txt": "甲" for i in range(n)})}, COLLECT
    ),
    "web archive of pages": Trap(
        2_000, lambda n: {"in/a.warc": b"".join(_record(f"http://a/{i}", b"<p>1") for i in range(n))}, COLLECT
    ),
    "web archive that lies": Trap(1, lambda _: {"in/a.warc": _record("http://a/", b"<p>1", 10**15)}, COLLECT),
    "web archive of a great page": Trap(900_000_000, lambda n: {"in/a.warc.gz": _packed_record(n)}, COLLECT),
    "web archive of lines": Trap(8_000_000, lambda n: {"in/a.warc": b"WARC/1.0\r\n" + b"a:b\r\n" * (n // 5)}, COLLECT),
    "report wrong in many cells": Trap(60, _alone(REPORT, _wrong_everywhere), ("locate", REPORT)),
    "selection of stars": Trap(
        1, _alone(REPORT, lambda _: report_json()), ("check", REPORT, "--select", "*a" * 2_000 + "b")
    ),
    "rule of a long name": Trap(1, _alone(REPORT, lambda _: report_json()), ("rule", "a/" * 50_000)),
}
"""The size that each kind has when it is run, what makes its files, and the command that is run on them."""


def _nested(count: int) -> bytes:
    """Return archives in each other."""
    data: bytes | str = "甲"
    for _ in range(count):
        data = zipped({"a.zip": data})
    return data if isinstance(data, bytes) else data.encode()


def _packed_record(size: int) -> bytes:
    """Return a packed record of a page of so many bytes, without ever holding it."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    head = _record("http://a/", b"", len(http) + size).partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + http
    block = b"0" * 1_000_000
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as file:
        file.write(head)
        for _ in range(size // len(block)):
            file.write(block)
        file.write(b"\r\n\r\n")
    return out.getvalue()
