"""`govdisclosure check`: read reports, check them, and say what is wrong and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import form_option, option, output_option, spec_option
from govdisclosure.cli.settings import FAIL_ON
from govdisclosure.language import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.cli.copies import Copies
    from govdisclosure.inputs import Input

FORMATS = ("text", "json", "html", "xlsx", "sarif", "junit", "ess")
"""How the result can be written; `check_output` has a writer for each."""


@subcommand(
    "check",
    zh='读取并核对报告：文件、文件夹、zip 压缩包、"2024/*.html" 这样的写法（- 为标准输入），或 collect 建的面板。',
    en='Read reports and check them: files, folders, zip archives, patterns such as "2024/*.html" (- is the '
    "standard input), or a PANEL made by collect.",
    exits={
        0: say(zh="无误", en="clean"),
        1: say(zh="有规则不通过", en="a rule failed"),
        3: say(
            zh="有文件读不了，或者没有规则不通过、但有单元格无法辨认",
            en="some file could not be read, or no rule failed but some cell could not be read",
        ),
    },
    examples={
        "check report.html": say(zh="哪里不对、该看哪里", en="what is wrong, where, and what to look at"),
        "check report.html --prior last-year.html": say(zh="连同上一年核对", en="together with the year before"),
        "check report.html --with statistics.html": say(
            zh="连同同一单位同一年度的另一份文件核对", en="together with another document of the same body and year"
        ),
        "check -q reports": say(zh="一个文件夹，只要汇总", en="a folder, the summary alone"),
        "check reports --format xlsx -o findings.xlsx": say(
            zh="问题清单，供填写说明", en="a list of findings, to be answered"
        ),
        "check report.html --annotate annotated.html": say(
            zh="把问题写成批注，放进文件的副本", en="a copy of the document with comments where something is wrong"
        ),
    },
)
@click.argument("files", nargs=-1, required=True, metavar=say(zh="文件...", en="FILE..."))
@spec_option
@option(
    "--prior",
    multiple=True,
    metavar=say(zh="文件", en="FILE"),
    zh="同一单位上一年的报告；核对多份时给文件夹或多个文件（可重复），按单位名称对应",
    en="The organisation's report of the year before; for several reports a folder or files (repeatable), "
    "matched by organisation.",
)
@option(
    "--with",
    "beside",
    multiple=True,
    metavar=say(zh="文件", en="FILE"),
    zh="同一单位同一年度的其他文件，规则据以比较的统计年报等；核对多份时给文件夹或多个文件（可重复），按单位和年度对应；"
    "核对面板时给面板",
    en="Other documents of the organisation and year, as statistics that rules compare; for several reports a "
    "folder or files (repeatable), matched by organisation and year; for a PANEL, a panel.",
)
@option(
    "--explanations",
    metavar=say(zh="文件", en="FILE"),
    zh="填好的问题清单（XLSX 或 CSV）：已说明的核实性问题不再计为不通过",
    en="A list of findings that was filled in (XLSX or CSV): a warning explained there no longer counts as failed.",
)
@option(
    "--baseline",
    metavar=say(zh="文件", en="FILE"),
    zh="以前用 --format json 写出的结果：其中已有的问题不再计为不通过，只有新的才算",
    en="An earlier result, written with --format json: what it has no longer counts as failed, what is new does.",
)
@form_option(
    FORMATS,
    say(
        zh="输出形式：html 为可发送、可打印的网页；xlsx 为问题清单，须有 -o（以 .csv 结尾则写 CSV）；"
        "sarif、junit、ess 供其他程序读取",
        en="How to write the result: html is a page to send and to print; xlsx is a list of findings and needs -o "
        "(.csv writes CSV); sarif, junit and ess are for other programs.",
    ),
)
@output_option
@option(
    "--annotate",
    metavar=say(zh="副本", en="OUT"),
    zh="另存一份带批注的副本，与原件同类（DOCX、XLSX、HTML、PDF、Markdown、CSV、文本）；多份时给文件夹",
    en="Write a copy with every finding where it belongs, of the same kind (DOCX, XLSX, HTML, PDF, Markdown, CSV, "
    "text); for several files, a folder.",
)
@option(
    "--force",
    is_flag=True,
    zh="--annotate 的副本已有时也覆盖",
    en="Replace a copy of --annotate that exists already.",
)
@option("-q", "--quiet", is_flag=True, zh="只显示一行汇总", en="Print the summary line alone.")
@option(
    "-v",
    "--verbose",
    is_flag=True,
    zh="逐条列出无法判定的规则和说明",
    en="List every undecided rule and every remark, however many.",
)
@option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="error",
    show_default=True,
    zh="不低于此级别的规则不通过时，退出码为 1；remark：有核实性以上的说明时也是",
    en="The least severity that makes the exit code 1; remark: remarks do so too, unless for information only.",
)
@option(
    "--select",
    multiple=True,
    metavar=say(zh="规则", en="RULE"),
    zh="只核对这些规则（可用 *，可重复）",
    en="Check only these rules (* matches any; repeatable).",
)
@option(
    "--ignore",
    multiple=True,
    metavar=say(zh="规则", en="RULE"),
    zh="不核对这些规则（可用 *，可重复）",
    en="Leave these rules out (* matches any; repeatable).",
)
def command(
    files: tuple[str, ...],
    spec: str | None,
    prior: tuple[str, ...],
    beside: tuple[str, ...],
    explanations: str | None,
    baseline: str | None,
    form: str,
    output: str | None,
    annotate: str | None,
    force: bool,  # noqa: FBT001 - click's flag
    quiet: bool,  # noqa: FBT001 - the same
    verbose: bool,  # noqa: FBT001 - the same
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
) -> int:
    """Check every file, print the results together, and return the exit code."""
    from govdisclosure.cli.batch import check_all
    from govdisclosure.cli.check_output import Wanted, write_results
    from govdisclosure.inputs import inputs
    from govdisclosure.panel import is_panel

    if len(files) == 1 and is_panel(files[0]):
        from govdisclosure.cli.check_panel import report_on

        return report_on(files[0], form, output, beside)
    if form == "xlsx" and output in (None, "-"):
        raise click.UsageError(
            say(zh="--format xlsx 须用 -o 给出文件名。", en="--format xlsx needs a file name: -o OUT")
        )
    documents = list(inputs(files))
    copies = _copies(documents, annotate, output, force=force) if annotate else None
    entries = _entries(explanations) if explanations is not None else []
    wanted = Wanted(form, output, fail_on, quiet=quiet, full=verbose, entries=tuple(entries))
    chosen = {"select": select, "ignore": ignore}
    batch = check_all(
        documents, spec, prior, beside=beside, **chosen, entries=entries, baseline=baseline, copies=copies
    )
    write_results(batch, wanted)
    return batch.exit_code(fail_on)


def _entries(explanations: str) -> list[dict[str, Any]]:
    from govdisclosure.export import read_entries

    return read_entries(explanations)


def _copies(documents: Sequence[Input], annotate: str, output: str | None, *, force: bool) -> Copies:
    """Return where annotated copies go; the standard output takes one thing only."""
    from govdisclosure.cli.copies import Copies
    from govdisclosure.reading import is_sandboxed

    if is_sandboxed():
        message = say(
            zh="--annotate 须在本进程中打开文件，不能与 --sandbox 同用。",
            en="--annotate opens the document in this process, so it does not go with --sandbox",
        )
        raise click.UsageError(message)
    if annotate == "-" and output in (None, "-"):
        raise click.UsageError(
            say(zh="--annotate - 须用 -o 给出结果写入的文件。", en="--annotate - needs -o OUT for the result")
        )
    return Copies.of(documents, annotate, force=force)
