"""Documents and arguments made to harm; `python -m tests.support.hostile [WORDS]` runs each one in a child process.

It prints for each how many seconds of processor and how many megabytes the command took, its exit code, and the last
thing it said. What is made here is large only once it is unpacked, or in number: tests make the same kinds smaller, and
count steps. WORDS choose the inputs whose name has one of them.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from tests.support.drawing import Sheet, pdf_file
from tests.support.printing import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKED = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
MOST_SECONDS, MOST_MEMORY = 60, 4_000_000_000
"""What a child process may take before it is ended: far beyond what is promised, so that a breach can be measured."""


def workbook(rows: str, *, strings: str = "", styles: str = "", after: str = "") -> bytes:
    """Return an .xlsx workbook of one sheet, of rows and shared texts given as XML."""
    listed = f'<sheets><sheet name="S" sheetId="1" r:id="a" xmlns:r="{KINDS}"/></sheets>'
    relation = f'<Relationship Id="a" Type="{KINDS}/worksheet" Target="worksheets/sheet1.xml"/>'
    return zipped({
        "xl/workbook.xml": f"<workbook {SHEET}>{listed}</workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships {PACKED}>{relation}</Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet {SHEET}><sheetData>{rows}</sheetData>{after}</worksheet>",
        **({"xl/sharedStrings.xml": f"<sst {SHEET}>{strings}</sst>"} if strings else {}),
        **({"xl/styles.xml": f"<styleSheet {SHEET}>{styles}</styleSheet>"} if styles else {}),
    })  # fmt: skip


def word(body: str) -> bytes:
    """Return a Word document with a body given as XML."""
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def opendocument(kind: str, body: str) -> bytes:
    """Return an OpenDocument file of a kind with a body given as XML."""
    names = "".join(f' xmlns:{each}="{ODF}{each}:1.0"' for each in ("office", "text", "table", "style"))
    content = f"<office:document-content{names}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return zipped({"mimetype": mimetype, "content.xml": content + "</office:document-content>"})


def formatted(code: str) -> bytes:
    """Return a workbook whose one number has a number format."""
    styles = f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>'
    return workbook('<row r="1"><c r="A1" s="0"><v>1</v></c></row>', styles=styles)


def drawn(*pieces: str, box: str = "0 0 600 840") -> bytes:
    """Return a PDF of one page, packed, on which some instructions draw."""
    page = Sheet(box)
    page.text(10, 10, "文字")
    content = zlib.compress("\n".join([*page.stream, *pieces]).encode("latin-1"), 9)
    stream = f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n{content.decode('latin-1')}\nendstream"
    return pdf_file(page, extra={10: stream})


def flate_bomb(size: int) -> bytes:
    """Return a PDF whose page is packed twice and unpacks to as many bytes."""
    content = zlib.compress(zlib.compress(b" " * size, 9), 9)
    filters = "[/FlateDecode /FlateDecode]"
    stream = f"<< /Length {len(content)} /Filter {filters} >>\nstream\n{content.decode('latin-1')}\nendstream"
    return pdf_file(Sheet(), extra={10: stream})


def dense(count: int) -> bytes:
    """Return a PDF of one page on which short words stand all over the place."""
    page, dice = Sheet(), random.Random(0)
    for _ in range(count):
        page.text(dice.randrange(580), dice.randrange(830), str(dice.randrange(1000)))
    return pdf_file(page)


def lines_across(count: int) -> list[str]:
    """Return instructions that draw lines of random places and lengths."""
    dice = random.Random(0)
    return [
        f"{dice.random() * 600:.2f} {dice.random() * 840:.2f} m {dice.random() * 600:.2f} {dice.random() * 840:.2f} l S"
        for _ in range(count)
    ]


def ruled(count: int) -> list[str]:
    """Return instructions that draw straight lines, across and down."""
    dice = random.Random(0)
    found = []
    for _ in range(count):
        x, y, far = dice.random() * 600, dice.random() * 840, dice.random() * 200
        found += [f"{x:.2f} {y:.2f} m {x + far:.2f} {y:.2f} l S", f"{x:.2f} {y:.2f} m {x:.2f} {y + far:.2f} l S"]
    return found


def rectangles(count: int) -> list[str]:
    """Return instructions that fill rectangles of random places and sizes."""
    dice = random.Random(0)
    return [
        f"{dice.random() * 600:.2f} {dice.random() * 840:.2f} {dice.random() * 90:.2f} {dice.random() * 90:.2f} re f"
        for _ in range(count)
    ]


HEAD = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
PAGE = "<html><meta charset=utf-8><table><tr><td>规章<td>1</table>"

DOCUMENTS: Mapping[str, tuple[int, Callable[[int], bytes | str]]] = {
    "html of line breaks": (2_000_000, lambda n: PAGE + "<br>" * n),
    "html of paragraphs": (2_600_000, lambda n: PAGE + "<p>" * n),
    "html of paragraphs with text": (700_000, lambda n: PAGE + "<p>规章1" * n),
    "html of open bold elements": (500_000, lambda n: PAGE + "<b>" * n),
    "html of attributes": (2_000_000, lambda n: PAGE + "<p " + " ".join(f"a{i}" for i in range(n)) + ">"),
    "html of attributes on elements": (200_000, lambda n: PAGE + "<p a b c d e f g h i j>" * n),
    "html with a style that is not closed": (8_000_000, lambda n: PAGE + "<style>" + "a{" * (n // 2)),
    "html with comments in a style": (4_000_000, lambda n: PAGE + "<style>" + "/*" * n + "</style>"),
    "html with many rules": (300_000, lambda n: PAGE + "<style>" + "td.a{display:none}" * n + "</style><p class=a>"),
    "html with many selectors": (900_000, lambda n: PAGE + "<style>" + "td .a," * n + "p{display:none}</style>"),
    "html with styles of their own": (
        100_000,
        lambda n: PAGE + "".join(f"<i style='color:#{i:06x}'>1</i>" for i in range(n)),
    ),
    "html hidden in each other": (
        60_000,
        lambda n: PAGE + "<style>i{color:white}b{color:#fefefe}</style>" + "<i><b>1</b></i>" * n,
    ),
    "html of cells with long spans": (190_000, lambda n: "<table>" + "<tr><td rowspan=1000>1<td>2" * (n // 2)),
    "html of cells in one row with long spans": (190_000, lambda n: "<table><tr>" + "<td rowspan=1000>1" * n),
    "html of rows under long spans": (
        190_000,
        lambda n: "<table><tr>" + "<td rowspan=1000>1" * 900 + "<tr><td>2" * (n - 900),
    ),
    "html of tables": (30_000, lambda n: "<table><tr><td>1<td>2</table>" * n),
    "html of cells": (190_000, lambda n: "<table>" + "<tr><td>1<td>2<td>3<td>4" * (n // 4)),
    "html of tables of one cell": (190_000, lambda n: PAGE + "<table><tr><td>1</table>" * n),
    "html of tables of one cell in each other": (200, lambda n: PAGE + "<table><tr><td>" * n + "1"),
    "html of long digits": (8_000_000, lambda n: "<table><tr><td>规章<td>" + "1" * n + "<td>2<td>3</table>"),
    "html of comments": (2_000_000, lambda n: PAGE + "<!-- -->" * n),
    "html that opens comments": (2_000_000, lambda n: PAGE + "<!--" * n),
    "html of entities": (4_000_000, lambda n: PAGE + "&amp;" * n),
    "docx of paragraphs": (2_000_000, lambda n: word("<w:p><w:r><w:t>1</w:t></w:r></w:p>" * n)),
    "docx of empty paragraphs": (14_000_000, lambda n: word("<w:p/>" * n)),
    "docx of text": (90_000_000, lambda n: word(f"<w:p><w:r><w:t>{'1' * n}</w:t></w:r></w:p>")),
    "docx of runs": (190_000, lambda n: word("<w:p>" + "<w:r><w:t>1</w:t></w:r>" * n + "</w:p>")),
    "docx of cells": (
        100_000,
        lambda n: word("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 10 + "</w:tr>") * (n // 10) + "</w:tbl>"),
    ),
    "docx of wide cells": (
        50_000,
        lambda n: word(
            "<w:tbl>"
            + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr><w:p/></w:tc><w:tc/></w:tr>' * n
            + "</w:tbl>"
        ),
    ),
    "docx of attributes": (8_000_000, lambda n: word('<w:p w:a="" w:b=""/>' * (n // 2))),
    "docx of tables in tables": (
        200,
        lambda n: word("<w:tbl><w:tr><w:tc>" * n + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * n),
    ),
    "docx of tables of one cell": (
        100_000,
        lambda n: word("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" * n),
    ),
    "docx of many tables with a table inside": (
        20_000,
        lambda n: word(
            "<w:tbl><w:tr><w:tc>"
            + "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc/></w:tr></w:tbl>" * n
            + "<w:p/></w:tc></w:tr></w:tbl>"
        ),
    ),
    "odt of paragraphs": (2_000_000, lambda n: opendocument("text", "<text:p>1</text:p>" * n)),
    "odt of repeated rows": (
        1,
        lambda _: opendocument(
            "text",
            '<table:table><table:table-row table:number-rows-repeated="999999999"><table:table-cell '
            'table:number-columns-repeated="900"><text:p>1</text:p></table:table-cell></table:table-row></table:table>',
        ),
    ),
    "ods of repeated rows": (
        1,
        lambda _: opendocument(
            "spreadsheet",
            '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'table:number-columns-repeated="900"><text:p>1</text:p></table:table-cell></table:table-row></table:table>',
        ),
    ),
    "ods of cells": (
        600_000,
        lambda n: opendocument(
            "spreadsheet",
            "<table:table>" + "<table:table-row>" + "<table:table-cell/>" * n + "</table:table-row></table:table>",
        ),
    ),
    "xlsx of rows": (1_000_000, lambda n: workbook("<row/>" * n)),
    "xlsx of numbered rows": (1_000_000, lambda n: workbook("".join(f'<row r="{i}"/>' for i in range(1, n + 1)))),
    "xlsx of cells": (1_000_000, lambda n: workbook('<row r="1">' + "<c><v>1</v></c>" * n + "</row>")),
    "xlsx of cells in rows": (1_000_000, lambda n: workbook(("<row>" + "<c><v>1</v></c>" * 10 + "</row>") * (n // 10))),
    "xlsx of empty cells": (1_000_000, lambda n: workbook(("<row>" + "<c/>" * 10 + "</row>") * (n // 10))),
    "xlsx of rich texts": (
        1_000_000,
        lambda n: workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings="<si><r><t>1</t></r></si>" * n),
    ),
    "xlsx of a text in many pieces": (
        1_000_000,
        lambda n: workbook(
            '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings="<si>" + "<r><t>1</t></r>" * n + "</si>"
        ),
    ),
    "xlsx of cells with a text in pieces": (
        200_000,
        lambda n: workbook('<row r="1"><c r="A1" t="inlineStr"><is>' + "<r><t>1</t></r>" * n + "</is></c></row>"),
    ),
    "xlsx of styles": (
        190_000,
        lambda n: workbook('<row r="1"><c r="A1"><v>1</v></c></row>', styles=f"<cellXfs>{'<xf/>' * n}</cellXfs>"),
    ),
    "xlsx with quotes in a number format": (60_000, lambda n: formatted("&quot;" * n)),
    "xlsx with brackets in a number format": (200_000, lambda n: formatted("[" * n)),
    "xlsx with strokes in a number format": (200_000, lambda n: formatted("\\" * n)),
    "xlsx with sections in a number format": (200_000, lambda n: formatted(";" * n)),
    "xlsx with nothing in a number format": (200_000, lambda n: formatted("_ " * (n // 2) + "x")),
    "xlsx of merged cells": (
        100_000,
        lambda n: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            after="<mergeCells>" + "".join(f'<mergeCell ref="A{i}:B{i}"/>' for i in range(1, n)) + "</mergeCells>",
        ),
    ),
    "xlsx of merged cells that overlap": (
        100_000,
        lambda n: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            after="<mergeCells>" + '<mergeCell ref="A1:Z999"/>' * n + "</mergeCells>",
        ),
    ),
    "xlsx of large merged cells": (
        1000,
        lambda n: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1900"><c r="ALL1900"><v>2</v></c></row>',
            after="<mergeCells>" + '<mergeCell ref="A1:ALL1900"/>' * n + "</mergeCells>",
        ),
    ),
    "xlsx of rows that lie": (100_000, lambda n: workbook('<row r="9"><c r="A9"><v>1</v></c></row>' * n)),
    "xlsx of far cells": (
        1,
        lambda _: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        ),
    ),
    "xlsx of hidden columns": (
        100_000,
        lambda n: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            after="<cols>" + '<col min="1" max="16384" hidden="1"/>' * n + "</cols>",
        ),
    ),
    "pdf of words all over": (4_000, dense),
    "pdf of more words": (20_000, dense),
    "pdf of a flate bomb": (1_000_000_000, flate_bomb),
    "pdf of lines": (5_000, lambda n: drawn(*lines_across(n))),
    "pdf of ruling lines": (5_000, lambda n: drawn(*ruled(n))),
    "pdf of rectangles": (50_000, lambda n: drawn(*rectangles(n))),
    "pdf of dark rectangles with white text": (
        5_000,
        lambda n: drawn(
            *rectangles(n), "1 1 1 rg", *(f"BT /F 5 Tf {i % 590} {i // 590 * 9} Td <6587> Tj ET" for i in range(n))
        ),
    ),
    "pdf of a grid": (400, lambda n: drawn(*(f"0 {i * 2} m 600 {i * 2} l S {i} 0 m {i} 840 l S" for i in range(n)))),
    "pdf of a path": (1_000_000, lambda n: drawn("0 0 m", *["1 1 l"] * n, "S")),
    "text of blanks": (8_000_000, lambda n: HEAD + "规章" + " " * n + "1"),
    "text of tabs": (8_000_000, lambda n: HEAD + "规章" + "\t" * n + "1"),
    "text of full-width blanks": (2_600_000, lambda n: HEAD + "规章" + "\u3000" * n + "1"),
    "text of blank lines": (8_000_000, lambda n: HEAD + "\n" * n + "规章\t1\t2\t3"),
    "text of lines of blanks": (400_000, lambda n: HEAD + "规章 1" + (" " * 20 + "\n") * n),
    "text of short lines": (400_000, lambda n: HEAD + "1\n" * n),
    "text of numbers": (49_000, lambda n: HEAD + "规章 1 2 3\n" * n),
    "text of labels": (49_000, lambda n: HEAD + "规章\n" * n),
    "text of unknown lines": (49_000, lambda n: HEAD + "甲\n" * n),
    "text of different lines": (49_000, lambda n: HEAD + "".join(f"甲乙丙{i} {i}\n" for i in range(n))),
    "text of rows": (48_000, lambda n: HEAD + "规章\t1\t2\t3\n" * n),
    "text of rows that differ": (48_000, lambda n: HEAD + "".join(f"规{i}章\t1\t2\t3\n" for i in range(n))),
    "text of tables": (20_000, lambda n: (HEAD + "规章\t1\t2\t3\n\n") * n),
    "text of digits": (8_000_000, lambda n: HEAD + "规章" + "1" * n),
    "text of digits in rows": (400_000, lambda n: HEAD + "规章\t" + "1" * n + "\t2\t3\n"),
    "text of words run together": (2_000_000, lambda n: HEAD + "规章12" * (n // 4)),
    "text of headings of two kinds": (49_000, lambda n: HEAD + "一、总体情况\n（一）主动公开\n" * (n // 2)),
    "text of strokes": (400_000, lambda n: "|\n" * n),
    "text of strokes in pairs": (400_000, lambda n: "||\n" * n),
    "text of cells behind strokes": (400_000, lambda n: "规章 |\n" * n),
    "text of strokes in a line": (8_000_000, lambda n: HEAD + "|" * n),
    "text of ordinals": (2_000_000, lambda n: "1." * n),
    "text of sentences": (2_000_000, lambda n: HEAD + "收到申请1件。" * (n // 7)),
    "text of headings": (49_000, lambda n: HEAD + "一、总体情况\n" * n),
    "text of years": (400_000, lambda n: HEAD + "2024年" * n),
    "markdown of strokes": (400_000, lambda n: "| a | b |\n| --- | --- |\n" + "| 1 | 2 |\n" * n),
    "markdown of tables of one cell": (49_000, lambda n: "| a |\n| --- |\n\n" * (n // 3)),
    "markdown of headings": (49_000, lambda n: HEAD + "# 规章\n" * n),
    "markdown of rules": (200_000, lambda n: "| a | b |\n| --- | --- |\n" * n),
    "markdown of a long rule": (4_000_000, lambda n: "| a |\n" + "| --- " * (n // 6) + "x\n"),
    "markdown of dashes": (4_000_000, lambda n: "| a |\n|" + "-" * n + "x\n"),
    "markdown of comments": (1_000_000, lambda n: "| a | b |\n| --- | --- |\n" + "<!-- govdisclosure: " * (n // 20)),
    "markdown of strokes with slashes": (4_000_000, lambda n: "| a |\n| --- |\n|" + "\\" * n + "|\n"),
    "csv of commas": (8_000_000, lambda n: "," * n),
    "csv of semicolons": (8_000_000, lambda n: ";" * n),
    "csv of long digits": (4_000_000, lambda n: "规章," + "1" * n + ",2\n"),
    "csv of rows with semicolons": (49_000, lambda n: "规章;1;2\n" * n),
    "csv of rows": (60_000, lambda n: "规章,1,2\n" * n),
    "csv of semicolons in rows": (400_000, lambda n: "a;b;c\n" * n),
    "csv of quotes": (8_000_000, lambda n: 'a,b,"' + '"' * n),
    "csv of commas and lines": (4_000_000, lambda n: ",,,\n" * (n // 4)),
    "tidy csv of long digits": (5_000, lambda n: "spec,table,row,column,value\ncn/2021,fees,fee,amount," + "1" * n),
    "tidy csv of rows": (400_000, lambda n: "spec,table,row,column,value\n" + "cn/2021,fees,fee,amount,1\n" * n),
    "json of empty objects": (10_600_000, lambda n: '{"spec":"cn/2021","tables":[' + "{}," * n + "{}]}"),
    "json of whole numbers": (16_000_000, lambda n: '{"spec":"cn/2021","tables":[' + "1," * n + "1]}"),
    "json of brackets": (8_000_000, lambda n: '{"spec":"cn/2021","tables":' + "[" * n),
    "json of keys": (
        1_000_000,
        lambda n: '{"spec":"cn/2021","tables":{' + ",".join(f'"{i}":1' for i in range(n)) + "}}",
    ),
    "json of a long number": (
        8_000_000,
        lambda n: '{"spec":"cn/2021","tables":{"fees":{"fee":{"amount":' + "1" * n + "}}}}",
    ),
    "json of a lone surrogate": (1, lambda _: r'{"spec":"cn/2021","organisation":"\ud800","tables":{}}'),
    "bytes at random": (8_000_000, lambda n: random.Random(0).randbytes(n)),
    "bytes of GB 18030": (8_000_000, lambda n: bytes([0xB9, 0xE6]) * (n // 2) + b"\xff"),
}
"""The size that each kind of document has when it is run here, and what makes one of a size."""


@frozen
class Run:
    """What came of a command in a child process."""

    seconds: float
    megabytes: float
    code: int
    said: str


def run(arguments: Sequence[str | bytes], folder: Path, *, given: bytes = b"") -> Run:
    """Run the command line on some arguments in a folder."""
    command = [sys.executable, "-m", "govdisclosure", "--lang", "en", *arguments]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as source:
        source.write(given)
        source.seek(0)
        child = subprocess.Popen(command, cwd=folder, stdin=source, stdout=out, stderr=subprocess.STDOUT)
        for kind, most in ((resource.RLIMIT_CPU, MOST_SECONDS), (resource.RLIMIT_AS, MOST_MEMORY)):
            resource.prlimit(child.pid, kind, (most, most))
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0, os.SEEK_END)
        out.seek(max(0, out.tell() - 2000))
        lines = out.read().decode("utf-8", "replace").strip().splitlines()
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode, lines[-1] if lines else "")


def make(title: str) -> None:
    """Write the document of a kind to the standard output."""
    size, made = DOCUMENTS[title][0], DOCUMENTS[title][1]
    data = made(size)
    sys.stdout.buffer.write(data.encode() if isinstance(data, str) else data)


def main() -> None:
    """Print a line for every input."""
    words = sys.argv[1:]
    if words[:1] == ["--make"]:
        make(words[1])
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title in DOCUMENTS:
            if words and not any(word in title for word in words):
                continue
            # Made by a process of its own: what a child takes at most is counted from what its parent holds.
            with (folder / "document").open("wb") as file:
                subprocess.run(
                    [sys.executable, "-m", "tests.support.hostile", "--make", title], stdout=file, check=True
                )
            size = (folder / "document").stat().st_size
            found = run(["check", "document"], folder)
            over = " !" if found.seconds > 2 or found.megabytes > 300 else "  "
            sys.stdout.write(
                f"{title:45} {size / 1e6:6.2f} MB {found.seconds:6.2f} s {found.megabytes:5.0f} MB{over}"
                f"exit {found.code}  {found.said[:110]}\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
