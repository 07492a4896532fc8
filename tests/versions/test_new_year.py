"""A new report year is one file: with nothing else changed, everything works in the new form."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.layout.drawing import drawn_tables
from govdisclosure.reading import read_bytes
from govdisclosure.specfile.store import find_spec, using_folders
from govdisclosure.testing import reports
from govdisclosure.versions.differences import diff
from tests.support.guide import new_year
from tests.support.rendering import page


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of formats that holds the new year."""
    folder = tmp_path_factory.mktemp("formats")
    (folder / "cn").mkdir()
    (folder / "cn" / "2027.yaml").write_text(new_year(), encoding="utf-8")
    return folder


@pytest.fixture(scope="module", autouse=True)
def formats(folder: Path) -> Iterator[None]:
    """The new year can be found."""
    with using_folders([folder]):
        yield


def test_the_form_has_the_new_cells_and_sums() -> None:
    """One row added is seven cells and one sum; a row split in two is one row more."""
    old, new = gd.expand(find_spec("cn/2021")), gd.expand(find_spec("cn/2027"))
    assert len(new.cells) == len(old.cells) + 14
    assert ("applications", "outcome.refused.trade_secret", "total") in new.index
    assert ("applications", "carried_in", "total") not in new.index


def test_the_drawn_table_has_the_new_rows() -> None:
    """The added row is drawn where it belongs, numbered, and those below it count on."""
    texts = [cell.text for _, grid in drawn_tables(gd.expand(find_spec("cn/2027"))) for cell in grid.cells]
    assert "2.属于商业秘密" in texts
    assert "3.其他法律行政法规禁止公开" in texts
    assert "不满一年" in texts
    assert "本年制定件数" in texts
    assert "本年制发件数" not in texts


@given(st.data())
def test_a_text_in_the_new_form_is_read_and_checked(data: st.DataObject) -> None:
    """A balanced report printed in the new form is told from all others, read back exactly, and passes."""
    report = data.draw(reports(find_spec("cn/2027")))
    read = read_bytes(page(report).encode()).report
    assert read.spec.id == "cn/2027"
    assert read.values == report.values
    assert gd.check(read).ok


@given(st.data())
def test_json_keeps_the_new_form(data: st.DataObject) -> None:
    """Report JSON names the new format and comes back equal."""
    report = data.draw(reports(find_spec("cn/2027")))
    assert gd.from_json(gd.to_json(report)) == report


@given(st.data())
def test_converted_back_and_forth_what_is_comparable_stays(data: st.DataObject) -> None:
    """Carried to the old form, a split row is the sum of its parts; back again, comparable cells are what they were."""
    report = data.draw(reports(find_spec("cn/2027")))
    old = gd.convert(report, "cn/2021")
    assert old.spec.id == "cn/2021"
    for column in old["applications"].columns:
        parts = [report["applications"][row, column].value for row in ("carried_in.recent", "carried_in.older")]
        assert old["applications"]["carried_in", column].value == sum(part for part in parts if part is not None)
    again = gd.convert(old, "cn/2027")
    for cell, before in zip(again.cells(), report.cells(), strict=True):
        if cell.state != "absent":
            assert cell.value == before.value
        else:
            assert cell.ref.row in ("outcome.refused.trade_secret", "carried_in.recent", "carried_in.older")


def test_the_differences_are_told() -> None:
    """The diff to the year before has the four edits of the file and nothing undeclared."""
    found = diff(find_spec("cn/2021"), find_spec("cn/2027"), "en")
    assert [difference.edit.verb for difference in found.differences] == ["add", "split", "relabel"]
    assert found.undeclared == ()


def test_a_full_file_made_of_the_child_is_the_same_format() -> None:
    """What `spec show --full` prints loads to an equal spec."""
    spec = find_spec("cn/2027")
    assert gd.load_text(gd.dump_spec(spec)) == spec


def test_the_command_line_knows_the_new_year(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """check, rule, docs, schema and diff take the new id once its folder is named."""
    report = tmp_path / "report.json"
    report.write_text('{"spec": "cn/2027", "year": 2027, "tables": {}}', encoding="utf-8")
    given_folder = ["--specs", str(folder)]
    for arguments in (
        ["check", str(report)],
        ["rule", "applications/trade_secret_needs_request"],
        ["spec", "lint", "cn/2027"],
        ["spec", "diff", "cn/2019", "cn/2027", "--format", "json"],
        ["spec", "schema", "cn/2027"],
        ["spec", "docs", "cn/2027", "-o", str(tmp_path / "docs")],
    ):
        assert run([*given_folder, *arguments]) == 0, capsys.readouterr().err
    assert "trade_secret" in capsys.readouterr().out
