"""What a kind of input made to harm is: how large it is when it is run, and what makes one of a size."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import frozen

Kinds = Mapping[str, tuple[int, Callable[[int], bytes | str]]]
"""The size that each kind of document has when it is run, and what makes one of a size."""


@frozen
class Trap:
    """Files that harm beside a document, or a command other than `check`: their size, their contents, what is run."""

    size: int
    files: Callable[[int], Mapping[str, bytes | str]]
    arguments: tuple[str, ...]
