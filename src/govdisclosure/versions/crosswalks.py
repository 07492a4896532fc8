"""What became of every row and column between two versions, told by the edits and checked against both trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from attrs import frozen

from govdisclosure import codes
from govdisclosure.errors import Fault, UsageError
from govdisclosure.form import Form, RowsOrColumns, TableForm, expand
from govdisclosure.language import say
from govdisclosure.likeness import nearest
from govdisclosure.spec import Edit, Spec
from govdisclosure.specfile import EditError, address, find_spec
from govdisclosure.versions.axis_walks import Link, differ, walk_axis

AXES: tuple[RowsOrColumns, RowsOrColumns] = ("rows", "columns")


@frozen(eq=False)
class TableWalk:
    """What links the rows and the columns of one table in two versions."""

    rows: tuple[Link, ...]
    columns: tuple[Link, ...]

    def axis(self, name: RowsOrColumns) -> tuple[Link, ...]:
        """Return the links of the rows or of the columns."""
        return self.rows if name == "rows" else self.columns


@frozen(eq=False)
class Crosswalk:
    """The comparable parts of two versions that follow each other, and the faults of the edits that say so."""

    older: Spec
    newer: Spec
    tables: dict[str, TableWalk]
    differences: tuple[Fault, ...]


def crosswalk(older: Spec, newer: Spec) -> Crosswalk:
    """Return what links two versions, the newer of which names the older in its `change`.

    >>> from govdisclosure import load_spec
    >>> walk = crosswalk(load_spec("cn/2019"), load_spec("cn/2021"))
    >>> [link for link in walk.tables["applications"].rows if len(link.newer) > 1][0].older
    ('outcome.other',)
    """
    old, new = expand(older), expand(newer)
    edits = newer.change.edits if newer.change else ()
    named = [fault for number, edit in enumerate(edits) for fault in _named(number, edit, old, new)]
    dropped, added = _whole_tables(edits, "drop"), _whole_tables(edits, "add")
    walks: dict[str, TableWalk] = {}
    faults = [*named, *_tables(old, new, edits)]
    for key, table in new.tables.items():
        if key in old.tables and key not in dropped | added:
            before = old.tables[key]
            rows, columns = (walk_axis(edits, f"{key}/{axis}:", before.axis(axis), table.axis(axis)) for axis in AXES)
            faults += (*rows.faults, *columns.faults, *_values(before, table, old, new))
            walks[key] = TableWalk(rows.links, columns.links)
    return Crosswalk(older, newer, walks, tuple(faults))


Step = tuple[Spec, Spec, Literal["forward", "back"]]
"""A version, the next on the way, and whether that is the newer one."""


def chain(start: Spec, end: Spec) -> list[Step]:
    """Return the steps from one version to another, each between versions that follow each other.

    Raises `UsageError` if the versions have no common ancestor.
    """
    left, right = list(_ancestors(start)), list(_ancestors(end))
    common = next((spec for spec in left if any(spec.id == other.id for other in right)), None)
    if common is None:
        raise UsageError(
            say(zh=f"{start.id} 与 {end.id} 之间没有沿革", en=f"no change leads from {start.id} to {end.id}")
        )
    down = left[: [spec.id for spec in left].index(common.id) + 1]
    up = right[: [spec.id for spec in right].index(common.id) + 1]
    steps: list[Step] = []
    for newer, older in pairwise(down):
        steps.append((newer, older, "back"))
    for newer, older in reversed(list(pairwise(up))):
        steps.append((older, newer, "forward"))
    return steps


def _ancestors(spec: Spec) -> Iterator[Spec]:
    """Yield a version and those before it, newest first."""
    seen: set[str] = set()
    while spec.id not in seen:
        seen.add(spec.id)
        yield spec
        if spec.change is None:
            return
        spec = find_spec(spec.change.previous)


# tables -------------------------------------------------------------------------------------------------------------


def _whole_tables(edits: Sequence[Edit], verb: Literal["drop", "add"]) -> set[str]:
    """Return the tables that edits take away, or put in, whole."""
    verbs = (verb, "replace")
    places = [place for edit in edits if edit.verb in verbs for place in (edit.at if verb == "drop" else edit.made)]
    return {place for place in places if "/" not in place}


def _tables(old: Form, new: Form, edits: Sequence[Edit]) -> Iterator[Fault]:
    """Yield the tables that came or went and no edit says so, and those that an edit says went, and did not."""
    dropped, added = _whole_tables(edits, "drop"), _whole_tables(edits, "add")
    for number, edit in enumerate(edits):
        for place in edit.at:
            if edit.verb == "drop" and place in new.tables and place not in added:
                yield differ(number, place, zh=f"{new.spec.id} 中仍有此表", en=f"is still in {new.spec.id}")
    gone = "旧版有此表，新版没有，编辑也没有说明", "a table that is gone, and no edit says so"
    come = "新版新增此表，编辑没有说明", "a new table, and no edit says so"
    for here, there, said, (zh, en) in ((old, new, dropped, gone), (new, old, added, come)):
        for key in here.tables:
            if key not in there.tables and key not in said:
                yield differ(None, key, zh=zh, en=en)


def _named(number: int, edit: Edit, old: Form, new: Form) -> Iterator[Fault]:
    """Yield every address of an edit that its version does not have."""
    # An addition names what is new; everything else names what is old and, for some verbs, what came of it.
    for text in () if edit.verb == "add" else edit.at:
        yield from _missing(number, text, old)
    for text in () if edit.verb in ("drop", "relabel") else edit.made:
        yield from _missing(number, text, new)


def _missing(number: int, text: str, form: Form) -> Iterator[Fault]:
    try:
        table, axis, path = address(text)
    except EditError as error:
        yield Fault(str(error), path=("change", "edits", number), code=codes.CHANGE_DIFFERS)
        return
    known: Iterable[str] = form.tables
    if table in form.tables:
        if axis is None:
            return
        expanded = form.tables[table].axis(axis)
        if path in expanded.by_path or path in expanded.groups:
            return
        known = (f"{table}/{axis}:{name}" for name in (*expanded.by_path, *expanded.groups))
    name = form.spec.id
    yield differ(number, text, zh=f"{name} 中没有", en=f"is not in {name}", offer=nearest(text, known))


def _values(before: TableForm, after: TableForm, old: Form, new: Form) -> Iterator[Fault]:
    """Yield a fault for every value whose comparable cells hold another kind of thing, or another unit."""
    seen: set[str] = set()
    for (row, column), index in before.cells.items():
        names = before.rows.lines[row].path, before.columns.lines[column].path
        other = new.index.get((after.key, *names))
        one = old.values[index]
        if other is None or one.key in seen:
            continue
        two = new.values[other]
        if (one.kind, one.unit) != (two.kind, two.unit):
            seen.add(one.key)
            yield differ(
                None,
                f"{after.key}[{names[0]}, {names[1]}]",
                zh="值的种类或单位变了，编辑没有说明",
                en="holds another kind of value or unit, and no edit says so",
            )
