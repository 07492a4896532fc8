"""Relations in words and signs: one renderer with dialects, and the cards of rules."""

from govdisclosure.phrasing.arithmetic import equation, sides
from govdisclosure.phrasing.cards import RuleCard, rule_card, rule_ids
from govdisclosure.phrasing.dialects import BROKEN, EXCEL, SIGN, magnitude, shown
from govdisclosure.phrasing.examples import WorkedExample
from govdisclosure.phrasing.naming import place
from govdisclosure.phrasing.sentences import sentence
from govdisclosure.phrasing.words import SEVERITY, STATUS, usual_advice

__all__ = [
    "BROKEN",
    "EXCEL",
    "SEVERITY",
    "SIGN",
    "STATUS",
    "RuleCard",
    "WorkedExample",
    "equation",
    "magnitude",
    "place",
    "rule_card",
    "rule_ids",
    "sentence",
    "shown",
    "sides",
    "usual_advice",
]
