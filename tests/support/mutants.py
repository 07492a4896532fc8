"""Mutation testing: small changes of the code of a room, each of which some test of that room has to notice.

    python -m tests.support.mutants checks --sample 40

prints every change that no test noticed, and at the end how many were noticed. Which tests can notice a change is found
out first, by running all of them once: those that run the changed line. `make mutants ROOM=checks` is the same.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple, cast
from xml.etree import ElementTree as ET

from coverage import CoverageData

ROOT = Path(__file__).resolve().parents[2]
TESTS = {
    "checks": ("tests/checks", "tests/findings/test_properties.py", "tests/findings/test_between_years.py"),
    "form": ("tests/form", "tests/checks"),
}
"""The tests of rooms that are about more than the folder of their name."""
SLOW = ("hostile", "hostile_kinds", "pdf_hostile", "pdf_printed", "office_trips", "styles", "spoiled")
"""Tests of whole documents, which take minutes and are not run for every change."""
NEAR = 8
"""Lines above the place of a change on which its statement begins at most."""
PATIENCE = 5
"""How many times as long as before the tests may take, before a change counts as noticed: it runs for ever."""
LIMITS_FROM = 4
"""Whole numbers from here on are limits and sizes, of which one more or less means nothing."""
LINKED = ("specs", "docs", "examples", "conformance", "pyproject.toml", "README.md", "CHANGELOG.md", "Makefile")

_COMPARED: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Eq: ast.NotEq(), ast.NotEq: ast.Eq(), ast.Lt: ast.LtE(), ast.LtE: ast.Lt(), ast.Gt: ast.GtE(),
    ast.GtE: ast.Gt(), ast.Is: ast.IsNot(), ast.IsNot: ast.Is(), ast.In: ast.NotIn(), ast.NotIn: ast.In(),
}  # fmt: skip
_COUNTED: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(), ast.Sub: ast.Add(), ast.Mult: ast.Add(), ast.FloorDiv: ast.Mult(), ast.Mod: ast.Mult(),
}  # fmt: skip
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min", "ceil": "floor", "floor": "ceil"}
_SPOKEN = ("say", "Fault", "Words", "Code", "TypeVar")
"""Calls that only say something: what they say is compared elsewhere."""


class Mutant(NamedTuple):
    """One change of a file: its number among those of the file, where it is and what it does."""

    file: Path
    number: int
    line: int
    what: str


class _Mutator(ast.NodeTransformer):
    """Finds the changes that can be made in a module, and makes the one of a number."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted = wanted
        self.found: list[tuple[int, str]] = []

    def visit(self, node: ast.AST) -> ast.AST:
        """Visit what says what the module does: no annotations, messages or decorators."""
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            node.value = cast("ast.expr", self.visit(node.value))
            return node
        if isinstance(node, (ast.arguments, ast.Assert, ast.AnnAssign)) or _is_spoken(node):
            return node
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            node.body = [cast("ast.stmt", self.visit(statement)) for statement in node.body]
            return node
        kept = node
        node = self.generic_visit(node)
        for what, changed in _changes(node):
            if len(self.found) == self.wanted:
                kept = changed
            placed = node.target if isinstance(node, ast.comprehension) else node
            self.found.append((getattr(placed, "lineno", 0), what))
        return kept if kept is not node else node


