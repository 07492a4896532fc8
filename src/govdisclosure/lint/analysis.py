"""What the rules of a format can do: whether they can hold, what they imply and repeat, which errors they see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from govdisclosure.form import Effort, Exact, Form, LimitReachedError, Relation, specimen_form
from govdisclosure.lint.blank_form import BlankForm, blank_form, untested_rules
from govdisclosure.lint.implication import Premises, is_premise
from govdisclosure.lint.sight import Sight, Watched, watched
from govdisclosure.localisation import System, blank_systems, narrowed
from govdisclosure.spec import Spec

MAX_STEPS = 2_000_000
"""Steps of exact arithmetic for what can hold, and as many for what follows."""
MAX_PAIRS = 200_000
"""Pairs of terms of one part of a form whose bounds are narrowed."""


@frozen
class Bound:
    """What a cell can be by the rules, where that is narrower than what its value says; None is without end."""

    index: int
    low: Exact | None
    high: Exact | None


@frozen(eq=False)
class Redundant:
    """A written rule that holds wherever others do, and those; none where the minima of its cells are enough."""

    rule: str
    because: tuple[str, ...]


@frozen(eq=False)
class Analysis:
    """What the rules of a format can do.

    `cells` are the cells of numbers in the order of the form; `independent` counts the equalities that do not follow
    from others (None where that took too long). `untested` are written rules for which a limit was reached: of
    `conflicts` or `redundant` there may be more among them; `unbounded` says the same of `bounds`.
    """

    form: Form = field(repr=False)
    cells: tuple[Watched, ...] = field(repr=False)
    blank: BlankForm = field(repr=False)
    bounds: tuple[Bound, ...]
    redundant: tuple[Redundant, ...]
    independent: int | None
    untested: tuple[str, ...]
    unbounded: bool

    @property
    def consistent(self) -> bool | None:
        """Whether some report satisfies all rules; None where that was not found out."""
        if self.blank.conflicts:
            return False
        return None if self.blank.untested else True

    def count(self, sight: Sight) -> int:
        """Return how many cells an error is seen in so."""
        return sum(cell.sight == sight for cell in self.cells)

    def groups(self) -> Iterator[tuple[Watched, ...]]:
        """Yield the cells that errors are found in and not located, those together among which they cannot be told."""
        by_index = {cell.index: cell for cell in self.cells if cell.sight == "found"}
        for group in dict.fromkeys(cell.group for cell in by_index.values()):
            yield tuple(by_index[index] for index in group)


def analyse(spec: Spec) -> Analysis:
    """Return what the rules of a format can do; open nodes are looked at with two keys each.

    Bounded: a format with more rules than can be looked at says of which ones it does not know.

    >>> import govdisclosure as gd
    >>> found = analyse(gd.load_spec("cn/2021"))
    >>> found.consistent, found.count("located"), found.independent, found.redundant
    (True, 175, 40, ())
    """
    form = specimen_form(spec)
    blank = blank_form(form, Effort(MAX_STEPS))
    settled = {one.index for one in blank.settled}
    wide = [system for system in blank_systems(form) if _pairs(system) > MAX_PAIRS]
    narrow = [system for system in blank_systems(form) if _pairs(system) <= MAX_PAIRS]
    bounds = () if blank.conflicts else tuple(one for one in _bounds(narrow) if one.index not in settled)
    redundant, independent, unjudged = _redundant(form)
    untested = sorted({*untested_rules(blank.untested), *unjudged})
    return Analysis(form, watched(form), blank, bounds, redundant, independent, tuple(untested), bool(wide))


def _pairs(system: System) -> int:
    return sum(len(constraint.terms) ** 2 for constraint in system.constraints)


def _bounds(systems: Iterable[System]) -> Iterator[Bound]:
    for system in systems:
        for index, (low, high) in narrowed(system).items():
            if (low, high) != system.home[index]:
                yield Bound(index, low, high)


# what follows from other rules --------------------------------------------------------------------------------------


def _redundant(form: Form) -> tuple[tuple[Redundant, ...], int | None, tuple[str, ...]]:
    """Return the rules that follow from others, how many equalities do not, and the rules that were not looked at."""
    rules: dict[str, list[Relation]] = {}
    for relation in form.relations:
        if relation.kind == "rule" and relation.level == 1:
            rules.setdefault(relation.rule, []).append(relation)
    effort = Effort(MAX_STEPS)
    found: list[Redundant] = []
    independent = None
    done: set[str] = set()
    try:
        every = Premises.of(form, form.relations, effort)
        independent = every.independent
        for name, relations in rules.items():
            because = _because(form, relations, every, effort) if _may_follow(relations, every) else None
            if because is not None:
                found.append(Redundant(name, because))
            done.add(name)
    except LimitReachedError:
        return tuple(found), independent, tuple(name for name in rules if name not in done)
    return tuple(found), independent, ()


def _may_follow(relations: Sequence[Relation], every: Premises) -> bool:
    """Whether relations are not independent of all others; of what is no equality that is not known."""
    return all(not is_premise(relation) or relation in every.entangled for relation in relations)


def _because(form: Form, relations: Sequence[Relation], every: Premises, effort: Effort) -> tuple[str, ...] | None:
    """Return the rules by which all instances of a rule hold; None if one does not follow from the others."""
    if any(map(is_premise, relations)):
        own = {*relations}
        every = Premises.of(form, (other for other in form.relations if other not in own), effort)
    reasons = [every.because(relation) for relation in relations]
    if any(reason is None for reason in reasons):
        return None
    return tuple(dict.fromkeys(premise.rule for reason in reasons for premise in reason or ()))
