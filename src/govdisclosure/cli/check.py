"""`govdisclosure check`: read reports, check them, and say what is wrong and where."""

from __future__ import annotations

from typing import Any

import click

from govdisclosure.cli.options import common, emit, json_text, output_option, spec_option
from govdisclosure.errors import ReadError
from govdisclosure.language import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.findings import CheckResult


@click.command(
    "check",
    help=say(
        zh="读取并核对报告文件（- 为标准输入）。退出码：0 无误；1 有规则不通过；2 用法或规格有误；3 有文件读不了。",
        en="Read report FILEs (- is standard input) and check them. Exit codes: 0 clean; 1 a rule failed; "
        "2 wrong usage or a faulty spec; 3 some file could not be read.",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@spec_option
@click.option(
    "--prior", metavar="FILE", help=say(zh="同一单位上一年的报告", en="The organisation's report of the year before.")
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
    type=click.Choice(["text", "json", "sarif", "xlsx"]),
    default="text",
    show_default=True,
    help=say(
        zh="输出形式；xlsx 为问题清单，须有 -o（以 .csv 结尾则写 CSV）",
        en="How to write the result; xlsx is a list of findings for people and needs -o (.csv writes CSV).",
    ),
)
@output_option
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help=say(zh="不低于此级别的规则不通过时，退出码为 1", en="The least severity that makes the exit code 1."),
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
    prior: str | None,
    explanations: str | None,
    form: str,
    output: str | None,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
) -> int:
    """Check every file, print the results together, and return the exit code."""
    from govdisclosure.findings import check
    from govdisclosure.reading import read

    if prior is not None and len(files) > 1:
        raise click.UsageError(say(zh="--prior 只能用于一个文件。", en="--prior goes with one FILE"))
    if form == "xlsx" and output in (None, "-"):
        raise click.UsageError(
            say(zh="--format xlsx 须用 -o 给出文件名。", en="--format xlsx needs a file name: -o OUT")
        )
    entries: list[dict[str, Any]] = []
    if explanations is not None:
        from govdisclosure.export import read_entries

        entries = read_entries(explanations)
    before = read(prior, spec=spec).report if prior is not None else None
    results: list[tuple[str, CheckResult]] = []
    errors: list[dict[str, str]] = []
    for name in files:
        try:
            report = read(name, spec=spec).report
        except ReadError as error:
            click.echo(str(error), err=True)
            errors.append({"file": name, "message": str(error)})
            continue
        result = check(report, before, select=select, ignore=ignore)
        if explanations is not None:
            from govdisclosure.export import justified

            result = justified(result, entries, several=len(files) > 1)
        results.append((name, result))
    _write(form, output, results, errors, entries)
    failed = any(result.fails_at("warning" if fail_on == "warning" else "error") for _, result in results)
    return 3 if errors else 1 if failed else 0


def _write(
    form: str,
    output: str | None,
    results: list[tuple[str, CheckResult]],
    errors: list[dict[str, str]],
    entries: list[dict[str, Any]],
) -> None:
    """Write the results in the form asked for."""
    if form == "json":
        data: dict[str, Any] = {"reports": [{"file": name, **result.to_data()} for name, result in results]}
        if errors:
            data["errors"] = errors
        emit(json_text(data, output), output)
    elif form == "sarif":
        from importlib.metadata import version

        from govdisclosure.export import sarif

        emit(json_text(sarif(results, version("govdisclosure")), output), output)
    elif form == "xlsx":
        from govdisclosure.export import csv_bytes, entries_of, xlsx_bytes
        from govdisclosure.files import write_atomically

        assert output is not None
        rows = entries_of(results, entries)
        write_atomically(output, csv_bytes(rows) if output.lower().endswith(".csv") else xlsx_bytes(rows))
    elif results:
        from govdisclosure.export import result_text

        emit("\n".join(result_text(name, result) for name, result in results), output)


common(command)
