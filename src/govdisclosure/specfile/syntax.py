"""YAML text to plain data with a position for every value: the strict subset that specs are written in.

Specs come from strangers too, so the text is read as a stream of parser events, never as objects: no tags, anchors,
aliases or merge keys, no duplicate keys, and limits on size and depth. Scalars follow YAML 1.2's core schema, except
that a number with a point is a `Decimal`; a date stays text, and `1_000` is not a number. Keys are always text.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

from attrs import Factory, field, frozen

from govdisclosure import codes
from govdisclosure.errors import Fault, SpecError
from govdisclosure.language import say
from govdisclosure.specfile.yaml_words import yaml_fault

MAX_CHARACTERS = 4_000_000
MAX_VALUES = 60_000
"""Values of a file: texts, numbers, mappings and lists."""
MAX_DEPTH = 40
MAX_FAULTS = 1_000
"""Faults of a file that are told at once."""

Path = tuple[str | int, ...]
"""Where a value stands: mapping keys and list positions from the root."""

_INTEGER = re.compile(r"[-+]?[0-9]{1,30}")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]{1,30}|[0-9]{1,30}(\.[0-9]{1,30})?)([eE][-+]?[0-9]{1,2})?")
_QUOTES = ("'", '"')
_TEXT_STYLES = (*_QUOTES, "|", ">")
_NUMBER_ELSEWHERE = re.compile(
    r"[-+]?(0x[0-9a-fA-F]+|0o[0-7]+|\.inf|\.Inf|\.INF|(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)|\.nan|\.NaN|\.NAN"
)
"""What YAML 1.2 takes for a number; some of it is text here, and must say so by its quotes."""
_WORDS: dict[str, bool | None] = {"": None, "~": None, "true": True, "false": False}
_WORDS |= {
    form: value
    for word, value in (("null", None), ("true", True), ("false", False))
    for form in (word, word.title(), word.upper())
}


@frozen
class Position:
    """A line and a column, both from 1; `quote` is how many characters stand before a scalar's text (a quote: 1)."""

    line: int
    column: int
    quote: int = 0


@frozen
class Parsed:
    """Plain data, where each value and each key of it stands in the file, and the faults that did not hide the rest."""

    file: str
    data: Any = None
    values: dict[Path, Position] = Factory(dict)
    keys: dict[Path, Position] = Factory(dict)
    faults: list[Fault] = field(factory=list)

    def holds(self, path: Path) -> bool:
        """Whether the file itself says something at a path."""
        return path in self.values or path in self.keys

    def placed(self, fault: Fault) -> Fault:
        """Return a fault with line and column of the value at its path, or of the nearest thing around it with a place.

        `key` means the key at the path, `offset` a character inside the text of a scalar.
        """
        path = fault.path
        places = self.keys if fault.key and path in self.keys else self.values
        while path and path not in places:
            path, places = path[:-1], self.keys
        place = places.get(path) or Position(1, 1)
        column = place.column if fault.offset is None else place.column + place.quote + fault.offset
        return fault.but(file=self.file, line=place.line, column=column)


def parse(text: str, file: str) -> Parsed:
    """Parse YAML text; raise `SpecError` where the text is no YAML at all."""
    if len(text) > MAX_CHARACTERS:
        message = say(
            zh=f"文件太大（{len(text)} 个字符），最多 {MAX_CHARACTERS} 个字符",
            en=f"the file is too large ({len(text)} characters); at most {MAX_CHARACTERS}",
        )
        raise SpecError(Fault(message, file=file, line=1, column=1))
    return _Reader(text, file).parsed


