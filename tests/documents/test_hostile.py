"""Documents made to harm: each is refused with a sentence, in bounded time and memory."""

import random
import zipfile
from io import BytesIO

import pytest

import govdisclosure as gd
from govdisclosure.files import Limits, using_limits
from govdisclosure.reading import read_bytes
from tests.support.mutating import mutated, originals, read_or_refuse
from tests.support.printing import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(data: bytes) -> str:
    """Return the sentence with which a document is refused."""
    with pytest.raises(gd.ReadError) as found:
        read_bytes(data)
    return str(found.value)


@pytest.mark.parametrize("name", originals())
@pytest.mark.parametrize("seed", range(12))
def test_a_spoiled_document_raises_nothing_but_read_errors(name: str, seed: int) -> None:
    """Bytes changed, lost or put in anywhere never surface as any other error."""
    assert read_or_refuse(mutated(originals_once()[name], random.Random(seed))) in ("read", "refused")


def originals_once(_found: dict[str, bytes] = {}) -> dict[str, bytes]:  # noqa: B006 - a cache
    """Return the documents of every style, made once."""
    if not _found:
        _found.update(originals())
    return _found


def test_a_zip_bomb_is_not_unpacked() -> None:
    """An archive that unpacks to more than the limit is refused by the sizes it declares."""
    bomb = zipped({"word/document.xml": b"0" * 4_000_000})
    with using_limits(Limits(unpacked_bytes=1_000_000)):
        assert "unpacked_bytes" in refusal(bomb)
    with using_limits(Limits(part_bytes=1_000_000)):
        assert "part_bytes" in refusal(bomb)


def test_entities_are_not_expanded() -> None:
    """A part that declares entities, internal or external, is refused."""
    for entity in ('<!ENTITY a "aaaa">', '<!ENTITY a SYSTEM "file:///etc/hostname">'):
        xml = f"<!DOCTYPE d [{entity}]><w:document {W}><w:body><w:p>&a;</w:p></w:body></w:document>"
        assert "entities" in refusal(zipped({"word/document.xml": xml})) or "实体" in refusal(
            zipped({"word/document.xml": xml})
        )


@pytest.mark.parametrize("span", ["rowspan", "colspan"])
def test_an_endless_span_is_cut(span: str) -> None:
    """A span of a thousand million takes neither time nor memory."""
    refusal(f"<table><tr><td {span}=1000000000>规章<td>1<tr><td>2</table>".encode())


def test_too_many_cells_are_refused() -> None:
    """A table with more cells than the limit is not read by halves."""
    with using_limits(Limits(cells=10_000)):
        assert "cells" in refusal(b"<table>" + b"<tr><td>1<td>2" * 6_000 + b"</table>")


def test_a_page_that_is_too_long_is_refused() -> None:
    """No page of a report has so many letters."""
    with using_limits(Limits(text_bytes=1_000_000)):
        assert "text_bytes" in refusal(b"<p>" + b"a" * 1_500_000)


def test_deep_nesting_is_refused() -> None:
    """A page nested beyond reason is refused, because what stands inside would be lost."""
    refusal(b"<div>" * 100_000)
    refusal(b"<table><tr><td>" * 100_000)
    deep = f"<w:document {W}><w:body>{'<w:tbl><w:tr><w:tc>' * 5000}"
    refusal(zipped({"word/document.xml": deep}))


def test_an_endless_sheet_is_refused() -> None:
    """Two cells at the corners of a sheet do not make a sheet of 17 thousand million cells."""
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    sheet = f"<worksheet {ns}><sheetData>{cells}</sheetData></worksheet>"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    listed = f'<sheets><sheet name="S" sheetId="1" r:id="a" xmlns:r="{kinds}"/></sheets>'
    relation = f'<Relationship Id="a" Type="{kinds}/worksheet" Target="worksheets/sheet1.xml"/>'
    book = zipped({
        "xl/workbook.xml": f"<workbook {ns}>{listed}</workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships {packed}>{relation}</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
    })  # fmt: skip
    assert "positions" in refusal(book)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"PK\x03\x04", OLE, OLE + b"\xff" * 4096, b"\x00" * 100, b""])
def test_a_beginning_alone_is_refused(data: bytes) -> None:
    """A signature with nothing behind it, and nothing at all, are no documents."""
    assert refusal(data)


def test_a_pdf_that_refers_to_itself_ends() -> None:
    """Pages that are their own parents, and lengths that are their own objects, are refused or read."""
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"
    refusal(pdf + b"trailer<</Root 1 0 R>>\n%%EOF")


def test_an_encrypted_archive_says_so() -> None:
    """A password is asked to be taken off, not guessed."""
    data = bytearray(zipped({"word/document.xml": "x"}))
    data[6] |= 1
    central = data.find(b"PK\x01\x02")
    data[central + 8] |= 1
    assert "password" in refusal(bytes(data)) or "密码" in refusal(bytes(data))


def test_an_archive_cut_short_is_refused() -> None:
    """Half a Word document is none."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "x" * 1000)
    assert refusal(out.getvalue()[:500])
