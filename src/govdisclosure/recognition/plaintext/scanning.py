"""The tables that lines of text spell out: a head, then the rows, each with the figures up to the next label.

Nothing is decided here: what may make a row doubtful is noted with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from attrs import define, field

from govdisclosure.recognition.matching.lexicon import TableWords, names_of
from govdisclosure.recognition.plaintext.lined import LinedRow, LinedTable
from govdisclosure.recognition.plaintext.page_marks import SURE, lone_number
from govdisclosure.recognition.plaintext.printed_head import column_order, heads_of, is_compact
from govdisclosure.recognition.plaintext.tokens import Line, Token
from govdisclosure.spec import normal

_MOST_UNKNOWN = 12
"""Unknown lines after which a table is over."""
_UNKNOWN_IN_HEAD = 3
"""Unknown lines after which a head that has not named every column is none."""


def lined_tables(lines: Sequence[Line], words: TableWords) -> Iterator[LinedTable]:
    """Yield every table of some words among the lines of a document."""
    scan = _Scan(words)
    number = 0
    for line in lines:
        for token in line.tokens:
            yield from scan.take(number, line, token)
        if any(token.kind != "mark" for token in line.tokens):
            scan.end_of_line(number, line)
            number += 1
    yield from scan.finish("end")


@define(eq=False, repr=False)
class _Scan:
    """Goes through the lines: in a head until a row begins, then through the rows."""

    words: TableWords
    head: list[tuple[int, Token]] = field(factory=list)
    named: set[str] = field(factory=set)
    """The names of the head."""
    head_doubt: bool = False
    numbers: list[tuple[int, int]] = field(factory=list)
    early: list[LinedRow] = field(factory=list)
    """Rows named before the head was complete."""
    open: bool = False
    labels: list[tuple[int, Token]] = field(factory=list)
    rows: list[LinedRow] = field(factory=list)
    row: LinedRow | None = None
    lines: dict[int, Line] = field(factory=dict)
    last: tuple[int, str] = (-1, "")
    """The line and the kind of the token before."""
    continues: bool = False
    foreign: bool = False
    """Whether the name of another table stands above."""
    unknown: int = 0
    unknown_line: int = -1
    loose: bool = False

    def take(self, number: int, line: Line, token: Token) -> Iterator[LinedTable]:
        if token.kind == "mark":
            if token.name != SURE:
                self._loosen()
            return
        if token.kind == "name":
            yield from self._name(number, token)
        elif token.kind == "figure":
            self._figure(number, line, token)
        else:
            yield from self._unknown(number, token)
        self.last = (number, token.kind)

    def end_of_line(self, number: int, line: Line) -> None:
        """Note a line that the head or the rows were found on."""
        if self.head or self.open:
            self.lines[number] = line

    def finish(self, after: Literal["name", "unknown", "end"]) -> Iterator[LinedTable]:
        """Yield the table that was open, if any, and begin anew."""
        self._close_label(after)
        rows, order = self.rows, None
        headed = self.open or self._complete
        if not self.open and self._complete and not self.words.labelled_rows and after != "name":
            rows = [LinedRow([], doubtful=True)]
        elif not self.open and (self._complete or self._is_headless):
            # The rows were named elsewhere than below the head.
            rows = self.early
        elif self.open and not self.head_doubt:
            order = column_order([token.name for _, token in self.head], self.words)
        if rows or (self._complete and self.head_doubt and not self.foreign):
            if self.row is not None and self.row.after == "end":
                self.row.after = after
            place = self.head[0][1].place if self.head else ""
            sources = tuple(source for line in self.lines.values() for source in line.sources)
            yield LinedTable(
                self.words,
                order,
                self._compact(),
                tuple(rows),
                headed,
                self.continues,
                tuple(self.numbers),
                sources,
                place,
            )
        self.head, self.named, self.head_doubt, self.early, self.open = [], set(), False, [], False
        self.labels, self.rows, self.row, self.lines = [], [], None, {}
        self.unknown, self.loose, self.numbers, self.continues = 0, False, [], False

    def _name(self, number: int, token: Token) -> Iterator[LinedTable]:
        words = self.words
        is_row = words.labelled_rows and (token.name in words.rows or token.name in words.row_groups)
        if is_row and (self.open or (self._complete and token.name not in heads_of(words))):
            self._label(number, token)
        elif token.name in heads_of(words):
            if self.open or (self.early and self._complete):
                behind = self.open and self.row is not None
                yield from self.finish("name")
                self.continues = behind
            if not self.head and self.last == (number, "unknown") and token.name in words.columns:
                self.head_doubt = True
            self.unknown = self.unknown if self.head else 0
            self.head.append((number, token))
            self.named.add(token.name)
        elif is_row and not self.open:
            self.head_doubt = self.head_doubt or bool(self.head)
            if token.name in words.rows:
                self.early.append(LinedRow([token], doubtful=True, first=number, last=number))
        elif self.open or token.name not in words.column_headers or (self.head and not self._complete):
            yield from self.finish("name")
            if token.name not in words.column_headers:
                self.foreign = token.name not in map(normal, words.form.table.heading or ())

    def _label(self, number: int, token: Token) -> None:
        self.open = True
        if self.labels and self.labels[-1][1].name in self.words.rows:
            self._close_label("name")
        elif self.row is not None:
            self.row.after = "name"
        if self.labels and self.labels[-1][1].kind == "unknown":
            self.labels = []
        self.row = None
        self.labels.append((number, token))
        self.unknown = 0

    def _close_label(self, after: Literal["name", "unknown", "end"]) -> None:
        """Note a row without figures, if one is named."""
        if self.open and self.labels and self.labels[-1][1].name in self.words.rows:
            self._begin(self.labels[-1][0], after=after)

    def _begin(self, number: int, *, after: Literal["name", "unknown", "end"] = "end") -> LinedRow:
        labels = [token for _, token in self.labels]
        row = LinedRow(labels, after=after, loose=self.loose, first=number, last=number)
        row.known = not labels or labels[-1].name in self.words.rows
        row.doubtful = row.known and bool(labels) and self.unknown_line == number
        self.rows.append(row)
        self.labels, self.loose = [], False
        return row

    def _figure(self, number: int, line: Line, token: Token) -> None:
        if not self.open:
            if not self._complete:
                self._in_head(number, line, token)
                return
            if self.words.labelled_rows or (line.fielded and not line.has_figures):
                self.loose = self.loose or bool(token.text)
                return
            self.open = True
        if self.labels or (not self.words.labelled_rows and not self.rows):
            inline = bool(self.labels) and self.labels[-1][0] == number
            self.row = self._begin(self.labels[-1][0] if self.labels else number)
            self.row.inline, self.row.fielded = inline, line.fielded
            self.row.lines.append([token])
        elif self.row is not None and self.last[0] == number:
            self.row.lines[-1].append(token)
        elif self.row is not None and token.text:
            self.row.lines.append([token])
            self.row.doubtful = self.row.doubtful or line.fielded
        elif token.text:
            self._loosen()
        if self.row is not None:
            self.row.last = number
            # Without a label, it is by its figures that a row of one line is told from one figure below the other.
            self.row.inline = self.row.inline or (not self.row.labels and len(self.row.lines[0]) > 1)

    def _in_head(self, number: int, line: Line, token: Token) -> None:
        """Note a figure in a head: one number by itself is that of a page, more may be columns of figures."""
        if self.head and token.text:
            found = lone_number(line)
            if found is None or self.numbers:
                self.head_doubt = True
            else:
                self.numbers.append((number, found))
            self.loose = True
        if self.early and token.text:
            self.early[-1].lines.append([token])

    def _loosen(self) -> None:
        """Note that a figure stands beside the rows before and after."""
        self.loose = True
        if self.labels and self.labels[-1][1].name in self.words.rows:
            return  # the row that begins with this label takes the note
        if self.rows:
            self.rows[-1].loose = True

    def _unknown(self, number: int, token: Token) -> Iterator[LinedTable]:
        self.unknown += self.unknown_line != number
        self.unknown_line = number
        if self.row is not None:
            self.row.after = "unknown"
            self.row.doubtful = self.row.doubtful or self.last[0] == number
        if not self.open:
            self.head_doubt = self.head_doubt or bool(self.head)
            nothing = self._complete and not self.words.labelled_rows and self.last[0] != number
            if nothing or (not self._complete and self.unknown > _UNKNOWN_IN_HEAD):
                yield from self.finish("unknown")
        elif self.unknown > _MOST_UNKNOWN or not self.words.labelled_rows:
            yield from self.finish("unknown")
        else:
            self._close_label("unknown")
            self.row = None
            self.labels = [(number, token)]

    @property
    def _is_headless(self) -> bool:
        """Whether most rows of the table were found, with figures, and no head."""
        found = {row.labels[0].name for row in self.early if row.lines}
        return len(found) > 1 and len(found) * 2 >= len(self.words.form.rows.lines)

    @property
    def _complete(self) -> bool:
        """Whether every column has been named."""
        return all(not names.isdisjoint(self.named) for names in _column_names(self.words))

    def _compact(self) -> bool:
        """Whether the head stands in fields, and leaves none empty for what its cells span."""
        lines = [self.lines.get(number) for number in dict.fromkeys(number for number, _ in self.head)]
        rows = [[normal(text) for text in line.fields] for line in lines if line is not None and line.fielded]
        return bool(rows) and len(rows) == len(lines) and is_compact(rows, self.words)


@lru_cache(maxsize=64)
def _column_names(words: TableWords) -> tuple[set[str], ...]:
    return tuple(names_of(column.header) for column in words.form.columns.lines)
