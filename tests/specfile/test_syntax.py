"""YAML text to data with positions: what an unquoted word means, and where things stand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure.errors import Fault
from govdisclosure.likeness import nearest
from govdisclosure.specfile.dump import dump_spec
from govdisclosure.specfile.syntax import parse, resolve
from tests.support.minimal import minimal


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


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=150))
def test_any_text_survives_being_dumped(text: str) -> None:
    """Whatever a note says, it says the same after it was written as YAML and read back."""
    from attrs import evolve

    from govdisclosure import load_text
    from govdisclosure.spec import Localised

    spec = evolve(minimal(), note=Localised((("zh", text),)))
    assert load_text(dump_spec(spec)).note == spec.note
