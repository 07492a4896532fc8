"""What a report looks like: a YAML file to a `Spec`, and a spec expanded to cells and relations."""

from govdisclosure.codes import Severity
from govdisclosure.keys import Key, keys_of, meaning
from govdisclosure.spec.changes import VERBS, Change, Edit, Verb
from govdisclosure.spec.formula import Comparison
from govdisclosure.spec.labels import normal, number_of
from govdisclosure.spec.model import BLOCKS, KEYED, KINDS, LEAD, Companion, Headline, Section, Spec, Status
from govdisclosure.spec.narrative import Narrative, Says, WordList
from govdisclosure.spec.numbering import is_specimen, ordinal
from govdisclosure.spec.placeholders import NAMED, bare, filled, literal_parts, placeholders
from govdisclosure.spec.rules import Example, Examples, Rule
from govdisclosure.spec.source import CONTROLS, Certainty, Date, Localised, Source, YearRange, is_date
from govdisclosure.spec.tables import (
    KeyKind,
    Mark,
    Node,
    Number,
    Ratio,
    Table,
    Tolerance,
    UnitColumn,
    Value,
    Void,
    number_text,
)

__all__ = [
    "BLOCKS",
    "CONTROLS",
    "KEYED",
    "KINDS",
    "LEAD",
    "NAMED",
    "VERBS",
    "Certainty",
    "Change",
    "Companion",
    "Comparison",
    "Date",
    "Edit",
    "Example",
    "Examples",
    "Headline",
    "Key",
    "KeyKind",
    "Localised",
    "Mark",
    "Narrative",
    "Node",
    "Number",
    "Ratio",
    "Rule",
    "Says",
    "Section",
    "Severity",
    "Source",
    "Spec",
    "Status",
    "Table",
    "Tolerance",
    "UnitColumn",
    "Value",
    "Verb",
    "Void",
    "WordList",
    "YearRange",
    "bare",
    "filled",
    "is_date",
    "is_specimen",
    "keys_of",
    "literal_parts",
    "meaning",
    "normal",
    "number_of",
    "number_text",
    "ordinal",
    "placeholders",
]
