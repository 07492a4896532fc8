"""What is drawn of a panel follows from its format, and shows the sums of its figures."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.panel.plotting import breakdowns
from tests.support.collections import report_of
from tests.support.following import run_apart
from tests.support.made_up import made_up

PLOT = "--lang zh plot p -o out --format {}"


@given(made_up())
def test_the_parts_of_a_picture_are_rows_of_the_total(spec: gd.Spec) -> None:
    """Whatever the format, each part has its own rows, and no row counts for two parts."""
    for breakdown in breakdowns(gd.expand(spec)):
        rows = [row for _, lines in breakdown.parts for row in lines]
        assert len(rows) == len(set(rows))
        assert set(rows) <= gd.expand(spec).tables[breakdown.table].rows.by_path.keys()


def test_a_panel_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outcomes and their groups, findings and who has reported; by a process of its own, as pictures take memory."""
    (tmp_path / "roster.csv").write_text("code,name,parent\n1,甲局,\n2,乙局,1\n", encoding="utf-8")
    report = report_of("甲局", 2024, 1)
    wrong = report.replacing({("applications", "new", "total"): 1})
    (tmp_path / "a.json").write_text(gd.to_json(wrong), encoding="utf-8")
    gd.collect([tmp_path / "a.json"], tmp_path / "p", roster=tmp_path / "roster.csv", jobs=1)
    gd.check_panel(tmp_path / "p")
    monkeypatch.chdir(tmp_path)
    kinds = ("svg", "png", "html")
    for kind, (code, said) in zip(kinds, run_apart(map(PLOT.format, kinds)), strict=True):
        assert code == 0, said
        names = {Path(line).stem for line in said.splitlines()}
        outcomes = "cn-2021-applications-outcome"
        assert {outcomes, f"{outcomes}.refused", "findings", "reporting"} <= names
        assert all((tmp_path / "out" / f"{name}.{kind}").stat().st_size > 1000 for name in names)
    text = (tmp_path / "out" / "cn-2021-applications-outcome.html").read_text(encoding="utf-8")
    found = re.search(r'"values": (\[\{"period".*?\])', text)
    assert found
    drawn = {row["name"]: row["value"] for row in json.loads(found[1])}
    assert drawn["（一）予以公开"] == report["applications"]["outcome.granted", "total"].value


def test_what_is_no_panel_cannot_be_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence."""
    assert run(["plot", str(tmp_path), "-o", str(tmp_path / "out")]) == 2
    assert "was not made by govdisclosure collect" in capsys.readouterr().err
