"""The cells of report JSON: a number, a text, a mark, what could not be read, each as the format allows it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from govdisclosure.errors import UsageError
from govdisclosure.language import say
from govdisclosure.report.contents import BLANK, Content
from govdisclosure.report.faults import CONTROL, Faults, join, shown
from govdisclosure.report.numbers import MAX_DIGITS, exact_number, number_fault, whole_number
from govdisclosure.spec import Number, Value


class CellReader(Faults):
    """Turns the data of cells into what stands in them."""

    def cell(self, data: Any, value: Value, path: str) -> tuple[Number | None, Content | None]:
        """Return the number and the content (None for a plain number) of one cell."""
        if not isinstance(data, dict):
            return self.content(data, value, path, "", "printed")
        self.is_object(data, path)
        self.known_keys(data, ("value", "mark", "unreadable", "note", "origin"), path)
        note = self.text(data, "note", path) or ""
        origin = data.get("origin", "printed")
        if origin not in ("printed", "inferred", "derived"):
            self.fault(join(path, "origin"), zh="应为 inferred 或 derived", en="expected inferred or derived")
            origin = "printed"
        kinds = [key for key in ("value", "mark", "unreadable") if key in data]
        if len(kinds) != 1:
            self.fault(
                path, zh="应有且只有 value、mark、unreadable 之一", en="expected exactly one of value, mark, unreadable"
            )
            return None, BLANK
        if kinds[0] == "value":
            if isinstance(data["value"], dict):
                self.fault(join(path, "value"), zh="不能是对象", en="cannot be an object")
                return None, BLANK
            return self.content(data["value"], value, path, note, origin)
        text = self.text(data, kinds[0], path)
        if text is None:
            if data[kinds[0]] is None:
                self.fault(join(path, kinds[0]), zh="应为文字", en="expected text")
            return None, BLANK
        if kinds[0] == "unreadable":
            return None, Content("unreadable", text, note, origin)
        self.mark(text, value, join(path, "mark"))
        return None, Content("mark", text, note, origin)

    def mark(self, text: str, value: Value, path: str) -> None:
        """Note a fault if a text is no mark of a value."""
        allowed = [mark.text for mark in value.marks]
        if text not in allowed:
            listed = " ".join(allowed) or "–"
            self.fault(
                path,
                zh=f"此处不能用记号 {text[:20]}；可用：{listed}",
                en=f"the mark {text[:20]} is not allowed here; allowed: {listed}",
            )

    def content(
        self, data: Any, value: Value, path: str, note: str, origin: Any
    ) -> tuple[Number | None, Content | None]:
        """Return what is said of a cell beside a mark: a number, a text, or nothing."""
        if data is None:
            return None, Content("blank", "", note, origin)
        if not value.numeric:
            self.text_cell(data, value, path)
            return None, Content("text", str(data), note, origin)
        number = self.number(data, value, path)
        if number is None:
            return None, BLANK
        return number, None if not note and origin == "printed" else Content("number", "", note, origin)

    def text_cell(self, data: Any, value: Value, path: str) -> None:
        """Note a fault if data is no text for a cell of words, or no day for one of days."""
        if not isinstance(data, str) or CONTROL.search(data) or not value.takes(data):
            zh, en = ("文字", "text")
            if value.kind == "date":
                zh, en = ("日期（如 2024-01-31）", "a date such as 2024-01-31")
            elif value.among:
                zh, en = (f"{'、'.join(value.among)} 之一", f"one of {', '.join(value.among)}")
            self.fault(path, zh=f"应为{zh}，实为 {shown(data)}", en=f"expected {en}; found {shown(data)}")

    def number(self, data: Any, value: Value, path: str) -> Number | None:
        """Return the number that data is, of the kind of a value; None if it is none, which is a fault."""
        whole = whole_number(data)
        data = data if whole is None else whole
        if whole is None and not isinstance(data, Decimal):
            zh, en = ("整数", "a whole number") if value.kind == "integer" else ("数", "a number")
            hint = _instead_of(data, value) if isinstance(data, float) else ""
            self.fault(path, zh=f"应为{zh}，实为 {shown(data)}", en=f"expected {en}; found {shown(data)}", offer=hint)
            return None
        number = Decimal(data) if value.kind == "decimal" else _whole(data)
        fault = number_fault(number, value)
        if fault == "fraction":
            self.fault(path, zh=f"应为整数，实为 {shown(data)}", en=f"expected a whole number; found {shown(data)}")
        elif fault:
            self.fault(
                path,
                zh=f"数 {shown(data)} 太长，整数部分和小数部分各最多 {MAX_DIGITS} 位",
                en=f"the number {shown(data)} is too long: at most {MAX_DIGITS} digits before and after the point",
            )
        return None if fault else number


def _whole(number: Number) -> Number:
    """Return `3.0` as the whole number that it is, as JSON Schema takes it; other numbers as they are."""
    if isinstance(number, int) or not number.is_finite() or number.adjusted() >= MAX_DIGITS:
        return number
    return int(number) if number == int(number) else number


def _instead_of(number: float, value: Value) -> str:
    """Return what to write instead of a float, where it stands for an exact number that a cell can hold."""
    try:
        exact = exact_number(number)
    except UsageError:
        return ""
    if value.kind == "integer" and not isinstance(exact, int):
        return ""
    better = str(exact) if isinstance(exact, int) else f'Decimal("{exact}")'
    return say(zh=f"；浮点数不精确，请写 {better}", en=f"; a float is not exact: write {better}")
