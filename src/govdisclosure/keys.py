"""The keys of files that people write, specs and themes: each field says, in both languages, what its key means.

Loading, the JSON Schemas, the comments of a starting file and the tables of keys in `docs/` are made from these words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from inspect import cleandoc
from typing import Any, NamedTuple, TypeVar, get_type_hints

import attrs

from govdisclosure.language import Words

_Class = TypeVar("_Class", bound=type)


class Key(NamedTuple):
    """A key of an object in such a file: its name there, the field it fills, its words, and its type in the model.

    `within` is the least and the largest number that may stand there, or the least and the most characters of a text;
    `pattern` is what a text must match.
    """

    name: str
    field: str
    words: Words
    example: str
    type: Any
    needed: bool
    within: tuple[int, int] | None
    pattern: str


def says(
    zh: str = "",
    en: str = "",
    *,
    of: type | None = None,
    example: str = "",
    key: str | None = None,
    within: tuple[int, int] | None = None,
    pattern: str = "",
) -> dict[str, Any]:
    """Return the metadata of a field: what its key means, in words and by an example as a file writes it.

    `of` is a class whose meaning says it already; `key` is the key in the file where Python has another word for it;
    `within` and `pattern` are limits, as `Key` has them.
    """
    words = Words(zh, en) if of is None else meaning(of)
    return {"words": words, "example": example, "key": key, "within": within, "pattern": pattern}


def means(zh: str) -> Callable[[_Class], _Class]:
    """Say in Chinese what the first paragraph of a class's docstring says in English."""

    def say_of(cls: _Class) -> _Class:
        english, _, _ = cleandoc(cls.__doc__ or "").partition("\n\n")
        cls.__means__ = Words(zh, english)  # type: ignore[attr-defined]  # put there by this decorator
        return cls

    return say_of


def meaning(cls: type) -> Words:
    """Return what an object of such a file is, in both languages."""
    words: Words = cls.__means__  # type: ignore[attr-defined]  # the same
    return words


@cache
def keys_of(cls: type) -> tuple[Key, ...]:
    """Return the keys that objects of a class have in a file, in their order.

    >>> from govdisclosure.spec import Change
    >>> [(key.name, key.field, key.words.en) for key in keys_of(Change)][0]
    ('from', 'previous', 'The id of the version before.')
    """
    types = get_type_hints(cls)
    return tuple(
        Key(
            field.metadata["key"] or field.name,
            field.name,
            field.metadata["words"],
            field.metadata["example"],
            types[field.name],
            field.default is attrs.NOTHING,
            field.metadata["within"],
            field.metadata["pattern"],
        )
        for field in attrs.fields(cls)
        if "words" in field.metadata
    )
