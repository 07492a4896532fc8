"""What checking a report found, in objects and in words."""

from govdisclosure.checks import STATUSES
from govdisclosure.findings.checking import check
from govdisclosure.findings.finding import Finding
from govdisclosure.findings.result import CheckResult

__all__ = [
    "STATUSES",
    "CheckResult",
    "Finding",
    "check",
]
