"""How much is read of pages in doubt and of spoiled tables, as it was agreed in `snapshots/read.txt`.

A reader that reads nothing makes no figure up: these counts say what it must read. `python -m tests.support.as_read`
writes them anew; read the difference before it is kept.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

AGREED = Path(__file__).parents[1] / "snapshots" / "read.txt"
TESTS = ("recognition/test_plaintext.py", "recognition/test_spoiled.py", "documents/test_styles.py")
"""The tests that compare what they read with what was agreed."""
_written: dict[str, str] = {}
"""What is read while the agreed text is written anew."""
_writing: list[bool] = []


@cache
def _lines() -> dict[str, str]:
    lines = AGREED.read_text(encoding="utf-8").splitlines()
    return {name: counts for name, _, counts in (line.partition(": ") for line in lines)}


def assert_as_agreed(name: str, found: Counter[str]) -> None:
    """Fail if the cells of a page, by what became of them, are not as many as was agreed."""
    counts = ", ".join(f"{count} {what}" for what, count in sorted(found.items()) if count)
    if _writing:
        _written[name] = counts
    else:
        assert counts == _lines().get(name), name


def write() -> None:
    """Run the tests, and write down what they read."""
    _writing.append(True)
    if pytest.main(["-q", *(str(AGREED.parents[1] / path) for path in TESTS)]) == 0:
        lines = [f"{name}: {counts}\n" for name, counts in sorted(_written.items())]
        AGREED.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    from tests.support import as_read  # the module that the tests know

    as_read.write()
