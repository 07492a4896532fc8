"""What lint does not test it says, what is too large it refuses, and what it says of any format is true."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure import codes
from govdisclosure.lint import rules as lint_rules
from govdisclosure.lint.linting import lint_file, lint_text
from govdisclosure.lint.rules import rule_remarks
from govdisclosure.localisation import blank_systems, consistency, forced
from govdisclosure.spec import Examples
from govdisclosure.testing import reports
from govdisclosure.testing.rules import rules
from tests.support.made_up import made_up
from tests.support.minimal import minimal
from tests.support.planting import found, more_rules, planted


def test_a_test_that_is_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """An info names the limit and how many rules were left."""
    monkeypatch.setattr(lint_rules, "MAX_STEPS", 10)
    text, (place,) = planted(("rules:", "»rules:"))
    findings = lint_text(text)
    assert [("limit_reached", *place)] * 2 == found(findings)
    assert {"info"} == {finding.severity for finding in findings}
    assert all(
        "the limit of 10 steps" in finding.message and "of 1 rules 1 were" in finding.message for finding in findings
    )


def test_five_thousand_rules() -> None:
    """As many as a file may have are all tested, and the one that cannot hold is found."""
    rules = [f"check: opening + {n} * bought + {n} >= sold" for n in range(5_000)]
    text, places = planted(more_rules(*rules, "check: »closing <= -1"))
    assert [("contradiction", *places[0])] == found(lint_text(text))


def test_a_file_of_ten_megabytes_is_refused(tmp_path: Path) -> None:
    """Its size is told, before it is parsed; also when its end cuts a character in two."""
    for text in ("x" * 10_000_000, "x" + "表" * 6_000_000):
        file = tmp_path / "big.yaml"
        file.write_text(f"# {text}", encoding="utf-8")
        (finding,) = lint_file(file)
        assert re.search("too large|larger than 16 MB", finding.message)
        assert finding.file == str(file)


def test_an_alias_bomb_is_refused() -> None:
    """Aliases are never followed: each is a fault."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    findings = lint_text("\n".join(lines))
    assert findings[0].severity == "error"
    assert sum(finding.code == "syntax" for finding in findings) == 30 + 29 * 9


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file and one that is no text are findings; an unknown id is an error of whoever asks."""
    (tmp_path / "image.yaml").write_bytes(b"\xff\xfe\x00")
    assert [finding.severity for name in ("image.yaml", "missing.yaml") for finding in lint_file(tmp_path / name)] == [
        "error",
        "error",
    ]
    with pytest.raises(gd.UsageError, match="there is no format shop/1999"):
        lint_file("shop/1999")


# drawn formats ------------------------------------------------------------------------------------------------------


@given(made_up())
def test_formats_that_reports_satisfy_have_no_faults_and_no_contradictions(spec: gd.Spec) -> None:
    """Lint never calls impossible what is possible."""
    codes = {(finding.severity, finding.code) for finding in lint_text(gd.dump_spec(spec))}
    assert "error" not in {severity for severity, _ in codes}
    assert ("warning", "contradiction") not in codes


@given(st.data())
def test_forced_cells_hold_their_number_in_every_report(data: st.DataObject) -> None:
    """A cell that is called forced has that number in whatever report satisfies the format."""
    spec = data.draw(made_up())
    report = data.draw(reports(spec))
    for system in blank_systems(report.form):
        assert not consistency(system).conflicts
        for judged in forced(system):
            number = report.values[judged.index]
            assert number is None or Fraction(number) == judged.number


ASSIGNED = """\
tables:
  stock:
    value: count
    columns: {total: exact, total_label: {zh: 计}, nodes: {x: {label: {zh: 甲}}, y: {label: {zh: 乙}}}}
    rows:
      total: exact
      total_label: {zh: 计}
      nodes:
        a: {label: {zh: 一}}
        b:
          label: {zh: 二}
          total: at_least
          total_label: {zh: 计}
          nodes: {c: {label: {zh: 三}}, d: {label: {zh: 四}}}
"""


@given(st.data())
def test_a_rule_is_implied_if_and_only_if_no_numbers_break_it(data: st.DataObject) -> None:
    """Numbers are tried that decide it: all zero, and one very large in each cell that does not follow from others."""
    spec = minimal(tables=ASSIGNED)
    form = gd.expand(spec)
    rule = data.draw(rules(form, "law").filter(bool))
    assert rule is not None
    whole = evolve(spec, rules=(evolve(rule, when=None, examples=Examples()),))
    relations = [relation for relation in gd.expand(whole).relations if relation.kind == "rule"]
    implied = bool(relations) and all(
        relation.level == 1 and all(holds(relation, numbers) for numbers in assignments(form)) for relation in relations
    )
    remarks = rule_remarks(whole)
    assert implied == (codes.IMPLIED_RULE.id in {remark.code for remark in remarks})


def assignments(form: gd.Form) -> Iterator[dict[int, int]]:
    """Yield numbers for all cells, in which the sums of the axes hold, each from numbers for the free cells."""
    free = [(row, column) for row in ("a", "b.c", "b.d", "b") for column in ("x", "y")]
    for chosen in (None, *free):
        own = {place: 10**9 * (place == chosen) for place in free}
        numbers: dict[int, int] = {}
        for index, cell in enumerate(form.cells):
            columns = ("x", "y") if cell.column == "total" else (cell.column,)
            parts = {"b": ("b", "b.c", "b.d"), "total": ("a", "b", "b.c", "b.d")}.get(cell.row, (cell.row,))
            # What b has beyond its parts is free; its parts count towards it.
            numbers[index] = sum(own[row, column] for row in parts for column in columns)
        yield numbers


def holds(relation: gd.Relation, numbers: dict[int, int]) -> bool:
    """Whether a relation holds, in fractions."""
    left, right = (
        sum((Fraction(factor) * numbers[index] for index, factor in side.terms), Fraction(side.constant))
        for side in (relation.condition.left, relation.condition.right)
    )
    gap, slack = left - right, Fraction(relation.tolerance)
    return {"==": abs(gap) <= slack, ">=": gap >= -slack}.get(relation.condition.comparison, gap <= slack)
