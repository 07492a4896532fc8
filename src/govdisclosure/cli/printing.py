"""How results are printed, and what is said when that is not possible."""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import Any, TextIO

import click

from govdisclosure.errors import UsageError
from govdisclosure.language import say
from govdisclosure.wrapping import fitted

_UNWANTED = re.compile(
    "\x1b(?!\\[(?:0|1|3[0-7]|9[0-7])m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)
"""Signs that steer a terminal, but for the colours that are used here, and those that turn the order of letters."""


class Screen:
    r"""A stream to a terminal on which nothing of a document, a name of a file or a format does more than be read.

    >>> import io
    >>> shown = io.StringIO()
    >>> _ = Screen(shown).write("a\x1b]0;title\x07b")
    >>> shown.getvalue() == "a\ufffd]0;title\ufffdb"
    True
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text, with a question mark in a box for each sign that would do anything."""
        return self._stream.write(_UNWANTED.sub("\ufffd", text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def emit(text: str, output: str | None) -> None:
    """Print a result as it is, or write it to a file as UTF-8, whole or not at all."""
    if output is None or output == "-":
        must_be_open()
        _show(text, nl=not text.endswith("\n"), color=False if os.environ.get("NO_COLOR") else None)
        return
    text = click.unstyle(text)
    # A name of a file that is no text has signs that no encoding has.
    emit_bytes((text if text.endswith("\n") else text + "\n").encode(errors="replace"), output)


def emit_bytes(data: bytes, output: str | None) -> None:
    """Write a result that says its own encoding as it is, to the standard output or to a file."""
    if output is None or output == "-":
        must_be_open()
        _show(data, nl=False)
        return
    from govdisclosure.files import write_atomically

    write_atomically(output, data)


def _show(result: str | bytes, **how: Any) -> None:
    """Print a result; where its reader has closed the pipe, nothing is left to say, and the exit code says the rest."""
    try:
        click.echo(result, **how)
    except BrokenPipeError:
        drop_output()


def drop_output() -> None:
    """Let what is still to be written go nowhere: at exit Python would try once more, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def emit_prose(text: str, output: str | None) -> None:
    """Print what people read, with nothing in it that steers a terminal: what goes to a file is shown on one later.

    Lines that are wider than the terminal are broken where they may be.
    """
    text = _UNWANTED.sub("\ufffd", text)
    width = screen_width() if output is None else None
    emit(fitted(text, width) if width else text, output)


def emit_json(data: Any, output: str | None) -> None:
    """Print data as JSON: on a console that is not UTF-8, with escapes that every console can show."""
    from govdisclosure.report import write_json

    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    emit(write_json(data, ascii_only=output is None and encoding != "utf8"), output)


def screen_width() -> int | None:
    """Return how many columns the terminal has that results are printed on; None if they go elsewhere."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size().columns


def must_be_open() -> None:
    """Raise `UsageError` if the standard output was closed before the command began."""
    if sys.stdout is None:
        raise UsageError(
            say(zh="标准输出已关闭，结果没有写出。", en="the standard output is closed: nothing was written")
        )


_EXTRAS = {
    "panel": {"narwhals", "numpy", "polars", "pyarrow", "warcio"},
    "plot": {"altair", "vl_convert"},
}
"""The modules that the extras bring for whole commands; single readers and writers name theirs where they need it."""


def extra_of(module: str) -> str:
    """Return the extra that brings a module, an empty text where none does.

    >>> extra_of("pyarrow.parquet"), extra_of("json")
    ('panel', '')
    """
    return next((extra for extra, modules in _EXTRAS.items() if module.partition(".")[0] in modules), "")


def internal_error(error: Exception) -> str:
    """Return the sentence about an error that nobody foresaw."""
    name = type(error).__name__
    return say(
        zh=f"程序内部错误（{name}）。请加 --debug 再运行一次，并把显示的内容报告给开发者。",
        en=f"internal error ({name}); run again with --debug and report what it shows",
    )
