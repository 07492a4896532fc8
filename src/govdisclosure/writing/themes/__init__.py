"""Theme files to themes: those that come with the package by their names, a user's own by its path."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any

from govdisclosure import codes
from govdisclosure.documents import Theme
from govdisclosure.errors import Fault, SpecError, UsageError
from govdisclosure.language import say
from govdisclosure.likeness import nearest
from govdisclosure.specfile import Parsed, parse, read_text, structure

THEMES = ("official", "bands", "gongwen")
"""The looks that come with the package."""
_MOST_BYTES = 100_000
_LEAST_TEXT = 40
"""Millimetres that margins must leave of a page."""
_DARKEST = 140
"""The least brightness, of 255, of a band on which black text is legible."""


def load_theme(name: str | os.PathLike[str] | None = None) -> Theme:
    """Return a look of Word documents: one that comes with the package, by its name, or one of a file (YAML).

    A file says only what differs from the look that it extends, by default `official`. Raises `UsageError` with every
    fault of the file, each with line and column.

    >>> load_theme().page.width, load_theme("gongwen").title.font
    (210, '方正小标宋简体')
    """
    if name is None or name in THEMES:
        return _bundled(str(name or THEMES[0]))
    path = FilePath(name)
    if not path.suffix and not path.exists():
        raise UsageError(_no_theme(str(name)))
    theme, faults = _read(path)
    if theme is None or faults:
        raise UsageError("\n".join(map(str, sorted(faults, key=lambda fault: (fault.line or 0, fault.column or 0)))))
    return theme


def _no_theme(name: str) -> str:
    listed = " ".join(THEMES)
    message = say(
        zh=f"没有外观 {name}，也没有这个文件；随附的：{listed}",
        en=f"no theme {name}, and no such file; those that come with the package: {listed}",
    )
    return message + nearest(name, THEMES)


def _read(path: FilePath) -> tuple[Theme | None, list[Fault]]:
    """Return the theme of a file, or what is wrong with it."""
    try:
        return _theme(parse(read_text(path, _MOST_BYTES), str(path)))
    except SpecError as error:
        return None, list(error.faults)


@cache
def _bundled(name: str) -> Theme:
    theme, _ = _theme(_parsed(name))
    assert theme is not None
    return theme


@cache
def _parsed(name: str) -> Parsed:
    text = files("govdisclosure.writing.themes").joinpath(f"{name}.yaml").read_text("utf-8")
    return parse(text, f"{name}.yaml")


def _theme(parsed: Parsed) -> tuple[Theme | None, list[Fault]]:
    """Return the theme of a file, as far as it has a right shape, and its faults, each at its place."""
    base: Any = _parsed(THEMES[0]).data
    if isinstance(parsed.data, dict) and (extended := parsed.data.get("extends", THEMES[0])) in THEMES:
        base = _over(base, _parsed(extended).data)
    theme, wrong = structure(_over(base, parsed.data), Theme)
    shape = [Fault(one.message, path=one.path, key=one.at in ("key", "missing"), code=codes.SHAPE) for one in wrong]
    faults = shape if theme is None else list(_senseless(theme))
    return theme, [*parsed.faults, *map(parsed.placed, faults)]


def _over(base: Any, own: Any) -> Any:
    """Return what a file says over what is usual, mapping by mapping."""
    if isinstance(base, dict) and isinstance(own, dict):
        return {**base, **{key: _over(base.get(key), value) for key, value in own.items()}}
    return own


def _senseless(theme: Theme) -> Iterator[Fault]:
    """Yield what is wrong with a theme of which every key has a right value by itself."""
    if theme.extends and theme.extends not in THEMES:
        message = say(zh=f"没有外观 {theme.extends}", en=f"no theme {theme.extends}") + nearest(theme.extends, THEMES)
        yield Fault(message, path=("extends",), code=codes.SHAPE)
    page = theme.page
    for left, sides in (
        (theme.text_width, ("left", "right")),
        (page.height - page.top - page.bottom, ("top", "bottom")),
    ):
        if left < _LEAST_TEXT:
            message = say(
                zh=f"页边距只给正文留下 {left} 毫米，至少要 {_LEAST_TEXT} 毫米",
                en=f"the margins leave {left} mm of the page; at least {_LEAST_TEXT} mm are needed",
            )
            yield Fault(message, path=("page", sides[0]), code=codes.SHAPE)
    if theme.table.overhang > min(page.left, page.right):
        message = say(zh="表伸出了纸外", en="tables would stand out of the paper")
        yield Fault(message, path=("table", "overhang"), code=codes.SHAPE)
    for key in ("heading_band", "head_band"):
        if _brightness(getattr(theme.table, key)) < _DARKEST:
            message = say(zh="底色太深，看不清黑字", en="too dark for black text to be legible on it")
            yield Fault(message, path=("table", key), code=codes.SHAPE)


def _brightness(colour: str) -> int:
    """Return how bright a colour looks, from 0 to 255, by the weights of ITU-R BT.601."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (0, 2, 4))
    return (299 * red + 587 * green + 114 * blue) // 1000
