"""Who has reported: every unit of the roster with one status, so that they add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govdisclosure.language import Words
from govdisclosure.panel.outcomes import DUPLICATE, PARTIAL, READ
from govdisclosure.rosters import Roster, Unit

REPORTED, MISSING, TWICE, UNRECOGNISED = "reported", "missing", "duplicate", "unrecognised"

UNIT_STATUS_WORDS = {
    REPORTED: Words("已报", "reported"),
    MISSING: Words("未报", "missing"),
    TWICE: Words("重复", "more than once"),
    UNRECOGNISED: Words("无法识别", "unrecognised"),
}


def reporting(roster: Roster, files: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Return one row for each year and unit of the roster, as the table `reporting` has it.

    A unit of which there are several files is `duplicate`: they are all kept, and the one that was changed last is
    proposed. A file that cannot be read but is known to be of a unit makes it `unrecognised`; a file that does not say
    its year counts for the last one.
    """
    years = sorted({file["year"] for file in files if file["unit"] and file["year"]}) or [None]
    of_unit: dict[tuple[int | None, str], list[Mapping[str, Any]]] = {}
    for file in files:
        if file["unit"] is not None:
            of_unit.setdefault((file["year"] or years[-1], file["unit"]), []).append(file)
    likely = _likely(roster, files)
    return [
        (year, *_row(unit, there, [] if there else likely.get(unit.code, [])))
        for year in years
        for unit in roster.units
        for there in (of_unit.get((year, unit.code), []),)
    ]


def _row(unit: Unit, files: Sequence[Mapping[str, Any]], like: Sequence[str]) -> tuple[Any, ...]:
    newest = sorted(files, key=lambda file: (file["modified"], file["file"]), reverse=True)
    reports = [file for file in newest if file["status"] in (READ, PARTIAL)]
    copies = [file for file in newest if file["status"] == DUPLICATE]
    status = UNRECOGNISED if files else MISSING
    if reports:
        status = REPORTED if len(reports) + len(copies) == 1 else TWICE
    chosen = next(iter(reports or newest), None)
    others = [file["file"] for file in newest if file is not chosen]
    return unit.code, unit.name, unit.parent, status, chosen and chosen["file"], others, list(like)


def _likely(roster: Roster, files: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return, by the code of a unit, the files of nobody whose organisation has a name like its own."""
    found: dict[str, list[str]] = {}
    for file in files:
        if file["unit"] is None and file["organisation"]:
            for unit in roster.like(file["organisation"]):
                found.setdefault(unit.code, []).append(file["file"])
    return found
