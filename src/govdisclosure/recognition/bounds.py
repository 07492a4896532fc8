"""How much of a text is looked at, whatever a document holds."""

MAX_LINE = 20_000
"""Characters beyond which a line is prose."""
