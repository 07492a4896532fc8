"""Rows of a collection form whose labels are typed too: what is typed is read back, and judged as it is read."""

from pathlib import Path

import formualizer
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.form import expand, verdict
from govdisclosure.layout import with_spare_lines
from govdisclosure.reading import read_bytes
from govdisclosure.report.standing import interval_at
from govdisclosure.writing import blank_bytes
from tests.support.minimal import minimal
from tests.support.recalculating import FilledForm, places_of, saved

SPEC = minimal(
    rows="{nodes: {shop: {label: {zh: 门店}, open: text, total_label: {zh: 合计}}}}",
    columns="{total: exact, total_label: {zh: 总计}, nodes: {n: {label: {zh: 数量}}, m: {label: {zh: 人数}}}}",
    rules="""rules:
  some: {label: {zh: 有人}, table: stock, each: rows, check: m >= 1, severity: warning}""",
)
COUNT = 3
SPARE = {"stock/rows:shop": COUNT}
EMPTY = gd.from_json(blank_bytes(SPEC, "json"), spec=SPEC)
NAMED = ("东街店", "西街店", "12")


def spare_form(folder: Path) -> FilledForm:
    """Return the collection form with spare rows, opened in the engine."""
    form = with_spare_lines(expand(SPEC), SPARE, "zh")
    path = folder / "form.xlsx"
    path.write_bytes(blank_bytes(SPEC, "xlsx", spare=COUNT))
    return FilledForm(form, formualizer.Workbook.load_path(str(path)), places_of(form))


def type_row(form: FilledForm, number: int, label: str, n: int | None, m: int | None) -> None:
    """Type the label and the figures of a spare row."""
    first, second = (form.form.index["stock", f"shop.备用行 {number + 1}", column] for column in ("n", "m"))
    form.put(first, n)
    form.put(second, m)
    place = form.places[first]
    form.book.set_value(place.sheet, place.row + 1, place.column, label or None)  # the label stands to its left


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> FilledForm:
    """A form with spare rows, opened once."""
    return spare_form(tmp_path_factory.mktemp("form"))


FIGURE = st.none() | st.integers(0, 20)


@settings(max_examples=20, phases=[Phase.explicit, Phase.generate])  # a spreadsheet is slow to shrink
@given(rows=st.lists(st.tuples(st.booleans(), FIGURE, FIGURE), min_size=COUNT, max_size=COUNT))
def test_what_is_typed_is_read_back_and_judged_alike(
    form: FilledForm, rows: list[tuple[bool, int | None, int | None]]
) -> None:
    """A row with a label is one of the report, with its figures; all others are none, and no rule looks at them."""
    names = [label if is_named else "" for label, (is_named, _, _) in zip(NAMED, rows, strict=True)]
    for number, (name, (_, n, m)) in enumerate(zip(names, rows, strict=True)):
        type_row(form, number, name, n, m)
    verdicts = form.verdicts()
    report = read_bytes(saved(form, EMPTY, SPARE), spec=SPEC).report
    judged = {one.id: verdict(one, lambda index: interval_at(report, index)) for one in report.form.relations}
    for number, (name, (_, n, m)) in enumerate(zip(names, rows, strict=True)):
        is_row = bool(name) and (n, m) != (None, None)
        if is_row:
            assert [report["stock"][f"shop.{name}", column].value for column in ("n", "m")] == [n, m]
        if is_row or not name:  # of a label without figures the report has no row, and the form waits for them
            for key, status in verdicts.items():
                if f"备用行 {number + 1}]" in key:
                    assert status == judged.get(key.replace(f"备用行 {number + 1}", name), "not_applicable")
    assert {key: status for key, status in verdicts.items() if "备用行" not in key} == {
        key: status for key, status in judged.items() if "shop." not in key
    }


def test_of_a_label_that_was_typed_twice_no_figure_is_taken_that_differs(tmp_path: Path) -> None:
    """Nobody knows which of its rows counts, so the form is read like any other document, and it is said."""
    form = spare_form(tmp_path)
    for number, figure in enumerate((3, 4)):
        type_row(form, number, NAMED[0], figure, 1)
    form.verdicts()
    read = read_bytes(saved(form, EMPTY, SPARE), spec=SPEC)
    assert [read.report["stock"][f"shop.{NAMED[0]}", column].value for column in ("n", "m")] == [None, 1]
    assert {problem.code for problem in read.problems} >= {"printed_twice"}
