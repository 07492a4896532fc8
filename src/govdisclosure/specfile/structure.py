"""Plain data to the objects of `model`, strictly: no coercion, no unknown keys, every fault with its path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache, partial
from itertools import islice
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, override

from govdisclosure.language import say
from govdisclosure.likeness import likest, nearest
from govdisclosure.spec import (
    BLOCKS,
    CODE_PATTERN,
    CONTROLS,
    KEYED,
    VERBS,
    Date,
    Edit,
    Example,
    Key,
    Localised,
    Mark,
    Number,
    Spec,
    YearRange,
    is_date,
    keys_of,
    period_of,
)
from govdisclosure.specfile.syntax import MAX_FAULTS, Path

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_YEARS = re.compile(rf"({CODE_PATTERN})(?:(\.\.)({CODE_PATTERN})?)?")
_UNFIT = re.compile(rf"[{CONTROLS}\ud800-\udfff]")
RESERVED = ("total", "prior")
MAX_SHOWN = 40
"""Characters of a wrong value that a message repeats."""


At = Literal["value", "key", "missing"]
"""What is wrong: a value, a key that should not be there, or that a key is not there."""


class WrongShapeError(ValueError):
    """A value is not of the shape that the spec language asks for; `meant` is the key that is missing, or misspelt."""

    def __init__(self, message: str, path: Path = (), *, at: At = "value", meant: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.at: At = at
        self.meant = meant


def structure(data: Any, cls: type, path: Path = ()) -> tuple[Any, list[WrongShapeError]]:
    """Return `data` as an object of `cls` and no faults, or None and all faults of shape."""
    try:
        return _converter().structure(data, cls), []
    except Exception as error:  # noqa: BLE001 - cattrs wraps the hooks' errors in groups; all are unpacked below
        return None, list(_unpack(error, path))


def _unpack(error: BaseException, path: Path) -> list[WrongShapeError]:
    """Flatten cattrs' tree of errors, reading the paths from its notes."""
    from cattrs import BaseValidationError, ForbiddenExtraKeysError

    if isinstance(error, BaseValidationError):
        within = (one for inner in error.exceptions for one in _unpack(inner, (*path, *_steps(inner))))
        return _each_once([*islice(within, MAX_FAULTS + 1)])
    if isinstance(error, ForbiddenExtraKeysError):
        return [_unknown_key(key, error.cl, path) for key in sorted(error.extra_fields)[: MAX_FAULTS + 1]]
    if isinstance(error, WrongShapeError):
        return [WrongShapeError(error.message, (*path, *error.path), at=error.at)]
    if isinstance(error, KeyError):
        key = str(error.args[0])
        return [WrongShapeError(say(zh=f"缺少键 {key}", en=f"missing key {key}"), path[:-1], at="missing", meant=key)]
    raise error


def _each_once(found: list[WrongShapeError]) -> list[WrongShapeError]:
    """Leave out keys that are missing because they are misspelt."""
    misspelt = {(*one.path[:-1], one.meant) for one in found if one.at == "key" and one.meant}
    return [one for one in found if one.at != "missing" or (*one.path, one.meant) not in misspelt]


def _steps(error: BaseException) -> list[str | int]:
    """Return the keys and list positions that lead to an error from the error around it."""
    from cattrs import AttributeValidationNote, IterableValidationNote

    return [
        note.name if isinstance(note, AttributeValidationNote) else note.index
        for note in getattr(error, "__notes__", ())
        if isinstance(note, (AttributeValidationNote, IterableValidationNote))
    ]


def _unknown_key(key: str, cls: type, path: Path) -> WrongShapeError:
    known = [one.name for one in keys_of(cls) if cls is not Spec or one.name not in BLOCKS]
    message = say(zh=f"未知的键 {key}", en=f"unknown key {key}") + nearest(key, known)
    return WrongShapeError(message, (*path, key), at="key", meant=likest(key, known) or "")


