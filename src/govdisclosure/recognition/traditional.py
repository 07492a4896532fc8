"""Traditional characters as simplified ones, for documents that print the labels of a format in them.

The pairs in `traditional.txt` are those of OpenCC's table TSCharacters (Apache License 2.0) whose simplified character
is one of the 3,755 common ones of GB/T 2312. Labels are recognised by them; what is kept of a text are the characters
that are printed.
"""

from __future__ import annotations

import re
from importlib.resources import files

from attrs import evolve

from govdisclosure.grid import Document, Grid, TextBlock

_FEW = 5
"""Characters of the table below which a text is not in traditional characters."""

_PAIRS = files("govdisclosure.recognition").joinpath("traditional.txt").read_text("utf-8").split()
_TABLE = {ord(pair[0]): pair[1] for pair in _PAIRS}
_SIGNS = re.compile(f"[{''.join(map(chr, _TABLE))}]")


def simplified(document: Document) -> Document | None:
    """Return a document with its text in simplified characters; None if it is in them, but for a few.

    >>> simplified(Document((TextBlock("資訊公開條例實施"),))).blocks[0].text
    '资讯公开条例实施'
    """
    found = {sign for block in document.blocks for text in _texts(block) for sign in _SIGNS.findall(text)}
    if len(found) < _FEW:
        return None
    return evolve(document, blocks=tuple(map(_simplified, document.blocks)), title=document.title.translate(_TABLE))


def as_printed(text: str, document: Document) -> str:
    """Return a text that was found in a simplified document as the document itself prints it, if it stands there.

    >>> as_printed("公开条例", Document((TextBlock("資訊公開條例"),)))
    '公開條例'
    """
    printed = "\n".join(text for block in document.blocks for text in _texts(block))
    start = printed.translate(_TABLE).find(text)
    return printed[start : start + len(text)] if start >= 0 else text


def _texts(block: TextBlock | Grid) -> list[str]:
    return [block.text] if isinstance(block, TextBlock) else [cell.text for cell in block.cells]


def _simplified(block: TextBlock | Grid) -> TextBlock | Grid:
    if isinstance(block, TextBlock):
        return evolve(block, text=block.text.translate(_TABLE))
    return evolve(block, cells=tuple(evolve(cell, text=cell.text.translate(_TABLE)) for cell in block.cells))
