"""Rows by code: codes that a report names, of which the shorter are the sums of the longer."""

import json
from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.cli import run
from tests.support.minimal import minimal, minimal_text

ROWS = "{nodes: {items: {label: {zh: 科目}, open: code, digits: [3, 5, 7], total_label: {zh: 合计}, total_at: start}}}"
SPEC = minimal(rows=ROWS)
CODES = ("201", "20139", "2013901", "2013950", "208", "2080505", "30102")


def accounts(**figures: int | None) -> gd.Report:
    """Return a report with these figures by code; `total` is that of all."""
    rows = {"items" if code == "total" else f"items.{code[1:]}": {"n": figure} for code, figure in figures.items()}
    return gd.from_json(json.dumps({"spec": SPEC.id, "tables": {"stock": rows}}), spec=SPEC)


def test_a_code_is_the_sum_of_those_that_begin_with_it() -> None:
    """A part belongs to the longest code that it begins with; the total is that of codes which are no parts."""
    rows = gd.expand(SPEC, {"stock/rows:items": CODES}).tables["stock"].rows
    sums = {one.path: [rows.lines[index].path.removeprefix("items.") for index, _ in one.addends] for one in rows.sums}
    assert sums == {
        "items": ["201", "208", "30102"],
        "items.201": ["20139"],
        "items.20139": ["2013901", "2013950"],
        "items.208": ["2080505"],
    }


def test_sums_over_every_level_are_checked_and_located() -> None:
    """A wrong figure among the codes breaks the sum above it, which its suspects explain."""
    right = {"total": 9, "_201": 5, "_20139": 5, "_2013901": 3, "_2013950": 2, "_208": 4}
    assert gd.check(accounts(**right)).ok
    result = gd.check(accounts(**right | {"_2013950": 7}))
    assert [finding.relation.id for finding in result.findings] == ["stock/rows:items.20139[n]"]
    suspects = [[(cell.row, cell.suggested) for cell in suspect.cells] for suspect in gd.locate(result.report)]
    assert [("items.2013950", 2)] in suspects


def test_a_blank_code_follows_from_its_parts() -> None:
    """A sum by code is deduced like any other total."""
    blank = accounts(total=None, _201=None, _20139=5, _208=4)
    assert {cell.row: cell.value for cell in gd.fill(blank)} == {"items.201": 5, "items": 9}


@pytest.mark.parametrize("code", ["2013", "20a", "", "-20", "２０１"])
def test_what_is_no_code(code: str) -> None:
    """A code has digits only, and as many as one of its levels."""
    with pytest.raises(gd.ReadError, match="is no key of type code"):
        accounts(**{f"_{code}": 1})


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("open: code", "open: code and digits go together"),
        ("open: text, digits: [3]", "open: code and digits go together"),
        ("digits: [3]", "digits without open: code"),
        ("open: code, digits: [3, 3]", "digits rise from level to level"),
        ("open: code, digits: [0]", "digits rise from level to level"),
        ("open: code, digits: [31]", "digits rise from level to level, from 1 to 30"),
    ],
)
def test_what_codes_need(written: str, message: str) -> None:
    """The digits of the levels belong to codes, and rise."""
    text = minimal_text(rows=ROWS.replace("open: code, digits: [3, 5, 7]", written))
    with pytest.raises(gd.SpecError, match=message):
        gd.load_text(text)


def test_a_blank_form_by_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A blank form is drawn with the codes that are asked for; what is none is refused."""
    spec, out = tmp_path / "2024.yaml", tmp_path / "form.html"
    spec.write_text(minimal_text(rows=ROWS), "utf-8")
    assert run(["blank", str(spec), str(out), "--rows", "201", "--rows", "20139"]) == 0
    assert "20139" in out.read_text("utf-8")
    assert run(["blank", str(spec), str(tmp_path / "b.html"), "--rows", "2013"]) == 2
    assert "2013" in capsys.readouterr().err
