"""What the rules of a format can do, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, Context, Decimal

from govdisclosure.form import Exact, Relation, table_name
from govdisclosure.language import Words, current, say
from govdisclosure.lint.analysis import Analysis
from govdisclosure.lint.sight import Sight, Watched

SIGHTS: Mapping[Sight, Words] = {
    "located": Words("总能发现并定位", "found and located"),
    "found": Words("总能发现，不能定位", "found, not located"),
    "sometimes": Words("有时能发现", "sometimes found"),
    "never": Words("从不发现", "never found"),
}
SIGNS: Mapping[Sight, str] = {"located": "●", "found": "◎", "sometimes": "○", "never": "×"}
"""Signs of the four, all of which are in GBK."""
_WHY: Mapping[tuple[Sight, bool], Words] = {
    ("sometimes", True): Words(
        "格是比率：两个数都在时与其商核对，超出四舍五入的提示 ratio_differs",
        "cells are quotients: where both numbers stand there, more than rounding explains is told (ratio_differs)",
    ),
    ("sometimes", False): Words(
        "格只在不等式或有前提的规则里", "cells only in inequalities, or in rules with a condition"
    ),
    ("never", False): Words(
        "格不在任何规则里，只有小于下限的数能发现", "cells in no rule: only a number below its minimum is noticed"
    ),
}
_UPWARDS = Context(prec=4, rounding=ROUND_CEILING)
MAX_NAMED = 12
"""Cells, rules or bounds that a line names; of more it gives the number."""


def facts(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of all rules together, each under its name."""
    within = sum(relation.level == 1 for relation in analysis.form.relations)
    between = len(analysis.form.relations) - within
    texts = sum(rule.says is not None for rule in analysis.form.spec.rules)
    alone = "?" if analysis.independent is None else str(analysis.independent)
    yield (
        say(zh="关系", en="Relations"),
        say(
            zh=f"一份报告之内 {within} 条（其中相互独立的等式 {alone} 条），与上年报告之间 {between} 条；"
            f"关于文字的规则 {texts} 条",
            en=f"{within} inside one report (of which {alone} independent equalities), {between} with last year's; "
            f"{texts} rules about the text",
        ),
    )
    yield say(zh="能否同时成立", en="Consistent"), _consistent(analysis)
    yield say(zh="推出的界限", en="Bounds implied"), _bounds(analysis)
    yield say(zh="多余的规则", en="Redundant rules"), _redundant(analysis)
    hidden = max((cell.beyond for cell in analysis.cells), default=0)
    if hidden:
        most = format(_UPWARDS.divide(Decimal(hidden.numerator), Decimal(hidden.denominator)), "f")
        said = say(
            zh=f"差额不超过 {most} 的可能因容差而看不出来", en=f"errors up to {most} may pass within the tolerance"
        )
        yield say(zh="容差", en="Tolerance"), said
    if analysis.untested:
        yield say(zh="没有检验完的规则", en="Rules not fully tested"), _few(analysis.untested)


def _consistent(analysis: Analysis) -> str:
    if analysis.blank.conflicts:
        listed = "; ".join(_ids(relations) for relations in analysis.blank.conflicts[:MAX_NAMED])
        return say(zh=f"否，没有数能使这些关系都成立：{listed}", en=f"no, no numbers satisfy all of: {listed}")
    said = (
        say(zh="是，有报告能满足全部规则", en="yes, some report satisfies every rule")
        if analysis.consistent
        else say(zh="没有发现矛盾，但没有检验完", en="no contradiction was found, but not all was tested")
    )
    if not analysis.blank.settled:
        return said
    cells = [f"{analysis.form.cell(one.index)} = {one.number}" for one in analysis.blank.settled]
    return said + say(zh="；这些格只能是一个数：", en="; cells with one possible number: ") + _few(cells)


def _bounds(analysis: Analysis) -> str:
    named = [_bound(str(analysis.form.cell(one.index)), one.low, one.high) for one in analysis.bounds]
    more = say(zh="（没有算完）", en=" (not all were worked out)") if analysis.unbounded else ""
    nothing = say(zh="没有比单元格自己的界限更窄的", en="none that is narrower than what the cells say themselves")
    return (_few(named) if named else nothing) + more


