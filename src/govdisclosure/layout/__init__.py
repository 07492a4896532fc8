"""The official table of a format, drawn from its header trees, and a report put into it."""

from govdisclosure.layout.drawing import draw_stack
from govdisclosure.layout.filled import GAP, blank_page, cell_text, filled_page, filled_table, headline

__all__ = [
    "GAP",
    "blank_page",
    "cell_text",
    "draw_stack",
    "filled_page",
    "filled_table",
    "headline",
]
