"""A page as HTML that stands by itself: no script, no file beside it, ready to be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govdisclosure.language import say, using
from govdisclosure.reference.blocks import (
    Block,
    Bullets,
    Code,
    Drawn,
    Facts,
    Heading,
    Link,
    Page,
    Paragraph,
    Record,
    Records,
    Strong,
    Text,
)
from govdisclosure.reference.drawing import table_of
from govdisclosure.reference.site import Site
from govdisclosure.reference.style import STYLE
from govdisclosure.reference.texts import html_text

SUFFIX = ".html"
_LANGUAGE_TAGS = {"zh": "zh-Hans", "en": "en"}
_BREAK = re.compile(r"([._])(?=\w)")
_BREAKABLE = r"\1<wbr/>"
_DENSE = 12
"""From this many columns on, a drawn table is set smaller."""
_TALL = 20
"""From this many rows on, a drawn table is set closer on paper, to fit on a sheet."""


def render(page: Page, site: Site) -> str:
    """Return a page as a whole HTML document."""
    with using(page.language):
        return "".join(_document(page, site))


def _document(page: Page, site: Site) -> Iterator[str]:
    tag = _LANGUAGE_TAGS.get(page.language, page.language)
    title = html_text(f"{page.title} {page.subtitle}".strip())
    yield f'<!DOCTYPE html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8"/>\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
    yield f"<title>{title}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n"
    yield from _navigation(page, site)
    yield f"<h1>{html_text(page.title)}</h1>\n"
    if page.subtitle:
        yield f'<p class="subtitle">{html_text(page.subtitle)}</p>\n'
    yield from _contents(page, site)
    for block in page.blocks:
        yield from _block(block, page, site)
    yield f"<footer>{html_text(str(site.footer))}</footer>\n</body>\n</html>\n"


def _navigation(page: Page, site: Site) -> Iterator[str]:
    links = site.navigation(page)
    if links:
        yield '<nav class="top">'
        yield " ".join(
            f'<a href="{html_text(site.href(page, place, SUFFIX))}">{html_text(text)}</a>' for text, place in links
        )
        yield "</nav>\n"


def _contents(page: Page, site: Site) -> Iterator[str]:
    headings = page.headings()
    if len(headings) > 1:
        yield f'<nav class="toc" aria-label="{html_text(say(zh="目次", en="Contents"))}"><ul>\n'
        for heading in headings:
            indent = ' style="padding-left:1.2em"' if heading.level > 2 else ""  # noqa: PLR2004 - level 2 is outermost
            yield f'<li{indent}><a href="#{html_text(heading.anchor)}">{_words(heading.text, page, site)}</a></li>\n'
        yield "</ul></nav>\n"


def _words(text: Text, page: Page, site: Site) -> str:
    parts = []
    for part in text:
        match part:
            case Code(code):
                # A long key may be broken after its dots and underscores, and nowhere else.
                parts.append(f"<code>{_BREAK.sub(_BREAKABLE, html_text(code))}</code>")
            case Strong(strong):
                parts.append(f"<strong>{html_text(strong)}</strong>")
            case Link(shown, name, anchor):
                href = site.link(page, name, anchor, SUFFIX)
                parts.append(f'<a href="{html_text(href)}">{html_text(shown)}</a>')
            case _:
                parts.append(html_text(part, quote=False))
    return "".join(parts)


def _block(block: Block, page: Page, site: Site) -> Iterator[str]:
    def words(text: Text) -> str:
        return _words(text, page, site)

    match block:
        case Heading(level, text, anchor):
            place = f' id="{html_text(anchor)}"' if anchor else ""
            yield f"<h{level}{place}>{words(text)}</h{level}>\n"
        case Paragraph(text, kind):
            yield f"<p{_class(kind)}>{words(text)}</p>\n"
        case Bullets(items):
            yield "<ul>\n"
            yield from (f"<li>{words(item)}</li>\n" for item in items)
            yield "</ul>\n"
        case Facts(pairs):
            yield '<table class="facts">\n'
            yield from (
                f'<tr><th scope="row">{html_text(name)}</th><td>{words(said)}</td></tr>\n' for name, said in pairs
            )
            yield "</table>\n"
        case Records():
            yield from _records(block, page, site)
        case Drawn():
            yield from _drawn(block)
        case _:
            yield '<section class="card">\n'
            for inner in block.blocks:
                yield from _block(inner, page, site)
            yield "</section>\n"


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _records(records: Records, page: Page, site: Site) -> Iterator[str]:
    yield '<table class="records">\n'
    yield "<colgroup>"
    yield from (f'<col style="width:{width}%"/>' for width in records.widths)
    yield "</colgroup>\n"
    yield "<thead><tr>"
    yield from (f'<th scope="col">{html_text(name)}</th>' for name in records.head)
    yield "</tr></thead>\n<tbody>\n"
    for row in records.rows:
        place = f' id="{html_text(row.anchor)}"' if row.anchor else ""
        yield f"<tr{_class('heading' if row.heading else '')}{place}>"
        yield from _cells(row, page, site)
        yield "</tr>\n"
    yield "</tbody>\n</table>\n"


def _cells(row: Record, page: Page, site: Site) -> Iterator[str]:
    for place, cell in enumerate(row.cells):
        indent = f' style="padding-left:{0.55 + 1.1 * row.depth:.2f}em"' if row.depth and place == 0 else ""
        yield f"<td{indent}>{_words(cell, page, site)}</td>"


def _drawn(drawn: Drawn) -> Iterator[str]:
    grid = drawn.grid
    kind = (
        "drawn" + " dense" * (grid.width >= _DENSE) + " tall" * (grid.height >= _TALL) + " shaded" * bool(drawn.shades)
    )
    yield f'<figure class="{kind}">\n<figcaption>{html_text(drawn.caption)}</figcaption>\n'
    yield from table_of(grid, drawn.shades)
    yield "</figure>\n"
