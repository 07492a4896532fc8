"""What a rule says, in a formula and in a sentence, generated from its relation and the form's own labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from govdisclosure.form import BETWEEN, Condition, Form, Line, Relation, Sum, table_name
from govdisclosure.language import current, say
from govdisclosure.phrasing.dialects import KEYS, SIGNS, spoken
from govdisclosure.phrasing.naming import axis_of_instance, tables_of, term_names
from govdisclosure.phrasing.words import quoted
from govdisclosure.spec import Node, Rule, number_text

Names = Mapping[int, str]
"""How each cell of a relation is called, by its index."""

_MANY = 6
"""A sum of more terms than this, in a row on the form, is named by its first and its last term in a sentence."""


def formula(form: Form, relation: Relation) -> str:
    """Return a relation as a formula of printed labels, each in brackets.

    >>> import govdisclosure as gd
    >>> from govdisclosure.language import using
    >>> form = gd.expand(gd.load_spec("cn/2021"))
    >>> review = next(relation for relation in form.relations if relation.rule == "disputes/columns:review")
    >>> with using("zh"):
    ...     formula(form, review)
    '【行政复议 / 总计】 = 【结果维持】 + 【结果纠正】 + 【其他结果】 + 【尚未审结】'
    """
    if relation.kind == "bound":  # about every cell of its table alike
        names = dict.fromkeys(relation.cells, say(zh="【每个单元格】", en="[each cell]"))
    else:
        names = {index: say(zh=f"【{name}】", en=f"[{name}]") for index, name in term_names(form, relation).items()}
    text = SIGNS.condition(relation.condition, names) + (" + …" if is_open(relation) else "")
    if relation.guard is None:
        return text
    guard = SIGNS.condition(relation.guard, names)
    return say(zh=f"{text}（当 {guard}）", en=f"{text} (where {guard})")


def key_formula(form: Form, relation: Relation) -> str:
    """Return a relation in the language of rules, as a spec would write it.

    >>> import govdisclosure as gd
    >>> form = gd.expand(gd.load_spec("cn/2021"))
    >>> balance = next(relation for relation in form.relations if relation.rule == "applications/balance")
    >>> key_formula(form, balance)
    'new + carried_in == outcome + carried_out'
    """
    rule = relation.origin
    if isinstance(rule, Rule):
        text = " ".join(rule.check.split())
        return f"{text} when {' '.join(rule.when.split())}" if rule.when else text
    across = axis_of_instance(relation)
    cells = {index: form.cell(index) for index in relation.cells}
    names = {
        index: {"rows": cell.column, "columns": cell.row}.get(across or "", str(cell)) for index, cell in cells.items()
    }
    return KEYS.condition(relation.condition, names) + (" + …" if is_open(relation) else "")


def sentence(form: Form, relation: Relation, *, instances: int = 1, margin: str = "") -> str:
    """Return a relation as a sentence; `instances` is how many lines of the form the rule is applied to.

    `margin` stands for the tolerance where that is not known yet.

    >>> import govdisclosure as gd
    >>> from govdisclosure.language import using
    >>> form = gd.expand(gd.load_spec("cn/2021"))
    >>> balance = next(relation for relation in form.relations if relation.rule == "applications/balance")
    >>> with using("en"):
    ...     print(sentence(form, balance, instances=7))
    In each column of '3. Disclosure requests received and handled', '1. Requests received this year' plus
    '2. Requests carried over from last year' equals '3. Outcome of requests handled this year / (7) Total' plus
    '4. Carried over to next year'.
    """
    names = {index: quoted(name) for index, name in term_names(form, relation).items()}
    where = _scope(form, relation, instances)
    guard = _compared(form, relation, relation.guard, names) if relation.guard else ""
    main = _compared(form, relation, relation.condition, names).strip()
    clauses = [where] if where else []
    if guard:
        clauses.append(say(zh=f"当{guard}时", en=f"where {guard}"))
    if relation.tolerance:
        margin, is_rounded = margin or number_text(relation.tolerance), relation.is_rounded
        main += say(
            zh=f"（{'各数四舍五入，' if is_rounded else ''}相差不超过 {margin} 的，视为成立）",
            en=f", give or take {margin}{' for rounding' if is_rounded else ''}",
        )
    text = say(zh="，", en=", ").join([*clauses, main]) + say(zh="。", en=".")
    return text[:1].upper() + text[1:]


def is_open(relation: Relation) -> bool:
    """Whether a relation is the total of an open node, whose parts are named by each report."""
    return isinstance(relation.origin, Node) and relation.origin.open is not None


def bound_sentence(form: Form, relations: tuple[Relation, ...]) -> str:
    """Return the lower bounds of a table's cells as a sentence.

    >>> import govdisclosure as gd
    >>> from govdisclosure.language import using
    >>> form = gd.expand(gd.load_spec("cn/2021"))
    >>> bounds = tuple(bound for bound in form.bounds if bound.rule == "fees/cells:min")
    >>> with using("en"):
    ...     bound_sentence(form, bounds)
    "In '2. Proactive disclosure of government information / Article 20 (8)', no cell is less than 0."
    """
    table = relations[0].rule.partition("/")[0]
    name = quoted(table_name(form.spec, table, current()))
    minima = Counter(number_text(relation.condition.right.constant) for relation in relations)
    count = len(form.tables[table].cells)
    if len(relations) == count and len(minima) == 1:
        (only,) = minima
        return say(zh=f"在{name}中，各单元格不小于 {only}。", en=f"In {name}, no cell is less than {only}.")
    said = [
        say(zh=f"{some} 个单元格不小于 {least}", en=f"{some} {'is' if some == 1 else 'are'} at least {least}")
        for least, some in minima.items()
    ]
    if others := count - len(relations):
        have = "has" if others == 1 else "have"
        said.append(say(zh=f"其余 {others} 个没有下限", en=f"the other {others} {have} no minimum"))
    return say(
        zh=f"在{name}的 {count} 个单元格中，{'，'.join(said)}。",
        en=f"Of the {count} cells in {name}, {', '.join(said)}.",
    )


def _scope(form: Form, relation: Relation, instances: int) -> str:
    """Say which table is meant, and that a rule of several instances holds for each of them."""
    across = axis_of_instance(relation)
    home = relation.rule.partition("/")[0]
    if home not in form.tables or (across is None and len(tables_of(form, relation)) > 1):
        return ""
    name = quoted(table_name(form.spec, home, current()))
    if instances == 1 or across is None:
        return say(zh=f"在{name}中", en=f"in {name}")
    if across == "rows":
        return say(zh=f"在{name}的每一行中", en=f"in each row of {name}")
    return say(zh=f"在{name}的每一列中", en=f"in each column of {name}")


def _compared(form: Form, relation: Relation, condition: Condition, names: Names) -> str:
    """Say a comparison."""
    left = _side(form, relation, condition.left, names)
    right = _side(form, relation, condition.right, names)
    if is_open(relation):
        right = say(zh="报告在其下所列各项之和", en="the sum of what the report lists below it")
    return left + spoken().comparison[condition.comparison] + right


def _side(form: Form, relation: Relation, side: Sum, names: Names) -> str:
    if side.constant == 0 and len(side.terms) > 1 and all(factor == 1 for _, factor in side.terms):
        return _sum(form, relation, [index for index, _ in side.terms], names)
    return spoken().side([(names[index], factor) for index, factor in side.terms], side.constant)


def _sum(form: Form, relation: Relation, indices: list[int], names: Names) -> str:
    count = len(indices)
    listed = [names[index] for index in indices]
    first, last = listed[0], listed[-1]
    if count == 2:  # noqa: PLR2004 - a pair
        return say(zh=f"{first}与{last}之和", en=f"{first} plus {last}")
    lines = [_line(form, relation, index) for index in indices] if relation.kind == "sum" else []
    if count > _MANY and lines and _in_a_row(lines):
        first, last = map(quoted, _ends(lines[0], lines[-1]))
        return say(zh=f"从{first}到{last}共 {count} 项之和", en=f"the sum of the {count} items from {first} to {last}")
    return say(zh=f"{'、'.join(listed)}之和", en=f"the sum of {', '.join(listed[:-1])} and {last}")


def _line(form: Form, relation: Relation, index: int) -> Line:
    """Return the line of a cell by which it differs from the others of its sum."""
    row, column = form.lines[index % len(form.cells)]
    return row if axis_of_instance(relation) == "columns" else column


def _in_a_row(lines: Iterable[Line]) -> bool:
    """Whether lines follow each other on the form, with none between them left out."""
    numbers = [line.index for line in lines]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _ends(first: Line, last: Line) -> tuple[str, str]:
    """Name the first and the last line of a sum, without the headers that they have in common."""
    one, other = first.texts(current()), last.texts(current())
    common = 0
    while common < min(len(one), len(other)) - 1 and one[common] == other[common]:
        common += 1
    return BETWEEN.join(one[common:]), BETWEEN.join(other[common:])
