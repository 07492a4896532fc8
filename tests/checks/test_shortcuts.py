"""What passes quickly is what would pass carefully: nothing is judged in two ways."""

from hypothesis import given, settings
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.checks.judging import Standing, judge_report
from govdisclosure.checks.kernel import compiled
from govdisclosure.form import expansion, verdict
from govdisclosure.report import BLANK
from govdisclosure.testing import broken_reports, reports
from tests.support.made_up import made_up

ANY = made_up().flatmap(
    lambda spec: st.one_of(
        reports(spec), reports(spec, complete=False), broken_reports(spec, 1).map(lambda broken: broken.report)
    )
)
FORM = gd.expand(gd.load_spec("cn/2021"))
OFFICIAL = st.just(gd.load_spec("cn/2021")).flatmap(lambda spec: reports(spec, complete=False))


@given(st.one_of(ANY, OFFICIAL), st.booleans())
@settings(max_examples=100)
def test_a_report_is_judged_as_each_of_its_relations_by_itself(report: gd.Report, with_prior: bool) -> None:  # noqa: FBT001 - drawn
    """Counts, verdicts and numbers are those of the careful way, blanks, marks, faults and another year included.

    Where plain sums say something it is, without a year before, what intervals say: verdict, sides and difference.
    """
    prior = report if with_prior else None
    standing, alone = Standing(report, prior), Standing(report, None)
    every = [(one, standing.status(one)) for one in report.form.relations]
    below = [(one, "fail") for one in report.form.bounds if verdict(one, standing.interval) == "fail"]
    judged = judge_report(report, prior)
    for status, count in judged.counts.items():
        assert count == sum(found == status for _, found in (*every, *below))
    expected = [(one.id, status) for one, status in (*every, *below) if status in ("fail", "undecided")]
    assert expected == [(one.relation.id, one.status) for one in judged.worth_saying]
    for relation, sides in zip(report.form.relations, alone.kernel.sides, strict=True):
        plain = None if sides is None else alone.plain.outcome(relation, sides)
        if plain is not None:
            assert plain == alone.outcome(relation)


def test_most_of_the_form_is_judged_by_plain_sums() -> None:
    """Cells without a number do not make an equality a matter of intervals; what is absent does not apply."""
    blank = gd.Report(FORM, (None,) * len(FORM.cells), contents=dict.fromkeys(range(len(FORM.cells)), BLANK))
    for report, status in ((blank, "undecided"), (gd.Report(FORM, (None,) * len(FORM.cells)), "not_applicable")):
        standing = Standing(report, None)
        for relation, sides in zip(FORM.relations, standing.kernel.sides, strict=True):
            if sides is not None:
                outcome = standing.plain.outcome(relation, sides)
                assert outcome is not None
                assert outcome.status == status


@given(st.one_of(ANY, OFFICIAL), st.data())
@settings(max_examples=50)
def test_chosen_rules_are_judged_alike(report: gd.Report, data: st.DataObject) -> None:
    """Leaving rules out changes nothing for the others."""
    ids = [one.id for one in (*report.form.relations, *report.form.bounds)]
    kept = set(data.draw(st.lists(st.sampled_from(ids), unique=True))) if ids else set()
    some = judge_report(report, None, lambda one: one.id in kept)
    every = judge_report(report)
    assert [one.relation.id for one in some.worth_saying] == [
        one.relation.id for one in every.worth_saying if one.relation.id in kept
    ]


def test_an_equal_form_is_not_mistaken_for_the_reports_own() -> None:
    """What is judged are the relations of the report's form, also where an equal one was compiled before."""
    spec = gd.load_spec("cn/2021")
    one, other = (expansion._expand.__wrapped__(spec, ()) for _ in range(2))
    assert one == other
    compiled(one)
    report = gd.Report(other, (-1,) * len(other.cells))
    own = {id(relation) for relation in (*other.relations, *other.bounds)}
    assert {id(found.relation) for found in judge_report(report).worth_saying} <= own
