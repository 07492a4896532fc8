"""The objects of a format: what they answer when asked."""

import pytest

import govdisclosure as gd
from govdisclosure.spec import Date, Localised, Source, YearRange
from tests.support.minimal import minimal, rule


def test_texts_in_several_languages() -> None:
    """A text is given in the language asked for, else in the first that there is."""
    text = Localised((("zh", "规章"), ("en", "Regulations")))
    assert (text["en"], text["zh"], text["fr"]) == ("Regulations", "规章", "规章")
    assert list(text) == ["规章", "Regulations"]


@pytest.mark.parametrize(
    ("years", "inside", "outside", "text"),
    [
        (YearRange(2021, None), [2021, 2999], [2020], "2021.."),
        (YearRange(2019, 2020), [2019, 2020], [2018, 2021], "2019..2020"),
        (YearRange(2019, 2019), [2019], [2018, 2020], "2019"),
    ],
)
def test_report_years(years: YearRange, inside: list[int], outside: list[int], text: str) -> None:
    """Both ends of a range of years belong to it, and an open range has no last year."""
    assert all(year in years for year in inside)
    assert not any(year in years for year in outside)
    assert str(years) == text


def test_parts_by_their_keys() -> None:
    """Tables, values and rules are found by key; a key that is not there is a KeyError."""
    spec = minimal(rules=rule("a == b"))
    assert spec.table("stock").key == "stock"
    assert spec.value("day").kind == "date"
    assert spec.rule("law").check == "a == b"
    for find in (spec.table, spec.value, spec.rule):
        with pytest.raises(KeyError, match="nothing"):
            find("nothing")


def test_the_family_of_a_format() -> None:
    """Formats that follow each other over the years share what stands before the slash."""
    assert gd.load_spec("cn/2021").family == "cn"


def test_sources() -> None:
    """A source within another says what it leaves out by the other, unless it names a document of its own."""
    outer = Source("甲文", "第一条", date=Date("2020-01-01"), certainty="A")
    assert str(outer) == "甲文 第一条"
    assert str(Source()) == ""
    assert Source(article="第二条").within(outer) == Source("甲文", "第二条", date=Date("2020-01-01"), certainty="A")
    assert Source("乙文").within(outer) == Source("乙文", certainty="A")
    assert Source("乙文", certainty="C").within(outer) == Source("乙文", certainty="C")


def test_only_numbers_are_numeric() -> None:
    """Counts and amounts take part in rules, texts and dates do not."""
    spec = minimal()
    assert [value.key for value in spec.values if value.numeric] == ["count", "amount"]
