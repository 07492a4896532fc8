"""A report carried from one version of its format to another, as far as the two are comparable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from types import MappingProxyType
from typing import Literal, TypeVar

from govdisclosure import codes
from govdisclosure.form import Form, expand
from govdisclosure.language import say
from govdisclosure.report import Content, Problem, Report, Reported, report_of
from govdisclosure.spec import LEAD, Number, Spec
from govdisclosure.specfile import find_spec
from govdisclosure.versions.axis_walks import Link
from govdisclosure.versions.crosswalks import Crosswalk, chain, crosswalk

Direction = Literal["forward", "back"]
Held = TypeVar("Held")


def convert(report: Reported, spec: str | Spec) -> Report:
    """Return the report in another version of its format; what cannot be known there is absent, never 0.

    A cell that the other version sums from several is their sum, with the origin `derived`, if all of them are numbers.
    Raises `UsageError` if no change leads from one version to the other.

    >>> from govdisclosure import from_json
    >>> report = from_json('''{"spec": "cn/2021", "tables": {"applications": {
    ...     "outcome.other.correction_overdue": {"total": 2}, "outcome.other.fee_overdue": {"total": 0},
    ...     "outcome.other.other": {"total": 5}}}}''')
    >>> convert(report, "cn/2019")["applications"]["outcome.other", "total"].value
    7
    """
    report, target = report_of(report), find_spec(spec)
    for _, end, direction in chain(report.spec, target):
        report = _step(report, end, direction)
    return report


def _step(report: Report, target: Spec, direction: Direction) -> Report:
    form = expand(target, _keys(report.form, expand(target)))
    origins = _origins(report.form, form, direction)
    same = {index: parts[0] for index, parts in origins.items() if len(parts) == 1}
    sums = {index: total for index, parts in origins.items() if (total := _sum(report, parts)) is not None}
    derived = dict.fromkeys(sums.keys() - same.keys(), Content("number", origin="derived"))
    taken = frozenset().union(*origins.values())
    lost = [index for index in {*range(len(report.values))} - taken if report.content(index).state != "absent"]
    known = {LEAD, *(section.key for section in target.sections)}
    sections = {key: text for key, text in report.sections.items() if key in known}
    return Report(
        form,
        tuple(map(sums.get, range(len(form.cells)))),
        report.organisation,
        report.period,
        _carried(report.contents, same) | derived,
        sections,
        (*report.problems, *_problems(report, target, len(lost), set(report.sections) - known)),
        _carried(report.raw, same),
        _carried(report.sources, same),
    )


def _carried(held: Mapping[int, Held], places: Mapping[int, int]) -> dict[int, Held]:
    """Return what cells hold beside their numbers, by the new index of each."""
    return {index: held[before] for index, before in places.items() if before in held}


def _keys(old: Form, new: Form) -> dict[str, tuple[str, ...]]:
    """Return the keys that the report gives to open nodes which the other version has too."""
    return {address: keys for address, keys in old.keys if address in new.open_nodes}


@lru_cache(maxsize=64)
def _origins(old: Form, new: Form, direction: Direction) -> Mapping[int, tuple[int, ...]]:
    """Return for every cell that can be known the cells that it is the sum of: the same for all reports of a form."""
    walk = crosswalk(old.spec, new.spec) if direction == "forward" else crosswalk(new.spec, old.spec)
    return MappingProxyType(dict(_of_cells(old, new, walk, direction)))


def _of_cells(old: Form, new: Form, walk: Crosswalk, direction: Direction) -> Iterator[tuple[int, tuple[int, ...]]]:
    for key, table in walk.tables.items():
        rows = dict(_targets(table.rows, direction)) | _open_lines(old, new, key, "rows")
        columns = dict(_targets(table.columns, direction)) | _open_lines(old, new, key, "columns")
        for row, column in product(rows, columns):
            index = new.index.get((key, row, column))
            places = [(key, *place) for place in product(rows[row], columns[column])]
            if index is not None and places and old.index.keys() >= {*places}:
                yield index, tuple(old.index[place] for place in places)


def _targets(links: tuple[Link, ...], direction: Direction) -> Iterator[tuple[str, tuple[str, ...]]]:
    for link in links:
        start, end = (link.older, link.newer) if direction == "forward" else (link.newer, link.older)
        if len(end) == 1:
            yield end[0], start


def _open_lines(old: Form, new: Form, key: str, axis: Literal["rows", "columns"]) -> dict[str, tuple[str, ...]]:
    """Lines that the report itself names are the same in both versions."""
    before = old.tables[key].axis(axis).by_path
    lines = new.tables[key].axis(axis).lines
    return {line.path: (line.path,) for line in lines if line.header.kind == "key" and line.path in before}


def _sum(report: Report, parts: tuple[int, ...]) -> Number | None:
    known = [number for index in parts if (number := report.values[index]) is not None]
    return sum(known) if len(known) == len(parts) else None


def _problems(report: Report, target: Spec, lost: int, sections: set[str]) -> Iterator[Problem]:
    message = say(
        zh=f"由 {report.spec.id} 格式换算为 {target.id}", en=f"converted from {report.spec.id} to {target.id}"
    )
    if lost:
        message += say(zh=f"；{lost} 个单元格不可比，未带入", en=f"; {lost} cells are not comparable and were left out")
    yield Problem.of(codes.CONVERTED, message + say(zh="。", en=""))
    for key in sorted(sections):
        zh, en = (
            f"{target.id} 没有章节 {key}，其文字未带入。",
            f"{target.id} has no section {key}; its text was left out",
        )
        yield Problem.of(codes.SECTION_LEFT_OUT, say(zh=zh, en=en))
