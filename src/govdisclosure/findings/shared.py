"""Cells that failed rules have in common: the first place to look."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govdisclosure.checks import Judgement


@frozen(eq=False)
class Shared:
    """A cell that a failed rule has in common with others that failed."""

    index: int
    others: tuple[str, ...]
    """The ids of the other rule instances."""


def shared_cells(judgements: Sequence[Judgement]) -> list[tuple[Shared, ...]]:
    """Return for each judgement the cells that other failed rules contain too; none where it did not fail itself."""
    containing: dict[int, list[str]] = {}
    failed = [judgement.relation if judgement.status == "fail" else None for judgement in judgements]
    for relation in filter(None, failed):
        for index in relation.cells:
            containing.setdefault(index, []).append(relation.id)
    return [
        tuple(
            Shared(index, others)
            for index in relation.cells
            if (others := tuple(name for name in containing[index] if name != relation.id))
        )
        if relation is not None
        else ()
        for relation in failed
    ]
