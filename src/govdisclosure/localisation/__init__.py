"""Which cells are wrong, and which follow from the others."""

from govdisclosure.localisation.deduction import Filling, fill
from govdisclosure.localisation.locating import Location, Place, Suspect, locate
from govdisclosure.localisation.milp import matrices, solve
from govdisclosure.localisation.rows import Problem, parts_of
from govdisclosure.localisation.words import change

__all__ = [
    "Filling",
    "Location",
    "Place",
    "Problem",
    "Suspect",
    "change",
    "fill",
    "locate",
    "matrices",
    "parts_of",
    "solve",
]
