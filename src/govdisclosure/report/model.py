"""What was filled into a form: a report, its tables, its cells, and the problems that were met on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Generic, Protocol, Self, TypeAlias, TypeVar, cast, overload

from attrs import Factory, evolve, field, frozen

from govdisclosure.errors import UnknownKeyError, unexpected
from govdisclosure.form import Form, Line, TableForm
from govdisclosure.grid import place_in_words
from govdisclosure.language import say
from govdisclosure.likeness import nearest
from govdisclosure.report.contents import ABSENT, BLANK, NUMBER, Cell, Content, N_co, Problem
from govdisclosure.report.numbers import exact_number
from govdisclosure.spec import Number, OfPeriod, Period, Spec, as_period

_FUNCTIONS = frozenset({"annotate", "check", "convert", "fill", "locate", "to_data", "to_json", "write"})
"""What is done with a report by functions, and is no method of it."""
_SHOWN = 8
"""Values that a report shows of itself in a console."""

TYPE_CHECKING = False
Row = TypeVar("Row", bound=str)
Column = TypeVar("Column", bound=str)


@frozen(repr=False)
class Report(OfPeriod):
    """A filled-in form: one value for every cell of the form, in its order, and what is not a plain number.

    A value of None whose cell is not in `contents` is absent. Reports are made by `read`, `from_json` and
    `replacing`; they never change.
    """

    form: Form
    values: tuple[Number | None, ...]
    organisation: str | None = None
    period: Period | None = field(default=None, converter=as_period, alias="year")
    """The year, quarter or month that it is for; made from a year, too."""
    contents: Mapping[int, Content] = Factory(dict)
    sections: Mapping[str, str] = Factory(dict)
    problems: tuple[Problem, ...] = field(default=(), eq=False)
    raw: Mapping[int, str] = field(factory=dict, eq=False, repr=False)
    sources: Mapping[int, str] = field(factory=dict, eq=False, repr=False)
    subtotals: Mapping[tuple[int, ...], Number] = field(factory=dict, kw_only=True)
    """What some cells come to together, where only that is known of them."""
    text_places: Mapping[str, tuple[str, ...]] = field(factory=dict, eq=False, repr=False, kw_only=True)
    """Where each line of a section stands in its document, in words."""

    __hash__: ClassVar[None] = None  # type: ignore[assignment]  # equal by content, which includes mappings

    @property
    def spec(self) -> Spec:
        """The format that the report is in."""
        return self.form.spec

    def __getitem__(self, table: str) -> TableView[str, str, Number]:
        """Return a table by its key; raise `UnknownKeyError` if the format has none of that key.

        >>> import govdisclosure as gd
        >>> report = gd.from_json('{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": 1.5}}}}')
        >>> report["fees"]["fee", "amount"].value
        Decimal('1.5')
        """
        if table not in self.form.tables:
            raise _unknown(table, self.form.tables)
        return TableView(self, self.form.tables[table])

    def __repr__(self) -> str:
        who = f"{self.organisation or '–'} {self.period or '–'}"
        shown = ", ".join(str(self.values[index]) for index in range(min(len(self.values), _SHOWN)))
        more = ", …" if len(self.values) > _SHOWN else ""
        return f"<Report {self.spec.id}: {who[:60]}, {len(self.values)} cells ({shown}{more})>"

    def _repr_html_(self) -> str:
        from govdisclosure.writing import report_html  # a notebook asks the object itself: see pyproject.toml

        return report_html(self)

    def __iter__(self) -> Iterator[TableView[str, str, Number]]:
        """Yield the tables in the order of the format."""
        return (TableView(self, table) for table in self.form.tables.values())

    if not TYPE_CHECKING:  # type checkers see what there is, and nothing else

        def __getattr__(self, name: str) -> object:
            """Say which function does what somebody asks the report itself for."""
            message = f"{type(self).__name__!r} object has no attribute {name!r}"
            if name in _FUNCTIONS:
                message += say(zh=f"；请用 gd.{name}(report)", en=f"; use gd.{name}(report)")
            raise AttributeError(message)

    def content(self, index: int) -> Content:
        """Return what stands in the cell at an index of the form."""
        found = self.contents.get(index)
        if found is None:
            return ABSENT if self.values[index] is None else NUMBER
        return found

    def lacks(self, cells: Iterable[int]) -> bool:
        """Whether the document has none of some cells, by their indices."""
        return all(self.content(index).state == "absent" for index in cells)

    def cell(self, index: int) -> Cell[Number]:
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

    def cells(self) -> Iterator[Cell[Number]]:
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
        return cells_frame((*cells, *sections), self.spec.id, self.organisation, self.period, backend)

    def replacing(self, changes: Mapping[tuple[str, str, str], Number | Content | None]) -> Self:
        """Return a copy with other things in some cells, named by table, row and column.

        A cell gets a number, a `Content`, or with None is blank. Raises `UnknownKeyError` for a cell that the form does
        not have, `UsageError` for what is no exact number.

        >>> import govdisclosure as gd
        >>> report = gd.from_json('{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": 1.5}}}}')
        >>> report.replacing({("fees", "fee", "amount"): None})["fees"]["fee", "amount"].state
        'blank'
        """
        values, contents = list(self.values), dict(self.contents)
        for place, change in changes.items():
            index = self._index(place)
            contents.pop(index, None)
            content = BLANK if change is None else change
            if isinstance(content, Content):
                values[index] = None
                if content != ABSENT:
                    contents[index] = content
            else:
                number = exact_number(content)
                values[index] = Decimal(number) if self.form.values[index].kind == "decimal" else number
        return evolve(self, values=tuple(values), contents=contents)

    def _index(self, place: tuple[str, str, str]) -> int:
        index = self.form.index.get(place)
        if index is None:
            raise _unknown(place, self.form.index)
        return index


class HasReport(Protocol):
    """What was made of a report and holds it: a reading, the result of a check."""

    @property
    def report(self) -> Report:
        """The report itself."""
        ...


Reported: TypeAlias = Report | HasReport
"""Whatever a report is asked for: the report itself, or what holds it."""


@frozen(eq=False, repr=False)
class TableView(Generic[Row, Column, N_co]):
    """One table of a report, indexed by the path of a row, or by those of a row and a column."""

    report: Report
    form: TableForm

    @overload
    def __getitem__(self, key: Row) -> RowView[Column, N_co]: ...
    @overload
    def __getitem__(self, key: tuple[Row, Column]) -> Cell[N_co]: ...
    def __getitem__(self, key: Row | tuple[Row, Column]) -> RowView[Column, N_co] | Cell[N_co]:
        """Return a row, or a cell by row and column; raise `UnknownKeyError` if the table has none of that key.

        >>> import govdisclosure as gd
        >>> table = gd.from_json('{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": 1.5}}}}')["fees"]
        >>> table["fee", "amount"].value, list(table["fee"])
        (Decimal('1.5'), ['amount'])
        """
        row, *column = (key,) if isinstance(key, str) else key
        if row not in self.form.rows.by_path:
            raise _unknown(row, self.rows)
        found: RowView[Column, N_co] = RowView(self, row)
        return found[column[0]] if column else found

    def __iter__(self) -> Iterator[Cell[N_co]]:
        """Yield the cells row by row."""
        return (self._cell(index) for index in self.form.cells.values())

    def _cell(self, index: int) -> Cell[N_co]:
        return cast("Cell[N_co]", self.report.cell(index))

    def __repr__(self) -> str:
        return f"<TableView {self.key} of {self.report.spec.id}: {len(self.rows)} × {len(self.columns)}>"

    def _repr_html_(self) -> str:
        from govdisclosure.writing import table_html  # the same

        return table_html(self)

    @property
    def key(self) -> str:
        """The key of the table."""
        return self.form.key

    @property
    def rows(self) -> tuple[Row, ...]:
        """The paths of the rows, in drawn order."""
        return cast("tuple[Row, ...]", _paths(self.form.rows.lines))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The paths of the columns, in drawn order."""
        return cast("tuple[Column, ...]", _paths(self.form.columns.lines))