def _bound(name: str, low: Exact | None, high: Exact | None) -> str:
    least, most = ("" if edge is None else str(edge) for edge in (low, high))
    return " ≤ ".join(filter(None, (least, name, most)))


def _redundant(analysis: Analysis) -> str:
    if not analysis.redundant:
        return say(zh="没有", en="none")
    return "; ".join(
        one.rule
        + (
            say(zh=f"（由 {_few(one.because)} 推出）", en=f" (follows from {_few(one.because)})")
            if one.because
            else say(zh="（由各格的下限推出）", en=" (follows from the minima of its cells)")
        )
        for one in analysis.redundant[:MAX_NAMED]
    )


def counts(analysis: Analysis) -> Iterator[tuple[str, ...]]:
    """Yield for each table its name and, of its cells of numbers, how many errors are seen in which way."""
    spec = analysis.form.spec
    for table in analysis.form.tables.values():
        cells = [cell for cell in analysis.cells if cell.index in set(table.cells.values())]
        most = max((len(cell.rules) for cell in cells), default=0)
        numbers = [sum(cell.sight == sight for cell in cells) for sight in SIGHTS]
        yield table_name(spec, table.key, current()), table.key, *map(str, (len(cells), *numbers, most))


def count_head() -> tuple[str, ...]:
    """Return the heads of the columns of the counts."""
    return (
        say(zh="表", en="Table"),
        say(zh="键", en="Key"),
        say(zh="格", en="Cells"),
        *(f"{SIGNS[sight]} {words}" for sight, words in SIGHTS.items()),
        say(zh="一格最多几条关系", en="Most relations of a cell"),
    )


def reasons(analysis: Analysis) -> Iterator[str]:
    """Yield why errors are not always found, or not located, for all cells of which the same is true."""
    for group in analysis.groups():
        yield _undecided(analysis, group)
    for (sight, is_quotient), why in _WHY.items():
        cells = [cell for cell in analysis.cells if (cell.sight, cell.is_quotient) == (sight, is_quotient)]
        if cells:
            yield f"{SIGNS[sight]} {len(cells)} {why}{_besides(cells)}: {_names(analysis, cells)}"


def _undecided(analysis: Analysis, group: Sequence[Watched]) -> str:
    relations = [relation for relation in group[0].rules if relation.condition.comparison == "=="]
    count, ids = len(group), _ids(relations)
    if all(relation.severity != "error" for relation in relations):
        said = say(
            zh=f"{count} 格只在可以说明理由的规则里（{ids}）", en=f"{count} cells only in rules that may fail ({ids})"
        )
    else:
        said = say(
            zh=f"{count} 格出错时看起来一样（等式 {ids}），有 {count} 种同样简单的改法",
            en=f"errors in {count} cells look the same (equations: {ids}): {count} equal ways",
        )
    return f"{SIGNS['found']} {said}{_besides(group)}: {_names(analysis, group)}"


def _names(analysis: Analysis, cells: Sequence[Watched]) -> str:
    return _few([str(analysis.form.cell(cell.index)) for cell in cells])


def _besides(cells: Sequence[Watched]) -> str:
    """Say how many cells last year's report or the text can tell more about."""
    prior, text = sum(bool(cell.between) for cell in cells), sum(bool(cell.texts) for cell in cells)
    said = [
        say(zh=f"{prior} 格可与上年报告核对", en=f"{prior} can be compared with last year's report") if prior else "",
        say(zh=f"{text} 格的数文字里可能说到", en=f"the text may say the numbers of {text}") if text else "",
    ]
    listed = say(zh="，", en=", ").join(filter(None, said))
    return say(zh=f"（{listed}）", en=f" ({listed})") if listed else ""


def _ids(relations: Sequence[Relation]) -> str:
    return _few(list(dict.fromkeys(relation.id for relation in relations)))


def _few(names: Sequence[str]) -> str:
    more = len(names) - MAX_NAMED
    return ", ".join(names[:MAX_NAMED]) + (say(zh=f" 等 {len(names)} 个", en=f" and {more} more") if more > 0 else "")
