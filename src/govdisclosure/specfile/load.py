"""A spec file to a `Spec`: syntax, shape and meaning are checked in one run, and every fault has its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path as FilePath
from typing import Any

from attrs import evolve

from govdisclosure import codes
from govdisclosure.errors import Fault, SpecError, UsageError
from govdisclosure.language import say
from govdisclosure.likeness import nearest
from govdisclosure.spec import BLOCKS, Spec
from govdisclosure.specfile import edits, syntax
from govdisclosure.specfile.dump import plain_data
from govdisclosure.specfile.names import Misfit, misfits
from govdisclosure.specfile.structure import WrongShapeError, describe, structure
from govdisclosure.specfile.syntax import Parsed, Path

MAX_ATTEMPTS = 8
"""How often the rest of a faulty spec is tried after taking out what could not be read."""
_HARMLESS: dict[str, Any] = {
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
MAX_BYTES = 4 * syntax.MAX_CHARACTERS
EXTENDS = "extends"
"""The key by which a file names the format that it is a small child of."""


def read_text(path: FilePath) -> str:
    """Return the text of a spec file, as far as it is not too large for one; raise `SpecError` if it is no text."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        # Where the text was cut a character may be broken; it is refused for its length anyway.
        return data.decode("utf-8-sig", "strict" if len(data) <= MAX_BYTES else "ignore")
    except OSError as error:
        message = say(zh=f"不能读取：{error.strerror}", en=f"cannot be read: {error.strerror}")
        raise SpecError(Fault(message, file=str(path))) from None
    except UnicodeDecodeError:
        message = say(zh="不是 UTF-8 文本", en="is not UTF-8 text")
        raise SpecError(Fault(message, file=str(path), line=1, column=1)) from None


def build(parsed: Parsed, find: Callable[[str], Spec]) -> Spec:
    """Return the spec of a parsed file; raise `SpecError` with every fault, in the order of the file.

    `find` gives the format that it extends, by its id.
    """
    faults = list(parsed.faults)
    data, misplaced = _assemble(parsed)
    faults += misplaced
    if data is not None and EXTENDS in data:
        data, unfit = _over_parent(parsed, data, find)
        faults += unfit
    unread: set[str] = set()
    hurt: set[Path] = set()
    spec: Spec | None = None
    for attempt in range(MAX_ATTEMPTS):
        if data is None or spec is not None:
            break
        spec, wrong = structure(data, Spec)
        if attempt == 0:
            # Every fault of shape shows at once; later attempts only read what is left when they are taken out.
            faults += [_place(parsed, error) for error in wrong]
        for error in wrong:
            _prune(data, error, unread)
        hurt |= {error.path[:-1] for error in wrong if error.path and error.path[-1] in _MISSED}
    if spec is not None and isinstance(parsed.data, dict) and EXTENDS in parsed.data and spec.change:
        spec, failed = edits.apply(spec, spec.change.edits)
        faults += [parsed.fault(("change", "edits", number), message, code=codes.EDIT) for number, message in failed]
    if spec is not None:
        for misfit in misfits(spec, unread=frozenset(unread)):
            if not _follows(misfit, hurt):
                faults.append(_place_misfit(parsed, misfit))
    if faults or spec is None:
        raise SpecError(_in_order(faults))
    return evolve(spec, origin=parsed.file)


_MISSED = ("label", "total", "total_label", "open", "text", "draw")
"""What is missed where it is not said; one that could not be read is at fault itself, and nothing is missing."""


def _follows(misfit: Misfit, hurt: set[Path]) -> bool:
    """Whether a thing is only at fault because a part of it could not be read."""
    path = misfit.path
    return path in hurt or (path[:-1] in hurt and path[-1] in ("total_label", "total_at"))


def _place_misfit(parsed: Parsed, misfit: Misfit) -> Fault:
    if EXTENDS in parsed.data and not parsed.holds(misfit.path):
        # The fault shows in a part that was taken over, so it came in with the edits.
        return parsed.fault(("change",), misfit.message, key=True)
    return parsed.fault(misfit.path, misfit.message, key=misfit.key, offset=misfit.offset)


_loading: ContextVar[tuple[str, ...]] = ContextVar("govdisclosure_loading", default=())


