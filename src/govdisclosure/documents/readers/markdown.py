r"""Markdown with pipe tables, as this library writes it: a merged cell stands in its first place, the others empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from govdisclosure.documents.own import COMMENT
from govdisclosure.documents.readers.lines import grid_of_fields, numbered_lines, place_of
from govdisclosure.files import check_limit
from govdisclosure.grid import Document, Grid, TextBlock

_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_ANNEX = re.compile(rf"<!--\s*{COMMENT}(.*?)-->", re.DOTALL)
_BARRIER = re.compile(r"(?<!\\)(?:\\\\)*\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BREAK = re.compile(r"<br\s*/?>")
_HEADING = re.compile(r"^#{1,6}\s+")


def is_markdown(text: str) -> bool:
    r"""Whether a text has a pipe table: a row with the rule below it.

    >>> is_markdown("| a | b |\n| --- | --- |\n| 1 | 2 |"), is_markdown("a | b")
    (True, False)
    """
    return any(_is_head(before, rule) for before, rule in pairwise(text.splitlines()))


def read_markdown(text: str) -> Document:
    r"""Return the paragraphs, pipe tables and annex of a Markdown text.

    >>> document = read_markdown("# Report\n\n| kind | count |\n| --- | --- |\n| rules | 3 |\n")
    >>> [type(block).__name__ for block in document.blocks], document.grids[0].height
    (['TextBlock', 'Grid'], 2)
    """
    end = text.rfind("-->") + 3  # beyond it no comment is closed, and none is looked for
    annex = match[1].strip() if (match := _ANNEX.search(text, 0, end)) else ""
    blocks = tuple(_blocks(_ANNEX.sub("", text[:end]) + text[end:]))
    check_limit("paragraphs", len(blocks), "段落数", "paragraphs")
    return Document(blocks, annex)


def _blocks(text: str) -> Iterator[TextBlock | Grid]:
    lines = numbered_lines(text)
    at = cells = 0
    while at < len(lines):
        number, line = lines[at][0], lines[at][1].strip()
        if at + 1 < len(lines) and _is_head(line, lines[at + 1][1]):
            end = next((row for row in range(at + 2, len(lines)) if "|" not in lines[row][1]), len(lines))
            rows = [(each, _fields(text)) for each, text in (lines[at], *lines[at + 2 : end])]
            cells += sum(len(fields) for _, fields in rows)
            check_limit("cells", cells, "单元格数", "cells")
            yield grid_of_fields(rows)
            at = end
            continue
        if line:
            yield TextBlock(_plain(_HEADING.sub("", line, count=1)), place_of(number))
        at += 1


def _is_head(line: str, rule: str) -> bool:
    """Whether a line has a rule below it, which makes it the head of a table."""
    return "|" in line and "|" in rule and _RULE.fullmatch(rule.strip()) is not None


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
