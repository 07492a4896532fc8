"""What is wrong with written rules: formulas, the cells that they name, and their examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from govdisclosure.errors import Fault
from govdisclosure.form import ExpandedAxis, lines_at, names_code, place_of
from govdisclosure.language import Words, say
from govdisclosure.likeness import nearest
from govdisclosure.spec import Rule, Spec, formula
from govdisclosure.specfile.meaning.common import COMPANION, TABLE, fault_if, unknown
from govdisclosure.specfile.meaning.sizes import limit_faults
from govdisclosure.specfile.meaning.wordings import wording_faults
from govdisclosure.specfile.syntax import Path

Axes = Mapping[str, tuple[ExpandedAxis, ExpandedAxis]]
"""The rows and columns of every table that has no faults of its own."""

MAX_TERMS = 50_000
"""Cells that the rules name, each as often as they are judged."""
TERMS = Words("规则所用的单元格（逐行、逐列计）", "cells named by the rules, on every line")

_Parsed = list[tuple[Path, formula.Formula]]
"""Formulas with their paths."""
_AXES = (Words("行", "row"), Words("列", "column"))


def rule_faults(spec: Spec, axes: Axes, unread: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong with the written rules; a faulty formula says nothing about its examples."""
    terms = 0
    for rule in spec.rules:
        path: Path = ("rules", rule.key)
        parsed, faults = _formulas(rule, path)
        yield from _rule(rule, parsed, faults, _Cells(spec, axes, unread, rule), path)
        terms += _instances(rule, axes) * sum(len(one.references) for _, one in parsed)
        yield from limit_faults(path, terms, MAX_TERMS, TERMS)
        if terms > MAX_TERMS:
            return


def _instances(rule: Rule, axes: Axes) -> int:
    """Return on how many lines a rule is judged."""
    if rule.table is None or rule.table not in axes or not rule.each:
        return 1
    rows, columns = axes[rule.table]
    return len((rows if rule.each == "rows" else columns).lines)


def _rule(rule: Rule, parsed: _Parsed, wrong: list[Fault], cells: _Cells, path: Path) -> Iterator[Fault]:
    """Yield what is wrong with a rule; `wrong` is what its formulas are already."""
    lone = rule.each and not rule.table
    yield from fault_if(lone, (*path, "each"), zh="each 需要 table", en="each without table", key=True)
    tables = [table.key for table in cells.spec.tables]
    yield from unknown((*path, "table"), TABLE, rule.table, tables, cells.unread)
    counted = any(reference.is_stated for _, one in parsed for reference in one.references)
    yield from wording_faults(cells.spec, rule, counted, cells.unread, path)
    named = parsed if rule.table in (None, *tables) else []
    faults = [*wrong, *(fault for where, one in named for fault in cells.faults(one, where))]
    yield from faults
    if not faults:
        names = {reference.text for _, one in parsed for reference in one.references}
        yield from _examples(rule, names, path)


def _formulas(rule: Rule, path: Path) -> tuple[_Parsed, list[Fault]]:
    """Return the formulas of a rule that can be read with their paths, and the faults of the others."""
    parsed: _Parsed = []
    faults: list[Fault] = []
    texts: list[tuple[Path, str | None, tuple[formula.Comparison, ...]]] = [
        (("check",), rule.check, formula.CHECKS),
        (("when",), rule.when, formula.GUARDS),
        *((("or", number), text, formula.CHECKS) for number, text in enumerate(rule.alternatives)),
    ]
    for key, text, comparisons in texts:
        where = (*path, *key)
        try:
            one = None if text is None else formula.parse(text, comparisons)
        except formula.FormulaError as error:
            faults.append(Fault(error.message, path=where, offset=error.position))
            continue
        if one and any(not (rule.says and reference.is_stated) for reference in one.references):
            parsed.append((where, one))
        elif one:
            faults.append(Fault(say(zh="公式没有提到任何单元格", en="the formula names no cell"), path=where))
    return parsed, faults


@frozen
class _Cells:
    """What the names in the formulas of a rule mean."""

    spec: Spec
    axes: Axes
    unread: frozenset[str]
    rule: Rule

    def faults(self, one: formula.Formula, path: Path) -> Iterator[Fault]:
        for reference in one.references:
            for fault in self._reference(reference):
                yield fault.but(path=path, offset=reference.position)

    def _reference(self, reference: formula.Reference) -> Iterator[Fault]:
        text, rule = reference.text, self.rule
        if rule.says and reference.is_stated:
            return
        if reference.companion:
            yield from self._companion(reference)
        elif reference.path is not None and not rule.each:
            yield Fault(
                say(
                    zh=f"{text} 应写成 [行, 列]（规则没有 each）",
                    en=f"{text} must be [row, column]: the rule has no each",
                )
            )
        elif reference.path is None and not (reference.table or rule.table):
            yield Fault(say(zh=f"{text} 没有说是哪张表", en=f"{text} does not say which table"))
        else:
            table, row, column = place_of(reference, rule, None)
            yield from unknown((), TABLE, table, [known.key for known in self.spec.tables], self.unread)
            if table in self.axes:
                yield from self._lines(table, (row, column))
                yield from self._void(table, row, column)

    def _companion(self, reference: formula.Reference) -> Iterator[Fault]:
        """Yield what is wrong with a cell of another document; what its format has is looked at by lint."""
        known = [companion.key for companion in self.spec.companions]
        yield from unknown((), COMPANION, reference.companion, known, self.unread)
        zh, en = "关于文字的规则不能引用别的文件", "a rule about the text cannot refer to another document"
        yield from fault_if(self.rule.says, (), zh=zh, en=en)

    def _lines(self, table: str, names: tuple[str, str]) -> Iterator[Fault]:
        for axis, name, what in zip(self.axes[table], names, _AXES, strict=True):
            if not name or name in axis.by_path or names_code(axis, name):
                continue  # a code that a report does not name leaves nothing to judge
            if name in axis.groups and self.rule.says:
                continue  # a text says one number for all that a header is the head of
            if name in axis.groups:
                yield Fault(
                    say(
                        zh=f"{what.zh} {name} 只是表头，没有自己的单元格",
                        en=f"{what.en} {name} is a header without cells of its own",
                    )
                )
            elif name not in self.unread:
                message = say(zh=f"表 {table} 没有{what.zh} {name}", en=f"the table {table} has no {what.en} {name}")
                yield Fault(message + nearest(name, axis.by_path))

    def _void(self, table: str, row: str, column: str) -> Iterator[Fault]:
        rows, columns = self.axes[table]
        if row not in rows.by_path or column not in columns.by_path:
            return
        for void in self.spec.table(table).void:
            above, beside = lines_at(columns, void.column), lines_at(rows, void.row)
            hit = rows.by_path[row] in beside and columns.by_path[column] in above
            zh, en = f"表 {table} 没有单元格 [{row}, {column}]", f"the cell {table}[{row}, {column}] is void"
            yield from fault_if(hit, (), zh=zh, en=en)


def _examples(rule: Rule, names: set[str], path: Path) -> Iterator[Fault]:
    for kind, examples in (("valid", rule.examples.valid), ("invalid", rule.examples.invalid)):
        for number, example in enumerate(examples):
            where: Path = (*path, "examples", kind, number)
            given = {name for name, _ in example.numbers}
            for name in sorted(given - names):
                message = say(zh=f"公式里没有 {name}", en=f"the formula has no {name}")
                yield Fault(message + nearest(name, names), path=(*where, name), key=True)
            for name in sorted(names - given):
                yield Fault(say(zh=f"例子没有给出 {name}", en=f"the example gives no number for {name}"), path=where)
