"""The bundled versions follow each other: years, crosswalk, comparable figures, and what is said about them."""

import json
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.form.naming import table_name
from govdisclosure.language import using
from govdisclosure.spec import Edit
from govdisclosure.specfile.store import find_spec, using_folders
from govdisclosure.testing import reports
from govdisclosure.versions.crosswalks import _ancestors, chain, crosswalk
from govdisclosure.versions.differences import SpecDiff, diff_text, place_name
from tests.support.minimal import minimal_text

REPORT_2019 = Path(__file__).parents[1] / "data" / "report-2019.txt"


@pytest.mark.parametrize(
    ("year", "spec"), [(2014, "cn/2014"), (2018, "cn/2014"), (2019, "cn/2019"), (2020, "cn/2019"), (2024, "cn/2021")]
)
def test_every_report_year_has_its_form(year: int, spec: str) -> None:
    """The form is told by the report year."""
    assert gd.spec_for("cn", year).id == spec


def test_a_year_before_all_forms_gets_the_nearest_and_a_warning() -> None:
    """No form covers 2010, and whoever asks is told."""
    with pytest.warns(gd.FormatWarning, match="2010"):
        assert gd.spec_for("cn", 2010).id == "cn/2014"


def test_an_unknown_family_is_an_error() -> None:
    """There is no nearest family."""
    with pytest.raises(gd.UsageError, match="nc"):
        gd.spec_for("nc", 2024)


def test_loading_a_provisional_format_says_so() -> None:
    """cn/2014 rests on general knowledge in parts, and whoever loads it is told."""
    with pytest.warns(gd.FormatWarning, match="provisional"):
        gd.load_spec("cn/2014")


@pytest.mark.parametrize(("older", "newer"), [("cn/2014", "cn/2019"), ("cn/2019", "cn/2021")])
def test_the_edits_account_for_every_difference(older: str, newer: str) -> None:
    """Carried out on the older version, the edits of the newer give its own trees."""
    assert crosswalk(find_spec(older), find_spec(newer)).differences == ()


def test_rules_that_stayed_the_same_keep_their_ids() -> None:
    """The balance and the sums of the tables that did not change are called alike in 2019 and 2021."""
    ids = {
        name: {relation.id for relation in gd.expand(find_spec(name)).relations if relation.level == 1}
        for name in ("cn/2019", "cn/2021")
    }
    assert ids["cn/2019"] - ids["cn/2021"] == {"applications/columns:total[outcome.other]"}
    assert len(ids["cn/2019"] & ids["cn/2021"]) == 39


