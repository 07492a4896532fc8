"""What became of every row and column between two versions, told by the edits and checked against both trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from attrs import field, frozen

from govdisclosure.errors import UsageError
from govdisclosure.form import ExpandedAxis, Form, Header, Line, RowsOrColumns, TableForm, expand
from govdisclosure.language import say
from govdisclosure.likeness import nearest
from govdisclosure.spec import Edit, Spec
from govdisclosure.specfile import EditError, address, find_spec

AXES: tuple[RowsOrColumns, RowsOrColumns] = ("rows", "columns")


@frozen
class Link:
    """Lines of the older version that together say the same as lines of the newer one."""

    older: tuple[str, ...]
    newer: tuple[str, ...]


@frozen
class Difference:
    """A place where the edits and the two trees do not agree; `edit` is the number of the edit at fault, if one is."""

    edit: int | None
    path: str
    message: str


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
    differences: tuple[Difference, ...]


def crosswalk(older: Spec, newer: Spec) -> Crosswalk:
    """Return what links two versions, the newer of which names the older in its `change`.

    >>> from govdisclosure import load_spec
    >>> walk = crosswalk(load_spec("cn/2019"), load_spec("cn/2021"))
    >>> [link for link in walk.tables["applications"].rows if len(link.newer) > 1][0].older
    ('outcome.other',)
    """
    edits = newer.change.edits if newer.change else ()
    return _Walk(older, newer, edits).result()


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


@frozen(eq=False)
class _Walk:
    older: Spec
    newer: Spec
    edits: Sequence[Edit]
    found: list[Difference] = field(factory=list, init=False)

    def result(self) -> Crosswalk:
        old, new = expand(self.older), expand(self.newer)
        dropped, added = self._tables(old, new)
        for key in old.tables:
            if key not in new.tables and key not in dropped:
                self._differ(
                    None, key, zh="旧版有此表，新版没有，编辑也没有说明", en="a table that is gone, and no edit says so"
                )
        for key in new.tables:
            if key not in old.tables and key not in added:
                self._differ(None, key, zh="新版新增此表，编辑没有说明", en="a new table, and no edit says so")
        tables = {}
        for key, table in new.tables.items():
            if key in old.tables and key not in dropped and key not in added:
                before = old.tables[key]
                links = {axis: self._axis(key, axis, before.axis(axis), table.axis(axis)) for axis in AXES}
                self._same_values(before, table, old, new)
                tables[key] = TableWalk(links["rows"], links["columns"])
        return Crosswalk(self.older, self.newer, tables, tuple(self.found))

    def _differ(self, edit: int | None, path: str, *, zh: str, en: str, offer: str = "") -> None:
        self.found.append(Difference(edit, path, say(zh=f"{path}：{zh}", en=f"{path}: {en}") + offer))

    def _tables(self, old: Form, new: Form) -> tuple[set[str], set[str]]:
        """Return the tables that the edits drop and add, checking every address on the way."""
        dropped: set[str] = set()
        added: set[str] = set()
        for number, edit in enumerate(self.edits):
            # An addition names what is new; everything else names what is old and, for some verbs, what came of it.
            named = () if edit.verb == "add" else edit.at
            made = () if edit.verb in ("drop", "relabel") else edit.made
            for texts, form, which in ((named, old, self.older.id), (made, new, self.newer.id)):
                for text in texts:
                    self._must_exist(number, text, form, which)
            for text in edit.at:
                if "/" not in text and edit.verb in ("drop", "replace"):
                    dropped.add(text)
            for text in made:
                if "/" not in text and edit.verb in ("add", "replace"):
                    added.add(text)
            for text in edit.at:
                if edit.verb == "drop" and text in new.tables and text not in added:
                    self._differ(number, text, zh=f"{self.newer.id} 中仍有此表", en=f"is still in {self.newer.id}")
        return dropped, added

    def _must_exist(self, number: int, text: str, form: Form, which: str) -> None:
        try:
            table, axis, path = address(text)
        except EditError as error:
            self.found.append(Difference(number, text, str(error)))
            return
        known: Iterable[str] = form.tables
        if table in form.tables:
            if axis is None:
                return
            expanded = form.tables[table].axis(axis)
            if path in expanded.by_path or path in expanded.groups:
                return
            known = (f"{table}/{axis}:{name}" for name in (*expanded.by_path, *expanded.groups))
        self._differ(number, text, zh=f"{which} 中没有", en=f"is not in {which}", offer=nearest(text, known))

    def _axis(self, table: str, axis: RowsOrColumns, old: ExpandedAxis, new: ExpandedAxis) -> tuple[Link, ...]:
        prefix = f"{table}/{axis}:"
        before = {line.path: line for line in old.lines}
        after = {line.path: line for line in new.lines}
        links: list[Link] = []
        relabelled: set[str] = set()

        def below(text: str, lines: dict[str, Line]) -> list[str]:
            path = text.removeprefix(prefix)
            return [name for name in lines if name == path or name.startswith(f"{path}.")]

        for number, edit in enumerate(self.edits):
            if not any(text.startswith(prefix) for text in (*edit.at, *edit.made)):
                continue
            match edit.verb:
                case "drop" | "replace":
                    for text in edit.at:
                        for name in below(text, before):
                            del before[name]
                    for text in edit.made:
                        for name in below(text, after):
                            del after[name]
                case "add":
                    for name in below(edit.add or "", after):
                        del after[name]
                case "relabel":
                    relabelled.add((edit.relabel or "").removeprefix(prefix))
                case "move":
                    links += self._move(number, edit, prefix, before, after)
                case "split" | "merge":
                    one = tuple(text.removeprefix(prefix) for text in edit.at)
                    many = tuple(text.removeprefix(prefix) for text in edit.made)
                    links += self._regroup(number, edit, one, many, before, after)
        for path in [path for path in before if path in after]:
            self._same_line(prefix + path, before.pop(path), after.pop(path), path in relabelled)
            links.append(Link((path,), (path,)))
        self._same_groups(prefix, old, new, relabelled)
        for path in before:
            self._differ(None, prefix + path, zh="旧版有，新版没有，编辑也没有说明", en="is gone, and no edit says so")
        for path in after:
            self._differ(None, prefix + path, zh="新版新增，编辑没有说明", en="is new, and no edit says so")
        return tuple(links)

    def _move(
        self, number: int, edit: Edit, prefix: str, before: dict[str, Line], after: dict[str, Line]
    ) -> Iterator[Link]:
        start, end = (edit.move or "").removeprefix(prefix), (edit.to or "").removeprefix(prefix)
        for path in [path for path in before if path == start or path.startswith(f"{start}.")]:
            moved = end + path[len(start) :]
            if moved not in after:
                self._differ(number, prefix + moved, zh="移动后应有，新版没有", en="should be there after the move")
                continue
            self._same_line(prefix + moved, before.pop(path), after.pop(moved), relabelled=True)
            yield Link((path,), (moved,))

    def _regroup(
        self,
        number: int,
        edit: Edit,
        olds: tuple[str, ...],
        news: tuple[str, ...],
        before: dict[str, Line],
        after: dict[str, Line],
    ) -> Iterator[Link]:
        missing = [path for path in olds if path not in before] + [path for path in news if path not in after]
        if missing or not news:
            what = missing[0] if missing else edit.at[0]
            self._differ(
                number, what, zh="没有自己的单元格，不能拆分或合并", en="has no cells of its own to split or merge"
            )
            return
        for path in olds:
            # A row that is split into parts and keeps their total is still there, and comparable by itself.
            if path not in after:
                del before[path]
        for path in news:
            del after[path]
        if all(path not in after for path in olds):
            yield Link(olds, news)

    def _same_line(self, path: str, old: Line, new: Line, relabelled: bool) -> None:  # noqa: FBT001 - one private use
        self._same_label(path, old.header, new.header, relabelled)
        if old.header.node.total != new.header.node.total or old.header.node.in_total != new.header.node.in_total:
            self._differ(None, path, zh="合计方式变了，编辑没有说明", en="sums in another way, and no edit says so")

    def _same_groups(self, prefix: str, old: ExpandedAxis, new: ExpandedAxis, relabelled: set[str]) -> None:
        for path, header in old.groups.items():
            other = new.groups.get(path)
            if other and path and header.line is None and other.line is None:
                self._same_label(prefix + path, header, other, path in relabelled)

    def _same_label(self, path: str, old: Header, new: Header, relabelled: bool) -> None:  # noqa: FBT001 - private
        if relabelled or old.label is None or new.label is None:
            return
        for language, text in old.label.texts:
            if dict(new.label.texts).get(language, text) != text:
                self._differ(
                    None,
                    path,
                    zh=f"标签由“{text}”改为“{new.label[language]}”，编辑没有说明",
                    en=f"the label '{text}' became '{new.label[language]}', and no edit says so",
                )
                return

    def _same_values(self, before: TableForm, after: TableForm, old: Form, new: Form) -> None:
        """Comparable cells must hold the same kind of thing, in the same unit."""
        seen: set[str] = set()
        for (row, column), index in before.cells.items():
            names = before.rows.lines[row].path, before.columns.lines[column].path
            other = new.index.get((after.key, *names))
            if other is None:
                continue
            one, two = old.values[index], new.values[other]
            if (one.kind, one.unit) != (two.kind, two.unit) and one.key not in seen:
                seen.add(one.key)
                self._differ(
                    None,
                    f"{after.key}[{names[0]}, {names[1]}]",
                    zh="值的种类或单位变了，编辑没有说明",
                    en="holds another kind of value or unit, and no edit says so",
                )
