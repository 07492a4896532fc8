"""Report JSON to a report: strict, exact, and every fault with its path."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.language import using
from govdisclosure.report import decode
from govdisclosure.report.faults import MAX_FAULTS
from tests.support.made_up import made_up
from tests.support.minimal import minimal, minimal_text

SHOP = gd.load_spec(Path(__file__).parent.parent / "data" / "shop.yaml")


def report(**parts: object) -> str:
    """Return report JSON in the format of 2021, with these parts at the top."""
    return json.dumps({"spec": "cn/2021"} | parts, ensure_ascii=False)


def cell(data: str, place: str = "applications.new.natural_person") -> str:
    """Return report JSON of one cell, as text, so that any number can stand in it."""
    table, row, column = place.split(".", 2)
    return f'{{"spec": "cn/2021", "tables": {{"{table}": {{"{row}": {{"{column}": {data}}}}}}}}}'


def faults(text: str | bytes, **arguments: Any) -> list[str]:
    """Return the faults of a report JSON, each as one line."""
    with pytest.raises(gd.ReadError) as caught:
        gd.from_json(text, **arguments)
    return [str(fault) for fault in caught.value.faults]


AT = "tables.applications.new.natural_person"
AMOUNT = "fees.fee.amount"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("1.5", f"{AT}: expected a whole number; found 1.5"),
        ("1e-3", f"{AT}: expected a whole number; found 0.001"),
        ("3.9", f"{AT}: expected a whole number; found 3.9"),
        ('"3"', f'{AT}: expected a whole number; found "3"'),
        ("true", f"{AT}: expected a whole number; found true"),
        ("[]", f"{AT}: expected a whole number; found a list"),
        ("NaN", f"{AT}: expected a whole number; found NaN"),
        ("-Infinity", f"{AT}: expected a whole number; found -Infinity"),
        ("1" * 40, f"{AT}: the number {'1' * 40} is too long: at most 18 digits before and after the point"),
        ("1" * 19, f"{AT}: the number {'1' * 19} is too long: at most 18 digits before and after the point"),
        ("1" * 500, f"{AT}: expected a whole number; found {'1' * 20}… (500)"),
        ("{}", f"{AT}: expected exactly one of value, mark, unreadable"),
        ('{"value": 1, "mark": "/"}', f"{AT}: expected exactly one of value, mark, unreadable"),
        ('{"value": {"value": 1}}', f"{AT}.value: cannot be an object"),
        ('{"value": 1, "notes": "x"}', f"{AT}.notes: unknown key; did you mean note?"),
        ('{"value": 1, "note": 5}', f"{AT}.note: expected text; found 5"),
        ('{"value": 1, "note": "a\\u0000b"}', f"{AT}.note: contains control characters"),
        ('{"value": 1, "origin": "guessed"}', f"{AT}.origin: expected inferred or derived"),
        ('{"mark": "n/a"}', f"{AT}.mark: the mark n/a is not allowed here; allowed: / — —— - － 无"),
        ('{"mark": null}', f"{AT}.mark: expected text"),
        ('{"mark": 0}', f"{AT}.mark: expected text; found 0"),
        ('{"unreadable": null}', f"{AT}.unreadable: expected text"),
        ('{"value": 1, "value": 2}', f"{AT}.value: the key is given twice"),
    ],
)
def test_a_cell_that_cannot_be(data: str, fault: str) -> None:
    """A count is a whole number of at most eighteen digits, and nothing is turned into one."""
    assert faults(cell(data)) == [fault]


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ("0", 0),
        ("-5", -5),
        ("-0", 0),
        ("9" * 18, 10**18 - 1),
        ('{"value": 7, "note": "其中修订2件"}', 7),
        ('{"value": 7, "origin": "derived"}', 7),
        ('{"value": null, "note": "未填"}', None),
        ("null", None),
    ],
)
def test_counts(data: str, value: int | None) -> None:
    """A count may be below zero, which is for the checker to find; a blank is no number."""
    found = gd.from_json(cell(data))["applications"]["new", "natural_person"]
    assert found.value == value
    assert type(found.value) is type(value)
    assert found.state == ("blank" if value is None else "number")


@pytest.mark.parametrize("data", ["0", "0.10", "1e3", "999999999999999999.999999999999999999", "-0.000001", "1E-18"])
def test_amounts(data: str) -> None:
    """An amount is exact to the last of its digits, and a whole one is an amount all the same."""
    found = gd.from_json(cell(data, AMOUNT))["fees"]["fee", "amount"].value
    assert isinstance(found, Decimal)
    assert str(found) == str(Decimal(data))


@pytest.mark.parametrize("data", ["1e18", "1" * 19 + ".5", "0." + "0" * 18 + "1", "1E-19", "1e55"])
def test_an_amount_that_is_too_long(data: str) -> None:
    """There is a limit before the point and behind it, so that sums are exact too."""
    (fault,) = faults(cell(data, AMOUNT))
    assert fault.startswith("tables.fees.fee.amount: the number ")


@pytest.mark.parametrize(
    ("table", "row", "column", "number", "message"),
    [
        ("applications", "new", "total", 3.0, "expected a whole number; found 3.0; a float is not exact: write 3"),
        ("applications", "new", "total", 3.5, "expected a whole number; found 3.5"),
        ("fees", "fee", "amount", 1.6, 'expected a number; found 1.6; a float is not exact: write Decimal("1.6")'),
        ("fees", "fee", "amount", 0.1 + 0.2, "expected a number; found 0.30000000000000004"),
    ],
)
def test_what_to_write_instead_of_a_float(table: str, row: str, column: str, number: float, message: str) -> None:
    """The exact number that a float stands for is offered, where there is one that the cell can hold."""
    with pytest.raises(gd.ReadError) as caught:
        gd.from_data({"spec": "cn/2021", "tables": {table: {row: {column: number}}}})
    assert str(caught.value) == f"tables.{table}.{row}.{column}: {message}"


def test_floats_are_refused() -> None:
    """Data that was parsed by others may hold floats, and a float is no exact number."""
    with pytest.raises(gd.ReadError, match=r"expected a number; found 0\.1"):
        gd.from_data({"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": 0.1}}}})
    with pytest.raises(gd.ReadError, match="expected a whole number; found nan"):
        gd.from_data({"spec": "cn/2021", "tables": {"applications": {"new": {"total": float("nan")}}}})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", ["expected an object; found a list"]),
        ("5", ["expected an object; found 5"]),
        ("{}", ["spec: missing key spec, the id of the format"]),
        ('{"spec": 2021}', ["spec: expected text; found 2021"]),
        ('{"spec": "cn/2012"}', ["spec: there is no format cn/2012; did you mean cn/2021?"]),
        ('{"spec": "/etc/passwd.yaml"}', ["spec: there is no format /etc/passwd.yaml"]),
        (report(organization="x"), ["organization: unknown key; did you mean organisation?"]),
        (report(organisation=5), ["organisation: expected text; found 5"]),
        (report(year="2024"), ['year: expected a year; found "2024"']),
        (report(year=24), ["year: expected a year; found 24"]),
        (report(year=True), ["year: expected a year; found true"]),
        (report(tables=[]), ["tables: expected an object; found a list"]),
        (report(tables={"applicatons": {}}), ["tables.applicatons: unknown key; did you mean applications?"]),
        (report(tables={"fees": 5}), ["tables.fees: expected an object; found 5"]),
        (report(tables={"fees": {"feee": {}}}), ["tables.fees.feee: unknown key; did you mean fee?"]),
        (report(tables={"fees": {"fee": None}}), ["tables.fees.fee: expected an object; found null"]),
        (report(tables={"fees": {"fee": {"amout": 1}}}), ["tables.fees.fee.amout: unknown key; did you mean amount?"]),
        (
            report(tables={"applications": {"outcome.refused": {}}}),
            [
                "tables.applications.outcome.refused: unknown key; did you mean outcome.granted?",
            ],
        ),
        ('{"spec": "cn/2021", "year": 2024, "year": 2023}', ["year: the key is given twice"]),
        ('{"spec": "cn/2021", "tables": {"fees": {}, "fees": {}}}', ["tables.fees: the key is given twice"]),
        (report(sections=5), ["sections: expected an object; found 5"]),
        (report(sections={"overveiw": ""}), ["sections.overveiw: unknown key; did you mean overview?"]),
        (report(sections={"overview": None}), ["sections.overview: expected text"]),
        (report(sections={"overview": 5}), ["sections.overview: expected text; found 5"]),
        (report(problems={}), ["problems: expected a list"]),
        (report(problems=[5]), ["problems.0: expected an object; found 5"]),
        (report(problems=[{"code": "x"}]), ["problems.0: code, severity or message is missing"]),
        (
            report(problems=[{"code": "x", "severity": "bad", "message": "m"}]),
            [
                "problems.0.severity: expected error, warning or info",
            ],
        ),
        (
            report(problems=[{"code": "x", "severity": "info", "message": "m", "line": "5"}]),
            [
                "problems.0.line: unknown key",
            ],
        ),
        (report(sources={"fees": {"fee": {"amount": 5}}}), ["sources.fees.fee.amount: expected text"]),
        (report(sources={"fees": {"feee": {}}}), ["sources.fees.feee: unknown key; did you mean fee?"]),
    ],
)
def test_faults_and_their_paths(text: str, expected: list[str]) -> None:
    """Whatever a report JSON should not hold is named with its path, and a near match where there is one."""
    assert faults(text) == expected


def test_every_fault_of_a_file_is_listed() -> None:
    """One run lists every fault."""
    tables = {"fees": {"fee": {"amount": "5"}}, "licensing": {"licence": {"decisions": 1.5}}, "unheard": {}}
    assert [fault.split(":")[0] for fault in faults(report(tables=tables, year="x", extra=1))] == [
        "extra",
        "year",
        "tables.unheard",
        "tables.licensing.licence.decisions",
        "tables.fees.fee.amount",
    ]


def test_a_flood_of_faults_is_counted() -> None:
    """Beyond fifty the faults are only counted."""
    found = faults(report(**{f"key_{number}": 1 for number in range(80)}))
    assert len(found) == MAX_FAULTS + 1
    assert found[-1] == "and 30 more faults"


def test_the_format_asked_for() -> None:
    """A report may leave its format out where the caller names it, and must not contradict it."""
    assert gd.from_json("{}", spec="cn/2021").spec.id == "cn/2021"
    assert gd.from_json("{}", spec=minimal()).spec.id == "test/2024"
    assert faults(report(), spec="cn/2019") == ["spec: the report is in the format cn/2021, not in cn/2019"]
    with pytest.raises(gd.UsageError, match="there is no format cn/2012"):
        gd.from_json("{}", spec="cn/2012")


def test_every_part_of_a_report() -> None:
    """Organisation, year, sections, problems and sources are there as they were written."""
    text = report(
        organisation="某局",
        year=2024,
        sections={"lead": "开头", "overview": "一\n二"},
        problems=[{"code": "c", "severity": "info", "message": "m", "table": "fees", "place": "第3行"}],
        tables={"fees": {"fee": {"amount": 1}}},
        sources={"fees": {"fee": {"amount": "第3行"}}},
    )
    found = gd.from_json(text)
    assert (found.organisation, found.year) == ("某局", 2024)
    assert found.sections == {"lead": "开头", "overview": "一\n二"}
    assert found.problems == (gd.Problem("c", "info", "m", "fees", place="第3行"),)
    assert found["fees"]["fee", "amount"].source == "第3行"


@pytest.mark.parametrize(
    ("value", "data", "fault"),
    [
        ("word", "5", "expected text; found 5"),
        ("word", '{"mark": "/"}', "the mark / is not allowed here; allowed: –"),
        ("word", '"a\\u0001"', 'expected text; found "a\\u0001"'),
        ("day", '"2023-02-29"', 'expected a date such as 2024-01-31; found "2023-02-29"'),
        ("day", '"20240131"', 'expected a date such as 2024-01-31; found "20240131"'),
        ("day", "20240131", "expected a date such as 2024-01-31; found 20240131"),
    ],
)
def test_texts_and_dates(value: str, data: str, fault: str) -> None:
    """A cell of text holds text, a cell of dates a date that exists."""
    text = f'{{"tables": {{"stock": {{"a": {{"n": {data}}}}}}}}}'
    assert [found.split(": ", 1)[1] for found in faults(text, spec=minimal(value=value))] == [fault]


@pytest.mark.parametrize(("value", "text"), [("word", "任何文字\n"), ("word", ""), ("day", "2024-02-29")])
def test_texts_and_dates_that_fit(value: str, text: str) -> None:
    """A text is kept as it is."""
    found = gd.from_data({"tables": {"stock": {"a": {"n": text}}}}, spec=minimal(value=value))["stock"]["a", "n"]
    assert (found.state, found.text, found.value) == ("text", text, None)


@pytest.mark.parametrize(
    ("kind", "key", "fine"),
    [
        ("text", "东街", True),
        ("text", "a.b", True),
        ("text", "", False),
        ("text", " 东街", False),
        ("text", "东\u0007街", False),
        ("text", "长" * 201, False),
        ("integer", "0", True),
        ("integer", "-12", True),
        ("integer", "007", False),
        ("integer", "1.5", False),
        ("integer", "1" * 19, False),
        ("date", "2024-02-29", True),
        ("date", "2024-02-30", False),
    ],
)
def test_keys_of_open_rows(kind: str, key: str, fine: bool) -> None:  # noqa: FBT001 - what is expected
    """A key that the report gives to an open row is of the type that the format says."""
    rows = f"{{nodes: {{shop: {{label: {{zh: 店}}, open: {kind}, total_label: {{zh: 计}}}}}}}}"
    data = {"tables": {"stock": {f"shop.{key}": {"n": 1}}}}
    spec = minimal(rows=rows)
    if fine:
        assert gd.from_data(data, spec=spec)["stock"].rows == (f"shop.{key}", "shop")
    else:
        (fault,) = faults(json.dumps(data), spec=spec)
        assert fault.startswith(f"tables.stock/rows:shop.{key}"[:60])
        assert fault.endswith(f": is no key of type {kind}")


def test_too_many_open_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a limit to the rows that a report may name."""
    monkeypatch.setattr(decode, "MAX_KEYS", 2)
    rows = {f"shop.{number}": {"bread": 1} for number in range(3)}
    assert faults(json.dumps({"tables": {"sales": rows}}), spec=SHOP)[0] == "tables.sales/rows:shop: more than 2 keys"


