"""Relations in words: what their cells are called, and what they say with the numbers of a report put in."""

from __future__ import annotations

from decimal import Decimal

from govdisclosure.checks import Judgement
from govdisclosure.form import (
    BETWEEN,
    Form,
    Line,
    Relation,
    RowsOrColumns,
    Sum,
    cell_name,
    line_name,
    minus,
    table_name,
)
from govdisclosure.report import Cell
from govdisclosure.spec import Comparison, Number, Rule

SEVERITY = {
    "error": ("强制性", "error"),
    "warning": ("核实性", "warning"),
    "info": ("提示性", "info"),
}
STATUS = {
    "pass": ("通过", "pass"),
    "fail": ("不通过", "fail"),
    "undecided": ("无法判定", "undecided"),
    "not_applicable": ("不适用", "not applicable"),
    "explained": ("已说明", "explained"),
}
BROKEN: dict[Comparison, str] = {"==": "≠", "<=": ">", ">=": "<", "<": "≥", ">": "≤", "!=": "="}
SIGN: dict[Comparison, str] = {"==": "=", "<=": "≤", ">=": "≥", "<": "<", ">": ">", "!=": "≠"}
_MANY = 6
"""A sum of more terms than this leaves out the terms that are zero, and says how many."""


def place(form: Form, relation: Relation, language: str) -> str:
    """Return the table, and the row or column, that an instance of a rule is about."""
    tables = {form.cell(index).table for index in relation.cells}
    if len(tables) != 1:
        return _rule_label(relation, language)
    (table,) = tables
    name = table_name(form.spec, table, language)
    lines = form.tables[table]
    across = axis_of_instance(relation)
    if across is None:
        return name if relation.kind != "bound" else f"{name}{BETWEEN}{cell_name(form, relation.cells[0], language)}"
    axis = lines.rows if across == "rows" else lines.columns
    line = axis.lines[axis.by_path[relation.instance]]
    word = {"rows": ("行", "row"), "columns": ("列", "column")}[across][0 if language == "zh" else 1]
    inner = line_name(line, language)
    if not inner:
        return name
    return f"{name}，“{inner}”{word}" if language == "zh" else f"{name}, {word} '{inner}'"


def axis_of_instance(relation: Relation) -> RowsOrColumns | None:
    """Which axis the instance of a relation is a line of."""
    if isinstance(relation.origin, Rule):
        return relation.origin.each
    if relation.kind == "bound":
        return None
    return "columns" if relation.rule.partition("/")[2].startswith("rows:") else "rows"


def _rule_label(relation: Relation, language: str) -> str:
    return relation.origin.label[language] if isinstance(relation.origin, Rule) else relation.rule


def term_names(form: Form, relation: Relation, language: str) -> dict[int, str]:
    """Return how each cell is called inside a rule: by as much of its headers as tells it from the others."""
    across = axis_of_instance(relation)
    count = len(form.cells)
    home = relation.rule.partition("/")[0]
    tables = {form.cell(index).table for index in relation.cells}
    chains: dict[int, tuple[str, ...]] = {}
    for index in relation.cells:
        row, column = form.lines[index % count]
        along, other = (column, row) if across == "columns" else (row, column)
        # A rule applied line by line may name a cell of another line or table too, and that needs its whole name.
        whole = across is None or along.path != relation.instance or form.cell(index).table != home
        parts = (*_own_words(row, language), *_own_words(column, language)) if whole else _own_words(other, language)
        if whole and len(tables) > 1:
            parts = (table_name(form.spec, form.cell(index).table, language), *parts)
        before = ("上年报告" if language == "zh" else "prior report") + BETWEEN if index >= count else ""
        parts = parts or (other.path,)
        chains[index] = (before + BETWEEN.join(parts),) if whole else (*parts[:-1], before + parts[-1])
    return _shortest(chains)


def _own_words(line: Line, language: str) -> tuple[str, ...]:
    """Return the headers of a line; a total keeps the header it belongs to, which tells what it is the total of."""
    texts = [text for header in line.chain[1:] if (text := header.text(language))]
    texts = texts or list(filter(None, [line.chain[0].text(language)]))
    if line.header.kind == "total" and len(texts) > 1:
        return (*texts[:-2], BETWEEN.join(texts[-2:]))
    return tuple(texts)


