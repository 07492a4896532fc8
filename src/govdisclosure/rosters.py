"""The roster of units that must report, the manifest of files, and which unit a file belongs to."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from attrs import define, frozen

from govdisclosure.documents import decode
from govdisclosure.errors import Fault, ReadError, UsageError
from govdisclosure.files import check_limit, limits, read_file
from govdisclosure.language import say
from govdisclosure.spec import Period, Spec, normal, period_of

_COLUMNS = {
    "code": ("code", "统一社会信用代码", "代码", "机构代码"),
    "name": ("name", "单位名称", "名称", "单位"),
    "parent": ("parent", "上级单位", "上级"),
    "aliases": ("aliases", "别名", "曾用名"),
    "path": ("path", "文件", "路径"),
    "organisation": ("organisation", "单位名称", "单位"),
    "year": ("year", "period", "年度", "年份", "报告期"),
}
"""What a column may be called."""
_ALIASES = re.compile(r"[;；|]")
_MOST_LEVELS = 50
"""Of units above each other."""


@frozen
class Unit:
    """A unit of the roster; `parent` is the code of the unit above it."""

    code: str
    name: str
    parent: str | None
    aliases: tuple[str, ...] = ()


@define(eq=False, slots=False)
class Roster:
    """The units that must report, in the order of the file."""

    units: tuple[Unit, ...]

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        """The units by their codes."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def by_name(self) -> dict[str, Unit | None]:
        """The units by their normalised names and aliases; None where two have the same."""
        found: dict[str, Unit | None] = {}
        for unit in self.units:
            for name in {normal(name) for name in (unit.name, *unit.aliases)}:
                found[name] = None if name in found else unit
        return found

    @cached_property
    def children(self) -> dict[str | None, tuple[Unit, ...]]:
        """The units right below each unit, in the order of the file; those without a parent are below None."""
        found: dict[str | None, list[Unit]] = {}
        for unit in self.units:
            found.setdefault(unit.parent, []).append(unit)
        return {code: tuple(units) for code, units in found.items()}

    def below(self, code: str) -> tuple[Unit, ...]:
        """Return all units below one, each before those below itself."""
        found: list[Unit] = []
        waiting = list(reversed(self.children.get(code, ())))
        while waiting:
            unit = waiting.pop()
            found.append(unit)
            waiting += reversed(self.children.get(unit.code, ()))
        return tuple(found)

    def members(self, code: str) -> tuple[Unit, ...]:
        """Return the units below one that have none below themselves."""
        return tuple(unit for unit in self.below(code) if unit.code not in self.children)

    @property
    def reporting(self) -> tuple[Unit, ...]:
        """The units that have none below themselves: what is above them is the sum of theirs."""
        return tuple(unit for unit in self.units if unit.code not in self.children)

    def unit_of(self, file: str, organisation: str | None, specs: Iterable[Spec] = ()) -> Unit | None:
        """Return the unit that a file belongs to: by a code in its name, by its organisation, or by its name."""
        from govdisclosure.recognition import named_by

        stem = PurePosixPath(file.rpartition("!")[2] or file).stem
        for word in re.findall(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*", stem):
            if word in self.by_code and not re.fullmatch(r"(?:19|20)\d\d", word):
                return self.by_code[word]
        named = (found.organisation for spec in specs if (found := named_by(spec, stem)))
        for name in (organisation, *named, stem):
            if name and (unit := self.by_name.get(normal(name))):
                return unit
        return None

    def like(self, organisation: str) -> tuple[Unit, ...]:
        """Return units whose names are like another name: they are proposed, never taken."""
        from difflib import get_close_matches

        names = [name for name, unit in self.by_name.items() if unit]
        close = get_close_matches(normal(organisation)[:200], names, n=3, cutoff=0.75)
        return tuple(unit for name in close if (unit := self.by_name[name]))


def read_roster(path: str | os.PathLike[str]) -> Roster:
    """Read a roster: CSV in UTF-8 or GB 18030 with columns for code, name and parent, and for aliases if there are any.

    The parent is named by its code or its name; aliases are separated by `;`. A manifest that names parents is a roster
    too. Raises `ReadError` with every fault: codes given twice, unknown parents, units that are above themselves.
    """
    if _is_manifest(path) and (named := units_of(read_manifest(path), path)):
        return named
    return _listed(path)


def _aliases(text: str) -> tuple[str, ...]:
    return tuple(alias for alias in _ALIASES.split(text) if alias.strip())


def _listed(path: str | os.PathLike[str]) -> Roster:
    """Return the units that a list names with their codes."""
    rows = list(_rows(path, ("code", "name", "parent"), ("aliases",)))
    faults: list[Fault] = []
    lines: dict[str, int] = {}
    codes_of_names = {row["name"]: row["code"] for _, row in rows}
    units = []
    for line, row in rows:
        if fault := _unit_fault(row, lines):
            faults.append(Fault(fault, file=str(path), line=line))
        else:
            lines[row["code"]] = line
            above = codes_of_names.get(row["parent"], row["parent"]) or None
            units.append(Unit(row["code"], row["name"], above, _aliases(row.get("aliases") or "")))
    known = {unit.code: unit for unit in units}
    faults += (
        Fault(fault, file=str(path), line=lines[unit.code]) for unit in units if (fault := _above_fault(unit, known))
    )
    if not rows:
        faults.append(Fault(say(zh="名册中没有单位", en="the roster has no units"), file=str(path)))
    if faults:
        raise ReadError(faults)
    return Roster(tuple(units))


def _unit_fault(row: Mapping[str, str], lines: Mapping[str, int]) -> str | None:
    """Say what is wrong with a unit itself; `lines` are those of the codes before it."""
    code = row["code"]
    if not code or not row["name"]:
        return say(zh="没有代码或名称", en="a unit without code or name")
    if code in lines:
        return say(zh=f"代码 {code} 与第 {lines[code]} 行重复", en=f"the code {code} is also in line {lines[code]}")
    return None


def _above_fault(unit: Unit, known: Mapping[str, Unit]) -> str | None:
    """Say what is wrong with the units above one."""
    seen, name = {unit.code}, unit.name
    while unit.parent is not None:
        if unit.parent not in known:
            return say(
                zh=f"{unit.name} 的上级单位 {unit.parent} 不在名册中",
                en=f"the parent of {unit.name}, {unit.parent}, is not in the roster",
            )
        if unit.parent in seen:
            return say(zh=f"{unit.name} 是自己的上级（上下级成环）", en=f"{unit.name} is above itself")
        if len(seen) > _MOST_LEVELS:
            return say(zh=f"{name} 的上级超过 {_MOST_LEVELS} 层", en=f"more than {_MOST_LEVELS} levels above {name}")
        seen.add(unit.parent)
        unit = known[unit.parent]
    return None


@frozen
class Entry:
    """What a manifest says of a file."""

    organisation: str | None = None
    period: Period | None = None
    parent: str | None = None


def read_manifest(path: str | os.PathLike[str]) -> dict[str, Entry]:
    """Read a manifest: CSV with a column for the path (or `archive!member`) of files.

    It may have columns for their organisation, their year (or period: `2024Q1`, `2024-03`), and the parent of the
    organisation.
    """
    found: dict[str, Entry] = {}
    for line, row in _rows(path, ("path",), ("organisation", "year", "parent")):
        year = row.get("year") or ""
        period = period_of(year)
        if year and (period is None or not 1000 <= period.year <= 2999):  # noqa: PLR2004 - years
            raise ReadError(
                Fault(say(zh=f"不是年份：{year[:20]}", en=f"no year: {year[:20]}"), file=str(path), line=line)
            )
        if row["path"] in found:
            message = say(zh=f"{row['path']} 重复", en=f"{row['path']} is there twice")
            raise ReadError(Fault(message, file=str(path), line=line))
        found[row["path"]] = Entry(row.get("organisation") or None, period, row.get("parent") or None)
    return found


def units_of(entries: Mapping[str, Entry], path: str | os.PathLike[str]) -> Roster | None:
    """Return the roster that a manifest is where it names the parents of organisations, None where it names none.

    The units are the organisations and the parents, whose names stand for codes. Raises `ReadError` where it names two
    parents of one organisation, or one that is above itself.
    """
    pairs = dict.fromkeys((one.organisation, one.parent) for one in entries.values() if one.organisation)
    tied = [(name, parent) for name, parent in pairs if parent]
    above = dict(tied)
    if not above:
        return None
    faults = [_two_parents(name, parent, above[name], path) for name, parent in tied if parent != above[name]]
    names = dict.fromkeys([*above.values(), *(name for name, _ in pairs)])
    known = {name: Unit(name, name, above.get(name)) for name in names}
    faults += (Fault(fault, file=str(path)) for unit in known.values() if (fault := _above_fault(unit, known)))
    if faults:
        raise ReadError(faults)
    return Roster(tuple(known.values()))


def _two_parents(name: str, one: str, other: str, path: str | os.PathLike[str]) -> Fault:
    message = say(zh=f"{name} 有两个上级单位：{one}、{other}", en=f"{name} has two parents: {one}, {other}")
    return Fault(message, file=str(path))


def _is_manifest(path: str | os.PathLike[str]) -> bool:
    """Whether a list is one of files, which has no codes."""
    _, head = _opened(path)
    return not head.keys().isdisjoint(_COLUMNS["path"]) and head.keys().isdisjoint(_COLUMNS["code"])


def _opened(path: str | os.PathLike[str]) -> tuple[Any, dict[str, int]]:
    """Return a reader of the rows of a list, and the place of each of its columns."""
    try:
        text = decode(read_file(path, limits().text_bytes)).removeprefix("\ufeff")
    except ReadError as error:
        raise UsageError(str(error)) from None
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        names = [name.strip() for name in next(reader, [])]
        check_limit("width", len(names), "清单的列数", "columns of a list")
    except csv.Error as error:
        raise ReadError(Fault(str(error), file=str(path), line=1)) from None
    except ReadError as error:
        raise ReadError(fault.of_file(str(path)) for fault in error.faults) from None
    return reader, {name: place for place, name in reversed([*enumerate(names)])}


def _field(row: Sequence[str], place: int) -> str:
    """Return what stands in a column; nothing where a row ends before it."""
    return row[place].strip() if place < len(row) else ""


def _places(head: Mapping[str, int], names: Sequence[str]) -> dict[str, int]:
    """Return the places of columns by our names of them, as far as they are there; the first of their titles counts."""
    return {name: head[known] for name in names for known in reversed(_COLUMNS[name]) if known in head}


def _rows(
    path: str | os.PathLike[str], needed: Sequence[str], others: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and fields of the rows of a list that people keep, under our names of its columns."""
    reader, head = _opened(path)
    most = limits().list_rows
    places = _places(head, (*needed, *others))
    if lacking := next((_COLUMNS[name] for name in needed if name not in places), None):
        wanted = " / ".join(lacking)
        raise ReadError(Fault(say(zh=f"缺少列 {wanted}", en=f"there is no column {wanted}"), file=str(path), line=1))
    try:
        for number, row in enumerate(reader, 1):
            if number > most:
                check_limit("list_rows", number, "清单的行数", "rows of a list")
            if "".join(row).strip():
                yield reader.line_num, {name: _field(row, place) for name, place in places.items()}
    except csv.Error as error:
        raise ReadError(Fault(str(error), file=str(path), line=reader.line_num)) from None
    except ReadError as error:
        raise ReadError(fault.of_file(str(path)) for fault in error.faults) from None
