"""Which figure of a row that lost its fields stands in which column, as far as that is certain.

Blanks leave nothing behind, pages put their numbers between, and cells may be printed column by column. A row is read
only where none of that can have happened unseen: under three columns `规章 3 5 74` is read, and `规章 3 74` is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, field, frozen

from govdisclosure.form import Form
from govdisclosure.recognition.plaintext.page_furniture import page_number
from govdisclosure.recognition.plaintext.row_sums import adds_up, hides_nought, row_sums
from govdisclosure.recognition.plaintext.textlines import Token
from govdisclosure.recognition.plaintext.texttables import TextRow, TextTable

_NEAR = 3
"""Lines between what may belong together."""


@frozen
class Assignment:
    """What a row holds: a token for every column, None for a blank; or figures that cannot be told apart by column.

    `open` says that there may be one way only in which the sums of the form allow such figures.
    """

    columns: tuple[Token | None, ...] = ()
    figures: tuple[Token, ...] = ()
    open: bool = False


@frozen(eq=False, repr=False)
class _Place:
    """A row of a table, the rows beside it, and the nearest ones before and after it that have figures."""

    table: TextTable
    row: TextRow
    before: TextRow | None
    after: TextRow | None
    filled_before: TextRow | None
    filled_after: TextRow | None

    @property
    def is_before_blank(self) -> bool:
        """Whether the next row is known and has no figures."""
        return self.after is not None and self.after.known and not self.after.figures

    @property
    def is_after_blank(self) -> bool:
        """Whether the row before has no figures, and this one begins right behind its label."""
        return self.before is not None and not self.before.figures and self.before.after == "name"

    @property
    def is_beside_unknown(self) -> bool:
        """Whether an unknown line with figures, which is no row by itself, stands next to the row."""
        beside = (one for one in (self.before, self.after) if one is not None and not one.known)
        return any(_is_near(one, self.row) and not self.table.is_whole(one) for one in beside)

    def may_have_taken_figures(self, other: TextRow | None) -> bool:
        """Whether another row has more figures than columns, or is unknown and stands near."""
        if other is None:
            return False
        return len(other.figures) > self.table.width or (not other.known and _is_near(other, self.row))


def _places(table: TextTable) -> Iterator[_Place]:
    """Yield the rows of a table with what stands around them."""
    rows = (None, *table.rows, None)
    before, after = _nearest_filled(table.rows), _nearest_filled(table.rows[::-1])[::-1]
    for number, row in enumerate(table.rows):
        yield _Place(table, row, rows[number], rows[number + 2], before[number], after[number])


def _nearest_filled(rows: Sequence[TextRow]) -> list[TextRow | None]:
    """Return for each row the last one before it that has figures."""
    found: list[TextRow | None] = []
    nearest = None
    for row in rows:
        found.append(nearest)
        nearest = row if row.figures else nearest
    return found


@frozen(eq=False, repr=False)
class Disambiguation:
    """Tells which figure of a document's rows stands in which column.

    `inline` says that most rows stand on one line each. `pages` are groups of numbers, each with its line: one of each
    group is that of a page, as it is where `4 5 8` stands for two columns.
    """

    form: Form
    inline: bool
    pages: tuple[tuple[int, tuple[int, ...]], ...] = field(factory=tuple)

    def of_table(self, table: TextTable) -> Iterator[Assignment]:
        """Yield what each row of a table holds, in the form's order of columns."""
        for place in _places(table):
            found = self._row(place) if table.order is not None else unsure(place.row)
            if found.columns and table.order:
                printed = dict(zip(table.order, found.columns, strict=True))
                found = Assignment(tuple(printed[column] for column in range(len(printed))))
            yield found

    def _row(self, place: _Place) -> Assignment:
        """Return what a row holds, in the printed order of the columns."""
        table, row = place.table, place.row
        if row.fielded:
            return _fields(table, row)
        if not row.figures:
            return Assignment((None,) * table.width) if self._is_blank(place) else unsure(row)
        if not row.known:
            return Assignment(tuple(row.figures)) if table.is_whole(row) and row.inline else unsure(row)
        if place.is_beside_unknown or (row.loose and self.inline and not row.inline):
            return unsure(row)
        return self._by_its_sums(table, row) if row.doubtful else self._by_its_lines(place)

    def _by_its_lines(self, place: _Place) -> Assignment:
        """Return what a row holds, by how its figures stand on lines."""
        table, row = place.table, place.row
        if len(row.lines) == 1 and (row.inline or table.width > 1):
            return self._on_one_line(place)
        return self._one_below_the_other(place) if not row.inline and row.stacked else self._on_some_lines(table, row)

    def _by_its_sums(self, table: TextTable, row: TextRow) -> Assignment:
        """Return the figures of a row beside something unknown, open if they are whole and satisfy the row's sums."""
        whole = row.inline and len(row.lines) == 1 and len(row.figures) == table.width
        return _open(table, row) if whole and self._add_up(table, row, row.figures) else unsure(row)

    def _on_one_line(self, place: _Place) -> Assignment:
        """Return what a row holds whose figures stand on one line: a page can have put nothing between them."""
        table, row = place.table, place.row
        whole = len(row.figures) == table.width
        if not row.inline and (self.inline or not whole) and place.is_before_blank:
            return unsure(row)  # they may be the figures of the row below
        if whole:
            return Assignment(tuple(row.figures))
        if row.texts == ["0" * table.width]:
            # No other figures run together like that, not even with blanks among them.
            return Assignment(tuple(evolve(row.figures[0], text="0") for _ in range(table.width)))
        alone = not row.inline and len(row.figures) == 1 and page_number(row.figures[0].text)
        return unsure(row) if alone else _open(table, row)

    def _one_below_the_other(self, place: _Place) -> Assignment:
        """Return what a row holds whose figures each stand on a line of their own, as numbers of pages do."""
        table, row = place.table, place.row
        if table.width == 1 and (self.inline or place.is_after_blank):
            return unsure(row)
        surplus = len(row.figures) - table.width
        if surplus:
            may_be_of_two_rows = surplus > 0 and (place.is_after_blank or place.is_before_blank)
            pages = surplus > 1 or may_be_of_two_rows or any(self._may_be_page(one, row) for one in row.figures)
            return unsure(row) if pages else _open(table, row)
        return unsure(row) if self._hides_page(table, row) else Assignment(tuple(row.figures))

    def _hides_page(self, table: TextTable, row: TextRow) -> bool:
        """Whether the number of a page may stand in a row in place of a figure that was lost."""
        pages = [place for place, figure in enumerate(row.figures) if self._may_be_page(figure, row)]
        if not row_sums(self.form, table, row):
            return bool(pages)
        # What a page would have put in for a lost nought leaves the sums right without it.
        if not self._add_up(table, row, row.figures):
            pages = [place for place, text in enumerate(row.texts) if page_number(text)]
        return any(hides_nought(self.form, table, row, row.texts, place) for place in pages)

    def _on_some_lines(self, table: TextTable, row: TextRow) -> Assignment:
        """Return what a row holds whose figures stand on several lines, some together and some alone."""
        figures = _whole_line(table, row)
        if not figures and len(row.figures) == table.width and all(len(line) > 1 for line in row.lines):
            figures = row.figures
        return Assignment(tuple(figures)) if figures and self._add_up(table, row, figures) else unsure(row)

    def _is_blank(self, place: _Place) -> bool:
        """Whether a row without figures has none, and has not only lost them."""
        row, before, after = place.row, place.filled_before, place.filled_after
        if row.doubtful or row.loose or row.after == "end":
            return False
        if any(map(place.may_have_taken_figures, (before, after))) or self._may_be_taken_by(after, place):
            return False
        if before is None or before.fielded or place.before is not before:
            return True
        return len(before.lines) == 1 if before.inline else not self.inline

    def _may_be_taken_by(self, after: TextRow | None, place: _Place) -> bool:
        """Whether the figures of a row may stand behind those labels that follow it."""
        if after is None or after.inline or after.fielded:
            return False
        return place.table.width == 1 or (self.inline and not after.known and place.after is after)

    def _may_be_page(self, figure: Token, row: TextRow) -> bool:
        """Whether a figure may be the number of a page, after what is known of the pages before and after it."""
        number = page_number(figure.text)
        if number is None or not self.pages:
            return False
        return all(
            min(numbers) < number if line < row.first else max(numbers) > number or line == row.first
            for line, numbers in self.pages
        )

    def _add_up(self, table: TextTable, row: TextRow, figures: Sequence[Token]) -> bool:
        """Whether figures satisfy the sums of their row, and there are any."""
        return adds_up(self.form, table, row, [figure.text for figure in figures])


