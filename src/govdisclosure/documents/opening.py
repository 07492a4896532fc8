"""Which kind of document some bytes are, told by their content and never by a file's name."""

from __future__ import annotations

from govdisclosure.documents.decoding import decode
from govdisclosure.documents.readers.text import read_text
from govdisclosure.errors import ReadError
from govdisclosure.grid.model import Document
from govdisclosure.language import say


def open_document(data: bytes) -> Document:
    """Return the grids and text of a document; raise `ReadError` if it is empty or of no readable kind."""
    text = decode(data)
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise ReadError(say(zh="文件是空的。", en="the file is empty"))
    return read_text(text)
