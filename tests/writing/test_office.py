"""LibreOffice opens what is written; run by hand with GOVDISCLOSURE_OFFICE=1, for it takes its time."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from govdisclosure import load_spec
from govdisclosure.grid.model import Document
from govdisclosure.reading import read_bytes
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import reports
from govdisclosure.writing import blank_bytes, write_bytes
from tests.support.extraction import document_of

OFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(
    not (OFFICE and os.environ.get("GOVDISCLOSURE_OFFICE")), reason="asked for with GOVDISCLOSURE_OFFICE=1"
)


def _converted(path: Path, suffix: str, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    command = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", suffix]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{suffix.partition(':')[0]}"


def _texts(document: Document) -> list[list[list[str]]]:
    return [[[cell.text.strip() for cell in row] for row in grid.rows()] for grid in document.grids]


# No shrinking: every example starts an office twice.
@settings(max_examples=5, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(data=st.data())
def test_tables_survive_the_old_word_format(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """From .docx to .doc and back, all tables are there, the last one included, and read as the same report."""
    folder = tmp_path_factory.mktemp("trip")
    path = folder / "report.docx"
    report = data.draw(reports(load_spec("cn/2021")))
    path.write_bytes(write_bytes(report, "docx"))
    old = _converted(path, "doc", folder / "old")
    new = _converted(old, "docx", folder / "new").read_bytes()
    assert _texts(document_of(path.read_bytes(), "docx")) == _texts(document_of(new, "docx"))
    assert report.values == read_bytes(new).report.values


@pytest.mark.parametrize("name", ["cn/2014", "cn/2019", "cn/2021"])
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_forms_open(name: str, kind: str, tmp_path: Path) -> None:
    """Blank forms become PDFs."""
    path = tmp_path / f"form.{kind}"
    path.write_bytes(blank_bytes(find_spec(name), kind))  # type: ignore[arg-type]  # one of two
    pdf = _converted(path, "pdf", tmp_path / "out")
    assert pdf.read_bytes().startswith(b"%PDF")
