"""A finding in words that a clerk can act on, generated from the relation and the form's own labels."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govdisclosure.checks import Judgement, shown_on
from govdisclosure.findings.shared import Shared
from govdisclosure.form import cell_name, section_title, stated
from govdisclosure.language import current, say
from govdisclosure.phrasing import (
    BROKEN,
    SEVERITY,
    STATUS,
    equation,
    magnitude,
    place,
    sides,
    text_or_table,
    usual_advice,
)
from govdisclosure.report import Cell
from govdisclosure.spec import Number, earlier, number_text
from govdisclosure.statements import Statement

_FEW = 3
"""Shared cells, rules that share one, and places in the document, that are named."""


@frozen
class Wording:
    """The parts of a finding in words; `line` puts them into one line, a terminal into several."""

    kind: str
    place: str
    arithmetic: str
    advice: str
    shared: tuple[str, ...]
    source: str
    where: str
    """Where the cells stand in their document; empty where they were not read from one."""

    def line(self, name: str) -> str:
        """Return the finding as one line, called by its name."""
        start = say(zh="：", en=": ").join((f"[{self.kind}] {name}", self.place, self.arithmetic))
        rest = (text.rstrip("。.") for text in (self.advice, *self.shared, self.source) if text)
        return say(zh="。", en=". ").join((start, *rest)) + say(zh="。", en=".")


def worded(judgement: Judgement, shared: Sequence[Shared] = (), justification: str = "") -> Wording:
    """Return the parts of a finding in words, with its cells in other failed rules and what was answered to it."""
    relation, statement = judgement.relation, judgement.statement
    kind = str(SEVERITY[relation.severity])
    if judgement.status != "fail":
        kind += say(zh="，", en=", ") + str(STATUS[judgement.status])
    source = str(relation.source)
    return Wording(
        kind,
        place(judgement.report.form, relation) if statement is None else _quoted(judgement, statement),
        _arithmetic(judgement),
        say(zh=f"说明：{justification}", en=f"Explanation: {justification}") if justification else _advice(judgement),
        tuple(_shared(judgement, cell) for cell in shared[:_FEW]),
        say(zh=f"依据：{source}", en=f"Source: {source}") if source else "",
        _where(judgement),
    )


def _quoted(judgement: Judgement, statement: Statement) -> str:
    """Say where the text says what the tables do not, and in which words."""
    spec = judgement.report.spec
    (section,) = (section for section in spec.sections if section.key == statement.section)
    title, table = section_title(spec, section, current()), place(judgement.report.form, judgement.relation)
    return say(
        zh=f"“{title}”的文字写“{statement.clause}”，与“{table}”不符",
        en=f"'{title}' says '{statement.clause}', the table '{table}' does not",
    )


def _arithmetic(judgement: Judgement) -> str:
    if judgement.status == "undecided":
        return equation(judgement) + say(zh="，因有单元格没有数，无法判定", en="; some cells hold no number")
    text = sides(judgement, BROKEN[judgement.relation.condition.comparison])
    if judgement.difference is None:
        return text + say(zh="，填什么数都不能成立", en="; no number could make it hold")
    if judgement.relation.kind == "bound":
        return text
    gap = number_text(magnitude(judgement.difference))
    if judgement.difference > 0:
        text += say(zh=f"，左边比右边多 {gap}", en=f"; the left side is {gap} more")
    else:
        text += say(zh=f"，左边比右边少 {gap}", en=f"; the left side is {gap} less")
    if judgement.relation.is_rounded:
        most = number_text(judgement.relation.tolerance)
        text += say(zh=f"，四舍五入最多只差 {most}", en=f", and rounding explains {most} at most")
    return text


def _advice(judgement: Judgement) -> str:
    if judgement.status == "undecided":
        if any(cell.state == "unreadable" for cell in judgement.cells):
            return say(
                zh="请对照原件，读出无法辨认的单元格", en="See what is printed in the cells that could not be read"
            )
        return say(zh="请补填空缺的单元格，没有的填 0", en="Fill in the cells without a number; write 0 for nothing")
    if judgement.statement is not None:
        return _meanings(judgement, judgement.statement)
    return usual_advice(judgement.relation)


def _where(judgement: Judgement) -> str:
    """Say where a clause and the cells stand in their document, those that count first."""
    total, *others = judgement.cells
    clause = [judgement.clause_place] if judgement.clause_place else []
    places = clause + list(
        dict.fromkeys(
            _in_document(judgement, cell)
            for cell in (total, *sorted(others, key=lambda cell: cell.value == 0))
            if cell.place
        )
    )
    more = len(places) - _FEW
    listed = say(zh="；", en="; ").join(places[:_FEW])
    return listed + (say(zh=f"；另有 {more} 处", en=f"; and {more} more") if more > 0 else "")


def _in_document(judgement: Judgement, cell: Cell[Number]) -> str:
    """Return where a cell stands, and in which document if that is another one."""
    if cell.ref.of == "this":
        return cell.place
    if cell.ref.of == "prior":
        return f"{earlier(judgement.report.spec.period)}{say(zh='', en=', ')}{cell.place}"
    title = judgement.others[cell.ref.of].spec.title[current()]
    return say(zh=f"《{title}》{cell.place}", en=f"{title}, {cell.place}")


def _shared(judgement: Judgement, shared: Shared) -> str:
    form = judgement.report.form
    cell, name = form.cell(shared.index), cell_name(form, shared.index, current())
    others = ", ".join(shared.others[:_FEW]) + (" …" if len(shared.others) > _FEW else "")
    return say(
        zh=f"单元格“{name}”（{cell}）也在 {others} 中，先核对它",
        en=f"The cell '{name}' ({cell}) is in {others} too: look at it first",
    )


def _meanings(judgement: Judgement, statement: Statement) -> str:
    """Say what to do about a statement, and that what else its wording may mean does not hold either."""
    advice = text_or_table()
    form, relation = judgement.report.form, judgement.relation
    others = stated(form, form.spec.rule(statement.rule), statement.number, relation.instance)[1:]
    if not others:
        return advice
    said = say(zh="，", en="; ").join(
        sides(shown_on(other, judgement.report), BROKEN[other.condition.comparison]) for other in others
    )
    return advice + say(
        zh=f"；按另一种理解也不成立：{said}", en=f"; read in another way it does not hold either: {said}"
    )
