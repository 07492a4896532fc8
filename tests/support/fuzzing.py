"""Inputs found by following coverage: python -m tests.support.fuzzing TARGET [COUNT]; `make fuzz` runs every target.

An input that ends in anything but an answer or an error of ours, or passes the limits of time and memory that libFuzzer
sets, stops the run and is kept in `build/fuzz/TARGET`, as are the inputs that reached something new.
"""

from __future__ import annotations

import random
import sys
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["govdisclosure"]):
    import govdisclosure as gd
    from govdisclosure.cli.settings import settings_of
    from govdisclosure.export import read_entries
    from govdisclosure.lint.linting import lint_text
    from govdisclosure.reading import read_bytes
    from govdisclosure.rosters import read_manifest, read_roster
    from govdisclosure.writing import load_theme

from tests.support.minimal import minimal_text, rule
from tests.support.mutating import originals

# Code that reports its coverage takes about ten times as long as it does otherwise.
SECONDS, MEGABYTES, LONGEST = 30, 1_500, 60_000
KEPT = Path(__file__).parents[2] / "build" / "fuzz"
ROSTER = "code,name,parent\n1,示例市,\n2,示例市示例局,1\n".encode()
ANSWERS = "规则,位置,指纹,说明\napplications/balance,total,37a25382e706e07e,补充说明\n".encode()
SETTINGS = b'lang = "zh"\nfail-on = "warning"\nselect = ["applications/*"]\n'
MANIFEST = "path,organisation,year\na.txt,示例市示例局,2024\n".encode()


def _by_file(name: str, reader: Callable[[Path], object]) -> Callable[[bytes], object]:
    """Return what writes an input into a file and reads that."""

    def read_input(data: bytes) -> object:
        with TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:  # noqa: S108 - quick
            path = Path(folder, name)
            path.write_bytes(data)
            return reader(path)

    return read_input


def _spec(data: bytes) -> object:
    return lint_text(data.decode("utf-8", "replace"))


def _answers(path: Path) -> object:
    return read_entries(str(path))


TARGETS: Mapping[str, tuple[Callable[[bytes], object], Callable[[], list[bytes]]]] = {
    "document": (lambda data: gd.check(read_bytes(data)), lambda: [*originals().values()]),
    "report": (
        lambda data: gd.check(gd.from_json(data)),
        lambda: [Path("tests/data/written/city-2024.json").read_bytes()],
    ),
    "spec": (_spec, lambda: [minimal_text().encode(), minimal_text(rules=rule("a + b == 2 * c")).encode()]),
    "roster": (_by_file("roster.csv", read_roster), lambda: [ROSTER]),
    "manifest": (_by_file("manifest.csv", read_manifest), lambda: [MANIFEST]),
    "answers": (_by_file("answers.csv", _answers), lambda: [ANSWERS]),
    "theme": (_by_file("theme.yaml", load_theme), lambda: [b"margins: {top: 2}\n"]),
    "settings": (_by_file("govdisclosure.toml", lambda path: settings_of(path.parent)), lambda: [SETTINGS]),
}
"""What is fed to whom, and what it begins with."""


def main() -> None:
    """Feed a target, until COUNT inputs are over or one of them hurts."""
    name, count = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "100000"
    feed, seeds = TARGETS[name]
    corpus = KEPT / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (corpus / f"seed-{number}").write_bytes(seed[:LONGEST])
    warnings.simplefilter("ignore")
    random.seed(1)

    def one(data: bytes) -> None:
        try:
            feed(data)
        except gd.GovDisclosureError:
            return

    limits = [f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}", f"-max_len={LONGEST}"]
    options = [f"-runs={count}", "-seed=1", f"-artifact_prefix={corpus}/hurt-", "-print_final_stats=1", *limits]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
