"""How a report stands as a whole: wrong, right, or not to be known; how many rules came to what, and why not all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from govdisclosure.export.unread import Unread
from govdisclosure.findings import STATUSES, CheckResult, Finding
from govdisclosure.form import Status, table_name
from govdisclosure.language import Words, current, say
from govdisclosure.phrasing import STATUS

Standing = Literal["clean", "failed", "open", "unread"]

STANDING: dict[Standing, Words] = {
    "clean": Words("无误", "clean"),
    "failed": Words("不通过", "failed"),
    "open": Words("无法判定", "undecided"),
    "unread": Words("未能读取", "not read"),
}
SETTLED: tuple[Status, ...] = ("explained", "known")
"""The statuses of failures that count no more."""
SIGNS: dict[Standing, str] = {"clean": "√", "failed": "×", "open": "?", "unread": "!"}


def standing(result: CheckResult) -> Standing:
    """Say how a report stands: wrong, right, or not to be known as long as cells are missing."""
    if result.counts["fail"]:
        return "failed"
    report = result.report
    unknown = (report.content(index).state in ("absent", "unreadable") for index in range(len(report.values)))
    return "open" if result.counts["undecided"] or any(unknown) else "clean"


def summary(results: Sequence[CheckResult], unread: Sequence[Unread]) -> str:
    """Return how many files are clean, wrong, not to be judged and not to be read, in one line."""
    counts = Counter(map(standing, results))
    counts["unread"] = len(unread)
    total = len(results) + len(unread)
    said = say(zh="，", en=", ").join(f"{words} {counts[key]}" for key, words in STANDING.items() if counts[key])
    return say(zh=f"共 {total} 份：{said}", en=f"{total} {'file' if total == 1 else 'files'}: {said}")


def counts_in_words(result: CheckResult) -> str:
    """Return how many rules passed, failed, and so on."""
    shown = (*STATUSES, *filter(result.counts.get, SETTLED))
    return say(zh="，", en=", ").join(f"{STATUS[status]} {result.counts[status]}" for status in shown)


def not_judged(result: CheckResult) -> Iterator[str]:
    """Say which rules could not be judged and why: structure comes first, then the report, then the years."""
    between = [relation for relation in result.report.form.relations if relation.level > 1]
    inside = result.counts["not_applicable"]
    if between and result.prior is None:
        count = min(len(between), inside)
        inside -= count
        if count:
            yield say(
                zh=f"与上年比较的 {count} 条规则没有判断：没有给出上年报告（--prior）。",
                en=f"{count} rules between years were not judged: no prior report was given (--prior).",
            )
    if inside:
        yield say(
            zh=f"另有 {inside} 条规则没有判断：文中没有它们的单元格，或者不满足其条件。",
            en=f"{inside} rules were not judged: their cells are not in the documents, or their condition is not met.",
        )


def table_of(finding: Finding) -> str:
    """Return the name of the table that a rule is about; of one about several tables, its own."""
    form, home = finding.report.form, finding.rule.partition("/")[0]
    return table_name(form.spec, home, current()) if home in form.tables else finding.worded().place
