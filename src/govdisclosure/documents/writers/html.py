"""A page as HTML: a whole document with CSS for print, or a fragment for a content management system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from types import MappingProxyType

from attrs import frozen

from govdisclosure.documents.own import ATTRIBUTE
from govdisclosure.grid import Grid, GridCell, Page, harmless

_FONT = "font-family:SimSun,宋体,Songti SC,Noto Serif CJK SC,serif"
_STYLES = {
    "article": f"{_FONT};line-height:1.6;color:#000",
    "h1": "text-align:center;font-size:1.5em;margin:0.8em 0",
    "h2": "font-size:1.15em;margin:1.2em 0 0.5em",
    "p": "text-indent:2em;margin:0.3em 0",
    "p.note": "text-align:right;margin:0.3em 0 -0.3em;font-size:0.9em",
    "p.foot": "text-indent:0;margin:0.1em 0 0.6em;font-size:0.9em",
    "div": "overflow-x:auto;margin:0.6em 0",
    "table": f"border-collapse:collapse;width:100%;font-size:0.9em;{_FONT}",
    "th": "padding:3px 4px;font-weight:normal;text-align:center;vertical-align:middle",
    "td": "padding:3px 4px;text-align:center;vertical-align:middle",
    "td.words": "padding:3px 4px;text-align:left;vertical-align:middle",
    "th.stub": "padding:3px 4px;font-weight:normal;text-align:left;vertical-align:middle",
    "th.heading": "padding:3px 4px;font-weight:bold;text-align:center;vertical-align:middle",
}
_PRINT = """
body{max-width:62em;margin:0 auto;padding:1em}
@page{size:A4;margin:2cm}
@page landscape{size:A4 landscape}
section{page:landscape}
@media print{
body{max-width:none;padding:0}
div{overflow:visible!important}
table{font-size:9pt!important}
thead{display:table-header-group}
tr{break-inside:avoid}
h2,p.note{break-after:avoid}
p.foot{break-before:avoid}
}
"""


def write_html(page: Page, *, fragment: bool = False) -> str:
    """Return a page as HTML; a fragment has inline styles only, and neither script nor style element."""
    body = "".join(_body(page, inline=fragment))
    if fragment:
        return body
    language = {"zh": "zh-CN"}.get(page.language, page.language)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(page.title)}</title>\n<style>\n{html_styles()}{_PRINT.lstrip()}</style>\n</head>\n<body>\n{body}</body>\n"
        "</html>\n"
    )


def html_body(page: Page) -> str:
    """Return what stands in the body of a page, to be styled by `html_styles`."""
    return "".join(_body(page, inline=False))


def html_styles() -> str:
    """Return the look of a page as CSS."""
    return "".join(f"{selector}{{{style}}}\n" for selector, style in _STYLES.items())


def html_table(grid: Grid) -> str:
    """Return a drawn table as HTML with inline styles only."""
    return "".join(_table(grid, inline=True))


@frozen
class Marked:
    """What is said of a cell where it is drawn: its class, its anchor, and HTML that stands behind its text."""

    kind: str = ""
    anchor: str = ""
    html: str = ""


def html_marked(grid: Grid, caption: str, marks: Mapping[int, Marked]) -> str:
    """Return a drawn table as HTML without styles; `marks` has what is said of cells by their index in the form."""
    return "".join(_table(grid, inline=False, caption=caption, marks=marks))


def _body(page: Page, *, inline: bool) -> Iterator[str]:
    def tag(look: str) -> str:
        name, _, kind = look.partition(".")
        if inline:
            return f'<{name} style="{escape(_STYLES[look])}">'
        return f'<{name} class="{kind}">' if kind else f"<{name}>"

    annex = f' {ATTRIBUTE}="{escape(page.annex)}"' if page.annex else ""
    yield f"{tag('article')[:-1]}{annex}>\n{tag('h1')}{_text(page.title)}</h1>\n"
    for paragraph in page.lead:
        yield f"{tag('p')}{_text(paragraph)}</p>\n"
    for section in page.sections:
        yield "<section>\n" if section.landscape else ""
        yield f"{tag('h2')}{_text(section.title)}</h2>\n"
        for paragraph in section.shown:
            yield f"{tag('p')}{_text(paragraph)}</p>\n"
        for grid in section.grids:
            if grid.note:
                yield f"{tag('p.note')}{_text(grid.note)}</p>\n"
            yield f"{tag('div')}\n{''.join(_table(grid, inline=inline))}</div>\n"
            for foot in grid.feet:
                yield f"{tag('p.foot')}{_text(foot)}</p>\n"
        yield "</section>\n" if section.landscape else ""
    yield "</article>\n"


def _table(
    grid: Grid, *, inline: bool, caption: str = "", marks: Mapping[int, Marked] = MappingProxyType({})
) -> Iterator[str]:
    # The border attribute holds where a content management system throws every style away.
    style = f' style="{escape(_STYLES["table"])}"' if inline else ""
    yield f'<table border="1"{style}>\n'
    if caption:
        yield f"<caption>{_text(caption)}</caption>\n"
    rows = [
        f"<tr>{''.join(_cell(cell, marks.get(_index(cell)), inline=inline) for cell in cells)}</tr>\n"
        for cells in grid.rows()
    ]
    head = grid.head if caption else 0
    yield from (f"<thead>\n{''.join(rows[:head])}</thead>\n",) if head else ()
    yield from rows[head:]
    yield "</table>\n"


def _index(cell: GridCell) -> int:
    return -1 if cell.index is None else cell.index


def _scope(cell: GridCell) -> str:
    """Return what a header cell labels: a column or a row, or a group of them."""
    one = "col" if cell.kind in ("header", "corner") else "row"
    return one if cell.rowspan == cell.colspan == 1 else f"{one}group"


def _cell(cell: GridCell, mark: Marked | None, *, inline: bool) -> str:
    name = "td" if cell.kind in ("value", "words", "empty", "unit", "") else "th"
    kind = {"stub": "stub" if cell.rowspan == 1 else "", "heading": "heading", "words": "words"}.get(cell.kind, "")
    look = f"{name}.{kind}" if kind else name
    attributes = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    attributes += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    if name == "th":
        attributes += f' scope="{_scope(cell)}"'
    said = mark or Marked(kind)
    if inline:
        attributes += f' style="{escape(_STYLES[look])}"'
    elif said.kind:
        attributes += f' class="{escape(said.kind)}"'
    if said.anchor:
        attributes += f' id="{escape(said.anchor)}"'
    return f"<{name}{attributes}>{_text(cell.text)}{said.html}</{name}>"


def _text(text: str) -> str:
    return escape(harmless(text), quote=False).replace("\n", "<br>")
