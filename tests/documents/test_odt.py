"""OpenDocument texts: what LibreOffice and WPS show of them."""

from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.documents.opening import open_document
from govdisclosure.files import Limits, using_limits
from govdisclosure.grid.model import Document, TextBlock
from govdisclosure.reading import read_bytes
from tests.support.printing import zipped

OFFICE = Path(__file__).parent.parent / "data" / "office"
NAMES = {"o": "office", "t": "table", "x": "text", "s": "style", "d": "drawing"} | {"f": "xsl-fo-compatible"}
SPACES = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in NAMES.items())
STYLES = "".join(
    f'<s:style s:name="{name}" s:family="text"><s:text-properties {what}/></s:style>'
    for name, what in (
        ("hidden", 'x:display="none"'),
        ("struck", 's:text-line-through-style="solid"'),
        ("raised", 's:text-position="super 58%"'),
        ("flat", 's:text-position="0% 100%" s:text-line-through-type="none"'),
        ("dark", 'f:background-color="#112233" f:color="#eeeeee"'),
    )
) + (
    '<s:style s:name="child" s:family="text" s:parent-style-name="hidden"/>'
    '<s:style s:name="circle" s:family="text" s:parent-style-name="circle"/>'
    '<s:style s:name="pale" s:family="text" s:parent-style-name="dark"><s:text-properties f:color="#ffffff"/></s:style>'
    '<s:style s:name="same" s:family="text" s:parent-style-name="dark"><s:text-properties f:color="#112233"/></s:style>'
    '<s:style s:name="hidden" s:family="paragraph"><s:paragraph-properties/>'
    '<s:text-properties x:display="none"/></s:style>'
    '<s:style s:name="away" s:family="table"><s:table-properties t:display="false"/></s:style>'
)


