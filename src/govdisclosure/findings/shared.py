"""Cells that failed rules have in common: the first place to look."""

from __future__ import annotations

from functools import cached_property

from attrs import frozen

from govdisclosure.form import Relation


@frozen(eq=False)
class Shared:
    """A cell that a failed rule has in common with others that failed."""

    index: int
    others: tuple[str, ...]
    """The ids of the other rule instances."""


@frozen(eq=False)
class Failed:
    """The relations that failed on one report."""

    relations: tuple[Relation, ...]

    @cached_property
    def _by_cell(self) -> dict[int, list[Relation]]:
        found: dict[int, list[Relation]] = {}
        for relation in self.relations:
            for index in relation.cells:
                found.setdefault(index, []).append(relation)
        return found

    def shared(self, relation: Relation) -> tuple[Shared, ...]:
        """Return the cells of one of them that others contain too."""
        return tuple(
            Shared(index, others)
            for index in relation.cells
            if (others := tuple(one.id for one in self._by_cell[index] if one.id != relation.id))
        )


NONE_FAILED = Failed(())
