"""The checker against oracles that know only the paper forms, and against itself on reports that were changed."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.findings import STATUSES
from govdisclosure.report.model import Report
from govdisclosure.specfile import find_spec
from govdisclosure.testing import broken_reports, reports
from tests.support.oracles import APPLICANTS, FORMS, drawn

SPECS = {name: find_spec(name) for name in FORMS}
SPEC = SPECS["cn/2021"]


def agree(report: Report) -> None:
    """Fail unless checker and oracle say the same about every balance and every cell; it cannot read texts."""
    result = gd.check(report)
    said = [finding for finding in result if finding.statement]
    truth = FORMS[report.spec.id].judge(gd.to_data(report))
    found = {finding.id: (finding.status, finding.difference) for finding in result if not finding.statement}
    assert found == {rule: judged for rule, judged in truth.items() if judged[0] in ("fail", "undecided")}
    statuses = [status for status, _ in truth.values()]
    counts = {status: statuses.count(status) for status in STATUSES}
    counts["not_applicable"] += sum(relation.level == 2 for relation in report.form.relations)
    counts["fail"] += len(said)
    assert counts == dict(result.counts)


@pytest.mark.parametrize("name", FORMS)
@given(st.data())
def test_numbers(name: str, data: st.DataObject) -> None:
    """On a form full of numbers, right or wrong, the checker finds what loops over the paper form find."""
    cells = data.draw(st.integers(0, 6))
    agree(data.draw(broken_reports(SPECS[name], cells)).report if cells else data.draw(reports(SPECS[name])))


@pytest.mark.parametrize("name", FORMS)
@given(st.data())
def test_every_state(name: str, data: st.DataObject) -> None:
    """With blanks, marks, unreadable and absent cells the two agree too, whole tables missing included."""
    agree(data.draw(reports(SPECS[name], complete=False)))


@pytest.mark.parametrize("name", FORMS)
def test_the_oracle_knows_the_whole_form(name: str) -> None:
    """The oracle names exactly the rules and the cells of the format, so its silence means something."""
    form, paper = gd.expand(SPECS[name]), FORMS[name]
    inside_the_year = sorted(relation.id for relation in form.relations if relation.level == 1)
    assert sorted(rule for rule, _, _ in [*paper.equal, *paper.at_least]) == inside_the_year
    assert set(paper.cells()) == set(form.index)


SEEDS = st.integers(0, 10_000)
Verdicts = dict[str, tuple[str, Any]]


def verdicts(data: dict[str, Any]) -> Verdicts:
    """Return status and difference of what fails or cannot be decided."""
    return {finding.id: (finding.status, finding.difference) for finding in gd.check(gd.from_data(data))}


def mapped(data: dict[str, Any], change: Any) -> dict[str, Any]:
    """Return report JSON with each whole number changed."""
    tables = {
        table: {
            row: {column: change(cell) if isinstance(cell, int) else cell for column, cell in cells.items()}
            for row, cells in rows.items()
        }
        for table, rows in data["tables"].items()
    }
    return {**data, "tables": tables}


@pytest.mark.parametrize("name", FORMS)
@given(SEEDS, st.integers(2, 1_000))
def test_a_report_in_another_scale_has_the_same_verdicts(name: str, seed: int, factor: int) -> None:
    """Every figure times a factor: what failed fails by as many times more, and nothing else does."""
    data = drawn(name, random.Random(seed))
    scaled = {
        rule: (status, difference if difference is None else difference * factor)
        for rule, (status, difference) in verdicts(data).items()
    }
    assert verdicts(mapped(data, lambda cell: cell * factor)) == scaled


@given(SEEDS, st.permutations(APPLICANTS))
def test_which_applicant_is_which_does_not_matter(seed: int, other: list[str]) -> None:
    """Columns of applicants in another order move the verdicts with them."""
    data = drawn("cn/2021", random.Random(seed))
    names = dict(zip(APPLICANTS, other, strict=True))
    rows = data["tables"].get("applications", {})
    moved = {row: {names.get(column, column): cell for column, cell in cells.items()} for row, cells in rows.items()}
    expected = {}
    for rule, verdict in verdicts(data).items():
        *before, column = rule.rstrip("]").replace(", ", "[").split("[")
        is_cell = rule.startswith("applications") and column in names
        expected[rule.replace(f"{column}]", f"{names[column]}]") if is_cell and before else rule] = verdict
    tables = {**data["tables"], "applications": moved} if moved else data["tables"]
    assert verdicts({**data, "tables": tables}) == expected


@pytest.mark.parametrize("name", FORMS)
@given(st.data())
def test_reports_that_balance_balance_together(name: str, data: st.DataObject) -> None:
    """The sum of two reports without a finding is one, cell by cell: what a county adds up stays right."""
    one, other = (data.draw(reports(SPECS[name])) for _ in range(2))
    both = [(a or 0) + (b or 0) for a, b in zip(one.values, other.values, strict=True)]
    cells = {(c.table, c.row, c.column): value for c, value in zip(one.form.cells, both, strict=True)}
    bare = gd.from_data({"spec": name, "tables": {}}).replacing(cells)
    assert gd.check(bare).findings == ()


@given(SEEDS)
def test_the_language_changes_no_verdict(seed: int) -> None:
    """A message in Chinese is about the same rules, cells and differences."""
    from govdisclosure.language import using

    data = drawn("cn/2021", random.Random(seed))
    with using("zh"):
        chinese = verdicts(data)
    assert chinese == verdicts(data)
