"""This code against an earlier commit, both sides in turn in one run: python benchmarks/_against.py COMMIT [WORDS].

Reading documents of every kind, checking the tables of a report, and locating their wrong cells: medians of processor
time of both sides in milliseconds, and their ratio. Each side is a process of its own; of the commit, the code and its
formats are taken out of git. WORDS choose the rows that have one of them.
"""

from __future__ import annotations

import io
import math
import os
import pickle
import random
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, TOGETHER = 10, 5
"""How often the sides take turns, and how many times each does a thing in its turn."""
MANY = 50
"""How often a report is checked for one time that is taken."""


def works(tasks: dict[str, bytes]) -> dict[str, Callable[[], object]]:
    """Return what is timed of each task, on this side."""
    import govdisclosure as gd
    from govdisclosure.reading import read_bytes

    def work(name: str, data: bytes) -> Callable[[], object]:
        if name.startswith("read "):
            return lambda: read_bytes(data)
        report = gd.from_json(data.decode())
        done = gd.check if name.startswith("check ") else gd.locate
        return lambda: [done(report) for _ in range(MANY)]

    return {name: work(name, data) for name, data in tasks.items()}


def side(path: str) -> None:
    """Answer every name on standard input with the seconds of processor that its work takes, or nothing if it fails."""
    import govdisclosure as gd

    with Path(path).open("rb") as file:
        timed = works(pickle.load(file))  # noqa: S301 - written by `main`
    for name in map(str.strip, sys.stdin):
        seconds = []
        with suppress(gd.GovDisclosureError):
            for _ in range(TOGETHER):
                start = time.process_time()
                timed[name]()
                seconds.append(time.process_time() - start)
        print(*seconds, flush=True)


def tasks() -> dict[str, bytes]:
    """Return documents of one report in every kind, and reports to check, as bytes."""
    from attrs import evolve

    import govdisclosure as gd
    from govdisclosure.writing.writing import write_bytes
    from tests.support import printing
    from tests.support.styles import EXACT

    report = printing.balanced("cn/2021", random.Random(0))
    without_text = evolve(report, sections={})
    own = {
        f"read own {kind}": write_bytes(report, kind) for kind in ("html", "md", "docx", "xlsx", "csv", "pdf", "json")
    }
    made = {f"read {name}": style(report, random.Random(0)) for name, style in EXACT.items()}
    filled = [index for index, value in enumerate(report.values) if value]

    def with_wrong(count: int) -> gd.Report:
        changed = {index: report.values[index] + 7 for index in filled[-count:]}  # type: ignore[operator]
        return evolve(
            without_text, values=tuple(changed.get(index, value) for index, value in enumerate(report.values))
        )

    reports = {"clean": without_text, "1 wrong": with_wrong(1), "3 wrong": with_wrong(3)}
    checked = {f"check {name}": gd.to_json(one).encode() for name, one in reports.items()}
    located = {name.replace("check", "locate"): data for name, data in checked.items() if "clean" not in name}
    return own | made | checked | located


def main() -> None:
    """Take the other side out of git, and let both sides take turns."""
    commit, words = sys.argv[1], sys.argv[2:]
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = subprocess.run(["git", "archive", commit, "src", "specs"], cwd=ROOT, check=True, capture_output=True)  # noqa: S607 - whichever git there is
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as packed:
            packed.extractall(folder, filter="data")
        all_tasks = {key: data for key, data in tasks().items() if not words or any(word in key for word in words)}
        (folder / "tasks").write_bytes(pickle.dumps(all_tasks))
        sides = [_started(source, folder / "tasks") for source in (ROOT / "src", folder / "src")]
        compare(list(all_tasks), *(_asker(one) for one in sides))
        for one in sides:
            one.communicate()


def _started(source: Path, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, __file__, "--side", str(path)],
        env=os.environ | {"PYTHONPATH": str(source)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _asker(process: subprocess.Popen[str]) -> Callable[[str], list[float]]:
    def ask(name: str) -> list[float]:
        assert process.stdin
        assert process.stdout
        print(name, file=process.stdin, flush=True)
        return [float(word) * 1000 for word in process.stdout.readline().split()]

    return ask


def compare(names: list[str], now: Callable[[str], list[float]], before: Callable[[str], list[float]]) -> None:
    """Print the times of both sides and their ratio, and for each kind of work the ratio of all together."""
    ratios: dict[str, list[float]] = {}
    print(f"{'':32}{'now':>9}{'before':>9}{'ratio':>8}")
    for name in names:
        if not (now(name) and before(name)):
            print(f"{name:32}  not read by one of both", flush=True)
            continue
        turns = [(now(name), before(name)) for _ in range(ROUNDS)]
        mine, its = (statistics.median([t for turn in turns for t in turn[which]]) for which in (0, 1))
        print(f"{name:32}{mine:9.2f}{its:9.2f}{mine / its:8.2f}", flush=True)
        ratios.setdefault(name.split()[0], []).append(mine / its)
    for kind, all_of in ratios.items():
        print(f"{kind}, all {len(all_of)}: geometric mean of the ratios {math.prod(all_of) ** (1 / len(all_of)):.2f}")


if __name__ == "__main__":
    side(sys.argv[2]) if sys.argv[1:2] == ["--side"] else main()
