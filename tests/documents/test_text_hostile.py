"""Texts made to harm: ten times the text takes about ten times the steps, whatever it repeats."""

import pytest

import govdisclosure as gd
from govdisclosure.files import Limits, using_limits
from govdisclosure.reading import read_bytes
from tests.support.counting import steps
from tests.support.hostile import HEAD

REPEATED = {
    "blanks": "规章" + " " * 40,
    "wide blanks": "规章" + "\u3000" * 40,
    "rows of blanks": "规章 1" + " " * 40 + "\n",
    "labels": "规章\n",
    "unknown lines": "甲\n",
    "numbers": "1\n",
    "rows": "规章 1 2 3\n",
    "digits": "1234567890",
    "cells with a stroke": "a |\n",
    "strokes alone": "||\n",
    "strokes between": "a | b\n",
    "rules": "-" * 20,
    "rules with gaps": "- - - ",
    "semicolons": "a;b;c\n",
    "quotes": '"' * 10,
    "pieces of a label": "本年新收\n",
    "pieces of a head": "结果 结果\n",
    "ordinals": "1.",
    "form feeds": "\f\n1\n",
    "titles": "一、总体情况\n",
}


@pytest.mark.parametrize("name", REPEATED)
def test_steps_grow_with_the_text(name: str) -> None:
    """No pattern and no pass over a text goes back over what it has seen."""

    def read(times: int) -> None:
        with pytest.raises(gd.ReadError):
            read_bytes((REPEATED[name] * times + "x").encode())

    read(1)
    few, many = steps(lambda: read(50)), steps(lambda: read(500))
    assert many < 12 * few + 1_000


def test_a_long_run_of_blanks_is_passed_over_once() -> None:
    """A line of half a million blanks is read at once: going back over them would never end."""
    text = "信息内容\n" + " " * 500_000 + "规章" + " " * 500_000 + "1" + "\t" * 900 + "|" + " " * 500_000 + "x"

    def read() -> None:
        with pytest.raises(gd.ReadError):
            read_bytes(text.encode())

    assert steps(read) < 4 * len(text)


def test_a_run_of_digits_is_a_figure_of_no_cell() -> None:
    """However many digits stand behind a label, they are no number that a cell could hold, and no error of Python's."""
    report = read_bytes((HEAD + "规章" + "1" * 100_000).encode()).report
    assert {cell.state for cell in report.cells()} <= {"unreadable", "absent"}


def test_more_rows_than_any_report_has_are_refused_by_the_name_of_the_limit() -> None:
    """What is looked at row by row has few enough of them: tables and paragraphs count together."""
    table = HEAD + "规章\t1\t2\t3\n"
    with using_limits(Limits(rows=4)):
        read_bytes(table.encode())
        with pytest.raises(gd.ReadError, match="rows"):
            read_bytes((table + "规章\t1\t2\t3\n" * 4).encode())
