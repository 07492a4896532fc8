"""The balances of the 2021 paper form as plain loops over report JSON, written from the form and not from the spec.

It shares no code with the library, so that an error in how the library expands or judges a format is a difference.
"""

from collections.abc import Iterator
from typing import Any

COLUMNS = [
    "natural_person",
    "organisation.business",
    "organisation.research",
    "organisation.public_welfare",
    "organisation.legal_service",
    "organisation.other",
]
OUTCOMES = [
    "outcome.granted",
    "outcome.partly_granted",
    "outcome.refused.state_secret",
    "outcome.refused.prohibited_by_law",
    "outcome.refused.security_and_stability",
    "outcome.refused.third_party_rights",
    "outcome.refused.internal_affairs",
    "outcome.refused.deliberative",
    "outcome.refused.enforcement_file",
    "outcome.refused.administrative_query",
    "outcome.unavailable.not_held",
    "outcome.unavailable.needs_creation",
    "outcome.unavailable.still_unclear",
    "outcome.not_processed.petition",
    "outcome.not_processed.repeat",
    "outcome.not_processed.publication",
    "outcome.not_processed.excessive",
    "outcome.not_processed.confirmation",
    "outcome.other.correction_overdue",
    "outcome.other.fee_overdue",
    "outcome.other.other",
]
RESULTS = ["upheld", "corrected", "other", "pending"]
CASES = ["review", "litigation.direct", "litigation.after_review"]
ROWS = {
    "documents": ["regulation", "normative_document"],
    "licensing": ["licence"],
    "enforcement": ["penalty", "coercion"],
    "fees": ["fee"],
    "applications": ["new", "carried_in", *OUTCOMES, "outcome", "carried_out"],
    "disputes": ["count"],
}
CROSSING = {
    "documents": ["issued", "repealed", "in_force"],
    "licensing": ["decisions"],
    "enforcement": ["decisions"],
    "fees": ["amount"],
    "applications": [*COLUMNS, "total"],
    "disputes": [name for case in CASES for name in [*(f"{case}.{result}" for result in RESULTS), case]],
}
ZERO_MARKS = ["/", "—", "——", "-", "－", "无"]

Judged = tuple[str, Any]
"""A verdict, and left minus right where both sides are numbers."""


def judge(report: dict[str, Any]) -> dict[str, Judged]:
    """Return the verdict on each of the 42 balances, and on each cell that holds a number below zero."""
    found = {}
    for rule, left, right in balances():
        found[rule] = _judge(report, left, right)
    for table, rows in ROWS.items():
        for row in rows:
            for column in CROSSING[table]:
                _, most = _stands_for(report, table, row, column)
                if most is not None and most < 0:
                    found[f"{table}/cells:min[{row}, {column}]"] = ("fail", most)
    return found


Place = tuple[str, str, str]


def balances() -> Iterator[tuple[str, list[Place], list[Place]]]:
    """Yield what the form asks for: an id, the cells on the left, the cells whose sum must be equal on the right."""
    for column in [*COLUMNS, "total"]:
        parts = [("applications", row, column) for row in OUTCOMES]
        yield f"applications/rows:outcome[{column}]", [("applications", "outcome", column)], parts
    for row in ROWS["applications"]:
        parts = [("applications", row, column) for column in COLUMNS]
        yield f"applications/columns:total[{row}]", [("applications", row, "total")], parts
    for case in CASES:
        parts = [("disputes", "count", f"{case}.{result}") for result in RESULTS]
        yield f"disputes/columns:{case}[count]", [("disputes", "count", case)], parts
    for column in [*COLUMNS, "total"]:
        received = [("applications", row, column) for row in ("new", "carried_in")]
        handled = [("applications", row, column) for row in ("outcome", "carried_out")]
        yield f"applications/balance[{column}]", received, handled


def _judge(report: dict[str, Any], left: list[Place], right: list[Place]) -> Judged:
    if not any(_is_drawn(report, *place) for place in left + right):
        return "not_applicable", None
    least: Any = 0
    most: Any = 0
    for places, sign in ((left, 1), (right, -1)):
        for place in places:
            low, high = _stands_for(report, *place)
            if sign == -1:
                low, high = _opposite(low, high)
            least = None if least is None or low is None else least + low
            most = None if most is None or high is None else most + high
    if least is not None and least == most:
        return ("pass", 0) if least == 0 else ("fail", least)
    if (least is not None and least > 0) or (most is not None and most < 0):
        return "fail", None
    return "undecided", None


def _opposite(low: Any, high: Any) -> list[Any]:
    """Turn an interval round; no cell is without a least number, so the opposite always has a greatest."""
    return [None if high is None else -high, -low]


def _is_drawn(report: dict[str, Any], table: str, row: str, column: str) -> bool:
    return column in report["tables"].get(table, {}).get(row, {})


def _stands_for(report: dict[str, Any], table: str, row: str, column: str) -> list[Any]:
    """Return the least and the greatest number that a cell may stand for; None is without limit."""
    cell = report["tables"].get(table, {}).get(row, {}).get(column)
    if isinstance(cell, dict):
        if cell.get("mark") in ZERO_MARKS:
            return [0, 0]
        cell = cell.get("value")
    return [0, None] if cell is None else [cell, cell]