def describe(data: Any) -> str:
    """Name what a value is, for a message that says what was found."""
    if data is None:
        return say(zh="空值", en="nothing")
    if isinstance(data, bool):
        return say(zh=f"真假值 {str(data).lower()}", en=f"the truth value {str(data).lower()}")
    if isinstance(data, (int, Decimal)):
        return say(zh=f"数 {data}", en=f"the number {data}")
    if isinstance(data, str):
        shown = data if len(data) <= MAX_SHOWN else data[:MAX_SHOWN] + "…"
        return say(zh=f"文字“{shown}”", en=f"the text '{shown}'")
    return say(zh="映射", en="a mapping") if isinstance(data, dict) else say(zh="列表", en="a list")


def _expect(data: Any, kind: type | tuple[type, ...], *, zh: str, en: str) -> None:
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        found = describe(data)
        raise WrongShapeError(say(zh=f"应为{zh}，实为{found}", en=f"expected {en}, found {found}"))


def _text(data: Any, _: Any) -> str:
    if isinstance(data, (int, Decimal)) and not isinstance(data, bool):
        found = describe(data)
        raise WrongShapeError(
            say(zh=f"应为文字，实为{found}；请加引号", en=f"expected text, found {found}; put it in quotes")
        )
    _expect(data, str, zh="文字", en="text")
    if unfit := _UNFIT.search(str(data)):
        sign = f"U+{ord(unfit[0]):04X}"
        raise WrongShapeError(
            say(
                zh=f"文字里有看不见的控制字符 {sign}，请删去",
                en=f"holds the control character {sign}, which nobody sees; delete it",
            )
        )
    return str(data)


def _date(data: Any, _: Any) -> Date:
    text = _text(data, str)
    if not is_date(text):
        found = describe(data)
        raise WrongShapeError(
            say(zh=f'应为日期，如 "2021-09-26"，实为{found}', en=f'expected a date, as in "2021-09-26"; found {found}')
        )
    return Date(text)


def _boolean(data: Any, _: Any) -> bool:
    _expect(data, bool, zh=" true 或 false", en="true or false")
    return bool(data)


def _integer(data: Any, _: Any) -> int:
    _expect(data, int, zh="整数", en="a whole number")
    return int(data)


def _number(data: Any, _: Any) -> Number:
    _expect(data, (int, Decimal), zh="数", en="a number")
    number: Number = data
    return number


def _number_or(words: Any, data: Any, _: Any) -> Any:
    """A number, or one of some words."""
    known = [str(word) for word in get_args(words)]
    choice = ", ".join(known)
    if data not in known:
        _expect(data, (int, Decimal), zh=f"数或 {choice} ", en=f"a number or {choice}")
    return data


def _localised(data: Any, _: Any) -> Localised:
    _expect(data, dict, zh="各语言的文字，如 {zh: …, en: …}", en="a text per language, as in {zh: …, en: …}")
    if not data:
        raise WrongShapeError(say(zh="没有任何语言的文字", en="no text in any language"))
    for language, text in data.items():
        if not _LANGUAGE.fullmatch(language):
            message = say(zh=f"{language} 不是语言代码", en=f"{language} is not a language code")
            raise WrongShapeError(message, (language,), at="key")
        try:
            _text(text, str)
        except WrongShapeError as error:
            raise WrongShapeError(error.message, (language,)) from None
    return Localised(tuple(data.items()))


def _years(data: Any, _: Any) -> YearRange:
    match = _YEARS.fullmatch(str(data)) if isinstance(data, (str, int)) else None
    if not match:
        found = describe(data)
        raise WrongShapeError(
            say(
                zh=f"应为报告年度，如 2021..、2019..2020 或 2019，实为{found}",
                en=f"expected report years, as in 2021.., 2019..2020 or 2019; found {found}",
            )
        )
    first, last = period_of(match[1]), period_of(match[3] or "") if match[2] else period_of(match[1])
    assert first is not None
    if last is not None and last.last < first.first:
        raise WrongShapeError(say(zh=f"年度 {first}..{last} 先后颠倒", en=f"the years {first}..{last} run backwards"))
    return YearRange(first, last)


