"""Findings in words: what a clerk reads, in Chinese and in English, compared with the texts in `snapshots/`.

After a change of wording, `python -m tests.findings.test_explain` writes the snapshots anew: read them, then commit.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.language import using
from govdisclosure.report.contents import ABSENT, Content
from govdisclosure.spec import Source, number_text
from govdisclosure.testing import reports
from tests.findings.test_checking import YEARS, ZERO, yearly
from tests.support.made_up import made_up
from tests.support.minimal import minimal, minimal_text, numbers, rule

SNAPSHOTS = Path(__file__).parent.parent / "snapshots"
LANGUAGES = ("zh", "en")

Change = int | Decimal | Content | None
Place = tuple[str, str, str]


def filled(changes: Mapping[Place, Change]) -> gd.CheckResult:
    """Check the form of 2021 with zeros everywhere but in these cells."""
    return gd.check(ZERO.replacing(changes))


def ruled(law: str, *cells: object, value: str = "count") -> gd.CheckResult:
    """Check four cells against one rule."""
    return gd.check(numbers(minimal(rules=law, value=value), *cells))


def across_tables() -> gd.CheckResult:
    """Check a rule that compares cells of two tables, each with a heading."""
    tables = """tables:
  stock: {value: count, rows: {nodes: {a: {label: {zh: 甲, en: A}}}}, columns: {nodes: {n: {label: {zh: 数, en: No.}}}}}
  more: {value: count, heading: {zh: 附表, en: Annex}, rows: {nodes: {a: {label: {zh: 甲, en: A}}}},
    columns: {nodes: {n: {label: {zh: 数, en: No.}}}}}"""
    law = "rules: {law: {label: {zh: 两表相符, en: Both agree}, check: 'stock[a, n] == more[a, n]', severity: info}}"
    text = minimal_text(tables=tables, rules=law).replace("[[stock]]", "[[stock, more]]")
    data = {"tables": {table: {"a": {"n": number}} for table, number in (("stock", 1), ("more", 2))}}
    return gd.check(gd.from_data(data, spec=gd.load_text(text)))


def outcomes(**numbers: Change) -> dict[Place, Change]:
    """Return changes in the first column of the outcomes."""
    return {("applications", f"outcome.{row}".replace("__", "."), "natural_person"): n for row, n in numbers.items()}


def cases() -> Iterator[tuple[str, gd.CheckResult]]:
    """Yield the name and the result of every case."""
    yield "one figure in two rules", filled({("applications", "carried_out", "natural_person"): 1})
    yield "a total that was not updated", filled({("disputes", "count", "review.pending"): 2})
    yield (
        "a long sum without its zeros",
        filled(
            outcomes(granted=3, refused__deliberative=2, other__other=None)
            | {("applications", "outcome", "natural_person"): 4, ("applications", "new", "natural_person"): 4}
        ),
    )
    yield "a long sum without zeros", gd.check(numbers(minimal(rows=SEVEN), *range(1, 8), 27))
    yield "a count below zero", filled({("licensing", "licence", "decisions"): -3})
    yield "a blank total", filled({("applications", "carried_out", "total"): None})
    yield (
        "a blank that cannot help",
        filled(
            {("disputes", "count", "review.upheld"): 5, ("disputes", "count", "review.pending"): None}
            | {("disputes", "count", "review"): 3}
        ),
    )
    yield (
        "cells without numbers",
        filled(
            {
                ("disputes", "count", "review.upheld"): Content("unreadable", "1 2"),
                ("disputes", "count", "review.corrected"): Content("mark", "/"),
                ("disputes", "count", "review.other"): ABSENT,
                ("disputes", "count", "review.pending"): 4,
            }
        ),
    )
    yield "a figure that many rules share", filled({("applications", "outcome", "total"): 7})
    yield "coefficients and constants", ruled(rule("2 * a - b <= 0.5 * c - d + 3"), 9, 1, 2, 1)
    yield "one term with a coefficient", ruled(rule("2 * a == -b"), 3, 4, 0, 0)
    yield "minus first", ruled(rule("-a + b == -5"), 1, 2, 0, 0)
    yield "nothing but a constant", ruled(rule("a >= 5", ", severity: warning"), 4, 0, 0, 0)
    yield "advice of the rule", ruled(rule("a == b", ", advice: {zh: 先看甲。, en: Look at A first.}"), 1, 2, 0, 0)
    yield "undecided, with advice of the rule", ruled(rule("a == b", ", advice: {zh: 先看甲}"), 1, None, 0, 0)
    yield "amounts", ruled(rule("a == b + c"), Decimal("0.50"), Decimal("0.1"), Decimal("1E-1"), 0, value="amount")
    yield (
        "cells by row and column",
        ruled("rules: {law: {table: stock, label: {zh: 律}, check: '[a, n] >= [b, n] + [c, n]'}}", 1, 2, 3, 0),
    )
    yield "two tables", across_tables()
    yield "two years", gd.check(yearly(2024, 5, 0, 0, 0), yearly(2023, 0, 4, 0, 0))
    yield "two years, one blank", gd.check(yearly(2024, None, 0, 0, 0), yearly(2023, 0, 4, 0, 0, spec=YEARS))
    yield "a lone row without a label", gd.check(numbers(minimal(rows="{nodes: {figure: }}", rules=LONE), 5))
    yield (
        "a format without a source",
        gd.check(numbers(evolve(minimal(rules=rule("a == b")), source=Source()), 1, 2, 0, 0)),
    )


SEVEN = (
    "{total: exact, total_label: {zh: 计}, nodes: {"
    + ", ".join(f"{k}: {{label: {{zh: {k}}}}}" for k in "abcdefg")
    + "}}"
)
LONE = "rules: {law: {table: stock, each: rows, label: {zh: 律}, check: n <= 3}}"


def written(language: str) -> str:
    """Return the messages of every case, as a snapshot holds them."""
    parts = []
    for name, result in cases():
        lines = [f"# {name}", *(finding.explain(language) for finding in result)]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages(language: str) -> None:
    """A finding says what was agreed on: table, line, numbers put in, difference, what to do, and the source."""
    expected = (SNAPSHOTS / f"findings.{language}.txt").read_text(encoding="utf-8")
    assert expected == written(language)


def test_messages_in_the_current_language() -> None:
    """The message of a finding is in the language in which it is asked for."""
    (finding,) = filled({("disputes", "count", "review"): 1})
    with using("zh"):
        assert finding.message == finding.explain("zh")
    with using("en"):
        assert finding.message == finding.explain("en")
    assert finding.explain("zh") != finding.explain("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_can_be_shown_on_a_chinese_console(language: str) -> None:
    """No message has a sign that GBK lacks."""
    assert written(language).encode("gbk").decode("gbk") == written(language)


@given(made_up().flatmap(lambda spec: reports(spec, complete=False)), st.sampled_from(LANGUAGES))
def test_every_finding_can_be_put_into_words(report: gd.Report, language: str) -> None:
    """Whatever is found in a report of any format, its message names the rule, the numbers and the place."""
    for finding in gd.check(report):
        with using(language):
            parts = finding.worded()
        assert finding.id in finding.explain(language)
        assert "\n" not in finding.id
        assert parts.arithmetic
        assert parts.place
        if all(cell.value is not None for cell in finding.cells):
            for number in (finding.left, finding.right):
                assert number is not None
                assert number_text(number) in parts.arithmetic


@pytest.mark.parametrize(
    ("number", "text"),
    [(5, "5"), (Decimal("1E+3"), "1000"), (Decimal("1E-7"), "0.0000001"), (Decimal("-0.50"), "-0.50")],
)
def test_numbers_are_written_plainly(number: int | Decimal, text: str) -> None:
    """No number is written with an exponent."""
    assert number_text(number) == text


if __name__ == "__main__":
    for each in LANGUAGES:
        (SNAPSHOTS / f"findings.{each}.txt").write_text(written(each), encoding="utf-8")
