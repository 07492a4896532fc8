"""In which order the head of a table prints its columns, where only the names of the head are left of it.

The order is certain in two cases: the names are those of the drawn head, its spans dropped, read row by row or branch
by branch; or they are names of columns alone, each of one column, so that they stand in the order of the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from govdisclosure.form import Header
from govdisclosure.recognition.matching.lexicon import TableWords, names_of


def column_order(names: Sequence[str], words: TableWords) -> tuple[int, ...] | None:
    """Return the lines of the columns in the order in which a head prints them; None if that is not certain.

    >>> from govdisclosure import expand, load_spec
    >>> from govdisclosure.recognition.matching.lexicon import words_of
    >>> words = words_of(expand(load_spec("cn/2021")))[0]
    >>> column_order(["本年制发件数", "现行有效件数", "本年废止件数"], words)
    (0, 2, 1)
    >>> column_order(["本年制发件数", "现行有效件数"], words)
    """
    by_rows, by_branches, across = _drawn(words)
    found = [name for name in names if name not in across]
    columns = [line.header for line in words.form.columns.lines]
    own = tuple(range(len(columns)))
    if any(_are(found, drawn) for drawn in (by_rows, by_branches, columns)):
        return own
    # Else it may be the drawn head without the names of its groups, or the columns in this order.
    is_torn = _are(found, [header for header in by_rows if not header.children])
    lines = tuple(line for name in found for line in words.columns.get(name, (-1, -1)))
    return lines if not is_torn and len(lines) == len(found) and sorted(lines) == list(own) else None


def is_compact(rows: Sequence[Sequence[str]], words: TableWords) -> bool:
    """Whether the rows of a head leave no empty fields for what its cells span from left to right.

    `rows` are the normalised texts of the fields of each row. A cell that reaches down from an earlier row may leave
    one.
    """
    above = 1 if words.labelled_rows else 0
    for row in rows:
        filled = [number for number, text in enumerate(row) if text]
        if not filled or filled[-1] - filled[0] >= len(filled) or filled[0] > above:
            return False
        heads = [text for text in row if text in heads_of(words)]
        # Columns to the left of the first group reach down beside what stands under it.
        above += next((number for number, text in enumerate(heads) if text not in words.columns), len(heads))
    return True


@lru_cache(maxsize=64)
def names_in(words: TableWords) -> frozenset[str]:
    """Return the names of which one at least stands wherever the table does."""
    return heads_of(words) | words.stub


def names_all_columns(names: set[str], words: TableWords) -> bool:
    """Whether some names are, among others, those of all columns."""
    return not any(names.isdisjoint(own) for own in _column_names(words))


@lru_cache(maxsize=64)
def _column_names(words: TableWords) -> tuple[set[str], ...]:
    return tuple(names_of(column.header) for column in words.form.columns.lines)


@lru_cache(maxsize=64)
def heads_of(words: TableWords) -> frozenset[str]:
    """Return the names of the columns and of the headers above them: those of a head without its corner.

    >>> from govdisclosure import expand, load_spec
    >>> from govdisclosure.recognition.matching.lexicon import words_of
    >>> sorted(heads_of(words_of(expand(load_spec("cn/2021")))[1]))[:2]
    ['Decisionsmadethisyear', '本年处理决定数量']
    """
    return frozenset(name for header in words.form.columns.root.walk() for name in names_of(header))


@lru_cache(maxsize=64)
def _drawn(words: TableWords) -> tuple[list[Header], list[Header], frozenset[str]]:
    """Return the headers of the drawn head by rows and by branches, and the names of those that span all columns."""
    levels: list[list[Header]] = []
    branches: list[Header] = []
    across: set[str] = set()
    others: set[str] = set()
    count = len(words.form.columns.lines)

    def lay(header: Header, level: int) -> None:
        if header.label and header.last - header.first == count > 1:
            across.update(names_of(header))
        elif header.label and header.last > header.first:
            others.update(names_of(header))
            levels.extend([] for _ in range(level + 1 - len(levels)))
            levels[level].append(header)
            branches.append(header)
        for child in header.children:
            lay(child, level + bool(header.label))

    lay(words.form.columns.root, 0)
    return [header for level in levels for header in level], branches, frozenset(across - others)


def _are(names: Sequence[str], headers: Sequence[Header]) -> bool:
    return len(names) == len(headers) and all(
        name in names_of(header) for name, header in zip(names, headers, strict=True)
    )
