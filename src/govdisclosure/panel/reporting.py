"""Who has reported: every unit of the roster with one status, so that they add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govdisclosure.language import Words
from govdisclosure.panel.outcomes import DUPLICATE, PARTIAL, READ
from govdisclosure.panel.tables import family_of
from govdisclosure.rosters import Roster, Unit
from govdisclosure.spec import Period, period_of

REPORTED, MISSING, TWICE, UNRECOGNISED = "reported", "missing", "duplicate", "unrecognised"

UNIT_STATUS_WORDS = {
    REPORTED: Words("已报", "reported"),
    MISSING: Words("未报", "missing"),
    TWICE: Words("重复", "more than once"),
    UNRECOGNISED: Words("无法识别", "unrecognised"),
}


def reporting(roster: Roster, files: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Return one row for each family of formats, period and unit of the roster, as the table `reporting` has it.

    A unit of which there are several files of one family is `duplicate`: they are all kept, and the one that was
    changed last is proposed. A file that cannot be read but is known to be of a unit makes it `unrecognised`; a file
    that does not say its period counts for the last one, one of no known family for each.
    """
    files = _with_originals(files)
    own = [file for file in files if file["unit"] is not None]
    families: list[str | None] = [*sorted(filter(None, {family_of(file["spec"]) for file in own}))]
    likely = _likely(roster, files)
    return [
        (
            family,
            period and period.year,
            period and str(period),
            *_row(unit, there, [] if there else likely.get(unit.code, [])),
        )
        for family in families or [None]
        for period, of_unit in _by_period(_of_family(own, family)).items()
        for unit in roster.units
        for there in (of_unit.get(unit.code, []),)
    ]


def _of_family(files: Sequence[Mapping[str, Any]], family: str | None) -> list[Mapping[str, Any]]:
    """Return the files of a family, with those of no known one."""
    return [file for file in files if family_of(file["spec"]) in (None, family)]


def _with_originals(files: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return files with copies of others as of the same format and period as these."""
    known = {file["file"]: file for file in files}
    return [
        {**file, **{name: known[file["reason"]][name] for name in ("spec", "period")}}
        if file["status"] == DUPLICATE and file["reason"] in known
        else file
        for file in files
    ]


def _by_period(files: Sequence[Mapping[str, Any]]) -> dict[Period | None, dict[str, list[Mapping[str, Any]]]]:
    """Return the files of each period in their order, by the codes of units."""
    said = [(period_of(file["period"] or ""), file) for file in files]
    periods = sorted({period for period, _ in said if period}, key=lambda period: (period.first, period.last))
    found: dict[Period | None, dict[str, list[Mapping[str, Any]]]]
    found = {period: {} for period in (*periods, *([] if periods else [None]))}
    for period, file in said:
        found[period or [*found][-1]].setdefault(file["unit"], []).append(file)
    return found


def _row(unit: Unit, files: Sequence[Mapping[str, Any]], like: Sequence[str]) -> tuple[Any, ...]:
    newest = sorted(files, key=lambda file: (file["modified"], file["file"]), reverse=True)
    reports = [file for file in newest if file["status"] in (READ, PARTIAL)]
    copies = [file for file in newest if file["status"] == DUPLICATE]
    chosen = next(iter(reports or newest), None)
    others = [file["file"] for file in newest if file is not chosen]
    status = _status(len(reports), len(copies), len(files))
    return unit.code, unit.name, unit.parent, status, chosen and chosen["file"], others, list(like)


def _status(reports: int, copies: int, files: int) -> str:
    if reports:
        return REPORTED if reports + copies == 1 else TWICE
    return UNRECOGNISED if files else MISSING


def _likely(roster: Roster, files: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return, by the code of a unit, the files of nobody whose organisation has a name like its own."""
    found: dict[str, list[str]] = {}
    for file in files:
        if file["unit"] is None and file["organisation"]:
            for unit in roster.like(file["organisation"]):
                found.setdefault(unit.code, []).append(file["file"])
    return found
