"""What is wrong with a format, and what its rules can do."""

from govdisclosure.lint.analysis import analyse
from govdisclosure.lint.analysis_output import analysis_data, analysis_text, sight_grid
from govdisclosure.lint.analysis_words import SIGHTS, SIGNS, count_head, counts, facts, reasons
from govdisclosure.lint.linting import lint_file, to_data, to_line

__all__ = [
    "SIGHTS",
    "SIGNS",
    "analyse",
    "analysis_data",
    "analysis_text",
    "count_head",
    "counts",
    "facts",
    "lint_file",
    "reasons",
    "sight_grid",
    "to_data",
    "to_line",
]
