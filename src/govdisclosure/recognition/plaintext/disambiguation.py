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
class Disambiguation:
    """Assigns the figures of a document's rows to columns; `inline` if most rows stand on one line each.

    `pages` are the numbers of which one must be that of a page, with their lines.
    """

    form: Form
    inline: bool
    pages: tuple[tuple[int, tuple[int, ...]], ...] = field(factory=tuple)

    def of_table(self, table: TextTable) -> Iterator[Assignment]:
        """Yield what each row of a table holds, in the form's order of columns."""
        for number, row in enumerate(table.rows):
            found = self._row(table, number, row) if table.order is not None else unsure(row)
            if found.columns and table.order:
                printed = dict(zip(table.order, found.columns, strict=True))
                found = Assignment(tuple(printed[column] for column in range(len(printed))))
            yield found

    def _row(self, table: TextTable, number: int, row: TextRow) -> Assignment:
        """Return what a row holds, in the printed order of the columns."""
        if row.fielded:
            return _fields(table, row)
        if not row.figures:
            return Assignment((None,) * table.width) if self._is_blank(table, number) else unsure(row)
        if not row.known:
            return Assignment(tuple(row.figures)) if table.is_whole(row) and row.inline else unsure(row)
        if (row.loose and not row.inline and self.inline) or _stands_beside_unknown(table, number):
            return unsure(row)
        if row.doubtful:
            return self._by_its_sums(table, row)
        if len(row.lines) == 1 and (row.inline or table.width > 1):
            return self._on_one_line(table, number, row)
        if not row.inline and row.stacked:
            return self._one_below_the_other(table, number, row)
        return self._on_some_lines(table, row)

    def _by_its_sums(self, table: TextTable, row: TextRow) -> Assignment:
        """Return the figures of a row beside something unknown, open if they are whole and satisfy the row's sums."""
        whole = row.inline and len(row.lines) == 1 and len(row.figures) == table.width
        return _open(table, row) if whole and self._add_up(table, row, row.figures) else unsure(row)

    def _on_one_line(self, table: TextTable, number: int, row: TextRow) -> Assignment:
        """Return what a row holds whose figures stand on one line: a page can have put nothing between them."""
        whole = len(row.figures) == table.width
        if not row.inline and (self.inline or not whole) and _next_is_blank(table, number):
            return unsure(row)  # they may be the figures of the row below
        if whole:
            return Assignment(tuple(row.figures))
        if row.texts == ["0" * table.width]:
            # No other figures run together like that, not even with blanks among them.
            return Assignment(tuple(evolve(row.figures[0], text="0") for _ in range(table.width)))
        alone = not row.inline and len(row.figures) == 1 and page_number(row.figures[0].text)
        return unsure(row) if alone else _open(table, row)

    def _one_below_the_other(self, table: TextTable, number: int, row: TextRow) -> Assignment:
        """Return what a row holds whose figures each stand on a line of their own, as numbers of pages do."""
        after_blank = number > 0 and not table.rows[number - 1].figures and table.rows[number - 1].after == "name"
        if table.width == 1 and (self.inline or after_blank):
            return unsure(row)
        surplus = len(row.figures) - table.width
        if surplus:
            may_be_of_two_rows = surplus > 0 and (after_blank or _next_is_blank(table, number))
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
        whole = [line for line in row.lines if len(line) == table.width]
        rest = [line for line in row.lines if len(line) != table.width]
        figures: Sequence[Token] = ()
        if len(whole) == 1 and (not row.labels or row.lines[0] in whole) and all(map(_is_page, rest)):
            figures = whole[0]
        elif len(row.figures) == table.width and not any(len(line) == 1 for line in row.lines):
            figures = row.figures
        return Assignment(tuple(figures)) if figures and self._add_up(table, row, figures) else unsure(row)

    def _is_blank(self, table: TextTable, number: int) -> bool:
        """Whether a row without figures has none, and has not only lost them."""
        row = table.rows[number]
        if row.doubtful or row.loose or row.after == "end":
            return False
        before = next((one for one in reversed(table.rows[:number]) if one.figures), None)
        after = next((one for one in table.rows[number + 1 :] if one.figures), None)
        beside = [one for one in (before, after) if one is not None]
        if any(len(one.figures) > table.width or (not one.known and _is_near(one, row)) for one in beside):
            return False
        if after is not None and self._may_be_taken_by(after, table, number):
            return False
        if before is None or before.fielded or table.rows[number - 1] is not before:
            return True
        return len(before.lines) == 1 if before.inline else not self.inline

    def _may_be_taken_by(self, after: TextRow, table: TextTable, number: int) -> bool:
        """Whether the figures of a row may stand behind those labels that follow it."""
        if after.inline or after.fielded:
            return False
        return table.width == 1 or (self.inline and not after.known and table.rows[number + 1] is after)

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


def _next_is_blank(table: TextTable, number: int) -> bool:
    return any(row.known and not row.figures for row in table.rows[number + 1 : number + 2])


def _stands_beside_unknown(table: TextTable, number: int) -> bool:
    """Whether an unknown line with figures, which is no row by itself, stands next to a row."""
    beside = (*table.rows[max(0, number - 1) : number], *table.rows[number + 1 : number + 2])
    return any(not one.known and _is_near(one, table.rows[number]) and not table.is_whole(one) for one in beside)


def _is_near(one: TextRow, other: TextRow) -> bool:
    """Whether two rows stand next to each other, or almost."""
    return one.first - _NEAR <= other.last and other.first <= one.last + _NEAR


def _is_page(line: Sequence[Token]) -> bool:
    """Whether the figures of a line may be the number of a page."""
    return len(line) == 1 and page_number(line[0].text) is not None
