"""What is wrong with a format, and what its rules can do."""

from govdisclosure.lint.linting import lint_file, to_data, to_line

__all__ = [
    "lint_file",
    "to_data",
    "to_line",
]