def _over_parent(
    parsed: Parsed, own: dict[str, Any], find: Callable[[str], Spec]
) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Lay what a child says over the data of the format that it extends."""
    name = own.pop(EXTENDS)

    def fault(zh: str, en: str) -> tuple[None, list[Fault]]:
        return None, [parsed.fault((EXTENDS,), say(zh=zh, en=en), code=codes.EXTENDS)]

    if not isinstance(name, str) or name.endswith((".yaml", ".yml")):
        return fault("extends 应为格式标识，如 family/2021", "extends takes the id of a format, as in family/2021")
    way = (*_loading.get(), str(own.get("id")))
    if name in way:
        return fault(
            f"{name} 扩展了自己：{' → '.join((*way, name))}", f"{name} extends itself: {' → '.join((*way, name))}"
        )
    token = _loading.set(way)
    try:
        parent = find(name)
    except UsageError as error:
        return fault(str(error), str(error))
    except SpecError as error:
        return fault(
            f"所扩展的格式 {name} 有错误：{error.faults[0]}", f"{name}, which it extends, has faults: {error.faults[0]}"
        )
    finally:
        _loading.reset(token)
    faults = [
        parsed.fault(("spec",), say(zh=f"缺少键 {key}", en=f"missing key {key}"), key=True, code=codes.SHAPE)
        for key in ("id", "revision", "for_years", "source")
        if key not in own
    ]
    if "tables" in own:
        message = say(
            zh="扩展别的格式的规格没有自己的 tables；请用 change 的 edits",
            en="a spec that extends another has no tables of its own: use the edits of change",
        )
        faults.append(parsed.fault(("tables",), message, key=True))
        del own["tables"]
    merged = plain_data(parent)
    for key in ("status", "change"):
        merged.pop(key, None)
    # What is taken over still rests on the text that it rested on before.
    for part in (*merged["tables"].values(), *merged.get("rules", {}).values()):
        part.setdefault("source", merged["source"])
    for key, value in own.items():
        below = merged.get(key)
        merged[key] = (
            {**below, **value} if isinstance(below, dict) and isinstance(value, dict) and key in BLOCKS else value
        )
    change = merged.setdefault("change", {})
    if isinstance(change, dict):
        change.setdefault("from", name)
        if change["from"] != name:
            faults.append(
                parsed.fault(
                    ("change", "from"), say(zh=f"应与 extends 相同（{name}）", en=f"must be what it extends, {name}")
                )
            )
    return merged, faults


def _assemble(parsed: Parsed) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Bring the blocks of the file into the one mapping that `Spec` is structured from."""
    data = parsed.data
    if not isinstance(data, dict):
        found = describe(data)
        message = say(zh=f"规格文件应为映射，实为{found}", en=f"a spec file is a mapping; found {found}")
        return None, [parsed.fault((), message)]
    faults = [
        parsed.fault(
            (key,),
            say(zh=f"未知的键 {key}", en=f"unknown key {key}") + nearest(key, ("spec", EXTENDS, *BLOCKS)),
            key=True,
        )
        for key in data
        if key not in ("spec", EXTENDS, *BLOCKS)
    ]
    head = data.get("spec")
    if not isinstance(head, dict):
        faults.append(parsed.fault(("spec",), say(zh="缺少 spec: 段", en="the block spec: is missing"), key=True))
        return None, faults
    for key in BLOCKS:
        if key in head:
            message = say(zh=f"{key} 应写在 spec: 之外", en=f"{key} stands outside spec:")
            faults.append(parsed.fault(("spec", key), message, key=True))
    if "origin" in head:
        faults.append(parsed.fault(("spec", "origin"), say(zh="未知的键 origin", en="unknown key origin"), key=True))
    body = {key: value for key, value in head.items() if key not in (*BLOCKS, "origin")}
    body |= {key: value for key, value in data.items() if key in (EXTENDS, *BLOCKS)}
    return _copy(body), faults


def _copy(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(item) for item in data] if isinstance(data, list) else data


def _file_path(path: Path) -> Path:
    """Turn a path inside the assembled mapping into one inside the file."""
    return path if path and path[0] in BLOCKS else ("spec", *path)


def _place(parsed: Parsed, error: WrongShapeError) -> Fault:
    return parsed.fault(_file_path(error.path), error.message, key=error.at in ("key", "missing"), code=codes.SHAPE)


def _prune(data: Any, error: WrongShapeError, unread: set[str]) -> None:
    """Take out what could not be read, or put something harmless in its place, so that the rest can be read."""
    path = error.path
    if not path:  # something that every spec must say is missing
        missing = {key: value for key, value in _HARMLESS.items() if key not in data}
        data.update(missing)
        unread |= set(missing)
        return
    owner = data
    for step in path[:-1]:
        try:
            owner = owner[step]
        except (KeyError, IndexError, TypeError):
            return  # a fault around this one was taken out already
    step = path[-1]
    unread |= {part for part in path if isinstance(part, str)}
    if len(path) > 1 and path[-2] == "nodes" and error.at == "value":
        owner[step] = {}
    elif isinstance(owner, list) and isinstance(step, int):
        owner[step : step + 1] = []
    elif isinstance(owner, dict):
        owner.pop(step, None)
        if len(path) == 1 and step in _HARMLESS:
            owner[step] = _HARMLESS[step]


def _in_order(faults: list[Fault]) -> Iterator[Fault]:
    seen = set()
    for fault in sorted(faults, key=lambda fault: (fault.line or 0, fault.column or 0)):
        if str(fault) not in seen:
            seen.add(str(fault))
            yield fault
