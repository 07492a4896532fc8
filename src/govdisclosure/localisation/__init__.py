"""Error localisation (which cells are wrong) and deduction (what follows from the others, or cannot be)."""

from govdisclosure.localisation.deduction import Deduction, Relations, consistency, forced, narrowed
from govdisclosure.localisation.filling import Filling, fill
from govdisclosure.localisation.locating import Located, Location, Suspect, locate
from govdisclosure.localisation.systems import System, blank_systems, components_of
from govdisclosure.localisation.words import change, suggestion

__all__ = [
    "Deduction",
    "Filling",
    "Located",
    "Location",
    "Relations",
    "Suspect",
    "System",
    "blank_systems",
    "change",
    "components_of",
    "consistency",
    "fill",
    "forced",
    "locate",
    "narrowed",
    "suggestion",
]
