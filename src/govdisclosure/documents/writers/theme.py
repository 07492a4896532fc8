"""How a Word document looks: fonts, sizes and margins, in a file that a user can replace."""

from __future__ import annotations

import os
import tomllib
from importlib.resources import files
from typing import Any, get_type_hints

from attrs import define, field, fields, frozen

from govdisclosure.errors import ReadError, UsageError
from govdisclosure.files import read_file
from govdisclosure.language import say

ALIGNMENTS = ("left", "center", "right", "justify")
_LARGEST = 2000
_MAX_BYTES = 1_000_000


@frozen
class PageTheme:
    """The paper and its margins, in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


@frozen
class TextTheme:
    """A kind of paragraph: fonts, size and spacing in points, line spacing as a multiple, indent in characters."""

    font: str
    latin: str
    size: float
    bold: bool
    align: str
    before: float
    after: float
    line: float
    indent: float = 0


@frozen
class TableTheme:
    """The drawn tables: fonts, sizes in points, borders in points, padding in millimetres."""

    font: str
    latin: str
    size: float
    narrow: float
    many: float
    bold: bool
    line: float
    border: float
    padding: float


@frozen
class Theme:
    """The look of a document."""

    page: PageTheme
    title: TextTheme
    heading: TextTheme
    body: TextTheme
    table: TableTheme


def load_theme(path: str | os.PathLike[str] | None = None) -> Theme:
    """Return the official look, with what a theme file (TOML) says instead put in.

    Raises `UsageError` with every fault of the file.

    >>> load_theme().page.width
    210
    """
    data = tomllib.loads(files("govdisclosure.documents.writers").joinpath("official.toml").read_text("utf-8"))
    if path is None:
        return _Reading().theme(data)
    name = os.fspath(path)
    reading = _Reading()
    reading.put(data, _own(name))
    if reading.faults:
        listed = say(zh="；", en="; ").join(reading.faults)
        raise UsageError(say(zh=f"外观文件 {name} 有误：{listed}。", en=f"the theme {name} is faulty: {listed}"))
    return reading.theme(data)


def _own(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(read_file(name, _MAX_BYTES).decode("utf-8-sig"))
    except ValueError as error:
        reason = error.faults[0].message if isinstance(error, ReadError) else error
        raise UsageError(
            say(zh=f"不能读取外观文件 {name}：{reason}。", en=f"cannot read the theme {name}: {reason}")
        ) from None


@define
class _Reading:
    """Puts what a file says over what is usual, collecting every fault."""

    faults: list[str] = field(factory=list)

    def put(self, data: dict[str, Any], own: dict[str, Any]) -> None:
        for part, settings in own.items():
            if part not in data or not isinstance(settings, dict):
                known = " ".join(data)
                self.faults.append(say(zh=f"没有 {part} 这一节，有 {known}", en=f"no section {part}; known: {known}"))
                continue
            for key, value in settings.items():
                if self._fits(part, key, value):
                    data[part][key] = value

    def _fits(self, part: str, key: str, value: object) -> bool:
        kinds = get_type_hints(get_type_hints(Theme)[part])
        where = f"{part}.{key}"
        if key not in kinds:
            known = " ".join(kinds)
            self.faults.append(say(zh=f"没有 {where}，有 {known}", en=f"no {where}; known: {known}"))
        elif key == "align" and value not in ALIGNMENTS:
            listed = " ".join(ALIGNMENTS)
            self.faults.append(say(zh=f"{where} 应为 {listed} 之一", en=f"{where} should be one of {listed}"))
        elif kinds[key] is float and not _is_number(value):
            self.faults.append(
                say(zh=f"{where} 应为 0 至 {_LARGEST} 的数", en=f"{where} should be a number from 0 to {_LARGEST}")
            )
        elif kinds[key] is not float and not isinstance(value, kinds[key]):
            what = {"str": say(zh="文字", en="text"), "bool": "true/false"}[kinds[key].__name__]
            self.faults.append(say(zh=f"{where} 应为{what}", en=f"{where} should be {what}"))
        else:
            return True
        return False

    def theme(self, data: dict[str, Any]) -> Theme:
        parts = get_type_hints(Theme)
        return Theme(**{field.name: parts[field.name](**data[field.name]) for field in fields(Theme)})


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= _LARGEST
