"""How far a long run has come, on a terminal, where `rich` is installed; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Any

from govdisclosure.inputs import Input

PATIENCE = 2.0
"""Seconds after which somebody who waits wants to know how long."""


def watched(documents: Sequence[Input]) -> Iterator[Input]:
    """Yield the documents; a bar appears when they take longer than two seconds."""
    started = monotonic()
    bar = None
    try:
        for number, document in enumerate(documents):
            if bar is None and number and monotonic() - started > PATIENCE:
                bar = bar_of(len(documents))
            if bar is not None:
                bar.update(bar.task_ids[0], completed=number)
            yield document
    finally:
        if bar is not None:
            bar.stop()


def bar_of(total: int | None) -> Any:
    """Return a bar that is being drawn, without an end where the total is not known; None without a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    try:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
    except ModuleNotFoundError:
        return None
    bar = Progress(
        BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(file=sys.__stderr__), transient=True
    )
    bar.add_task("", total=total)
    bar.start()
    return bar
