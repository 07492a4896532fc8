"""Many organisations over several years, joined in columns, are compared as each pair of reports is by itself."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.panel import number_of, spilling
from tests.support.collections import report_of
from tests.support.panels import random_reports

CN = gd.load_spec("cn/2021")


def test_a_panel_is_compared_as_its_pairs_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is blank, marked or broken, and in however many heaps the reports wait on the disk."""
    chance = Random(8)
    chains = {
        f"{number}局": {
            year: report for year, (report, _) in zip((2022, 2023, 2024), random_reports(CN, 3, chance), strict=True)
        }
        for number in range(12)
    }
    # Some chains hold: what one year carries out, the next one carries in.
    chains |= {f"甲{number}局": dict.fromkeys((2022, 2023), report_of(None, None, number)) for number in range(4)}
    (tmp_path / "in").mkdir()
    told = {}
    for organisation, years in chains.items():
        for year, report in years.items():
            name = str(tmp_path / "in" / f"{organisation}-{year}.json")
            told[name] = evolve(report, organisation=organisation, year=year, sections={"overview": "收到申请9999件"})
            Path(name).write_text(gd.to_json(told[name]), encoding="utf-8")
    monkeypatch.setattr(spilling, "TOGETHER", 5)
    gd.collect([tmp_path / "in"], tmp_path / "p", jobs=1)
    found = gd.compare_panel(tmp_path / "p")
    pairs = [(name.replace(f"{report.year}", f"{(report.year or 0) - 1}"), name) for name, report in told.items()]
    pairs = [(older, newer) for older, newer in pairs if older in told]
    alone = [
        (older, newer, f.id, f.status, f.message)
        for older, newer in pairs
        for f in gd.check(told[newer], told[older])
        if f.level > 1
    ]
    assert found.pairs == len(pairs) == 28
    assert sorted((b.prior, b.file, b.finding.id, b.finding.status, b.finding.message) for b in found.breaks) == sorted(
        alone
    )


def test_how_many_inputs_there_are_is_known_beforehand(tmp_path: Path) -> None:
    """But for web archives, which would have to be read through."""
    for number in range(3):
        (tmp_path / f"{number}.html").write_text("x", encoding="utf-8")
    assert number_of([tmp_path]) == 3
    (tmp_path / "a.warc").write_bytes(b"")
    assert number_of([tmp_path]) is None
