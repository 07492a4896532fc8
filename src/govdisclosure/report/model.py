"""What was filled into a form: a report, its tables, its cells, and the problems that were met on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from attrs import Factory, evolve, field, fields, frozen

from govdisclosure.codes import Code
from govdisclosure.form import CellRef, Form, Line, TableForm
from govdisclosure.grid import place_in_words
from govdisclosure.spec import Number, Severity, Spec, Value

State = Literal["number", "blank", "mark", "unreadable", "absent", "text"]
"""What stands in a cell. `blank` is drawn and empty, `absent` is not in the document; `text` occurs only where the spec
says that a cell holds text or a date."""

Origin = Literal["printed", "inferred", "derived"]
"""Whether a value was printed, inferred as the only reading that satisfies the form, or derived from other cells."""

MAX_DIGITS = 18
"""Digits that a number may have before its point, and after it."""

Row = TypeVar("Row", bound=str)
Column = TypeVar("Column", bound=str)


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
class Cell:
    """A cell of a report.

    `value` is the number, an `int` or a `Decimal`, or None where there is none; `text` is a mark, what could not be
    read, or the text of a text cell; `raw` and `source` are what was printed and where, if read from a document.
    """

    ref: CellRef
    value: Number | None
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


@frozen
class Report:
    """A filled-in form: one value for every cell of the form, in its order, and what is not a plain number.

    A value of None whose cell is not in `contents` is absent. Reports are made by `read`, `from_json` and
    `replacing`; they never change.
    """

    form: Form
    values: tuple[Number | None, ...]
    organisation: str | None = None
    year: int | None = None
    contents: Mapping[int, Content] = Factory(dict)
    sections: Mapping[str, str] = Factory(dict)
    problems: tuple[Problem, ...] = field(default=(), eq=False)
    raw: Mapping[int, str] = field(factory=dict, eq=False, repr=False)
    sources: Mapping[int, str] = field(factory=dict, eq=False, repr=False)

    __hash__ = None  # type: ignore[assignment]  # equal by content, which includes mappings

    @property
    def spec(self) -> Spec:
        """The format that the report is in."""
        return self.form.spec

    def __getitem__(self, table: str) -> TableView[str, str]:
        """Return a table by its key; raise KeyError if the format has none of that key.

        >>> import govdisclosure as gd
        >>> report = gd.from_json('{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": 1.5}}}}')
        >>> report["fees"]["fee", "amount"].value
        Decimal('1.5')
        """
        return TableView(self, self.form.tables[table])

    def __iter__(self) -> Iterator[TableView[str, str]]:
        """Yield the tables in the order of the format."""
        return (TableView(self, table) for table in self.form.tables.values())

    def content(self, index: int) -> Content:
        """Return what stands in the cell at an index of the form."""
        found = self.contents.get(index)
        if found is None:
            return ABSENT if self.values[index] is None else NUMBER
        return found

    def cell(self, index: int) -> Cell:
        """Return the cell at an index of the form."""
        content = self.content(index)
        return Cell(
            self.form.cells[index],
            self.values[index],
            content.state,
            content.text,
            content.note,
            content.origin,
            self.raw.get(index, ""),
            self.sources.get(index, ""),
        )

    def place(self, index: int) -> str:
        """Return where the cell at an index of the form stands in its document, in words; empty if in none."""
        return place_in_words(self.sources.get(index, ""))

    def cells(self) -> Iterator[Cell]:
        """Yield every cell, in the order of the form."""
        return map(self.cell, range(len(self.values)))

    def to_frame(self, backend: str | None = None) -> Any:
        """Return the report as a data frame with one row for each cell, and one for each section of text.

        The columns are `spec`, `organisation`, `year`, `table`, `row`, `column`, `value`, `state`, `text`, `note`,
        `origin` and `place`; `value` is a decimal number, null where the cell holds none. A section has the state
        `section`, its key as `row` and its words as `text`. `backend` is `"polars"`, `"pandas"` or `"pyarrow"`; by
        default the first of them that is installed. Raises `UsageError` if none is.

        >>> import govdisclosure as gd
        >>> report = gd.from_json('{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": 1.5}}}}')
        >>> frame = report.to_frame("pyarrow")
        >>> frame.num_rows, frame["value"].drop_null().to_pylist()
        (200, [Decimal('1.500000000000000000')])
        """
        from govdisclosure.report.framing import SECTION, cells_frame

        cells = (
            (c.ref.table, c.ref.row, c.ref.column, c.value, c.state, c.text, c.note, c.origin, c.source)
            for c in self.cells()
        )
        sections = ((None, key, None, None, SECTION, text, "", "printed", "") for key, text in self.sections.items())
        return cells_frame((*cells, *sections), self.spec.id, self.organisation, self.year, backend)

    def replacing(self, changes: Mapping[tuple[str, str, str], Number | Content | None]) -> Report:
        """Return a copy with other things in some cells: a number, a `Content`, or None for blank.

        >>> import govdisclosure as gd
        >>> report = gd.from_json('{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": 1.5}}}}')
        >>> report.replacing({("fees", "fee", "amount"): None})["fees"]["fee", "amount"].state
        'blank'
        """
        values, contents = list(self.values), dict(self.contents)
        for place, change in changes.items():
            index = self.form.index[place]
            contents.pop(index, None)
            number = None if change is None or isinstance(change, Content) else change
            values[index] = number
            content = BLANK if change is None else change
            if isinstance(content, Content) and content != ABSENT:
                contents[index] = content
        return evolve(self, values=tuple(values), contents=contents)


@frozen(eq=False)
class TableView(Generic[Row, Column]):
    """One table of a report, indexed by the paths of a row and a column."""

    report: Report
    form: TableForm

    def __getitem__(self, key: tuple[Row, Column]) -> Cell:
        """Return a cell by row and column; raise KeyError if the table has no such cell."""
        return self.report.cell(self.report.form.index[(self.form.key, *key)])

    def __iter__(self) -> Iterator[Cell]:
        """Yield the cells row by row."""
        return (self.report.cell(index) for index in self.form.cells.values())

    @property
    def key(self) -> str:
        """The key of the table."""
        return self.form.key

    @property
    def rows(self) -> tuple[str, ...]:
        """The paths of the rows, in drawn order."""
        return _paths(self.form.rows.lines)

    @property
    def columns(self) -> tuple[str, ...]:
        """The paths of the columns, in drawn order."""
        return _paths(self.form.columns.lines)


def _paths(lines: tuple[Line, ...]) -> tuple[str, ...]:
    return tuple(line.path for line in lines)


def number_fault(number: Number, value: Value) -> str | None:
    """Say why a number cannot stand in a cell of this kind, as a code: `fraction`, `long`; None if it can."""
    if isinstance(number, int):
        return "long" if abs(number) >= 10**MAX_DIGITS else None
    if not number.is_finite() or number.adjusted() >= MAX_DIGITS or _places(number) > MAX_DIGITS:
        return "long"
    return "fraction" if value.kind == "integer" else None


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
