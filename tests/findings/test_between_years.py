"""Rules between years: carried over, in force, repealed; across versions through what they have in common."""

from pathlib import Path
from random import Random

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.specfile.store import find_spec
from tests.support.filled import FORM, filled

DATA = Path(__file__).parents[1] / "data" / "written"


def chained() -> tuple[gd.Report, gd.Report]:
    """Return reports of two years in which every rule between years holds."""
    prior = evolve(filled(Random(1)), year=2023)
    table = prior["applications"]
    report = filled(Random(2))
    changes: dict[tuple[str, str, str], int] = {}
    for column in table.columns:
        carried = table["carried_out", column].value
        own = report["applications"]
        old, new = own["carried_in", column].value, own["new", column].value
        assert isinstance(carried, int)
        assert isinstance(old, int)
        assert isinstance(new, int)
        changes["applications", "carried_in", column] = carried
        changes["applications", "new", column] = new + old - carried
    return prior, report.replacing(dict(changes))


def failing(result: gd.CheckResult) -> list[str]:
    """Return the ids of what failed."""
    return [finding.id for finding in result if finding.status == "fail"]


def test_two_years_in_order() -> None:
    """What last year carried out is what this year carried in, in total and by kind of applicant."""
    prior, report = chained()
    result = gd.check(report, prior)
    assert failing(result) == []
    assert dict(result.counts) == {"pass": 53, "fail": 0, "undecided": 0, "not_applicable": 0}


def test_published_years_of_a_city() -> None:
    """Two consecutive published reports satisfy every rule inside and between the years."""
    first, second = (gd.from_json((DATA / f"city-{year}.json").read_text(encoding="utf-8")) for year in (2023, 2024))
    result = gd.check(second, first)
    assert (list(result), result.counts["pass"], result.counts["not_applicable"]) == ([], 53, 0)


def test_a_broken_carry_over_is_a_warning() -> None:
    """Figures that do not follow from last year's are a warning, with both years' figures, and no error."""
    prior, report = chained()
    was = prior["applications"]["carried_out", "natural_person"].value
    assert isinstance(was, int)
    prior = prior.replacing({("applications", "carried_out", "natural_person"): was + 5})
    result = gd.check(report, prior)
    assert failing(result) == ["applications/carry_over[natural_person]"]
    assert result.ok
    assert result.fails_at("warning")
    (finding,) = result
    assert finding.difference == -5
    assert "上年" in finding.explain("zh")
    assert "last year" in finding.explain("en")
    assert list(result.location) == []


@pytest.mark.parametrize(("in_force", "failed"), [(5, True), (3, False)])
def test_the_chain_of_what_is_in_force(in_force: int, failed: bool) -> None:  # noqa: FBT001 - the expected verdict
    """In force is last year's, plus issued, less repealed."""
    prior, report = chained()
    row = "normative_document"
    prior = prior.replacing({("documents", row, "in_force"): 2})
    report = report.replacing({("documents", row, "issued"): 2, ("documents", row, "repealed"): 1})
    report = report.replacing({("documents", row, "in_force"): in_force})
    assert failing(gd.check(report, prior)) == ([f"documents/in_force[{row}]"] if failed else [])


def test_no_more_is_repealed_than_there_was() -> None:
    """What was repealed was in force or issued."""
    prior, report = chained()
    report = report.replacing({("documents", "regulation", "repealed"): 3})
    assert "documents/repealed[regulation]" in failing(gd.check(report, prior))


def test_without_a_prior_report_nothing_is_said() -> None:
    """Rules between years are not applicable without last year's report."""
    _, report = chained()
    assert gd.check(report).counts["not_applicable"] == 11
    assert {relation.level for relation in FORM.relations} == {1, 2}


def test_a_prior_report_of_the_older_version_is_converted() -> None:
    """Last year's report in the older form is converted first and that is said; what is new has nothing to follow."""
    prior, report = chained()
    older = evolve(gd.convert(prior, "cn/2019"), year=2023, problems=())
    result = gd.check(report, older)
    assert failing(result) == []
    assert result.counts["not_applicable"] == 4
    assert result.counts["pass"] == 49
    (problem,) = [problem for problem in result.problems if problem.code == "prior_converted"]
    comparable = sum(cell.state != "absent" for cell in gd.convert(older, report.spec).cells())
    assert f"from cn/2019 to cn/2021, {comparable} cells are comparable" in problem.message
    broken = older.replacing({("applications", "carried_out", "total"): 999_999})
    assert failing(gd.check(report, broken)) == ["applications/carry_over[total]"]


def test_a_prior_report_that_cannot_be_one_is_refused() -> None:
    """A report of another year, organisation or family is refused in a sentence that says why."""
    prior, report = chained()
    for wrong, word in (
        (evolve(prior, year=2022), "2022"),
        (evolve(prior, organisation="别市"), "别市"),
        (gd.from_data({"year": 2023}, spec=find_spec("cn-enforcement/2021")), "the prior report cannot be used"),
        (gd.from_data({"spec": "cn/2014", "year": 2023}), "cn/2014"),
    ):
        if wrong.spec.id == "cn/2014":
            assert gd.check(report, evolve(wrong, organisation=report.organisation)).counts["not_applicable"] == 11
            continue
        with pytest.raises(gd.UsageError, match=word):
            gd.check(report, wrong)


def test_a_prior_report_of_nobody_is_used_with_a_warning() -> None:
    """Where a report does not say whose it is, the comparison is made, and that it could not be verified is said."""
    prior, report = chained()
    result = gd.check(report, evolve(prior, organisation=None))
    assert [problem.code for problem in result.problems] == ["prior_unverified"]


def test_the_wrong_year_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A prior report of the wrong year ends in one sentence and exit code 2."""
    prior, report = chained()
    for name, each in (("this", report), ("prior", evolve(prior, year=2021))):
        (tmp_path / f"{name}.json").write_text(gd.to_json(each), encoding="utf-8")
    code = run(["check", str(tmp_path / "this.json"), "--prior", str(tmp_path / "prior.json"), "--lang", "en"])
    assert code == 2
    assert capsys.readouterr().err == "the prior report cannot be used: it is for 2021, not for 2023\n"
