"""Comments in documents that lack what they hang on: it is made, they stand at the edge, or nothing is written."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]

import govdisclosure as gd
from govdisclosure.documents.annotators.annotating import with_comments
from govdisclosure.documents.annotators.review import Annotation, Comment, Review
from govdisclosure.documents.archive import Archive
from govdisclosure.documents.opening import open_document
from govdisclosure.files import Limits, using_limits
from govdisclosure.language import using
from tests.annotation.test_annotating import notes_of
from tests.documents.test_docx import W
from tests.documents.test_workbooks import MAIN, PACKAGE, RELATIONS, xlsx
from tests.support.annotated import document
from tests.support.printing import zipped

SAID = "should be 12"


def copy_of(data: bytes, place: str, quote: str = "") -> bytes:
    """Return a document with one comment at a place."""
    comment = Annotation(1, place, (Comment("error", "error", SAID),), quote)
    with using("en"):
        return with_comments(data, open_document(data), Review("Result", (), (comment,)))


def part(data: bytes, name: str) -> Any:
    """Return the root of a part of an archive."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


@pytest.mark.parametrize("place", ["C1", "A1", "B2"])
def test_a_cell_that_a_sheet_does_not_store_is_made(place: str) -> None:
    """In its row or in a row of its own, in the order of the sheet; without styles no cell gets a ground."""
    data = xlsx('<row r="1"><c r="B1"><v>1</v></c><c r="D1"><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c></row>')
    copy = copy_of(data, f"sheet 'S', {place}")
    assert open_document(copy).blocks == open_document(data).blocks
    cells = [cell.get("r") for cell in part(copy, "xl/worksheets/s.xml").iter("{*}c")]
    assert cells == sorted(["B1", "D1", "B3", place], key=lambda name: (name[1], name[0]))
    (comment,) = part(copy, "xl/findings1.xml").iter("{*}comment")
    assert (comment.get("ref"), "".join(comment.itertext())) == (place, f"[error] {SAID}")


def test_a_comment_of_others_stays_above_ours() -> None:
    """Also where it is a plain text without fonts."""
    said = "<authors><author>A</author></authors><commentList><comment ref='A1' authorId='0'><text><t>seen</t></text>"
    parts = {
        "xl/comments1.xml": f"<comments {MAIN}>{said}</comment></commentList></comments>",
        "xl/worksheets/_rels/s.xml.rels": f'<Relationships {PACKAGE}><Relationship Id="c" Type="{RELATIONS}/comments" '
        'Target="../comments1.xml"/></Relationships>',
    }
    book = Archive(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'))
    data = book.rewritten({name: text.encode() for name, text in parts.items()})
    (comment,) = part(copy_of(data, "sheet 'S', A1"), "xl/comments1.xml").iter("{*}comment")
    assert "".join(comment.itertext()).splitlines() == ["seen", "govdisclosure:", f"[error] {SAID}"]


def test_a_sheet_whose_number_is_none_is_one_of_the_workbook() -> None:
    """The sheet of comments gets a number that no other has."""
    data = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        odd = zipped({name: parts.read(name).replace(b'sheetId="1"', b'sheetId="x"') for name in parts.namelist()})
    numbers = [
        sheet.get("sheetId") for sheet in part(copy_of(odd, "sheet 'S', A1"), "xl/workbook.xml").iter("{*}sheet")
    ]
    assert numbers == ["x", "1"]


def test_an_archive_that_lists_more_parts_than_a_limit_takes_no_comment() -> None:
    """Half a million names of parts that are not there would fill the memory."""
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    listed = f'<Types xmlns="{namespace}">' + '<Override PartName="/a"/>' * 99 + "</Types>"
    book = Archive(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'))
    data = book.rewritten({"[Content_Types].xml": listed.encode()})
    assert copy_of(data, "sheet 'S', A1")
    with using_limits(Limits(parts=90)), using("en"), pytest.raises(gd.ReadError, match="`parts`"):
        copy_of(data, "sheet 'S', A1")


def test_a_sheet_without_cells_takes_no_comment() -> None:
    """It has nothing that a cell could be put into."""
    data = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        bare = zipped({name: parts.read(name).replace(b"sheetData", b"others") for name in parts.namelist()})
    with using("en"), pytest.raises(gd.ReadError, match="damaged"):
        copy_of(bare, "sheet 'S', A1")


def test_a_cell_of_word_without_properties_gets_a_ground() -> None:
    """Word leaves the properties of a cell out where there are none."""
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    data = zipped({"word/document.xml": f"<w:document {W}><w:body>{table}</w:body></w:document>"})
    place, _ = (cell.place for cell in open_document(data).grids[0].cells)
    (shade,) = part(copy_of(data, place), "word/document.xml").iterfind(".//{*}tc/{*}tcPr/{*}shd")
    assert shade.values()[-1] == "FFC7CE"


@pytest.mark.parametrize("quote", ["printed nowhere", "text of no element"])
@pytest.mark.parametrize("around", ["<html><body>{}</body></html>", "{}"], ids=["whole", "without its tags"])
def test_a_text_that_no_tag_of_a_page_holds_has_its_comment_in_the_list(quote: str, around: str) -> None:
    """The source has no tag that could bear a mark: what is quoted stands in none, or not as it is quoted."""
    copy = copy_of(around.format("text of no element<p>another</p>").encode(), "", quote).decode()
    assert ' data-comment="' not in copy
    assert SAID in copy


def test_a_row_of_csv_that_never_ends_has_its_comment_below() -> None:
    """Quotation marks that are opened and not closed, here of inches: nobody can tell where the row ends."""
    text = 'label,a,b\nnew,12",1\nold,13,2\n'
    assert open_document(text.encode()).kind == "csv"
    copy = copy_of(text.encode(), "line 2, field 2").decode()
    assert copy.startswith(text)
    assert SAID in copy


@pytest.mark.parametrize(("place", "quote"), [("", ""), ("page 1", "printed nowhere")])
def test_what_stands_nowhere_on_a_page_of_a_pdf_is_a_note_at_its_edge(place: str, quote: str) -> None:
    """On the first page where no page is named."""
    (note,) = (note for note in notes_of(copy_of(document("pdf").data, place, quote)) if SAID in note["/Contents"])
    assert note["/Subtype"] == "/Text"


def test_a_pdf_that_only_some_readers_mend_is_refused() -> None:
    """Its end does not say where its objects stand; comments behind it would be found by nobody."""
    unsound = document("pdf").data.replace(b"startxref", b"startxxxx")
    assert open_document(unsound).grids
    with using("en"), pytest.raises(gd.ReadError, match=r"the PDF is not quite sound \(PdfReadError\)"):
        copy_of(unsound, "page 1")
