"""PDF files as a browser and an office program print them, where these are at hand."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import govdisclosure as gd
from tests.support.paper import CHROMIUM, Browser
from tests.support.printing import balanced

OFFICE = shutil.which("soffice")

STYLES = {
    "as written": "",
    "small pages, rows cut": "@page{size:18cm 9cm;margin:1cm} tr{break-inside:auto!important} "
    "td,th{padding:14px 2px!important}",
    "heads not repeated": "@page{size:18cm 9cm;margin:1cm} thead{display:table-row-group!important}",
    "dotted": "td,th{border:1px dotted #000!important}",
    "dashed": "td,th{border:1px dashed #000!important}",
    "double": "td,th{border:3px double #000!important}",
    "cells apart": "table{border-collapse:separate!important;border-spacing:2px} td,th{border:1px solid!important}",
    "no lines": "td,th{border:0!important}",
    "lines across only": "td,th{border:0!important;border-bottom:1px solid!important;border-top:1px solid!important}",
    "lines down only": "td,th{border:0!important;border-left:1px solid!important;border-right:1px solid!important}",
    "white heads": "th{background:#036;color:#fff} *{-webkit-print-color-adjust:exact}",
    "scaled": "article{transform:scale(.7);transform-origin:0 0}",
    "white text": "td::after{content:'7';color:#fff}",
    "watermark": "article::before{content:'2024 内部资料 99';position:fixed;left:2cm;top:8cm;font-size:60pt;"
    "color:rgba(200,0,0,.2);transform:rotate(-35deg)}",
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """What prints web pages."""
    if CHROMIUM is None:
        pytest.skip("no chromium")
    with Browser(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.mark.parametrize("name", STYLES)
def test_what_a_browser_prints_is_read_back(browser: Browser, name: str, tmp_path: Path) -> None:
    """The web page that this library writes comes back from paper, however it is styled."""
    report = balanced("cn/2021", random.Random(11))
    page, printed = tmp_path / "report.html", tmp_path / "report.pdf"
    gd.write(report, page)
    page.write_text(page.read_text("utf-8").replace("</style>", f"{STYLES[name]}</style>"), "utf-8")
    printed.write_bytes(browser.printed(page))
    read = gd.read(printed).report
    assert [cell.value for cell in read.cells()] == [cell.value for cell in report.cells()]


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice")
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_what_an_office_program_prints_is_read_back(kind: str, tmp_path: Path) -> None:
    """The document and the workbook that this library writes come back from paper."""
    assert OFFICE is not None
    report = balanced("cn/2019", random.Random(11))
    written = tmp_path / f"report.{kind}"
    gd.write(report, written)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [OFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(written)]
    subprocess.run(command, capture_output=True, check=True)
    read = gd.read(written.with_suffix(".pdf")).report
    assert [cell.value for cell in read.cells()] == [cell.value for cell in report.cells()]
