"""The hooks that other repositories may run: each is a command that exists, on files that it can take."""

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from govdisclosure.cli import run

ROOT = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")
TAKEN = {"govdisclosure-check": "examples/report-2024.txt", "govdisclosure-lint": "specs/cn/2021.yaml"}


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_a_hook_runs_on_a_file_that_it_is_for(hook: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """By its entry, as pre-commit calls it."""
    program, *command = hook["entry"].split()
    file = TAKEN[hook["id"]]
    assert program == "govdisclosure"
    assert re.search(hook["files"], file)
    assert run([*command, str(ROOT / file)]) == 0
    assert not capsys.readouterr().err
