"""The tidy CSV is read like any other document."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import reports


@pytest.mark.parametrize("spec", ["cn/2014", "cn/2019", "cn/2021"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(data=st.data())
def test_what_write_makes_read_takes(spec: str, tmp_path: Path, data: st.DataObject) -> None:
    """A report written as CSV and read again is equal, whatever its cells hold."""
    report = data.draw(reports(find_spec(spec), complete=False))
    path = tmp_path / "report.csv"
    gd.write(report, path)
    assert gd.read(path).report.values == report.values


def test_a_csv_with_other_columns_is_no_tidy_one(tmp_path: Path) -> None:
    """Only the names of the fields make a CSV tidy."""
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(gd.ReadError):
        gd.read(path)
