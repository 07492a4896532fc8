"""JSON text to data and back: exact numbers, nothing coerced, and limits on what a stranger may send."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from govdisclosure.errors import ReadError, unexpected
from govdisclosure.files import check_limit
from govdisclosure.language import say

MAX_CHARACTERS = 32_000_000
MAX_NUMBER = 60
"""Characters that a number may be written with."""


class Unusable:
    """A number in the text that no cell can hold."""

    def __init__(self, text: str) -> None:
        self.text: str = text if len(text) <= 24 else f"{text[:20]}… ({len(text)})"  # noqa: PLR2004 - for a message


class Duplicate(dict[str, Any]):
    """An object in the text that gives a key twice."""

    key = ""


def parse_json(text: str | bytes) -> Any:
    """Return the data of a JSON text, a number with a point as `Decimal`; raise `ReadError` with line and column.

    What no cell can hold (NaN, a number of a hundred digits) becomes an `Unusable`, an object that gives a key twice a
    `Duplicate`, so that whoever knows the path can name it.
    """
    if not isinstance(text, (str, bytes)):
        raise unexpected(text, zh="JSON 文本（str 或 bytes）", en="JSON text, as str or bytes")
    if len(text) > MAX_CHARACTERS:
        raise ReadError(
            say(
                zh=f"报告 JSON 太大（{len(text)}），最多 {MAX_CHARACTERS} 个字符。",
                en=f"the report JSON is too large ({len(text)}); at most {MAX_CHARACTERS} characters",
            )
        )
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        check_limit("elements", sum(map(text.count, ",{[")), "报告 JSON 的元素数", "elements of the report JSON")
        return json.loads(
            text, parse_int=_integer, parse_float=_decimal, parse_constant=Unusable, object_pairs_hook=_object
        )
    except UnicodeDecodeError:
        raise ReadError(say(zh="报告 JSON 不是 UTF-8 文本。", en="the report JSON is not UTF-8 text")) from None
    except json.JSONDecodeError as error:
        place = say(zh=f"第 {error.lineno} 行第 {error.colno} 列", en=f"line {error.lineno}, column {error.colno}")
        raise ReadError(say(zh=f"不是 JSON（{place}）：{error.msg}。", en=f"not JSON ({place}): {error.msg}")) from None
    except RecursionError:
        raise ReadError(say(zh="JSON 嵌套太深。", en="the JSON is nested too deeply")) from None


def _integer(text: str) -> int | Unusable:
    return int(text) if len(text) <= MAX_NUMBER else Unusable(text)


def _decimal(text: str) -> Decimal | Unusable:
    if len(text) > MAX_NUMBER:
        return Unusable(text)
    try:
        return Decimal(text)
    except InvalidOperation:
        return Unusable(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    duplicate = Duplicate(found)
    duplicate.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # None: false
    return duplicate


def write_json(data: Any, indent: int | None = 1, *, ascii_only: bool = False) -> str:
    """Return data as JSON text, `Decimal` written exactly; the same data gives the same text."""
    parts: list[str] = []
    encode = json.JSONEncoder(ensure_ascii=ascii_only, allow_nan=False).encode
    _write(data, parts.append, "\n" if indent is not None else "", " " * (indent or 0), encode)
    return "".join(parts)


def _write(data: Any, put: Any, newline: str, step: str, encode: Callable[[Any], str]) -> None:
    items: Iterable[tuple[str, Any]]
    if isinstance(data, dict):
        start, end = "{}"
        items = ((encode(str(key)) + ": ", value) for key, value in data.items())
    elif isinstance(data, (list, tuple)):
        start, end = "[]"
        items = (("", item) for item in data)
    else:
        put(format(data, "f") if isinstance(data, Decimal) else encode(data))
        return
    inner = newline + step
    before = start + inner
    for name, value in items:
        put(before + name)
        _write(value, put, inner, step, encode)
        before = ("," if newline else ", ") + inner
    put(newline + end if data else start + end)
