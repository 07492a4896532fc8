"""A data frame with one row for each cell back to a report."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from govdisclosure.errors import ReadError, UsageError
from govdisclosure.language import say
from govdisclosure.report.decode import from_data
from govdisclosure.report.framing import SECTION, WHOSE, as_arrow
from govdisclosure.report.model import Report
from govdisclosure.spec import Spec


def from_frame(frame: Any, *, spec: str | Spec | None = None) -> Report:
    """Return the report that a frame says, one row for each cell as `Report.to_frame` gives it.

    Needed are `table`, `row`, `column` and `value`, of whole or decimal numbers; the format is `spec` or the column
    `spec`. Raises `ReadError` for rows of several reports and with what `from_data` finds wrong, `UsageError` if
    columns are missing.

    >>> import govdisclosure as gd
    >>> report = gd.from_json('{"spec": "cn/2021", "tables": {"fees": {"fee": {"amount": 1.5}}}}')
    >>> from_frame(report.to_frame()) == report
    True
    """
    table = as_arrow(frame)
    missing = {"table", "row", "column", "value"} - set(table.column_names)
    if missing:
        names = ", ".join(sorted(missing))
        raise UsageError(say(zh=f"数据框缺少列 {names}。", en=f"the frame has no column {names}"))
    data: dict[str, Any] = {"tables": {}, "sections": {}, "sources": {}}
    for name in WHOSE:
        if (thing := _single(table, name)) is not None:
            data[name] = thing
    for row in table.to_pylist():
        _put(row, data)
    return from_data(data, spec=spec)


def _single(table: Any, name: str) -> Any:
    """Return what all rows say in a column; None if the frame has no such column."""
    if name not in table.column_names:
        return None
    said = table[name].unique().to_pylist()
    if len(said) > 1:
        message = say(
            zh=f"{name} 前后不同（{said[0]}，{said[1]}）；一次读一份报告",
            en=f"{name} differs ({said[0]}, {said[1]}); one report is read at a time",
        )
        raise ReadError(message)
    return said[0] if said else None


def _put(row: dict[str, Any], data: dict[str, Any]) -> None:
    """Put a row of a frame into the data of a report."""
    value = row["value"]
    state = row.get("state") or ("blank" if value is None else "number")
    text = row.get("text") or ""
    if state == SECTION:
        data["sections"][row["row"]] = text
        return
    # A row that the report names itself is one of its rows, whether anything stands there or not.
    cells = data["tables"].setdefault(row["table"], {}).setdefault(row["row"], {})
    if state == "absent":
        return
    if row["column"] in cells:
        name = f"{row['table']}[{row['row']}, {row['column']}]"
        raise ReadError(say(zh=f"单元格 {name} 重复", en=f"the cell {name} is given twice"))
    cells[row["column"]] = _content(state, value, text) | {
        key: row[key] for key in ("note", "origin") if row.get(key) and row[key] != "printed"
    }
    if row.get("place"):
        data["sources"].setdefault(row["table"], {}).setdefault(row["row"], {})[row["column"]] = row["place"]


def _content(state: str, value: Any, text: str) -> dict[str, Any]:
    if state in ("mark", "unreadable"):
        return {state: text}
    if state == "text":
        return {"value": text}
    if state == "number" and value is not None:
        return {"value": _exact(value)}
    if state == "blank":
        return {"value": None}
    raise ReadError(
        say(zh=f"没有数的单元格，state 却是 {state[:40]}", en=f"a cell without a number has the state {state[:40]}")
    )


def _exact(value: Any) -> int | Decimal:
    """Return a number as few digits say it: frames pad decimals with zeros."""
    if not value:
        return 0
    if isinstance(value, (int, float)):
        return value if isinstance(value, int) else _of_float(value)
    sign, digits, exponent = value.as_tuple()
    while exponent < 0 and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    number = Decimal((sign, digits, exponent))
    return int(number) if exponent >= 0 else number


def _of_float(value: float) -> int:
    if value != int(value):
        raise ReadError(say(zh=f"浮点数 {value} 不精确", en=f"the float {value} is not exact; use decimal numbers"))
    return int(value)
