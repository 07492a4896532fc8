"""Real documents, where they are at hand: beside the checkout, or in the folder that GOVDISCLOSURE_CORPUS names."""

import os
from pathlib import Path

import pytest

import govdisclosure as gd

BESIDE = Path(__file__).parents[3] / "shared" / "corpus"
FOLDER = Path(os.environ.get("GOVDISCLOSURE_CORPUS") or BESIDE)
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real reports are not beside this checkout")


def test_a_real_pdf_equals_its_transcript() -> None:
    """Table three of this report is cut across pages; every cell is read as a person read it."""
    read = gd.read(FOLDER / "huaian-2024.pdf").report
    said = gd.from_json((FOLDER / "huaian_city_2024.json").read_bytes())
    assert [(cell.ref, cell.value, cell.state) for cell in read.cells()] == [
        (cell.ref, cell.value, cell.state) for cell in said.cells()
    ]
    assert (read.organisation, read.year) == ("淮安市人民政府", 2024)


def test_the_blank_word_form_is_two_hundred_blanks() -> None:
    """An empty form holds blanks, and no noughts."""
    read = gd.read(FOLDER / "blank-form-2021.docx").report
    assert [cell.state for cell in read.cells()] == ["blank"] * 200


def test_the_seed_text_is_read_without_a_problem() -> None:
    """The text that the project started from: every cell is 0."""
    read = gd.read(FOLDER / "xigong-2024.txt").report
    assert {cell.value for cell in read.cells()} == {0}
    assert not read.problems
