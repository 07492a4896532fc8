"""Bytes to text, in the encodings that are really met: Unicode with or without a mark, else GB 18030."""

from __future__ import annotations

import codecs

from govdisclosure.errors import ReadError
from govdisclosure.language import say

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes) -> str:
    """Return the text of a file; raise `ReadError` if it is no text.

    >>> decode("规章".encode("gb18030")) == decode("规章".encode()) == "规章"
    True
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    if b"\x00" not in data:
        for encoding in ("utf-8", "gb18030"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise ReadError(
        say(zh="不是文本文件，也不是能读的文件类型。", en="this is no text, and no type of file that can be read")
    )
