"""Mutation testing: small changes of the code of a room, each of which some test of that room has to notice.

    python -m tests.support.mutants checks --sample 40

prints every change that no test noticed, and at the end how many were noticed. Which tests can notice a change is found
out first, by running all of them: those that run the changed line, the quickest of each file first and for `ENOUGH`
seconds. What the room keeps is forgotten before each test, so that each test that needs a cached function is known.
`make mutants ROOM=checks` is the same.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from functools import lru_cache
from importlib import import_module
from itertools import accumulate, chain
from pathlib import Path
from typing import NamedTuple, cast

import pytest
from coverage import CoverageData

ROOT = Path(__file__).resolve().parents[2]
_WRITTEN = ("writing/test_documents.py", "writing/test_without_annex.py")
TESTS = {
    "checks": ("checks", "findings/test_properties.py", "findings/test_between_years.py"),
    "statements": ("statements", "checks"),
    "form": ("form", "checks"),
    "recognition": ("recognition", "conformance", "documents/test_reading_documents.py", *_WRITTEN),
    "documents": ("documents", "conformance", "annotation", *_WRITTEN),
}
"""The rooms, or files, whose tests are about a room, where these are more than its own."""
SLOW = ("hostile_kinds", "pdf_printed", "office_trips", "styles")
"""Tests of whole documents, which take minutes and are not run for every change."""
NEAR = 8
"""Lines above the place of a change on which its statement begins at most."""
PATIENCE = 3
"""How many times as long as before the tests may take, before a change counts as noticed: it runs for ever."""
ENOUGH = 60
"""Seconds of processor of the tests that are run for one change, as they take while lines are counted (half of that by
themselves): what these do not notice counts as not noticed."""
TURN = 4
"""How many tests of one file are tried before those of the other files have their turn."""
MEMORY = 4 * 2**30
"""Bytes that the tests of one change may take, before it counts as noticed."""
LIBRARIES = ("hypothesis", "ruamel.yaml", "cattrs", "lxml.html", "unittest.mock", "asyncio", "trio", "typeguard")
"""What tests and the plug-ins of pytest import: loaded once, and not again for every change, if it is installed."""
SETTINGS = "tests/conftest.py"
"""What tests and examples in docstrings share."""
LIMITS_FROM = 4
"""Whole numbers from here on are limits and sizes, of which one more or less means nothing."""
READ = ("specs", "docs", "examples", "conformance", "pyproject.toml", "README.md", "CHANGELOG.md", "Makefile")
"""What tests read besides."""

_COMPARED: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Eq: ast.NotEq(), ast.NotEq: ast.Eq(), ast.Lt: ast.LtE(), ast.LtE: ast.Lt(), ast.Gt: ast.GtE(),
    ast.GtE: ast.Gt(), ast.Is: ast.IsNot(), ast.IsNot: ast.Is(), ast.In: ast.NotIn(), ast.NotIn: ast.In(),
}  # fmt: skip
_COUNTED: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(), ast.Sub: ast.Add(), ast.Mult: ast.Add(), ast.FloorDiv: ast.Mult(), ast.Mod: ast.Mult(),
}  # fmt: skip
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min", "ceil": "floor", "floor": "ceil"}
_CACHED = type(lru_cache(str))
_NATIVE = tuple(f"govdisclosure.documents.{one}" for one in ("readers.pdf.fonts", "readers.pdf.pdfium", "writers.pdf"))
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
    """The tests that run each line of each file, and how many seconds of processor each takes."""

    tests: Mapping[tuple[str, int], frozenset[str]]
    seconds: Mapping[str, float]

    def of(self, file: str, line: int) -> list[str]:
        """Return the tests that run a line, the quickest of each file first, as many as are quick enough together."""
        # A part of an expression may stand on a line that is not counted by itself.
        near = (self.tests.get((file, number)) for number in range(line, line - NEAR, -1))
        running = next((names for names in near if names is not None), frozenset[str]())
        # What runs on import runs in no test, and matters to all that run anything of the file.
        whole = (names for (other, _), names in self.tests.items() if other == file)
        names = self._in_turns(running or frozenset[str]().union(*whole))
        together = accumulate(self.seconds.get(name, 0) for name in names)
        return [name for name, seconds in zip(names, together, strict=True) if seconds <= ENOUGH] or names[:1]

    def _in_turns(self, names: frozenset[str]) -> list[str]:
        """Return tests in their order: many quick ones of one file say little more than a few."""
        before = Counter[str]()
        turns: list[tuple[int, float, str]] = []
        for seconds, name in sorted((self.seconds.get(name, 0), name) for name in names):
            file = name.partition("::")[0]
            turns.append((before[file] // TURN, seconds, name))
            before[file] += 1
        return [name for *_, name in sorted(turns)]


class _Chosen:
    """A plug-in of pytest that runs chosen tests only, in their order (all without any), and takes their time.

    With `forgetting`, a package, nothing that it keeps outlasts a test.
    """

    def __init__(self, chosen: Sequence[str] = (), *, forgetting: str = "") -> None:
        self.places = {name: place for place, name in enumerate(chosen)}
        self.forgetting = forgetting
        self.seconds: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out and put in order."""
        if self.places:
            items[:] = sorted(
                (item for item in items if item.nodeid in self.places), key=lambda item: self.places[item.nodeid]
            )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Take the time of a test."""
        if self.forgetting:
            _forget(self.forgetting)
        before = sum(os.times()[:4])
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = sum(os.times()[:4]) - before


def _forget(package: str) -> None:
    """Empty what functions of a package keep, but for what is kept of native libraries, which would break."""
    for name, module in list(sys.modules.items()):
        if f"{name}.".startswith(f"{package}.") and name not in _NATIVE:
            classes = [kept for kept in vars(module).values() if isinstance(kept, type)]
            for kept in chain(vars(module).values(), *(vars(cls).values() for cls in classes)):
                if isinstance(kept, _CACHED):
                    kept.cache_clear()


def quick_tests(room: str) -> tuple[str, ...]:
    """Return the test files of the folder of a room, but for those that take minutes; a file is itself."""
    if room.endswith(".py"):
        return (f"tests/{room}",)
    files = sorted((ROOT / "tests" / room).glob("test_*.py"))
    return tuple(str(file.relative_to(ROOT)) for file in files if file.stem.removeprefix("test_") not in SLOW)


def covering(home: Path, place: Path, paths: Sequence[str]) -> Covering:
    """Run tests once and return which lines of a place each runs."""
    counting = (f"--cov={home / place}", "--cov-context=test", "--cov-report=", "--cov-fail-under=0")
    if _pytest(home, [*counting, *paths], _Chosen(forgetting=".".join(place.parts[1:3]))) != 0:
        sys.exit((home / "printed.txt").read_text(encoding="utf-8")[-2000:] + "\nthe tests fail without any change")
    data = CoverageData(str(home / ".coverage"))
    data.read()
    tests: dict[tuple[str, int], frozenset[str]] = {}
    for file in data.measured_files():
        for line, contexts in data.contexts_by_lineno(file).items():
            names = frozenset(name.rpartition("|")[0] for name in contexts if name)
            tests[str(Path(file).relative_to(home)), line] = names
    return Covering(tests, json.loads((home / "seconds.json").read_text(encoding="utf-8")))


def _pytest(home: Path, arguments: Sequence[str], chosen: _Chosen, timeout: int = 0) -> int:
    """Run pytest in a folder, in a process of its own that has its libraries already, and return its exit code."""
    process = os.fork()
    if process == 0:
        # By the processor, as all takes longer on a busy machine; what waits for ever is ended by the clock.
        signal.setitimer(signal.ITIMER_PROF, timeout)
        signal.alarm(10 * timeout)
        os._exit(_in_child(home, arguments, chosen))
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status)


def _in_child(home: Path, arguments: Sequence[str], chosen: _Chosen) -> int:
    os.chdir(home)
    os.environ |= {"PYTHONPATH": str(home / "src"), "CI": "true"}
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(home / "src"), str(home)]
    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    printed = os.open("printed.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(printed, stream)
    usual = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=mutants"]
    code = pytest.main([*usual, "-W", "ignore::pytest.PytestAssertRewriteWarning", *arguments], plugins=[chosen])
    Path("seconds.json").write_text(json.dumps(chosen.seconds), encoding="utf-8")
    return int(code)


def is_noticed(home: Path, mutant: Mutant, known: Covering) -> bool:
    """Make a change, run the tests that run its line until one fails, and take the change back."""
    within = str(mutant.file.relative_to(ROOT))
    tests = known.of(within, mutant.line)
    if not tests:
        return False
    place = home / within
    source = place.read_text(encoding="utf-8")
    place.write_text(mutated(source, mutant.number), encoding="utf-8")
    files = sorted({name.partition("::")[0] for name in tests})
    patience = 5 + PATIENCE * sum(known.seconds.get(name, 0) for name in tests)
    try:
        code = _pytest(home, [SETTINGS, *files], _Chosen(tests), int(patience))
    finally:
        place.write_text(source, encoding="utf-8")
    if code == pytest.ExitCode.NO_TESTS_COLLECTED:
        sys.exit(f"not found again: {tests}")
    return code != 0


def _copy(place: Path, to: Path) -> None:
    """Copy a file or a folder: what is changed meanwhile changes nothing."""
    if place.is_dir():
        shutil.copytree(place, to, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(place, to)


def main() -> None:
    """Change the code of a room, and tell which changes no test noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room", help="a folder of src/govdisclosure, or a module in one, such as spec/formula")
    parser.add_argument("--sample", type=int, help="how many changes to make; all without it")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    for name in LIBRARIES:
        with suppress(ModuleNotFoundError):
            import_module(name)
    place = Path("src", "govdisclosure", wanted.room)
    files = sorted((ROOT / place).rglob("*.py")) or [(ROOT / place).with_suffix(".py")]
    every = [mutant for file in files for mutant in mutants_of(file)]
    chosen = random.Random(wanted.seed).sample(every, min(wanted.sample or len(every), len(every)))
    room = wanted.room.partition("/")[0]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in ("src", "tests", *READ):
            _copy(ROOT / name, home / name)
        tests = [path for one in TESTS.get(room, (room,)) for path in quick_tests(one)]
        known = covering(home, Path("src", "govdisclosure", room), [*tests, f"src/govdisclosure/{room}"])
        missed = 0
        for mutant in sorted(chosen):
            if not is_noticed(home, mutant, known):
                missed += 1
                print(f"{mutant.file.relative_to(ROOT)}:{mutant.line}: {mutant.what}", flush=True)  # noqa: T201
    share = (len(chosen) - missed) / len(chosen) if chosen else 1
    print(f"{wanted.room}: {len(chosen) - missed} of {len(chosen)} changes noticed ({share:.0%})")  # noqa: T201


if __name__ == "__main__":
    main()
