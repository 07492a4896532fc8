"""Explanations of findings: applied where they are certain, said where they are not, and never lost."""

import csv
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.export import list_files
from govdisclosure.export.findings_list import entries_of
from govdisclosure.export.justifications import justified
from govdisclosure.export.list_files import csv_bytes, read_entries, xlsx_bytes
from govdisclosure.language import using
from tests.findings.test_between_years import chained
from tests.support.filled import FORM, filled, with_numbers

Rows = list[dict[str, str]]


def broken() -> tuple[gd.Report, gd.Report]:
    """Return a report with one broken carry-over, and that of the year before."""
    prior, report = chained()
    was = prior["applications"]["carried_out", "natural_person"].value
    assert isinstance(was, int)
    return prior.replacing({("applications", "carried_out", "natural_person"): was + 5}), report


def answered(result: gd.CheckResult, **said: str) -> Rows:
    """Return the sheet of a result with the same words in every row."""
    return [{key: str(value) for key, value in {**row, **said}.items()} for row in entries_of([("a.json", result)])]


def test_a_warning_with_an_explanation_is_justified() -> None:
    """A warning that was explained has a status of its own, and no longer fails."""
    prior, report = broken()
    result = gd.check(report, prior)
    after = justified(result, answered(result, explanation="机构改革"))
    assert [(finding.status, finding.justification) for finding in after] == [("explained", "机构改革")]
    assert (after.counts["fail"], after.counts["explained"]) == (0, 1)
    assert not after.fails_at("warning")
    assert after.to_data()["findings"][0]["explanation"] == "机构改革"
    assert result.counts["fail"] == 1


def test_an_error_needs_a_signature() -> None:
    """An error is explained only where the supervising body has signed; else it is said that it must."""
    right = filled(Random(1))
    result = gd.check(with_numbers(right, {FORM.index["applications", "new", "natural_person"]: 0}))
    unsigned = justified(result, answered(result, explanation="数据如此"))
    assert unsigned.counts["explained"] == 0
    assert not unsigned.ok
    assert {problem.code for problem in unsigned.problems} == {"explanation_unsigned"}
    signed = justified(result, answered(result, explanation="数据如此", accepted="市政府办公室"))
    assert signed.ok
    assert list(signed.location) == []


def test_a_changed_figure_makes_an_explanation_stale() -> None:
    """An explanation of other figures is not applied, which is a problem of the result."""
    prior, report = broken()
    rows = answered(gd.check(report, prior), explanation="机构改革")
    was = prior["applications"]["carried_out", "natural_person"].value
    assert isinstance(was, int)
    changed = prior.replacing({("applications", "carried_out", "natural_person"): was + 1})
    after = justified(gd.check(report, changed), rows)
    assert [finding.status for finding in after] == ["fail"]
    assert [problem.code for problem in after.problems] == ["explanation_stale"]


def test_an_explanation_of_nothing_is_said() -> None:
    """A row whose finding is gone, or whose fingerprint is unknown, is a remark."""
    prior, report = broken()
    rows = answered(gd.check(report, prior), explanation="机构改革")
    good, _ = chained()
    after = justified(gd.check(report, good), rows)
    assert [problem.code for problem in after.problems] == ["explanation_unused"]
    assert rows[0]["fingerprint"] in after.problems[0].message


def test_contradictory_explanations_are_refused() -> None:
    """Two rows about the same finding that differ are refused together; two that agree are one."""
    prior, report = broken()
    result = gd.check(report, prior)
    rows = answered(result, explanation="机构改革")
    assert justified(result, [*rows, *rows]).counts["explained"] == 1
    with pytest.raises(gd.UsageError, match="contradict"):
        justified(result, [*rows, *answered(result, explanation="笔误")])


def test_a_sheet_of_another_organisation_is_refused() -> None:
    """A sheet that is of other organisations or years only cannot be meant for this report."""
    prior, report = broken()
    result = gd.check(report, prior)
    for change in ({"organisation": "别市"}, {"year": "2020"}):
        with pytest.raises(gd.UsageError, match=next(iter(change.values()))):
            justified(result, answered(result, explanation="机构改革", **change))
    mixed = [*answered(result, explanation="机构改革"), *answered(result, explanation="其他", organisation="别市")]
    assert justified(result, mixed).counts["explained"] == 1