def test_open_columns_are_collected_from_every_row() -> None:
    """A column that only a later row names is a column of the whole table."""
    visits = {"checked": {"day.2024-01-01": 1}, "advised": {"day.2024-01-02": 1}}
    found = gd.from_data({"tables": {"visits": visits}}, spec=SHOP)["visits"]
    assert found.columns == ("day", "day.2024-01-01", "day.2024-01-02")
    assert found["checked", "day.2024-01-02"].state == "absent"


def test_keys_where_there_are_no_rows() -> None:
    """What is no object names no keys; it is a fault of its own."""
    assert faults('{"tables": {"sales": 5, "visits": {"checked": 5}}}', spec=SHOP) == [
        "tables.sales: expected an object; found 5",
        "tables.visits.checked: expected an object; found 5",
    ]
    assert faults('{"tables": 5}', spec=SHOP) == ["tables: expected an object; found 5"]


def test_keys_that_are_no_text() -> None:
    """Data that was not parsed from JSON may have keys of other types; they are unknown keys like any other."""
    unnamed: list[dict[object, object]] = [{"sales": {5: {}}}, {"visits": {"checked": {5: 1}}}, {5: {}}]
    for tables in unnamed:
        with pytest.raises(gd.ReadError, match=r"5: unknown key"):
            gd.from_data({"tables": tables}, spec=SHOP)