def _marks(data: Any, _: Any) -> tuple[Mark, ...]:
    example = '{"/": [0, 0]}'
    _expect(data, dict, zh=f"记号到区间的映射，如 {example}", en=f"a mapping from marks to intervals, as in {example}")
    marks = []
    for text, interval in data.items():
        _text(text, str)
        numbers = isinstance(interval, list) and [
            n for n in interval if isinstance(n, (int, Decimal)) and not isinstance(n, bool)
        ]
        if not numbers or len(numbers) != 2 or len(interval) != 2 or numbers[0] > numbers[1]:  # noqa: PLR2004 - a pair
            message = say(zh="应为区间，如 [0, 1]", en="expected an interval, as in [0, 1]")
            raise WrongShapeError(message, (text,))
        marks.append(Mark(text, numbers[0], numbers[1]))
    return tuple(marks)


def _example(data: Any, _: Any) -> Example:
    _expect(data, dict, zh="名称到数的映射", en="a mapping from names to numbers")
    for name, number in data.items():
        try:
            _number(number, None)
        except WrongShapeError as error:
            raise WrongShapeError(error.message, (name,)) from None
    return Example(tuple(data.items()))


def _literal(data: Any, cls: Any) -> Any:
    known = [str(value) for value in get_args(cls)]
    if not isinstance(data, str) or data not in known:
        choice = "、".join(known)
        found = describe(data)
        raise WrongShapeError(
            say(zh=f"应为 {choice} 之一，实为{found}", en=f"expected one of {', '.join(known)}; found {found}")
            + (nearest(data, known) if isinstance(data, str) else "")
        )
    return data


def check_key(key: str) -> str | None:
    """Return what is wrong with a key of a node, table, value or rule, or None."""
    if key in RESERVED:
        return say(zh=f"{key} 是保留字，不能作键", en=f"{key} is reserved and cannot be a key")
    if not _KEY.fullmatch(key):
        return say(
            zh=f"键“{key}”应由小写字母、数字和下划线组成，以字母开头",
            en=f"the key '{key}' must be lower-case letters, digits and underscores, beginning with a letter",
        )
    return None


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    hooks: dict[Any, Callable[[Any, Any], Any]] = {
        str: _text,
        bool: _boolean,
        int: _integer,
        Localised: _localised,
        YearRange: _years,
        Example: _example,
    }
    for cls, hook in hooks.items():
        converter.register_structure_hook(cls, hook)
    converter.register_structure_hook_func(lambda cls: cls is Date, _date)
    converter.register_structure_hook_func(_is_literal, _literal)
    converter.register_structure_hook_factory(_is_union, lambda cls: _one_of(converter, cls))
    converter.register_structure_hook_factory(_is_list, lambda cls: _list_of(converter, cls))
    converter.register_structure_hook_factory(attrs.has, lambda cls: _object(converter, cls))
    return converter


def _object(converter: cattrs.Converter, cls: type) -> Callable[[Any, Any], Any]:
    """Objects: a mapping, whose unknown keys are refused."""
    renamed: dict[str, Any] = {
        key.field: override(
            rename=key.name, struct_hook=_limited(converter, key) if key.within or key.pattern else None
        )
        for key in keys_of(cls)
        if key.field != key.name or key.within or key.pattern
    }
    build: Callable[[Any, Any], Any] = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **renamed)

    def hook(data: Any, _: Any) -> Any:
        _expect(data, dict, zh="映射", en="a mapping")
        if cls is Edit:
            _check_edit(data)
        return build(data, cls)

    return hook


def _limited(converter: cattrs.Converter, key: Key) -> Callable[[Any, Any], Any]:
    """A number or a text of which the model says how large it may be, or what it must match."""
    inner = converter.get_structure_hook(key.type)

    def hook(data: Any, _: Any) -> Any:
        found = inner(data, key.type)
        if key.pattern and not re.fullmatch(key.pattern, found):
            raise WrongShapeError(
                say(
                    zh=f"应如 {key.example}，实为{describe(data)}",
                    en=f"expected as in {key.example}; found {describe(data)}",
                )
            )
        if key.within and not key.within[0] <= (len(found) if isinstance(found, str) else found) <= key.within[1]:
            least, most = key.within
            what = say(zh="个字符", en=" characters") if isinstance(found, str) else ""
            raise WrongShapeError(
                say(
                    zh=f"应在 {least} 到 {most} {what}之间，实为{describe(data)}",
                    en=f"expected {least} to {most}{what}; found {describe(data)}",
                )
            )
        return found

    return hook


