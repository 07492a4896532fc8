"""The house: every room has one door, and nobody comes in by a window."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

import govdisclosure

SRC = Path(govdisclosure.__file__).parent
LONGEST_FUNCTION = 45
ROOMS = {path.name for path in SRC.iterdir() if (path / "__init__.py").exists()}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and name of every module of the project that a file imports from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("govdisclosure."):
            yield node.lineno, node.module or ""
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names if name.name.startswith("govdisclosure."))


def test_rooms_are_entered_by_their_doors() -> None:
    """What a file imports from another room, it imports from the `__init__` of that room."""
    past = []
    for path in sorted(SRC.rglob("*.py")):
        home = path.relative_to(SRC).parts[0]
        for line, module in imports(path):
            _, room, *inside = module.split(".")
            if room in ROOMS and room != home and inside:
                past.append(f"{path.relative_to(SRC)}:{line} imports {module}")
    assert past == []


def test_every_name_at_a_door_exists_and_is_wanted() -> None:
    """A door offers nothing that no other room, test, benchmark or page of the docs asks for."""
    root = SRC.parents[1]
    readers = [*(root / "tests").rglob("*.py"), *(root / "benchmarks").rglob("*.py"), *(root / "docs").glob("*.md")]
    texts = {path: path.read_text(encoding="utf-8") for path in (*SRC.rglob("*.py"), *readers)}
    unwanted = []
    for room in sorted(ROOMS):
        door = __import__(f"govdisclosure.{room}", fromlist=["__all__"])
        for name in getattr(door, "__all__", ()):
            assert hasattr(door, name), f"{room}.{name}"
            outside = (text for path, text in texts.items() if SRC / room not in path.parents)
            if not any(name in text for text in outside):
                unwanted.append(f"{room}.{name}")
    assert unwanted == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    """The imports of all modules make no circle, but for those that the contracts name with their reason.

    An import inside a function is one like any other.
    """
    graph = grimp.build_graph("govdisclosure", cache_dir=None)
    settings = tomllib.loads((SRC.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    for contract in settings["tool"]["importlinter"]["contracts"]:
        for named in contract.get("ignore_imports", ()):
            importer, _, imported = named.partition(" -> ")
            graph.remove_import(importer=importer, imported=imported)
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def test_a_function_fits_a_screen() -> None:
    """No function of the package has more than 45 lines, its docstring among them."""
    long = [
        f"{path.relative_to(SRC)}:{node.lineno} {node.name}: {lines} lines"
        for path in sorted(SRC.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert long == []
