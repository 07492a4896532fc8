"""Ordinals: written from a specimen, and read off labels however they were typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure.spec.numbering import MAX_ORDINAL, is_specimen, ordinal, split, western


@pytest.mark.parametrize("specimen", ["一、", "（一）", "1.", "1、", "(1)", "①", "a)", "A.", "i.", "I", "第一章 "])
def test_specimens(specimen: str) -> None:
    """A specimen shows the ordinal of the first item, in any numerals, with any signs around it."""
    assert is_specimen(specimen)
    assert ordinal(specimen, 1) == specimen


@pytest.mark.parametrize("text", ["", "、", "首先", "2.", "1.1", "1、一", "Item"])
def test_what_is_no_specimen(text: str) -> None:
    """A text without a first numeral, or with two, shows no ordinal."""
    assert not is_specimen(text)


@pytest.mark.parametrize(
    ("specimen", "number", "written"),
    [
        ("（一）", 7, "（七）"),
        ("一、", 10, "十、"),
        ("一、", 11, "十一、"),
        ("一、", 20, "二十、"),
        ("一、", 99, "九十九、"),
        ("1.", 12, "12."),
        ("①", 20, "⑳"),
        ("①", 21, "21"),
        ("a)", 26, "z)"),
        ("a)", 27, "aa)"),
        ("A.", 3, "C."),
        ("i.", 4, "iv."),
        ("I.", 49, "XLIX."),
        ("i.", 94, "xciv."),
    ],
)
def test_ordinals(specimen: str, number: int, written: str) -> None:
    """The ordinal of an item is written like that of the first."""
    assert ordinal(specimen, number) == written


@given(st.sampled_from(["一、", "（一）", "(一)", "1.", "1、", "(1)", "第（一）"]), st.integers(1, MAX_ORDINAL))
def test_ordinals_are_read_as_they_are_written(specimen: str, number: int) -> None:
    """Every ordinal of the usual kinds is split off the label behind it, and is the number it was."""
    assert split(ordinal(specimen, number) + "予以公开") == (number, "予以公开")


@pytest.mark.parametrize(
    ("label", "number", "rest"),
    [
        ("（三）不予公开", 3, "不予公开"),
        ("(三) 不予公开", 3, "不予公开"),
        ("㈢不予公开", 3, "不予公开"),
        ("［３］不予公开", 3, "不予公开"),
        ("3．其他", 3, "其他"),
        ("3,其他", 3, "其他"),
        ("十二、 其他", 12, "其他"),
        ("（七）、总计", 7, "总计"),
    ],
)
def test_sloppy_ordinals(label: str, number: int, rest: str) -> None:
    """Width, brackets and full stops differ from page to page, and mean the same."""
    assert split(label) == (number, rest)


@pytest.mark.parametrize(
    "label", ["其他", "2024年", "3.5倍", "一般情况", "三类内部事务", "1.", "（一）", "（百）其他", "十百、其他"]
)
def test_labels_without_an_ordinal(label: str) -> None:
    """A year, a decimal number, a word that begins with a numeral, and an ordinal on its own are no ordinals."""
    number, rest = split(label)
    assert number is None
    assert rest


@pytest.mark.parametrize("specimen", ["一、", "（一）", "1.", "(1)", "1、", "A", "i", "a)"])
@pytest.mark.parametrize("number", [1, 9, 10, 21, 99])
def test_an_western_english_has_no_chinese_numeral(specimen: str, number: int) -> None:
    """It is read as the same number, and stands apart from the label."""
    written = western(ordinal(specimen, number))
    assert written.endswith(" ")
    assert not re.search("[一二三四五六七八九十、]", written)
    assert split(f"{written}Label").number == split(f"{ordinal(specimen, number)}Label").number
