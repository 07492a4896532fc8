"""The documentation site: everything public is in its reference, every page in its order, and what they show runs."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import govdisclosure as gd
from govdisclosure import codes, spec
from govdisclosure.language import LANGUAGES
from tests.support.commanding import every_command
from tests.support.following import DOCS, blocks, commands_in, follow_apart
from tests.support.site.api import ROOMS, anchor_of, api_page, public_names
from tests.support.site.cli import cli_page
from tests.support.site.pages import ROOT, generated, sources

TUTORIALS = ("tutorial-program", "tutorial-county", "tutorial-research", "tutorial-format", "verdicts")
HOW_TO = ("writing.md", "themes.md", "localisation.md", "outputs.md", "annotate.md", "annotate.zh.md")
"""Pages whose commands name files that anybody may have: `report.html`, `reports/` and the like."""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples in it, where one stands."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("checkout")
@pytest.mark.parametrize("page", TUTORIALS)
def test_a_tutorial_can_be_followed_literally(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files, commands and programs work in its order, in a folder with the examples, and print what it shows."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    follow_apart(f"{page}.zh.md")


def done_by(page: str) -> list[str]:
    """Return what a page does, without comments, docstrings and languages."""
    return [
        re.sub(r' --lang \w\w|""".*?"""', "", re.sub(r"(?m) +#.*$", "", text))
        for language, title, text in blocks(page)
        if title or language != "text"
    ]


@pytest.mark.parametrize("page", sorted(path.name.removesuffix(".zh.md") for path in DOCS.glob("*.zh.md")))
def test_a_page_does_the_same_in_both_languages(page: str) -> None:
    """The English page has the files, commands and programs of the Chinese one."""
    assert done_by(f"{page}.md") == done_by(f"{page}.zh.md")


@pytest.mark.parametrize("page", HOW_TO)
def test_the_commands_of_a_page_run(page: str, checkout: Path) -> None:
    """In a folder with such files, no command of the page is a wrong use, and its programs run."""
    report = gd.read("examples/county/offices/edu.md").report
    (checkout / "reports").mkdir()
    (checkout / "roster.csv").write_text("code,name,parent\nA,某县教育局,\nB,某县民政局,\n", encoding="utf-8")
    for name in ("report.json", "report.html", "report.docx", "reports/a.docx", "last-year.docx"):
        gd.write(report, name)
    for language, _, text in blocks(page):
        if language == "yaml":
            Path("province.yaml").write_text(text, encoding="utf-8")
    for command, code, output in commands_in(page):
        assert code in {0, 1}, (command, output)
    for language, _, text in blocks(page):
        if language == "python":
            exec(text, {"gd": gd, "report": report})  # noqa: S102 - the page's own lines


def test_every_page_has_a_line_in_the_navigation() -> None:
    """Whatever stands in docs/, and every generated page, can be reached; no line leads nowhere."""
    given = set(nav_pages(tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]))
    pages = {name for name in (*sources(), *generated()) if name.endswith(".md")}
    # Those of the formats lead to each other.
    assert {name for name in pages if not name.startswith("formats/")} <= given <= pages


def nav_pages(nav: Any) -> Iterator[str]:
    """Yield the pages that a navigation names."""
    if isinstance(nav, str):
        yield nav
    else:
        for entry in nav.values() if isinstance(nav, dict) else nav:
            yield from nav_pages(entry)


def test_every_public_name_is_in_the_reference() -> None:
    """What can be imported is explained, and so is what a page of the documentation imports."""
    page = api_page()
    names = [(room, name) for room in ROOMS for name in public_names(room)]
    assert [name for room, name in names if f"`{name}` {{ #{anchor_of(room, name)} }}\n" not in page] == []
    shown = {
        (room, name)
        for path in (*DOCS.glob("*.md"), ROOT / "README.md")
        for room, found in re.findall(r"(?m)^from (govdisclosure(?:\.\w+)*) import (.+)$", path.read_text("utf-8"))
        for name in found.split(", ")
        if f"{room}.{name}" not in ROOMS and not hasattr(gd, name)
    }
    assert shown <= set(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_is_in_the_reference(language: str) -> None:
    """What can be typed is on the page of the command, in each language."""
    page = cli_page(language)
    for name, command in every_command():
        _, _, section = page.partition(f"## `govdisclosure {name}`\n")
        section = section.partition("\n## ")[0]
        options = [option for one in command.params if isinstance(one, click.Option) for option in one.opts]
        assert [option for option in options if option not in section] == [], name


def test_every_code_and_key_is_in_the_reference() -> None:
    """The pages of codes have every code, those of the language of formats every key, in each language."""
    pages = {name: path.read_text(encoding="utf-8") for name, path in sources().items() if path.suffix == ".md"}
    for page in ("codes.md", "codes.zh.md"):
        assert [code for code in codes.CODES if f"`{code}`" not in pages[page]] == []
    kinds = re.findall(r"<!-- keys of (\w+) -->", pages["spec-language.md"])
    keys = [key.name for kind in kinds for key in spec.keys_of(getattr(spec, kind))]
    for text in (pages["spec-language.md"], pages["spec-language.zh.md"]):
        assert [key for key in keys if f"| `{key}`" not in text] == []
