"""Whether a report satisfies its format: verdicts, findings, and what they mean in words."""

from govdisclosure.checks.incomplete import SILENT, completeness, expectations
from govdisclosure.checks.judging import Judgement, judgements, shown_on
from govdisclosure.checks.priors import prepared

__all__ = [
    "SILENT",
    "Judgement",
    "completeness",
    "expectations",
    "judgements",
    "prepared",
    "shown_on",
]
