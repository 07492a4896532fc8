"""`govdisclosure rollup`: sums over the units of a roster."""

from __future__ import annotations

import click

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import option
from govdisclosure.cli.printing import emit_json
from govdisclosure.language import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.panel import Rollup


@subcommand(
    "rollup",
    zh="按名册的上下级汇总面板中的报告，并与上级单位自己的报告逐格核对。",
    en="Sum the reports of a PANEL by the hierarchy of a roster, and compare with the report of the unit above, "
    "cell by cell.",
    exits={0: say(zh="相符", en="they agree"), 1: say(zh="有不符", en="a figure differs")},
    examples={
        "rollup panel --roster roster.csv -o sums.xlsx": say(zh="全县合计", en="the sums of a county"),
    },
)
@click.argument("panel", metavar=say(zh="面板", en="PANEL"))
@option(
    "--roster",
    required=True,
    metavar=say(zh="文件", en="FILE"),
    zh="单位名册（CSV）",
    en="The roster of units (CSV).",
)
@option(
    "--unit",
    metavar=say(zh="代码", en="CODE"),
    zh="汇总哪个单位的下级；默认为最上级",
    en="Whose units to sum; by default the top one's.",
)
@option(
    "--against",
    metavar=say(zh="文件", en="FILE"),
    zh="与这份报告核对；默认为面板中该单位的",
    en="A document with the unit's own report.",
)
@option(
    "--year",
    metavar=say(zh="年度", en="YEAR"),
    zh="年度，或报告期（2024Q1、2024-03）；默认为最近一期",
    en="The year, or the period (2024Q1, 2024-03); by default the last one.",
)
@option(
    "--family",
    metavar=say(zh="类别", en="FAMILY"),
    zh="面板里有几类报告时，汇总哪一类",
    en="Which family of formats, where the panel has several.",
)
@option(
    "-o",
    "--output",
    metavar=say(zh="输出", en="OUT"),
    type=click.Path(),
    zh="写入 .xlsx 或 .json",
    en="Write .xlsx or .json here.",
)
def command(
    panel: str,
    roster: str,
    unit: str | None,
    against: str | None,
    year: str | None,
    family: str | None,
    output: str | None,
) -> int:
    """Sum, write what was asked for, and say how it compares."""
    from govdisclosure.panel import rollup, rollup_xlsx

    found = rollup(panel, roster, unit=unit, against=against, year=year, family=family)
    if output is None or output.lower().endswith(".json"):
        emit_json(found.to_data(), output)
    elif output.lower().endswith(".xlsx"):
        from govdisclosure.files import write_atomically

        write_atomically(output, rollup_xlsx(found))
    else:
        raise click.UsageError(say(zh="-o 应以 .xlsx 或 .json 结尾。", en="-o should end in .xlsx or .json"))
    click.echo(_summary(found), err=output is None)
    return 0 if found.ok else 1


def _summary(found: Rollup) -> str:
    text = say(
        zh=f"{found.unit.name}：应报 {len(found.members)}，已报 {len(found.files)}。",
        en=f"{found.unit.name}: {len(found.files)} of {len(found.members)} units have reported.",
    )
    lines = [text if found.against is None else text + say(zh="", en=" ") + _compared(found)]
    lines += (f"  {one.unit.name}{say(zh='：', en=': ')}{_compared(one)}" for one in found.below if not _agrees(one))
    return "\n".join(lines)


def _agrees(found: Rollup) -> bool:
    return all(cell.status in ("pass", "not_applicable") for cell in found.sums)


def _compared(found: Rollup) -> str:
    counts = {status: sum(cell.status == status for cell in found.sums) for status in ("pass", "fail", "undecided")}
    return say(
        zh=f"与 {found.against} 核对：{counts['pass']} 格相符，{counts['fail']} 格不符，"
        f"{counts['undecided']} 格无法判定。",
        en=f"Against {found.against}: {counts['pass']} cells agree, {counts['fail']} differ, "
        f"{counts['undecided']} cannot be decided.",
    )
