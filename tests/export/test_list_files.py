"""Lists of findings that come back from people, and what is wrong with some of them."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.export import list_files
from govdisclosure.export.list_files import read_entries, xlsx_bytes
from govdisclosure.language import using


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a" * (csv.field_size_limit() + 1), "not CSV"),
        (b"\xff\xff\xff,\xff\n", "its encoding is not understood"),
        (b"a\n" * 20, "more than 10 rows"),
        (b"a,b\n1,2\n", "not a list of findings"),
    ],
)
def test_what_is_no_list_is_said(data: bytes, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its file, in one sentence."""
    monkeypatch.setattr(list_files, "MAX_ROWS", 10)
    (tmp_path / "list.csv").write_bytes(data)
    with using("en"), pytest.raises(gd.ReadError, match=said) as found:
        read_entries(str(tmp_path / "list.csv"))
    assert found.value.faults[0].file == str(tmp_path / "list.csv")


def test_a_list_as_a_workbook_needs_the_library_that_writes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is missing, the command that installs it is said."""
    monkeypatch.setitem(sys.modules, "govdisclosure.documents", None)
    with using("en"), pytest.raises(gd.ReadError, match=r'pip install "govdisclosure\[documents\]"'):
        xlsx_bytes([])
