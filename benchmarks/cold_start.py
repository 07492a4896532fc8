"""What a fresh process costs over bare Python: importing, help, checking one report, loading one format.

Modules are compiled before, as pip leaves them: where Python may write none, it would compile each of them every time.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPEATS = 15
LOAD = """
import time, pathlib
from govdisclosure.specfile import load_text
text = pathlib.Path(r'{path}').read_text(encoding='utf-8')
start = time.perf_counter(); load_text(text); print((time.perf_counter() - start) * 1000)
"""


def milliseconds(*arguments: str) -> float:
    """Return the median time of a whole process, once its modules are compiled."""
    times = []
    for _ in range(REPEATS + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True, cwd=ROOT)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:])


def main() -> None:
    """Measure, and print what each thing costs and may cost."""
    with tempfile.TemporaryDirectory() as compiled:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        measure()


def measure() -> None:
    """Print the figures."""
    bare = milliseconds("-c", "pass")
    loads = [
        float(
            subprocess.run(
                [sys.executable, "-c", LOAD.format(path=ROOT / "specs" / "cn" / "2021.yaml")],
                capture_output=True,
                check=True,
                encoding="utf-8",
            ).stdout
        )
        for _ in range(REPEATS)
    ]
    rows = [
        ("import govdisclosure, over bare", milliseconds("-c", "import govdisclosure") - bare, 5),
        ("--help, over bare", milliseconds("-m", "govdisclosure", "--help") - bare, 60),
        (
            "check of one text, whole process",
            milliseconds("-m", "govdisclosure", "check", "examples/report-2024.txt"),
            200,
        ),
        ("load a bundled spec, first time", statistics.median(loads), 60),
    ]
    print(f"bare Python {bare:.1f} ms")
    print(f"{'':34}{'ms':>8}{'at most':>9}")
    for name, taken, most in rows:
        print(f"{name:34}{taken:8.1f}{most:9}")


if __name__ == "__main__":
    main()
