"""Periods: years, quarters and months, as data, titles and texts say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure.spec import PERIOD_PATTERNS, Frequency, Period, YearRange, period_of, printed_period
from govdisclosure.testing.filling import periods

frequencies: st.SearchStrategy[Frequency] = st.sampled_from(("year", "quarter", "month"))
anything = frequencies.flatmap(periods)
near = st.one_of(
    st.builds(Period, st.integers(1990, 2099), st.just("quarter"), st.integers(1, 4)),
    st.builds(Period, st.integers(1990, 2099), st.just("month"), st.integers(1, 12)),
)


@given(anything)
def test_data_say_a_period_in_one_way(period: Period) -> None:
    """What is written is read."""
    assert period_of(str(period)) == period


@pytest.mark.parametrize("text", ["2024Q0", "2024Q5", "2024-13", "2024-3", "24", "2024q1", "２０２４", "2024Q1 ", ""])
def test_other_texts_are_no_periods(text: str) -> None:
    """No quarter of five, no month of thirteen, nothing loosely written."""
    assert period_of(text) is None


@given(near, st.sampled_from(("zh", "en")))
def test_what_a_title_says_is_read(period: Period, language: str) -> None:
    """The words of a title say which period it is, in both languages."""
    assert printed_period(period.words(language), period.of) == period


@pytest.mark.parametrize(
    ("text", "of", "said"),
    [
        ("2024年一季度", "quarter", "2024Q1"),
        ("2024年第4季度", "quarter", "2024Q4"),
        ("2024-Q2", "quarter", "2024Q2"),
        ("Q32024", "quarter", "2024Q3"),
        ("2024年03月", "month", "2024-03"),
        ("2024年3月份", "month", "2024-03"),
        ("2024年十二月", "month", "2024-12"),
        ("2024.10", "month", "2024-10"),
    ],
)
def test_documents_write_periods_in_many_ways(text: str, of: Frequency, said: str) -> None:
    """With figures or words, short or long."""
    import re

    assert re.fullmatch(PERIOD_PATTERNS[of], text)
    assert str(printed_period(text, of)) == said


@given(anything, st.sampled_from(("period", "year")))
def test_a_period_is_what_follows_the_one_before_it(period: Period, prior: str) -> None:
    """Before and after undo each other; the same period a year before is as far as all periods of a year."""
    before = period.before("year" if prior == "year" else "period")
    assert before.before("year" if prior == "year" else "period", -1) == period
    assert before.last < period.first
    assert period.before("year") == period.moved({"year": -1, "quarter": -4, "month": -12}[period.of])


@pytest.mark.parametrize(
    ("years", "inside", "outside"),
    [
        (YearRange(2021, 2022), ["2021", "2021Q1", "2022-12", "2022"], ["2020Q4", "2023-01", "2020"]),
        (YearRange(Period(2024, "quarter", 2), None), ["2024Q2", "2024-04", "2025"], ["2024Q1", "2024-03"]),
    ],
)
def test_a_range_holds_the_periods_of_its_years(years: YearRange, inside: list[str], outside: list[str]) -> None:
    """From the first month of its first to the last month of its last."""
    known = {text: period for text in (*inside, *outside) if (period := period_of(text))}
    assert [text for text in known if known[text] in years] == inside
    assert len(known) == len(inside) + len(outside)
