"""Type stubs from specs: for each format a report class whose tables, rows and columns a type checker knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from govdisclosure.form import ExpandedAxis, Form, TableForm, expand
from govdisclosure.spec import Spec

_HEAD = '''"""Reports of known formats, for type checkers: tables, rows and columns. Generated from the specs."""

from decimal import Decimal
from typing import Literal, overload

from govdisclosure.reading import Reading, Source
from govdisclosure.report import Report, Reported, TableView
from govdisclosure.spec import Number, Spec
'''


def stubs(specs: Iterable[Spec]) -> str:
    """Return a stub file with a report class for each spec, and `from_json`, `read` and `convert` that return it.

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
    form = expand(spec)
    tables = tuple(form.tables.values())
    # Only the keys of this format are accepted, which is narrower than what the base class promises.
    mypy, pyright = "  # type: ignore[override]", "  # pyright: ignore[reportIncompatibleMethodOverride]"
    for number, table in enumerate(tables):
        several = len(tables) > 1
        if several:
            lines.append("    @overload" + (mypy if number == 0 else ""))
        view = f"TableView[{_literal(table.rows)}, {_literal(table.columns)}, {_number(form, table)}]"
        here = pyright if several else mypy + pyright
        lines.append(f'    def __getitem__(self, table: Literal["{table.key}"]) -> {view}: ...{here}')
    return "\n".join(lines) + "\n"


def _number(form: Form, table: TableForm) -> str:
    """Return the type of the numbers of a table: whole ones, amounts, or either."""
    kinds = {form.values[index].kind for index in table.cells.values()}
    return "Number" if {"integer", "decimal"} <= kinds else "Decimal" if "decimal" in kinds else "int"


def _literal(axis: ExpandedAxis) -> str:
    """Return the type of an axis' paths: a literal, or any text where the report itself names keys."""
    if axis.open_nodes:
        return "str"
    return "Literal[" + ", ".join(f'"{line.path}"' for line in axis.lines) + "]"


def _functions(specs: tuple[Spec, ...]) -> Iterator[str]:
    for name, arguments, unknown, result in (
        ("from_json", "text: str | bytes, *, spec: ", "str | Spec | None = None", "{}"),
        ("read", "path: Source, *, spec: ", "str | Spec | None = None", "Reading[{}]"),
        ("convert", "report: Reported, spec: ", "str | Spec", "{}"),
    ):
        yield "\n"
        for spec in specs:
            returned = result.format(class_name(spec.id))
            yield f'@overload\ndef {name}({arguments}Literal["{spec.id}"]) -> {returned}: ...\n'
        overload = "@overload\n" if specs else ""
        yield f"{overload}def {name}({arguments}{unknown}) -> {result.format('Report')}: ...\n"
