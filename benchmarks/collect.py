"""Collecting documents into a panel, against reading them one after the other in one process, and its memory.

Rates are documents by second of processor time, of all processes together, so that it does not matter what else the
machine does: what a collection costs beside reading (hashing, sending, writing tables) makes it lower.
"""

from __future__ import annotations

import platform
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import govdisclosure as gd
from tests.support.collections import county

JOBS = 1
"""Processes that read; more of them get in each other's way where processors are shared, and say less."""


def spent(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that some work takes, in all processes."""
    before = sum(used())
    work()
    return sum(used()) - before


def used() -> tuple[float, ...]:
    """Return the processor time of this process and of those that it has ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return tuple(time for usage in both for time in (usage.ru_utime, usage.ru_stime))


def main() -> None:
    """Compare, and print the rates."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        county(folder, count)
        files = sorted(folder.glob("*.html"))
        sample = files[: min(300, len(files))]
        for file in sample[:20]:
            gd.read(file)
        alone = len(sample) / spent(lambda: [gd.read(file) for file in sample])
        found: list[gd.Collected] = []
        seconds = spent(lambda: found.append(gd.collect([folder], Path(name) / "panel", jobs=JOBS)))
        together = found[0].files["read"] / seconds
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        checking = found[0].files["read"] / spent(lambda: gd.check_panel(Path(name) / "panel"))
    print(f"Python {platform.python_version()}; {len(files)} pages, {JOBS} process")
    print(f"reading in one process   {alone:8.0f} documents/s")
    print(f"collecting               {together:8.0f} documents/s, {together / alone:.2f} of it (target 0.9)")
    print(f"checking the panel       {checking:8.0f} reports/s")
    print(f"memory of the collector  {memory:8.0f} MB")


if __name__ == "__main__":
    main()
