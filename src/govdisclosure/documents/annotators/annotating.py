"""Which module puts comments into which kind of document."""

from __future__ import annotations

from govdisclosure.documents.annotators.review import Review
from govdisclosure.grid import Document

ANNOTATED_KINDS = ("docx", "xlsx", "html", "pdf", "md", "csv", "txt")
"""The kinds of documents that take comments."""


def with_comments(data: bytes, document: Document, review: Review) -> bytes:
    """Return a copy of a document with comments in it; its kind is one of `ANNOTATED_KINDS`.

    Raises `ReadError` if it cannot be taken apart, or a library that this needs is missing.
    """
    match document.kind:
        case "docx":
            from govdisclosure.documents.annotators.docx import annotate_docx

            return annotate_docx(data, review)
        case "xlsx":
            from govdisclosure.documents.annotators.xlsx import annotate_xlsx

            return annotate_xlsx(data, review)
        case "html":
            from govdisclosure.documents.annotators.html import annotate_html

            return annotate_html(data, review)
        case "pdf":
            from govdisclosure.documents.annotators.pdf import annotate_pdf

            return annotate_pdf(data, review)
        case _:
            from govdisclosure.documents.annotators.lines import annotate_lines

            return annotate_lines(data, document.kind, review)
