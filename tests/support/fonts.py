"""What is set in Chinese is tested where there is a font to set it in."""

from collections.abc import Iterable

import pytest

from govdisclosure.documents.writers.pdf import has_chinese_font

needs_chinese_font = pytest.mark.skipif(not has_chinese_font(), reason="no Chinese font on this machine")


def kinds(names: Iterable[str]) -> list[object]:
    """Return the kinds of documents to try a test with; that of PDF is left out where it cannot be written."""
    return [pytest.param(name, marks=needs_chinese_font) if name == "pdf" else name for name in names]
