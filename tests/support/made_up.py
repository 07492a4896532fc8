"""Formats made up by chance, which the laws that hold whatever the format share.

Drawing a format takes longer than trying most laws on it, so those that were drawn are kept, and each law is tried on
its own choice of them. `make explore` draws formats for each law anew, and so finds the simplest that breaks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from govdisclosure.spec import Spec
from govdisclosure.testing import specs

COUNT = 200
_TOGETHER = 2
"""Formats that are drawn in one go, as the first of each go is always the simplest, and left out."""


def made_up() -> st.SearchStrategy[Spec]:
    """Draw one of the formats that were made up."""
    if settings().max_examples > 100:
        return specs()
    return st.integers(0, COUNT - 1).map(_shared)


def shared() -> Iterator[Spec]:
    """Yield all formats that were made up."""
    return map(_shared, range(COUNT))


def _shared(number: int) -> Spec:
    return _drawn(number // _TOGETHER)[number % _TOGETHER]


@cache
def _drawn(number: int) -> list[Spec]:
    drawn: list[Spec] = []

    @seed(number)
    @settings(
        max_examples=1 + _TOGETHER,
        derandomize=False,  # the seed is given
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(specs())
    def take(spec: Spec) -> None:
        drawn.append(spec)

    take()
    return drawn[-_TOGETHER:]
