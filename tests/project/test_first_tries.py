"""What a programmer tries first: it works, or a sentence says what to do instead."""

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

import govdisclosure as gd
from govdisclosure.documents.writers.pdf import has_chinese_font
from govdisclosure.language import using
from govdisclosure.writing import FORMATS

EXAMPLES = Path(__file__).parents[2] / "examples"
BROKEN = EXAMPLES / "report-2024-broken.txt"
READING = gd.read(BROKEN)
REPORT = READING.report


class Scalar:
    """A whole number as numpy and pandas hold it: no `int`, but one that stands for an index."""

    dtype: ClassVar[str] = "int64"

    def __init__(self, number: int) -> None:
        self.number = number

    def __index__(self) -> int:
        return self.number


@pytest.mark.parametrize(
    "function",
    [gd.check, gd.locate, gd.fill, gd.to_json, gd.to_data, lambda given: gd.convert(given, "cn/2019")],
    ids=["check", "locate", "fill", "to_json", "to_data", "convert"],
)
def test_a_reading_is_taken_for_its_report(function: Callable[[Any], Any]) -> None:
    """Wherever a report is asked for, a reading does, and so does the result of a check."""
    assert repr(function(READING)) == repr(function(REPORT)) == repr(function(gd.check(REPORT)))


def test_a_reading_is_written_like_its_report(tmp_path: Path) -> None:
    """In every format, as the report of the year before too."""
    for form in FORMATS if has_chinese_font() else set(FORMATS) - {"pdf"}:
        gd.write(READING, tmp_path / f"a.{form}")
        assert (tmp_path / f"a.{form}").stat().st_size
    with pytest.raises(gd.UsageError, match="the prior report"):
        gd.check(READING, prior=READING)


def test_a_document_is_a_path_bytes_or_an_open_file() -> None:
    """However the document is at hand, it is read the same."""
    data = BROKEN.read_bytes()
    with BROKEN.open("rb") as file:
        for given in (BROKEN, str(BROKEN), data, bytearray(data), memoryview(data), io.BytesIO(data), file):
            assert gd.read(given) == READING


def test_a_path_is_read_and_checked() -> None:
    """Who only wants to know what is wrong with a document names it; so with that of last year."""
    assert repr(gd.check(str(BROKEN))) == repr(gd.check(BROKEN)) == repr(gd.check(REPORT))
    with pytest.raises(gd.UsageError, match="the prior report"):
        gd.check(READING, prior=BROKEN)
    with pytest.raises(gd.ReadError, match="cannot be opened"):
        gd.check("no-such-report.docx")


def test_what_a_function_does_is_no_method() -> None:
    """Whoever asks the report itself is told the function."""
    with pytest.raises(AttributeError, match=r"has no attribute 'to_json'; use gd\.to_json\(report\)"):
        REPORT.to_json()  # type: ignore[attr-defined]  # that is what is tried
    with pytest.raises(AttributeError, match=r"has no attribute 'tables'$"):
        REPORT.tables  # type: ignore[attr-defined]  # noqa: B018 - the same


@pytest.mark.parametrize(
    ("tried", "meant"), [("specs", "spec_ids"), ("chek", "check"), ("validate", "check"), ("load", "load_spec")]
)
def test_a_name_that_is_none_is_answered_with_one_that_is(tried: str, meant: str) -> None:
    """A slip or another word for the same; names that programs ask for get none."""
    with pytest.raises(AttributeError, match=f"has no attribute '{tried}'; did you mean {meant}\\?"):
        getattr(gd, tried)
    assert not hasattr(gd, "__wrapped__")


def test_one_name_need_not_stand_in_a_list() -> None:
    """A rule to select or to leave out is not taken for its letters."""
    assert (
        gd.check(REPORT, select="applications/balance").counts
        == gd.check(REPORT, select=["applications/balance"]).counts
    )
    assert gd.check(REPORT, ignore="*").findings == ()


def test_a_row_is_a_mapping_of_its_columns() -> None:
    """It has the cells that the form has in that row, in drawn order."""
    for table in REPORT:
        cells = [table[row][column] for row in table.rows for column in table[row]]
        assert cells == list(table)
    row = REPORT["applications"]["new"]
    assert list(row) == list(REPORT["applications"].columns)
    assert "total" in row
    assert "totl" not in row


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (lambda: REPORT["aplications"], "applications"),
        (lambda: REPORT["applications"]["nwe"], "new"),
        (lambda: REPORT["applications"]["nwe", "total"], "new"),
        (lambda: REPORT["applications"]["new", "totel"], "total"),
        (lambda: REPORT["applications"]["new"]["totel"], "total"),
        (lambda: REPORT.replacing({("fees", "fee", "amuont"): 1}), "fees, fee, amount"),
    ],
    ids=["table", "row", "row of a cell", "column of a cell", "column of a row", "cell to replace"],
)
def test_a_wrong_key_gets_the_one_that_is_like_it(asked: Callable[[], object], meant: str) -> None:
    """A wrong key is a KeyError whose sentence offers the right one."""
    with using("en"), pytest.raises(KeyError) as caught:
        asked()
    assert isinstance(caught.value, gd.UnknownKeyError)
    assert str(caught.value).endswith(f"; did you mean {meant}?")


