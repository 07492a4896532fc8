"""Read 2,000 documents in every published style; run by hand: python -m tests.support.survey [COUNT [STYLE...]].

Half of them show figures that were really published, the others seeded ones. For each style it is printed how many of
the plain numbers were read, and of the others how many were left unread with a word or silently, or were read wrong.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

from attrs import evolve

import govdisclosure as gd
from govdisclosure.reading import read_bytes
from tests.support.printing import balanced
from tests.support.styles import EXACT, STYLES

FORMATS = ("cn/2021", "cn/2021", "cn/2019")
READ = ("printed", "inferred")
UNREAD = ("unread", "silent", "wrong")


PUBLISHED = tuple(sorted((Path(__file__).parent.parent / "data" / "published").glob("*.json")))
"""What real bodies published: the figures, cell by cell."""


def published(path: Path) -> gd.Report:
    """Return a published report, under a text of our own."""
    report = gd.from_json(path.read_bytes())
    return evolve(report, sections={"overview": "全年工作平稳。", "problems": "解读不足，将改进。"})


def judged(name: str, seed: int) -> Counter[str]:
    """Return how seeded figures were read from a style: right, inferred, unread with a word, or wrong."""
    dice = random.Random(seed)
    return judge(balanced(dice.choice(FORMATS), dice), name, dice)


def judge(report: gd.Report, name: str, dice: random.Random) -> Counter[str]:
    """Return how the cells of a report are read back from a style."""
    try:
        read = read_bytes(STYLES[name](report, dice)).report
    except gd.ReadError:
        return Counter({"refused": 1})
    if read.spec != report.spec:
        return Counter({"wrong": 1})
    found: Counter[str] = Counter()
    said = {(problem.table, problem.row) for problem in gd.check(read).problems}
    for cell, other in zip(report.cells(), read.cells(), strict=True):
        if (other.state, other.value, other.text) == (cell.state, cell.value, cell.text):
            found[other.origin if cell.state == "number" else "blank"] += 1
        elif other.state == "number":
            found["wrong"] += 1
        elif other.state == "blank" and cell.value == 0 and name == "blanks swallowed":
            found["blank"] += 1  # this style prints a nought as a blank
        elif other.state in ("unreadable", "absent"):
            told = {(cell.ref.table, cell.ref.row), (cell.ref.table, None)} & said
            is_printed = cell.state == "number" and not (cell.value == 0 and name == "blanks swallowed")
            found["silent" if not told else "unread" if is_printed else "blank unread"] += 1
        else:
            found["wrong"] += 1
    if name in EXACT and (read.sections, read.organisation, read.year) != (
        report.sections,
        report.organisation,
        report.year,
    ):
        found["text differs"] += 1
    return found


def share(found: Counter[str]) -> str:
    """Return the part of the plain numbers that was read, and how all of them were."""
    read, every = found["printed"] + found["inferred"], sum(found[one] for one in (*READ, *UNREAD))
    counts = ", ".join(f"{found[one]} {one}" for one in (*READ, *UNREAD, "refused", "text differs") if found[one])
    return f"{100 * read / max(1, every):6.1f} %  {counts}"


def main() -> None:
    """Print a line for each style."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    styles = sys.argv[2:] or [*STYLES]
    total: Counter[str] = Counter()
    for name in styles:
        found: Counter[str] = Counter()
        for seed in range(1_000, 1_000 + -(-count // len(styles))):
            if seed % 2:
                found += judge(published(PUBLISHED[seed // 2 % len(PUBLISHED)]), name, random.Random(seed))
            else:
                found += judged(name, seed)
        sys.stdout.write(f"{name:50} {share(found)}\n")
        total += found
    sys.stdout.write(f"{'all':50} {share(total)}\n")


if __name__ == "__main__":
    main()
