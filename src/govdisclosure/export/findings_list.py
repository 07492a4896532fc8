"""The list of findings (问题清单): one row a finding, with columns for the people who answer for it.

The same list is written and read: what people wrote into their columns is found again by the fingerprint of the
finding, and is never lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from govdisclosure.export.unread import Unread
from govdisclosure.findings import CheckResult, Finding
from govdisclosure.language import Words, say
from govdisclosure.phrasing import SEVERITY, STATUS

Entry = Mapping[str, Any]
"""A row of the list: what stands in each column, by the column's key; an empty column is left out."""


@frozen
class Column:
    """A column of the list; `human` ones are for people, and are never written by the program."""

    key: str
    title: Words
    width: int
    human: bool = False


COLUMNS = (
    Column("file", Words("文件", "File"), 14),
    Column("organisation", Words("单位", "Organisation"), 14),
    Column("year", Words("年度", "Year"), 6),
    Column("severity", Words("级别", "Severity"), 8),
    Column("status", Words("结果", "Status"), 9),
    Column("place", Words("位置", "Place"), 26),
    Column("where", Words("文中位置", "In the document"), 14),
    Column("message", Words("说明", "Message"), 48),
    Column("explanation", Words("情况说明（填报单位填写）", "Explanation (by the organisation)"), 26, human=True),
    Column("author", Words("说明人", "Explained by"), 9, human=True),
    Column("date", Words("说明日期", "Explained on"), 11, human=True),
    Column("accepted", Words("上级单位签认", "Accepted by (supervising body)"), 12, human=True),
    Column("remark", Words("备注", "Remark"), 30, human=True),
    Column("rule", Words("规则", "Rule"), 26),
    Column("instance", Words("规则所在行列", "Instance"), 20),
    Column("left", Words("左边", "Left"), 9),
    Column("right", Words("右边", "Right"), 9),
    Column("difference", Words("差额", "Difference"), 9),
    Column("source", Words("依据", "Source"), 22),
    Column("fingerprint", Words("指纹", "Fingerprint"), 18),
)
PRINTED = 12
"""How many of the columns are printed: what people read and sign fits the width of a page."""
HUMAN = tuple(column.key for column in COLUMNS if column.human)


def entries_of(
    results: Iterable[tuple[str, CheckResult]], kept: Sequence[Entry] = (), unread: Iterable[Unread] = ()
) -> list[Entry]:
    """Return the rows of checked files and of unread ones, with what people wrote into an earlier list.

    What was written about a finding that has changed since goes to its remark, so that it is not taken for an answer to
    the new figures; rows about findings that are gone stay at the end as they were.
    """
    said = [entry for entry in kept if any(entry.get(key) for key in HUMAN)]
    by_print = {str(entry.get("fingerprint", "")): entry for entry in reversed(said)}
    by_place = {_place_of(entry): entry for entry in reversed(said)}
    rows: list[Entry] = [_unread(file) for file in unread]
    used: set[int] = set()
    for file, result in results:
        for finding in result.findings:
            row = _entry(file, result, finding)
            same, stale = by_print.get(finding.fingerprint), by_place.get(_place_of(row))
            rows.append(row | _carried_over(same, stale))
            used.add(id(same or stale))
    gone = say(zh="已不再出现", en="no longer found")
    return [*rows, *({**entry, "status": gone} for entry in said if id(entry) not in used)]


def _carried_over(same: Entry | None, stale: Entry | None) -> dict[str, Any]:
    """Return what people wrote about a finding, or about other figures at its place."""
    if same is not None:
        return _human(same)
    return {} if stale is None else {"remark": _said_before(stale)}


def _entry(file: str, result: CheckResult, finding: Finding) -> dict[str, Any]:
    """Return the row of a finding, its human columns empty."""
    words = finding.worded()
    row = {
        "file": file,
        "organisation": result.report.organisation,
        "year": result.report.period and result.report.period.entry,
        "severity": str(SEVERITY[finding.severity]),
        "status": str(STATUS[finding.status]),
        "rule": finding.rule,
        "instance": finding.instance,
        "place": words.place,
        "where": words.where,
        "left": finding.left,
        "right": finding.right,
        "difference": finding.difference,
        "message": words.arithmetic,
        "source": finding.source,
        "fingerprint": finding.fingerprint,
    }
    return {key: value for key, value in row.items() if value not in (None, "")}


def _unread(file: Unread) -> Entry:
    return {"file": file.name, "status": say(zh="未能读取", en="not read"), "message": file.message}


def _human(entry: Entry) -> dict[str, Any]:
    return {key: entry[key] for key in HUMAN if entry.get(key)}


def _place_of(entry: Entry) -> tuple[str, ...]:
    return tuple(str(entry.get(key, "")) for key in ("organisation", "year", "rule", "instance"))


def _said_before(entry: Entry) -> str:
    """Return what people wrote about an earlier figure, as a remark."""
    said = "，".join(str(value) for key, value in _human(entry).items() if key != "remark")
    earlier = say(zh=f"数据已变，原说明：{said}", en=f"the figures have changed; said before: {said}") if said else ""
    return "；".join(part for part in (str(entry.get("remark", "")), earlier) if part)