def test_what_was_split_and_what_cannot_be_compared_is_in_the_diff(capsys: pytest.CaptureFixture[str]) -> None:
    """One row became three; published in total and in force are not the same thing."""
    assert run(["spec", "diff", "cn/2019", "cn/2021", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (split,) = [change for change in found["changes"] if change["verb"] == "split"]
    assert split["at"] == ["applications/rows:outcome.other"]
    assert [place.rpartition(".")[2] for place in split["into"]] == ["correction_overdue", "fee_overdue", "other"]
    places = {entry["at"] for entry in found["not_comparable"]}
    assert {"documents/columns:published_total", "documents/columns:in_force"} <= places
    assert found["undeclared"] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_diff_says_in_words_what_changed(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A reader sees the form's own words, in either language."""
    assert run(["spec", "diff", "cn/2019", "cn/2021", "--lang", language]) == 0
    text = capsys.readouterr().out
    assert ("现行有效件数" if language == "zh" else "In force") in text
    assert ("不可比" if language == "zh" else "not comparable") in text


def test_steps_lead_over_a_common_version() -> None:
    """From 2014 to 2021 the way leads over 2019, and back the same way."""
    first, last = find_spec("cn/2014"), find_spec("cn/2021")
    assert [(a.id, b.id, way) for a, b, way in chain(first, last)] == [
        ("cn/2014", "cn/2019", "forward"),
        ("cn/2019", "cn/2021", "forward"),
    ]
    assert [(a.id, b.id, way) for a, b, way in chain(last, first)] == [
        ("cn/2021", "cn/2019", "back"),
        ("cn/2019", "cn/2014", "back"),
    ]


@given(st.data())
def test_there_and_back_is_the_identity_on_what_is_comparable(data: st.DataObject) -> None:
    """2019 to 2021 and back leaves comparable cells as they were, and everything else absent."""
    report = data.draw(reports(find_spec("cn/2019"), complete=False))
    again = gd.convert(gd.convert(report, "cn/2021"), "cn/2019")
    walk = crosswalk(find_spec("cn/2019"), find_spec("cn/2021"))
    for index, ref in enumerate(report.form.cells):
        table = walk.tables.get(ref.table)
        comparable = table is not None and all(
            any(link.older == (path,) == link.newer for link in links)
            for path, links in ((ref.row, table.rows), (ref.column, table.columns))
        )
        if comparable:
            assert (again.values[index], again.content(index)) == (report.values[index], report.content(index))
        else:
            assert again.content(index).state == "absent"


def test_a_part_that_cannot_be_known_is_absent_and_never_zero() -> None:
    """The one row of 2019 does not say how its count divides into the three of 2021."""
    report = gd.from_json('{"spec": "cn/2019", "tables": {"applications": {"outcome.other": {"total": 0}}}}')
    newer = gd.convert(report, "cn/2021")["applications"]
    parts = (newer["outcome.other.fee_overdue", "total"], newer["outcome.other.other", "total"])
    assert {part.state for part in parts} == {"absent"}


def test_a_converted_report_says_what_was_left_out() -> None:
    """Of a report of 2014 in the form of 2019 one learns that it was converted, and which texts found no place."""
    report = gd.from_json(
        '{"spec": "cn/2014", "tables": {"statistics": {"reviews": {"figure": 1}}}, "sections": {"statistics": "…"}}'
    )
    newer = gd.convert(report, "cn/2019")
    assert [problem.code for problem in newer.problems] == ["converted", "section_left_out"]
    assert all(word in newer.problems[1].message for word in ("cn/2019", "statistics"))


def test_the_sum_of_parts_is_known_only_when_every_part_is() -> None:
    """A blank part leaves the whole unknown."""
    report = gd.from_json(
        '{"spec": "cn/2021", "tables": {"applications": {"outcome.other.correction_overdue": {"total": 2},'
        ' "outcome.other.fee_overdue": {"total": null}, "outcome.other.other": {"total": 5}}}}'
    )
    assert gd.convert(report, "cn/2019")["applications"]["outcome.other", "total"].state == "absent"


def test_a_2019_text_with_shifted_cells_and_blanks_is_read_and_checked() -> None:
    """A page in the layout of 2019: data shifted against the heads, blanks for zeros, an amount in yuan."""
    reading = gd.read(REPORT_2019)
    report = reading.report
    assert (reading.spec.id, report.organisation, report.year) == ("cn/2019", "示例市示例局", 2019)
    assert [report["documents"]["normative_document", column].value for column in report["documents"].columns] == [
        2,
        2,
        31,
    ]
    assert [report["licensing"]["licence", column].value for column in report["licensing"].columns] == [12, 3, 1045]
    assert report["licensing"]["other_service", "change"].value == -1
    assert str(report["procurement"]["procurement", "amount"].value) == "25.1000"
    assert report["applications"]["new", "organisation.research"].state == "blank"
    assert "converted_unit" in {problem.code for problem in reading.problems}
    result = gd.check(report)
    assert result.counts["fail"] == 0
    assert result.counts["undecided"] > 0


def test_a_report_in_an_older_form_than_its_year_is_remarked_on() -> None:
    """The 2019 form used for 2022 is a problem and no failure."""
    report = gd.from_json('{"spec": "cn/2019", "year": 2022, "tables": {}}')
    assert "year_outside" in {problem.code for problem in gd.check(report).problems}


def test_a_table_that_is_still_there_was_not_dropped() -> None:
    """An edit that says otherwise is a difference."""
    spec = find_spec("cn/2021")
    assert spec.change is not None
    edit = Edit(why=spec.title, drop="fees")
    wrong = evolve(spec, change=evolve(spec.change, edits=(*spec.change.edits, edit)))
    found = crosswalk(find_spec("cn/2019"), wrong).differences
    (fault,) = [one for one in found if one.path != ("change",)]
    assert fault.path == ("change", "edits", len(spec.change.edits))
    assert fault.message.startswith("fees")


def test_a_table_that_came_or_went_without_a_word_is_a_difference() -> None:
    """Only edits say what became of a table."""
    spec = find_spec("cn/2021")
    assert spec.change is not None
    edits = tuple(edit for edit in spec.change.edits if all("/" in place for place in (*edit.at, *edit.made)))
    silent = evolve(spec, change=evolve(spec.change, edits=edits))
    said = {one.message for one in crosswalk(find_spec("cn/2019"), silent).differences}
    assert any(message.startswith("procurement") for message in said)


def test_formats_that_come_out_of_each_other_end_somewhere(tmp_path: Path) -> None:
    """Each is there once."""
    (tmp_path / "test").mkdir()
    for year, other in ((2023, 2024), (2024, 2023)):
        text = minimal_text().replace("test/2024", f"test/{year}").replace("2024..", f"{year}..{year}")
        text += f"change:\n  from: test/{other}\n  edits: []\n"
        (tmp_path / "test" / f"{year}.yaml").write_text(text, encoding="utf-8")
    with using_folders([tmp_path]):
        assert [one.id for one in _ancestors(find_spec("test/2024"))] == ["test/2024", "test/2023"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("documents", "Section 2, documents"),
        ("no_table/rows:a", "no_table/rows:a"),
        ("documents/rows:no_row", "documents/rows:no_row"),
    ],
)
def test_a_place_that_a_form_does_not_have_is_called_by_its_address(address: str, name: str) -> None:
    """What the form has is called by its words."""
    form = gd.expand(gd.load_spec("cn/2021"))
    named = place_name(form, address, "en")
    assert named == name if name == address else named == table_name(form.spec, address, "en")


def test_differences_that_no_edit_accounts_for_are_listed_apart() -> None:
    """Below those that one does."""
    with using("en"):
        assert diff_text(SpecDiff("a/1", "a/2", (), ("a row is gone",)), "en") == (
            "a/1 → a/2\ndifferences that no edit accounts for:\n  - a row is gone\n"
        )
