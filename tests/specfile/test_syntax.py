"""YAML text to data with positions: what an unquoted word means, and where things stand."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure import load_text
from govdisclosure.errors import Fault, SpecError
from govdisclosure.language import using
from govdisclosure.likeness import nearest
from govdisclosure.spec import CONTROLS
from govdisclosure.specfile.dump import dump_spec
from govdisclosure.specfile.syntax import parse, resolve
from tests.support.minimal import minimal, minimal_text


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing(text: str) -> None:
    """Five spellings mean nothing at all, as in YAML 1.2."""
    assert resolve(text) is None


@pytest.mark.parametrize(("text", "value"), [("true", True), ("True", True), ("FALSE", False)])
def test_truth(text: str, value: bool) -> None:  # noqa: FBT001 - one of two values
    """Only true and false are truth values."""
    assert resolve(text) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("-3", -3), ("+4", 4), ("007", 7), ("0.50", Decimal("0.50")), (".5", Decimal("0.5")), ("1e3", 1000)],
)
def test_numbers(text: str, value: int | Decimal) -> None:
    """Whole numbers are integers, all others exact decimals: no float is ever made."""
    assert resolve(text) == value
    assert str(resolve(text)) == str(value) or "e" in text
    assert isinstance(resolve(text), int if isinstance(value, int) and "e" not in text else Decimal)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "no",
        "on",
        "off",
        "1_000",
        "0x1F",
        "0o17",
        "2021-09-26",
        "1.",
        "1:30",
        ".inf",
        ".nan",
        "NaN",
        "1" * 31,
        "一",
    ],
)
def test_texts(text: str) -> None:
    """What YAML 1.1 or a lenient reader would turn into something else stays the text that was written."""
    assert resolve(text) == text


def test_quotes_make_text() -> None:
    """A number in quotes, or in a block, is text."""
    data = parse("a: '1'\nb: \"true\"\nc: |-\n  2\nd: >-\n  3\n", "f").data
    assert data == {"a": "1", "b": "true", "c": "2", "d": "3"}


def test_positions() -> None:
    """Every key and every value knows its line and its column."""
    parsed = parse("a: {b: [1, 'x y']}\n", "f")
    inside = Fault("inside the quotes", path=("a", "b", 1), offset=2)
    assert str(parsed.placed(Fault("here", path=("a", "b", 1)))) == "f:1:12: here"
    assert str(parsed.placed(inside)) == "f:1:15: inside the quotes"
    assert str(parsed.placed(Fault("key", path=("a", "b"), key=True))) == "f:1:5: key"
    assert str(parsed.placed(Fault("the nearest", path=("a", "c", "d")))) == "f:1:1: the nearest"
    assert parsed.holds(("a", "b", 0))
    assert not parsed.holds(("a", "c"))


def test_keys_are_text() -> None:
    """A key that looks like a number, a truth value or nothing is still the text that was written."""
    assert parse("{1: a, true: b, ~: c}", "f").data == {"1": "a", "true": "b", "~": "c"}


def test_near_matches_are_offered() -> None:
    """A typo gets an offer, a different word gets none."""
    assert nearest("lable", ["label", "note"]) == "; did you mean label?"
    assert nearest("zzz", ["label", "note"]) == ""


@given(st.from_regex(rf"[^{CONTROLS}]{{0,150}}", fullmatch=True))
def test_any_text_survives_being_dumped(text: str) -> None:
    """Whatever a note says, it says the same after it was written as YAML and read back."""
    from attrs import evolve

    from govdisclosure.spec import Localised

    spec = evolve(minimal(), note=Localised((("zh", text),)))
    assert load_text(dump_spec(spec)).note == spec.note


BROKEN = [
    "a: b: c",
    "a: [1, 2",
    "a: {b: 1",
    "a: 'x",
    "a:\n  b: 1\n c: 2",
    "a:\n\tb: 1",
    "a: @x",
    "a: %x",
    "- a\nb: 1",
    "a: 1\n- b",
    "a\nb: 1",
    'a: "\\q"',
    "a: b\n  c: d",
    "a: [b: c: d]",
    "a: *",
    "a: }",
    "a: x\x07y",
]


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_yaml_is_told_in_the_language_chosen(text: str) -> None:
    """The parser speaks English only; who reads Chinese is told in Chinese, where and what."""
    with using("zh"), pytest.raises(SpecError) as caught:
        parse(text, "f")
    (fault,) = caught.value.faults
    assert fault.line is not None
    assert not re.search("[A-Za-z]{3}", fault.message), fault.message


@pytest.mark.parametrize("text", ["1.", "-2.", "0x1F", "0o17", ".inf", ".NaN", "1.e5", "9" * 40])
def test_what_other_programs_take_for_a_number_needs_quotes(text: str) -> None:
    """The JSON Schema of the language, in an editor, sees a number there; here it would be text."""
    with using("en"):
        (fault,) = parse(f"a: {text}", "f").faults
    assert fault.message == f'{text} is a number to other programs; put it in quotes: "{text}"'
    assert (fault.line, fault.column) == (1, 4)
    assert parse(f'a: "{text}"', "f").faults == []


@pytest.mark.parametrize("sign", ["\u202e", "\u200f", "\x1b", "\x07", "\u2067", "\x85"])
def test_what_controls_a_terminal_is_no_text_of_a_form(sign: str) -> None:
    """A sign that turns the direction of text, or begins an escape sequence, is refused where it stands."""
    text = minimal_text(rows=f'{{nodes: {{a: {{label: {{zh: "货\\u{ord(sign):04x}币"}}}}}}}}')
    with using("en"), pytest.raises(SpecError) as caught:
        load_text(text, "f")
    (fault,) = caught.value.faults
    line = text.splitlines()[(fault.line or 1) - 1]
    assert fault.message == f"holds the control character U+{ord(sign):04X}, which nobody sees; delete it"
    assert line[(fault.column or 1) - 1 :].startswith('"货')


@pytest.mark.parametrize("day", ["2019-02-30", "2019-2-3", "20190203", "昨天", ""])
def test_a_date_is_a_day_of_the_calendar(day: str) -> None:
    """The date of a source is one that there was."""
    with using("en"), pytest.raises(SpecError, match=r'expected a date, as in "2021-09-26"'):
        load_text(minimal_text().replace("source: {", f"source: {{date: '{day}', ", 1))
