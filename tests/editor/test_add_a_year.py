"""docs/add-a-year.md does what it says: its files are written, its commands and its Python run, in its order."""

import os
import re
import subprocess
import sys
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "docs" / "add-a-year.md"
FILES = {"yaml": "formats/cn/2027.yaml", "json": "report-2027.json"}


def blocks() -> list[tuple[str, str]]:
    """The code blocks of the guide with their languages; the report, shown below its use, goes first."""
    found = re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    commands = [block for block in found if block[0] != "json"]
    return [block for block in found if block[0] == "json"] + commands


def test_the_guide_can_be_followed_literally(tmp_path: Path) -> None:
    """Every file and command of the guide works in an empty folder, with no other change."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    printed = []
    for language, text in blocks():
        if language in FILES:
            (tmp_path / FILES[language]).write_text(text, encoding="utf-8")
            continue
        steps = [line for line in text.splitlines() if line] if language == "sh" else [[sys.executable, "-c", text]]
        for step in steps:
            done = subprocess.run(
                step,
                shell=isinstance(step, str),
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            assert done.returncode == 0, f"{step}\n{done.stdout}{done.stderr}"
            printed.append(done.stdout)
    assert "1\n" in printed
    assert (tmp_path / "formats" / "cn" / "govdisclosure.schema.json").exists()
    assert any((tmp_path / "reference").iterdir())
    assert "class Cn2027Report(Report):" in (tmp_path / "formats.pyi").read_text(encoding="utf-8")
