"""Whether a strategy draws something of a kind."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import Phase, find, settings
from hypothesis import strategies as st

Drawn = TypeVar("Drawn")

_JUST_LOOK = settings(max_examples=2_000, derandomize=True, phases=[Phase.generate], database=None)


def some(strategy: st.SearchStrategy[Drawn], condition: Callable[[Drawn], object] = lambda _: True) -> Drawn:
    """Return the first thing drawn that meets a condition, as it was drawn; fail if there is none."""
    return find(strategy, lambda drawn: bool(condition(drawn)), settings=_JUST_LOOK)
