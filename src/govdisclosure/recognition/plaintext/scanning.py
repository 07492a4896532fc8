"""The tables that lines of text spell out: a head, then the rows, each with the figures up to the next label.

Nothing is decided here: what may make a row doubtful is noted with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from attrs import Factory, define, evolve, field

from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.plaintext.page_furniture import lone_number
from govdisclosure.recognition.plaintext.printed_head import column_order, heads_of, is_compact, names_all_columns
from govdisclosure.recognition.plaintext.textlines import Kind, TextLine, Token
from govdisclosure.recognition.plaintext.texttables import After, TextRow, TextTable
from govdisclosure.spec import bare, normal

_MOST_UNKNOWN = 12
"""Unknown lines after which a table is over."""
_UNKNOWN_IN_HEAD = 3
"""Unknown lines after which a head that has not named every column is none."""


def text_tables(lines: Sequence[TextLine], words: TableWords) -> Iterator[TextTable]:
    """Yield every table of some words among the lines of a document.

    Out of the lines of a head, `规章 3 5 74` and `行政规范性文件 1 2 3` comes one table with two rows.
    """
    scan = _Scan(words)
    number = 0
    for line in lines:
        for kind, tokens in groupby(line.tokens, attrgetter("kind")):
            yield from scan.take(number, line, kind, tuple(tokens))
        if not line.is_furniture and line.tokens:
            scan.end_of_line(number, line)
            number += 1
    yield from scan.finish("end")


@define(eq=False, repr=False)
class _Head:
    """The names of columns read so far, and what makes their order doubtful."""

    words: TableWords
    tokens: list[tuple[int, Token]] = field(factory=list)
    doubtful: bool = False
    numbers: list[tuple[int, int]] = field(factory=list)
    early: list[TextRow] = field(factory=list)
    """Rows named before the head was complete."""
    loose: bool = False
    """Whether figures stand above the first row."""
    complete: bool = False
    """Whether every column has been named."""

    @property
    def is_missing(self) -> bool:
        """Whether most rows of the table were found, with figures, and no head."""
        found = {row.labels[0].name for row in self.early if row.lines}
        return len(found) > 1 and len(found) * 2 >= len(self.words.form.rows.lines)

    def name(self, number: int, token: Token) -> None:
        """Take the name of a column, or of what stands above columns."""
        self.tokens.append((number, token))
        self.complete = names_all_columns({token.name for _, token in self.tokens}, self.words)

    def row(self, number: int, token: Token) -> None:
        """Note the name of a row, or of rows, that stands before all columns are named."""
        self.doubtful = self.doubtful or bool(self.tokens)
        if token.name in self.words.rows:
            self.early.append(TextRow((token,), doubtful=True, first=number, last=number))

    def figures(self, number: int, line: TextLine, figures: tuple[Token, ...]) -> None:
        """Note figures in a head: one number by itself is that of a page, more may be columns of figures."""
        if self.tokens and figures:
            page = lone_number(line)
            if page is None or self.numbers:
                self.doubtful = True
            else:
                self.numbers.append((number, page))
            self.loose = True
        if self.early:
            self.early[-1] = evolve(self.early[-1], lines=(*self.early[-1].lines, *((figure,) for figure in figures)))

    def is_compact(self, lines: dict[int, TextLine]) -> bool:
        """Whether the head stands in fields, and leaves none empty for what its cells span."""
        own = [lines.get(number) for number in dict.fromkeys(number for number, _ in self.tokens)]
        rows = [[normal(text) for text in line.fields] for line in own if line is not None and line.fielded]
        return bool(rows) and len(rows) == len(own) and is_compact(rows, self.words)


@define(eq=False, repr=False)
class _Body:
    """The rows read so far, and the labels of the next one."""

    words: TableWords
    loose: bool
    rows: list[TextRow] = field(factory=list)
    labels: tuple[tuple[int, Token], ...] = ()
    open: bool = False
    """Whether the last row may get more figures."""
    unknown: int = 0
    """Unknown lines since the last label."""

    @property
    def named(self) -> bool:
        """Whether a row has been named that has no figure yet."""
        return bool(self.labels) and self.labels[-1][1].name in self.words.rows

    def mark(self, *, after: After | None = None, doubtful: bool = False, loose: bool = False) -> None:
        """Note something of the last row."""
        row = self.rows[-1]
        self.rows[-1] = evolve(
            row, after=after or row.after, doubtful=row.doubtful or doubtful, loose=row.loose or loose
        )

    def label(self, number: int, token: Token, *, doubtful: bool) -> None:
        """Take a label; the row above it is over."""
        if self.named:
            self.close("name", doubtful=doubtful)
        elif self.open:
            self.mark(after="name")
        if self.labels and self.labels[-1][1].kind == "unknown":
            self.labels = ()
        self.open = False
        self.labels = (*self.labels, (number, token))
        self.unknown = 0

    def close(self, after: After, *, doubtful: bool) -> None:
        """Note a row without figures, if one is named."""
        if self.named:
            self._begin(self.labels[-1][0], after, doubtful=doubtful)

    def _begin(self, number: int, after: After, *, doubtful: bool) -> None:
        self.rows.append(self._row(number, after, doubtful=doubtful))
        self.labels, self.loose = (), False

    def _row(self, number: int, after: After, *, doubtful: bool) -> TextRow:
        """Return the row that the labels begin."""
        known = not self.labels or self.named
        labels = tuple(token for _, token in self.labels)
        doubtful = doubtful and known and bool(labels)
        return TextRow(labels, known=known, doubtful=doubtful, loose=self.loose, after=after, first=number, last=number)

    def figures(self, number: int, line: TextLine, figures: tuple[Token, ...], *, doubtful: bool) -> None:
        """Take figures that stand side by side: of the row that their label begins, or of the row above.

        That is open: whatever else comes behind its figures begins another one, or ends the table.
        """
        if self.labels or not self.rows:
            inline = bool(self.labels) and self.labels[-1][0] == number
            self._begin(self.labels[-1][0] if self.labels else number, "end", doubtful=doubtful)
            self.open = True
            self._fill(number, (figures,), inline=inline, fielded=line.fielded)
        else:
            self._fill(number, (*self.rows[-1].lines, figures), doubtful=line.fielded)

    def _fill(
        self,
        number: int,
        lines: tuple[tuple[Token, ...], ...],
        *,
        inline: bool = False,
        fielded: bool = False,
        doubtful: bool = False,
    ) -> None:
        """Give the last row its figures, and what is to be noted with them."""
        row = self.rows[-1]
        self.rows[-1] = evolve(
            row,
            lines=lines,
            # Without a label, it is by its figures that a row of one line is told from one figure below the other.
            inline=inline or row.inline or (not row.labels and len(lines[0]) > 1),
            fielded=fielded or row.fielded,
            doubtful=doubtful or row.doubtful,
            last=number,
        )

    def loosen(self) -> None:
        """Note that a figure stands beside the rows before and after."""
        self.loose = True
        if self.rows and not self.named:  # else the row that begins with this label takes the note
            self.mark(loose=True)


@define(eq=False, repr=False)
class _Scan:
    """Goes through the lines: in a head until a row begins, then through the rows."""

    words: TableWords
    head: _Head = field(default=Factory(lambda scan: _Head(scan.words), takes_self=True))
    body: _Body | None = None
    lines: dict[int, TextLine] = field(factory=dict)
    """Those on which the head and the rows stand."""
    last: tuple[int, str] = (-1, "")
    """The line and the kind of the token before."""
    continues: bool = False
    foreign: bool = False
    """Whether the name of another table stands above."""
    unknown: int = 0
    """Unknown lines in the head."""
    unknown_line: int = -1

    def take(self, number: int, line: TextLine, kind: Kind, tokens: tuple[Token, ...]) -> Iterator[TextTable]:
        """Take tokens of one kind that stand side by side, and yield the tables that end with them."""
        match kind:
            case "page":
                return
            case "perhaps a page":
                self._loosen()
                return
            case "name":
                for token in tokens:
                    yield from self._name(number, token)
                    self.last = (number, kind)
            case "figure":
                self._figures(number, line, tokens)
            case "title":
                yield from self.finish("name")
            case _:
                yield from self._unknown(number, tokens[-1])
        self.last = (number, kind)

    def end_of_line(self, number: int, line: TextLine) -> None:
        """Note a line that the head or the rows were found on."""
        if self.head.tokens or self.body:
            self.lines[number] = line

    def finish(self, after: After) -> Iterator[TextTable]:
        """Yield the table that was open, if any, and begin anew."""
        head, complete = self.head, self.head.complete
        rows = self._rows(after)
        if rows or (complete and head.doubtful and not self.foreign):
            sure = self.body is not None and not head.doubtful
            yield TextTable(
                self.words,
                column_order([token.name for _, token in head.tokens], self.words) if sure else None,
                head.is_compact(self.lines),
                tuple(rows),
                self.body is not None or complete,
                self.continues,
                tuple(head.numbers),
                tuple(source for line in self.lines.values() for source in line.sources),
                head.tokens[0][1].place if head.tokens else "",
            )
        self.head, self.body, self.lines = _Head(self.words), None, {}
        self.unknown, self.continues = 0, False

    def _rows(self, after: After) -> Sequence[TextRow]:
        """Return the rows of the table that ends."""
        if body := self.body:
            body.close(after, doubtful=self._beside_unknown(body))
            if body.open and body.rows[-1].after == "end":
                body.mark(after=after)
            return body.rows
        if self.head.complete and not self.words.labelled_rows and after != "name":
            return [TextRow((), doubtful=True)]
        # The rows were named elsewhere than below the head.
        return self.head.early if self.head.complete or self.head.is_missing else []

    def _beside_unknown(self, body: _Body) -> bool:
        """Whether something unknown stands on the line of the last label."""
        return bool(body.labels) and body.labels[-1][0] == self.unknown_line

    def _loosen(self) -> None:
        if self.body:
            self.body.loosen()
        else:
            self.head.loose = True

    def _name(self, number: int, token: Token) -> Iterator[TextTable]:
        is_head = token.name in heads_of(self.words)
        is_row = self.words.labelled_rows and token.name in self.words.stub
        if is_row and (self.body or (not is_head and self.head.complete)):
            self.body = self.body or _Body(self.words, self.head.loose)
            self.body.label(number, token, doubtful=self._beside_unknown(self.body))
        elif is_head:
            yield from self._head_name(number, token)
        elif is_row:
            self.head.row(number, token)
        elif not self._is_corner(token):
            yield from self._foreign_name(token)

    def _is_corner(self, token: Token) -> bool:
        """Whether a name of the head, as that of the corner, stands where it ends nothing: no column is waited for."""
        waiting = self.head.tokens and not self.head.complete
        return not self.body and not waiting and token.name in self.words.column_headers

    def _foreign_name(self, token: Token) -> Iterator[TextTable]:
        """Take a name that is none of the rows and columns: the table is over, if there was one."""
        yield from self.finish("name")
        if token.name not in self.words.column_headers:
            self.foreign = token.name not in {normal(bare(text)) for text in self.words.form.table.heading or ()}

    def _head_name(self, number: int, token: Token) -> Iterator[TextTable]:
        """Take the name of a column, or of what stands above columns; behind rows it begins another table."""
        if self.body or (self.head.early and self.head.complete):
            behind = self.body is not None and self.body.open
            yield from self.finish("name")
            self.continues = behind
        if not self.head.tokens:
            self.unknown = 0
            self.head.doubtful = self.head.doubtful or (
                self.last == (number, "unknown") and token.name in self.words.columns
            )
        self.head.name(number, token)

    def _figures(self, number: int, line: TextLine, figures: tuple[Token, ...]) -> None:
        filled = tuple(figure for figure in figures if figure.text)
        if not self.body and not self.head.complete:
            self.head.figures(number, line, filled)
        elif not self.body and (self.words.labelled_rows or (line.fielded and not line.has_figures)):
            self.head.loose = self.head.loose or bool(filled)
        else:
            self.body = self.body or _Body(self.words, self.head.loose)
            if filled or self.body.labels:
                doubtful = self._beside_unknown(self.body)
                self.body.figures(number, line, figures, doubtful=doubtful)

    def _unknown(self, number: int, token: Token) -> Iterator[TextTable]:
        new, same_line = self.unknown_line != number, self.last[0] == number
        self.unknown_line = number
        head, body = self.head, self.body
        if body is None:
            self.unknown += new
            head.doubtful = head.doubtful or bool(head.tokens)
            nothing = head.complete and not self.words.labelled_rows and not same_line
            if nothing or (not head.complete and self.unknown > _UNKNOWN_IN_HEAD):
                yield from self.finish("unknown")
            return
        body.unknown += new
        if body.open:
            body.mark(after="unknown", doubtful=same_line)
        if body.unknown > _MOST_UNKNOWN or not self.words.labelled_rows:
            yield from self.finish("unknown")
        else:
            body.close("unknown", doubtful=self._beside_unknown(body))
            body.open = False
            body.labels = ((number, token),)
