"""`govdisclosure check PANEL`: a whole panel, its findings into its own tables and their numbers on the screen."""

from __future__ import annotations

from collections.abc import Sequence

import click

from govdisclosure.cli.printing import emit_json, emit_prose
from govdisclosure.language import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.panel import PanelResult


def report_on(panel: str, form: str, output: str | None, companions: Sequence[str] = ()) -> int:
    """Check a panel, say what rules are broken how often, and return the exit code."""
    from govdisclosure.panel import check_panel

    if form not in ("text", "json"):
        raise click.UsageError(
            say(zh="核对面板时 --format 只能是 text 或 json。", en="for a PANEL, --format is text or json")
        )
    found = check_panel(panel, companions=companions)
    if form == "json":
        failed = [
            {"rule": rule, "severity": severity, "reports": count} for (severity, rule), count in found.failed.items()
        ]
        emit_json({"reports": found.reports, "counts": found.counts, "failed": failed}, output)
    else:
        emit_prose(_text(found), output)
    return 0 if found.ok else 1


def _text(found: PanelResult) -> str:
    from govdisclosure.phrasing import SEVERITY, STATUS

    counts = say(zh="，", en=", ").join(f"{STATUS[s]} {n}" for s, n in found.counts.items() if n)  # type: ignore[index]  # all keys of counts are statuses
    lines = [say(zh=f"{found.reports} 份报告：{counts}", en=f"{found.reports} reports: {counts}")]
    for (severity, rule), count in sorted(found.failed.items(), key=lambda item: -item[1]):
        word = SEVERITY[severity]  # type: ignore[index]  # read from Parquet, where the collector put a severity
        lines.append(say(zh=f"  {rule}（{word}）：{count} 份不通过", en=f"  {rule} ({word}): fails in {count} reports"))
    if found.failed:
        where = found.panel / "findings"
        lines.append(say(zh=f"每一条的说明在 {where}", en=f"each finding in words is in {where}"))
    return "\n".join(lines)
