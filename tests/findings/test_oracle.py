"""The checker against an oracle that knows only the paper form."""

from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.findings import STATUSES
from govdisclosure.report.model import Report
from govdisclosure.testing import broken_reports, reports
from tests.support import oracle_cn2021

SPEC = gd.load_spec("cn/2021")
BETWEEN_YEARS = sum(relation.level == 2 for relation in gd.expand(SPEC).relations)
BROKEN = st.integers(1, 6).flatmap(lambda cells: broken_reports(SPEC, cells)).map(lambda broken: broken.report)


def agree(report: Report) -> None:
    """Fail unless checker and oracle say the same about every balance and every cell; it cannot read texts."""
    result = gd.check(report)
    said = [finding for finding in result if finding.statement]
    truth = oracle_cn2021.judge(gd.to_data(report))
    found = {finding.id: (finding.status, finding.difference) for finding in result if not finding.statement}
    assert found == {rule: judged for rule, judged in truth.items() if judged[0] in ("fail", "undecided")}
    statuses = [status for status, _ in truth.values()]
    counts = {status: statuses.count(status) for status in STATUSES}
    counts["not_applicable"] += BETWEEN_YEARS
    counts["fail"] += len(said)
    assert counts == dict(result.counts)


@given(st.one_of(reports(SPEC), BROKEN))
def test_numbers(report: Report) -> None:
    """On a form full of numbers, right or wrong, the checker finds what loops over the paper form find."""
    agree(report)


@given(reports(SPEC, complete=False))
def test_every_state(report: Report) -> None:
    """With blanks, marks, unreadable and absent cells the two agree too, whole tables missing included."""
    agree(report)


def test_the_oracle_knows_the_whole_form() -> None:
    """The oracle names exactly the rules and the cells of the format, so its silence means something."""
    form = gd.expand(SPEC)
    inside_the_year = [relation.id for relation in form.relations if relation.level == 1]
    assert [rule for rule, _, _ in oracle_cn2021.balances()] == inside_the_year
    cells = {
        (table, row, column)
        for table, rows in oracle_cn2021.ROWS.items()
        for row in rows
        for column in oracle_cn2021.CROSSING[table]
    }
    assert cells == set(form.index)
