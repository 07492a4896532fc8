"""What a form takes over from the report of the year before: proposals for its cells, and rules between the years.

Which cells are carried over, the rules of the format say: nothing here knows any of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import Factory, evolve, frozen

from govdisclosure.checks import prepared
from govdisclosure.form import Form, Relation, add, exact_totals, minus, multiply
from govdisclosure.language import say
from govdisclosure.report import Report, interval_at
from govdisclosure.spec import Number, OfPeriod, Period, earlier, number_text


@frozen
class Carried(OfPeriod):
    """What is taken over: whose report it will be, numbers of the year before, relations to them, and proposals."""

    organisation: str | None = None
    period: Period | None = None
    known: Mapping[int, Number] = Factory(dict)
    """The numbers of the year before, by the indices that relations have for them."""
    relations: tuple[Relation, ...] = ()
    """The relations between the years of which every earlier number is known."""
    proposals: Mapping[int, Number] = Factory(dict)
    """What may stand in cells to be filled in, until somebody has looked at it."""

    @property
    def source(self) -> str:
        """What it is taken from, in words."""
        of = self.period.of if self.period else "year"
        return say(zh=earlier(of).zh, en="last year's report" if of == "year" else "the prior report")


NOTHING = Carried()


def carried(form: Form, empty: Report, prior: Report) -> Carried:
    """Return what a form takes over from a report of the year before, which may be in another version of the format.

    A cell that a rule makes equal to figures of the year before gets what they come to; one that a rule makes follow
    from its own figure of the year before (as a stock with what came in and went out) gets that figure. Totals, which
    add themselves up, get none. Raises `UsageError` if the report cannot be one of the year before.
    """
    period = None if prior.period is None else form.spec.before(prior.period, -1)
    before, _ = prepared(prior, evolve(empty, organisation=prior.organisation, year=period))
    count = len(form.cells)
    known = {count + index: number for index, number in _numbers(form, before)}
    here = {*range(count), *known}
    between = tuple(one for one in form.relations if one.level == BETWEEN_YEARS and here.issuperset(one.cells))
    found = {index: number for relation in between for index, number in _proposals(form, relation, known)}
    totals = exact_totals(form)
    fitting = {i: n for i, n in found.items() if i not in totals and _fits(form, i, n)}
    return Carried(prior.organisation, period, known, between, fitting)


def live_relations(form: Form, carried: Carried) -> tuple[Relation, ...]:
    """Return the relations that a form can check by itself: those within the year, and those taken over."""
    return (*(one for one in form.relations if one.level == WITHIN_THE_YEAR), *carried.relations)


def told(carried: Carried) -> Iterator[str]:
    """Yield what is said over a form of what it takes over."""
    if carried.proposals or carried.relations:
        count, source = len(carried.proposals), carried.source
        yield say(
            zh=f"浅蓝色的 {count} 个数是按{source}带入的建议值：请逐一核对，不对的直接改写。"
            f"与{source}之间的勾稽关系一并校验。",
            en=f"The {count} figures on pale blue are proposals from {source}: look at each, and overwrite "
            "what is wrong. The rules between the years are checked too.",
        )


def proposed(number: Number, carried: Carried) -> str:
    """Return what is said of a proposal where it stands."""
    return say(
        zh=f"{number_text(number)} 是按{carried.source}带入的建议值，请核对后保留或改写。",
        en=f"{number_text(number)} is proposed from {carried.source}: keep it or write another. ",
    )


WITHIN_THE_YEAR, BETWEEN_YEARS = 1, 2
"""The levels of rules that look at one report, and at that of the year before too."""


def _proposals(form: Form, relation: Relation, known: Mapping[int, Number]) -> Iterator[tuple[int, Number]]:
    """Yield the cells of this year that a relation carries over, with their numbers."""
    if not relation.is_equality:
        return
    count = len(form.cells)
    net = dict(relation.condition.difference.terms)
    now = [index for index in net if index < count]
    if len(now) == 1 and net[now[0]] in (1, -1):
        rest = relation.condition.given(known).difference.constant
        yield now[0], multiply(minus(net[now[0]]), rest)
        return
    for index in now:
        if add(net[index], net.get(count + index, 0)) == 0:
            yield index, known[count + index]


def _numbers(form: Form, before: Report) -> Iterator[tuple[int, Number]]:
    """Yield the cells of a form for which the earlier report has one number, and no interval."""
    for index, cell in enumerate(form.cells):
        # Rows that reports name themselves may stand elsewhere in the earlier one, or not at all.
        place = before.form.index.get((cell.table, cell.row, cell.column))
        if place is not None and form.values[index].numeric:
            least, most = interval_at(before, place)
            if least is not None and least == most:
                yield index, least


def _fits(form: Form, index: int, number: Number) -> bool:
    value = form.values[index]
    whole = value.kind != "integer" or isinstance(number, int)
    return whole and (value.min is None or number >= value.min)
