"""Printed shares held against their parts, and cells that take one of a list of texts."""

import json
from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.language import using
from tests.support.minimal import minimal, minimal_text

VALUES = """values:
  count: {kind: integer, min: 0}
  share: {kind: decimal, places: 1}
  money: {kind: decimal, places: 2, tolerance: rounding}
  answer: {kind: text, among: [是, 否]}"""
COLUMNS = """{nodes: {all: {label: {zh: 全部}}, girls: {label: {zh: 女}},
      part: {label: {zh: 比例}, value: share, ratio: {of: girls, to: all, times: 100}},
      lodging: {label: {zh: 寄宿}, value: answer}}}"""
ROWS = "{nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}}}"
SPEC = minimal(columns=COLUMNS, rows=ROWS, values=VALUES)


def school(**cells: object) -> gd.Report:
    """Return a report with one school."""
    return gd.from_data({"spec": SPEC.id, "tables": {"stock": {"a": cells}}}, spec=SPEC)


def told(report: gd.Report) -> list[str]:
    """Return what is said of ratios."""
    with using("en"):
        return [problem.message for problem in gd.check(report).problems if problem.code == "ratio_differs"]


@pytest.mark.parametrize("part", [35.5, 35.4, 35, None])
def test_a_ratio_within_its_rounding(part: float | None) -> None:
    """11 of 31 are 35.48 per cent: printed 35.5, or 35 without places; 35.4 is what cutting off gives, and is told."""
    report = gd.from_json(
        json.dumps({"spec": SPEC.id, "tables": {"stock": {"a": {"all": 31, "girls": 11, "part": part}}}}), spec=SPEC
    )
    assert bool(told(report)) is (part == 35.4)


def test_what_a_wrong_ratio_says() -> None:
    """A share that is not of its parts is told with the quotient; neither is it a finding, nor is a cell suspected."""
    report = gd.from_json(
        '{"spec": "test/2024", "tables": {"stock": {"a": {"all": 31, "girls": 11, "part": 53.5}}}}', spec=SPEC
    )
    assert told(report) == ["'甲 / 比例' 53.5 is not 100 × '甲 / 女' 11 ÷ '甲 / 全部' 31 = 35.5"]
    assert gd.check(report).ok
    assert not list(gd.locate(report))


def test_a_ratio_may_be_a_row() -> None:
    """Of others in each column."""
    rows = COLUMNS.replace("lodging: {label: {zh: 寄宿}, value: answer}", "rest: {label: {zh: 其余}}")
    spec = minimal(columns=ROWS, rows=rows, values=VALUES)
    tables = {"all": {"a": 31, "b": 31}, "girls": {"a": 11, "b": 11}, "part": {"a": 35, "b": 53}}
    (said,) = told(gd.from_data({"spec": spec.id, "tables": {"stock": tables}}, spec=spec))
    assert said.startswith("'比例 / 乙' 53 is not 100 × ")


def test_a_ratio_of_nothing_is_zero() -> None:
    """Whatever else is printed is told with a quotient of zero."""
    text = '{"spec": "test/2024", "tables": {"stock": {"a": {"all": 31, "girls": 0, "part": 5}}}}'
    assert told(gd.from_json(text, spec=SPEC)) == ["'甲 / 比例' 5 is not 100 × '甲 / 女' 0 ÷ '甲 / 全部' 31 = 0"]


@pytest.mark.parametrize("hole", ["girls", "all"])
def test_a_ratio_of_a_cell_that_is_not_there_is_never_wrong(hole: str) -> None:
    """In a row that has no such cell nothing is divided; in the others it is."""
    tables = f"""tables:
  stock: {{value: count, rows: {ROWS}, columns: {COLUMNS}, void: [{{row: a, column: {hole}}}]}}"""
    spec = minimal(tables=tables, values=VALUES)
    cells = {"all": 31, "girls": 11, "part": 53}
    rows = {"a": {key: number for key, number in cells.items() if key != hole}, "b": cells}
    (problem,) = told(gd.from_data({"spec": spec.id, "tables": {"stock": rows}}, spec=spec))
    assert "乙" in problem


