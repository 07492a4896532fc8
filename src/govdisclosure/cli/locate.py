"""`govdisclosure locate`: the cells that are wrong, and what they should be."""

from __future__ import annotations

from typing import Any

import click

from govdisclosure.cli.options import common, emit, json_text, output_option, spec_option
from govdisclosure.language import say


@click.command(
    "locate",
    help=say(
        zh="找出报告中哪几格有误、应为多少：改动最少、能使全部强制性规则成立的单元格，所有解释都列出。"
        "退出码：0 没有错误；1 有错误；2 用法有误；3 文件读不了。",
        en="Find the cells of a report FILE that are wrong and what they should be: the smallest sets of cells whose "
        "change satisfies every rule, all of them. Exit codes: 0 no error; 1 errors; 2 wrong usage; 3 unreadable.",
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
    """Locate the errors of one report."""
    from govdisclosure.export import suspects_text
    from govdisclosure.localisation import locate
    from govdisclosure.reading import read

    location = locate(read(file, spec=spec).report)
    if form == "json":
        data: dict[str, Any] = {"file": file, "least": location.least, "complete": location.is_complete}
        data |= {"message": location.message}
        data["suspects"] = [{**suspect.to_data(), "message": suspect.message} for suspect in location]
        emit(json_text(data, output), output)
    else:
        emit(suspects_text(location), output)
    return 1 if location.components else 0


common(command)
