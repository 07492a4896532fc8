"""What every command has: help that fits a terminal, with exit codes and examples, and the global options."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from govdisclosure.language import LANGUAGES, say
from govdisclosure.wrapping import width_of, wrap

_DEBUG = "govdisclosure.debug"


class _Formatter(click.HelpFormatter):
    """Lays help out by the columns that characters take: a Chinese one takes two, and lines break between them."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        self._hang(f"{prefix or say(zh='用法：', en='Usage: ')}{prog} ", args)

    def write_heading(self, heading: str) -> None:
        self.write(f"{' ' * self.current_indent}{heading}{say(zh='：', en=':')}\n")

    def write_text(self, text: str) -> None:
        for paragraph in text.split("\n"):
            self._hang(" " * self.current_indent, paragraph)

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        indent = " " * self.current_indent
        left = min(max((width_of(first) for first, _ in rows), default=0), col_max) + col_spacing
        for first, second in rows:
            head = indent + first + " " * (left - width_of(first))
            if width_of(first) + col_spacing > left:  # too wide to stand beside its meaning
                self.write(f"{indent}{first}\n")
                head = " " * (self.current_indent + left)
            self._hang(head, second)

    def _hang(self, head: str, text: str) -> None:
        """Write a text behind a head, its further lines below its first."""
        margin = width_of(head)
        first, *others = wrap(text, max(self.width - margin, 20))
        self.write((head + first).rstrip() + "\n")
        self.write("".join(f"{' ' * margin}{line}\n" for line in others))


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command with the global options; `exits` says what its exit codes mean, `examples` what it is called like."""

    context_class: type[click.Context] = _Context

    def __init__(
        self, *args: Any, examples: Mapping[str, str], exits: Mapping[int, str] | None = None, **attributes: Any
    ) -> None:
        super().__init__(*args, **attributes)
        self.options_metavar: str | None = say(zh="[选项]", en="[OPTIONS]")
        self.params: list[click.Parameter] = [*self.params, *global_options()]
        self.examples = examples
        self.exits: dict[int, str] = {
            0: say(zh="完成", en="done"),
            2: say(zh="用法或规格有误", en="wrong usage, or a faulty spec"),
            3: say(zh="有文件读不了", en="something could not be read"),
            **(exits or {}),
        }

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Write the exit codes and the examples."""
        with formatter.section(say(zh="退出码", en="Exit codes")):
            formatter.write_dl([(str(code), text) for code, text in sorted(self.exits.items())])
        with formatter.section(say(zh="例子", en="Examples")):
            for arguments, meaning in self.examples.items():
                formatter.write(f"  govdisclosure {arguments}\n")
                with formatter.indentation():
                    formatter.write_text(meaning)


class Group(click.Group):
    """A group of commands with the global options."""

    context_class: type[click.Context] = _Context
    command_class: type[click.Command] | None = Command

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.options_metavar: str | None = say(zh="[选项]", en="[OPTIONS]")
        self.subcommand_metavar: str = say(zh="命令 [参数]...", en="COMMAND [ARGS]...")
        self.params: list[click.Parameter] = [*self.params, *global_options()]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; one that does not exist is answered with those that are like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=self.list_commands(ctx), ctx=ctx) from None


def subcommand(name: str, *, zh: str, en: str, **attributes: Any) -> Callable[[Callable[..., int]], Command]:
    """Make a command of a function that returns the exit code, with its help in both languages."""
    return click.command(name, cls=Command, help=say(zh=zh, en=en), **attributes)


def global_options() -> list[click.Parameter]:
    """Return the options that may stand before or behind the name of a command."""
    return [
        click.Option(
            ["--specs", "folders"],
            multiple=True,
            type=click.Path(),
            expose_value=False,
            is_eager=True,
            callback=_use_folders,
            metavar=say(zh="文件夹", en="DIR"),
            help=say(zh="自备格式规格的文件夹（可重复）", en="A folder of formats of one's own (repeatable)."),
        ),
        click.Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            expose_value=False,
            help=say(zh="提示语言；默认随系统", en="Language of messages; by default the locale's."),
        ),
        *_bounds_of_reading(),
        click.Option(
            ["--debug"],
            is_flag=True,
            expose_value=False,
            callback=_note_debug,
            help=say(zh="出错时显示详细信息", en="Show the traceback of an error."),
        ),
    ]


def _bounds_of_reading() -> list[click.Parameter]:
    """Return the options that say how much reading may take."""
    return [
        click.Option(
            ["--sandbox"],
            is_flag=True,
            expose_value=False,
            callback=_read_apart,
            help=say(
                zh="每个文件由单独的进程读取，时间和内存由操作系统限制（Windows 只限时间）；collect 总是如此",
                en="Read each document in a process of its own, which the operating system limits in time and memory "
                "(on Windows in time alone); collect always does.",
            ),
        ),
        click.Option(
            ["--limit", "limits"],
            multiple=True,
            expose_value=False,
            callback=_use_limits,
            metavar=say(zh="名称=数", en="NAME=N"),
            help=say(
                zh="改变一个读取上限，提示中写着它的名称，如 rows=20000（可重复）",
                en="Read up to another limit, by the name that a message gives it, such as rows=20000 (repeatable).",
            ),
        ),
    ]


def _use_folders(ctx: click.Context, _: click.Parameter, folders: Sequence[str]) -> None:
    if folders and not ctx.resilient_parsing:
        from govdisclosure.specfile import using_folders

        ctx.find_root().with_resource(using_folders(folders))


def _read_apart(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    if asked and not ctx.resilient_parsing:
        from govdisclosure.reading import sandboxed

        ctx.find_root().with_resource(sandboxed())


def _use_limits(ctx: click.Context, _: click.Parameter, names: Sequence[str]) -> None:
    if names and not ctx.resilient_parsing:
        from govdisclosure.files import raised, using_limits

        ctx.find_root().with_resource(using_limits(raised(names)))


def _note_debug(ctx: click.Context, _: click.Parameter, debug: bool) -> None:  # noqa: FBT001 - click's signature
    ctx.meta[_DEBUG] = debug or ctx.meta.get(_DEBUG, False)


def is_debugging() -> bool:
    """Whether the user asked for tracebacks."""
    return bool(click.get_current_context().meta.get(_DEBUG))
