"""Word, Excel and OpenDocument files made to harm: small until they are unpacked."""

from __future__ import annotations

from tests.support.hostile.kinds import Kinds
from tests.support.printing import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKED = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def workbook(rows: str, *, strings: str = "", styles: str = "", after: str = "") -> bytes:
    """Return an .xlsx workbook of one sheet, of rows and shared texts given as XML."""
    listed = f'<sheets><sheet name="S" sheetId="1" r:id="a" xmlns:r="{KINDS}"/></sheets>'
    relation = f'<Relationship Id="a" Type="{KINDS}/worksheet" Target="worksheets/sheet1.xml"/>'
    return zipped({
        "xl/workbook.xml": f"<workbook {SHEET}>{listed}</workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships {PACKED}>{relation}</Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet {SHEET}><sheetData>{rows}</sheetData>{after}</worksheet>",
        **({"xl/sharedStrings.xml": f"<sst {SHEET}>{strings}</sst>"} if strings else {}),
        **({"xl/styles.xml": f"<styleSheet {SHEET}>{styles}</styleSheet>"} if styles else {}),
    })  # fmt: skip


def word(body: str) -> bytes:
    """Return a Word document with a body given as XML."""
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def opendocument(kind: str, body: str) -> bytes:
    """Return an OpenDocument file of a kind with a body given as XML."""
    names = "".join(f' xmlns:{each}="{ODF}{each}:1.0"' for each in ("office", "text", "table", "style"))
    content = f"<office:document-content{names}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return zipped({"mimetype": mimetype, "content.xml": content + "</office:document-content>"})


def formatted(code: str) -> bytes:
    """Return a workbook whose one number has a number format."""
    styles = f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>'
    return workbook('<row r="1"><c r="A1" s="0"><v>1</v></c></row>', styles=styles)


def numbered(count: int, text: str, start: str = "1") -> bytes:
    """Return a Word document of numbered paragraphs, with what stands around their numbers and the first of them."""
    level = f'<w:start w:val="{start}"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{text}"/>'
    levels = "".join(f'<w:lvl w:ilvl="{number}">{level}</w:lvl>' for number in range(9))
    override = f'<w:lvlOverride w:ilvl="8"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    paragraph = '<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    return zipped({
        "word/document.xml": f"<w:document {W}><w:body>{paragraph * count}</w:body></w:document>",
        "word/numbering.xml": f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{override}</w:num></w:numbering>',
    })  # fmt: skip