@frozen(eq=False, repr=False)
class RowView(Mapping[Column, Cell[N_co]]):
    """One row of a table: its cells by the paths of their columns."""

    table: TableView[Any, Column, N_co]
    row: str

    def __getitem__(self, column: Column) -> Cell[N_co]:
        """Return the cell in a column; raise `UnknownKeyError` if the row has none there."""
        form = self.table.report.form
        index = form.index.get((self.table.key, self.row, column))
        if index is None:
            raise _unknown(column, self)
        return self.table._cell(index)  # noqa: SLF001 - a row is a part of its table

    def __iter__(self) -> Iterator[Column]:
        """Yield the columns in which the row has a cell, in drawn order."""
        row, cells = self.table.form.rows.by_path[self.row], self.table.form.cells
        return (cast("Column", line.path) for line in self.table.form.columns.lines if (row, line.index) in cells)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"<RowView {self.table.key}[{self.row}]: {len(self)} cells>"


def report_of(given: Reported) -> Report:
    """Return the report that is meant: itself, or that of a reading or of the result of a check.

    Raises `TypeError` for anything else.
    """
    found = given if isinstance(given, Report) else getattr(given, "report", None)
    if not isinstance(found, Report):
        raise unexpected(given, zh="报告（文件先用 gd.read 读取）", en="a report (gd.read reads one from a document)")
    return found


def _unknown(key: object, known: Iterable[object]) -> UnknownKeyError:
    def shown(name: object) -> str:
        return ", ".join(map(str, name)) if isinstance(name, tuple) else str(name)

    name = shown(key)
    offer = nearest(name, map(shown, known))
    return UnknownKeyError(say(zh=f"没有 {name[:200]}", en=f"there is no {name[:200]}") + offer)


def _paths(lines: tuple[Line, ...]) -> tuple[str, ...]:
    return tuple(line.path for line in lines)
