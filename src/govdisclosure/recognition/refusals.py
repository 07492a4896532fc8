"""What is said of a document that holds no table of a format: why, and what tables it holds instead."""

from __future__ import annotations

from govdisclosure.grid import Document, Grid, TextBlock
from govdisclosure.language import say
from govdisclosure.recognition.matching.numbers import is_value

_FIRST, _SHOWN = 8, 80
"""Fields and characters of a table that is none of a format which a message shows."""


def nothing_found(document: Document, asked: str, absent: str) -> str:
    """Return why nothing was found; `asked` is the format that was asked for, `absent` one that is not installed."""
    if absent:
        return say(
            zh=f"文件写明它是格式 {absent} 的报告，这里没有该格式，文中也没有已知格式的表格。",
            en=f"the document says that it is in the format {absent}, which is not installed, and it holds no table of "
            "a known format",
        )
    seen = _first_of_table(document)
    if not seen:
        return say(zh="文中没有表格。", en="there is no table in the document")
    shown = say(zh=f"文中有：{seen[:_SHOWN]}", en=f"found: {seen[:_SHOWN]}")
    if asked:
        return say(
            zh=f"文中的表格不是格式 {asked} 的表。{shown}。",
            en=f"there is no table of the format {asked} in the document; {shown}",
        )
    return say(
        zh=f"文中的表格不是已知格式的表。{shown}。", en=f"there is no table of a known format in the document; {shown}"
    )


def _first_of_table(document: Document) -> str:
    """Return how the tables of a document begin, be they only lines of text with strokes or figures; else nothing."""
    return " | ".join([text for block in document.blocks if (text := _of_table(block))][:_FIRST])


def _of_table(block: Grid | TextBlock) -> str:
    """Return how a table begins, or a line of one that lost its fields: strokes between them, or figures alone."""
    if isinstance(block, Grid):
        return " | ".join(text for cell in block.cells[:_FIRST] if (text := cell.text.strip())) or "|"
    words = block.text.replace("|", " ").split()
    is_line = "|" in block.text or (any(map(str.isdecimal, words)) and all(map(is_value, words)))
    return block.text.replace("|", " ").strip() if is_line else ""