def test_each_ratio_is_judged_by_itself() -> None:
    """A row without one does not hide that of the next; one that is multiplied by nothing is a plain quotient."""
    spec = minimal(columns=COLUMNS.replace(", times: 100", ""), rows=ROWS, values=VALUES)
    rows = {"a": {"all": 31, "girls": 11}, "b": {"all": 20, "girls": 10, "part": 5}}
    data = {"spec": spec.id, "tables": {"stock": rows}}
    assert told(gd.from_data(data, spec=spec)) == ["'乙 / 比例' 5 is not '乙 / 女' 10 ÷ '乙 / 全部' 20 = 0"]


def test_a_ratio_of_words_is_none() -> None:
    """Nothing is divided where a cell holds a text."""
    values = VALUES.replace("share: {kind: decimal, places: 1}", "share: {kind: text}")
    spec = minimal(columns=COLUMNS, rows=ROWS, values=values)
    rows = {"a": {"all": 31, "girls": 11, "part": "约三成"}}
    assert not told(gd.from_data({"spec": spec.id, "tables": {"stock": rows}}, spec=spec))


def test_nothing_is_divided_by_nothing() -> None:
    """Where the whole is zero or blank there is no ratio to be wrong."""
    assert not told(school(all=0, girls=0))
    report = gd.from_json(
        '{"spec": "test/2024", "tables": {"stock": {"a": {"all": 0, "girls": 0, "part": 5}}}}', spec=SPEC
    )
    assert not told(report)


def test_parts_that_are_rounded_leave_room() -> None:
    """A quotient of rounded amounts may be what any amounts behind them give."""
    spec = minimal(columns=COLUMNS.replace("value: answer", "value: count"), rows=ROWS, value="money", values=VALUES)
    text = '{"spec": "test/2024", "tables": {"stock": {"a": {"all": 0.03, "girls": 0.01, "part": %s}}}}'
    assert [bool(told(gd.from_json(text % part, spec=spec))) for part in (33.3, 20.0, 60.0, 70.0)] == [
        False,
        False,
        False,
        True,
    ]


def test_no_total_counts_a_ratio() -> None:
    """Shares are no parts of a sum, neither of the one above them nor of one across them."""
    columns = COLUMNS.replace("{nodes:", "{total: exact, total_label: {zh: 计}, nodes:", 1)
    rows = ROWS.replace("{nodes:", "{total: exact, total_label: {zh: 计}, nodes:", 1)
    form = gd.expand(minimal(columns=columns, rows=rows, values=VALUES))
    assert not any(form.cell(index).column == "part" for relation in form.relations for index in relation.cells)


def test_a_ratio_names_lines_of_its_axis() -> None:
    """What a ratio is of is a line of the same axis."""
    with pytest.raises(gd.SpecError, match=r"the axis has no girlz; did you mean girls\?"):
        gd.load_text(minimal_text(columns=COLUMNS.replace("of: girls", "of: girlz"), rows=ROWS, values=VALUES))


def test_a_text_of_a_list() -> None:
    """A cell takes one of its texts and no other, from JSON and from a document."""
    assert school(lodging="是")["stock"]["a", "lodging"].text == "是"
    with pytest.raises(gd.ReadError, match="expected one of 是, 否; found"):
        school(lodging="也许")
    with pytest.raises(gd.SpecError, match="only a text has among"):
        minimal(values=VALUES.replace("min: 0", "among: [x]"), columns=COLUMNS, rows=ROWS)


@pytest.mark.parametrize(
    ("printed", "state"), [("否", "text"), (" 否 ", "text"), ("也许", "unreadable"), ("", "blank")]
)
def test_a_text_of_a_list_in_a_document(tmp_path: Path, printed: str, state: str) -> None:
    """What is printed is read if it is one of the texts; anything else cannot be read, and is kept."""
    page = tmp_path / "page.html"
    gd.write(school(all=31, girls=11, lodging="是"), page)
    page.write_text(page.read_text("utf-8").replace(">是<", f">{printed}<"), "utf-8")
    assert gd.read(page, spec=SPEC).report["stock"]["a", "lodging"].state == state
