"""Folders of generated documents, and the tables of a panel made comparable."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pyarrow.parquet as pq
from attrs import evolve

import govdisclosure as gd
from tests.support.filled import filled


def report_of(organisation: str | None, year: int | None, seed: int) -> gd.Report:
    """A report of 2021's format in which all rules hold."""
    return evolve(filled(Random(seed)), organisation=organisation, year=year)


def county(folder: Path, count: int) -> None:
    """Write that many reports into a folder, and a few copies."""
    folder.mkdir(parents=True)
    for number in range(count):
        gd.write(report_of(f"第{number}局", 2024, number % 50), folder / f"{number:05}.html")
    for number in range(0, count, 40):
        (folder / f"{number:05}-copy.html").write_bytes((folder / f"{number:05}.html").read_bytes())


def tables_of(panel: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table of a panel, sorted."""
    folders = [path for path in panel.iterdir() if path.is_dir() and path.name != "wide"]
    folders += sorted((panel / "wide").iterdir()) if (panel / "wide").is_dir() else []
    return {
        folder.name: sorted(
            (row for path in folder.glob("*.parquet") for row in pq.read_table(path).to_pylist()), key=repr
        )
        for folder in folders
    }
