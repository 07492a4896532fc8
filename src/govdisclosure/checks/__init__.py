"""Whether a report satisfies its format: verdicts, findings, and what they mean in words."""

from govdisclosure.checks.companions import accompanying, judge_across
from govdisclosure.checks.incomplete import SILENT, completeness
from govdisclosure.checks.judging import STATUSES, Judgement, every_judgement, judge_report, shown_on
from govdisclosure.checks.plain import Outcome
from govdisclosure.checks.priors import prepared
from govdisclosure.checks.stated import best_of, stated_judgements, wordings_of
from govdisclosure.checks.texts import text_problems

__all__ = [
    "SILENT",
    "STATUSES",
    "Judgement",
    "Outcome",
    "accompanying",
    "best_of",
    "completeness",
    "every_judgement",
    "judge_across",
    "judge_report",
    "prepared",
    "shown_on",
    "stated_judgements",
    "text_problems",
    "wordings_of",
]
