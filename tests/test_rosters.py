"""Rosters made to harm: what is above a unit is followed up to a limit, however long the list is."""

import csv
from pathlib import Path

import pytest

from govdisclosure.errors import ReadError
from govdisclosure.files import Limits, using_limits
from govdisclosure.language import using
from govdisclosure.rosters import read_manifest, read_roster
from tests.support.counting import steps


def chain(path: Path, length: int) -> Path:
    """Write a roster of units of which each is below the next."""
    rows = [f"{number},第{number}局,{number + 1}" for number in range(length)]
    path.write_text("\n".join(["code,name,parent", *rows, f"{length},市,"]), encoding="utf-8")
    return path


def test_units_stand_at_most_fifty_levels_above_each_other(tmp_path: Path) -> None:
    """Fifty are read; of more, each unit that is too deep is named with its line."""
    assert len(read_roster(chain(tmp_path / "r.csv", 50)).units) == 51
    with using("en"), pytest.raises(ReadError, match=r"r\.csv:2: more than 50 levels above 第0局"):
        read_roster(chain(tmp_path / "r.csv", 51))


def test_a_long_chain_takes_steps_as_its_length(tmp_path: Path) -> None:
    """Ten times the units take about ten times the steps."""

    def refuse(length: int) -> int:
        path = chain(tmp_path / "r.csv", length)

        def attempt() -> None:
            with pytest.raises(ReadError):
                read_roster(path)

        return steps(attempt)

    refuse(100)
    assert refuse(3_000) < 12 * refuse(300)


def test_a_list_has_as_many_rows_as_its_limit_allows(tmp_path: Path) -> None:
    """The roster of a whole country is read by who raises the limit; a manifest has the same."""
    (tmp_path / "m.csv").write_text("path\na\nb\nc\n", encoding="utf-8")
    for read, path in ((read_roster, chain(tmp_path / "r.csv", 2)), (read_manifest, tmp_path / "m.csv")):
        with using("en"), using_limits(Limits(list_rows=2)), pytest.raises(ReadError, match=r"csv: .*`list_rows`"):
            read(path)
        with using_limits(Limits(list_rows=3)):
            read(path)


def test_names_that_are_alike_are_proposed_and_none_is_taken(tmp_path: Path) -> None:
    """A unit whose name has a slip in it, but not one with another name."""
    (tmp_path / "r.csv").write_text("code,name,parent\n1,示例市教育局,\n2,示例市水利局,1\n", encoding="utf-8")
    roster = read_roster(tmp_path / "r.csv")
    assert [unit.code for unit in roster.like("示例市教育厅")][:1] == ["1"]
    assert roster.like("某县档案馆") == ()
    assert roster.unit_of("x.html", "示例市教育厅") is None


def test_a_field_beyond_all_limits_is_refused_with_its_line(tmp_path: Path) -> None:
    """The limit is that of the CSV reader."""
    text = f"code,name,parent\n1,{'a' * (csv.field_size_limit() + 1)},\n"
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    with using("en"), pytest.raises(ReadError, match=r"r\.csv:2: field larger than"):
        read_roster(tmp_path / "r.csv")


@pytest.mark.parametrize(
    ("head", "said"),
    [("a" * (csv.field_size_limit() + 1), r"r\.csv:1: field larger than"), ("a," * 10_000, r"r\.csv: .*`width`")],
    ids=["long", "wide"],
)
def test_a_head_beyond_all_limits_is_refused(head: str, said: str, tmp_path: Path) -> None:
    """Before any unit is looked for."""
    (tmp_path / "r.csv").write_text(head, encoding="utf-8")
    with using("en"), pytest.raises(ReadError, match=said):
        read_roster(tmp_path / "r.csv")
