"""Pictures of a panel: how parts of totals develop over the years, what rules are broken, who has reported.

Which figures are drawn follows from the format: every total over rows that has several parts below it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from attrs import frozen

from govdisclosure.errors import FormatWarning, UsageError
from govdisclosure.files import check_limit, write_atomically
from govdisclosure.form import TOTAL, Form, Header, TableForm, expand, table_name
from govdisclosure.language import current, say
from govdisclosure.panel.arrow import pc
from govdisclosure.panel.panels import known_specs, must_be_panel
from govdisclosure.panel.reporting import UNIT_STATUS_WORDS
from govdisclosure.panel.reports import beside, with_columns
from govdisclosure.panel.tables import CELLS, FILES, FINDINGS, REPORTING, parts, read_part, read_table
from govdisclosure.report import frame_library

KINDS = ("svg", "png", "html")
_WHOLE = {"tickMinStep": 1}
"""What is counted is whole."""
_MOST_RULES = 100
"""Rules that a picture has at most."""
_FEW = 3
"""Parts that a total must have to be worth a picture."""


@frozen
class Breakdown:
    """A total and its parts: the lines that each part is the sum of."""

    key: str
    title: str
    table: str
    column: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    shares: bool = False
    """Whether what each part is of the whole says more than its number."""


def plot(panel: str | os.PathLike[str], folder: str | os.PathLike[str], kind: str = "svg") -> list[Path]:
    """Draw a panel into a folder, as `svg`, `png` or `html`, and return the files.

    For every total over rows there is a picture of its parts over the years, and for every group of several rows below
    it one of their shares; then the rules that are broken most often, and who has reported. Only figures that are known
    are added up. Raises `UsageError` for what is no panel, or if altair is not installed.
    """
    if kind not in KINDS:
        raise UsageError(
            say(zh=f"形式应为 {', '.join(KINDS)} 之一。", en=f"the kind should be one of {', '.join(KINDS)}")
        )
    place = must_be_panel(panel)
    font = cjk_font()
    if font is None:
        warnings.warn(
            say(
                zh="没有找到中文字体，图中的汉字可能显示不出；请安装，例如 apt-get install fonts-noto-cjk。",
                en="no font with Chinese characters was found; install one, such as: apt-get install fonts-noto-cjk",
            ),
            FormatWarning,
            stacklevel=2,
        )
    charts = {**dict(_breakdown_charts(place)), **dict(_findings_chart(place)), **dict(_reporting_chart(place))}
    return [_saved(chart, Path(folder) / f"{name}.{kind}", kind, font) for name, chart in charts.items()]


def cjk_font() -> str | None:
    """Return the family of an installed font that has Chinese characters."""
    command = shutil.which("fc-list")
    if command is None:
        return None
    done = subprocess.run(  # noqa: S603 - a program of the system, with words of our own
        [command, ":lang=zh-cn", "family"], check=False, capture_output=True, timeout=60
    )
    families = {line.partition(",")[0] for line in done.stdout.decode(errors="replace").splitlines() if line}
    # Of a family for several countries, that with the signs as they are written in China.
    return min(families, key=lambda family: (not family.endswith((" SC", " CN")), family), default=None)


def _breakdown_charts(panel: Path) -> Iterator[tuple[str, Any]]:
    cells = _summed(panel)
    for spec in known_specs(panel).values():
        some = cells.filter(pc.equal(cells["spec"], spec.id))
        for breakdown in breakdowns(expand(spec)):
            rows = list(_sums(some, breakdown))
            if rows:
                name = f"{spec.id.replace('/', '-')}-{breakdown.key}"
                yield name, _stacked(rows, breakdown.title, shares=breakdown.shares)


_CELL = ("spec", "table", "row", "column")


def _summed(panel: Path) -> pa.Table:
    """Return the sums of what is known of each cell, by format and period; the reports pass some at a time."""
    together = pa.schema([*map(CELLS.field, _CELL), FILES.field("period"), CELLS.field("value")]).empty_table()
    for path in parts(panel / "cells"):
        together = pa.concat_tables([together, _summed_part(panel, path)])
        check_limit("panel_rows", together.num_rows, f"{panel} 的各报告期数值", f"figures of periods in {panel}")
    pa.default_memory_pool().release_unused()  # what draws pictures takes much
    return together


def _summed_part(panel: Path, path: Path) -> pa.Table:
    cells = read_part(path, CELLS, ["file", *_CELL, "value"])
    rows = with_columns(cells, beside(panel / "files" / path.name, FILES, ["file", "period"]))
    keys = [*_CELL, "period"]
    return rows.group_by(keys).aggregate([("value", "sum")]).rename_columns([*keys, "value"])


def _findings_chart(panel: Path) -> Iterator[tuple[str, Any]]:
    failed = Counter[str]()
    for path in parts(panel / "findings"):
        findings = read_part(path, FINDINGS, ["rule", "status"])
        failed.update(findings.filter(pc.equal(findings["status"], "fail"))["rule"].to_pylist())
    if failed:
        rows = [{"name": rule, "value": count} for rule, count in failed.most_common(_MOST_RULES)]
        title = say(zh="各规则不通过的次数", en="Findings by rule")
        if len(failed) > _MOST_RULES:
            title += say(zh=f"（最多的 {_MOST_RULES} 条）", en=f" (the {_MOST_RULES} broken most often)")
        yield "findings", _bars(rows, title)


def _reporting_chart(panel: Path) -> Iterator[tuple[str, Any]]:
    reporting = read_table(panel / "reporting", REPORTING, ["family", "period", "status"])
    if reporting.num_rows:
        several = len(reporting["family"].unique()) > 1
        counts = Counter[tuple[str, str]]()
        for row in reporting.group_by(reporting.column_names).aggregate([([], "count_all")]).to_pylist():
            period = f"{row['family'] if several else ''} {row['period'] or '–'}".strip()
            counts[row["status"], period] += row["count_all"]
        rows = [
            {"period": period, "name": str(word), "value": counts[status, period]}
            for status, word in UNIT_STATUS_WORDS.items()
            for period in sorted({period for _, period in counts})
            if (status, period) in counts
        ]
        yield "reporting", _stacked(rows, say(zh="报送进度（单位数）", en="Who has reported (units)"))


def breakdowns(form: Form) -> Iterator[Breakdown]:
    """Yield the totals of a form that have several parts, and the groups of several rows among those parts."""
    for table in form.tables.values():
        column = _column(table)
        if column is None:
            continue
        for header in table.rows.root.walk():
            if header.own.total == "exact":
                children = [child for child in header.children if child.kind == "node"]
                yield from _breakdown(form, table, column, header, children)
                for child in children:
                    if child.node.total is None and child.children:
                        yield from _breakdown(form, table, column, child, child.children, shares=True)


def _column(table: TableForm) -> str | None:
    """Return the column of the table's totals, or its only one."""
    if TOTAL in table.columns.by_path:
        return TOTAL
    return table.columns.lines[0].path if len(table.columns.lines) == 1 else None


