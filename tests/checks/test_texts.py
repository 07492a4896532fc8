"""The text of a report as a text: that it says something, is of this year, and is not last year's."""

from __future__ import annotations

import pytest

import govdisclosure as gd
from govdisclosure.checks.texts import text_problems
from govdisclosure.statements import MAX_TEXT

SENTENCES = [f"一年来围绕第{number}项重点任务推进政务公开工作" for number in "一二三四五六七八九十"]


def report(year: int, **sections: str) -> gd.Report:
    """Return a report with some text and no tables."""
    return gd.from_data({"spec": "cn/2021", "organisation": "某某局", "year": year, "tables": {}, "sections": sections})


def codes(report: gd.Report, prior: gd.Report | None = None) -> list[str]:
    """Return the codes of what is said of a text."""
    return [problem.code for problem in text_problems(report, prior)]


@pytest.mark.parametrize("text", ["无", "无。", " 无 ", "略"])
def test_a_section_that_says_nothing(text: str) -> None:
    """Where the form wants a text, 无 is none; where there may be nothing to report, it is enough."""
    assert codes(report(2024, problems=text)) == ["section_says_nothing"]
    assert codes(report(2024, other=text)) == []
    assert codes(report(2024, problems="无障碍改造不够")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，本局做了很多工作。", ["text_of_another_year"]),
        ("２０２２ 年和2023年做了很多工作。", ["text_of_another_year"]),
        ("2024年做了很多工作，比2023年多。", []),
        ("2024年做了很多工作，2025年继续。", []),
        ("做了很多工作。", []),
        ("编号12023年", []),
    ],
)
def test_years_of_the_text(text: str, expected: list[str]) -> None:
    """A text that names past years only may have been taken over from another report."""
    assert codes(report(2024, overview=text)) == expected


def test_a_text_that_repeats_last_years() -> None:
    """Changing the year does not make a text new; sharing some sentences does not make it old."""
    before = report(2023, overview="。".join(["2023年总结", *SENTENCES]))
    again = report(2024, overview="。".join(["2024年总结", *SENTENCES]))
    anew = report(2024, overview="。".join(SENTENCES[:7]) + "。" + "。".join("今年" + one for one in SENTENCES[7:]))
    assert codes(again, before) == ["text_as_last_year"]
    assert "100%" in next(text_problems(again, before)).message or "100 %" in next(text_problems(again, before)).message
    assert codes(anew, before) == []
    assert codes(report(2024, overview=SENTENCES[0]), report(2023, overview=SENTENCES[0])) == []


@pytest.mark.parametrize(("repeated", "expected"), [(9, ["text_as_last_year"]), (8, [])])
def test_four_of_five_sentences_may_be_last_years(repeated: int, expected: list[str]) -> None:
    """More are too many."""
    anew = SENTENCES[:repeated] + ["今年" + one for one in SENTENCES[repeated:]]
    assert codes(report(2024, overview="。".join(anew)), report(2023, overview="。".join(SENTENCES))) == expected


def test_sentences_that_any_two_years_have_in_common_do_not_count() -> None:
    """They have fewer than ten characters."""
    for sentence, expected in (("以下从一到十共十个字", ["text_as_last_year"]), ("以下从一到九共九字", [])):
        text = "。".join([sentence] * 3)
        assert codes(report(2024, overview=text), report(2023, overview=text)) == expected


def test_a_text_of_any_length_is_bounded() -> None:
    """What was not searched is said, and what stands at its end is not judged."""
    assert codes(report(2024, overview="好" * MAX_TEXT)) == []
    assert codes(report(2024, overview="好" * MAX_TEXT + "。")) == ["text_not_searched"]
    long = report(2024, overview="好" * 250_000 + "。收到政府信息公开申请3件")
    assert codes(long) == ["text_not_searched"]
    assert gd.check(long).statements == ()


@pytest.mark.parametrize(("repeated", "expected"), [(3, ["text_as_last_year"]), (2, [])])
def test_a_text_of_a_few_sentences(repeated: int, expected: list[str]) -> None:
    """Three sentences are enough to be called a repetition, two are not."""
    text = "。".join(SENTENCES[:repeated])
    assert codes(report(2024, overview=text), report(2023, overview=text)) == expected
