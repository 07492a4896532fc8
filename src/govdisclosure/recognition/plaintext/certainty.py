"""Which figures of a row that lost its fields stand in which columns, as far as that is certain.

Blanks leave nothing behind, pages put their numbers between, and cells are read column by column: a row is taken apart
only where none of that can have happened unseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import field, frozen

from govdisclosure.form import Form
from govdisclosure.recognition.plaintext.lined import LinedRow, LinedTable
from govdisclosure.recognition.plaintext.page_marks import page_number
from govdisclosure.recognition.plaintext.row_sums import adds_up, hides_nought, row_sums
from govdisclosure.recognition.plaintext.tokens import Token

_NEAR = 3
"""Lines between what may belong together."""


@frozen
class Placed:
    """What a row holds: a token for every column, None for a blank; or figures that cannot be told apart by column.

    `open` says that there may be one way only in which the sums of the form allow such figures.
    """

    columns: tuple[Token | None, ...] = ()
    figures: tuple[Token, ...] = ()
    open: bool = False


@frozen(eq=False, repr=False)
class Certainty:
    """Says what rows hold; `inline` if most rows of the document stand on one line each.

    `pages` are the numbers of which one must be that of a page, with their lines.
    """

    form: Form
    inline: bool
    pages: tuple[tuple[int, tuple[int, ...]], ...] = field(factory=tuple)

    def placed(self, table: LinedTable) -> Iterator[Placed]:
        """Yield what each row of a table holds."""
        if table.order is None:
            yield from (unsure(row) for row in table.rows)
            return
        for number, row in enumerate(table.rows):
            found = self._row(table, number, row)
            if found.columns:
                printed = dict(zip(table.order, found.columns, strict=True))
                found = Placed(tuple(printed[column] for column in range(len(printed))))
            yield found

    def _row(self, table: LinedTable, number: int, row: LinedRow) -> Placed:
        """Return what a row holds, in the printed order of the columns."""
        if row.fielded:
            return _fields(table, row)
        if not row.figures:
            return _blank(table) if self._is_blank(table, number) else unsure(row)
        if not row.known:
            return Placed(tuple(row.figures)) if table.is_whole(row) and row.inline else unsure(row)
        beside = row.loose and not row.inline and self.inline
        if row.doubtful or beside or self._stands_beside_unknown(table, number):
            return unsure(row)
        if len(row.lines) == 1 and (row.inline or table.width > 1):
            return self._on_one_line(table, number, row)
        if not row.inline and all(len(line) == 1 for line in row.lines):
            return self._one_below_the_other(table, number, row)
        return self._on_some_lines(table, row)

    def _on_one_line(self, table: LinedTable, number: int, row: LinedRow) -> Placed:
        """Return what a row holds whose figures stand on one line: a page can have put nothing between them."""
        whole = len(row.figures) == table.width
        if not row.inline and (self.inline or not whole) and _next_is_blank(table, number):
            return unsure(row)  # they may be the figures of the row below
        if whole:
            return Placed(tuple(row.figures))
        alone = not row.inline and len(row.figures) == 1 and page_number(row.figures[0].text)
        return unsure(row) if alone else _open(table, row)

    def _one_below_the_other(self, table: LinedTable, number: int, row: LinedRow) -> Placed:
        """Return what a row holds whose figures each stand on a line of their own, as numbers of pages do."""
        figures, width = row.figures, table.width
        pages = [place for place, figure in enumerate(figures) if self._may_be_page(figure, row)]
        after_blank = number > 0 and not table.rows[number - 1].figures and table.rows[number - 1].after == "name"
        if width == 1 and (self.inline or after_blank):
            return unsure(row)
        if len(figures) != width:
            many = len(figures) > width + 1 or (len(figures) > width and (after_blank or _next_is_blank(table, number)))
            return unsure(row) if many or pages else _open(table, row)
        sums = row_sums(self.form, table, row)
        if sums:
            # What a page would have put in for a lost nought leaves the sums right without it.
            every = [place for place, figure in enumerate(figures) if page_number(figure.text)]
            pages = pages if self._add_up(table, row, figures) else every
            texts = [figure.text for figure in figures]
            pages = [place for place in pages if hides_nought(self.form, table, row, texts, place)]
        return unsure(row) if pages else Placed(tuple(figures))

    def _on_some_lines(self, table: LinedTable, row: LinedRow) -> Placed:
        """Return what a row holds whose figures stand on several lines, some together and some alone."""
        whole = [line for line in row.lines if len(line) == table.width]
        rest = [line for line in row.lines if len(line) != table.width]
        first = not row.labels or row.lines[0] in whole
        if first and len(whole) == 1 and all(len(line) == 1 and page_number(line[0].text) for line in rest):
            return Placed(tuple(whole[0])) if self._add_up(table, row, whole[0]) else unsure(row)
        alone = any(len(line) == 1 for line in row.lines)
        if not alone and len(row.figures) == table.width and self._add_up(table, row, row.figures):
            return Placed(tuple(row.figures))
        return unsure(row)

    def _is_blank(self, table: LinedTable, number: int) -> bool:
        """Whether a row without figures has none, and has not only lost them."""
        row = table.rows[number]
        if row.doubtful or row.loose or row.after == "end":
            return False
        before = next((one for one in reversed(table.rows[:number]) if one.figures), None)
        after = next((one for one in table.rows[number + 1 :] if one.figures), None)
        if any(one is not None and len(one.figures) > table.width for one in (before, after)):
            return False
        if any(one is not None and not one.known and self._is_near(one, row) for one in (before, after)):
            return False
        if after is not None and not after.inline and not after.fielded:
            next_one = table.rows[number + 1] is after
            if table.width == 1 or (self.inline and next_one and not after.known):
                return False
        if before is None or before.fielded or table.rows[number - 1] is not before:
            return True
        return len(before.lines) == 1 if before.inline else not self.inline

    def _stands_beside_unknown(self, table: LinedTable, number: int) -> bool:
        """Whether an unknown line with figures, which is no row by itself, stands next to a row."""
        row = table.rows[number]
        for other in (*table.rows[max(0, number - 1) : number], *table.rows[number + 1 : number + 2]):
            if not other.known and self._is_near(other, row) and not table.is_whole(other):
                return True
        return False

    def _is_near(self, one: LinedRow, other: LinedRow) -> bool:
        """Whether two rows stand next to each other, or almost."""
        return one.first - _NEAR <= other.last and other.first <= one.last + _NEAR

    def _may_be_page(self, figure: Token, row: LinedRow) -> bool:
        """Whether a figure may be the number of a page, after what is known of the pages before and after it."""
        number = page_number(figure.text)
        if number is None or not self.pages:
            return False
        return all(
            min(numbers) < number if line < row.first else max(numbers) > number or line == row.first
            for line, numbers in self.pages
        )

    def _add_up(self, table: LinedTable, row: LinedRow, figures: Sequence[Token]) -> bool:
        """Whether figures satisfy the sums of their row, and there are any."""
        return adds_up(self.form, table, row, [figure.text for figure in figures])


def _fields(table: LinedTable, row: LinedRow) -> Placed:
    """Return what a row of fields holds: in their order, where no field is missing or left over."""
    values = row.figures
    filled = [value for value in values if value.text]
    width = table.width
    if row.doubtful or len(row.lines) != 1:
        return unsure(row)
    if len(filled) == width:
        return Placed(tuple(filled))
    behind = values[width:]
    if len(values) >= width and not any(value.text for value in behind) and (table.compact or not filled):
        return Placed(tuple(values[:width]))
    return _open(table, row) if filled else unsure(row)


def _blank(table: LinedTable) -> Placed:
    return Placed((None,) * table.width)


def _open(table: LinedTable, row: LinedRow) -> Placed:
    """Return the figures of a row for the sums to tell apart: they know the columns in the form's order only."""
    if table.order != tuple(range(table.width)) or (row.after == "end" and not row.fielded):
        return unsure(row)
    return Placed(figures=unsure(row).figures, open=True)


def unsure(row: LinedRow) -> Placed:
    """Return the figures of a row as ones that are not to be told apart."""
    return Placed(figures=tuple(figure for figure in row.figures if figure.text))


def _next_is_blank(table: LinedTable, number: int) -> bool:
    return any(row.known and not row.figures for row in table.rows[number + 1 : number + 2])
