"""Faults that several parts of a spec have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterator

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


def fault_if(wrong: object, path: Path, *, zh: str, en: str, key: bool = False) -> Iterator[Fault]:
    """Yield a fault if something is wrong; `key` as in `Fault`."""
    if wrong:
        yield Fault(say(zh=zh, en=en), path=path, key=key)


def unknown(
    path: Path, what: Words, name: str | None, known: Collection[str], unread: frozenset[str]
) -> Iterator[Fault]:
    """Yield a fault if a name is given and means nothing, and not just something that could not be read."""
    if name is not None and name not in known and name not in unread:
        message = say(zh=f"没有名为 {name} 的{what.zh}", en=f"there is no {what.en} {name}")
        yield Fault(message + nearest(name, known), path=path)


def numbering_faults(path: Path, text: str | None) -> Iterator[Fault]:
    """Yield the fault of a numbering that does not show the first ordinal."""
    yield from fault_if(
        text and not is_specimen(text),
        path,
        zh=f"“{text}”不是编号样式；样式示范第一项，如 一、 （一） 1. A",
        en=f"'{text}' is no numbering: write the first item's ordinal, as in 一、 （一） 1. A",
    )
