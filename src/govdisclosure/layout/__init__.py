"""The official table of a format, drawn from its header trees, and a report put into it."""

from govdisclosure.layout.drawing import draw_stack, row_unit
from govdisclosure.layout.filled import GAP, blank_page, cell_text, filled_page, filled_table, headline, section_prompt
from govdisclosure.layout.spare import SpareLine, spare_lines, spare_page, with_spare_lines

__all__ = [
    "GAP",
    "SpareLine",
    "blank_page",
    "cell_text",
    "draw_stack",
    "filled_page",
    "filled_table",
    "headline",
    "row_unit",
    "section_prompt",
    "spare_lines",
    "spare_page",
    "with_spare_lines",
]
