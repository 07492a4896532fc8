"""Read 2,000 seeded documents in every published style; run by hand: python -m tests.documents.survey [COUNT]."""

from __future__ import annotations

import random
import sys
from collections import Counter

import govdisclosure as gd
from govdisclosure.reading import read_bytes
from tests.documents.printing import balanced
from tests.documents.styles import EXACT, STYLES

FORMATS = ("cn/2021", "cn/2021", "cn/2019")


def judged(name: str, seed: int) -> Counter[str]:
    """Return how the cells of one document were read: right, inferred, unread with a word, or wrong."""
    dice = random.Random(seed)
    report = balanced(dice.choice(FORMATS), dice)
    try:
        read = read_bytes(STYLES[name](report, dice)).report
    except gd.ReadError:
        return Counter({"refused": 1})
    if read.spec != report.spec:
        return Counter({"wrong": 1})
    found: Counter[str] = Counter()
    said = {(problem.table, problem.row) for problem in gd.check(read).problems}
    for cell, other in zip(report.cells(), read.cells(), strict=True):
        if other.state == "number":
            found["wrong" if other.value != cell.value else other.origin] += 1
        elif other.state == "blank" and cell.value == 0 and name == "blanks swallowed":
            found["printed"] += 1  # this style prints a nought as a blank
        elif other.state in ("unreadable", "absent"):
            told = {(cell.ref.table, cell.ref.row), (cell.ref.table, None)} & said
            found["unread" if told else "silent"] += 1
        else:
            found["wrong"] += 1
    if name in EXACT and (read.sections, read.organisation, read.year) != (
        report.sections,
        report.organisation,
        report.year,
    ):
        found["text differs"] += 1
    return found


def main() -> None:
    """Print a line for each style."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    total: Counter[str] = Counter()
    for name in STYLES:
        found: Counter[str] = Counter()
        for seed in range(-(-count // len(STYLES))):
            found += judged(name, 1_000 + seed)
        sys.stdout.write(f"{name:50} {dict(found)}\n")
        total += found
    sys.stdout.write(f"{'all':50} {dict(total)}\n")


if __name__ == "__main__":
    main()
