"""`govdisclosure compare`: reports of one organisation in years that follow each other."""

from __future__ import annotations

import click

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import form_option, output_option, spec_option
from govdisclosure.cli.printing import emit_json, emit_prose
from govdisclosure.language import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.panel import Comparison


@subcommand(
    "compare",
    zh="核对前后两年的报告是否衔接：给出面板（collect 建立的文件夹），或上年、本年两个文件。",
    en="Check whether reports of years that follow each other agree: a PANEL made by collect, or the documents OLD "
    "and NEW.",
    exits={0: say(zh="衔接", en="they agree"), 1: say(zh="有规则不通过", en="a rule failed")},
    examples={
        "compare last-year.html report.html": say(zh="两份报告", en="two reports"),
        "compare panel": say(zh="面板中各单位的历年", en="all years of every organisation of a panel"),
    },
)
@click.argument("paths", nargs=-1, required=True, metavar=say(zh="面板 | 上年 本年", en="PANEL | OLD NEW"))
@spec_option
@form_option()
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
            say(zh="请给出一个面板，或上年、本年两个文件。", en="give one PANEL, or two documents OLD and NEW")
        )
    if form == "json":
        data = {
            "pairs": found.pairs,
            "breaks": [one.to_data() for one in found.breaks],
            "unfit": [dict(zip(("prior", "file", "reason"), pair, strict=True)) for pair in found.unfit],
        }
        emit_json(data, output)
    else:
        emit_prose(_text(found), output)
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
