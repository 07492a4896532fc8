"""Reading documents: this library against the fastest parser of each kind, both sides in one run.

The documents are made here: one report in each kind, the web page of 117 KB with the styles that Word gives each cell.
A document drawn like one before, other figures aside, is read by what was found in that; the page is also drawn anew.
Ratios are of medians. A PDF named on the command line is measured as well. What is not installed on the other side is
left out and said.
"""

from __future__ import annotations

import importlib
import io
import random
import re
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from govdisclosure.documents import open_document
from govdisclosure.reading import read_bytes
from tests.support import printing
from tests.support.styles import STYLES

ROUNDS = 30
PAGE_BYTES = 117_000
_FIGURE = re.compile(">[0-9]+<")


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median processor time of some work in milliseconds, after one run that warms caches up."""
    work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times) * 1000


def compare(name: str, other: str, ours: Callable[[], object], theirs: Callable[[], object] | None, goal: str) -> None:
    """Print both times, their ratio, and what it should be."""
    mine = median(ours)
    if theirs is None:
        print(f"{name:28} {mine:7.2f} ms  ({other} is not installed)")
        return
    its = median(theirs)
    print(f"{name:28} {mine:7.2f} ms  {other} {its:7.2f} ms  ratio {mine / its:5.2f}  (goal {goal})")


def drawn_anew(page: str) -> Iterator[bytes]:
    """Yield a page with one of its figures left out, each time another: none is drawn like one before."""
    for figure in _FIGURE.finditer(page):
        yield f"{page[: figure.start()]}><{page[figure.end() :]}".encode()


def main() -> None:
    """Measure every kind."""
    report = printing.balanced("cn/2021", random.Random(0))
    made = {name: style(report, random.Random(0)) for name, style in STYLES.items()}
    page = made["html saved by Word"].decode()
    style = "border:solid windowtext 1.0pt;border-left:none;mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt;"
    room = (PAGE_BYTES - len(page.encode())) // page.count("<td") - len(" style=''")
    page = page.replace("<td", f"<td style='{(style * 9)[:room]}'")
    for data in (page.encode(), made["docx"], made["xlsx"], made["pdf"]):
        assert read_bytes(data).report.values == report.values

    def parser(module: str) -> object | None:
        try:
            return importlib.import_module(module)
        except ModuleNotFoundError:
            return None

    html = page.encode()
    print(f"web page of {len(html):,} bytes: {1000 / median(lambda: read_bytes(html)):.0f} pages/s (goal 200)")
    lexbor, lxml = parser("selectolax.lexbor"), importlib.import_module("lxml.html")
    lexbor_parse = (lambda: lexbor.LexborHTMLParser(page)) if lexbor else None  # type: ignore[attr-defined]
    compare("html to report", "lexbor, parse only", lambda: read_bytes(html), lexbor_parse, "<= 3")
    compare("html to report", "lxml, parse only", lambda: read_bytes(html), lambda: lxml.document_fromstring(page), "-")
    anew = drawn_anew(page)
    compare(
        "html, each drawn anew",
        "lxml, parse only",
        lambda: read_bytes(next(anew)),
        lambda: lxml.document_fromstring(page),
        "-",
    )
    compare(
        "html to grids", "lxml, parse only", lambda: open_document(html), lambda: lxml.document_fromstring(page), "-"
    )

    python_docx = importlib.import_module("docx")
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    types += 'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
    types += '"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    types += 'document.main+xml"/></Types>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
    rels += f'Type="{office}" Target="word/document.xml"/></Relationships>'
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    docx = printing.zipped({"[Content_Types].xml": types, "_rels/.rels": rels, **parts})

    def with_python_docx() -> list[str]:
        tables = python_docx.Document(io.BytesIO(docx)).tables
        return [cell.text for table in tables for row in table.rows for cell in row.cells]

    compare("docx to grids", "python-docx", lambda: open_document(docx), with_python_docx, "<= 0.2")
    compare("docx to report", "python-docx", lambda: read_bytes(docx), with_python_docx, "<= 0.2")

    xlsx = made["xlsx"]
    calamine = importlib.import_module("python_calamine")

    def with_calamine() -> list[object]:
        book = calamine.load_workbook(io.BytesIO(xlsx))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    compare("xlsx to grids", "calamine", lambda: open_document(xlsx), with_calamine, "<= 3")
    compare("xlsx to report", "calamine", lambda: read_bytes(xlsx), with_calamine, "<= 3")

    plumber = importlib.import_module("pdfplumber")

    def with_pdfplumber(pdf: bytes) -> list[object]:
        with plumber.open(io.BytesIO(pdf)) as document:
            return [table.extract() for found in document.pages for table in found.find_tables()]

    for pdf in (made["pdf"], *(Path(name).read_bytes() for name in sys.argv[1:])):
        compare("pdf to grids", "pdfplumber", partial(open_document, pdf), partial(with_pdfplumber, pdf), "<= 0.2")
        compare("pdf to report", "pdfplumber", partial(read_bytes, pdf), partial(with_pdfplumber, pdf), "<= 0.2")


if __name__ == "__main__":
    main()