def odt(body: str, **parts: str) -> bytes:
    """Return a text by the XML of its body."""
    content = (
        f"<o:document-content {SPACES}><o:automatic-styles>{STYLES}</o:automatic-styles>"
        f"<o:body><o:text>{body}</o:text></o:body></o:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **parts})


def paragraphs(body: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [block.text for block in open_document(odt(body)).blocks if isinstance(block, TextBlock)]


def cell(text: str, attributes: str = "") -> str:
    """Return a cell with one paragraph."""
    return f"<t:table-cell {attributes}><x:p>{text}</x:p></t:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    """Return a row; plain texts are cells."""
    inner = "".join(each if each.startswith("<t:") else cell(each) for each in cells)
    return f"<t:table-row {attributes}>{inner}</t:table-row>"


def table(*rows: str, attributes: str = "") -> str:
    """Return a table."""
    return f"<t:table {attributes}>{''.join(rows)}</t:table>"


def spans(document: Document) -> list[tuple[str, int, int, int, int]]:
    """Return the cells of the first table with their places and spans."""
    return [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in document.grids[0].cells]


def test_a_text_that_libreoffice_saved_is_the_same_report() -> None:
    """A report that this library wrote as .docx and LibreOffice saved as .odt reads as what was written."""
    expected = gd.read(OFFICE / "report.json").report
    reading = gd.read(OFFICE / "report.odt")
    assert reading.report == expected
    assert not reading.problems
    assert len(reading.sources) == len(expected.form.cells)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("1<x:span>2</x:span>3", "123"),
        ("1<x:span x:style-name='hidden'>9</x:span><x:span x:style-name='child'>9</x:span>2", "12"),
        ("<x:span x:style-name='struck'>9</x:span><x:span x:style-name='flat'>12</x:span>", "12"),
        ("12<x:span x:style-name='raised'>1</x:span>", "12（1）"),
        ("12<x:note><x:note-citation>1</x:note-citation><x:note-body><x:p>n</x:p></x:note-body></x:note>", "12"),
        ("12<o:annotation><x:p>n</x:p></o:annotation>", "12"),
        ("a<x:s x:c='3'/>b<x:s/>c<x:tab/>d<x:soft-page-break/>e", "a   b c de"),
        ("a \n  b", "a b"),
        ("<x:a>12</x:a><x:bookmark x:name='b'/>3<x:change-start x:change-id='c'/>4", "1234"),
        ("<x:ruby><x:ruby-base>12</x:ruby-base><x:ruby-text>9</x:ruby-text></x:ruby>", "12"),
        ("<x:span x:style-name='circle'>12</x:span>", "12"),
    ],
)
def test_a_paragraph_says_what_is_shown(inner: str, text: str) -> None:
    """Hidden and struck-out text, notes and comments are not there; a raised number is no digit."""
    assert paragraphs(f"<x:p>{inner}</x:p>") == [text]


def test_what_is_not_shown_is_not_read() -> None:
    """Tracked deletions, hidden paragraphs, sections and tables, and generated contents are left out."""
    deleted = "<x:tracked-changes><x:changed-region><x:deletion><x:p>9</x:p></x:deletion></x:changed-region>"
    body = f"{deleted}</x:tracked-changes><x:p x:style-name='hidden'>9</x:p><x:h>一、总体情况</x:h>"
    body += "<x:section x:display='none'><x:p>9</x:p></x:section><x:section><x:p>a</x:p></x:section>"
    body += "<x:table-of-content><x:index-body><x:p>9</x:p></x:index-body></x:table-of-content>"
    body += table(row("9", "9"), row("9", "9"), attributes="t:style-name='away'")
    body += "<x:list><x:list-item><x:p>b<x:line-break/>c</x:p></x:list-item></x:list>"
    assert paragraphs(body) == ["一、总体情况", "a", "b", "c"]
    assert open_document(odt(body)).grids == ()


def test_letters_on_a_ground_of_their_colour_are_not_read() -> None:
    """The ground is that of the style itself or of one that it is based on."""
    spans = "".join(f"<x:span x:style-name='{name}'>{name}</x:span>" for name in ("dark", "pale", "same"))
    assert paragraphs(f"<x:p>{spans}.</x:p>") == ["darkpale."]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    """Also one in another, and one that holds a table."""
    inner = f"<d:frame><d:text-box><x:p>inner</x:p>{table(row('a', '1'))}</d:text-box></d:frame>"
    body = f"<x:p>x<d:frame><d:text-box><x:p>box{inner}</x:p></d:text-box></d:frame>y</x:p>"
    assert paragraphs(body) == ["xy", "box", "inner"]
    assert spans(open_document(odt(body)))[1] == ("1", 0, 1, 1, 1)


def test_merged_cells() -> None:
    """What is covered stands in the file and counts as a place; heads of tables are rows."""
    covered = "<t:covered-table-cell/>"
    head = row(cell("a", 't:number-columns-spanned="2"'), covered, "b")
    document = open_document(
        odt(
            table(
                f"<t:table-header-rows>{head}</t:table-header-rows>",
                row(cell("c", 't:number-rows-spanned="2"'), cell("0", 't:number-columns-repeated="2"')),
                row(covered, "1", "2"),
            )
        )
    )
    assert spans(document) == [
        ("a", 0, 0, 1, 2), ("b", 0, 2, 1, 1), ("c", 1, 0, 2, 1), ("0", 1, 1, 1, 1), ("0", 1, 2, 1, 1),
        ("1", 2, 1, 1, 1), ("2", 2, 2, 1, 1),
    ]  # fmt: skip


def test_cells_never_overlap() -> None:
    """Spans that contradict each other, or leave the table, are cut."""
    wide = 't:number-columns-spanned="9" t:number-rows-spanned="9"'
    document = open_document(odt(table(row("a", cell("b", wide), "c"), row(cell("d", wide), "e", "f"))))
    document.grids[0].owners()
    assert spans(document)[:2] == [("a", 0, 0, 1, 1), ("b", 0, 1, 2, 2)]


def test_collapsed_rows_are_left_out() -> None:
    """A hidden row is not read."""
    document = open_document(odt(table(row("a", "1"), row("b", "2", attributes='t:visibility="collapse"'))))
    assert [text for text, *_ in spans(document)] == ["a", "1"]


def test_a_table_in_a_cell_is_a_table() -> None:
    """A table that holds others arranges the page."""
    inner = f"<t:table-cell><x:p>x</x:p>{table(row('a', '1'))}</t:table-cell>"
    document = open_document(odt(table(f"<t:table-row>{inner}</t:table-row>")))
    assert [block.text for block in document.blocks if isinstance(block, TextBlock)] == ["x"]
    assert [text for text, *_ in spans(document)] == ["a", "1"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (table(row(cell("1", 't:number-columns-repeated="999999999"'), "2")), "positions"),
        (table(row("1", "2", attributes='t:number-rows-repeated="999999999"')), "cells"),
        (table(row("<t:covered-table-cell/>", "1"), row("1", "<t:covered-table-cell/>")) * 3, "cells"),
        ("<x:section>" * 5000, "XML"),
    ],
)
def test_hostile_texts_are_refused(body: str, words: str) -> None:
    """Endless repetition and nesting take neither time nor memory."""
    with using_limits(Limits(cells=5)), pytest.raises(gd.ReadError, match=words):
        read_bytes(odt(body))


def test_spans_without_end_are_cut() -> None:
    """A cell that spans a thousand million rows spans those that are there."""
    huge = 't:number-columns-spanned="999999999" t:number-rows-spanned="999999999"'
    assert spans(open_document(odt(table(row(cell("a", huge)), row("b"))))) == [("a", 0, 0, 2, 1)]
    with pytest.raises(gd.ReadError, match="positions"):
        open_document(odt(table(row(cell("a", huge), "b")) * 3))


def test_entities_and_passwords_are_refused() -> None:
    """Declared entities are not expanded, and a password is asked to be taken off."""
    entity = b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
    mimetype = "application/vnd.oasis.opendocument.text"
    with pytest.raises(gd.ReadError, match="entities"):
        read_bytes(zipped({"mimetype": mimetype, "content.xml": entity}))
    with pytest.raises(gd.ReadError, match="password"):
        read_bytes(odt("", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}))
    with pytest.raises(gd.ReadError, match="presentation"):
        read_bytes(zipped({"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": "<a/>"}))
