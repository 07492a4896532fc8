"""Comments in texts, Markdown and CSV: numbers behind the lines that they are about, and lines below the text.

No line moves, so that the places of the copy are those of the original; and what is put in, readers of this library
leave out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govdisclosure.documents.annotators.review import Annotation, Review, spots
from govdisclosure.documents.decoding import decode, encoded_like
from govdisclosure.documents.own import FINDINGS, NUMBERED
from govdisclosure.grid import line_of, one_line

_END_OF_LINE = re.compile(r"\r\n|\r|\n")


def annotate_lines(data: bytes, kind: str, review: Review) -> bytes:
    """Return a text of a kind (`md`, `csv` or `txt`) with the comments."""
    text = decode(data)
    lines, ends = _END_OF_LINE.split(text), _END_OF_LINE.findall(text)
    end = ends[0] if ends else "\n"
    placed = spots(review, lambda annotation: _line(annotation, lines, kind))
    separator = max(",;", key=text.count) if kind == "csv" else "  "
    marked = [
        line + separator + NUMBERED.format(placed[number].numbers) if number in placed else line
        for number, line in enumerate(lines)
    ]
    body = "".join(line + its_end for line, its_end in zip(marked, [*ends, ""], strict=True))
    below = "".join(_shaped(line, kind) + end for line in _said(review))
    return encoded_like(data, f"{body}{'' if not lines[-1] else end}{end}{below}")


def _line(annotation: Annotation, lines: Sequence[str], kind: str) -> int | None:
    """Return the number, from 0, of the line that an annotation is put behind: in CSV the one in which its row ends."""
    number = line_of(annotation.place)
    if number is None or number > len(lines):
        return None
    if kind != "csv":
        return number - 1
    quotes = 0
    for last in range(number - 1, len(lines)):
        quotes += lines[last].count('"')
        if quotes % 2 == 0:
            return last
    return None


def _said(review: Review) -> Iterator[str]:
    yield from (review.title, *review.lines)
    for annotation in review.annotations:
        yield from (
            " ".join(filter(None, (str(annotation.number), annotation.place, line))) for line in annotation.lines()
        )


def _shaped(line: str, kind: str) -> str:
    """Return a comment as a line: of a list in Markdown, one field in CSV."""
    plain = f"{FINDINGS} {one_line(line)}"
    match kind:
        case "md":
            return f"- {plain}"
        case "csv":
            return '"' + plain.replace('"', '""') + '"'
        case _:
            return plain
