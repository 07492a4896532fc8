"""What a report looks like: a YAML file to a `Spec`, and a spec expanded to cells and relations."""

from govdisclosure.codes import Severity
from govdisclosure.keys import Key, keys_of, meaning
from govdisclosure.spec.changes import VERBS, Change, Edit, Verb
from govdisclosure.spec.formula import Comparison, Reference
from govdisclosure.spec.labels import normal, number_of
from govdisclosure.spec.model import BLOCKS, KEYED, KINDS, LEAD, Companion, Headline, Section, Spec, Status
from govdisclosure.spec.narrative import Narrative, Says, WordList
from govdisclosure.spec.numbering import is_specimen, ordinal
from govdisclosure.spec.periods import (
    CODE_PATTERN,
    PERIOD_PATTERNS,
    Frequency,
    OfPeriod,
    Period,
    Prior,
    YearRange,
    as_period,
    earlier,
    period_of,
    printed_period,
)
from govdisclosure.spec.placeholders import NAMED, bare, filled, literal_parts, placeholders
from govdisclosure.spec.rules import Example, Examples, Rule
from govdisclosure.spec.source import CONTROLS, Certainty, Date, Localised, Source, is_date
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
    "CODE_PATTERN",
    "CONTROLS",
    "KEYED",
    "KINDS",
    "LEAD",
    "NAMED",
    "PERIOD_PATTERNS",
    "VERBS",
    "Certainty",
    "Change",
    "Companion",
    "Comparison",
    "Date",
    "Edit",
    "Example",
    "Examples",
    "Frequency",
    "Headline",
    "Key",
    "KeyKind",
    "Localised",
    "Mark",
    "Narrative",
    "Node",
    "Number",
    "OfPeriod",
    "Period",
    "Prior",
    "Ratio",
    "Reference",
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
    "as_period",
    "bare",
    "earlier",
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
    "period_of",
    "placeholders",
    "printed_period",
]
