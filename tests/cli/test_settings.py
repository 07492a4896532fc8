"""Settings of a project: where they are found, what they do, and what goes before them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from govdisclosure.cli import run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a project with a report, in a folder inside of which somebody works."""
    shutil.copy(ROOT / "examples" / "report-2024-broken.txt", tmp_path / "report.txt")
    (tmp_path / "formats" / "test").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "data" / "shop.yaml", tmp_path / "formats" / "test" / "shop.yaml")
    (tmp_path / "inside").mkdir()
    monkeypatch.chdir(tmp_path / "inside")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "head"), [("govdisclosure.toml", ""), ("pyproject.toml", "[tool.govdisclosure]\n")], ids=["own", "shared"]
)
def test_settings_of_a_project(file: str, head: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are found from inside the project; folders are relative to their file; the command line goes before."""
    text = (
        'lang = "zh"\nspecs = ["formats"]\nfamily = "cn"\nselect = ["disputes/*"]\nignore = ["*:litigation.direct"]\n'
    )
    (project / file).write_text(head + text, encoding="utf-8")
    assert run(["spec", "list"]) == 0
    assert "test/shop" in capsys.readouterr().out
    report = str(project / "report.txt")
    assert run(["check", report]) == 0
    assert "不通过 0" in capsys.readouterr().out
    assert run(["check", report, "--ignore", "fees/*", "--lang", "en"]) == 1
    assert "fail 1" in capsys.readouterr().out
    assert run(["spec", "show", "2020"]) == 0
    assert capsys.readouterr().out.startswith("cn/2019  ")


def test_the_nearest_file_counts_alone(project: Path) -> None:
    """An own file goes before that of other tools, and the settings of an outer folder are not added."""
    (project / "govdisclosure.toml").write_text('ignore = ["*"]\n', encoding="utf-8")
    (project / "inside" / "pyproject.toml").write_text("[tool.other]\nx = 1\n", encoding="utf-8")
    assert run(["check", "../report.txt"]) == 0
    (project / "inside" / "govdisclosure.toml").write_text('fail-on = "warning"\n', encoding="utf-8")
    (project / "inside" / "pyproject.toml").write_text('[tool.govdisclosure]\nignore = ["*"]\n', encoding="utf-8")
    assert run(["check", "../report.txt"]) == 1


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('fial-on = "error"\nlang = "de"\n', ["no setting fial-on; did you mean fail-on?", "lang should be zh or en"]),
        ('xyz = 1\nselect = "a"\n', ["no setting xyz; known: specs lang", "select should be a list of texts"]),
        ("lang = zh\n", ["not TOML: "]),
        ('specs = ["nowhere"]\n', ["there is no folder of specs at"]),
        ("a." * 32_000 + "a = 1\n", ["the file is larger than 0.064 MB and is not read"]),
    ],
)
def test_a_fault_of_the_settings_is_said(
    text: str, sentences: list[str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All faults together, with the file and what may have been meant; nothing is left out silently."""
    (project / "govdisclosure.toml").write_text(text, encoding="utf-8")
    assert run(["--lang", "en", "check", "../report.txt"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == len(sentences)
    assert all(sentence in line for sentence, line in zip(sentences, said, strict=True))


def test_the_settings_of_the_documentation_are_settings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What docs/command-line.md shows can be copied as it is."""
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    (project / "govdisclosure.toml").write_text(page.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    assert run(["check", "../report.txt"]) == 1
    assert "不通过" in capsys.readouterr().out
