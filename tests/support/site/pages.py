"""The pages of the documentation site: those of the repository, with links that lead on, and the generated ones."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path, PurePosixPath

from tests.support.site.api import api_page
from tests.support.site.cli import cli_page

ROOT = Path(__file__).parents[3]
PAGES = ROOT / "build" / "pages"
ELSEWHERE = {
    "README.zh.md": "index.md",
    "README.md": "english.md",
    "CONTRIBUTING.md": "contributing.md",
    "CONTRIBUTING.zh.md": "contributing.zh.md",
    "CHANGELOG.md": "changelog.md",
    "conformance/README.md": "conformance.md",
    "conformance/README.zh.md": "conformance.zh.md",
    "specs/CHANGELOG.md": "formats/changelog.md",
}
"""The pages that do not stand in docs/, and what they are called on the site."""
SUFFIXES = {".md", ".json", ".png", ".svg", ".js", ".css"}
LINK = re.compile(r"\[([^\]]*)\]\(([^)#:\s]+)((?:#[^)]*)?)\)")

BROKEN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n *(?=[\u3000-\u9fff\uff00-\uffef])")


def site_name(path: Path) -> str | None:
    """Return where a file of the repository stands on the site, or None if it is not on it."""
    within = path.relative_to(ROOT).as_posix()
    if within.startswith("docs/"):
        return within.removeprefix("docs/") if path.suffix in SUFFIXES else None
    return ELSEWHERE.get(within)


def sources() -> dict[str, Path]:
    """Return the files that the site is made of, by their names on it."""
    found = [path for path in (*(ROOT / "docs").rglob("*"), *(ROOT / name for name in ELSEWHERE)) if path.is_file()]
    return {name: path for path in sorted(found) if (name := site_name(path))}


def generated() -> dict[str, str]:
    """Return the pages that are made from the code, by their names on the site."""
    return {
        "api.md": api_page(),
        "cli.md": cli_page("en"),
        "cli.zh.md": cli_page("zh"),
    }


def page_text(name: str, path: Path) -> str:
    """Return a page as it stands on the site: it leads to the other pages, and to itself in the other language."""
    text = LINK.sub(lambda link: _link(name, path, link), _joined(path.read_text(encoding="utf-8")))
    english = path.with_name(path.name.replace(".zh.md", ".md"))
    other = path.with_name(f"{path.stem}.zh.md") if english == path else english
    if other.exists() and f"({other.name})" not in text and path.parent == ROOT / "docs":
        text = f"[{'中文' if english == path else 'English'}]({other.name})\n\n{text}"
    return text


def _joined(text: str) -> str:
    """Return a page without the ends of lines between Chinese signs, which a browser shows as blanks."""
    parts = re.split(r"(?ms)(^```.*?^```$)", text)
    return "".join(part if part.startswith("```") else BROKEN.sub("", part) for part in parts)


def _link(name: str, path: Path, link: re.Match[str]) -> str:
    """Return a link of a page as it is on the site; what is in the repository alone is named without a link."""
    words, target, anchor = link.groups()
    file = (path.parent / target).resolve()
    if found := site_name(file):
        return f"[{words}]({os.path.relpath(found, PurePosixPath(name).parent).replace(os.sep, '/')}{anchor})"
    return words if file.exists() else link[0]


def write_pages() -> None:
    """Write the pages of the site anew."""
    shutil.rmtree(PAGES, ignore_errors=True)
    for name, path in sources().items():
        target = PAGES / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            target.write_text(page_text(name, path), encoding="utf-8")
        else:
            shutil.copyfile(path, target)
    for name, text in generated().items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_pages()