def _breakdown(
    form: Form, table: TableForm, column: str, header: Header, children: Sequence[Header], *, shares: bool = False
) -> Iterator[Breakdown]:
    if len(children) < _FEW:
        return
    lines = table.rows.lines
    parts = tuple(
        (child.text(current()) or child.path, tuple(line.path for line in lines[child.first : child.last]))
        if child.line is None
        else (child.text(current()) or child.path, (lines[child.line].path,))
        for child in children
    )
    title = header.text(current()) or table_name(form.spec, table.key, current())
    yield Breakdown(f"{table.key}-{header.path or TOTAL}", title, table.key, column, parts, shares)


def _sums(cells: pa.Table, breakdown: Breakdown) -> Iterator[dict[str, Any]]:
    """Yield period, part and the sum of what is known."""
    here = cells.filter(pc.and_(pc.equal(cells["table"], breakdown.table), pc.equal(cells["column"], breakdown.column)))
    for name, lines in breakdown.parts:
        some = here.filter(pc.is_in(here["row"], pa.array(lines)))
        for row in some.group_by("period").aggregate([("value", "sum")]).to_pylist():
            if row["period"] is not None and row["value_sum"] is not None:
                yield {"period": row["period"], "name": name, "value": float(row["value_sum"])}


def _stacked(rows: Sequence[Mapping[str, Any]], title: str, *, shares: bool = False) -> Any:
    """Return bars of parts upon each other, one for each period: as numbers, or as shares of what they come to."""
    altair = frame_library("altair", "plot")
    check_limit("bars", len(rows), "图中柱子的个数", "bars in a picture")
    title += say(zh="（占比）", en=" (shares)") if shares else ""
    height = {"stack": "normalize", "axis": altair.Axis(format="%")} if shares else {"axis": _WHOLE}
    names = list(dict.fromkeys(row["name"] for row in rows))
    yearly = all(len(row["period"]) <= 4 for row in rows)  # noqa: PLR2004 - the digits of a year
    axis = say(zh="年度", en="Year") if yearly else say(zh="报告期", en="Period")
    data = altair.Data(values=[{**row, "place": names.index(row["name"])} for row in rows])
    return (
        altair.Chart(data, title=title)
        .mark_bar()
        .encode(
            x=altair.X("period:O", title=axis),
            y=altair.Y("value:Q", title=None, **height),
            order=altair.Order("place:Q", sort="descending"),  # parts lie upon each other as the legend names them
            color=altair.Color("name:N", sort=names, title=None, legend=altair.Legend(labelLimit=400)),
            tooltip=["period:O", "name:N", "value:Q"],
        )
        .properties(width=480, height=300)
    )


def _bars(rows: Sequence[Mapping[str, Any]], title: str) -> Any:
    altair = frame_library("altair", "plot")
    return (
        altair.Chart(altair.Data(values=rows), title=title)
        .mark_bar()
        .encode(
            x=altair.X("value:Q", title=None, axis=_WHOLE),
            y=altair.Y("name:N", sort="-x", title=None, axis=altair.Axis(labelLimit=400)),
            tooltip=["name:N", "value:Q"],
        )
        .properties(width=480)
    )


def _saved(chart: Any, path: Path, kind: str, font: str | None) -> Path:
    import io

    if font is not None:
        chart = chart.configure(font=font)
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "png":
        binary = io.BytesIO()
        chart.save(binary, format="png")
        data = binary.getvalue()
    else:
        text = io.StringIO()
        chart.save(text, format=kind, **({"inline": True} if kind == "html" else {}))
        data = text.getvalue().encode()
    write_atomically(path, data)
    return path
