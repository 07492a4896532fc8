"""One report in every shape it is written in, as pictures for docs/shapes.md; run as a program, it draws them anew.

Needs Chromium, LibreOffice and pdftoppm.
"""

from __future__ import annotations

import html
import random
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from attrs import evolve
from markdown_it import MarkdownIt
from PIL import Image

import govdisclosure as gd
from govdisclosure.grid import draw
from govdisclosure.layout import filled_page
from govdisclosure.wrapping import width_of
from tests.support.printing import balanced

FOLDER = Path(__file__).parents[2] / "docs" / "images"
SHAPES = ("official", "docx", "pdf", "xlsx", "html", "form", "md", "txt")
"""The official form as it is circulated, and everything that is written; CSV and JSON have no look."""
MOST_BYTES = 100_000
_WIDTH = 760
_COLOURS = 24
_DPI = "60"
_PAGES = {"xlsx": ("3", "4")}
"""The pages that have the first two tables: in a workbook each section begins its own."""
_STYLE = (
    "<meta charset=utf-8><style>body{font:15px/1.45 'Noto Sans CJK SC',sans-serif;margin:24px}"
    "pre{font:13px/1.17 'DejaVu Sans Mono','Noto Sans Mono CJK SC'}i{display:inline-block;font-style:normal}"
    "table{border-collapse:collapse;font-size:12px}td,th{border:1px solid #999;padding:2px 4px}</style>"
)
_COLUMN = 0.602
"""The width of a column of a terminal, in sizes of DejaVu Sans Mono."""


def report() -> gd.Report:
    """Return the report that all pictures show."""
    return evolve(balanced("cn/2021", random.Random(3)), organisation="示例县")


def shape(kind: str, folder: Path) -> Path:
    """Write the report, or the blank form, in one shape, as a file that a browser or an office program opens."""
    one = report()
    path = folder / f"{kind}.{kind}"
    if kind == "official":
        path = folder / "official.docx"
        gd.blank("cn/2021", path, theme="bands")
    elif kind == "form":
        path = folder / "form.html"
        gd.blank("cn/2021", path)
    elif kind == "txt":
        path = folder / "txt.html"
        path.write_text(f"{_STYLE}<pre>{_screen(_text(one))}</pre>", "utf-8")
    elif kind == "md":
        written = folder / "report.md"
        gd.write(one, written)
        path = folder / "md.html"
        text = MarkdownIt().enable("table").render(written.read_text("utf-8").partition("<!--")[0])
        path.write_text(_STYLE + text, "utf-8")
    else:
        gd.write(one, path)
    return path


def _text(one: gd.Report) -> str:
    """Return the report as a terminal shows it."""
    page = filled_page(one)
    parts = [page.title, *page.lead]
    for section in page.sections:
        parts += [section.title, *section.paragraphs, *(draw(grid, 100) for grid in section.grids)]
    return "\n\n".join(parts)


def _screen(text: str) -> str:
    """Return a text as HTML in which each character takes its columns of a terminal, whatever the font."""
    return "".join(
        c if c == "\n" else f"<i style=width:{width_of(c) * _COLUMN:.3f}em>{html.escape(c)}</i>" for c in text
    )


def picture(kind: str, folder: Path) -> Image.Image:
    """Return the picture of one shape: a screen of it, or its pages side by side."""
    path = shape(kind, folder)
    if path.suffix == ".html":
        shot = folder / f"{kind}.png"
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/chromium",
        ]
        _run("chromium", *options, "--window-size=1000,1500", f"--screenshot={shot}", str(path))
        return Image.open(shot).convert("RGB")
    if path.suffix != ".pdf":
        home = f"-env:UserInstallation=file://{folder}/office"
        _run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path))
        path = path.with_suffix(".pdf")
    first, last = _PAGES.get(kind, ("1", "2"))
    _run("pdftoppm", "-r", _DPI, "-f", first, "-l", last, "-png", str(path), str(folder / kind))
    return _side_by_side(Image.open(page).convert("RGB") for page in sorted(folder.glob(f"{kind}-*.png")))


def _run(*command: str) -> None:
    subprocess.run(command, capture_output=True, check=True)


def _side_by_side(pages: Iterable[Image.Image]) -> Image.Image:
    images = list(pages)
    gap = 8
    whole = Image.new("RGB", (sum(one.width + gap for one in images) - gap, max(one.height for one in images)), "#bbb")
    left = 0
    for one in images:
        whole.paste(one, (left, 0))
        left += one.width + gap
    return whole


def small(image: Image.Image) -> Image.Image:
    """Return a picture as a page of documentation needs it: narrow, and of few colours."""
    width = min(image.width, 2 * _WIDTH if image.width > image.height else _WIDTH)
    return image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS).quantize(_COLOURS)


def main() -> None:
    """Draw every picture into the folder of the documentation."""
    for kind in SHAPES:
        with tempfile.TemporaryDirectory() as folder:
            small(picture(kind, Path(folder))).save(FOLDER / f"shape-{kind}.png", optimize=True)


if __name__ == "__main__":
    main()
