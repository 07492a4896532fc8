"""What is printed in a cell is read as exactly one thing, or not at all."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure.recognition.matching.numbers import is_value, read_cell
from govdisclosure.report import MAX_DIGITS, NUMBER, Content
from govdisclosure.spec import Localised, Mark, Value
from govdisclosure.specfile.store import find_spec
from tests.support.rendering import DIGITS

COUNT = find_spec("cn/2021").value("count")
CHANGE = find_spec("cn/2019").value("change")
AMOUNT = find_spec("cn/2021").value("amount")
YUAN = {"元": 1, "千元": 1_000, "万": 10_000, "万元": 10_000, "亿": 10**8, "亿元": 10**8}
NAMES = st.sampled_from(sorted(DIGITS))
BIGGEST = 10**MAX_DIGITS - 1


@given(st.integers(-BIGGEST, BIGGEST), NAMES)
def test_an_integer_is_read_however_its_digits_are_printed(number: int, style: str) -> None:
    """Full width, thousands separators and spaces around change nothing; the number stays an int."""
    printed = read_cell(DIGITS[style](str(number)), COUNT)
    assert (printed.number, printed.content.state) == (number, "number")
    assert type(printed.number) is int


@given(st.decimals(-(10**15), 10**15, places=6), NAMES)
def test_an_amount_is_read_exactly(number: Decimal, style: str) -> None:
    """An amount is a Decimal with every digit that was printed."""
    printed = read_cell(DIGITS[style](f"{number:f}"), AMOUNT).number
    assert isinstance(printed, Decimal)
    assert printed.as_tuple() == (+number if number else Decimal(f"{number:f}")).as_tuple()


@given(st.integers(0, 10**18), st.integers(0, 8), st.sampled_from(sorted(YUAN)), st.sampled_from(sorted(YUAN)))
def test_units_of_money_are_converted_exactly(digits: int, places: int, printed_unit: str, own_unit: str) -> None:
    """A number in one unit of money is the same sum in another, no digit rounded, or it is unread."""
    number = Decimal((0, tuple(map(int, str(digits))), -places))
    value = Value("sum", "decimal", Localised((("zh", own_unit),)))
    printed = read_cell(f"{number:f}{printed_unit}", value)
    if printed.number is None:
        assert printed.content.state == "unreadable"
    else:
        assert Fraction(printed.number) * YUAN[own_unit] == Fraction(number) * YUAN[printed_unit]
        assert printed.converted == (YUAN[own_unit] != YUAN[printed_unit])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3,018", 3018),
        ("３，０１８", 3018),
        ("0件", 0),
        (" 12 件 ", 12),
        ("00", 0),
        ("+126", 126),
        ("增98", 98),
        ("增加98", 98),
        ("减38", -38),
        ("减少 38 件", -38),
        ("-5", -5),
        ("－5", -5),
        ("−5", -5),
    ],
)
def test_signs_separators_and_the_unit_of_the_form_are_understood(text: str, number: int) -> None:
    """These are the ways in which published pages print a number that may be negative."""
    assert read_cell(text, CHANGE).number == number


@pytest.mark.parametrize("text", ["+126", "增98", "增加98", "减38", "减少 38 件", "12(增)", "12(减少)", "12（下降）"])
def test_a_change_is_no_count(text: str) -> None:
    """Where the form asks how many there are, by how much they increased or decreased says something else."""
    assert read_cell(text, COUNT).content == Content("unreadable", text)


@pytest.mark.parametrize("text", ["2(减)", "15（减少）", "7(增3)", "4(↓)", "5(-2)"])
def test_a_note_that_may_turn_a_change_round_leaves_it_unread(text: str) -> None:
    """Where a number may be negative, a direction in brackets could be its sign."""
    assert read_cell(text, CHANGE).number is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("4068(元)", "0.4068"), ("0.5（亿元）", "5000"), ("251000（单位：元）", "25.1"), ("7(万元)", "7")],
)
def test_a_unit_in_brackets_is_a_unit(text: str, number: str) -> None:
    """What stands in brackets after a number is a note, unless it is the unit that the number is in."""
    printed = read_cell(text, AMOUNT)
    assert (printed.number, printed.content) == (Decimal(number), NUMBER)


@pytest.mark.parametrize(
    "note",
    ["更正为13", "应为13", "累计", "上年", "2024年", "待核", "作废", "约", "%", "13612", "截至2024年底", "合计：30"],
)
def test_a_note_that_doubts_its_figure_leaves_it_unread(note: str) -> None:
    """What stands in brackets may say that the figure before it is another, or of another year."""
    assert read_cell(f"12（{note}）", COUNT).number is None


@pytest.mark.parametrize("note", ["其中修订16件", "上年5", "含下属单位", "比上年减3"])
def test_a_note_beside_a_figure_is_kept(note: str) -> None:
    """A note that leaves no doubt of the figure goes with it."""
    printed = read_cell(f"12（{note}）", COUNT)
    assert (printed.number, printed.content.note) == (12, note)


@pytest.mark.parametrize("text", ["16（万件）", "16（万）", "3(千)", "5（亿元）", "16（元）"])
def test_a_scale_in_brackets_is_no_note_of_a_count(text: str) -> None:
    """Sixteen ten-thousands are not sixteen, and a sum of money is no count."""
    assert read_cell(text, COUNT).number is None


@pytest.mark.parametrize("text", ["2笔", "2宗", "2 项", "2（个）"])
def test_another_counter_means_the_same_count(text: str) -> None:
    """Things are counted with more than one word, and each means one of them."""
    assert read_cell(text, COUNT).number == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [("5.2万元", "5.2"), ("251000元", "25.1"), ("1.5亿元", "15000"), ("43.788万", "43.788"), ("0.05千元", "0.005")],
)
def test_an_amount_in_another_unit_becomes_one_of_the_form(text: str, number: str) -> None:
    """A sum in yuan under a header in 10,000 yuan is the same sum, exactly."""
    assert read_cell(text, AMOUNT).number == Decimal(number)


@pytest.mark.parametrize(("unit", "number"), [("万元", "251"), ("元", "0.0251"), ("件", None), ("", "251")])
def test_a_unit_beside_the_cell_says_what_a_bare_number_is_in(unit: str, number: str | None) -> None:
    """A column of units decides between units of money; what is in none of them is no amount."""
    assert read_cell("251", AMOUNT, unit).number == (number and Decimal(number))


@pytest.mark.parametrize(
    "text",
    [
        "1 2",
        "1|2",
        "0/0",
        "12.5",
        "12.0",
        "1,23",
        "1，2345",
        "12.",
        ".5",
        "5²",
        "12①",
        "12⒈",
        "½",
        "3次",
        "5万元",
        "约5",
        "五",
        "5-6",
        "1e3",
        "0x10",
        "--5",
        "5（其中2）（其中1）",
        "未增未减",
        "693665件份",
        "9" * (MAX_DIGITS + 1),
        "9" * 5000,
        "٣",
    ],
)
def test_what_is_not_exactly_one_count_is_unreadable(text: str) -> None:
    """No number is made of what could be two, is not whole, has another unit, or only looks like a digit."""
    printed = read_cell(text, COUNT)
    assert (printed.number, printed.content.state) == (None, "unreadable")
    assert printed.content.text == text[:200]


def test_a_note_is_kept_with_its_number() -> None:
    """`22（其中修订16件）` is 22 with a note."""
    printed = read_cell("22（其中修订16件）", COUNT)
    assert (printed.number, printed.content.state, printed.content.note) == (22, "number", "其中修订16件")


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u00a0"])
def test_an_empty_cell_is_blank_and_never_zero(text: str) -> None:
    """Spaces of any width are nothing, and nothing is not 0."""
    printed = read_cell(text, COUNT)
    assert (printed.number, printed.content.state) == (None, "blank")


@pytest.mark.parametrize("mark", COUNT.marks, ids=lambda mark: mark.text)
def test_every_mark_of_the_format_is_read_as_itself(mark: Mark) -> None:
    """A mark keeps its sign, also where another mark differs from it in width only."""
    printed = read_cell(f" {mark.text} ", COUNT)
    assert (printed.number, printed.content.state, printed.content.text) == (None, "mark", mark.text)


def test_a_mark_of_another_width_is_the_mark_of_the_format() -> None:
    """A full-width stroke is the stroke that the format allows."""
    assert read_cell("／", COUNT).content.text == "/"


def test_a_sign_that_the_format_does_not_allow_is_unreadable() -> None:
    """What no format says a sign stands for, nobody knows."""
    assert read_cell("※", COUNT).content.state == "unreadable"


@given(st.text(max_size=40))
def test_whatever_stands_in_a_cell_is_never_a_number_it_does_not_show(text: str) -> None:
    """The digits of a number that was read all stand in the cell, in that order."""
    number = read_cell(text, COUNT).number
    if number is not None:
        shown = "".join(str(int(c)) for c in text.partition("(")[0].partition("（")[0] if c.isdecimal())
        assert int(shown) == abs(number)


@pytest.mark.parametrize(
    ("text", "expected"), [("3,018", True), ("—", True), ("", True), ("12 件", True), ("规章", False), ("无", False)]
)
def test_a_value_is_told_from_a_label(text: str, *, expected: bool) -> None:
    """A label has letters that are no unit behind a number."""
    assert is_value(text) == expected


def test_a_date_is_read_as_printed_or_not_at_all() -> None:
    """A cell of dates holds ISO dates, a cell of text anything of a reasonable length."""
    day, word = Value("day", "date"), Value("word", "text")
    assert read_cell("2024-02-29", day).content.state == "text"
    assert read_cell("2023-02-29", day).content.state == "unreadable"
    assert read_cell(" 甲 ", word).content.text == "甲"
    assert read_cell("甲" * 500, word).content.state == "unreadable"
