"""A child of a format: what it says is laid over the format that it extends, and its edits are carried out on that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from govdisclosure import codes
from govdisclosure.errors import Fault, SpecError, UsageError
from govdisclosure.language import say
from govdisclosure.spec import BLOCKS, Spec
from govdisclosure.specfile.dump import plain_data

EXTENDS = "extends"
"""The key by which a file names the format that it is a small child of."""

MAX_GENERATIONS = 8
"""Formats that may extend each other in a row."""

ParentOf = Callable[[str, tuple[str, ...]], Spec]
"""Returns a format by its id, told the ids of its descendants."""

Data = dict[str, Any]


def find_parent(data: Any, parent_of: ParentOf, descendants: tuple[str, ...]) -> tuple[Spec | None, list[Fault]]:
    """Return the format that the file of some data extends, or the fault for which there is none."""
    if not isinstance(data, dict) or EXTENDS not in data:
        return None, []
    name, head = data[EXTENDS], data.get("spec")
    way = (*descendants, str(head.get("id") if isinstance(head, dict) else None))
    if not isinstance(name, str) or name.endswith((".yaml", ".yml")):
        return _no_parent("extends 应为格式标识，如 family/2021", "extends takes the id of a format, as in family/2021")
    if name in way:
        line = " → ".join((*way, name))
        return _no_parent(f"{name} 扩展了自己：{line}", f"{name} extends itself: {line}")
    if len(way) > MAX_GENERATIONS:
        most, line = MAX_GENERATIONS, " → ".join(way)
        return _no_parent(
            f"格式层层扩展，超过 {most} 代：{line}",
            f"formats extend each other over more than {most} generations: {line}",
        )
    try:
        return parent_of(name, way), []
    except UsageError as error:
        return _no_parent(str(error), str(error))
    except SpecError as error:
        first = error.faults[0]
        if first.code == codes.EXTENDS.id:
            return _no_parent(first.message, first.message)
        return _no_parent(f"所扩展的格式 {name} 有错误：{first}", f"{name}, which it extends, has faults: {first}")


def _no_parent(zh: str, en: str) -> tuple[None, list[Fault]]:
    return None, [Fault(say(zh=zh, en=en), path=(EXTENDS,), code=codes.EXTENDS)]


def laid_over(own: Data, parent: Spec) -> Data:
    """Return the data of a child, with what it does not say taken over from its parent."""
    inherited = {key: value for key, value in plain_data(parent).items() if key not in ("status", "change")}
    # What is taken over still rests on the text that it rested on before.
    for block in ("tables", "rules"):
        inherited[block] = {
            key: {"source": inherited["source"], **body} for key, body in inherited.get(block, {}).items()
        }
    said = {key: value for key, value in own.items() if key not in (EXTENDS, "tables")}
    merged = {**inherited, **said}
    for key in BLOCKS:
        below, above = inherited.get(key), said.get(key)
        if isinstance(below, dict) and isinstance(above, dict):
            merged[key] = {**below, **above}
    change = merged.setdefault("change", {})
    return {**merged, "change": {"from": parent.id, **change}} if isinstance(change, dict) else merged


def child_faults(own: Data) -> list[Fault]:
    """Return what is wrong with what a child says, beside its edits."""
    faults = [
        Fault(say(zh=f"缺少键 {key}", en=f"missing key {key}"), path=("spec",), key=True, code=codes.SHAPE)
        for key in ("id", "revision", "for_years", "source")
        if key not in own
    ]
    if "tables" in own:
        message = say(
            zh="扩展别的格式的规格没有自己的 tables；请用 change 的 edits",
            en="a spec that extends another has no tables of its own: use the edits of change",
        )
        faults.append(Fault(message, path=("tables",), key=True))
    change, name = own.get("change"), own[EXTENDS]
    if isinstance(change, dict) and change.get("from", name) != name:
        message = say(zh=f"应与 extends 相同（{name}）", en=f"must be what it extends, {name}")
        faults.append(Fault(message, path=("change", "from")))
    return faults
