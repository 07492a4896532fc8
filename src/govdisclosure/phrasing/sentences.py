"""What a rule says, in a formula and in a sentence, generated from its relation and the form's own labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import frozen

from govdisclosure.form import BETWEEN, Condition, Form, Line, Relation, Sum, table_name
from govdisclosure.phrasing.terms import SIGN, axis_of_instance, shown, term_names
from govdisclosure.spec import Comparison, Node, Number, Rule

Names = Mapping[int, str]
"""How each cell of a relation is called, by its index."""

_MANY = 6
"""A sum of more terms than this, in a row on the form, is named by its first and its last term in a sentence."""

_VERBS: dict[Comparison, tuple[str, str]] = {
    "==": ("等于", "equals"),
    "<=": ("不大于", "is at most"),
    ">=": ("不小于", "is at least"),
    "<": ("小于", "is less than"),
    ">": ("大于", "is greater than"),
    "!=": ("不等于", "is not"),
}


def formula(form: Form, relation: Relation, language: str) -> str:
    """Return a relation as a formula of printed labels, each in brackets.

    >>> import govdisclosure as gd
    >>> form = gd.expand(gd.load_spec("cn/2021"))
    >>> review = next(relation for relation in form.relations if relation.rule == "disputes/columns:review")
    >>> formula(form, review, "zh")
    '【行政复议 / 总计】 = 【结果维持】 + 【结果纠正】 + 【其他结果】 + 【尚未审结】'
    """
    left, right = ("【", "】") if language == "zh" else ("[", "]")
    names = {index: f"{left}{name}{right}" for index, name in _names(form, relation, language).items()}
    text = _compared(relation.condition, names, SIGN, "×") + (" + …" if is_open(relation) else "")
    if relation.guard is None:
        return text
    guard = _compared(relation.guard, names, SIGN, "×")
    return f"{text}（当 {guard}）" if language == "zh" else f"{text} (where {guard})"


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
    names = {}
    for index in relation.cells:
        cell = form.cell(index)
        names[index] = {"rows": cell.column, "columns": cell.row}.get(across or "", str(cell))
    same: dict[Comparison, str] = {comparison: comparison for comparison in SIGN}
    return _compared(relation.condition, names, same, " * ") + (" + …" if is_open(relation) else "")


def sentence(form: Form, relation: Relation, language: str, *, instances: int = 1) -> str:
    """Return a relation as a sentence; `instances` is how many lines of the form the rule is applied to.

    >>> import govdisclosure as gd
    >>> form = gd.expand(gd.load_spec("cn/2021"))
    >>> balance = next(relation for relation in form.relations if relation.rule == "applications/balance")
    >>> print(sentence(form, balance, "en", instances=7))
    In each column of '三、Disclosure requests received and handled', '一、Requests received this year' plus
    '二、Requests carried over from last year' equals '三、Outcome of requests handled this year / （七）Total' plus
    '四、Carried over to next year'.
    """
    words = _Words(form, relation, language)
    main = words.compared(relation.condition).strip()
    where = words.scope(instances)
    guard = words.compared(relation.guard) if relation.guard else ""
    margin = shown(relation.tolerance) if relation.tolerance else ""
    if language == "zh":
        text = f"{where}，" if where else ""
        text += f"当{guard}时，" if guard else ""
        return f"{text}{main}{f'（相差不超过 {margin} 的，视为成立）' if margin else ''}。"
    text = f"{where}, " if where else ""
    text += f"{'where' if text else 'Where'} {guard}, " if guard else ""
    text += f"{main}{f', give or take {margin}' if margin else ''}."
    return text[:1].upper() + text[1:]


def is_open(relation: Relation) -> bool:
    """Whether a relation is the total of an open node, whose parts are named by each report."""
    return isinstance(relation.origin, Node) and relation.origin.open is not None


def bound_sentence(form: Form, relations: tuple[Relation, ...], language: str) -> str:
    """Return the lower bounds of a table's cells as a sentence.

    >>> import govdisclosure as gd
    >>> form = gd.expand(gd.load_spec("cn/2021"))
    >>> bounds = tuple(bound for bound in form.bounds if bound.rule == "fees/cells:min")
    >>> bound_sentence(form, bounds, "en")
    "In '二、Proactive disclosure of government information / Article 20 (8)', no cell is less than 0."
    """
    table = relations[0].rule.partition("/")[0]
    name = quoted(table_name(form.spec, table, language), language)
    minima: dict[Number, int] = {}
    for relation in relations:
        least = relation.condition.right.constant
        minima[least] = minima.get(least, 0) + 1
    count = len(form.tables[table].cells)
    zh = language == "zh"
    if len(relations) == count and len(minima) == 1:
        only = shown(next(iter(minima)))
        return f"在{name}中，各单元格不小于 {only}。" if zh else f"In {name}, no cell is less than {only}."
    others = count - len(relations)
    if zh:
        said = [f"{some} 个单元格不小于 {shown(least)}" for least, some in minima.items()]
        said += [f"其余 {others} 个没有下限"] if others else []
        return f"在{name}的 {count} 个单元格中，{'，'.join(said)}。"
    said = [f"{some} {'is' if some == 1 else 'are'} at least {shown(least)}" for least, some in minima.items()]
    said += [f"the other {others} {'has' if others == 1 else 'have'} no minimum"] if others else []
    return f"Of the {count} cells in {name}, {', '.join(said)}."


def _names(form: Form, relation: Relation, language: str) -> dict[int, str]:
    """Return what the cells of a relation are called; a bound is about every cell of its table alike."""
    if relation.kind == "bound":
        return dict.fromkeys(relation.cells, "每个单元格" if language == "zh" else "each cell")
    return term_names(form, relation, language)


def _compared(condition: Condition, names: Names, signs: Mapping[Comparison, str], times: str) -> str:
    left, right = _written(condition.left, names, times), _written(condition.right, names, times)
    return f"{left} {signs[condition.comparison]} {right}"


def _written(side: Sum, names: Names, times: str) -> str:
    """Write one side of a formula with its signs."""
    text = ""
    for index, coefficient in side.terms:
        negative, size = _signed(coefficient)
        text += (" - " if negative else " + ") if text else ("-" if negative else "")
        text += names[index] if size == 1 else f"{shown(size)}{times}{names[index]}"
    if side.constant or not text:
        negative, size = _signed(side.constant)
        text += (" - " if negative else " + ") if text else ("-" if negative else "")
        text += shown(size)
    return text


def _signed(number: Number) -> tuple[bool, Number]:
    return (True, -number) if number < 0 else (False, number)


@frozen(eq=False)
class _Words:
    """The parts of a sentence about one relation in one language."""

    form: Form
    relation: Relation
    language: str

    def scope(self, instances: int) -> str:
        """Say which table is meant, and that a rule of several instances holds for each of them."""
        tables = {self.form.cell(index).table for index in self.relation.cells}
        across = axis_of_instance(self.relation)
        home = self.relation.rule.partition("/")[0]
        if home not in self.form.tables or (across is None and len(tables) > 1):
            return ""
        name = self._quoted(table_name(self.form.spec, home, self.language))
        each: Literal["", "row", "column"] = ""
        if instances > 1 and across is not None:
            each = "row" if across == "rows" else "column"
        if self.language == "zh":
            return f"在{name}的{'每一行中' if each == 'row' else '每一列中'}" if each else f"在{name}中"
        return f"in each {each} of {name}" if each else f"in {name}"

    def compared(self, condition: Condition) -> str:
        """Say a comparison."""
        zh, en = _VERBS[condition.comparison]
        left, right = self._side(condition.left), self._side(condition.right)
        if is_open(self.relation):
            right = "报告在其下所列各项之和" if self.language == "zh" else "the sum of what the report lists below it"
        return f"{left}{zh}{right}" if self.language == "zh" else f"{left} {en} {right}"

    def _side(self, side: Sum) -> str:
        names = {
            index: self._quoted(name) for index, name in term_names(self.form, self.relation, self.language).items()
        }
        if side.constant == 0 and len(side.terms) > 1 and all(coefficient == 1 for _, coefficient in side.terms):
            return self._sum([index for index, _ in side.terms], names)
        # What is added comes first: a sentence cannot begin with "less".
        terms = sorted(side.terms, key=lambda term: term[1] < 0)
        parts = [(coefficient < 0, self._times(coefficient, names[index])) for index, coefficient in terms]
        if side.constant or not parts:
            negative, size = _signed(side.constant)
            parts.append((negative, f" {shown(size)} " if self.language == "zh" else shown(size)))
        if parts[0][0]:
            parts.insert(0, (False, " 0 " if self.language == "zh" else "0"))
        plus, minus = ("加", "减") if self.language == "zh" else (" plus ", " minus ")
        return parts[0][1] + "".join((minus if negative else plus) + part for negative, part in parts[1:])

    def _times(self, coefficient: Number, name: str) -> str:
        size = shown(_signed(coefficient)[1])
        if size == "1":
            return name
        return f"{name}的 {size} 倍" if self.language == "zh" else f"{size} times {name}"

    def _sum(self, indices: list[int], names: Names) -> str:
        zh = self.language == "zh"
        count = len(indices)
        listed = [names[index] for index in indices]
        first, last = listed[0], listed[-1]
        if count == 2:  # noqa: PLR2004 - a pair
            return f"{first}与{last}之和" if zh else f"{first} plus {last}"
        if count > _MANY and self._in_a_row(indices):
            first, last = (self._quoted(name) for name in self._ends(indices))
            return (
                f"从{first}到{last}共 {count} 项之和" if zh else f"the sum of the {count} items from {first} to {last}"
            )
        return f"{'、'.join(listed)}之和" if zh else f"the sum of {', '.join(listed[:-1])} and {last}"

    def _line(self, index: int) -> Line:
        """Return the line of a cell by which it differs from the others of its sum."""
        row, column = self.form.lines[index % len(self.form.cells)]
        return row if axis_of_instance(self.relation) == "columns" else column

    def _in_a_row(self, indices: Iterable[int]) -> bool:
        """Whether the cells of a total follow each other on the form, with none between them left out."""
        if self.relation.kind != "sum":
            return False
        lines = [self._line(index).index for index in indices]
        return lines == list(range(lines[0], lines[0] + len(lines)))

    def _ends(self, indices: list[int]) -> tuple[str, str]:
        """Name the first and the last cell of a sum, without the headers that they have in common."""
        first, last = (self._line(indices[end]).texts(self.language) for end in (0, -1))
        common = 0
        while common < min(len(first), len(last)) - 1 and first[common] == last[common]:
            common += 1
        return BETWEEN.join(first[common:]), BETWEEN.join(last[common:])

    def _quoted(self, name: str) -> str:
        return quoted(name, self.language)


def quoted(name: str, language: str) -> str:
    """Return a name in quotation marks; those it has itself become the inner kind.

    >>> quoted("危及“三安全一稳定”", "zh")
    '“危及‘三安全一稳定’”'
    """
    return "“" + name.replace("“", "‘").replace("”", "’") + "”" if language == "zh" else f"'{name}'"
