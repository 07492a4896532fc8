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
    KEYED,
    VERBS,
    Date,
    Edit,
    Example,
    Key,
    Localised,
    Mark,
    Spec,
    YearRange,
    keys_of,
)
from govdisclosure.specfile import scalars
from govdisclosure.specfile.scalars import WrongShapeError, check_key, describe, expect
from govdisclosure.specfile.syntax import MAX_FAULTS, Path


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


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    hooks: dict[Any, Callable[[Any, Any], Any]] = {
        str: scalars.as_text,
        bool: scalars.as_boolean,
        int: scalars.as_integer,
        Localised: scalars.as_localised,
        YearRange: scalars.as_years,
        Example: scalars.as_example,
    }
    for cls, hook in hooks.items():
        converter.register_structure_hook(cls, hook)
    converter.register_structure_hook_func(lambda cls: cls is Date, scalars.as_date)
    converter.register_structure_hook_func(_is_literal, scalars.as_literal)
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
        expect(data, dict, zh="映射", en="a mapping")
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
        return partial(scalars.as_number_or, words[0]) if words else scalars.as_number
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
        return scalars.as_marks
    if member in KEYED:
        return _keyed(converter, member)
    inner = converter.get_structure_hook(member)

    def hook(data: Any, _: Any) -> Any:
        expect(data, list, zh="列表", en="a list")
        return _each(enumerate(data), lambda _, item: inner(item, member))

    return hook


def _keyed(converter: cattrs.Converter, cls: type) -> Callable[[Any, Any], Any]:
    """Objects written as a mapping from key to body; an empty body is an object that says nothing but its key."""

    def build(key: str, body: Any) -> Any:
        body = {} if body is None else body
        expect(body, dict, zh="映射", en="a mapping")
        if "key" in body:
            raise WrongShapeError(say(zh="未知的键 key", en="unknown key key"), ("key",), at="key")
        return converter.structure({"key": key, **body}, cls)

    def hook(data: Any, _: Any) -> Any:
        expect(data, dict, zh="映射", en="a mapping")
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
