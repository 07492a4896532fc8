"""`govdisclosure write`: a report to a document."""

from __future__ import annotations

import click

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import option, spec_option
from govdisclosure.cli.writing_options import put, writing_options
from govdisclosure.language import say


@subcommand(
    "write",
    zh="把报告（JSON 或任何能读的文件，- 为标准输入）写成文档，按后缀：.docx .html .xlsx .pdf .md .csv .json。",
    en="Write a REPORT (JSON or any readable document; - is standard input) as OUT, by its suffix: .docx .html "
    ".xlsx .pdf .md .csv .json.",
    examples={
        "write report.json report.docx": say(zh="Word 文档", en="a Word document"),
        "write report.html page.html --fragment": say(
            zh="供网站后台粘贴的网页片段", en="what is pasted into a content management system"
        ),
    },
)
@click.argument("report", metavar=say(zh="报告", en="REPORT"))
@click.argument("out", metavar=say(zh="输出", en="OUT"))
@spec_option
@writing_options
@option(
    "--encoding",
    default="utf-8",
    metavar=say(zh="编码", en="NAME"),
    zh="CSV 的编码：utf-8（默认，带 BOM）或 gb18030",
    en="Of CSV: utf-8 (default, with a byte order mark) or gb18030.",
)
def command(
    report: str,
    out: str,
    spec: str | None,
    format_name: str | None,
    fragment: bool,  # noqa: FBT001 - click's flag
    theme: str | None,
    labels: str,
    force: bool,  # noqa: FBT001 - the same
    encoding: str,
) -> int:
    """Read a report and write it."""
    from govdisclosure.errors import ReadError, UsageError
    from govdisclosure.reading import read
    from govdisclosure.writing import FORMATS, format_of, write_bytes

    chosen = format_of(out, format_name, FORMATS)
    try:
        found = read(report, spec=spec).report
    except ReadError as error:
        # That no such format is installed is no fault of the document.
        if all(fault.code == "json" and fault.file.endswith(": spec") for fault in error.faults):
            raise UsageError(str(error)) from None
        raise
    put(
        write_bytes(found, chosen, language=labels, fragment=fragment, theme=theme, encoding=encoding),
        out,
        force=force,
        source=report,
    )
    for problem in found.problems:
        if problem.severity != "info":
            click.echo(problem.message, err=True)
    return 0
