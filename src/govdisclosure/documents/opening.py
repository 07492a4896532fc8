"""Which kind of document some bytes are, told by their content and never by a file's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING
from unicodedata import combining

from attrs import evolve

from govdisclosure.documents.custom import custom_readers
from govdisclosure.documents.decoding import decode
from govdisclosure.documents.ole import SIGNATURE, Compound
from govdisclosure.documents.own import without_comments
from govdisclosure.documents.readers.csv import read_csv
from govdisclosure.documents.readers.markdown import is_markdown, read_markdown
from govdisclosure.documents.readers.text import read_text
from govdisclosure.errors import ReadError
from govdisclosure.files import check_limit, limits, read_stream
from govdisclosure.grid import Document, Grid
from govdisclosure.language import say

if TYPE_CHECKING:
    from govdisclosure.documents.archive import Archive

_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|tbody|div|meta|title|style|script|h[1-6]|p|span|article|section|td|tr)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)
_OFFICE_XML = re.compile(r"<\?mso-application|<pkg:package|urn:schemas-microsoft-com:office:spreadsheet\"")
_MHTML = re.compile(r"\s*(?:MIME-Version|From|Content-Type):.{0,400}multipart/related", re.IGNORECASE | re.DOTALL)
_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_SIGNED = 1024
"""Bytes in which a document says what it is."""
_EMPTY = "\ufeff \t\r\n\u3000"
_CROWD = 64
_CROWDED = re.compile(rf"[^\w\s!-~\u2010-\u2030\u2500-\u25ff\u3000-\u301f\uff00-\uffef]{{{_CROWD}}}")
"""Signs among which marks that combine with letters may be."""
_PHRASES = "\ufdfa\ufdfb"
"""Letters that stand for eighteen and eight others; none else stands for more than six."""
_MARKED_UP = 4096
"""Characters at the beginning of which some must be a tag, if a text is a web page."""


def read_document(stream: IO[bytes]) -> bytes:
    """Return the bytes of a document that is unpacked; raise `ReadError` as soon as they are too many for its kind."""
    begin = stream.read(_SIGNED)
    is_text = not (begin.startswith((_ZIP, SIGNATURE)) or _PDF in begin or custom_readers())
    data = read_stream(stream, min(limits().bytes, limits().text_bytes) if is_text else limits().bytes, begin)
    _check_size(data, is_text=is_text)
    return data


def _check_size(data: bytes, *, is_text: bool = False) -> None:
    if is_text:
        check_limit("text_bytes", len(data), "文本字节数", "bytes of text")
    check_limit("bytes", len(data), "文件字节数", "bytes")


def open_document(data: bytes) -> Document:
    """Return the grids and text of a document; raise `ReadError` if it is empty, too large or of no readable kind."""
    document = _opened(data)
    rows = sum(block.height if isinstance(block, Grid) else 1 for block in document.blocks)
    check_limit("rows", rows, "表格行数与段落数之和", "rows of tables and paragraphs")
    if any(map(_is_crowded, _long_texts(document))):
        raise ReadError(
            say(
                zh="有上百个叠在一处的符号，不是供人读的文字，不读。",
                en="signs are piled up by the hundred, as in no text that people write; the document is not read",
            )
        )
    return document


def _long_texts(document: Document) -> Iterator[str]:
    """Yield the texts in which so many signs can be piled up: hardly one of most documents."""
    for block in document.blocks:
        texts = block.cells if isinstance(block, Grid) else (block,)
        yield from [one.text for one in texts if len(one.text) > _CROWD]


def _is_crowded(text: str) -> bool:
    """Whether signs are piled up: marks over a letter, whose order takes time without end, or phrases in one letter."""
    return sum(map(text.count, _PHRASES)) > _CROWD or any(
        all(map(combining, found[0])) for found in _CROWDED.finditer(text)
    )


def _opened(data: bytes) -> Document:
    _check_size(data)
    for reader in custom_readers():
        document = reader(data)
        if document is not None:
            return document
    if not data or data.isspace():
        raise ReadError(say(zh="文件是空的。", en="the file is empty"))
    if _PDF in data[:_SIGNED]:
        from govdisclosure.documents.readers.pdf.reader import read_pdf

        return evolve(read_pdf(data), kind="pdf")
    if data.startswith(_ZIP):
        return _open_archive(data)
    if data.startswith(SIGNATURE):
        return _open_compound(data)
    _check_size(data, is_text=True)
    return _open_text(decode(data))


def _open_text(text: str) -> Document:
    """Open a web page or a plain text, or say what to save it as."""
    if not text[:1000].strip(_EMPTY) and not text.strip(_EMPTY):
        raise ReadError(say(zh="文件是空的。", en="the file is empty"))
    if _OFFICE_XML.search(text[:_MARKED_UP]) or _MHTML.match(text):
        raise ReadError(
            say(
                zh="Office 存成的 XML 或单个网页文件，请另存为 .docx 或 .xlsx 再读。",
                en="an XML file or a single-file web page of Office; save it as .docx or .xlsx and read that",
            )
        )
    if _is_html(text):
        from govdisclosure.documents.readers.html import read_html

        return evolve(read_html(text), kind="html")
    if text.lstrip().startswith("{\\rtf"):
        raise ReadError(say(zh="RTF 文件，请另存为 .docx 再读。", en="an RTF file; save it as .docx and read that"))
    text = without_comments(text)
    if is_markdown(text):
        return evolve(read_markdown(text), kind="md")
    if rows := read_csv(text):
        return evolve(rows, kind="csv")
    return evolve(read_text(text), kind="txt")


def _open_archive(data: bytes) -> Document:
    from govdisclosure.documents.archive import Archive

    archive = Archive(data)
    if any(name.startswith("word/") for name in archive.names):
        from govdisclosure.documents.readers.word.docx import read_docx

        return evolve(read_docx(archive), kind="docx")
    if "xl/workbook.xml" in archive.names:
        from govdisclosure.documents.readers.workbook.xlsx import read_xlsx

        return evolve(read_xlsx(archive), kind="xlsx")
    if "xl/workbook.bin" in archive.names:
        raise ReadError(
            say(
                zh="二进制工作簿（.xlsb），请另存为 .xlsx 再读。",
                en="a binary workbook (.xlsb); save it as .xlsx and read that",
            )
        )
    if "content.xml" in archive.names:
        return _open_document_format(archive)
    raise ReadError(say(zh="压缩包中没有能读的文件。", en="the archive is no document that can be read"))


def _open_document_format(archive: Archive) -> Document:
    """Open a workbook or a text of LibreOffice and its likes; which of them it is stands at its head."""
    kind = archive.read("mimetype") if "mimetype" in archive.names else archive.data[:200]
    if b"spreadsheet" in kind:
        from govdisclosure.documents.readers.workbook.ods import read_ods

        return evolve(read_ods(archive), kind="ods")
    if b"opendocument.text" in kind:
        from govdisclosure.documents.readers.word.odt import read_odt

        return evolve(read_odt(archive), kind="odt")
    raise ReadError(
        say(
            zh="OpenDocument 演示或图形文件，其中没有能读的内容。",
            en="an OpenDocument presentation or drawing, with nothing in it that can be read",
        )
    )


def _open_compound(data: bytes) -> Document:
    """Open an old file of Office, or say what to save it as."""
    compound = Compound(data)
    if "EncryptedPackage" in compound.streams:
        from govdisclosure.documents.archive import protected

        raise protected()
    if "WordDocument" in compound.streams:
        raise ReadError(
            say(
                zh="旧式的 Word 或 WPS 文档（.doc、.wps），请另存为 .docx 再读。",
                en="an old document of Word or WPS (.doc, .wps); save it as .docx and read that",
            )
        )
    if {"Workbook", "Book"} & compound.streams.keys():
        from govdisclosure.documents.readers.workbook.xls import read_xls

        return evolve(read_xls(compound), kind="xls")
    raise ReadError(
        say(
            zh="旧式的 Office 文件，其中没有能读的内容；请另存为 .docx 或 .xlsx。",
            en="an old file of Office with nothing in it that can be read; save it as .docx or .xlsx",
        )
    )


def _is_html(text: str) -> bool:
    return _HTML.search(text[:_MARKED_UP]) is not None or "</table>" in text.lower()
