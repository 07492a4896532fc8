"""A panel of reports and a panel of other documents, joined by organisation and year."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

import govdisclosure as gd
from tests.checks.test_companions import PAGE, RULES, report


def test_panels_are_joined_by_organisation_and_year(tmp_path: Path) -> None:
    """Each report is held against its own document; without one, what needs it is undecided."""
    reports, others = tmp_path / "reports", tmp_path / "others"
    for folder in (reports, others):
        folder.mkdir()
    for name, penalties in (("甲县", 108156), ("乙县", 5), ("丙县", 7)):
        (reports / f"{name}.json").write_text(gd.to_json(report(penalties=penalties, name=name)), encoding="utf-8")
    for name in ("甲县", "乙县"):
        (others / f"{name}.html").write_text(PAGE.format(name=name, total=108156), encoding="utf-8")
    for folder in (reports, others):
        gd.collect([folder], tmp_path / f"{folder.name}-panel", jobs=1)
    alone = gd.check_panel(tmp_path / "reports-panel")
    joined = gd.check_panel(tmp_path / "reports-panel", companions=[tmp_path / "others-panel"])
    assert joined.reports == alone.reports == 3
    assert sum(joined.counts.values()) == sum(alone.counts.values()) + 3 * len(RULES)
    assert joined.failed == {**alone.failed, ("warning", RULES[1]): 1}
    rows = pq.read_table(tmp_path / "reports-panel" / "findings").to_pylist()
    found = {(Path(row["file"]).stem, row["rule"]): row["status"] for row in rows if row["rule"] in RULES}
    assert found == {
        ("甲县", RULES[2]): "undecided",
        ("乙县", RULES[1]): "fail",
        ("乙县", RULES[2]): "undecided",
        **{("丙县", rule): "undecided" for rule in RULES},
    }


def test_documents_beside_a_panel_stand_in_one(tmp_path: Path) -> None:
    """Anything else is the caller's mistake."""
    with pytest.raises(gd.UsageError, match="collect"):
        gd.check_panel(tmp_path, companions=[tmp_path])
