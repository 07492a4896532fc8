"""The README says nothing that does not run."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from govdisclosure.cli import run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^govdisclosure (.*?)\s+#", README, re.MULTILINE)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples in it, where one stands."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("checkout")
def test_every_command_runs_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    """In their order, the commands find their files and do what they say; those about the broken report find it so."""
    assert len(COMMANDS) > 8
    for command in COMMANDS:
        code = run(shlex.split(command))
        broken = "broken" in command or "*" in command
        assert code == (1 if broken else 0), (command, capsys.readouterr().err)


@pytest.mark.usefixtures("checkout")
def test_the_program_runs_as_it_stands() -> None:
    """The lines of Python run, and the number in the comment is the one in the report."""
    (program,) = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    names: dict[str, object] = {}
    exec(program, names)  # noqa: S102 - the README's own lines
    said = re.search(r"\.value\)  # (\d+)", program)
    assert said is not None
    report = names["report"]
    assert report["applications"]["new", "natural_person"].value == int(said[1])  # type: ignore[index]


def test_every_page_that_it_links_to_exists() -> None:
    """No link leads nowhere, from the README or from a page of docs/."""
    missing = [
        f"{page.name}: {link}"
        for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md"))
        for link in re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert missing == []
