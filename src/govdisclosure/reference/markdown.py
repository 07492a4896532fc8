"""A page as Markdown that GitHub shows properly; drawn tables are HTML tables in it, since Markdown has no spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govdisclosure.language import using
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
    Records,
    Strong,
    Text,
)
from govdisclosure.reference.drawing import table_of
from govdisclosure.reference.site import Site
from govdisclosure.reference.texts import markdown_text, printable

SUFFIX = ".md"
_OPENING = re.compile(r"^(\s*)(?:([-+#=])|([0-9]{1,9})([.)]))")


def render(page: Page, site: Site) -> str:
    """Return a page as Markdown."""
    with using(page.language):
        blocks = ["".join(part) for part in _parts(page, site)]
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def _parts(page: Page, site: Site) -> Iterator[Iterator[str] | str]:
    links = site.navigation(page)
    if links:
        yield " · ".join(f"[{markdown_text(text)}]({site.href(page, place, SUFFIX)})" for text, place in links)
    yield f"# {markdown_text(page.title)}"
    if page.subtitle:
        yield f"*{markdown_text(page.subtitle)}*"
    headings = page.headings()
    if len(headings) > 1:
        yield "\n".join(
            f"{'  ' * (heading.level - 2)}- [{markdown_text(_plain(heading.text))}](#{heading.anchor})"
            for heading in headings
        )
    for block in page.blocks:
        yield from _block(block, page, site)
    yield f"---\n\n{markdown_text(str(site.footer))}"


def _plain(text: Text) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in text)


def _block(block: Block, page: Page, site: Site) -> Iterator[str]:
    match block:
        case Heading(level, text, anchor):
            place = f'<a id="{anchor}"></a>\n\n' if anchor else ""
            yield f"{place}{'#' * level} {_words(text, page, site)}"
        case Paragraph(text, kind):
            yield ("> " if kind else "") + _opening(_words(text, page, site))
        case Bullets(items):
            yield "\n".join(f"- {_opening(_words(item, page, site))}" for item in items)
        case Facts(pairs):
            rows = [f"| **{markdown_text(name)}** | {_words(said, page, site, table=True)} |" for name, said in pairs]
            yield "\n".join(["| | |", "| --- | --- |", *rows])
        case Records():
            yield "\n".join(_records(block, page, site))
        case Drawn(grid, caption, _):
            yield f"*{markdown_text(caption)}*"
            yield "".join(table_of(grid))
        case _:
            for inner in block.blocks:
                yield from _block(inner, page, site)


def _opening(text: str) -> str:
    """Keep the first characters of a paragraph from being read as a list or a heading."""
    return _OPENING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)


def _records(records: Records, page: Page, site: Site) -> Iterator[str]:
    yield f"| {' | '.join(markdown_text(name) for name in records.head)} |"
    yield f"|{' --- |' * len(records.head)}"
    for row in records.rows:
        cells = [_words(cell, page, site, table=True) for cell in row.cells]
        place = f'<a id="{row.anchor}"></a>' if row.anchor else ""
        cells[0] = place + "&emsp;" * row.depth + cells[0]
        yield f"| {' | '.join(cells)} |"


def _words(text: Text, page: Page, site: Site, *, table: bool = False) -> str:
    return "".join(_piece(part, page, site, table=table) for part in text)


def _piece(part: str | Code | Strong | Link, page: Page, site: Site, *, table: bool) -> str:
    match part:
        case Code(code):
            return _code(code.replace("|", "\\|") if table else code)
        case Strong(strong):
            return f"**{markdown_text(strong)}**"
        case Link(shown, name, anchor):
            return f"[{markdown_text(shown)}]({site.link(page, name, anchor, SUFFIX)})"
        case _:
            # Blanks at the ends of a run of words keep it apart from its neighbours.
            ends = (" " if part[:1].isspace() else "", " " if part[-1:].isspace() and part.strip() else "")
            return f"{ends[0]}{markdown_text(part)}{ends[1]}"


def _code(text: str) -> str:
    text = printable(text)
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"
