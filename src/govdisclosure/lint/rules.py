"""Lint of rules: what says nothing, what the axes say already, what cannot hold, and what goes round in circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from govdisclosure import codes
from govdisclosure.errors import Fault
from govdisclosure.form import (
    Effort,
    Exact,
    Form,
    LimitReachedError,
    Relation,
    exact,
    specimen_form,
)
from govdisclosure.language import say
from govdisclosure.lint.blank_form import blank_form, untested_rules
from govdisclosure.lint.circles import cycles
from govdisclosure.lint.implication import Premises
from govdisclosure.localisation import Deduction
from govdisclosure.phrasing import companion_form
from govdisclosure.spec import Rule, Spec
from govdisclosure.specfile import Path

MAX_STEPS = 2_000_000
"""Steps of exact arithmetic on what the axes imply, and as many on what can hold."""
MAX_NAMED = 4
"""Cells, or relations, that a message names."""
MAX_CYCLE = 12
"""Cells of a cycle that a message names."""


def rule_remarks(spec: Spec) -> Iterator[Fault]:
    """Yield what lint has to say about the rules of a spec."""
    form = specimen_form(spec)
    instances: dict[str, list[Relation]] = {rule.key: [] for rule in spec.rules}
    for relation in (*form.relations, *form.across):
        if isinstance(relation.origin, Rule):
            instances[relation.origin.key].append(relation)
    for rule in spec.rules:
        if not rule.says:
            yield from _itself(form, rule, instances[rule.key])
    yield from _of_others(form)
    yield from _implied(form, instances)
    for cycle in cycles(form):
        way = " → ".join(str(form.cell(cell)) for cell in cycle.cells[:MAX_CYCLE])
        message = say(zh=f"合计成环：{way}", en=f"a sum that is a part of itself: {way}")
        yield Fault(message, path=_formula(cycle.rule), code=codes.SUM_CYCLE)
    yield from _judged(form)


def _itself(form: Form, rule: Rule, found: Sequence[Relation]) -> Iterator[Fault]:
    """Yield a remark on a rule that never applies, or has a tolerance where nothing is rounded."""
    if not found:
        message = say(
            zh="规则不起作用：提到的单元格不存在或不是数",
            en="the rule never applies: cells that it names are void or hold no numbers",
        )
        yield Fault(message, path=_formula(rule), code=codes.RULE_WITHOUT_CELLS)
    elif rule.tolerance and all(_whole(form, relation) for relation in found):
        message = say(zh="整数之间的关系不需要容差", en="a tolerance on a relation between whole numbers of one report")
        yield Fault(message, path=("rules", rule.key, "tolerance"), code=codes.TOLERANCE_ON_INTEGERS)


def _of_others(form: Form) -> Iterator[Fault]:
    """Yield a remark for every rule that names a cell of another document which no installed format has."""
    for relation in form.across:
        cells = [form.cell(index) for index in relation.cells if form.value(index) is None]
        unknown = [str(ref) for ref in cells if companion_form(form, ref) is None]
        if unknown and isinstance(relation.origin, Rule):
            names = ", ".join(unknown[:MAX_NAMED])
            message = say(zh=f"已有的格式都没有 {names}", en=f"no installed format has {names}")
            yield Fault(message, path=_formula(relation.origin), code=codes.UNKNOWN_COMPANION_CELL)


def _formula(rule: Rule) -> Path:
    return "rules", rule.key, "check"


def _whole(form: Form, relation: Relation) -> bool:
    """Whether a relation within one report takes whole numbers, each a whole number of times."""
    terms = [*relation.condition.left.terms, *relation.condition.right.terms]
    return relation.level == 1 and all(
        form.values[index].kind == "integer" and isinstance(exact(coefficient), int) for index, coefficient in terms
    )


# what the axes say already ------------------------------------------------------------------------------------------


def _implied(form: Form, instances: Mapping[str, Sequence[Relation]]) -> Iterator[Fault]:
    """Yield a remark for every rule that holds in every report in which the sums of the axes hold."""
    done = 0
    try:
        axes = Premises.of(form, (relation for relation in form.relations if relation.kind == "sum"), Effort(MAX_STEPS))
        for relations in instances.values():
            if relations and all(axes.because(relation) is not None for relation in relations):
                rule = relations[0].origin
                assert isinstance(rule, Rule)
                message = say(
                    zh="各轴的合计已经包含这一关系；不必再写规则",
                    en="the totals of the axes imply this already; leave the rule out",
                )
                yield Fault(message, path=_formula(rule), code=codes.IMPLIED_RULE)
            done += 1
    except LimitReachedError:
        count, left = len(instances), len(instances) - done
        message = say(
            zh=f"共 {count} 条规则，其中 {left} 条没有检验是否已由轴包含：已到 {MAX_STEPS} 步的上限",
            en=f"of {count} rules {left} were not tested for what the axes imply: the limit of {MAX_STEPS} steps was "
            "reached",
        )
        yield Fault(message, path=("rules",), key=True, code=codes.LIMIT_REACHED)


# what cannot hold, or leaves no choice ------------------------------------------------------------------------------


def _judged(form: Form) -> Iterator[Fault]:
    """Yield what deduction says of the blank form, once for each rule and table that it comes from."""
    order = {rule.key: number for number, rule in enumerate(form.spec.rules)}
    found = blank_form(form, Effort(MAX_STEPS))
    excluded: dict[tuple[Path, bool], tuple[Relation, ...]] = {}
    settled: dict[tuple[Path, bool, Exact], list[Deduction]] = {}
    for relations in found.conflicts:
        excluded.setdefault(_place(relations, form, order), relations)
    for one in found.settled:
        settled.setdefault((*_place(one.relations, form, order), one.number), []).append(one)
    if found.untested:
        yield _untested(len(untested_rules(found.untested)), len(form.spec.rules))
    for (path, key), relations in excluded.items():
        ids = _ids(relations)
        message = say(zh=f"没有数能使这些关系都成立：{ids}", en=f"no numbers satisfy all of this: {ids}")
        yield Fault(message, path=path, key=key, code=codes.CONTRADICTION)
    for (path, key, value), cells in settled.items():
        names = _few([str(form.cell(one.index)) for one in cells])
        ids = _ids(cells[0].relations)
        message = say(zh=f"{names} 只能是 {value}：{ids}", en=f"{names} can only be {value}: {ids}")
        yield Fault(message, path=path, key=key, code=codes.FORCED_CELL)


def _place(relations: Sequence[Relation], form: Form, order: Mapping[str, int]) -> tuple[Path, bool]:
    """Return the path of the last rule among relations, or of the table if only axes are to blame."""
    rules = [relation.origin for relation in relations if isinstance(relation.origin, Rule)]
    if rules:
        return _formula(max(rules, key=lambda rule: order[rule.key])), False
    return ("tables", form.cell(relations[0].cells[0]).table), True


def _untested(left: int, count: int) -> Fault:
    message = say(
        zh=f"共 {count} 条规则，其中 {left} 条没有完全检验是否相互矛盾：已到 {MAX_STEPS} 步的上限",
        en=f"of {count} rules {left} were not fully tested for contradictions: the limit of {MAX_STEPS} steps was "
        "reached",
    )
    return Fault(message, path=("rules",), key=True, code=codes.LIMIT_REACHED)


def _ids(relations: Iterable[Relation]) -> str:
    """Name relations, the written ones first."""
    ordered = sorted(relations, key=lambda relation: relation.kind != "rule")
    return _few([relation.id for relation in ordered])


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:MAX_NAMED]) + (", …" if len(names) > MAX_NAMED else "")
