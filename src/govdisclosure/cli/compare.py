"""`govdisclosure compare`: reports of one organisation in years that follow each other."""

from __future__ import annotations

import click

from govdisclosure.cli.options import common, emit, json_text, output_option, spec_option
from govdisclosure.language import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.panel import Comparison


@click.command(
    "compare",
    help=say(
        zh="核对前后两年的报告是否衔接：给出 PANEL（collect 建立的文件夹），或 OLD 和 NEW 两个文件。"
        "退出码：0 衔接；1 有规则不通过；2 用法有误；3 读不了。",
        en="Check whether reports of years that follow each other agree: a PANEL made by collect, or the documents OLD "
        "and NEW. Exit codes: 0 they do; 1 a rule failed; 2 wrong usage; 3 something could not be read.",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PANEL | OLD NEW")
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
def command(paths: tuple[str, ...], spec: str | None, form: str, output: str | None) -> int:
    """Compare, and print what does not agree."""
    from govdisclosure.panel import Comparison, Filed, compare, compare_panel
    from govdisclosure.reading import read

    if len(paths) == 1:
        found = compare_panel(paths[0])
    elif len(paths) == 2:  # noqa: PLR2004 - two documents
        older, newer = (Filed(path, None, read(path, spec=spec).report) for path in paths)
        found = Comparison(1, compare(older, newer))
    else:
        raise click.UsageError(
            say(zh="请给出一个 PANEL，或 OLD 和 NEW 两个文件。", en="give one PANEL, or two documents OLD and NEW")
        )
    if form == "json":
        data = {
            "pairs": found.pairs,
            "breaks": [one.to_data() for one in found.breaks],
            "unfit": [dict(zip(("prior", "file", "reason"), pair, strict=True)) for pair in found.unfit],
        }
        emit(json_text(data, output), output)
    else:
        emit(_text(found), output)
    return 0 if found.ok else 1


def _text(found: Comparison) -> str:
    lines = [f"{one.prior} → {one.file}\n  {one.finding.id}: {one.finding.message}" for one in found.breaks]
    lines += [f"{older} → {newer}\n  {reason}" for older, newer, reason in found.unfit]
    failed = sum(one.finding.status == "fail" for one in found.breaks)
    undecided = len(found.breaks) - failed
    lines.append(
        say(
            zh=f"比较 {found.pairs} 对报告：不通过 {failed} 处，无法判定 {undecided} 处。",
            en=f"{found.pairs} pairs of reports: {failed} failed, {undecided} undecided",
        )
    )
    return "\n".join(lines)


common(command)
