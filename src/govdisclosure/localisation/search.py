"""The quick search: equalities over cells that all hold numbers, with sets of rows and cells as bits of an integer.

A row is violated if its cells do not sum to what they should. In a smallest set every violated row has a cell of the
set, no other row has exactly one (its change would break the row), and the changes that the rows ask for agree. So the
next cell of a set is always sought in one row; of all rows that need one, the shortest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from govdisclosure.localisation.rows import Exact, Part, exact

Changes = dict[int, Exact]
"""By how much each cell of a set has to change."""


class Layout:
    """The rows of a part as bits: which rows a cell is in, and which cells a row has."""

    def __init__(self, part: Part) -> None:
        # The shortest row has the lowest bit, so that the lowest bit that is set is the row to look into.
        rows = sorted(part.rows, key=lambda row: len(row.terms))
        self.cells = part.cells
        self.whole = [part.values[index].kind == "integer" for index in self.cells]
        self.wide = [part.wide[index] for index in self.cells]
        position = {index: number for number, index in enumerate(self.cells)}
        self.columns: list[dict[int, Exact]] = [{} for _ in self.cells]
        self.masks = [0] * len(self.cells)
        self.rows: list[list[int]] = []
        self.members: list[int] = []
        self.sums: list[tuple[list[int], list[int], list[tuple[int, Exact]], Exact]] = []
        for bit, row in enumerate(rows):
            for index, factor in row.terms.items():
                self.columns[position[index]][bit] = factor
                self.masks[position[index]] |= 1 << bit
            self.rows.append([position[index] for index in row.terms])
            self.members.append(sum(1 << number for number in self.rows[-1]))
            plus = [index for index, factor in row.terms.items() if factor == 1]
            minus = [index for index, factor in row.terms.items() if factor == -1]
            others = [(index, factor) for index, factor in row.terms.items() if factor not in (1, -1)]
            self.sums.append((plus, minus, others, row.low or 0))
        self.most = max(map(int.bit_count, self.masks), default=0)

    def residuals(self, numbers: Sequence[Exact]) -> list[Exact]:
        """Return by how much each row is off; `numbers` are by the index of the cell in the form."""
        pick = numbers.__getitem__
        return [
            sum(map(pick, plus)) - sum(map(pick, minus)) - edge + sum(factor * numbers[i] for i, factor in others)
            for plus, minus, others, edge in self.sums
        ]


class Search:
    """All smallest sets of cells of a plain part; `loose` are sets whose changes the rows do not determine."""

    def __init__(self, layout: Layout, numbers: Sequence[Exact]) -> None:
        self.layout = layout
        self.numbers = numbers
        self.found: list[Changes] = []
        self.loose: list[tuple[int, ...]] = []
        self._cells, self._columns, self._masks = layout.cells, layout.columns, layout.masks
        self._rows, self._members, self._most = layout.rows, layout.members, layout.most
        self._residuals = layout.residuals(numbers)
        self._violated = sum(1 << bit for bit, gap in enumerate(self._residuals) if gap)
        self._forced = self._out_of_room()

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to explain."""
        return not self._violated and not self._forced

    @property
    def least(self) -> int:
        """How many cells a set has at least."""
        return max(self._forced.bit_count(), -(-self._violated.bit_count() // max(self._most, 1)), 1)

    def _out_of_room(self) -> int:
        """The cells whose number is one that they cannot hold, and which are therefore in every set."""
        found = 0
        for number, (index, (least, most)) in enumerate(zip(self._cells, self.layout.wide, strict=True)):
            value = self.numbers[index]
            if (least is not None and value < least) or (most is not None and value > most):
                found |= 1 << number
        return found

    def sets_of(self, size: int) -> tuple[list[Changes], list[tuple[int, ...]]]:
        """Return all sets of exactly this many cells: those with their changes, and those that leave them open."""
        self.found, self.loose = [], []
        chosen: list[int] = []
        union = once = 0
        forced = self._forced
        for number in range(len(self._cells)):
            if forced >> number & 1:
                mask = self._masks[number]
                once = (once & ~mask) | (mask & ~union)
                union |= mask
                chosen.append(number)
        if len(chosen) <= size and (self._violated or chosen):
            self._extend(chosen, union, once, size - len(chosen), 0)
        return self.found, self.loose

    def _extend(self, chosen: list[int], union: int, once: int, left: int, excluded: int) -> None:
        """Add cells to a set; excluded are those whose sets have been looked at already."""
        violated = self._violated
        need = (violated & ~union) | (once & ~violated)
        if not left:
            if not need:
                self._record(chosen)
            return
        if need.bit_count() > left * self._most:
            return
        if not need:
            # The changes do not agree, or one is not possible: another cell of the rows touched must take part.
            if self._record(chosen, try_only=True):
                return
            candidates = self._in_rows(union)
        elif left == 1:
            self._last(chosen, union, once, need, excluded)
            return
        else:
            candidates = self._rows[(need & -need).bit_length() - 1]
        masks = self._masks
        for number in candidates:
            if excluded >> number & 1 or number in chosen:
                continue
            mask = masks[number]
            chosen.append(number)
            self._extend(chosen, union | mask, (once & ~mask) | (mask & ~union), left - 1, excluded)
            chosen.pop()
            excluded |= 1 << number

    def _last(self, chosen: list[int], union: int, once: int, need: int, excluded: int) -> None:
        """Add the last cell: it is in every row that needs one, and in none that is neither touched nor wrong."""
        members = ~excluded
        rest = need
        while rest:
            low = rest & -rest
            members &= self._members[low.bit_length() - 1]
            rest ^= low
        barred = ~(union | self._violated)
        masks = self._masks
        while members:
            low = members & -members
            members ^= low
            number = low.bit_length() - 1
            mask = masks[number]
            if mask & barred or number in chosen:
                continue
            if not ((once & ~mask) | (mask & ~union)) & ~self._violated:
                self._record([*chosen, number])

    def _in_rows(self, union: int) -> list[int]:
        members = 0
        for bit, row in enumerate(self._members):
            if union >> bit & 1:
                members |= row
        return [number for number in range(len(self._cells)) if members >> number & 1]

    def _record(self, chosen: list[int], *, try_only: bool = False) -> bool:
        """Solve for the changes of a set, and keep it if they are possible."""
        changes = self._solve(chosen)
        if changes is None:
            return False
        if len(changes) < len(chosen):
            if not try_only:
                self.loose.append(tuple(self._cells[number] for number in sorted(chosen)))
            return False
        for number, change in changes.items():
            least, most = self.layout.wide[number]
            value = self.numbers[self._cells[number]] + change
            if not change or (least is not None and value < least) or (most is not None and value > most):
                return False
            if type(value) is not int and self.layout.whole[number]:
                return False
        self.found.append({self._cells[number]: changes[number] for number in sorted(chosen)})
        return True

    def _solve(self, chosen: list[int]) -> Changes | None:
        """Return the changes that the rows determine; None if they contradict each other."""
        pending: list[tuple[dict[int, Exact], Exact]] = []
        for bit in self._bits(chosen):
            terms = {number: self._columns[number][bit] for number in chosen if bit in self._columns[number]}
            pending.append((terms, -self._residuals[bit]))
        known: Changes = {}
        while pending:
            # A row with one unknown first: nearly always there is one, and nothing has to be eliminated.
            pending.sort(key=lambda pair: len(pair[0]))
            terms, rest = pending.pop(0)
            if not terms:
                if rest:
                    return None
                continue
            if len(terms) > 1:
                return self._eliminate([(terms, rest), *pending], known)
            ((number, factor),) = terms.items()
            change = _divide(rest, factor)
            known[number] = change
            pending = [_put_in(pair, number, change) for pair in pending]
        return known

    def _eliminate(self, pending: list[tuple[dict[int, Exact], Exact]], known: Changes) -> Changes | None:
        """Solve rows that have several unknowns each; what they leave open is left out."""
        solved: list[tuple[int, dict[int, Exact], Exact]] = []
        while pending:
            terms, rest = pending.pop()
            if not terms:
                if rest:
                    return None
                continue
            pivot, factor = next(iter(terms.items()))
            terms = {number: _divide(a, factor) for number, a in terms.items() if number != pivot}
            rest = _divide(rest, factor)
            pending = [_substitute(pair, pivot, terms, rest) for pair in pending]
            solved.append((pivot, terms, rest))
        for pivot, terms, rest in reversed(solved):
            if all(number in known for number in terms):
                known[pivot] = exact(Fraction(rest - sum(a * known[number] for number, a in terms.items())))
        return known

    def _bits(self, chosen: list[int]) -> Iterator[int]:
        union = 0
        for number in chosen:
            union |= self._masks[number]
        while union:
            low = union & -union
            yield low.bit_length() - 1
            union ^= low


def _divide(number: Exact, factor: Exact) -> Exact:
    if factor == 1:
        return number
    return -number if factor == -1 else exact(Fraction(number) / factor)


def _put_in(pair: tuple[dict[int, Exact], Exact], number: int, change: Exact) -> tuple[dict[int, Exact], Exact]:
    terms, rest = pair
    if number not in terms:
        return pair
    return {other: a for other, a in terms.items() if other != number}, rest - terms[number] * change


def _substitute(
    pair: tuple[dict[int, Exact], Exact], pivot: int, terms: dict[int, Exact], rest: Exact
) -> tuple[dict[int, Exact], Exact]:
    old, right = pair
    if pivot not in old:
        return pair
    factor = old[pivot]
    new = {number: a for number, a in old.items() if number != pivot}
    for number, a in terms.items():
        new[number] = new.get(number, 0) - factor * a
    return {number: a for number, a in new.items() if a}, right - factor * rest
