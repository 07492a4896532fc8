"""`govdisclosure rollup`: sums over the units of a roster."""

from __future__ import annotations

import click

from govdisclosure.cli.options import common, emit, json_text
from govdisclosure.language import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.panel import Rollup


@click.command(
    "rollup",
    help=say(
        zh="按名册的上下级汇总 PANEL 中的报告，并与上级单位自己的报告逐格核对。"
        "退出码：0 相符；1 有不符；2 用法有误；3 读不了。",
        en="Sum the reports of a PANEL by the hierarchy of a roster, and compare with the report of the unit above, "
        "cell by cell. Exit codes: 0 they agree; 1 a figure differs; 2 wrong usage; 3 something could not be read.",
    ),
)
@click.argument("panel", metavar="PANEL")
@click.option(
    "--roster", required=True, metavar="FILE", help=say(zh="单位名册（CSV）", en="The roster of units (CSV).")
)
@click.option(
    "--unit",
    metavar="CODE",
    help=say(zh="汇总哪个单位的下级；默认为最上级", en="Whose units to sum; by default the top one's."),
)
@click.option(
    "--against",
    metavar="DOC",
    help=say(zh="与这份报告核对；默认为 PANEL 中该单位的", en="A document with the unit's own report."),
)
@click.option("--year", type=int, help=say(zh="年度；默认为最近一年", en="The year; by default the last one."))
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(),
    help=say(zh="写入 .xlsx 或 .json", en="Write .xlsx or .json here."),
)
def command(
    panel: str, roster: str, unit: str | None, against: str | None, year: int | None, output: str | None
) -> int:
    """Sum, write what was asked for, and say how it compares."""
    from govdisclosure.panel import rollup, rollup_xlsx

    found = rollup(panel, roster, unit=unit, against=against, year=year)
    if output is None:
        emit(json_text(found.to_data(), None), None)
    elif output.lower().endswith(".json"):
        emit(json_text(found.to_data(), output), output)
    elif output.lower().endswith(".xlsx"):
        from govdisclosure.files import write_atomically

        write_atomically(output, rollup_xlsx(found))
    else:
        raise click.UsageError(say(zh="-o 应以 .xlsx 或 .json 结尾。", en="-o should end in .xlsx or .json"))
    click.echo(_summary(found), err=output is None)
    return 0 if found.ok else 1


def _summary(found: Rollup) -> str:
    counts = {status: sum(cell.status == status for cell in found.sums) for status in ("pass", "fail", "undecided")}
    text = say(
        zh=f"{found.unit.name}：应报 {len(found.members)}，已报 {len(found.reports)}。",
        en=f"{found.unit.name}: {len(found.reports)} of {len(found.members)} units have reported.",
    )
    if found.against is None:
        return text
    return text + say(
        zh=f"与 {found.against} 核对：{counts['pass']} 格相符，{counts['fail']} 格不符，"
        f"{counts['undecided']} 格无法判定。",
        en=f" Against {found.against}: {counts['pass']} cells agree, {counts['fail']} differ, "
        f"{counts['undecided']} cannot be decided.",
    )


common(command)
