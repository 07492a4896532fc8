"""`govdisclosure locate`: the cells that are wrong, and what they should be."""

from __future__ import annotations

from typing import Any

from govdisclosure.cli.commands import subcommand
from govdisclosure.cli.options import document
from govdisclosure.cli.printing import emit_json, emit_prose
from govdisclosure.language import say


@subcommand(
    "locate",
    zh="找出报告中哪几格有误、应为多少：改动最少、能使全部强制性规则成立的单元格，所有解释都列出。",
    en="Find the cells of a report FILE that are wrong and what they should be: the smallest sets of cells whose "
    "change satisfies every rule, all of them.",
    exits={0: say(zh="没有错误", en="no error"), 1: say(zh="有错误", en="errors")},
    examples={"locate report.html": say(zh="改哪几格，改成多少", en="which cells to change, and to what")},
)
@document
def command(file: str, spec: str | None, form: str, output: str | None) -> int:
    """Locate the errors of one report."""
    from govdisclosure.export import suspects_text
    from govdisclosure.localisation import locate
    from govdisclosure.reading import read

    location = locate(read(file, spec=spec).report)
    if form == "json":
        data: dict[str, Any] = {"file": file, "least": location.least, "complete": location.is_complete}
        data |= {"message": location.message}
        data["suspects"] = [{**suspect.to_data(), "message": suspect.message} for suspect in location]
        emit_json(data, output)
    else:
        emit_prose(suspects_text(location), output)
    return 0 if location.is_clean else 1
