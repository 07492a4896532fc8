"""Formats made up by chance, which the laws that hold whatever the format share.

Drawing a format takes longer than trying most laws on it, so those that were drawn are kept, and each law is tried on
its own choice of them. `make explore` draws formats for each law anew, and so finds the simplest that breaks it.
"""

from __future__ import annotations

import atexit
import os
import pickle
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from govdisclosure.files import write_atomically
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
    """Return the formats of one go; of the processes that share the tests of a run, the first that asks draws them."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        return _draw(number)
    path = _folder(run) / str(number)
    with suppress(OSError):  # not drawn yet, or the other process has ended, and has cleared up
        found: list[Spec] = pickle.loads(path.read_bytes())  # noqa: S301 - written below
        return found
    found = _draw(number)
    with suppress(OSError):
        write_atomically(path, pickle.dumps(found))
    return found


@cache
def _folder(run: str) -> Path:
    folder = Path(gettempdir()) / f"govdisclosure-tests-{run}"
    folder.mkdir(mode=0o700, exist_ok=True)
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder


def _draw(number: int) -> list[Spec]:
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