OFFICE: Kinds = {
    "docx of paragraphs": (2_000_000, lambda n: word("<w:p><w:r><w:t>1</w:t></w:r></w:p>" * n)),
    "docx of empty paragraphs": (14_000_000, lambda n: word("<w:p/>" * n)),
    "docx of text": (90_000_000, lambda n: word(f"<w:p><w:r><w:t>{'1' * n}</w:t></w:r></w:p>")),
    "docx of runs": (190_000, lambda n: word("<w:p>" + "<w:r><w:t>1</w:t></w:r>" * n + "</w:p>")),
    "docx of cells": (
        100_000,
        lambda n: word("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 10 + "</w:tr>") * (n // 10) + "</w:tbl>"),
    ),
    "docx of wide cells": (
        50_000,
        lambda n: word(
            "<w:tbl>"
            + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr><w:p/></w:tc><w:tc/></w:tr>' * n
            + "</w:tbl>"
        ),
    ),
    "docx of attributes": (8_000_000, lambda n: word('<w:p w:a="" w:b=""/>' * (n // 2))),
    "docx of tables in tables": (
        200,
        lambda n: word("<w:tbl><w:tr><w:tc>" * n + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * n),
    ),
    "docx of tables of one cell": (
        100_000,
        lambda n: word("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" * n),
    ),
    "docx of many tables with a table inside": (
        20_000,
        lambda n: word(
            "<w:tbl><w:tr><w:tc>"
            + "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc/></w:tr></w:tbl>" * n
            + "<w:p/></w:tc></w:tr></w:tbl>"
        ),
    ),
    "odt of paragraphs": (2_000_000, lambda n: opendocument("text", "<text:p>1</text:p>" * n)),
    "odt of repeated rows": (
        1,
        lambda _: opendocument(
            "text",
            '<table:table><table:table-row table:number-rows-repeated="999999999"><table:table-cell '
            'table:number-columns-repeated="900"><text:p>1</text:p></table:table-cell></table:table-row></table:table>',
        ),
    ),
    "ods of repeated rows": (
        1,
        lambda _: opendocument(
            "spreadsheet",
            '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'table:number-columns-repeated="900"><text:p>1</text:p></table:table-cell></table:table-row></table:table>',
        ),
    ),
    "ods of cells": (
        600_000,
        lambda n: opendocument(
            "spreadsheet",
            "<table:table>" + "<table:table-row>" + "<table:table-cell/>" * n + "</table:table-row></table:table>",
        ),
    ),
    "xlsx of rows": (1_000_000, lambda n: workbook("<row/>" * n)),
    "xlsx of numbered rows": (1_000_000, lambda n: workbook("".join(f'<row r="{i}"/>' for i in range(1, n + 1)))),
    "xlsx of rows of a height": (
        190_000,
        lambda n: workbook("".join(f'<row r="{i}" ht="20"/>' for i in range(1, n + 1))),
    ),
    "xlsx of cells": (1_000_000, lambda n: workbook('<row r="1">' + "<c><v>1</v></c>" * n + "</row>")),
    "xlsx of cells in rows": (1_000_000, lambda n: workbook(("<row>" + "<c><v>1</v></c>" * 10 + "</row>") * (n // 10))),
    "xlsx of empty cells": (1_000_000, lambda n: workbook(("<row>" + "<c/>" * 10 + "</row>") * (n // 10))),
    "xlsx of rich texts": (
        1_000_000,
        lambda n: workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings="<si><r><t>1</t></r></si>" * n),
    ),
    "xlsx of a text in many pieces": (
        1_000_000,
        lambda n: workbook(
            '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings="<si>" + "<r><t>1</t></r>" * n + "</si>"
        ),
    ),
    "xlsx of cells with a text in pieces": (
        200_000,
        lambda n: workbook('<row r="1"><c r="A1" t="inlineStr"><is>' + "<r><t>1</t></r>" * n + "</is></c></row>"),
    ),
    "xlsx of styles": (
        190_000,
        lambda n: workbook('<row r="1"><c r="A1"><v>1</v></c></row>', styles=f"<cellXfs>{'<xf/>' * n}</cellXfs>"),
    ),
    "xlsx with quotes in a number format": (60_000, lambda n: formatted("&quot;" * n)),
    "xlsx with brackets in a number format": (200_000, lambda n: formatted("[" * n)),
    "xlsx with strokes in a number format": (200_000, lambda n: formatted("\\" * n)),
    "xlsx with sections in a number format": (200_000, lambda n: formatted(";" * n)),
    "xlsx with nothing in a number format": (200_000, lambda n: formatted("_ " * (n // 2) + "x")),
    "xlsx of merged cells": (
        100_000,
        lambda n: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            after="<mergeCells>" + "".join(f'<mergeCell ref="A{i}:B{i}"/>' for i in range(1, n)) + "</mergeCells>",
        ),
    ),
    "xlsx of merged cells that overlap": (
        100_000,
        lambda n: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            after="<mergeCells>" + '<mergeCell ref="A1:Z999"/>' * n + "</mergeCells>",
        ),
    ),
    "xlsx of large merged cells": (
        1000,
        lambda n: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1900"><c r="ALL1900"><v>2</v></c></row>',
            after="<mergeCells>" + '<mergeCell ref="A1:ALL1900"/>' * n + "</mergeCells>",
        ),
    ),
    "xlsx of rows that lie": (100_000, lambda n: workbook('<row r="9"><c r="A9"><v>1</v></c></row>' * n)),
    "xlsx of far cells": (
        1,
        lambda _: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        ),
    ),
    "xlsx of hidden columns": (
        100_000,
        lambda n: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            after="<cols>" + '<col min="1" max="16384" hidden="1"/>' * n + "</cols>",
        ),
    ),
    "docx of styles based on each other": (
        50_000,
        lambda n: zipped(
            {
                "word/document.xml": f'<w:document {W}><w:body><w:p><w:pPr><w:pStyle w:val="s{n - 1}"/></w:pPr>'
                "<w:r><w:t>1</w:t></w:r></w:p></w:body></w:document>",
                "word/styles.xml": f"<w:styles {W}><w:vanish/>"
                + "".join(
                    f'<w:style w:styleId="s{i}"><w:basedOn w:val="s{i - 1}"/><w:rPr><w:strike/></w:rPr></w:style>'
                    for i in range(n)
                )
                + "</w:styles>",
            }
        ),
    ),
    "docx of text boxes in each other": (
        100,
        lambda n: word(
            "<w:p><w:r><w:pict><w:txbxContent>" * n + "<w:p/>" + "</w:txbxContent></w:pict></w:r></w:p>" * n
        ),
    ),
    "docx of many text boxes": (
        50_000,
        lambda n: word("<w:p>" + "<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>" * n + "</w:p>"),
    ),
    "docx of fields in each other": (
        100_000,
        lambda n: word("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * n + "<w:r><w:t>1</w:t></w:r></w:p>"),
    ),
    "docx of deleted text": (
        190_000,
        lambda n: word("<w:p>" + "<w:del><w:r><w:t>1</w:t></w:r></w:del>" * n + "</w:p>"),
    ),
    "docx of controls in each other": (
        100,
        lambda n: word(
            "<w:sdt><w:sdtContent>" * n + "<w:p><w:r><w:t>1</w:t></w:r></w:p>" + "</w:sdtContent></w:sdt>" * n
        ),
    ),
    "archive of many parts": (60_000, lambda n: zipped({f"word/{i}.xml": "" for i in range(n)})),
    "odt of repeated blanks": (
        400,
        lambda n: opendocument("text", "<text:p>" + '<text:s text:c="99999999"/>' * n + "</text:p>"),
    ),
    "odt of lists in each other": (
        200,
        lambda n: opendocument("text", "<text:list><text:list-item>" * n + "</text:list-item></text:list>" * n),
    ),
    "odt of spans in each other": (
        200,
        lambda n: opendocument("text", ("<text:p>" + "<text:span>" * n + "1" + "</text:span>" * n + "</text:p>") * 500),
    ),
    "ods of repeated blanks": (
        400,
        lambda n: opendocument(
            "spreadsheet",
            "<table:table><table:table-row><table:table-cell><text:p>"
            + '<text:s text:c="99999999"/>' * n
            + "</text:p></table:table-cell></table:table-row></table:table>",
        ),
    ),
    "ods of sheets": (
        100_000,
        lambda n: opendocument("spreadsheet", "<table:table><table:table-row/></table:table>" * n),
    ),
    "xlsx of conditions": (
        100_000,
        lambda n: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            styles="<dxfs><dxf><font><strike/></font></dxf></dxfs>",
            after='<conditionalFormatting sqref="A1:B2"><cfRule type="cellIs" dxfId="0" operator="equal">'
            "<formula>1</formula></cfRule></conditionalFormatting>" * n,
        ),
    ),
    "xlsx of a condition for many places": (
        400_000,
        lambda n: workbook(
            "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c></row>' for i in range(1, 2000)),
            styles="<dxfs><dxf><font><strike/></font></dxf></dxfs>",
            after=f'<conditionalFormatting sqref="{"A1 " * n}"><cfRule type="cellIs" dxfId="0" operator="equal">'
            "<formula>1</formula></cfRule></conditionalFormatting>",
        ),
    ),
    "xlsx of sheets": (
        9_000,
        lambda n: zipped(
            {
                "xl/workbook.xml": f"<workbook {SHEET}><sheets>"
                + "".join(f'<sheet name="S{i}" sheetId="{i}" r:id="a" xmlns:r="{KINDS}"/>' for i in range(1, n))
                + "</sheets></workbook>",
                "xl/_rels/workbook.xml.rels": f'<Relationships {PACKED}><Relationship Id="a" Type="{KINDS}/worksheet" '
                'Target="worksheets/sheet1.xml"/></Relationships>',
                "xl/worksheets/sheet1.xml": f'<worksheet {SHEET}><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
                "</sheetData></worksheet>",
            }
        ),
    ),
    "xlsx of columns that are set": (
        200_000,
        lambda n: workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row>', after="<cols>" + '<col min="1" max="2"/>' * n + "</cols>"
        ),
    ),
    "xlsx of long numbers": (
        2_000,
        lambda n: workbook("".join(f'<row r="{i}"><c r="A{i}"><v>{"9" * 3000}</v></c></row>' for i in range(1, n))),
    ),
    "xlsx of numbers with great exponents": (
        2_000,
        lambda n: workbook("".join(f'<row r="{i}"><c r="A{i}"><v>1e{i}99999</v></c></row>' for i in range(1, n))),
    ),
    "docx of a grid of columns": (
        300_000,
        lambda n: word("<w:tbl><w:tblGrid>" + "<w:gridCol/>" * n + "</w:tblGrid><w:tr><w:tc/><w:tc/></w:tr></w:tbl>"),
    ),
    "docx of line breaks": (400_000, lambda n: word("<w:p><w:r>" + "<w:br/>" * n + "</w:r></w:p>")),
    "docx of symbols": (300_000, lambda n: word("<w:p><w:r>" + '<w:sym w:char="F0E0"/>' * n + "</w:r></w:p>")),
    "docx of long numbers of paragraphs": (40_000, lambda n: numbered(n, "%1%2%3%4%5%6%7%8%9" * 50)),
    "docx of a long first number": (4_000, lambda n: numbered(2, "%1", "9" * n)),
    "xlsx of a shared text": (
        90_000,
        lambda n: workbook(
            ("<row>" + '<c t="s"><v>0</v></c>' * 9 + "</row>") * (n // 9), strings=f"<si><t>{'甲' * 30_000}</t></si>"
        ),
    ),
    "xlsx of a great column": (2_000_000, lambda n: workbook(f'<row r="1"><c r="{"Z" * n}1"><v>1</v></c></row>')),
    "ods of repeated columns": (
        5_000,
        lambda n: opendocument(
            "spreadsheet",
            "<table:table>"
            + '<table:table-column table:number-columns-repeated="999999999"/>' * n
            + "<table:table-row><table:table-cell/></table:table-row></table:table>",
        ),
    ),
}
