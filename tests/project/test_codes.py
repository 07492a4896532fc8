"""The registry of codes: every kind of problem is declared once, in both languages, and none is raised undeclared."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import govdisclosure
from govdisclosure import codes
from govdisclosure.language import LANGUAGES, Words
from govdisclosure.reference import codes_pages

SRC = Path(govdisclosure.__file__).parent
TESTS = Path(__file__).parents[1]
DECLARED = [code for area in codes.AREAS.values() for code in area]
EVERY_CODE = pytest.mark.parametrize("code", DECLARED, ids=lambda code: code.id)
CALLS = {"Problem", "Remark", "Note", "Fault"}
"""What names a code as its first argument, or as `code=`."""


@cache
def read_attributes() -> set[str]:
    """Return the names that src reads from the registry, as in `codes.NAME`."""
    found = set()
    for path in SRC.rglob("*.py"):
        if path.parent.name != "codes":
            found |= set(re.findall(r"\bcodes\.([A-Z_]+)\b", path.read_text(encoding="utf-8")))
    return found


def literal_codes() -> Iterator[str]:
    """Yield where a code is written as text beside what bears it, and not taken from the registry."""
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", None) not in CALLS:
                continue
            first = [] if getattr(node.func, "id", None) == "Fault" else node.args[:1]
            for given in (*first, *(one.value for one in node.keywords if one.arg == "code")):
                if isinstance(given, ast.Constant):
                    yield f"{path.relative_to(SRC)}:{node.lineno}: {given.value!r}"


def test_the_pages_of_codes_are_those_of_the_registry() -> None:
    """The pages in docs/ say what the registry says; `make docs` writes them anew."""
    folder = SRC.parents[1] / "docs"
    assert {name: (folder / name).read_text(encoding="utf-8") for name in codes_pages()} == codes_pages()


def test_no_two_kinds_of_problem_share_a_code() -> None:
    """A program that knows a code knows what it means."""
    assert len({code.id for code in DECLARED}) == len(DECLARED) == len(codes.CODES)


def test_no_code_is_raised_undeclared() -> None:
    """Whatever raises a problem takes its code, and how grave it is, from the registry."""
    assert list(literal_codes()) == []


@EVERY_CODE
def test_a_code_has_the_name_of_its_constant(code: codes.Code) -> None:
    """Who knows the code finds its declaration, and what raises it."""
    assert getattr(codes, code.id.upper()) == code


@EVERY_CODE
def test_every_code_is_raised_somewhere(code: codes.Code) -> None:
    """A kind of problem that nothing raises any more is not told of."""
    assert code.id.upper() in read_attributes()


@EVERY_CODE
def test_a_code_is_said_in_whole_sentences(code: codes.Code) -> None:
    """In both languages one is told what happened and what to do."""
    for words in (code.meaning, code.advice):
        assert isinstance(words, Words)
        assert words.zh.endswith("。")
        assert words.en.endswith(".")
        assert all(getattr(words, language).strip() for language in LANGUAGES)


@cache
def named_by_tests() -> frozenset[str]:
    """Return every code that a test names: as text that holds nothing but codes, or as a constant of the registry."""
    found: set[str] = set()
    for path in TESTS.rglob("*.py"):
        if path == Path(__file__):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and codes.CODES.keys() >= (words := set(node.value.split()))
            ):
                found |= words
            elif isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "codes":
                found.add(node.attr.lower())
    return frozenset(found)


@EVERY_CODE
def test_every_code_is_raised_by_some_test(code: codes.Code) -> None:
    """Some test names the code that it expects."""
    assert code.id in named_by_tests()
