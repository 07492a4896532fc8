"""`govdisclosure fill`: the cells that follow from the others."""

from __future__ import annotations

from typing import Any

import click

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import document
from govdisclosure.cli.printing import emit_json, emit_prose
from govdisclosure.language import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.localisation import Filling


@subcommand(
    "fill",
    zh="列出可以由其他单元格推出的空白单元格，只列只有一种可能的；给出 -o 时写出填好的报告 JSON（标明 derived）。",
    en="List the blank cells of a report FILE that can only hold one number. With -o the report is written as JSON "
    "with these cells filled in and marked as derived.",
    exits={0: say(zh="完成", en="done"), 1: say(zh="数据自相矛盾", en="figures that contradict each other")},
    examples={
        "fill report.html": say(zh="能推出什么、怎么推出", en="what follows, and from what"),
        "fill report.html -o filled.json": say(zh="填好的报告", en="the report with these cells filled in"),
    },
)
@document
def command(file: str, spec: str | None, form: str, output: str | None) -> int:
    """Say what follows, and write it where the caller asked."""
    from govdisclosure.localisation import fill
    from govdisclosure.reading import read
    from govdisclosure.report import to_data

    filling = fill(read(file, spec=spec).report)
    if output is not None:
        emit_json(to_data(filling.report), output)
        if output != "-":
            click.echo(_text(filling), err=True)
    elif form == "json":
        emit_json({"file": file, **_data(filling)}, output)
    else:
        emit_prose(_text(filling), None)
    return 1 if filling.contradictions else 0


def _text(filling: Filling) -> str:
    lines = [*(cell.message for cell in filling.cells), *(found.message for found in filling.contradictions)]
    return "\n".join(lines) or say(zh="没有可以推出的空白单元格。", en="No blank cell follows from the others.")


def _data(filling: Filling) -> dict[str, Any]:
    cells = [
        {
            "table": cell.table,
            "row": cell.row,
            "column": cell.column,
            "value": cell.value,
            "rules": [relation.id for relation in cell.relations],
            "message": cell.message,
        }
        for cell in filling.cells
    ]
    contradictions = [
        {"rules": [relation.id for relation in found.relations], "message": found.message}
        for found in filling.contradictions
    ]
    return {"cells": cells, "contradictions": contradictions}
