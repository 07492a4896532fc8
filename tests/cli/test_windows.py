"""What a Chinese Windows has of its own, simulated: code page 936, a shell that expands no patterns, drive letters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

from govdisclosure.export import sarif_log

ROOT = Path(__file__).parents[2]
CALL = "import sys; from govdisclosure.cli import run; [run(line.split()) for line in sys.stdin]"
COMMANDS = (
    "check examples/county/offices/edu.md",
    "check examples/*.txt -q",
    "locate examples/county/offices/edu.md",
    "spec show cn/2021",
    "spec diff cn/2019 cn/2021",
    "rule applications/balance",
    "check missing.docx",
)


def test_everything_can_be_printed_on_a_console_of_code_page_936() -> None:
    """No command fails or prints a question mark for a sign that the console lacks; patterns are expanded by us."""
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0", "COLUMNS": "100"}
    lines = "\n".join(f"--lang zh {command}" for command in COMMANDS)
    done = subprocess.run(
        [sys.executable, "-c", CALL],
        input=lines.encode("gbk"),
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
    )
    printed = (done.stdout + done.stderr).decode("gbk")
    assert "Traceback" not in printed
    assert "?" not in printed
    assert "应为 3" in printed
    assert "共 2 份：" in printed
    assert "│二、上年结转政府信息公开申请数量" in printed


def test_a_path_with_a_drive_letter_is_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """In SARIF, a drive is part of the path and no scheme of its own; backslashes are strokes."""
    monkeypatch.setattr(sarif_log, "PurePath", PureWindowsPath)
    assert sarif_log.uri("C:\\reports\\2024 a.docx") == "file:///C:/reports/2024%20a.docx"
    assert sarif_log.uri("reports\\a.docx") == "reports/a.docx"
