"""Grids and text to a report: which format, which cell stands where, what the text says."""

from govdisclosure.recognition.annex import annex_of, restore
from govdisclosure.recognition.detection import Detected, detect

__all__ = [
    "Detected",
    "annex_of",
    "detect",
    "restore",
]
