"""Rules of a sheet that change how its cells look, as far as they may hide what stands there."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from attrs import frozen

from govdisclosure.documents.archive import Archive
from govdisclosure.documents.attributes import whole
from govdisclosure.documents.readers.workbook.number_formats import shows_nothing
from govdisclosure.documents.readers.workbook.worksheet import Place, Range
from govdisclosure.documents.readers.workbook.xlsx_styles import STYLES, ground_of, ink_in, is_struck
from govdisclosure.documents.shown import WHITE, Appearance, is_alike

_MOST_RANGES = 200
"""Ranges of a sheet that are looked at one by one; where there are more, no figure of the sheet is certain."""
_EVERYWHERE: Range = (0, 0), (1 << 20, 1 << 14)
_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "equal": operator.eq,
    "notEqual": operator.ne,
    "lessThan": operator.lt,
    "lessThanOrEqual": operator.le,
    "greaterThan": operator.gt,
    "greaterThanOrEqual": operator.ge,
}


def hiding_looks(archive: Archive) -> frozenset[int]:
    """Return the numbers of the looks that rules may give to cells and in which nothing is seen: white, struck out."""
    looks = archive.xml(STYLES).iterfind("{*}dxfs/{*}dxf") if STYLES in archive.names else ()
    return frozenset(number for number, look in enumerate(looks) if _hides(look))


def _hides(look: Any) -> bool:
    font, fill, form = (look.find(f"{{*}}{name}") for name in ("font", "fill", "numFmt"))
    if form is not None and shows_nothing(form.get("formatCode") or "", 1.0):
        return True
    ground = WHITE if fill is None else ground_of(fill, is_rule=True)
    return font is not None and (is_struck(font) or is_alike(ink_in(font), ground))


@frozen
class HidingRule:
    """A rule under which cells of some ranges are not seen."""

    ranges: tuple[Range, ...]
    holds: Callable[[float, float], bool] | None
    """How the number of a cell has to stand to the operand; None where nobody here can tell."""
    operand: float = 0.0

    def appearance(self, place: Place, stored: str | float) -> Appearance:
        """Return how a cell appears under the rule."""
        if not any(_is_in(place, each) for each in self.ranges):
            return ""
        if self.holds is None or isinstance(stored, str):
            return "unsure"
        return "hidden" if self.holds(stored, self.operand) else ""


def _is_in(place: Place, area: Range) -> bool:
    (row, column), ((top, left), (bottom, right)) = place, area
    return top <= row <= bottom and left <= column <= right


def hiding_rules(root: Any, hiding: frozenset[int], ranges: Callable[[str], Iterator[Range]]) -> Iterator[HidingRule]:
    """Yield the rules of a sheet that may hide something; `hiding` are the looks in which nothing is seen."""
    count = 0
    for rule in root.iterfind("{*}conditionalFormatting/{*}cfRule") if hiding else ():
        if rule.get("dxfId") is None or whole(rule.get("dxfId")) not in hiding:
            continue
        found = tuple(chain.from_iterable(map(ranges, rule.getparent().get("sqref", "").split())))
        count += len(found)
        if count > _MOST_RANGES:
            yield HidingRule((_EVERYWHERE,), None)
            return
        yield HidingRule(found, *_comparison(rule))


def _comparison(rule: Any) -> tuple[Callable[[float, float], bool] | None, float]:
    """Return how a number is compared with a fixed one; None where the rule says anything else."""
    formulas = [each.text or "" for each in rule.iterchildren("{*}formula")]
    if rule.get("type") != "cellIs" or len(formulas) != 1:
        return None, 0.0
    try:
        return _COMPARISONS.get(rule.get("operator", "")), float(formulas[0])
    except ValueError:
        return None, 0.0
