"""Statements in running text: what a wording with its number says, and when it says something else."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govdisclosure.statements.figures import figures, spelled
from govdisclosure.statements.finding import Context, Wanted, Wordings
from govdisclosure.statements.plain import plain
from govdisclosure.statements.templates import WordingError, template

FEW = {"few": ("甲", "乙甲")}
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
        *wanted("left", "{n}[留到|放到]明年", "[还]{n}个烂了"),
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
        ("收到苹果8个，还2个烂了，3个烂了", [("apples", 8), ("left", 2), ("left", 3)]),
        ("收到苹果共总共数量3个", [("apples", 3)]),
        ("没有买到苹果的的的。", [("apples", 0)]),
        ("2023年没有，2024年买到苹果12个", [("apples", 12)]),
        ("买到苹果12个，同比持平", [("apples", 12)]),
        ("买到苹果12个，这是全村的", [("apples", 12)]),
        ("收到苹果3个，籽20个，没有梨", [("apples", 3), ("seeds", 20)]),
        ("共买到苹果1,204个", [("apples", 1204)]),
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
        "收到苹果共总共数量共3个",
        "没有买到苹果的的的的。",
        "2024年没有，2023年买到苹果12个",
        "买到苹果12个同比持平",
        "同比买到苹果12个",
        "梨，苹果，籽20个",
        "苹果，籽20个没有梨",
    ],
)
def test_what_a_text_does_not_say(text: str) -> None:
    """Another scope, another year, a change, a share, an inexact number, or a longer word: left alone."""
    assert said(text) == []


def test_what_stands_beside_a_thousand_signs_of_its_sentence_is_left_alone() -> None:
    """Nobody writes so, neither before a statement nor behind it in its clause; a sentence ends it."""
    most, more = "甲" * 1_000, "甲" * 1_001
    assert said(f"{most}买到苹果12个。") == said(f"买到苹果12个{most}，") == [("apples", 12)]
    assert said(f"{more}买到苹果12个。") == said(f"买到苹果12个{more}，") == []
    assert said(f"{more}。买到苹果12个，{more}") == [("apples", 12)]


def test_the_rule_that_claims_a_text_is_that_of_its_first_and_longest_wording() -> None:
    """Of several that begin at one sign the longest counts; a text without a wording is nobody's."""
    claims = {"乙买到苹果7": "apples", "籽7,买到苹果7": "seeds", "全部吃完": "eaten", "乙": None}
    assert {text: WORDINGS.claims(text) for text in claims} == claims
    longer = Wordings.of([*wanted("short", "买到{n}"), *wanted("long", "买到{n}个苹果"), *wanted("other", "苹果")])
    assert longer.claims("买到7个苹果") == "long"


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


PIECES = ("[甲]", "[甲|乙丙]", "(甲|乙)", "(乙丙|丙)", "{few}", "甲", "丙乙")


def texts_of(side: tuple[tuple[str, ...], ...]) -> set[str]:
    """Return all texts that the choices before or after a number stand for."""
    return {"".join(words) for words in product(*side)}


@pytest.mark.parametrize(
    ("wording", "before", "after"),
    [
        ("苹果{n}", {"苹果"}, {""}),
        ("{n}[个|筐]苹果", {""}, {"苹果", "个苹果", "筐苹果"}),
        ("(买|收)到[ 红 ]{n}斤", {"买到", "收到", "买到红", "收到红"}, {"斤"}),
        ("没有[“苹果”|{few}]入库", {"没有入库", "没有苹果入库", "没有甲入库", "没有乙甲入库"}, {""}),
    ],
)
def test_a_wording_stands_for_these_texts(wording: str, before: set[str], after: set[str]) -> None:
    """What is in brackets may be left out or is one of several; blanks and quotation marks are nothing."""
    read = template(wording, FEW)
    assert (texts_of(read.before), texts_of(read.after), read.counted) == (before, after, "{n}" in wording)


@given(st.lists(st.sampled_from(PIECES), max_size=4), st.lists(st.sampled_from([*PIECES, "{n}"]), max_size=4))
@example(["[甲]"], ["{n}", "乙"])
def test_a_wording_is_found_exactly_where_one_of_its_texts_stands(begin: list[str], rest: list[str]) -> None:
    """Of several texts that begin or end at a place it is the longest; each of them is found by its edges too."""
    try:
        read = template("".join([*begin, *rest]), FEW)
    except WordingError:
        return  # nothing in it needs to stand there, or it has two numbers
    heads, tails = texts_of(read.before), texts_of(read.after)
    for text in ("甲乙丙丙乙乙甲甲乙丙", *heads, *tails):
        for at in range(len(text) + 1):
            ending = [at - len(one) for one in heads if text.endswith(one, 0, at)]
            beginning = [at + len(one) for one in tails if text.startswith(one, at)]
            assert read.starts(text, at) == min(ending, default=None)
            assert read.ends(text, at, read.after) == max(beginning, default=None)
    assert read.first_signs == {one[:1] for one in heads}
    assert read.last_signs == {one[-1:] for one in heads}
    assert read.text(max) in {f"{head}{'7' if read.counted else ''}{tail}" for head in heads for tail in tails}
    if not read.counted:
        found = [(place, read.ends("乙甲丙乙丙", place, read.before)) for place in range(5)]
        assert read.found_in("乙甲丙乙丙") == next((one for one in found if one[1] is not None), None)


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