def _whole_line(table: TextTable, row: TextRow) -> Sequence[Token]:
    """Return the figures of the one line of a row that has one for each column, where all others are those of pages."""
    whole = [line for line in row.lines if len(line) == table.width]
    rest = [line for line in row.lines if len(line) != table.width]
    sure = len(whole) == 1 and (not row.labels or row.lines[0] is whole[0]) and all(map(_is_page, rest))
    return whole[0] if sure else ()


def _fields(table: TextTable, row: TextRow) -> Assignment:
    """Return what a row of fields holds: in their order, where no field is missing or left over."""
    values, width = row.figures, table.width
    filled = [value for value in values if value.text]
    if row.doubtful or len(row.lines) != 1:
        return unsure(row)
    if len(filled) == width:
        return Assignment(tuple(filled))
    left_over = any(value.text for value in values[width:])
    if len(values) >= width and not left_over and (table.compact or not filled):
        return Assignment(tuple(values[:width]))
    return _open(table, row) if filled else unsure(row)


def _open(table: TextTable, row: TextRow) -> Assignment:
    """Return the figures of a row for the sums to tell apart: they know the columns in the form's order only."""
    in_order = table.order == tuple(range(table.width))
    cut_off = row.after == "end" and not row.fielded and len(row.figures) > 1
    return Assignment(figures=unsure(row).figures, open=in_order and not cut_off)


def unsure(row: TextRow) -> Assignment:
    """Return the figures of a row as ones that are not to be told apart."""
    return Assignment(figures=tuple(figure for figure in row.figures if figure.text))


def _is_near(one: TextRow, other: TextRow) -> bool:
    """Whether two rows stand next to each other, or almost."""
    return one.first - _NEAR <= other.last and other.first <= one.last + _NEAR


def _is_page(line: Sequence[Token]) -> bool:
    """Whether the figures of a line may be the number of a page."""
    return len(line) == 1 and page_number(line[0].text) is not None
