"""`govdisclosure check`: read reports, check them, and say what is wrong and where."""

from __future__ import annotations

from typing import Any

import click

from govdisclosure.cli.options import common, emit, json_text, output_option, spec_option
from govdisclosure.errors import ReadError
from govdisclosure.language import say


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
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=say(zh="输出形式", en="How to write the result."),
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
    form: str,
    output: str | None,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
) -> int:
    """Check every file, print the results together, and return the exit code."""
    from govdisclosure.checks.checking import check
    from govdisclosure.cli.text import result_text
    from govdisclosure.reading import read

    if prior is not None and len(files) > 1:
        raise click.UsageError(say(zh="--prior 只能用于一个文件。", en="--prior goes with one FILE"))
    before = read(prior, spec=spec).report if prior is not None else None
    entries: list[dict[str, Any]] = []
    texts: list[str] = []
    errors: list[dict[str, str]] = []
    failed = False
    for name in files:
        try:
            report = read(name, spec=spec).report
        except ReadError as error:
            click.echo(str(error), err=True)
            errors.append({"file": name, "message": str(error)})
            continue
        result = check(report, before, select=select, ignore=ignore)
        failed = failed or result.fails_at("warning" if fail_on == "warning" else "error")
        if form == "json":
            entries.append({"file": name, **result.to_data()})
        else:
            texts.append(result_text(name, result))
    if form == "json":
        data: dict[str, Any] = {"reports": entries}
        if errors:
            data["errors"] = errors
        emit(json_text(data, output), output)
    elif texts:
        emit("\n".join(texts), output)
    return 3 if errors else 1 if failed else 0


common(command)
