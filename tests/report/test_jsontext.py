"""JSON text: numbers to the last digit, and limits on what a stranger may send."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.language import using
from govdisclosure.report.jsontext import MAX_CHARACTERS, Duplicate, Unusable, parse_json, write_json

DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.integers(1 - 10**36, 10**36 - 1).map(lambda units: Decimal(f"{units}e-18"))
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(DATA, st.sampled_from((None, 0, 1, 2)), st.booleans())
def test_what_is_written_is_read_back(data: object, indent: int | None, ascii_only: bool) -> None:  # noqa: FBT001
    """Data survives being written and read, numbers to the last digit, however it is laid out."""
    text = write_json(data, indent, ascii_only=ascii_only)
    assert parse_json(text) == data
    assert parse_json(text.encode()) == data
    assert not ascii_only or text.isascii()


@given(DATA)
def test_any_reader_of_json_can_read_what_is_written(data: object) -> None:
    """What is written is JSON as everybody understands it."""
    assert json.loads(write_json(data), parse_float=Decimal) == data


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({}, "{}"),
        ([], "[]"),
        ({"a": [], "b": {}}, '{\n "a": [],\n "b": {}\n}'),
        ([1, Decimal("1.50"), Decimal("1E+3"), "甲", None, True], '[\n 1,\n 1.50,\n 1000,\n "甲",\n null,\n true\n]'),
        ((1, 2), "[\n 1,\n 2\n]"),
    ],
)
def test_layout(data: object, text: str) -> None:
    """One value stands on a line, and an amount is written exactly, without an exponent."""
    assert write_json(data) == text


def test_a_number_that_no_cell_can_hold() -> None:
    """NaN, infinity and absurdly long numbers are set aside, to be named by whoever knows where they stood."""
    for text in ("NaN", "Infinity", "-Infinity", "1" * 61, "0." + "1" * 60, "1e" + "9" * 59):
        assert isinstance(parse_json(text), Unusable)
    assert parse_json("1" * 60) == int("1" * 60)
    assert isinstance(parse_json("1e999999999999999999999"), Unusable)
    assert parse_json("1" * 61).text == "11111111111111111111… (61)"
    assert parse_json("NaN").text == "NaN"


def test_a_key_that_is_given_twice() -> None:
    """An object that gives a key twice says so; nothing is silently overwritten."""
    data = parse_json('{"a": {"b": 1, "c": 2, "b": 3}}')
    assert not isinstance(data, Duplicate)
    assert isinstance(data["a"], Duplicate)
    assert data["a"].key == "b"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON (line 1, column 1): Expecting value"),
        ('{"a": 1,\n "b" 2}', "not JSON (line 2, column 6): Expecting ':' delimiter"),
        ("{'a': 1}", "not JSON (line 1, column 2): Expecting property name enclosed in double quotes"),
        ("[1, 2", "not JSON (line 1, column 6)"),
        ("1_000", "not JSON (line 1, column 2): Extra data"),
        (b"\xff\xfe", "the report JSON is not UTF-8 text"),
        ("[" * 200_000, "the JSON is nested too deeply"),
    ],
)
def test_what_is_no_json(text: str | bytes, message: str) -> None:
    """What is no JSON is refused with line and column; nesting has a limit."""
    with pytest.raises(gd.ReadError) as caught:
        parse_json(text)
    assert str(caught.value).startswith(message)


def test_a_text_that_is_too_large() -> None:
    """Megabytes of zeros are refused before they are looked at."""
    size = MAX_CHARACTERS + 1
    with pytest.raises(gd.ReadError, match=rf"too large \({size}\); at most {MAX_CHARACTERS} characters"):
        parse_json(b"0" * size)


def test_a_byte_order_mark() -> None:
    """Bytes may begin with a byte order mark."""
    assert parse_json("\ufeff[1]".encode()) == [1]


def test_in_chinese() -> None:
    """The message is in the language of whoever asked."""
    with using("zh"), pytest.raises(gd.ReadError, match="不是 JSON（第 1 行第 1 列）"):
        parse_json("")
