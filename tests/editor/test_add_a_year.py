"""docs/add-a-year.md does what it says: its files are written, its commands and its Python run, in its order."""

from pathlib import Path

import pytest

from tests.support.following import follow


def test_the_guide_can_be_followed_literally(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file and command of the guide works in an empty folder, with no other change."""
    monkeypatch.chdir(tmp_path)
    assert follow("add-a-year.md").count("1\n") == 1
    assert (tmp_path / "formats" / "cn" / "govdisclosure.schema.json").exists()
    assert any((tmp_path / "reference").iterdir())
    assert "class Cn2027Report(Report):" in (tmp_path / "formats.pyi").read_text(encoding="utf-8")
