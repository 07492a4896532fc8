"""From one version of a format to another: crosswalk, difference, conversion of reports."""

from govdisclosure.versions.conversion import convert
from govdisclosure.versions.crosswalks import crosswalk
from govdisclosure.versions.differences import VERB_WORDS, Difference, diff, diff_text

__all__ = [
    "VERB_WORDS",
    "Difference",
    "convert",
    "crosswalk",
    "diff",
    "diff_text",
]
