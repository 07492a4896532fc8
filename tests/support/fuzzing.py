"""Inputs found by following coverage: python -m tests.support.fuzzing TARGET|all [COUNT]; `make fuzz` runs all.

The operating system holds each input to two seconds of processor and the process to a memory; an input that passes
them, or ends in anything but an answer or an error of ours, is kept in `build/fuzz/TARGET` as `hurt-…`, once for each
place where it happens, and the run goes on. `--keep` writes the inputs that reached something new to tests/data/fuzzed.
What stands behind COUNT goes to libFuzzer, such as -max_total_time=300.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import random
import resource
import signal
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from zipfile import ZIP_DEFLATED, BadZipFile

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["govdisclosure"]):
    import govdisclosure as gd

    for module in pkgutil.walk_packages(gd.__path__, "govdisclosure."):
        if not module.name.endswith(("__main__", ".spark")):
            importlib.import_module(module.name)
    from tests.support.fuzz_targets import KEPT, TARGETS, kept, packed, unpacked

SECONDS, SLOWER = 2, 5
"""Of processor for an input; code that reports its coverage takes about five times as long."""
MEGABYTES = 300
"""More than the process has when it begins."""
TOGETHER = 4_000
"""Inputs that are fed to one process: the notes about coverage take memory too, the more the longer it runs."""
FOUND = Path(__file__).parents[2] / "build" / "fuzz"


class TooLongError(Exception):
    """An input took more processor time than it may."""


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    """Return an input changed: of an archive, what is in one of its parts."""
    dice = random.Random(seed)
    if data[:2] != b"PK" or dice.random() < 0.1:
        return bytes(atheris.Mutate(data, most))
    try:
        parts = unpacked(data)
    except (BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError, EOFError):
        return bytes(atheris.Mutate(data, most))
    if not parts:
        return bytes(atheris.Mutate(data, most))
    name = dice.choice(sorted(parts, key=lambda one: -len(parts[one]))[:3] if dice.random() < 0.7 else [*parts])
    other = packed(parts | {name: bytes(atheris.Mutate(parts[name], max(1, most - len(data) + len(parts[name]))))})
    return other if len(other) <= most else data


def _guarded(feed: Callable[[bytes], object], folder: Path) -> Callable[[bytes], None]:
    """Return what feeds an input within the limits, and keeps the first one that hurts in each place."""
    seen: set[str] = set()

    def one(data: bytes) -> None:
        signal.setitimer(signal.ITIMER_PROF, SECONDS * SLOWER)
        try:
            feed(data)
        except gd.GovDisclosureError:
            return
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is a finding
            signal.setitimer(signal.ITIMER_PROF, 0)
            frames = [one for one in traceback.extract_tb(error.__traceback__) if "govdisclosure" in one.filename]
            place = f"{type(error).__name__} {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
            if place not in seen:
                seen.add(place)
                path = folder / f"hurt-{hashlib.sha256(data).hexdigest()[:12]}"
                path.write_bytes(data)
                sys.stderr.write(f"HURT {place}: {str(error)[:200]!r} {path}\n")
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    return one


def _dictionary(words: set[bytes]) -> str:
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in sorted(words))
    return "".join(f'"{word}"\n' for word in escaped)


def keep(name: str, most: int = 16, longest: int = 12_000) -> None:
    """Write some of the inputs that reached something new to the archive of a target."""
    found = sorted({path.read_bytes() for path in (FOUND / name / "corpus").iterdir()})
    short = [data for data in found if len(data) <= longest]
    chosen = random.Random(name).sample(short, min(most, len(short)))
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{name}.zip").write_bytes(
        packed({f"{number:02}": data for number, data in enumerate(chosen)}, ZIP_DEFLATED)
    )


def main() -> None:
    """Feed a target, or one after the other, until COUNT inputs are over."""
    name, count = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "100000"
    if name == "all":
        for each in TARGETS:
            subprocess.run([sys.executable, "-m", "tests.support.fuzzing", each, count], check=False)
        return
    if count.isdecimal() and int(count) > TOGETHER:
        for done in range(0, int(count), TOGETHER):
            some = [str(min(TOGETHER, int(count) - done)), *sys.argv[3:], f"-seed={done // TOGETHER + 1}"]
            subprocess.run([sys.executable, "-m", "tests.support.fuzzing", name, *some], check=False)
        return
    if count == "--keep":
        keep(name)
        return
    target = TARGETS[name]
    corpus = FOUND / name / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate([*target.seeds(), *kept(name)]):
        (corpus / f"seed-{number}").write_bytes(seed)
    (FOUND / name / "words").write_text(_dictionary(target.words()), encoding="ascii")
    warnings.simplefilter("ignore")
    random.seed(1)
    signal.signal(signal.SIGPROF, _too_long)
    one = _guarded(target.feed, FOUND / name)
    for seed in target.seeds():
        one(seed)
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEGABYTES * 1_000_000,) * 2)
    longest = max(1_000, 2 * max(map(len, target.seeds())))
    options = [f"-runs={count}", "-seed=1", f"-max_len={longest}", f"-dict={FOUND / name / 'words'}", "-timeout=120"]
    more = ["-rss_limit_mb=0", "-print_final_stats=1", "-verbosity=1", f"-artifact_prefix={FOUND / name}/crash-"]
    atheris.Setup([sys.argv[0], *options, *more, *sys.argv[3:], str(corpus)], one, custom_mutator=_mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