def _is_spoken(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SPOKEN


def _is_type(node: ast.AST) -> bool:
    """Whether a right side is that of a type, as in `int | None`, and not that of a union of sets."""
    named = isinstance(node, ast.Name) and (node.id[:1].isupper() or node.id in ("int", "str", "slice", "bytes"))
    return named or isinstance(node, ast.Constant)


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Yield what can be changed at a node, each with the node that comes in its place."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARED:
            yield _with(node, ops=[_COMPARED[type(op)]])
        case ast.BinOp(op=op) if type(op) in _COUNTED:
            yield _with(node, op=_COUNTED[type(op)])
        case ast.BinOp(op=ast.BitOr(), right=right) if not _is_type(right):
            yield f"{ast.unparse(node)} → left side", node.left
        case ast.BoolOp(op=op):
            yield _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield f"{ast.unparse(node)} → {ast.unparse(node.operand)}", node.operand
        case ast.IfExp():
            yield _with(node, body=node.orelse, orelse=node.body)
        case ast.If() | ast.While():
            denied = ast.UnaryOp(ast.Not(), node.test)
            yield f"if {ast.unparse(node.test)} → not", ast.copy_location(_with(node, test=denied)[1], node)
        case ast.Constant(value=bool()):
            yield _with(node, value=not node.value)
        case ast.Constant(value=int(number)) if number < LIMITS_FROM:
            yield _with(node, value=number + 1)
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            yield _with(node, func=ast.Name(_CALLED[name], ast.Load()))
        case ast.comprehension(ifs=[_, *_]):
            yield f"{ast.unparse(node)} → without if", _with(node, ifs=[])[1]
        case ast.Continue():
            yield "continue → break", ast.copy_location(ast.Break(), node)
        case ast.Break():
            yield "break → continue", ast.copy_location(ast.Continue(), node)


def _with(node: ast.AST, **parts: object) -> tuple[str, ast.AST]:
    """Return a node with other parts, and what became of it in words."""
    changed = deepcopy(node)
    for name, part in parts.items():
        setattr(changed, name, part)
    return f"{ast.unparse(node)} → {ast.unparse(ast.fix_missing_locations(changed))}", changed


def mutants_of(file: Path) -> list[Mutant]:
    """Return every change that can be made in a file."""
    mutator = _Mutator()
    mutator.visit(ast.parse(file.read_text(encoding="utf-8")))
    return [Mutant(file, number, *found) for number, found in enumerate(mutator.found)]


def mutated(source: str, number: int) -> str:
    r"""Return the source of a module with the change of a number.

    >>> mutated("def f(a):\n    return a > 1", 0)
    'def f(a):\n    return a > 2'
    """
    tree = _Mutator(number).visit(ast.parse(source))
    return ast.unparse(ast.fix_missing_locations(tree))


class Covering(NamedTuple):
    """The tests that run each line of each file, and how long each takes."""

    tests: Mapping[tuple[str, int], frozenset[str]]
    seconds: Mapping[str, float]


def quick_tests(room: str) -> tuple[str, ...]:
    """Return the test files of the folder of a room, but for those that take minutes."""
    files = sorted((ROOT / "tests" / room).glob("test_*.py"))
    return tuple(str(file.relative_to(ROOT)) for file in files if file.stem.removeprefix("test_") not in SLOW)


def covering(home: Path, paths: tuple[str, ...]) -> Covering:
    """Run tests once and return which lines each runs."""
    done = _pytest(home, ["--cov=govdisclosure", "--cov-context=test", "--cov-report=", "--junitxml=times.xml", *paths])
    if done != 0:
        sys.exit("the tests fail without any change")
    data = CoverageData(str(home / ".coverage"))
    data.read()
    tests: dict[tuple[str, int], frozenset[str]] = {}
    for file in data.measured_files():
        for line, contexts in data.contexts_by_lineno(file).items():
            names = frozenset(re.sub(r"[\[|].*", "", name, flags=re.DOTALL) for name in contexts if name)
            tests[str(Path(file).relative_to(home)), line] = names
    seconds: dict[str, float] = {}
    for case in ET.parse(home / "times.xml").iter("testcase"):  # noqa: S314 - our own file
        name = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name', '').partition('[')[0]}"
        seconds[name] = seconds.get(name, 0) + float(case.get("time", 0))
    return Covering(tests, seconds)


def _pytest(home: Path, arguments: list[str], timeout: float | None = None) -> int | None:
    """Run pytest in a folder and return its exit code; None if it took too long."""
    environment = os.environ | {"PYTHONPATH": str(home / "src"), "CI": "true", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *arguments]
    try:
        done = subprocess.run(command, cwd=home, env=environment, capture_output=True, check=False, timeout=timeout)
    except subprocess.TimeoutExpired:
        return None
    return done.returncode


def is_noticed(home: Path, mutant: Mutant, known: Covering) -> bool:
    """Make a change, run the tests that run its line, the quickest first, and take the change back."""
    within = str(mutant.file.relative_to(ROOT))
    # A part of an expression may stand on a line that is not counted by itself.
    near = (known.tests.get((within, line)) for line in range(mutant.line, mutant.line - NEAR, -1))
    running = next((names for names in near if names is not None), None)
    if running is None:
        return False
    # What runs on import runs in no test, and matters to all.
    tests = sorted(running or known.seconds, key=lambda name: known.seconds.get(name, 0))
    place = home / within
    source = place.read_text(encoding="utf-8")
    place.write_text(mutated(source, mutant.number), encoding="utf-8")
    try:
        return _pytest(home, tests, 20 + PATIENCE * sum(known.seconds.get(name, 0) for name in tests)) != 0
    finally:
        place.write_text(source, encoding="utf-8")


def main() -> None:
    """Change the code of a room, and tell which changes no test noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room", help="a folder of src/govdisclosure, or a module in one, such as spec/formula")
    parser.add_argument("--sample", type=int, help="how many changes to make; all without it")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    place = ROOT / "src" / "govdisclosure" / wanted.room
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    every = [mutant for file in files for mutant in mutants_of(file)]
    chosen = random.Random(wanted.seed).sample(every, min(wanted.sample or len(every), len(every)))
    room = wanted.room.partition("/")[0]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in ("src", "tests"):
            shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in LINKED:
            (home / name).symlink_to(ROOT / name)
        known = covering(home, TESTS.get(room) or quick_tests(room))
        missed = 0
        for mutant in sorted(chosen):
            if not is_noticed(home, mutant, known):
                missed += 1
                print(f"{mutant.file.relative_to(ROOT)}:{mutant.line}: {mutant.what}", flush=True)  # noqa: T201
    share = (len(chosen) - missed) / len(chosen) if chosen else 1
    print(f"{wanted.room}: {len(chosen) - missed} of {len(chosen)} changes noticed ({share:.0%})")  # noqa: T201


if __name__ == "__main__":
    main()