def _shortest(chains: dict[int, tuple[str, ...]]) -> dict[int, str]:
    """Return the shortest ends of the chains that no two have in common."""
    length = 1
    while True:
        names = {index: BETWEEN.join(chain[-length:]) for index, chain in chains.items()}
        if len(set(names.values())) == len(names) or length >= max(map(len, chains.values()), default=0):
            return names
        length += 1


def equation(judgement: Judgement, language: str) -> str:
    """Return the relation with its numbers put in, as it should be: with the sign of the rule between its sides."""
    return sides(judgement, SIGN[judgement.relation.condition.comparison], language)


def sides(judgement: Judgement, sign: str, language: str) -> str:
    """Return the relation with its numbers put in, and a sign of ours between its sides."""
    relation = judgement.relation
    condition = relation.condition
    cells = dict(zip(relation.cells, judgement.cells, strict=True))
    names = term_names(judgement.report.form, relation, language)
    left = _side(condition.left, cells, names, judgement.left, zh=language == "zh")
    right = _side(condition.right, cells, names, judgement.right, zh=language == "zh")
    return f"{left} {sign} {right}"


def _side(side: Sum, cells: dict[int, Cell], names: dict[int, str], total: Number | None, *, zh: bool) -> str:
    """Write one side with its numbers put in, and its value where it is more than one number."""
    terms, rest = _worth_writing(side, cells, zh=zh)
    text = ""
    for index, coefficient in terms:
        sign = " + " if coefficient > 0 else " - "
        text += sign if text else "" if coefficient > 0 else "-"
        factor = magnitude(coefficient)
        text += f"{'' if factor == 1 else f'{shown(factor)}×'}{names[index]} {_held(cells[index], zh=zh)}"
    if side.constant:
        sign = " + " if side.constant > 0 else " - "
        text += f"{sign if text else ''}{shown(magnitude(side.constant) if text else side.constant)}"
    text += (" + " if text and rest else "") + rest
    lone = len(side.terms) == 1 and side.terms[0][1] == 1 and not side.constant
    if total is not None and side.terms and not lone:
        return f"{text} = {shown(total)}"
    return text or "0"


def _worth_writing(side: Sum, cells: dict[int, Cell], *, zh: bool) -> tuple[list[tuple[int, Number]], str]:
    """Return the terms to write out, and words for the others: in a long sum the zeros and the empty cells."""
    terms = list(side.terms)
    if len(terms) <= _MANY:
        return terms, ""
    kept: list[tuple[int, Number]] = []
    others: dict[str, int] = {}
    for index, coefficient in terms:
        cell = cells[index]
        if cell.value == 0 or cell.state in ("blank", "absent"):
            held = "0" if cell.value == 0 else _held(cell, zh=zh)
            others[held] = others.get(held, 0) + 1
        else:
            kept.append((index, coefficient))
    said = (f"{count} 项 {held}" if zh else f"{count} × {held}" for held, count in others.items())
    if not others:
        return kept, ""
    return kept, f"（其余 {'，'.join(said)}）" if zh else f"(the other terms: {', '.join(said)})"


def magnitude(number: Number) -> Number:
    """Return a number without its sign."""
    return minus(number) if number < 0 else number


def _held(cell: Cell, *, zh: bool) -> str:
    """Write what a cell holds."""
    if cell.value is not None:
        return shown(cell.value)
    words = {"blank": ("（空白）", "(blank)"), "absent": ("（缺失）", "(missing)")}
    if cell.state in words:
        return words[cell.state][0 if zh else 1]
    if cell.state == "unreadable":
        return f"（无法辨认“{cell.text}”）" if zh else f"(unreadable '{cell.text}')"
    return f"“{cell.text}”" if zh else f"'{cell.text}'"


def shown(number: Number) -> str:
    """Write a number plainly, without an exponent."""
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def usual_advice(relation: Relation, language: str) -> str:
    """Return what to do where a relation fails: the advice of its rule, else what helps with a relation of its kind."""
    zh = language == "zh"
    if isinstance(relation.origin, Rule) and relation.origin.advice:
        return relation.origin.advice[language]
    if relation.kind == "bound":
        return "请改为不小于下限的数" if zh else "Put in a number that is not below the minimum"
    if relation.kind == "sum":
        return (
            "请核对合计是否随分项更新，分项是否漏填或填错"
            if zh
            else "See whether the total was updated and every part is right"
        )
    return "请核对式中各单元格" if zh else "See whether the cells of the formula are right"
