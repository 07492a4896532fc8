"""Read 2,000 documents in every published style; run by hand: python -m tests.support.survey [COUNT [STYLE...]].

`python -m tests.support.survey 340` reads ten of each and takes some minutes.

Half of them show figures that were really published, the others seeded ones. For each style it is printed how many of
the plain numbers were read, and of the others how many were left unread with a word or silently, or were read wrong.
"""

from __future__ import annotations

import argparse
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
LOST = {
    "blanks swallowed": "loses information: under which heads the figures of a row stand is not printed, and the sums "
    "of the form are alike for all columns"
}
"""Styles whose pages do not say what their figures are; what is read of them is what is certain all the same."""
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


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Print a line for each style as soon as it was read, then what all came to."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("count", type=int, nargs="?", default=2_000, help="documents in all")
    asked.add_argument("styles", nargs="*", metavar="style", help=f"some of: {', '.join(STYLES)}")
    options = asked.parse_args()
    styles = options.styles or [*STYLES]
    totals: dict[str, Counter[str]] = {"all": Counter(), "all that say what their figures are": Counter()}
    for name in styles:
        found: Counter[str] = Counter()
        for seed in range(1_000, 1_000 + -(-options.count // len(styles))):
            if seed % 2:
                found += judge(published(PUBLISHED[seed // 2 % len(PUBLISHED)]), name, random.Random(seed))
            else:
                found += judged(name, seed)
        say("  ".join([f"{name:50} {share(found)}", *filter(None, [LOST.get(name)])]))
        for total in list(totals)[: 1 if name in LOST else 2]:
            totals[total] += found
    for total, found in totals.items():
        say(f"{total:50} {share(found)}")


if __name__ == "__main__":
    main()
