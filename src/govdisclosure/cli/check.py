"""`govdisclosure check`: read reports, check them, and say what is wrong and where."""

from __future__ import annotations

from typing import Any

import click

from govdisclosure.cli.options import common, output_option, spec_option
from govdisclosure.language import say

FORMATS = ("text", "json", "xlsx", "sarif", "junit", "ess")
"""How the result can be written; `check_output` has a writer for each."""


@click.command(
    "check",
    help=say(
        zh="读取并核对报告：文件、文件夹、zip 压缩包、'2024/*.html' 这样的写法（- 为标准输入），或 collect 建的 PANEL。"
        "退出码：0 无误；1 有规则不通过；2 用法或规格有误；3 有文件读不了，或者没有规则不通过、但有单元格无法辨认。",
        en="Read reports and check them: files, folders, zip archives, patterns such as '2024/*.html' (- is the "
        "standard input), or a PANEL made by collect. Exit codes: 0 clean; 1 a rule failed; 2 wrong usage or a faulty "
        "spec; 3 some file could not be read, or no rule failed but some cell could not be read.",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@spec_option
@click.option(
    "--prior",
    multiple=True,
    metavar="FILE",
    help=say(
        zh="同一单位上一年的报告；核对多份时给文件夹或多个文件（可重复），按单位名称对应",
        en="The organisation's report of the year before; for several reports a folder or files (repeatable), "
        "matched by organisation.",
    ),
)
@click.option(
    "--explanations",
    metavar="FILE",
    help=say(
        zh="填好的问题清单（XLSX 或 CSV）：已说明的核实性问题不再计为不通过",
        en="A list of findings that was filled in (XLSX or CSV): a warning explained there no longer counts as failed.",
    ),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=say(
        zh="输出形式：xlsx 为问题清单，须有 -o（以 .csv 结尾则写 CSV）；sarif、junit、ess 供其他程序读取",
        en="How to write the result: xlsx is a list of findings and needs -o (.csv "
        "writes CSV); sarif, junit and ess are for other programs.",
    ),
)
@output_option
@click.option("-q", "--quiet", is_flag=True, help=say(zh="只显示一行汇总", en="Print the summary line alone."))
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "remark"]),
    default="error",
    show_default=True,
    help=say(
        zh="不低于此级别的规则不通过时，退出码为 1；remark：有核实性以上的说明时也是",
        en="The least severity that makes the exit code 1; remark: remarks do so too, unless for information only.",
    ),
)
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    help=say(zh="只核对这些规则（可用 *，可重复）", en="Check only these rules (* matches any; repeatable)."),
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE",
    help=say(zh="不核对这些规则（可用 *，可重复）", en="Leave these rules out (* matches any; repeatable)."),
)
def command(
    files: tuple[str, ...],
    spec: str | None,
    prior: tuple[str, ...],
    explanations: str | None,
    form: str,
    output: str | None,
    quiet: bool,  # noqa: FBT001 - click's flag
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
) -> int:
    """Check every file, print the results together, and return the exit code."""
    from govdisclosure.cli.batch import check_all
    from govdisclosure.cli.check_output import Wanted, write_results
    from govdisclosure.panel import is_panel

    if len(files) == 1 and is_panel(files[0]):
        from govdisclosure.cli.check_panel import report_on

        return report_on(files[0], form, output)
    if form == "xlsx" and output in (None, "-"):
        raise click.UsageError(
            say(zh="--format xlsx 须用 -o 给出文件名。", en="--format xlsx needs a file name: -o OUT")
        )
    entries: list[dict[str, Any]] = []
    if explanations is not None:
        from govdisclosure.export import read_entries

        entries = read_entries(explanations)
    wanted = Wanted(form, output, fail_on, quiet=quiet, entries=tuple(entries))
    batch = check_all(files, spec, prior, select=select, ignore=ignore, entries=entries)
    write_results(batch, wanted)
    return batch.exit_code(fail_on)


common(command)