def _check_edit(data: dict[str, Any]) -> None:
    """Refuse an edit that does not do exactly one thing, or names a place twice."""
    verbs = [verb for verb in VERBS if verb in data]
    if len(verbs) != 1:
        names, found = ", ".join(VERBS), ", ".join(verbs)
        raise WrongShapeError(
            say(
                zh=f"每个编辑应有 {names} 之一" + (f"，实有 {found}" if verbs else ""),
                en=f"an edit has one of {names}" + (f"; found {found}" if verbs else ""),
            )
        )
    for key in ("merge", "into"):
        named = data.get(key)
        places = named if isinstance(named, list) else []
        for number, place in enumerate(places):
            if place in places[:number]:
                raise WrongShapeError(say(zh=f"{place} 重复", en=f"{place} is named twice"), (key, number))


def _is_literal(cls: Any) -> bool:
    return get_origin(cls) is Literal


def _is_union(cls: Any) -> bool:
    return get_origin(cls) in (Union, UnionType)


def _one_of(converter: cattrs.Converter, cls: Any) -> Callable[[Any, Any], Any]:
    """A number, a number or a word, or an optional key: a key that is given must say something."""
    members = [member for member in get_args(cls) if member is not type(None)]
    words = [member for member in members if _is_literal(member)]
    if {int, Decimal} <= set(members):
        return partial(_number_or, words[0]) if words else _number
    (member,) = members
    inner = converter.get_structure_hook(member)

    def hook(data: Any, _: Any) -> Any:
        if data is None:
            raise WrongShapeError(say(zh="没有写值；不需要就删去这个键", en="is empty; leave the key out instead"))
        return inner(data, member)

    return hook


def _is_list(cls: Any) -> bool:
    return get_origin(cls) is tuple and get_args(cls)[-1] is Ellipsis


def _list_of(converter: cattrs.Converter, cls: Any) -> Callable[[Any, Any], Any]:
    (member, _) = get_args(cls)
    if member is Mark:
        return _marks
    if member in KEYED:
        return _keyed(converter, member)
    inner = converter.get_structure_hook(member)

    def hook(data: Any, _: Any) -> Any:
        _expect(data, list, zh="列表", en="a list")
        return _each(enumerate(data), lambda _, item: inner(item, member))

    return hook


def _keyed(converter: cattrs.Converter, cls: type) -> Callable[[Any, Any], Any]:
    """Objects written as a mapping from key to body; an empty body is an object that says nothing but its key."""

    def build(key: str, body: Any) -> Any:
        body = {} if body is None else body
        _expect(body, dict, zh="映射", en="a mapping")
        if "key" in body:
            raise WrongShapeError(say(zh="未知的键 key", en="unknown key key"), ("key",), at="key")
        return converter.structure({"key": key, **body}, cls)

    def hook(data: Any, _: Any) -> Any:
        _expect(data, dict, zh="映射", en="a mapping")
        wrong = [(key, WrongShapeError(fault, at="key")) for key in data if (fault := check_key(key))]
        return _each(data.items(), build, wrong)

    return hook


def _each(items: Any, build: Callable[[Any, Any], Any], wrong: Iterable[tuple[Any, Exception]] = ()) -> tuple[Any, ...]:
    """Build every item, and raise the faults of all of them together with those found before."""
    from cattrs import IterableValidationError, IterableValidationNote

    built: list[Any] = []
    errors: list[Exception] = []
    for place, error in wrong:
        error.add_note(IterableValidationNote("", place, tuple))
        errors.append(error)
    for place, item in items:
        try:
            built.append(build(place, item))
        except Exception as error:  # noqa: BLE001 - collected and raised together
            error.add_note(IterableValidationNote("", place, tuple))
            errors.append(error)
    if errors:
        raise IterableValidationError("", errors, tuple)  # noqa: EM101 - never shown  # pyright: ignore[reportCallIssue]
    return tuple(built)
