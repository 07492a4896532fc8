"""Web pages: tables with their merged cells, and the paragraphs around them, as a browser shows them.

What a browser does not show (comments, scripts, hidden elements, deleted text) is not read.
"""

from govdisclosure.documents.readers.html.page import read_html

__all__ = ["read_html"]
