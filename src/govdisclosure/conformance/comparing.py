"""Whether an answer says what is right: all of it, nothing else, in whatever order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from govdisclosure.language import say

MISSING = object()
_TOO_MANY = 100
"""Members more than right ones that are each told; of a longer list its length is."""


def deviations(right: Any, given: Any, *, unread: bool = False, path: str = "") -> Iterator[str]:
    """Yield a sentence for each place where an answer is not the right one.

    An object must have the right keys with the right values, and may have others; a list must have the right members,
    in any order. Numbers are compared as numbers. With `unread`, a figure may be left unread, but not be another.

    >>> from govdisclosure.language import using
    >>> with using("en"):
    ...     list(deviations({"year": 2024, "cells": [1, 2]}, {"year": 2023, "cells": [2, 1]}))
    ['year: 2023 where 2024 is right']
    """
    if isinstance(right, Mapping) and isinstance(given, Mapping):
        for key, value in right.items():
            yield from deviations(value, given.get(key, MISSING), unread=unread, path=f"{path}/{key}".lstrip("/"))
    elif isinstance(right, Mapping) and unread and given is MISSING:
        return
    elif isinstance(right, list) and isinstance(given, list):
        yield from _members(right, given, path)
    elif not (_same(right, _figure(given)) or (unread and _is_unread(given))):
        yield say(
            zh=f"{path}：应为 {_short(right)}，答为 {_short(given)}",
            en=f"{path}: {_short(given)} where {_short(right)} is right",
        )


def _members(right: Sequence[Any], given: Sequence[Any], path: str) -> Iterator[str]:
    if len(given) > len(right) + _TOO_MANY:
        yield say(
            zh=f"{path}：应为 {len(right)} 项，答为 {len(given)} 项",
            en=f"{path}: a list of {len(given)} where one of {len(right)} is right",
        )
        return
    left = list(given)
    for member in right:
        found = next((other for other in left if not any(deviations(member, other))), MISSING)
        if found is MISSING:
            yield say(zh=f"{path}：缺 {_short(member)}", en=f"{path}: {_short(member)} is not there")
        else:
            left.remove(found)
    for other in left:
        yield say(zh=f"{path}：多出 {_short(other)}", en=f"{path}: {_short(other)} should not be there")


def _same(right: Any, given: Any) -> bool:
    return isinstance(given, bool) == isinstance(right, bool) and bool(right == given)


def _figure(given: Any) -> Any:
    """Return the figure of a cell that has more than a figure, such as a note."""
    return given.get("value", given) if isinstance(given, Mapping) else given


def _is_unread(given: Any) -> bool:
    return given is MISSING or (isinstance(given, Mapping) and "unreadable" in given)


def _short(value: Any) -> str:
    text = say(zh="无", en="nothing") if value is MISSING else str(value)
    return text if len(text) <= 120 else f"{text[:119]}…"  # noqa: PLR2004 - a line of a terminal or two
