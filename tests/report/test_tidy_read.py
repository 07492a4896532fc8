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
    read = gd.read(path).report
    assert (read.values, read.contents) == (report.values, report.contents)


def test_a_csv_with_other_columns_is_no_tidy_one(tmp_path: Path) -> None:
    """Only the names of the fields make a CSV tidy."""
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(gd.ReadError):
        gd.read(path)


def tidy(tmp_path: Path) -> tuple[Path, list[str]]:
    """Return a path and the lines of a small report in tidy rows."""
    path = tmp_path / "report.csv"
    data = {"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": 2}}}, "sections": {"overview": "一年来"}}
    gd.write(gd.from_data(data), path)
    return path, path.read_text(encoding="utf-8-sig").splitlines()


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """Of two columns `value` neither is taken silently."""
    path, (head, *rows) = tidy(tmp_path)
    path.write_text("\n".join([head + ",value", *(row + ",7" for row in rows)]), encoding="utf-8")
    with pytest.raises(gd.ReadError, match=r":1: .*value"):
        gd.read(path)


def test_a_section_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """Of two texts of one section neither is taken silently."""
    path, lines = tidy(tmp_path)
    path.write_text("\n".join([*lines, lines[-1]]), encoding="utf-8")
    with pytest.raises(gd.ReadError, match="overview"):
        gd.read(path)


def test_a_number_of_endless_digits_is_refused(tmp_path: Path) -> None:
    """A number longer than any count is a fault of its line, and never an error from inside."""
    path, lines = tidy(tmp_path)
    path.write_text("\n".join(lines).replace(",2,number", f",{'9' * 5000},number"), encoding="utf-8")
    with pytest.raises(gd.ReadError):
        gd.read(path)
