"""Words for what rules and verdicts are, in both languages."""

from __future__ import annotations

from govdisclosure.form import Relation, Status
from govdisclosure.language import Words, current, say
from govdisclosure.spec import Rule, Severity
from govdisclosure.spec import Status as FormatStatus

SEVERITY: dict[Severity, Words] = {
    "error": Words("强制性", "error"),
    "warning": Words("核实性", "warning"),
    "info": Words("提示性", "info"),
}
STATUS: dict[Status, Words] = {
    "pass": Words("通过", "pass"),
    "fail": Words("不通过", "fail"),
    "undecided": Words("无法判定", "undecided"),
    "not_applicable": Words("不适用", "not applicable"),
    "explained": Words("已说明", "explained"),
    "known": Words("已知", "known"),
}
FORMAT_STATUS: dict[FormatStatus, Words] = {
    "official": Words("正式", "official"),
    "provisional": Words("暂定", "provisional"),
    "draft": Words("草案", "draft"),
}


def quoted(name: str) -> str:
    """Return a name in quotation marks; those it has itself become the inner kind.

    >>> from govdisclosure.language import using
    >>> with using("zh"):
    ...     quoted("危及“三安全一稳定”")
    '“危及‘三安全一稳定’”'
    """
    return say(zh="“" + name.replace("“", "‘").replace("”", "’") + "”", en=f"'{name}'")


def usual_advice(relation: Relation) -> str:
    """Return what to do where a relation fails: the advice of its rule, else what helps with a relation of its kind."""
    if isinstance(relation.origin, Rule) and relation.origin.advice:
        return relation.origin.advice[current()]
    if relation.kind == "bound":
        return say(zh="请改为不小于下限的数", en="Put in a number that is not below the minimum")
    if relation.kind == "sum":
        return say(
            zh="请核对合计是否随分项更新，分项是否漏填或填错",
            en="See whether the total was updated and every part is right",
        )
    return say(zh="请核对式中各单元格", en="See whether the cells of the formula are right")


def text_or_table() -> str:
    """Return what to do where the text says what the tables do not."""
    return say(zh="请核对文字和表格哪一个有误", en="See whether the text or the table is wrong")
