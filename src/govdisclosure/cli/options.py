"""Options that several commands take, each the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import click

from govdisclosure.language import say


def complete_formats(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Return the formats whose ids begin as was typed, for the completion of shells."""
    from govdisclosure.specfile import spec_ids

    return [name for name in spec_ids() if name.startswith(typed)]


def _of_year(ctx: click.Context, _: click.Parameter, given: Any) -> Any:
    """Return the id of a format for one that was named by its year alone, in the family of the settings."""
    if isinstance(given, tuple):
        return tuple(_of_year(ctx, _, one) for one in given)
    family = ctx.find_root().obj.family if given and re.fullmatch("[0-9]{4}", given) else None
    if family is None:
        return given
    from govdisclosure.specfile import spec_for

    return spec_for(family, int(given)).id


def option(*names: str, zh: str, en: str, **attributes: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add an option with its help in both languages; `attributes` are those of click."""
    return click.option(*names, help=say(zh=zh, en=en), **attributes)


def format_argument(name: str, metavar: str, **attributes: Any) -> Callable[..., Any]:
    """Add an argument that is the id of a format or a spec file."""
    return click.argument(name, metavar=metavar, shell_complete=complete_formats, callback=_of_year, **attributes)


def spec_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--spec ID`."""
    return option(
        "--spec",
        metavar=say(zh="格式", en="ID"),
        zh="格式：标识（如 cn/2021）或规格文件；默认自动识别",
        en="The format: an id such as cn/2021, or a spec file; detected by default.",
        shell_complete=complete_formats,
        callback=_of_year,
    )(function)


def output_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `-o OUT`."""
    zh, en, metavar = "写入文件，而不是屏幕", "Write to a file instead of the screen.", say(zh="输出", en="OUT")
    return option("-o", "--output", metavar=metavar, type=click.Path(), zh=zh, en=en)(function)


def folder_option(name: str, metavar: str) -> Callable[..., Any]:
    """Add `-o` for a folder, which must be given."""
    zh, en = "写入的文件夹", "The folder to write."
    return option("-o", "--output", name, required=True, type=click.Path(), metavar=metavar, zh=zh, en=en)


def form_option(
    choices: Sequence[str] = ("text", "json"),
    help_text: str = say(zh="输出形式", en="How to write the result."),
) -> Callable[..., Any]:
    """Add `--format`, which is the first of the choices unless another is named."""
    return click.option(
        "--format", "form", type=click.Choice(choices), default=choices[0], show_default=True, help=help_text
    )


def document(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what a command on one report begins with: the document FILE, `--spec`, `--format` and `-o`."""
    argument = click.argument("file", metavar=say(zh="文件", en="FILE"))
    return argument(spec_option(form_option()(output_option(function))))
