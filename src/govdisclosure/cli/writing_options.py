"""What the commands that write documents have in common."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from govdisclosure.cli.options import option
from govdisclosure.cli.printing import must_be_open
from govdisclosure.language import LANGUAGES, say


def writing_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--format`, `--fragment`, `--theme`, `--labels` and `--force`."""
    options: tuple[Callable[..., Any], ...] = (
        option(
            "--format",
            "format_name",
            metavar=say(zh="形式", en="FORMAT"),
            zh="写成什么；默认按后缀",
            en="What to write; by default as the suffix says.",
        ),
        option(
            "--fragment",
            is_flag=True,
            zh="HTML 只写正文片段（行内样式），供网站后台粘贴",
            en="Of HTML only the body, styled inline, to paste into a content management system.",
        ),
        option(
            "--theme",
            metavar=say(zh="外观", en="THEME"),
            zh="Word 文档和 PDF 的外观：official（默认）、bands（蓝色栏名）、gongwen（公文，GB/T 9704），"
            "或自己的 YAML 文件",
            en="The look of a Word document or PDF: official (default), bands (articles on blue), gongwen "
            "(official documents, GB/T 9704), or a YAML file of one's own.",
        ),
        option(
            "--labels",
            type=click.Choice(LANGUAGES),
            default="zh",
            zh="表中文字的语言，默认 zh",
            en="The language of the form's own words; zh by default.",
        ),
        option(
            "--force",
            is_flag=True,
            zh="目标处已有别的文件时也覆盖",
            en="Replace OUT also where it is a file that was not written by this command.",
        ),
    )
    for add in reversed(options):
        function = add(function)
    return function


def put(data: bytes, out: str, *, force: bool, source: str = "-") -> None:
    """Write a document to a file, whole or not at all, or to the standard output.

    Raises `UsageError` if the file is the one that was read, or if another file would be lost and `force` is not given.
    """
    if out == "-":
        must_be_open()
        sys.stdout.buffer.write(data)
        return
    from govdisclosure.files import write_atomically
    from govdisclosure.writing import must_not_lose

    must_not_lose(out, source, force=force)
    write_atomically(out, data)
