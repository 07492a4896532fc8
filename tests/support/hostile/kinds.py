"""What a kind of input made to harm is: how large it is when it is run, and what makes one of a size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import frozen

Kinds = Mapping[str, tuple[int, Callable[[int], bytes | str]]]
"""The size that each kind of document has when it is run, and what makes one of a size."""


Content = bytes | str | Callable[[Path], object]
"""What is in a file; or what makes, at its path, something that is no file."""


@frozen
class Trap:
    """Files that harm beside a document, or a command other than `check`: their size, their contents, what is run."""

    size: int
    files: Callable[[int], Mapping[str, Content]]
    arguments: tuple[str, ...]
