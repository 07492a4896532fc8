"""Collecting documents into a panel, against reading them one after the other in one process, and its memory.

Rates are documents by second of processor time, of all processes together, so that it does not matter what else the
machine does: what a collection costs beside reading (hashing, sending, writing tables) makes it lower. Memory is that
of the collector at its most, at two numbers of documents: it should be the same. The start of a collection and of its
processes counts, where reading is timed after its start; the library is compiled, as it is where it is installed. No
pandas is there, as the extra `[panel]` brings none: where it is installed, pyarrow takes a quarter of a second for it.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import govdisclosure as gd
from tests.support.collections import report_of

JOBS = 1
"""Processes that read; more of them get in each other's way where processors are shared, and say less."""
PAGES = 50
"""Different reports, each of which many organisations send."""


def write(folder: Path, count: int) -> None:
    """Write that many pages, each of its own organisation."""
    folder.mkdir()
    pages = []
    for seed in range(PAGES):
        gd.write(report_of("某某局", 2024, seed), folder / "page.html")
        pages.append((folder / "page.html").read_text(encoding="utf-8"))
    (folder / "page.html").unlink()
    for number in range(count):
        page = pages[number % PAGES].replace("某某局", f"第{number}局")
        (folder / f"{number:06}.html").write_text(page, encoding="utf-8")


def used() -> tuple[float, int]:
    """Return the processor time of this process and of those that it has ended, and its memory at its most, in MB."""
    import resource

    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in both), both[0].ru_maxrss // 1024


def measured(work: Callable[[], object]) -> dict[str, Any]:
    """Return the seconds of processor time that some work takes, and the memory of this process."""
    before, _ = used()
    work()
    after, memory = used()
    return {"seconds": after - before, "memory": memory}


def alone(folder: Path) -> dict[str, Any]:
    """Read pages one after the other, as many as tell the rate."""
    files = sorted(folder.glob("*.html"))[:500]
    for file in files[:50]:
        gd.read(file)
    return {**measured(lambda: [gd.read(file) for file in files]), "count": len(files)}


WORKS: dict[str, Callable[[Path, Path], dict[str, Any]]] = {
    "read": lambda folder, _: alone(folder),
    "collect": lambda folder, panel: measured(lambda: gd.collect([folder], panel, jobs=JOBS)),
    "check": lambda _, panel: measured(lambda: gd.check_panel(panel)),
}


def apart(work: str, folder: Path, panel: Path) -> dict[str, Any]:
    """Do some work in a process of its own, so that its memory is its own."""
    hidden = folder.with_name("hidden")
    hidden.mkdir(exist_ok=True)
    (hidden / "pandas.py").write_text("raise ModuleNotFoundError('pandas')", encoding="utf-8")
    paths = os.pathsep.join([str(hidden), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    more = {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, __file__, work, str(folder), str(panel)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | more)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Compare, and print the rates."""
    if sys.argv[1:2] and sys.argv[1] in WORKS:
        print(json.dumps(WORKS[sys.argv[1]](*map(Path, sys.argv[2:]))))
        return
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(
        f"Python {platform.python_version()}, pyarrow {version('pyarrow')}, no pandas; {JOBS} process reads", end="; "
    )
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(
        f"{'documents':>10}{'read/s':>10}{'collect/s':>10}{'ratio':>8}{'check/s':>10}{'MB':>8}{'MB check':>10}",
        flush=True,
    )
    for count in (1, most // 10, most):
        with tempfile.TemporaryDirectory() as name:
            folder, panel = Path(name) / "in", Path(name) / "panel"
            write(folder, count)
            read, collect, check = (apart(work, folder, panel) for work in ("read", "collect", "check"))
        if count == 1:
            continue  # everything is compiled now
        rates = [read["count"] / read["seconds"], count / collect["seconds"], count / check["seconds"]]
        print(f"{count:>10,}{rates[0]:10.0f}{rates[1]:10.0f}{rates[1] / rates[0]:8.2f}", end="")
        print(f"{rates[2]:10.0f}{collect['memory']:8}{check['memory']:10}", flush=True)


if __name__ == "__main__":
    main()
