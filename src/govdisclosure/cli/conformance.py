"""`govdisclosure conformance`: cases with the right answer, run on this program or on another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from govdisclosure.cli.commands import Group
from govdisclosure.cli.options import form_option, option, output_option
from govdisclosure.cli.printing import emit_json, emit_prose
from govdisclosure.language import say

if TYPE_CHECKING:
    from govdisclosure.conformance import Outcome


command: Group = Group(
    "conformance",
    help=say(
        zh="一致性用例：同样的文件，任何程序都应得到同样的结果。",
        en="Cases for conformance: the same documents, to which every program should give the same answers.",
    ),
)


@command.command(
    "run",
    help=say(
        zh="运行用例文件夹中的全部用例；--command 写要检验的程序，它以“任务 文件”为参数（任务为 read、check 或 "
        "locate；另可能有 --spec 文件，核对时还可能有 --prior 文件、--with 文件），在标准输出上写 JSON；不写时检验"
        "本程序。",
        en="Run the cases of a suite, the folder DIR. --command names the program that is tried: it is called with a "
        "task (read, check or locate) and a document, where a case has them also with --spec FILE, for a check with "
        "--prior FILE or --with FILE, and prints JSON; without it, this program is tried.",
    ),
    exits={0: say(zh="全部一致", en="all conform"), 1: say(zh="有不一致", en="some do not")},
    examples={
        "conformance run conformance": say(zh="检验本程序", en="try this program"),
        'conformance run conformance --command "java -jar checker.jar"': say(zh="检验另一个程序", en="try another"),
        'conformance run conformance --case "cn-2021/check/*"': say(zh="只运行一部分", en="a part of it"),
    },
)
@click.argument("folder", metavar=say(zh="文件夹", en="DIR"), type=click.Path())
@option("--command", "program", metavar=say(zh="命令", en="CMD"), zh="要检验的程序", en="The program to try.")
@option(
    "--seconds",
    type=click.IntRange(1, 3600),
    default=60,
    show_default=True,
    metavar=say(zh="秒", en="SECONDS"),
    zh="该程序回答每个用例的时限",
    en="How long that program may take for a case.",
)
@option(
    "--case",
    "pattern",
    default="*",
    metavar=say(zh="式样", en="PATTERN"),
    zh="只运行标识相符的用例，可写 *",
    en="Only cases whose id is like this, with * for anything.",
)
@option(
    "--bundled",
    is_flag=True,
    zh="只运行随附格式的用例，不运行自带格式的",
    en="Only cases of bundled formats, none that bring a format of their own.",
)
@form_option()
@output_option
def run_command(
    folder: str,
    program: str | None,
    seconds: int,
    pattern: str,
    bundled: bool,  # noqa: FBT001 - an option of the command
    form: str,
    output: str | None,
) -> int:
    """Run a suite."""
    from pathlib import Path

    from govdisclosure.conformance import answer, command_processor, load_suite, run
    from govdisclosure.errors import UsageError

    suite = load_suite(Path(folder))
    chosen = suite.like(pattern, bundled=bundled)
    if not chosen.cases:
        raise UsageError(say(zh=f"没有与 {pattern} 相符的用例", en=f"no case is like {pattern}"))
    outcomes = list(run(chosen, command_processor(program, seconds) if program else answer))
    if form == "json":
        emit_json(_data(suite.version, outcomes), output)
    else:
        emit_prose(_text(suite.version, outcomes), output)
    return int(any(outcome.wrong for outcome in outcomes))


def _data(version: str, outcomes: list[Outcome]) -> dict[str, Any]:
    cases = [{"id": one.case.id, "conforms": not one.wrong, "wrong": list(one.wrong)} for one in outcomes]
    return {"suite": version, "cases": cases}


def _text(version: str, outcomes: list[Outcome]) -> str:
    lines: list[str] = []
    for outcome in outcomes:
        if outcome.wrong:
            lines += [f"× {outcome.case.id}: {outcome.case.about}", *(f"    {one}" for one in outcome.wrong)]
    count = sum(not outcome.wrong for outcome in outcomes)
    lines.append(
        say(
            zh=f"用例集 {version}：{len(outcomes)} 个用例，{count} 个一致。",
            en=f"suite {version}: {count} of {len(outcomes)} cases conform",
        )
    )
    return "\n".join(lines) + "\n"


@command.command(
    "answer",
    help=say(
        zh="回答一个用例：任务（read、check、locate）和文件，输出用例集所用的 JSON。",
        en="Answer one case: a TASK (read, check or locate) on a FILE, as the JSON that suites are written in.",
    ),
    examples={"conformance answer check report.html": say(zh="核对结果", en="what a check finds")},
)
@click.argument("task", metavar=say(zh="任务", en="TASK"), type=click.Choice(["read", "check", "locate"]))
@click.argument("file", metavar=say(zh="文件", en="FILE"), type=click.Path())
@click.option(
    "--spec",
    metavar=say(zh="文件", en="FILE"),
    type=click.Path(),
    help=say(zh="格式文件，格式不是随附的时候用", en="The file of its format, where that is no bundled one."),
)
@click.option(
    "--prior",
    metavar=say(zh="文件", en="FILE"),
    type=click.Path(),
    help=say(zh="同一单位上一年的报告", en="The report of the same body for the year before."),
)
@click.option(
    "--with",
    "companions",
    multiple=True,
    metavar=say(zh="文件", en="FILE"),
    type=click.Path(),
    help=say(zh="同一单位同一年度的另一份文件（可重复）", en="Another document of that body and year (repeatable)."),
)
@output_option
def answer_command(
    task: str, file: str, spec: str | None, prior: str | None, companions: tuple[str, ...], output: str | None
) -> int:
    """Print one answer."""
    from pathlib import Path

    from govdisclosure.conformance import answer

    form, before = (Path(name) if name else None for name in (spec, prior))
    others = [Path(other) for other in companions]
    emit_json(answer(task, Path(file), spec=form, prior=before, companions=others), output)
    return 0
