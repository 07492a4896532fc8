"""Every kind of files made to harm beside a document: ten times the file takes about ten times the steps."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govdisclosure.cli import run
from govdisclosure.sandbox import Pool
from tests.support.counting import steps
from tests.support.hostile import TRAPS
from tests.support.hostile.__main__ import write_files

FEW = 10
ALONE = {
    "report wrong in many cells": "which cells are wrong is a search, with limits of its own",
    "draft from sums": "which lines are sums is looked for among at most 120 lines",
    "draft from a long table": "the same",
    "roster for a blank workbook": "each unit has a sheet, up to 500",
}
"""Why the work may grow by more than the file."""
KINDS = [name for name, trap in TRAPS.items() if trap.size > 1 and name not in ALONE and "too many" not in name]
"""Of which there can be too many, there can be fewer: these are among them."""


@pytest.fixture(autouse=True)
def work_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Read documents in this process, where steps are counted."""

    def each(self: Pool[Any], documents: Iterator[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
        for task, data in documents:
            yield task, self.setting.work(data) if isinstance(data, bytes) else data

    monkeypatch.setattr(Pool, "each", each)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", KINDS)
def test_steps_grow_with_the_file(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No command goes back over what it has seen, whether the file is read or refused."""
    trap = TRAPS[name]

    def told(times: int) -> int:
        (folder := tmp_path / str(times)).mkdir(exist_ok=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            write_files(trap.files(times))
            counted = steps(lambda: run(["--lang", "en", *trap.arguments]))
        assert "internal error" not in capsys.readouterr().err
        return counted

    told(2)  # what is imported and kept, once
    least, few, many = told(1), told(FEW), told(10 * FEW)
    assert many - least < 12 * max(few - least, 0) + 20_000
