"""A page as Markdown: a merged cell stands in its first place, and its other places are empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from govdisclosure.documents.own import COMMENT
from govdisclosure.grid import Grid, Page, harmless

HYPHENS = "-\\u002d"
"""Two hyphens as JSON, which inside a comment would end it; they occur in strings only."""
LESS = "\\u003c"
"""The sign that begins a tag, as JSON."""

_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in r"\`*_{}[]#|~"} | {sign: escape(sign) for sign in "&<>"})
_LIST = re.compile(r"^(\s*)([-+=]|[0-9]+[.)])")


def write_markdown(page: Page) -> str:
    """Return a page as Markdown (GitHub's, which has tables)."""
    parts = [f"# {_escaped(page.title)}", *map(_paragraph, page.lead)]
    for section in page.sections:
        parts.append(f"## {_escaped(section.title)}")
        parts += map(_paragraph, section.shown)
        for grid in section.grids:
            parts += [_paragraph(grid.note)] if grid.note else []
            parts.append("\n".join(_table(grid)))
            parts += map(_paragraph, grid.feet)
    if page.annex:
        parts.append(f"<!-- {COMMENT} {page.annex.replace('--', HYPHENS).replace('<', LESS)} -->")
    return "\n\n".join(parts) + "\n"


def _table(grid: Grid) -> Iterator[str]:
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
    for row in range(grid.height):
        cells = (_escaped(texts.get((row, column), "")).replace("\n", "<br>") for column in range(grid.width))
        yield f"| {' | '.join(cells)} |"
        if row == 0:
            yield f"|{' --- |' * grid.width}"


def _paragraph(text: str) -> str:
    """Keep what begins like an item of a list a paragraph: `1.` is escaped at its point, a sign at itself."""
    match = _LIST.match(text)
    if match is None:
        return _escaped(text)
    return f"{match[1]}{match[2][:-1]}\\{match[2][-1]}{_escaped(text[match.end() :])}"


def _escaped(text: str) -> str:
    return harmless(text).translate(_ESCAPES).strip()
