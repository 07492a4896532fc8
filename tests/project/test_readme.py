"""The README says nothing that does not run."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from govdisclosure.cli import run

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh.md")


def said(name: str) -> str:
    """Return what a README says."""
    return (ROOT / name).read_text(encoding="utf-8")


def programs(name: str) -> list[str]:
    """Return the lines of Python of a README."""
    return re.findall(r"^```python\n(.*?)^```$", said(name), re.MULTILINE | re.DOTALL)


def commands(name: str) -> list[str]:
    """Return the commands of a README that are explained beside."""
    return re.findall(r"^govdisclosure (.*?)\s+#", said(name), re.MULTILINE)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples in it, where one stands."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("checkout")
@pytest.mark.parametrize("name", READMES)
def test_every_command_runs_as_it_stands(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In their order, the commands find their files and do what they say; those about the broken report find it so."""
    assert len(commands(name)) > 8
    for command in commands(name):
        code = run(shlex.split(command))
        broken = "broken" in command or "*" in command
        assert code == (1 if broken else 0), (command, capsys.readouterr().err)


@pytest.mark.usefixtures("checkout")
@pytest.mark.parametrize("name", READMES)
def test_the_programs_run_as_they_stand(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The first needs no file and finds one error; the number in a comment of the second is the one in the report."""
    first, second = programs(name)
    exec(first, {})  # noqa: S102 - the README's own lines
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("applications/balance[natural_person] 15 16 ")
    assert "[('new', 12, 13)]" in printed
    names: dict[str, object] = {}
    exec(second, names)  # noqa: S102 - the same
    number = re.search(r"\.value\)  # (\d+)", second)
    assert number is not None
    report = names["report"]
    assert report["applications"]["new", "natural_person"].value == int(number[1])  # type: ignore[index]


def test_both_languages_say_the_same() -> None:
    """The Chinese README has the same commands and programs as the English one, and each leads to the other."""
    english, chinese = READMES
    assert [command.removesuffix(" --lang zh") for command in commands(chinese)] == commands(english)
    assert [re.sub("#.*", "", program) for program in programs(chinese)] == [
        re.sub("#.*", "", program) for program in programs(english)
    ]
    assert f"({chinese})" in said(english)
    assert f"({english})" in said(chinese)


def test_every_page_that_it_links_to_exists() -> None:
    """No link leads nowhere, from the README or from a page of docs/."""
    missing = [
        f"{page.name}: {link}"
        for page in (*(ROOT / name for name in READMES), *ROOT.glob("CONTRIBUTING*.md"), *(ROOT / "docs").glob("*.md"))
        for link in re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert missing == []
