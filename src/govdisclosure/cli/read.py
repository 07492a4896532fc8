"""`govdisclosure read`: a document to report JSON."""

from __future__ import annotations

import click

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import option, output_option, spec_option
from govdisclosure.cli.printing import emit_json
from govdisclosure.language import say


@subcommand(
    "read",
    zh="把文件（- 为标准输入）读成报告 JSON；读入时发现的问题写在 problems 中。",
    en="Read a document FILE (- is standard input) into report JSON; what was met on the way stands in problems.",
    examples={
        "read report.html -o report.json": say(zh="写成文件", en="into a file"),
        "read report.html --sources": say(zh="连同每格的出处", en="with the place of every cell"),
    },
)
@click.argument("file", metavar=say(zh="文件", en="FILE"))
@spec_option
@output_option
@option("--sources", is_flag=True, zh="写明每个单元格出自何处", en="Add where each cell stands in the document.")
def command(file: str, spec: str | None, output: str | None, sources: bool) -> int:  # noqa: FBT001 - click's flag
    """Read one document and print its JSON."""
    from govdisclosure.reading import read
    from govdisclosure.report import to_data

    report = read(file, spec=spec).report
    emit_json(to_data(report, sources=sources), output)
    count = len(report.problems)
    if count and output is not None:
        click.echo(
            say(zh=f"{file}：{count} 处说明，见 problems。", en=f"{file}: {count} remarks, see problems"), err=True
        )
    return 0
