"""Options that every command takes, and how results are printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from govdisclosure.errors import UsageError
from govdisclosure.language import LANGUAGES, say

_DEBUG = "govdisclosure.debug"
C = TypeVar("C", bound=click.Command)


def common(command: C) -> C:
    """Give a command the global options, which may stand before or behind its name."""
    command.params += [
        click.Option(
            ["--specs", "folders"],
            multiple=True,
            type=click.Path(),
            expose_value=False,
            is_eager=True,
            callback=_use_folders,
            metavar="DIR",
            help=say(zh="自备格式规格的文件夹（可重复）", en="A folder of formats of one's own (repeatable)."),
        ),
        click.Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            expose_value=False,
            help=say(zh="提示语言；默认随系统", en="Language of messages; by default the locale's."),
        ),
        click.Option(
            ["--debug"],
            is_flag=True,
            expose_value=False,
            callback=_note_debug,
            help=say(zh="出错时显示详细信息", en="Show the traceback of an error."),
        ),
    ]
    return command


def _note_debug(ctx: click.Context, _: click.Parameter, debug: bool) -> None:  # noqa: FBT001 - click's signature
    ctx.meta[_DEBUG] = debug or ctx.meta.get(_DEBUG, False)


def is_debugging() -> bool:
    """Whether the user asked for tracebacks."""
    return bool(click.get_current_context().meta.get(_DEBUG))


def internal_error(error: Exception) -> str:
    """Return the sentence about an error that nobody foresaw."""
    name = type(error).__name__
    return say(
        zh=f"程序内部错误（{name}）。请加 --debug 再运行一次，并把显示的内容报告给开发者。",
        en=f"internal error ({name}); run again with --debug and report what it shows",
    )


def _use_folders(ctx: click.Context, _: click.Parameter, folders: tuple[str, ...]) -> None:
    if folders and not ctx.resilient_parsing:
        from govdisclosure.specfile import using_folders

        ctx.find_root().with_resource(using_folders(folders))


def spec_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--spec ID`."""
    help_text = say(
        zh="格式：标识（如 cn/2021）或规格文件；默认自动识别",
        en="The format: an id such as cn/2021, or a spec file; detected by default.",
    )
    return click.option("--spec", "spec", metavar="ID", help=help_text)(function)


def output_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `-o OUT`."""
    help_text = say(zh="写入文件，而不是屏幕", en="Write to a file instead of the screen.")
    return click.option("-o", "--output", metavar="OUT", type=click.Path(), help=help_text)(function)


def emit(text: str, output: str | None) -> None:
    """Print a result, or write it to a file as UTF-8, whole or not at all."""
    if output is None or output == "-":
        must_be_open()
        click.echo(text, nl=not text.endswith("\n"), color=False if no_color() else None)
        return
    text = click.unstyle(text)
    emit_bytes((text if text.endswith("\n") else text + "\n").encode(), output)


def emit_bytes(data: bytes, output: str | None) -> None:
    """Write a result that says its own encoding as it is, to the standard output or to a file."""
    if output is None or output == "-":
        must_be_open()
        click.echo(data, nl=False)
        return
    from govdisclosure.files import write_atomically

    write_atomically(output, data)


def must_be_open() -> None:
    """Raise `UsageError` if the standard output was closed before the command began."""
    if sys.stdout is None:
        raise UsageError(
            say(zh="标准输出已关闭，结果没有写出。", en="the standard output is closed: nothing was written")
        )


def json_text(data: Any, output: str | None) -> str:
    """Write data as JSON for a place: on a console that is not UTF-8, with escapes that every console can show."""
    from govdisclosure.report import write_json

    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    return write_json(data, ascii_only=output is None and encoding != "utf8")


def no_color() -> bool:
    """Whether the user asked for plain text (no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))
