"""The command line: one module per command or group of commands, imported when it is called.

Commands only parse arguments and print. Exit codes: 0 clean; 1 a rule failed; 2 wrong usage or a faulty spec; 3
something could not be read: a file, or, where no rule failed, cells in which something is printed. Results go to
stdout, everything else to stderr.
"""

from __future__ import annotations

import gc
import io
import sys
import warnings
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from importlib import import_module
from pathlib import Path

import click

from govdisclosure.cli.commands import Group
from govdisclosure.cli.parser_words import ended, speak
from govdisclosure.cli.printing import Screen, drop_output, extra_of, internal_error
from govdisclosure.cli.settings import Settings, settings_of
from govdisclosure.errors import GovDisclosureError, ReadError, not_installed
from govdisclosure.files import reason
from govdisclosure.language import LANGUAGES, Words, say, using

CLEAN, FAILED, MISUSED, UNREAD = 0, 1, 2, 3
_NEW_OBJECTS = 150_000
"""Objects beyond those that were given up, after which a process looks for garbage: all formats are no more."""

COMMANDS = {
    "check": Words("读取并核对报告", "Read reports and check them."),
    "collect": Words("把许多文件读成一个面板（Parquet 表）", "Read many documents into a panel of Parquet tables."),
    "compare": Words("核对前后两年是否衔接", "Compare reports of years that follow each other."),
    "rollup": Words("按名册汇总，与上级单位核对", "Sum the reports of the units of a roster."),
    "plot": Words("把面板画成图", "Draw a panel."),
    "read": Words("把文件读成报告 JSON", "Read a document into report JSON."),
    "write": Words("把报告写成文档", "Write a report as a document."),
    "blank": Words("生成空表", "Write an empty form."),
    "locate": Words("找出哪几格有误、应为多少", "Find the cells that are wrong, and what they should be."),
    "fill": Words("推出空白单元格", "Find the blank cells that follow from the others."),
    "rule": Words("显示一条规则的说明", "Show the card of a rule."),
    "spec": Words("处理格式规格", "Work on formats."),
    "conformance": Words("运行一致性用例", "Run cases with the right answers."),
}


class _Application(Group):
    """The whole command line; its commands live in modules of their own names, imported only to run or to help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order in which help shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"govdisclosure.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the same
        """List the commands without importing them."""
        with formatter.section(say(zh="命令", en="Commands")):
            formatter.write_dl([(name, str(meaning)) for name, meaning in COMMANDS.items()])


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"govdisclosure {version('govdisclosure')}")
        ctx.exit()


def _application(settings: Settings) -> click.Group:
    text = say(
        zh="核对政府信息公开工作年度报告：格式即数据。每个命令的说明和例子：govdisclosure 命令 --help。\n"
        "常用的选项可写在 govdisclosure.toml 或 pyproject.toml 的 tool.govdisclosure 一节中："
        "specs、lang、family、fail-on、select、ignore；命令行上写的优先。",
        en="Check annual reports on government information disclosure: the format is data. What a command does, with "
        "examples: govdisclosure COMMAND --help\n"
        "Usual options can stand in govdisclosure.toml, or in the section tool.govdisclosure of pyproject.toml: specs, "
        "lang, family, fail-on, select, ignore; the command line goes before them.",
    )
    usual = {"help_option_names": ["-h", "--help"], "default_map": settings.defaults}
    group = _Application("govdisclosure", help=text, context_settings=usual)
    version = click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_print_version,
        help=say(zh="显示版本", en="Show the version."),
    )
    group.params.insert(0, version)
    return group


def main() -> None:
    """Run the command line and exit."""
    if getattr(sys, "frozen", False):  # as one file, which the processes of a sandbox begin with again
        from multiprocessing import freeze_support

        freeze_support()
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a character shows a question mark, and no traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and (name == "stderr" or stream.isatty()):
            setattr(sys, name, Screen(stream))
    # What one command loads stays to its end: to search it for garbage, at the end too, takes a fifth of the time.
    gc.set_threshold(_NEW_OBJECTS)
    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the command line with these arguments and return its exit code."""
    with ExitStack() as stack:
        stack.enter_context(using(_language(arguments)))
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("default")
        warnings.showwarning = _one_line
        speak()
        try:
            settings = settings_of(Path.cwd())
            stack.enter_context(using(_language(arguments) or settings.lang))
            stack.enter_context(_folders(settings))
            code = _application(settings).main(arguments, "govdisclosure", standalone_mode=False, obj=settings)
            if sys.stdout is not None:
                sys.stdout.flush()
        except (click.Abort, KeyboardInterrupt):
            return 130
        except Exception as error:
            if "--debug" in arguments and not isinstance(error, (click.ClickException, BrokenPipeError)):
                raise
            return _ended(error)
    return code if isinstance(code, int) else CLEAN


def _folders(settings: Settings) -> AbstractContextManager[None]:
    if not settings.specs:
        return nullcontext()
    from govdisclosure.specfile import using_folders

    return using_folders(settings.specs)


def _ended(error: Exception) -> int:
    """Say in a sentence what ended a command, and return the exit code."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.format_message(), err=True)
        case click.ClickException():
            click.UsageError(ended(error.format_message()), getattr(error, "ctx", None)).show()
        case BrokenPipeError():
            # Whoever read the output has closed it; nothing is left to say.
            drop_output()
            return CLEAN
        case OSError():
            drop_output()
            _complain(say(zh=f"不能写出结果：{reason(error)}。", en=f"the result cannot be written: {reason(error)}"))
        case GovDisclosureError():
            _complain(str(error))
            return UNREAD if isinstance(error, ReadError) else MISUSED
        case ModuleNotFoundError() if extra := extra_of(error.name or ""):
            _complain(not_installed(error.name, extra))
        case _:
            _complain(internal_error(error))
            return UNREAD
    return MISUSED


def _complain(sentence: str) -> None:
    with suppress(OSError):  # the place for complaints may be full or closed too
        click.echo(sentence, err=True)


def _one_line(message: Warning | str, *_: object, **__: object) -> None:
    """Show a warning as one line, without the place in the code that it comes from."""
    click.echo(f"{say(zh='提醒', en='warning')}: {message}", err=True)


def _language(arguments: list[str]) -> str | None:
    """Find the last `--lang` before anything is parsed, so that help and usage errors are in that language too."""
    for argument, behind in zip(reversed(arguments), [None, *reversed(arguments)], strict=False):
        name, given, value = argument.partition("=")
        if name == "--lang":
            chosen = value if given else behind
            if chosen in LANGUAGES:
                return chosen
    return None
