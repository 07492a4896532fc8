"""Which formats a document can be in, by the names that stand in it: a quick look before its tables are matched."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govdisclosure.form import Form
from govdisclosure.grid import Document, TextBlock
from govdisclosure.recognition.bounds import MAX_LINE
from govdisclosure.recognition.matching.lexicon import vocabulary
from govdisclosure.spec import normal

_LONGEST = 100
"""Characters of the longest labels, and figures behind them."""
_FIGURES = "0123456789０１２３４５６７８９.,，/— -\u3000"
"""What stands behind a label in its line."""
_BETWEEN = re.compile("[0-9]+")


def likely_forms(forms: Sequence[Form], document: Document) -> list[Form]:
    """Return the forms that a document can be in, the most likely one first: that most of its names are known to.

    Only a form that knows names of the document which that one does not know can be found in it as well, or one that
    knows the very same.
    """
    names = _names(document)
    known = {form: names & vocabulary(form) for form in forms}
    ranked = sorted((form for form in forms if known[form]), key=lambda form: (-len(known[form]), form.spec.id))
    first = known[ranked[0]] if ranked else frozenset()
    return [form for form in ranked if known[form] == first or not known[form] <= first]


def _names(document: Document) -> set[str]:
    grids = document.grids
    lines = [block.text for block in document.blocks if isinstance(block, TextBlock)]
    # A row that was printed as one line begins with its label.
    short = [line.rstrip(_FIGURES) for line in lines if len(line) <= _LONGEST]
    # Rows that were run together have nothing but their figures between their labels.
    long = [] if grids else [line[:MAX_LINE] for line in lines if len(line) > _LONGEST]
    cells = {cell.text for grid in grids for cell in grid.cells} - {""}
    return set(map(normal, cells.union(short, *map(str.split, short), *map(_BETWEEN.split, long))))
