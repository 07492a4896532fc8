"""What stands in a cell of a report, and a problem: something that a reader of a report should know."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from attrs import field, fields, frozen

from govdisclosure.codes import Code
from govdisclosure.form import CellRef
from govdisclosure.grid import place_in_words
from govdisclosure.spec import Number, Severity

State = Literal["number", "blank", "mark", "unreadable", "absent", "text"]
"""What stands in a cell. `blank` is drawn and empty, `absent` is not in the document; `text` occurs only where the spec
says that a cell holds text or a date."""

Origin = Literal["printed", "inferred", "derived"]
"""Whether a value was printed, inferred as the only reading that satisfies the form, or derived from other cells."""

N_co = TypeVar("N_co", bound=Number, covariant=True)
"""The numbers of a cell: `int` where the format counts, `Decimal` where it has amounts."""


@frozen
class Content:
    """What stands in a cell beside its number: the state, the text of a mark or of what could not be read, a note."""

    state: State = "number"
    text: str = ""
    note: str = ""
    origin: Origin = "printed"


BLANK = Content("blank")
ABSENT = Content("absent")
NUMBER = Content("number")


@frozen
class Cell(Generic[N_co]):
    """A cell of a report.

    `value` is the number, an `int` or a `Decimal`, or None where there is none; `text` is a mark, what could not be
    read, or the text of a text cell; `raw` and `source` are what was printed and where, if read from a document.
    """

    ref: CellRef
    value: N_co | None
    state: State
    text: str = ""
    note: str = ""
    origin: Origin = "printed"
    raw: str = field(default="", eq=False)
    source: str = field(default="", eq=False)

    @property
    def place(self) -> str:
        """Where it stands in its document, in words; empty where it was not read from one."""
        return place_in_words(self.source)


@frozen
class Problem:
    """Something about a document or report that a reader should know; it never changes a figure."""

    code: str
    severity: Severity
    message: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    place: str | None = None

    @classmethod
    def of(
        cls,
        code: Code,
        message: str,
        table: str | None = None,
        row: str | None = None,
        column: str | None = None,
        *,
        place: str = "",
    ) -> Problem:
        """Return a problem of a declared kind, which says how grave it is; `place` is where it stands in a document.

        >>> from govdisclosure import codes
        >>> Problem.of(codes.NO_HEADLINE, "no headline").severity
        'warning'
        """
        return cls(code.id, code.severity, message, table, row, column, place or None)


PROBLEM_KEYS = tuple(field.name for field in fields(Problem))
