"""A spec file to a `Spec`: syntax, shape and meaning are checked in one run, and every fault has its place."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice
from pathlib import Path as FilePath
from typing import Any

from attrs import evolve, frozen

from govdisclosure import codes
from govdisclosure.errors import Fault, ReadError, SpecError
from govdisclosure.files import read_file
from govdisclosure.language import say
from govdisclosure.likeness import nearest
from govdisclosure.spec import BLOCKS, Spec
from govdisclosure.specfile import edits, syntax
from govdisclosure.specfile.children import EXTENDS, Data, child_faults, laid_over
from govdisclosure.specfile.meaning import Sizes, meaning_faults
from govdisclosure.specfile.scalars import WrongShapeError, describe
from govdisclosure.specfile.structure import structure
from govdisclosure.specfile.syntax import MAX_FAULTS, Parsed, Path, more_faults

MAX_ATTEMPTS = 8
"""How often the rest of a faulty spec is tried after taking out what could not be read."""
MAX_MENDED = 100
"""Faults of shape among which the rest of a spec is still looked at."""
_HARMLESS: Data = {
    "id": "unread/0",
    "revision": "0",
    "for_years": "1000..",
    "title": {"en": "unread"},
    "source": {},
    "sections": [],
    "values": {},
    "tables": {},
}
"""What stands in for what every spec must say and this one does not, while its other faults are looked for."""
_EXPECTED = frozenset(("label", "total", "total_label", "open", "nodes", "text", "draw"))
"""Keys that may be left out, but whose owner is then at fault elsewhere, for want of a label or of cells."""
MAX_BYTES = 4 * syntax.MAX_CHARACTERS


def read_text(path: FilePath, most: int = MAX_BYTES) -> str:
    """Return the text of a spec or theme file of at most so many bytes; raise `SpecError` if it is no text."""
    file = str(path)
    if path.exists() and not path.is_file():
        raise SpecError(Fault(say(zh="不是文件", en="is no file"), file=file))
    try:
        return read_file(path, most).decode("utf-8-sig")
    except ReadError as error:
        raise SpecError(error.faults) from None
    except UnicodeDecodeError:
        raise SpecError(Fault(say(zh="不是 UTF-8 文本", en="is not UTF-8 text"), file=file, line=1, column=1)) from None


def build(parsed: Parsed, parent: Spec | None = None, orphaned: Iterable[Fault] = ()) -> Spec:
    """Return the spec of a parsed file; raise `SpecError` with every fault, in the order of the file.

    `parent` is the format that the file extends, if it extends one; `orphaned` are the faults for which there is none.
    """
    data, faults = _one_mapping(parsed.data)
    child = data is not None and EXTENDS in data
    if data is not None and child:
        faults += child_faults(data) if parent else orphaned
        data = laid_over(data, parent) if parent else None
    read = _Read(None) if data is None else _read(data)
    spec, failed = _edited(read.spec, _own_rules(parsed)) if child else (read.spec, [])
    found = () if spec is None else islice(meaning_faults(spec, read.unread), MAX_FAULTS + 1)
    faults += (*read.faults, *failed, *(_of_own(parsed, fault) for fault in found if not read.explains(fault.path)))
    if faults or parsed.faults or spec is None:
        raise SpecError(_in_order((*parsed.faults, *map(parsed.placed, faults))))
    return evolve(spec, origin=parsed.file)


def _own_rules(parsed: Parsed) -> Container[str]:
    """Return the keys of the rules that a file writes itself."""
    rules = parsed.data.get("rules")
    return rules if isinstance(rules, dict) else ()


def _edited(spec: Spec | None, own: Container[str]) -> tuple[Spec | None, list[Fault]]:
    """Carry out the edits of a child, unless its axes are at fault themselves; `own` are the rules that it writes."""
    if spec is None or spec.change is None or not Sizes.of(spec).sound:
        return spec, []
    edited, faults = edits.apply(spec, spec.change.edits)
    if faults:
        return edited, faults
    kept = tuple(
        rule for rule in edited.rules if rule.key in own or not edits.is_about_dropped(rule, spec.change.edits)
    )
    return evolve(edited, rules=kept), faults


def _of_own(parsed: Parsed, fault: Fault) -> Fault:
    """Lay a fault that shows in what a child took over at the edits with which it came in."""
    taken_over = EXTENDS in parsed.data and not parsed.holds(fault.path)
    return Fault(fault.message, path=("change",), key=True) if taken_over else fault


# the blocks of a file -----------------------------------------------------------------------------------------------


def _one_mapping(data: Any) -> tuple[Data | None, list[Fault]]:
    """Bring the blocks of a file into the one mapping that `Spec` is structured from; None if it has no `spec:`."""
    if not isinstance(data, dict):
        found = describe(data)
        return None, [Fault(say(zh=f"规格文件应为映射，实为{found}", en=f"a spec file is a mapping; found {found}"))]
    known = ("spec", EXTENDS, *BLOCKS)
    strange = islice((key for key in data if key not in known), MAX_FAULTS + 1)
    faults = [_unknown_key((key,), nearest(key, known)) for key in strange]
    head = data.get("spec")
    if not isinstance(head, dict):
        missing = Fault(say(zh="缺少 spec: 段", en="the block spec: is missing"), path=("spec",), key=True)
        return None, [*faults, missing]
    own = {key: value for key, value in head.items() if key not in (*BLOCKS, "origin")}
    blocks = {key: value for key, value in data.items() if key in (EXTENDS, *BLOCKS)}
    return own | blocks, [*faults, *_head_faults(head)]


def _head_faults(head: Data) -> Iterator[Fault]:
    """Yield the keys of the block `spec:` that do not belong into it."""
    for key in (key for key in head if key in BLOCKS):
        yield Fault(say(zh=f"{key} 应写在 spec: 之外", en=f"{key} stands outside spec:"), path=("spec", key), key=True)
    if "origin" in head:
        yield _unknown_key(("spec", "origin"))


def _unknown_key(path: Path, offer: str = "") -> Fault:
    return Fault(say(zh=f"未知的键 {path[-1]}", en=f"unknown key {path[-1]}") + offer, path=path, key=True)


# as much of a file as can be read -----------------------------------------------------------------------------------


@frozen
class _Read:
    """What could be read, the faults of shape, the names that could not be read, and where a key is lost."""

    spec: Spec | None
    faults: tuple[Fault, ...] = ()
    unread: frozenset[str] = frozenset()
    hurt: frozenset[Path] = frozenset()

    def explains(self, path: Path) -> bool:
        """Whether what stands at a path is at fault only because a part of it could not be read."""
        return path in self.hurt or (path[:-1] in self.hurt and path[-1] in ("total", "total_label", "total_at"))


def _read(data: Data) -> _Read:
    """Read the data of a spec; what cannot be read is taken out, so that the faults of the rest are found too."""
    spec, wrong = structure(data, Spec)
    faults = tuple(_fault(error) for error in wrong)
    unread: set[str] = set()
    hurt: set[Path] = set()
    for _ in range(MAX_ATTEMPTS):
        if spec is not None or len(wrong) > MAX_MENDED:
            break
        unread |= {part for error in wrong for part in error.path if isinstance(part, str)}
        unread |= set() if all(error.path for error in wrong) else _HARMLESS.keys() - data.keys()
        hurt |= {error.path[:-1] for error in wrong if _EXPECTED & {error.meant, *error.path[-1:]}}
        # The last in a list goes first, so that the others keep their places.
        data = reduce(_without, reversed(wrong), data)
        spec, wrong = structure(data, Spec)
    return _Read(spec, faults, frozenset(unread), frozenset(hurt))


def _fault(error: WrongShapeError) -> Fault:
    path = error.path if error.path and error.path[0] in BLOCKS else ("spec", *error.path)
    return Fault(error.message, path=path, key=error.at in ("key", "missing"), code=codes.SHAPE)


_NOTHING = object()


def _without(data: Data, error: WrongShapeError) -> Data:
    """Return data without what could not be read, or with something harmless in its place."""
    path = error.path
    if not path:  # something that every spec must say is missing
        return {**_HARMLESS, **data}
    harmless = _HARMLESS.get(str(path[0]), _NOTHING) if len(path) == 1 else _NOTHING
    is_node = len(path) > 1 and path[-2] == "nodes" and error.at == "value"
    changed: Data = _with(data, path, {} if is_node else harmless)
    return changed


def _with(data: Any, path: Sequence[str | int], value: object) -> Any:
    """Return data with a value at a path, or nothing there; unchanged where the path leads nowhere."""
    if not isinstance(data, (dict, list)):
        return data
    step, *rest = path
    items: dict[Any, Any] = dict(data.items() if isinstance(data, dict) else enumerate(data))
    if step not in items:
        return data
    if rest:
        items[step] = _with(items[step], rest, value)
    elif value is _NOTHING:
        del items[step]
    else:
        items[step] = value
    return items if isinstance(data, dict) else list(items.values())


def _in_order(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield faults in the order of the file, each once, as many as can be told at once."""
    ordered = sorted(faults, key=lambda fault: (fault.line or 0, fault.column or 0))
    each = [*{str(fault): fault for fault in ordered}.values()]
    yield from each[:MAX_FAULTS]
    if len(each) > MAX_FAULTS:
        yield more_faults(each[MAX_FAULTS])
