"""What checking a report found, in objects and in words."""

from govdisclosure.findings.checking import check
from govdisclosure.findings.explain import explanation
from govdisclosure.findings.findings import STATUSES, CheckResult, Finding

__all__ = [
    "STATUSES",
    "CheckResult",
    "Finding",
    "check",
    "explanation",
]