def test_scalars_of_frames_are_the_numbers_they_are() -> None:
    """Whole numbers of other libraries become `int`, an amount `Decimal`; a float is what it is written as."""
    count, amount = ("applications", "new", "total"), ("fees", "fee", "amount")
    changed = REPORT.replacing({count: Scalar(3), amount: 1.6})  # type: ignore[dict-item]
    assert [type(changed[t][r, c].value) for t, r, c in (count, amount)] == [int, Decimal]
    assert changed["applications"]["new", "total"].value == 3
    assert changed["fees"]["fee", "amount"].value == Decimal("1.6")
    assert type(REPORT.replacing({amount: 2})["fees"]["fee", "amount"].value) is Decimal
    data = {"spec": "cn/2021", "tables": {"applications": {"new": {"total": Scalar(3)}}}}
    assert gd.from_data(data)["applications"]["new", "total"].value == 3


@pytest.mark.parametrize("given", [0.1 + 0.2, float("nan"), True, "3", [3], SimpleNamespace()])
def test_what_is_no_exact_number_is_refused(given: Any) -> None:
    """The sentence says what a cell takes."""
    with using("en"), pytest.raises(gd.UsageError, match="expected an int or a Decimal"):
        REPORT.replacing({("fees", "fee", "amount"): given})


CALLS: list[Callable[[Any], object]] = [
    gd.check,
    gd.locate,
    gd.fill,
    gd.to_json,
    gd.to_data,
    gd.read,
    gd.load_spec,
    gd.expand,
    gd.dump_spec,
    gd.from_json,
    lambda given: gd.check(REPORT, prior=given),
    lambda given: gd.check(REPORT, select=[given]),
    lambda given: gd.convert(REPORT, given),
    lambda given: gd.convert(given, "cn/2019"),
    lambda given: gd.read(BROKEN, spec=given),
    lambda given: gd.write(given, "nowhere/report.docx"),
    lambda given: gd.write(REPORT, given),
    lambda given: gd.blank(given, "nowhere/form.docx"),
    lambda given: gd.spec_for("cn", given),
]


@pytest.mark.parametrize("call", CALLS, ids=map(str, range(len(CALLS))))
@pytest.mark.parametrize("given", [3.5, [], {"a": 1}, object()], ids=["float", "list", "dict", "object"])
def test_a_wrong_type_is_said_to_be_one(call: Callable[[Any], object], given: object) -> None:
    """A wrong type is a TypeError or an error of ours with a sentence, and never one from inside."""
    with using("en"), pytest.raises((TypeError, gd.GovDisclosureError)) as caught:
        call(given)
    assert any(word in str(caught.value) for word in ("expected", "argument should be", "there is no"))


def test_a_file_that_was_opened_for_text_is_said_to_be_one() -> None:
    """Its bytes are lost, so the reader says how to open it."""
    with BROKEN.open(encoding="utf-8") as file, using("en"), pytest.raises(TypeError, match="mode 'rb'"):
        gd.read(file)  # type: ignore[call-overload]


THINGS = [
    READING,
    REPORT,
    REPORT["applications"],
    REPORT["applications"]["new"],
    REPORT["applications"]["new", "total"],
    gd.check(REPORT),
    *gd.check(REPORT),
    gd.locate(REPORT),
    *gd.locate(REPORT),
    gd.fill(REPORT),
    *gd.fill(REPORT),
    REPORT.spec,
    REPORT.form,
    REPORT.form.relations[0],
    REPORT.form.cells[0],
]


@pytest.mark.parametrize("thing", THINGS, ids=[f"{number} {type(one).__name__}" for number, one in enumerate(THINGS)])
def test_what_a_console_shows_fits_a_screen(thing: object) -> None:
    """No object floods the console that it is looked at in."""
    assert len(repr(thing)) <= 400


def test_a_notebook_draws_tables_as_the_form() -> None:
    """A table, and a report with all its tables, are shown with spans, their figures in them."""
    table = REPORT["applications"]
    drawn = table._repr_html_()
    assert drawn.startswith("<table")
    assert "rowspan" in drawn
    assert f">{table['new', 'total'].value}<" in drawn
    assert REPORT._repr_html_().count("<table") == READING._repr_html_().count("<table") == 3


def test_a_notebook_shows_findings_and_takes_nothing_for_markup() -> None:
    """A result is the list of its findings and remarks; what documents say stays text."""
    evil = gd.from_json('{"spec": "cn/2021", "organisation": "a", "problems": [{"code": "<b>", "severity": "info", '
                        '"message": "<script>alert(1)</script>"}]}')  # fmt: skip
    shown = gd.check(evil)._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert all(finding.id in gd.check(REPORT)._repr_html_() for finding in gd.check(REPORT))
