"""The commands of the command line, which tests and the reference go through one by one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import click

from govdisclosure.cli import COMMANDS
from govdisclosure.cli.commands import Command


def every_command() -> Iterator[tuple[str, Command]]:
    """Yield the commands, those of `spec` too, by what is typed."""
    for name in COMMANDS:
        found = import_module(f"govdisclosure.cli.{name}").command
        inner = found.commands.items() if isinstance(found, click.Group) else [("", found)]
        for last, one in inner:
            assert isinstance(one, Command)
            yield f"{name} {last}".strip(), one
