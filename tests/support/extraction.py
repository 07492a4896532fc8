"""A document taken apart by other means than the library's readers, so that the writers are tested on their own."""

import io
from decimal import Decimal
from typing import Any

import docx
import lxml.html  # type: ignore[import-untyped]  # has no type hints
import python_calamine
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from govdisclosure.documents.readers.markdown import read_markdown
from govdisclosure.documents.readers.workbook.own_sheets import read_own_sheets
from govdisclosure.grid.model import Document, Grid, GridCell, TextBlock
from govdisclosure.reading import read_bytes
from govdisclosure.recognition.annex import restore
from govdisclosure.report.decode import from_json
from govdisclosure.report.model import Report
from govdisclosure.report.tidy import from_csv
from govdisclosure.spec import Spec


def read_back(data: bytes, kind: str, spec: Spec | None = None) -> Report | None:
    """Return the report that a written document gives back."""
    if kind == "json":
        return from_json(data, spec=spec)
    if kind == "csv":
        return from_csv(data.decode(), spec=spec)
    if kind == "pdf":
        return read_bytes(data, spec=spec).report  # there is no annex, and only one reader of its kind
    return restore(document_of(data, kind), spec)


def document_of(data: bytes, kind: str) -> Document:
    """Return the paragraphs, tables and annex of a document."""
    return {"docx": _docx, "html": _html, "xlsx": _xlsx, "md": _markdown}[kind](data)


def _markdown(data: bytes) -> Document:
    return read_markdown(data.decode())


def _docx(data: bytes) -> Document:
    document = docx.Document(io.BytesIO(data))
    blocks: list[TextBlock | Grid] = []
    for element in document.element.body:
        if element.tag == qn("w:p"):
            blocks.append(TextBlock(_paragraph(element)))
        elif element.tag == qn("w:tbl"):
            blocks.append(_docx_grid(element))
    annex = ""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_XML:
            annex = etree.fromstring(relation.target_part.blob).text or ""
    return Document(tuple(blocks), annex)


def _paragraph(element: Any) -> str:
    parts = {qn("w:t"): None, qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(parts[node.tag] or node.text or "" for node in element.iter() if node.tag in parts)


def _docx_grid(table: Any) -> Grid:
    open_cells: dict[int, dict[str, Any]] = {}
    cells: list[dict[str, Any]] = []
    rows = table.findall(qn("w:tr"))
    for row, element in enumerate(rows):
        column = 0
        for tc in element.findall(qn("w:tc")):
            properties = tc.find(qn("w:tcPr"))
            span_element = properties.find(qn("w:gridSpan"))
            span = 1 if span_element is None else int(span_element.get(qn("w:val")))
            merge = properties.find(qn("w:vMerge"))
            if merge is not None and merge.get(qn("w:val")) != "restart":
                open_cells[column]["rowspan"] += 1
            else:
                text = "\n".join(_paragraph(p) for p in tc.findall(qn("w:p")))
                cells.append({"row": row, "column": column, "text": text, "rowspan": 1, "colspan": span})
                open_cells[column] = cells[-1]
            column += span
    width = len(table.find(qn("w:tblGrid")).findall(qn("w:gridCol")))
    return Grid(len(rows), width, tuple(GridCell(**cell) for cell in cells))


def _html(data: bytes) -> Document:
    root = lxml.html.document_fromstring(data.decode())
    blocks: list[TextBlock | Grid] = []
    for element in root.iter("h1", "h2", "p", "table"):
        if element.tag == "table":
            blocks.append(_html_grid(element))
        else:
            blocks.append(TextBlock(_html_text(element)))
    annexes = root.xpath("//@data-govdisclosure")
    return Document(tuple(blocks), annexes[0] if annexes else "")


def _html_text(element: Any) -> str:
    for br in element.iter("br"):
        br.tail = "\n" + (br.tail or "")
    return str(element.text_content())


def _html_grid(table: Any) -> Grid:
    taken: set[tuple[int, int]] = set()
    cells = []
    rows = table.findall(".//tr")
    for row, tr in enumerate(rows):
        column = 0
        for cell in tr:
            while (row, column) in taken:
                column += 1
            rowspan, colspan = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken |= {(row + r, column + c) for r in range(rowspan) for c in range(colspan)}
            cells.append(GridCell(row, column, _html_text(cell), rowspan, colspan))
    return Grid(len(rows), max(c for _, c in taken) + 1, tuple(cells))


def _xlsx(data: bytes) -> Document:
    book = python_calamine.load_workbook(io.BytesIO(data))
    sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
    rows = {
        name: [[_number(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        for name, sheet in sheets.items()
        if sheet.start is not None
    }
    document = read_own_sheets(sheets, lambda name: rows.get(name, []))
    assert document is not None
    return document


def _number(value: Any) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(f"{value:.15g}"), "f")
    return str(value)
