"""What LibreOffice makes of reports is still the same report; run by hand with GOVDISCLOSURE_OFFICE=1."""

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from govdisclosure.reading import read_bytes
from govdisclosure.specfile.store import find_spec
from govdisclosure.writing import blank_bytes, write_bytes
from tests.support import printing as p

OFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(
    not (OFFICE and os.environ.get("GOVDISCLOSURE_OFFICE")), reason="asked for with GOVDISCLOSURE_OFFICE=1"
)
TEXTS = ("odt", "doc docx", "odt docx", "docx odt")
BOOKS = ("xls", "ods", "xlsx", "xls xlsx", "ods xls")


def converted(data: bytes, kind: str, trip: str, folder: Path) -> bytes:
    """Return a document after LibreOffice saved it in one kind after another."""
    path = folder / f"report.{kind}"
    path.write_bytes(data)
    for number, suffix in enumerate(trip.split()):
        command = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", suffix]
        if path.suffix == ".html":
            command.append("--infilter=HTML (StarWriter)")
        out = folder / str(number)
        subprocess.run([*command, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=180)
        path = out / f"report.{suffix}"
    return path.read_bytes()


@pytest.mark.parametrize("trip", TEXTS)
@pytest.mark.parametrize("spec", ["cn/2019", "cn/2021"])
def test_a_text_stays_the_same_report(spec: str, trip: str, tmp_path: Path) -> None:
    """A Word document that was saved as something else reads as it was."""
    report = p.balanced(spec, random.Random(1))
    assert read_bytes(converted(write_bytes(report, "docx"), "docx", trip, tmp_path)).report == report


@pytest.mark.parametrize("trip", ["odt", "odt docx", "doc docx"])
@pytest.mark.parametrize("own", [True, False])
def test_a_web_page_saved_as_a_text_stays_the_same_report(own: bool, trip: str, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of a test
    """A page opened in a word processor and saved there reads as it was."""
    report = p.balanced("cn/2021", random.Random(2))
    page = write_bytes(report, "html") if own else p.html_page(p.blocks_of(report)).encode()
    assert read_bytes(converted(page, "html", trip, tmp_path)).report == report


@pytest.mark.parametrize("trip", BOOKS)
@pytest.mark.parametrize("own", [True, False])
def test_a_workbook_stays_the_same_report(own: bool, trip: str, tmp_path: Path) -> None:  # noqa: FBT001 - the same
    """A workbook of this library or a printed one, saved as something else, reads as it was."""
    report = p.balanced("cn/2021", random.Random(3))
    data = write_bytes(report, "xlsx") if own else p.xlsx(p.blocks_of(report))
    assert read_bytes(converted(data, "xlsx", trip, tmp_path)).report == report


@pytest.mark.parametrize("trip", BOOKS[:-1])  # from .ods to .xls, LibreOffice writes 0 as the result of every formula
def test_an_empty_form_stays_empty(trip: str, tmp_path: Path) -> None:
    """A form that nobody filled in has no number in it, whatever it was saved as."""
    data = blank_bytes(find_spec("cn/2021"), "xlsx")
    report = read_bytes(converted(data, "xlsx", trip, tmp_path)).report
    assert {cell.state for cell in report.cells()} == {"blank"}
    assert report == read_bytes(data).report
