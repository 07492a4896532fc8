"""A county's February runs from the page of the documentation, literally."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import duckdb
import pytest
from attrs import evolve

import govdisclosure as gd
from tests.support.collections import report_of, tables_of
from tests.support.following import apart, run_apart

PAGE = Path(__file__).parents[2] / "docs" / "panel.md"
SUFFIXES = ("html", "docx", "xlsx", "md", *["json"] * 8)
"""Some of every kind; most of that which takes the least time."""


def section(title: str) -> str:
    """A section of the page."""
    return PAGE.read_text(encoding="utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def commands() -> list[str]:
    """The commands that the section tells the clerk to run, without the program's name."""
    return re.findall(r"^\$ govdisclosure (.*)$", section("A county's February"), re.MULTILINE)


def february(folder: Path) -> None:
    """Documents of a roster of 302: two are missing, two sent twice, one is a scan, one in the form of other years.

    The county's own report, which is of the roster too, is none of those that are collected.
    """
    units = [f"示例县第{number}局" for number in range(1, 302)]
    lines = ["统一社会信用代码,单位名称,上级单位,别名", "100000,示例县人民政府,,"]
    lines += [f"{100000 + number},{name},100000," for number, name in enumerate(units, 1)]
    (folder / "roster.csv").write_bytes("\n".join(lines).encode("gb18030"))
    (folder / "offices").mkdir()
    totals: list[int] = [0] * 200
    with zipfile.ZipFile(folder / "letters.zip", "w") as archive:
        for number, name in enumerate(units[:297], 1):
            report = report_of(name, 2024, number % 40)
            totals = [total + int(value or 0) for total, value in zip(totals, report.values, strict=True)]
            path = folder / "offices" / f"{number:03}.{SUFFIXES[number % len(SUFFIXES)]}"
            gd.write(report, path)
            if number % 3 == 0:
                archive.write(path, path.name)
                path.unlink()
    for number in (1, 2):
        again = report_of(units[number - 1], 2024, 77 + number)
        gd.write(again, folder / "offices" / f"{number:03}-again.html")
    (folder / "offices" / f"{units[297]}2024年政府信息公开工作年度报告.pdf").write_bytes(b"%PDF-1.4 a picture")
    old = gd.Report(gd.expand(gd.load_spec("cn/2019")), (0,) * len(gd.expand(gd.load_spec("cn/2019")).cells))
    gd.write(evolve(old, organisation=units[298], year=2024), folder / "offices" / "299.html")
    county = evolve(report_of("示例县人民政府", 2024, 1), values=tuple(totals))
    gd.write(county.replacing({("applications", "new", "total"): totals[16] + 5}), folder / "county.docx")


def test_a_countys_february(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Collected, checked and summed, and everybody who must be called is known."""
    monkeypatch.chdir(tmp_path)
    apart(f"from pathlib import Path; from {__name__} import february; february(Path())")
    collect, check, rollup = run_apart(f"--lang zh {command}" for command in commands())
    assert collect[0] == 3
    assert "名册 302: 已报 296，未报 3，重复 2，无法识别 1" in collect[1]
    statuses = [str(row["status"]) for row in tables_of(Path("panel"))["files"]]
    assert len(statuses) == 301
    assert statuses.count("unreadable") == 1
    assert check[0] == 0
    assert "300 份报告" in check[1]
    # The county's report does not know the figures that two of the bodies sent later.
    assert rollup[0] == 1
    assert "应报 301，已报 298" in rollup[1]
    assert Path("county.xlsx").exists()
    (query,) = re.findall(r'duckdb.sql\("(.*)"\)', section("A county's February"))
    called = duckdb.sql(query)
    assert called is not None
    assert len(called.fetchall()) == 6
