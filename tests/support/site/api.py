"""The reference of the public names, from their docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

ROOMS = {
    "govdisclosure": (),
    "govdisclosure.testing": (),
    "govdisclosure.documents": ("Document", "Grid", "GridCell", "Limits", "using_limits"),
    "govdisclosure.panel": ("cells_of",),
    "govdisclosure.spark": ("collect", "check"),
    "govdisclosure.language": ("using",),
}
"""The modules with public names; of one that names none, all of its `__all__`."""


def public_names(room: str) -> list[str]:
    """Return the public names of a module."""
    return sorted(ROOMS[room] or import_module(room).__all__, key=str.lower)


def api_page() -> str:
    """Return the reference of every public name, as Markdown."""
    lines = [
        "# Python API",
        "",
        "What each public name is, takes and gives, from its docstring; the examples run as tests.",
        "",
        "本页由源代码中的说明自动生成，只有英文；例子都作为测试运行。",
    ]
    for room in ROOMS:
        lines += ["", f"## {room}", ""]
        lines += ["- " + " · ".join(f"[`{name}`](#{anchor_of(room, name)})" for name in public_names(room))]
        for name in public_names(room):
            lines += _entry(f"{room}.{name}", getattr(import_module(room), name), 3)
    return "\n".join(lines) + "\n"


def anchor_of(room: str, name: str) -> str:
    """Return the anchor of a name on the page."""
    return f"{room}.{name}"


def _entry(path: str, found: Any, level: int) -> Iterator[str]:
    name = path.rpartition(".")[2]
    yield from ("", f"{'#' * level} `{name}` {{ #{path} }}", "")
    if signature := _signature(found):
        yield from ("```python", f"{name}{signature}", "```", "")
    yield _as_markdown(inspect.getdoc(found) or "")
    for member, value in sorted(_members(found).items()):
        yield from _entry(f"{path}.{member}", value, level + 1)


def _signature(found: Any) -> str:
    """Return what is called with what, one argument a line where one line would be long."""
    if isinstance(found, property) or not callable(found):
        return ""
    try:
        signature = inspect.signature(found)
    except ValueError:  # an exception that is made as the built-in ones are
        return ""
    parameters = [one for name, one in signature.parameters.items() if name not in {"self", "cls"}]
    given = [str(one.replace(annotation=_AsWritten(one.annotation))) for one in parameters]
    kinds = [one.kind for one in parameters]
    if inspect.Parameter.KEYWORD_ONLY in kinds and inspect.Parameter.VAR_POSITIONAL not in kinds:
        given.insert(kinds.index(inspect.Parameter.KEYWORD_ONLY), "*")
    result = "" if inspect.isclass(found) else f" -> {_AsWritten(signature.return_annotation)!r}"
    line = f"({', '.join(given)}){result}"
    return line if len(line) <= 88 else "(\n" + "".join(f"    {one},\n" for one in given) + f"){result}"


class _AsWritten:
    """An annotation that is shown as it is written in the source."""

    def __init__(self, annotation: Any) -> None:
        self.annotation = annotation

    def __repr__(self) -> str:
        return self.annotation if isinstance(self.annotation, str) else inspect.formatannotation(self.annotation)


def _members(found: Any) -> dict[str, Any]:
    """Return the public methods and properties of a class, those that it inherits here too."""
    classes = [one for one in reversed(inspect.getmro(found)) if _is_ours(one)] if inspect.isclass(found) else []
    members = {name: value for one in classes for name, value in vars(one).items()}
    return {
        name: value
        for name, value in members.items()
        if not name.startswith("_")
        and (inspect.isfunction(value) or isinstance(value, (property, classmethod)))
        and inspect.getdoc(value)
    }


def _is_ours(found: type) -> bool:
    return found.__module__.partition(".")[0] == "govdisclosure"


def _as_markdown(docstring: str) -> str:
    """Return a docstring with its examples fenced."""
    return re.sub(r"(?m)^>>> (?:.+\n?)+", lambda lines: f"```pycon\n{lines[0].rstrip()}\n```\n", docstring)
