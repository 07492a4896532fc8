"""One module per document format, each only bytes to grids and text; nothing here knows of specs or reports.

Whoever writes a reader finds here what it returns: a `Document` of `TextBlock`, `Grid` with `GridCell`, and `Note`.
"""

from collections.abc import Callable

from govdisclosure.doors import lazy
from govdisclosure.files import Limits, limits, using_limits
from govdisclosure.grid import Document, Grid, GridCell, Note, TextBlock

__all__ = ["Document", "Grid", "GridCell", "Limits", "Note", "TextBlock", "limits", "using_limits"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.documents.annotators.annotating import ANNOTATED_KINDS as ANNOTATED_KINDS
    from govdisclosure.documents.annotators.annotating import with_comments as with_comments
    from govdisclosure.documents.annotators.review import Annotation as Annotation
    from govdisclosure.documents.annotators.review import Comment as Comment
    from govdisclosure.documents.annotators.review import Review as Review
    from govdisclosure.documents.archive import Archive as Archive
    from govdisclosure.documents.custom import DocumentReader as DocumentReader
    from govdisclosure.documents.decoding import decode as decode
    from govdisclosure.documents.opening import open_document as open_document
    from govdisclosure.documents.opening import read_document as read_document
    from govdisclosure.documents.own import CALCULATION as CALCULATION
    from govdisclosure.documents.own import IDENTITY as IDENTITY
    from govdisclosure.documents.own import UNITS as UNITS
    from govdisclosure.documents.own import is_own_pdf as is_own_pdf
    from govdisclosure.documents.readers.workbook.units import UnitSheets as UnitSheets
    from govdisclosure.documents.readers.workbook.units import holds_units as holds_units
    from govdisclosure.documents.readers.workbook.xlsx import rows_of_first_sheet as rows_of_first_sheet
    from govdisclosure.documents.writers.csv import write_csv as write_csv
    from govdisclosure.documents.writers.docx import write_docx as write_docx
    from govdisclosure.documents.writers.html import Marked as Marked
    from govdisclosure.documents.writers.html import html_body as html_body
    from govdisclosure.documents.writers.html import html_marked as html_marked
    from govdisclosure.documents.writers.html import html_styles as html_styles
    from govdisclosure.documents.writers.html import html_table as html_table
    from govdisclosure.documents.writers.html import write_html as write_html
    from govdisclosure.documents.writers.markdown import write_markdown as write_markdown
    from govdisclosure.documents.writers.moment import moment as moment
    from govdisclosure.documents.writers.pdf import write_pdf as write_pdf
    from govdisclosure.documents.writers.policy import content_policy as content_policy
    from govdisclosure.documents.writers.theme import THEME_KINDS as THEME_KINDS
    from govdisclosure.documents.writers.theme import Theme as Theme
    from govdisclosure.documents.writers.widths import column_widths as column_widths
    from govdisclosure.documents.writers.workbook import MAX_TEXT as MAX_TEXT
    from govdisclosure.documents.writers.workbook import Held as Held
    from govdisclosure.documents.writers.workbook import Highlight as Highlight
    from govdisclosure.documents.writers.workbook import Look as Look
    from govdisclosure.documents.writers.workbook import Position as Position
    from govdisclosure.documents.writers.workbook import Sheet as Sheet
    from govdisclosure.documents.writers.workbook import SheetCell as SheetCell
    from govdisclosure.documents.writers.workbook import Validation as Validation
    from govdisclosure.documents.writers.workbook import Workbook as Workbook
    from govdisclosure.documents.writers.workbook import address as address
    from govdisclosure.documents.writers.workbook import quoted_sheet as quoted_sheet
    from govdisclosure.documents.writers.workbook import reference as reference
    from govdisclosure.documents.writers.workbook import sheet_names as sheet_names
    from govdisclosure.documents.writers.xlsx import write_xlsx as write_xlsx

_HOMES = {
    "archive": ("Archive",),
    "custom": ("DocumentReader",),
    "decoding": ("decode",),
    "annotators.review": ("Annotation", "Comment", "Review"),
    "annotators.annotating": ("ANNOTATED_KINDS", "with_comments"),
    "opening": ("open_document", "read_document"),
    "own": ("CALCULATION", "IDENTITY", "UNITS", "is_own_pdf"),
    "readers.workbook.units": ("UnitSheets", "holds_units"),
    "readers.workbook.xlsx": ("rows_of_first_sheet",),
    "writers.csv": ("write_csv",),
    "writers.docx": ("write_docx",),
    "writers.html": ("Marked", "html_body", "html_marked", "html_styles", "html_table", "write_html"),
    "writers.markdown": ("write_markdown",),
    "writers.moment": ("moment",),
    "writers.pdf": ("write_pdf",),
    "writers.policy": ("content_policy",),
    "writers.theme": ("THEME_KINDS", "Theme"),
    "writers.widths": ("column_widths",),
    "writers.workbook": (
        "Held",
        "Highlight",
        "Look",
        "MAX_TEXT",
        "Position",
        "Sheet",
        "SheetCell",
        "Validation",
        "Workbook",
        "address",
        "quoted_sheet",
        "reference",
        "sheet_names",
    ),
    "writers.xlsx": ("write_xlsx",),
}
__getattr__: Callable[[str], object] = lazy(__name__, _HOMES, globals())
