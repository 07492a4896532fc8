"""Relations in words and signs: one renderer with dialects, and the cards of rules."""

from govdisclosure.phrasing.cards import RuleCard, rule_card, rule_ids
from govdisclosure.phrasing.examples import WorkedExample
from govdisclosure.phrasing.sentences import sentence
from govdisclosure.phrasing.terms import (
    BROKEN,
    SEVERITY,
    SIGN,
    STATUS,
    equation,
    magnitude,
    place,
    shown,
    sides,
    usual_advice,
)

__all__ = [
    "BROKEN",
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
