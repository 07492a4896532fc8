"""Whether the parts of a spec fit each other: every name means something, and every total has something to sum."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from govdisclosure.errors import Fault
from govdisclosure.spec import Spec, Table
from govdisclosure.specfile.meaning.axes import axis_faults, table_faults, uses_known
from govdisclosure.specfile.meaning.crossings import crossing_faults, expanded_axes
from govdisclosure.specfile.meaning.heads import head_faults, heading_faults, section_faults, value_faults
from govdisclosure.specfile.meaning.rules import rule_faults
from govdisclosure.specfile.meaning.sizes import Sizes, size_faults
from govdisclosure.specfile.meaning.wordings import absence_faults

__all__ = ["Sizes", "meaning_faults"]


def meaning_faults(spec: Spec, unread: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """Yield every fault of meaning with its path in the file; names in `unread` were given but could not be read."""
    yield from head_faults(spec)
    yield from section_faults(spec, unread)
    yield from chain.from_iterable(map(value_faults, spec.values))
    for table in spec.tables:
        yield from heading_faults(spec, table)
        yield from absence_faults(spec, table)
    sizes = Sizes.of(spec)
    broken = list(axis_faults(spec, sizes, unread))
    faulty = {table.key: list(table_faults(spec, table, sizes, unread)) for table in spec.tables}
    yield from (*broken, *chain.from_iterable(faulty.values()))
    too_large = [] if broken else list(size_faults(spec, sizes))
    yield from too_large
    can_be_made = not (broken or too_large)
    sound = [table for table in spec.tables if can_be_made and not faulty[table.key] and _uses_known(spec, table)]
    axes = {table.key: expanded_axes(spec, table) for table in sound}
    for table in sound:
        yield from crossing_faults(table, *axes[table.key], unread)
    yield from rule_faults(spec, axes, unread)


def _uses_known(spec: Spec, table: Table) -> bool:
    fragments = {axis.key: axis for axis in spec.axes}
    return uses_known(table.rows, fragments) and uses_known(table.columns, fragments)
