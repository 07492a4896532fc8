"""Statements in running text: what a wording with its number says, and when it says something else."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure.statements.figures import figures, spelled
from govdisclosure.statements.finding import Context, Wanted, Wordings
from govdisclosure.statements.plain import plain
from govdisclosure.statements.templates import WordingError, template

WORDS = {"fruit": ("苹果", "红苹果", "青苹果")}
CONTEXT = Context(("个半", "个", "筐"), ("总共", "共", "数量"), ("情况", "的"), ("全村",), ("同比", "占", "上年"), 2024)


def wanted(rule: str, *wordings: str, **more: object) -> list[Wanted]:
    """Return wordings of a rule."""
    return [Wanted(rule, template(wording, WORDS), **more) for wording in wordings]  # type: ignore[arg-type]


WORDINGS = Wordings.of(
    [
        *wanted("apples", "(买|收)到{fruit}{n}", "苹果{n}入库"),
        *wanted("apples", "没有[买到|收到]{fruit}", number=0),
        *wanted("eaten", "全部吃完"),
        *wanted("seeds", "籽{n}", beside=("苹果",), unless=("梨",)),
        *wanted("left", "{n}[留到|放到]明年"),
    ]
)


def said(text: str, context: Context = CONTEXT) -> list[tuple[str, object]]:
    """Return rule and number of every statement."""
    return [(found.rule, found.number) for found in WORDINGS.statements(plain(text), context)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("今年买到苹果12个。", [("apples", 12)]),
        ("收到 红苹果 总共 １，２０４ 个", [("apples", 1204)]),
        ("收到青苹果数量十二筐，3个", [("apples", 12)]),
        ("买到苹果1.5万个", [("apples", 15000)]),
        ("买到苹果7", [("apples", 7)]),
        ("苹果7个入库", [("apples", 7)]),
        ("没有买到苹果的情况。", [("apples", 0)]),
        ("收到苹果3个，全部吃完；籽20个", [("apples", 3), ("eaten", None)]),
        ("收到苹果3个，籽20个", [("apples", 3), ("seeds", 20)]),
        ("2024年收到苹果3个，上年结余5个", [("apples", 3)]),
        ("收到苹果8个，其余2个留到明年", [("apples", 8), ("left", 2)]),
    ],
)
def test_what_a_text_says(text: str, found: list[tuple[str, object]]) -> None:
    """Blanks, width, separators, numerals and the words between change nothing."""
    assert said(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "全村买到苹果12个",
        "全村情况：买到苹果12个",
        "2023年买到苹果12个",
        "买到苹果同比多12个",
        "买到苹果12%",
        "买到苹果12余个",
        "买到苹果12类",
        "买到苹果一二个",
        "没有买到苹果树",
        "全部吃完了一半",
        "收到苹果和梨，籽20个",
        "籽20个",
        "买到青红苹果12个",
    ],
)
def test_what_a_text_does_not_say(text: str) -> None:
    """Another scope, another year, a change, a share, an inexact number, or a longer word: left alone."""
    assert said(text) == []


def test_a_clause_is_quoted_as_it_was_printed() -> None:
    """Blanks and quotation marks of the page stay in what is quoted."""
    (found,) = WORDINGS.statements(plain("首先，本“局”买到 苹果 12 个，然后"), CONTEXT)
    assert (found.rule, found.number, found.start, found.end) == ("apples", 12, 5, 12)
    assert found.clause == "本“局”买到 苹果 12 个"


@given(
    st.sampled_from(["买到苹果{n}", "收到红苹果{n}", "买到青苹果{n}", "苹果{n}入库"]),
    st.integers(0, 10**12),
    st.sampled_from(["", "共", "数量总共"]),
    st.sampled_from(["个", "筐", "。", "，"]),
    st.text("一二甲乙的 ，。", max_size=20),
)
def test_every_variant_is_found_wherever_it_stands(
    wording: str, number: int, between: str, end: str, lead: str
) -> None:
    """A wording with any number is found behind any text that does not change what it says."""
    before, _, after = wording.partition("{n}")
    unit = "个" if after and end != "筐" else "" if after else end
    assert ("apples", number) in said(f"{lead}。{before}{between}{number:,}{unit}{after}")


@given(st.integers(1, 9999))
def test_numerals_say_what_they_spell(number: int) -> None:
    """A number written in Chinese numerals is that number."""
    digits = "零一二三四五六七八九"
    text = ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += digits[digit] + unit
        elif text and not text.endswith("零") and number % place:
            text += "零"
    assert spelled(text) == number


@given(st.text("零一二三十百千两", min_size=1, max_size=6))
def test_a_numeral_is_a_number_or_nothing(numeral: str) -> None:
    """Whatever stands there, the answer is a number not below zero, or none."""
    assert (number := spelled(numeral)) is None or number >= 0


def test_amounts_stay_exact() -> None:
    """Decimals are never floats; 万 belongs to the number or to its unit."""
    assert [figure.number for figure in figures("12.50元,0.3万元")] == [Decimal("12.50"), 3000, Decimal("0.3")]


@pytest.mark.parametrize(
    "wording", [*["收到[苹果{n}", "收到{m}", "{n}", "{n}和{n}", "(|收)[到]", "[收到]{n}", "收到{pear}{n}"], "甲" * 500]
)
def test_wordings_that_mean_nothing(wording: str) -> None:
    """A wording with a lone bracket, with nothing that must stand there, or of endless length is refused."""
    with pytest.raises(WordingError):
        template(wording, WORDS)


@given(
    st.lists(st.sampled_from(["收到苹果", "12", "个", "，", "籽", "共", "入库", "\n", "3个入库"]), max_size=30).map(
        "".join
    )
)
def test_statements_follow_each_other(text: str) -> None:
    """No two statements share a sign of the text, and each is quoted from it."""
    found = list(WORDINGS.statements(plain(text), CONTEXT))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.clause for one in found)
