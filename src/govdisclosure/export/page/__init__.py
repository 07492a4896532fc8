"""A page to send: the verdict, the form with its faulty cells marked, and every finding in words, in one file."""

from govdisclosure.export.page.document import html_page

__all__ = ["html_page"]
