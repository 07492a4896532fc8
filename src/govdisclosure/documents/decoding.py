"""Bytes to text, in the encodings that are really met.

In this order: a byte order mark; strict UTF-8, also when cut off in the middle of a character; the charset that a page
declares, mapped as browsers do (gb2312 means gb18030); strict GB 18030; and a guess from the bytes last.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from govdisclosure.errors import ReadError
from govdisclosure.language import say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<[^>]{0,400}?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_LOOKED_AT = 4096
"""Bytes at the beginning in which a charset is declared."""

# Labels of https://encoding.spec.whatwg.org/ whose meaning there is not Python's.
_AS_BROWSERS_DO = {
    **dict.fromkeys(
        (
            "gb2312", "gb_2312", "gb_2312-80", "gbk", "x-gbk", "chinese", "csgb2312", "csiso58gb231280", "iso-ir-58",
            "cp936",
        ),
        "gb18030",
    ),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "csbig5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "ms_kanji", "windows-31j", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("iso-8859-1", "latin1", "l1", "ascii", "us-ascii", "iso8859-1", "iso_8859-1"), "cp1252"),
    # Whoever could read the declaration as ASCII has no UTF-16 before him.
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8"),
}  # fmt: skip
_CHARSETS = frozenset((
    "utf-8", "gb18030", "big5hkscs", "cp932", "euc_jp", "iso2022_jp", "cp949", "cp866", "cp874", "koi8-r", "koi8-u",
    "mac-roman", "mac-cyrillic", *(f"cp{number}" for number in range(1250, 1259)),
    *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)),
))  # fmt: skip
"""What that list knows, under Python's names: other codecs of Python are no charsets, and one even reads escapes."""
_MAX_DAMAGE = 0.002
"""Which part of the characters may be damaged in a text that says what charset it is in."""
_CUT_OFF = 3
"""Bytes of a character of UTF-8 that may be left when its end was cut off."""
_BINARY = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1a\x1b"})
"""Signs that stand in no text."""
_BINARY_PART = 0.01


def decode(data: bytes) -> str:
    """Return the text of a file; raise `ReadError` if it is no text.

    >>> decode("规章".encode("gb18030")) == decode("规章".encode()) == "规章"
    True
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            # The mark is a promise: what is damaged after it shows as a sign that no number contains.
            return data[len(mark) :].decode(encoding, "replace")
    text = next(filter(None, _readings(data)), None)
    if text is None or (text.count("\x00") * 50 > len(text)):
        text = _guessed(data)
    if text is None or _is_binary(text):
        raise ReadError(
            say(zh="不是文本文件，也不是能读的文件类型。", en="this is no text, and no type of file that can be read")
        )
    return text


def encoded_like(data: bytes, text: str) -> bytes:
    """Return a changed text of a file in the encoding of the file; in UTF-8, with a mark, where that was damaged.

    >>> encoded_like("规章".encode("gb18030"), "规章 2") == "规章 2".encode("gb18030")
    True
    """
    before = decode(data)
    for mark, encoding in (*_MARKS, *((b"", each) for each in ("utf-8", declared_charset(data), "gb18030") if each)):
        if data.startswith(mark) and _strict(data[len(mark) :], encoding) == before:
            return mark + text.encode(encoding, "replace")
    return codecs.BOM_UTF8 + text.encode()


def _readings(data: bytes) -> Iterator[str | None]:
    """Yield what the bytes say in one encoding after the other, the more certain first; None where it fits not."""
    yield _strict(data, "utf-8")
    yield _cut_off(data)
    if declared := declared_charset(data):
        yield _strict(data, declared)
        yield _damaged(data, declared)
    yield _strict(data, "gb18030")
    yield _damaged(data, "utf-8")
    yield _damaged(data, "gb18030")


def declared_charset(data: bytes) -> str | None:
    """Return the charset that a page or an XML file declares, under Python's name for what browsers take it to be.

    >>> declared_charset(b'<meta charset="GB2312">'), declared_charset(b"<p>charset=gbk</p>")
    ('gb18030', None)
    """
    match = _DECLARED.search(data[:_LOOKED_AT])
    if not match:
        return None
    return charset_named(match[1].decode("ascii", "replace").lower())


def charset_named(name: str) -> str | None:
    """Return Python's name for what browsers take a charset to be; None if it is none.

    >>> charset_named("cp936"), charset_named("unicode_escape")
    ('gb18030', None)
    """
    try:
        info = codecs.lookup(_AS_BROWSERS_DO.get(name, name))
    except LookupError:
        return None
    return info.name if info.name in _CHARSETS else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _cut_off(data: bytes) -> str | None:
    """Return the text of UTF-8 whose last character was cut off by whoever shortened the file."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and len(data) - error.start <= _CUT_OFF and error.start:
            return data[: error.start].decode("utf-8")
    return None


def _damaged(data: bytes, encoding: str) -> str | None:
    """Return a text in which few characters are damaged; they become a sign that no label and no number contains."""
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") <= len(text) * _MAX_DAMAGE else None


def _guessed(data: bytes) -> str | None:
    try:
        from charset_normalizer import from_bytes
    except ModuleNotFoundError:
        return None
    best = from_bytes(data[:1_000_000]).best()
    if best is None or codecs.lookup(best.encoding).name not in _CHARSETS:
        return None
    return _strict(data, best.encoding)


def _is_binary(text: str) -> bool:
    begin = text[:20_000].encode("utf-8", "replace")
    return "\x00" in text or len(begin) - len(begin.translate(None, _BINARY)) > _BINARY_PART * len(begin)