def test_void_cells_cannot_be_given() -> None:
    """A cell that the form does not have is an unknown key."""
    text = minimal_text().replace("value: count", "value: count\n    void: [{row: a, column: n}]")
    spec = gd.load_text(text)
    assert faults('{"tables": {"stock": {"a": {"n": 1}}}}', spec=spec) == ["tables.stock.a.n: unknown key"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("spec", "tables", "stock", "a", "n", "value", "mark", "note", "year", "sections", "problems")
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(JSON)
def test_any_data_is_a_report_or_a_list_of_faults(data: object) -> None:
    """Whatever the data, the answer is a report or a `ReadError`: never a crash, never a coerced value."""
    try:
        found = gd.from_data(data, spec=minimal())
    except gd.ReadError:
        return
    assert gd.from_data(gd.to_data(found), spec=minimal()) == found


@given(made_up(), JSON)
def test_any_cell_is_read_or_refused(spec: gd.Spec, data: object) -> None:
    """The same for any cell of any format."""
    first = gd.expand(spec).cells[0]
    try:
        found = gd.from_data({"tables": {first.table: {first.row: {first.column: data}}}}, spec=spec)
    except gd.ReadError:
        return
    value = found[first.table][first.row, first.column].value
    assert value is None or value == (data["value"] if isinstance(data, dict) else data)


def test_in_chinese() -> None:
    """Faults are told in the language of whoever asked."""
    with using("zh"):
        assert faults(cell("1.5")) == [f"{AT}: 应为整数，实为 1.5"]


@pytest.mark.parametrize(("text", "number"), [("3.0", 3), ("1e3", 1000), ("-0.0", 0), ("12.000", 12)])
def test_a_whole_number_is_one_however_json_writes_it(text: str, number: int) -> None:
    """JSON Schema takes 3.0 for an integer, and so does reading: it becomes one, and stays exact."""
    report = gd.from_json(
        f'{{"spec": "cn/2021", "tables": {{"applications": {{"new": {{"natural_person": {text}}}}}}}}}'
    )
    value = report["applications"]["new", "natural_person"].value
    assert (value, type(value)) == (number, int)
