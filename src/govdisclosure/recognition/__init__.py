"""Grids and text to a report: which format, which cell stands where, what the text says."""

from govdisclosure.recognition.annex import annex_of, restore
from govdisclosure.recognition.detection import Detected, detect
from govdisclosure.recognition.narrative.headlines import named_by

__all__ = [
    "Detected",
    "annex_of",
    "detect",
    "named_by",
    "restore",
]
