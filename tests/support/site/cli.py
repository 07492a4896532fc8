"""The reference of the command line, in each language: what `--help` prints, command by command."""

from __future__ import annotations

import os
from contextlib import redirect_stdout
from io import StringIO
from unittest.mock import patch

from govdisclosure.cli import run
from govdisclosure.language import say, using
from tests.support.commanding import every_command


def cli_page(language: str) -> str:
    """Return the reference of every command, as Markdown."""
    with using(language):
        title = say(zh="命令参考", en="Commands")
        intro = say(
            zh="每个命令的 `--help` 所印，一字不改；退出码、语言、设置文件见[命令行](command-line.zh.md)。",
            en="What `--help` prints for every command, word for word; exit codes, language and settings:"
            " [The command line](command-line.md).",
        )
    names = ["", *(name for name, _ in every_command())]
    sections = [
        f"## `{f'govdisclosure {name}'.rstrip()}`\n\n```text\n{printed_by(f'{name} --help', language)}\n```"
        for name in names
    ]
    return "\n\n".join((f"# {title}", intro, *sections)) + "\n"


def printed_by(command: str, language: str) -> str:
    """Return what a command prints."""
    with patch.dict(os.environ, COLUMNS="100", NO_COLOR="1"), redirect_stdout(StringIO()) as printed:
        assert run(["--lang", language, *command.split()]) == 0
    return printed.getvalue().rstrip()