class _Reader:
    """Builds the data from parser events; recursion is bounded by `MAX_DEPTH`."""

    def __init__(self, text: str, file: str) -> None:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        self._out = Parsed(file)
        self._events: Iterator[Any] = iter(YAML(typ="safe").parse(text))
        try:
            self.parsed = self._document()
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._stop(yaml_fault(error.context, error.problem), mark)
        except YAMLError as error:
            self._stop(yaml_fault(None, str(error).splitlines()[0]), None)

    def _document(self) -> Parsed:
        events = [next(self._events), next(self._events)]
        if type(events[1]).__name__ == "StreamEndEvent":
            self._stop(say(zh="文件是空的", en="the file is empty"), None)
        data = self._value(next(self._events), ())
        next(self._events)
        after = next(self._events)
        if type(after).__name__ != "StreamEndEvent":
            self._stop(say(zh="一个文件只能有一个 YAML 文档", en="a file holds one YAML document"), after.start_mark)
        out = self._out
        return Parsed(out.file, data, out.values, out.keys, out.faults)

    def _stop(self, message: str, mark: Any) -> NoReturn:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        fault = Fault(message, file=self._out.file, line=line, column=column, code=codes.SYNTAX)
        raise SpecError((*self._out.faults, fault))

    def _value(self, event: Any, path: Path) -> Any:
        kind = type(event).__name__
        mark = event.start_mark
        quoted = int(getattr(event, "style", None) in _QUOTES)
        self._out.values[path] = Position(mark.line + 1, mark.column + 1, quoted)
        if len(path) > MAX_DEPTH:
            self._stop(say(zh=f"嵌套超过 {MAX_DEPTH} 层", en=f"nested deeper than {MAX_DEPTH} levels"), mark)
        if len(self._out.values) > MAX_VALUES:
            self._stop(say(zh=f"超过 {MAX_VALUES} 个值", en=f"more than {MAX_VALUES} values"), mark)
        if event.anchor:
            self._refuse(path, zh="这里不用锚点和引用（& 和 *）", en="no anchors and no aliases here (& and *)")
        if kind == "AliasEvent":
            return None
        if event.tag and event.tag != "!":
            self._refuse(path, zh=f"这里不用标签 {event.tag}", en=f"no tags here: {event.tag}")
        if kind == "MappingStartEvent":
            return self._mapping(path)
        if kind == "SequenceStartEvent":
            return [self._value(item, (*path, index)) for index, item in enumerate(self._until("SequenceEndEvent"))]
        return event.value if event.style in _TEXT_STYLES else self._plain(event.value, path)

    def _plain(self, text: str, path: Path) -> Any:
        """Return what a value without quotes stands for."""
        meant = resolve(text)
        if isinstance(meant, str) and _NUMBER_ELSEWHERE.fullmatch(text):
            self._refuse(
                path,
                zh=f'别的程序会把 {text} 读作数；请加引号，写成 "{text}"',
                en=f'{text} is a number to other programs; put it in quotes: "{text}"',
            )
        return meant

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self._until("MappingEndEvent"):
            key = event.value if type(event).__name__ == "ScalarEvent" else None
            mark = event.start_mark
            if key is None:
                self._stop(say(zh="键必须是文字", en="a key must be text"), mark)
            inner = (*path, key)
            first = self._out.keys.get(inner)
            self._out.keys[inner] = Position(mark.line + 1, mark.column + 1)
            if key == "<<":
                self._refuse(inner, zh="这里不用合并键 <<", en="no merge key << here", key=True)
            if first is not None:
                self._refuse(
                    inner,
                    zh=f"键 {key} 重复，第一次在第 {first.line} 行",
                    en=f"duplicate key {key}, first given in line {first.line}",
                    key=True,
                )
                # The second value is read for its own faults, under a path of its own, and dropped.
                self._out.keys[inner] = first
                self._value(next(self._events), (*path, f"{key} (2)"))
                continue
            value = self._value(next(self._events), inner)
            if key != "<<":
                found[key] = value
        return found

    def _until(self, end: str) -> Iterator[Any]:
        for event in self._events:
            if type(event).__name__ == end:
                return
            yield event

    def _refuse(self, path: Path, *, zh: str, en: str, key: bool = False) -> None:
        fault = Fault(say(zh=zh, en=en), path=path, key=key, code=codes.SYNTAX)
        placed = self._out.placed(fault)
        if len(self._out.faults) == MAX_FAULTS:
            raise SpecError((*self._out.faults, more_faults(placed)))
        self._out.faults.append(placed)


def more_faults(first: Fault) -> Fault:
    """Return what is said in place of the faults from `first` on, which are too many to be told at once."""
    return first.but(
        message=say(zh="此后还有错误，请先改正以上各处", en="more is wrong from here on: mend the faults above first")
    )


def resolve(text: str) -> str | int | Decimal | bool | None:
    """Return what an unquoted scalar means.

    >>> resolve("2021"), resolve("0.5"), resolve("2021-09-26"), resolve("1_000"), resolve("yes")
    (2021, Decimal('0.5'), '2021-09-26', '1_000', 'yes')
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text
