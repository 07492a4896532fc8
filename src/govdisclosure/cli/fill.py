"""`govdisclosure fill`: the cells that follow from the others."""

from __future__ import annotations

from typing import Any

import click

from govdisclosure.cli.options import common, emit, json_text, output_option, spec_option
from govdisclosure.language import say


@click.command(
    "fill",
    help=say(
        zh="列出可以由其他单元格推出的空白单元格，只列只有一种可能的；给出 -o 时写出填好的报告 JSON（标明 derived）。"
        "退出码：0 完成；1 数据自相矛盾；2 用法有误；3 文件读不了。",
        en="List the blank cells of a report FILE that can only hold one number. With -o the report is written as JSON "
        "with these cells filled in and marked as derived. Exit codes: 0 done; 1 figures that contradict each other; "
        "2 wrong usage; 3 unreadable.",
    ),
)
@click.argument("file", metavar="FILE")
@spec_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=say(zh="输出形式", en="How to write the result."),
)
@output_option
def command(file: str, spec: str | None, form: str, output: str | None) -> int:
    """Say what follows, and write it where the caller asked."""
    from govdisclosure.localisation import fill
    from govdisclosure.reading import read
    from govdisclosure.report import to_data

    filling = fill(read(file, spec=spec).report)
    lines = [*(cell.message for cell in filling.cells), *(found.message for found in filling.contradictions)]
    if not lines:
        lines = [say(zh="没有可以推出的空白单元格。", en="No blank cell follows from the others.")]
    if output is not None:
        emit(json_text(to_data(filling.report), output), output)
        if output != "-":
            for line in lines:
                click.echo(line, err=True)
    elif form == "json":
        data: dict[str, Any] = {
            "file": file,
            "cells": [
                {
                    "table": cell.table,
                    "row": cell.row,
                    "column": cell.column,
                    "value": cell.value,
                    "rules": [relation.id for relation in cell.relations],
                    "message": cell.message,
                }
                for cell in filling.cells
            ],
            "contradictions": [
                {"rules": [relation.id for relation in found.relations], "message": found.message}
                for found in filling.contradictions
            ],
        }
        emit(json_text(data, output), output)
    else:
        emit("\n".join(lines), None)
    return 1 if filling.contradictions else 0


common(command)
