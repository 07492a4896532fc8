r"""Markdown with pipe tables, as this library writes it: a merged cell stands in its first place, the others empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from govdisclosure.documents.own import COMMENT
from govdisclosure.grid import Document, Grid, GridCell, TextBlock
from govdisclosure.language import say

_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_ANNEX = re.compile(rf"<!--\s*{COMMENT}\s*(.*?)\s*-->")
_BARRIER = re.compile(r"(?<!\\)(?:\\\\)*\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BREAK = re.compile(r"<br\s*/?>")
_HEADING = re.compile(r"^#{1,6}\s+")


def is_markdown(text: str) -> bool:
    r"""Whether a text has a pipe table: a row with the rule below it.

    >>> is_markdown("| a | b |\n| --- | --- |\n| 1 | 2 |"), is_markdown("a | b")
    (True, False)
    """
    lines = text.splitlines()
    return any("|" in before and "|" in rule and _RULE.fullmatch(rule.strip()) for before, rule in pairwise(lines))


def read_markdown(text: str) -> Document:
    r"""Return the paragraphs, pipe tables and annex of a Markdown text.

    >>> document = read_markdown("# Report\n\n| kind | count |\n| --- | --- |\n| rules | 3 |\n")
    >>> [type(block).__name__ for block in document.blocks], document.grids[0].height
    (['TextBlock', 'Grid'], 2)
    """
    annex = match[1] if (match := _ANNEX.search(text)) else ""
    return Document(tuple(_blocks(_ANNEX.sub("", text))), annex)


def _blocks(text: str) -> Iterator[TextBlock | Grid]:
    lines = re.split(r"\r\n|\n|\r", text)
    number = 0
    while number < len(lines):
        line = lines[number].strip()
        rule = lines[number + 1].strip() if number + 1 < len(lines) else ""
        if "|" in line and "|" in rule and _RULE.fullmatch(rule):
            first = number
            number += 2
            rows = [(first, _fields(line))]
            while number < len(lines) and "|" in lines[number]:
                rows.append((number, _fields(lines[number])))
                number += 1
            yield _grid(rows)
            continue
        if line:
            yield TextBlock(_plain(_HEADING.sub("", line, count=1)), _place(number))
        number += 1


def _fields(line: str) -> list[str]:
    line = line.strip()
    ends = [match.end() - 1 for match in _BARRIER.finditer(line)]
    starts = [-1, *ends]
    fields = [line[start + 1 : end] for start, end in zip(starts, [*ends, len(line)], strict=True)]
    if line.startswith("|"):
        fields = fields[1:]
    if ends and ends[-1] == len(line) - 1:
        fields = fields[:-1]
    return [_plain(field) for field in fields]


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda match: match[1] or unescape(match[0]), _BREAK.sub("\n", text.strip()))


def _grid(rows: list[tuple[int, list[str]]]) -> Grid:
    cells = tuple(
        GridCell(row, column, text, place=_place(number, column + 1))
        for row, (number, fields) in enumerate(rows)
        for column, text in enumerate(fields)
    )
    return Grid(len(rows), max(len(fields) for _, fields in rows), cells, flattened=True)


def _place(line: int, field: int | None = None) -> str:
    if field is None:
        return say(zh=f"第 {line + 1} 行", en=f"line {line + 1}")
    return say(zh=f"第 {line + 1} 行第 {field} 格", en=f"line {line + 1}, field {field}")
