"""Read 20,000 spoiled documents; run by hand: python -m tests.support.fuzz_long [COUNT] [SEED]."""

from __future__ import annotations

import random
import sys
from collections import Counter

from tests.support.mutating import mutated, originals, read_or_refuse


def main() -> None:
    """Spoil documents of every style in turn, and print how many were read and how many refused."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    documents = list(originals().items())
    found: Counter[str] = Counter()
    for number in range(count):
        name, data = documents[number % len(documents)]
        spoiled = mutated(data, random.Random(seed * 1_000_000 + number))
        try:
            found[read_or_refuse(spoiled)] += 1
        except BaseException:
            sys.stderr.write(f"{name}, number {number}, seed {seed}\n")
            raise
    sys.stdout.write(f"{dict(found)}\n")


if __name__ == "__main__":
    main()