def test_a_rule_that_does_not_exist_is_refused() -> None:
    """An explanation of a rule that the format does not have is refused."""
    prior, report = broken()
    result = gd.check(report, prior)
    with pytest.raises(gd.UsageError, match="applications/nothing"):
        justified(result, answered(result, explanation="机构改革", rule="applications/nothing"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_the_sheet_is_read_as_it_was_written(tmp_path: Path, suffix: str, language: str) -> None:
    """The sheet comes back with every row, whatever the language of its headers; the same findings, the same bytes."""
    prior, report = broken()
    with using(language):
        rows = answered(gd.check(report, prior), explanation="=机构改革", remark="备注")
        data = xlsx_bytes(rows) if suffix == "xlsx" else csv_bytes(rows)
        assert data == (xlsx_bytes(rows) if suffix == "xlsx" else csv_bytes(rows))
    path = tmp_path / f"sheet.{suffix}"
    path.write_bytes(data)
    assert read_entries(str(path)) == rows


def test_a_csv_from_a_chinese_spreadsheet(tmp_path: Path) -> None:
    """A CSV saved in GB 18030, with a title above its headers, is read too."""
    path = tmp_path / "sheet.csv"
    text = "某市问题清单\r\n规则,规则所在行列,指纹,情况说明（填报单位填写）\r\na/b,c,0123,改革\r\n"
    path.write_bytes(text.encode("gb18030"))
    assert read_entries(str(path)) == [{"rule": "a/b", "instance": "c", "fingerprint": "0123", "explanation": "改革"}]


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"PK\x03\x04 broken", b"\xff\xff\xff"])
def test_what_is_no_sheet_is_refused(tmp_path: Path, data: bytes) -> None:
    """A file that is no list of findings is refused in a sentence that names it."""
    path = tmp_path / "sheet.bin"
    path.write_bytes(data)
    with pytest.raises(gd.ReadError, match=r"sheet\.bin"):
        read_entries(str(path))


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_list_is_read_to_its_limits_and_no_further(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows, headers among them, and bytes: as many as the limit are read, and one more is refused by its number."""
    entry = {"rule": "a/b", "instance": "c", "fingerprint": "0123", "explanation": "改革"}
    path = tmp_path / f"sheet.{suffix}"
    data = xlsx_bytes([entry] * 4) if suffix == "xlsx" else csv_bytes([entry] * 4)
    path.write_bytes(data)
    monkeypatch.setattr(list_files, "MAX_ROWS", 5)
    monkeypatch.setattr(list_files, "MAX_BYTES", len(data))
    assert read_entries(str(path)) == [entry] * 4
    monkeypatch.setattr(list_files, "MAX_ROWS", 4)
    with pytest.raises(gd.ReadError, match="more than 4 rows"):
        read_entries(str(path))
    monkeypatch.setattr(list_files, "MAX_BYTES", len(data) - 1)
    with pytest.raises(gd.ReadError, match=rf"sheet\.{suffix}: the file is larger"):
        read_entries(str(path))


def test_headers_are_looked_for_below_a_title_and_not_among_the_answers(tmp_path: Path) -> None:
    """They may be the twentieth row; what stands in the twenty-first is no header."""
    head, entry = "规则,规则所在行列,指纹,情况说明（填报单位填写）\r\n", "a/b,c,0123,改革\r\n"
    path = tmp_path / "sheet.csv"
    path.write_text("某市\r\n" * 19 + head + entry, encoding="utf-8")
    assert [row["explanation"] for row in read_entries(str(path))] == ["改革"]
    path.write_text("某市\r\n" * 20 + head + entry, encoding="utf-8")
    with pytest.raises(gd.ReadError, match="not a list of findings"):
        read_entries(str(path))


def test_what_people_wrote_survives_every_rerun() -> None:
    """Human columns stay with their finding; about changed figures they become a remark; about gone ones, a row."""
    prior, report = broken()
    result = gd.check(report, prior)
    rows = answered(result, explanation="机构改革", author="甲", remark="已核")
    again = entries_of([("b.json", result)], rows)
    assert [(row["explanation"], row["author"], row["remark"]) for row in again] == [("机构改革", "甲", "已核")]
    was = prior["applications"]["carried_out", "natural_person"].value
    assert isinstance(was, int)
    changed = prior.replacing({("applications", "carried_out", "natural_person"): was + 1})
    (stale,) = entries_of([("b.json", gd.check(report, changed))], rows)
    assert "explanation" not in stale
    assert "机构改革" in stale["remark"]
    (gone,) = entries_of([("b.json", gd.check(report))], rows)
    assert (gone["explanation"], gone["status"]) == ("机构改革", "no longer found")


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sheet that `--format xlsx` writes is filled in and given back with `--explanations`."""
    prior, report = broken()
    this, before, sheet = tmp_path / "this.json", tmp_path / "prior.json", tmp_path / "list.csv"
    this.write_text(gd.to_json(report), encoding="utf-8")
    before.write_text(gd.to_json(prior), encoding="utf-8")
    command = ["check", str(this), "--prior", str(before), "--fail-on", "warning", "--lang", "zh"]
    assert run([*command, "--format", "xlsx", "-o", str(sheet)]) == 1
    rows = list(csv.reader(sheet.read_text(encoding="utf-8-sig").splitlines()))
    place = rows[0].index("情况说明（填报单位填写）")
    rows[1][place] = "机构改革，职能划转"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    assert run([*command, "--explanations", str(sheet)]) == 0
    printed = capsys.readouterr().out
    assert "已说明 1" in printed
    assert "机构改革，职能划转" in printed
    assert run([*command, "--explanations", str(sheet), "--format", "xlsx", "-o", str(tmp_path / "new.xlsx")]) == 0
    assert read_entries(str(tmp_path / "new.xlsx"))[0]["explanation"] == "机构改革，职能划转"
    other = evolve(report, organisation="别市")
    this.write_text(gd.to_json(other), encoding="utf-8")
    assert run(["check", str(this), "--explanations", str(sheet), "--lang", "zh"]) == 2
    assert "说明文件不能用" in capsys.readouterr().err
    assert run(["check", str(this), "--format", "xlsx"]) == 2
