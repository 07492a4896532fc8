"""Faults that several parts of a spec have in common."""

from __future__ import annotations

from collections.abc import Collection

from govdisclosure.errors import Fault
from govdisclosure.language import Words, say
from govdisclosure.likeness import nearest
from govdisclosure.spec import is_specimen
from govdisclosure.specfile.syntax import Path

AXIS = Words("轴", "axis")
COMPANION = Words("其他文件", "companion")
LINE = Words("行或列", "row or column")
TABLE = Words("表", "table")
VALUE = Words("值", "value")


def fault_if(wrong: object, path: Path, *, zh: str, en: str, key: bool = False) -> tuple[Fault, ...]:
    """Return a fault if something is wrong; `key` as in `Fault`."""
    return (Fault(say(zh=zh, en=en), path=path, key=key),) if wrong else ()


def unknown(
    path: Path, what: Words, name: str | None, known: Collection[str], unread: frozenset[str]
) -> tuple[Fault, ...]:
    """Return a fault if a name is given and means nothing, and not just something that could not be read."""
    if name is None or name in known or name in unread:
        return ()
    message = say(zh=f"没有名为 {name} 的{what.zh}", en=f"there is no {what.en} {name}")
    return (Fault(message + nearest(name, known), path=path),)


def numbering_faults(path: Path, text: str | None) -> tuple[Fault, ...]:
    """Return the fault of a numbering that does not show the first ordinal."""
    return fault_if(
        text and not is_specimen(text),
        path,
        zh=f"“{text}”不是编号样式；样式示范第一项，如 一、 （一） 1. A",
        en=f"'{text}' is no numbering: write the first item's ordinal, as in 一、 （一） 1. A",
    )
