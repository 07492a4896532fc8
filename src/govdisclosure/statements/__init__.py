"""What the text of a report says about its tables: wordings of a spec, found in the sections, with their numbers."""

from govdisclosure.statements.finding import MAX_TEXT, Context, Statement, Wanted, Wordings
from govdisclosure.statements.plain import plain
from govdisclosure.statements.templates import WordingError, expanded, template, usual_signs, word_lists

__all__ = [
    "MAX_TEXT",
    "Context",
    "Statement",
    "Wanted",
    "WordingError",
    "Wordings",
    "expanded",
    "plain",
    "template",
    "usual_signs",
    "word_lists",
]
