"""What became of the rows, or of the columns, of one table between two versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import filterfalse

from attrs import frozen

from govdisclosure import codes
from govdisclosure.errors import Fault
from govdisclosure.form import ExpandedAxis, Header
from govdisclosure.language import say
from govdisclosure.spec import Edit


@frozen
class Link:
    """Lines of the older version that together say the same as lines of the newer one."""

    older: tuple[str, ...]
    newer: tuple[str, ...]


def differ(edit: int | None, place: str, *, zh: str, en: str, offer: str = "") -> Fault:
    """Return the fault of an edit, or of a change for want of an edit, where it is not how two versions differ."""
    message = say(zh=f"{place}：{zh}", en=f"{place}: {en}") + offer
    path = ("change",) if edit is None else ("change", "edits", edit)
    return Fault(message, path=path, key=edit is None, code=codes.CHANGE_DIFFERS)


@frozen(eq=False)
class AxisWalk:
    """What links the lines of two versions of an axis, and where the edits and the two trees do not agree."""

    links: tuple[Link, ...]
    faults: tuple[Fault, ...]


@frozen
class _Step:
    """What edits decide about: links, lines that are spoken for in either version, and what is wrong."""

    links: tuple[Link, ...] = ()
    older: frozenset[str] = frozenset()
    newer: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()

    def then(self, other: _Step) -> _Step:
        """Return both steps as one."""
        return _Step(
            self.links + other.links, self.older | other.older, self.newer | other.newer, self.faults + other.faults
        )


def walk_axis(edits: Sequence[Edit], prefix: str, old: ExpandedAxis, new: ExpandedAxis) -> AxisWalk:
    """Compare two versions of the axis whose addresses begin with `prefix`, edit by edit and then line by line."""
    said = _said(edits, prefix, old, new)
    relabelled = {path for edit in edits if edit.verb == "relabel" for path in _paths(edit.at, prefix)}
    kept = tuple(path for path in old.by_path if path in new.by_path.keys() - said.newer and path not in said.older)
    pairs = [(link.older[0], link.newer[0]) for link in said.links if len(link.older) == len(link.newer) == 1]
    faults = (
        *said.faults,
        *_same_totals(prefix, old, new, [*pairs, *((path, path) for path in kept)]),
        *_same_labels(prefix, old, new, [path for path in kept if path not in relabelled]),
        *_same_groups(prefix, old, new, relabelled),
        *_unsaid(
            prefix,
            old,
            said.older.union(kept),
            zh="旧版有，新版没有，编辑也没有说明",
            en="is gone, and no edit says so",
        ),
        *_unsaid(prefix, new, said.newer.union(kept), zh="新版新增，编辑没有说明", en="is new, and no edit says so"),
    )
    return AxisWalk((*said.links, *(Link((path,), (path,)) for path in kept)), faults)


def _said(edits: Sequence[Edit], prefix: str, old: ExpandedAxis, new: ExpandedAxis) -> _Step:
    said = _Step()
    for number, edit in enumerate(edits):
        before = [path for path in old.by_path if path not in said.older]
        after = [path for path in new.by_path if path not in said.newer]
        said = said.then(_step(number, edit, prefix, before, after))
    return said


def _unsaid(prefix: str, axis: ExpandedAxis, known: frozenset[str], *, zh: str, en: str) -> Iterator[Fault]:
    for path in axis.by_path:
        if path not in known:
            yield differ(None, prefix + path, zh=zh, en=en)


def _step(number: int, edit: Edit, prefix: str, before: list[str], after: list[str]) -> _Step:
    """Return what an edit does to an axis; `before` and `after` are the lines that no edit before it spoke for."""
    at, made = _paths(edit.at, prefix), _paths(edit.made, prefix)
    match edit.verb:
        case "drop" | "replace":
            return _Step(older=_below(at, before), newer=_below(made, after))
        case "add":
            return _Step(newer=_below(at, after))
        case "move" if at and made:
            return _moved(number, prefix, (at[0], made[0]), before, after)
        case "split" | "merge" if at or made:
            return _regrouped(number, edit, prefix, before, after)
    return _Step()


def _moved(number: int, prefix: str, way: tuple[str, str], before: list[str], after: list[str]) -> _Step:
    start, end = way
    ends = {path: end + path[len(start) :] for path in _below((start,), before)}
    links = tuple(Link((path,), (ends[path],)) for path in before if path in ends and ends[path] in after)
    faults = tuple(
        differ(number, prefix + moved, zh="移动后应有，新版没有", en="should be there after the move")
        for moved in sorted(ends.values())
        if moved not in after
    )
    older, newer = frozenset(link.older[0] for link in links), frozenset(link.newer[0] for link in links)
    return _Step(links, older, newer, faults)


def _regrouped(number: int, edit: Edit, prefix: str, before: list[str], after: list[str]) -> _Step:
    olds, news = (tuple(place.removeprefix(prefix) for place in places) for places in (edit.at, edit.made))
    missing = [*filterfalse(before.__contains__, olds), *filterfalse(after.__contains__, news)]
    if missing or not news:
        zh, en = "没有自己的单元格，不能拆分或合并", "has no cells of its own to split or merge"
        return _Step(faults=(differ(number, [*missing, edit.at[0]][0], zh=zh, en=en),))
    # A row that is split into parts and keeps their total is still there, and comparable by itself.
    gone = frozenset(olds) - (frozenset(after) - frozenset(news))
    return _Step((Link(olds, news),) if len(gone) == len(olds) else (), gone, frozenset(news))


def _paths(places: Iterable[str], prefix: str) -> tuple[str, ...]:
    """Return the paths of those addresses that are on an axis."""
    return tuple(place.removeprefix(prefix) for place in places if place.startswith(prefix))


def _below(paths: tuple[str, ...], lines: Iterable[str]) -> frozenset[str]:
    """Return the lines that are one of some paths, or stand below one."""
    return frozenset(line for line in lines if any(line == path or line.startswith(f"{path}.") for path in paths))


def _header(axis: ExpandedAxis, path: str) -> Header:
    return axis.lines[axis.by_path[path]].header


def _same_totals(
    prefix: str, old: ExpandedAxis, new: ExpandedAxis, pairs: Iterable[tuple[str, str]]
) -> Iterator[Fault]:
    for before, after in pairs:
        one, other = _header(old, before).node, _header(new, after).node
        if (one.total, one.in_total, one.minus) != (other.total, other.in_total, other.minus):
            place = prefix + after
            yield differ(None, place, zh="合计方式变了，编辑没有说明", en="sums in another way, and no edit says so")


def _same_labels(prefix: str, old: ExpandedAxis, new: ExpandedAxis, paths: Iterable[str]) -> Iterator[Fault]:
    for path in paths:
        yield from _same_label(prefix + path, _header(old, path), _header(new, path))


def _same_groups(prefix: str, old: ExpandedAxis, new: ExpandedAxis, relabelled: set[str]) -> Iterator[Fault]:
    for path, header in old.groups.items():
        other = new.groups.get(path)
        if other and path and path not in relabelled and header.line is None and other.line is None:
            yield from _same_label(prefix + path, header, other)


def _same_label(place: str, old: Header, new: Header) -> Iterator[Fault]:
    texts = dict(new.label.texts) if new.label else {}
    for language, text in old.label.texts if old.label and new.label else ():
        now = texts.get(language, text)
        if now != text:
            zh, en = (
                f"标签由“{text}”改为“{now}”，编辑没有说明",
                f"the label '{text}' became '{now}', and no edit says so",
            )
            yield differ(None, place, zh=zh, en=en)
            return
