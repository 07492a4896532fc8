"""Type stubs from specs: for each format a report class whose tables, rows and columns a type checker knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from govdisclosure.form import ExpandedAxis, expand
from govdisclosure.spec import Spec

_HEAD = '''"""Reports of known formats, for type checkers: tables, rows and columns. Generated from the specs."""

import os
from typing import Literal, overload

from govdisclosure.reading import Reading
from govdisclosure.report import Report, TableView
from govdisclosure.spec import Spec
'''


def stubs(specs: Iterable[Spec]) -> str:
    """Return a stub file with a report class for each spec, and `from_json` and `read` that return it.

    >>> from govdisclosure import load_spec
    >>> "class Cn2021Report(Report):" in stubs([load_spec("cn/2021")])
    True
    """
    specs = tuple(specs)
    return "".join((_HEAD, *map(_report, specs), *_functions(specs)))


def class_name(spec_id: str) -> str:
    """Return the name of the class of a format's reports.

    >>> class_name("cn/2021")
    'Cn2021Report'
    """
    return "".join(part.capitalize() for part in re.split(r"[^A-Za-z0-9]+", spec_id)) + "Report"


def _report(spec: Spec) -> str:
    lines = ["", "", f"class {class_name(spec.id)}(Report):", f'    """A report in the format {spec.id}."""', ""]
    tables = tuple(expand(spec).tables.values())
    # Only the keys of this format are accepted, which is narrower than what the base class promises.
    mypy, pyright = "  # type: ignore[override]", "  # pyright: ignore[reportIncompatibleMethodOverride]"
    for number, table in enumerate(tables):
        several = len(tables) > 1
        if several:
            lines.append("    @overload" + (mypy if number == 0 else ""))
        view = f"TableView[{_literal(table.rows)}, {_literal(table.columns)}]"
        here = pyright if several else mypy + pyright
        lines.append(f'    def __getitem__(self, table: Literal["{table.key}"]) -> {view}: ...{here}')
    return "\n".join(lines) + "\n"


def _literal(axis: ExpandedAxis) -> str:
    """Return the type of an axis' paths: a literal, or any text where the report itself names keys."""
    if axis.open_nodes:
        return "str"
    return "Literal[" + ", ".join(f'"{line.path}"' for line in axis.lines) + "]"


def _functions(specs: tuple[Spec, ...]) -> Iterator[str]:
    for name, argument, result in (
        ("from_json", "text: str | bytes", "{}"),
        ("read", "path: str | os.PathLike[str]", "Reading[{}]"),
    ):
        yield "\n"
        for spec in specs:
            returned = result.format(class_name(spec.id))
            yield f'@overload\ndef {name}({argument}, *, spec: Literal["{spec.id}"]) -> {returned}: ...\n'
        overload = "@overload\n" if specs else ""
        yield f"{overload}def {name}({argument}, *, spec: str | Spec | None = None) -> {result.format('Report')}: ...\n"
