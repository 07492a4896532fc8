"""Tables as lines of text spell them out: labels and figures in their order, and what makes a row doubtful."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from govdisclosure.recognition.matching.lexicon import TableWords
from govdisclosure.recognition.plaintext.textlines import Token

After = Literal["name", "unknown", "end"]
"""What follows a row; the title of a section counts as a name, and a row that nothing follows may be cut off."""


@frozen(eq=False, repr=False)
class TextRow:
    """A row: its labels, its figures line by line, and what stands beside it."""

    labels: tuple[Token, ...]
    lines: tuple[tuple[Token, ...], ...] = ()
    inline: bool = False
    """Whether its first figures stand on the line of its label."""
    fielded: bool = False
    known: bool = True
    """Whether its last label is that of a row."""
    doubtful: bool = False
    """Whether something unknown stands on the same line."""
    loose: bool = False
    """Whether a figure stands before or after it that belongs to no label, as the number of a page may."""
    after: After = "end"
    first: int = 0
    """The line of its label, of all that say something."""
    last: int = 0
    """The line of its last figure."""

    @property
    def figures(self) -> list[Token]:
        """Its figures, in their order."""
        return [figure for line in self.lines for figure in line]

    @property
    def texts(self) -> list[str]:
        """The texts of its figures."""
        return [figure.text for figure in self.figures]

    @property
    def name(self) -> str:
        """The name of its last label, or its text where that is unknown."""
        return (self.labels[-1].name or self.labels[-1].text) if self.labels else ""

    @property
    def stacked(self) -> bool:
        """Whether each of its figures stands on a line of its own."""
        return all(len(line) == 1 for line in self.lines)


@frozen(eq=False, repr=False)
class TextTable:
    """A table: the lines of its columns in the order of the head, None if that is not certain; and its rows.

    Without rows, all that is known of it is that it is there.
    """

    words: TableWords
    order: tuple[int, ...] | None
    compact: bool
    """Whether the head stands in fields, and leaves none empty for what its cells span."""
    rows: tuple[TextRow, ...]
    headed: bool
    """Whether there is a head that names every column."""
    continues: bool
    """Whether its head stands right behind the rows of another table of the same words, as on a new page."""
    numbers: tuple[tuple[int, int], ...] = ()
    """The numbers that stand alone on a line within its head, which only page numbers do: each line, and its number."""
    sources: tuple[tuple[int, int], ...] = field(default=())
    place: str = ""
    """Where its head begins."""

    @property
    def key(self) -> str:
        """The key of the table."""
        return self.words.form.key

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.words.form.columns.lines)

    def line_of(self, row: TextRow) -> int:
        """Return a line of the form that a row may be: those of one name have the same columns."""
        return self.words.rows.get(row.name, (0,))[0]

    def is_whole(self, row: TextRow) -> bool:
        """Whether a row has as many figures as there are columns, on one line or each on its own."""
        return len(row.figures) == self.width and (len(row.lines) == 1 or row.stacked) and not row.doubtful
