"""The balances of the paper forms as plain loops over report JSON, written from the forms and not from the specs.

Nothing of the library is used, so that an error in how it expands or judges a format is a difference.
`python -m tests.support.oracles 50000` holds that many reports of each version against the checker.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from typing import Any

from attrs import frozen

Place = tuple[str, str, str]
Judged = tuple[str, Any]
"""A verdict, and left minus right where both sides are numbers."""

ZERO_MARKS = ["/", "—", "——", "-", "－", "无"]
APPLICANTS = [
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
]
OTHERWISE = ["outcome.other.correction_overdue", "outcome.other.fee_overdue", "outcome.other.other"]
RESULTS = ["upheld", "corrected", "other", "pending"]
CASES = ["review", "litigation.direct", "litigation.after_review"]
WHOLES_2014 = {
    "applications.received": ["in_person", "fax", "online", "letter"],
    "applications.concluded": ["on_time", "extended"],
    "applications.answered": [
        "already_public",
        "granted",
        "partly_granted",
        "refused",
        "not_this_body",
        "not_existing",
        "correction",
        "other_channel",
    ],
    "applications.answered.refused": [
        "state_secret",
        "trade_secret",
        "privacy",
        "security_and_stability",
        "not_government_information",
        "other_by_law",
    ],
    "reviews": ["upheld", "corrected", "other"],
    "litigation": ["upheld", "corrected", "other"],
    "capacity.staff": ["full_time", "part_time"],
}
PARTLY_2014 = {
    "proactive.published": ["normative_documents_published"],
    "response.channels.press_conferences": ["led_by_head"],
    "response.channels.interviews": ["led_by_head"],
}
BESIDE_2014 = [
    "proactive.published.normative_documents_issued",
    *(f"proactive.channels.{channel}" for channel in ("gazette", "website", "weibo", "wechat", "other")),
    "response.topics",
    *(f"response.channels.{channel}" for channel in ("explanations", "social_media", "other")),
    "complaints",
    "fees",
    *(f"capacity.{what}" for what in ("offices", "access_points", "budget")),
    *(f"meetings.{what}" for what in ("meetings", "trainings", "trained")),
]


@frozen
class PaperForm:
    """A form: its tables with rows and columns, and what must be equal to, or at least, the sum of what."""

    tables: dict[str, tuple[list[str], list[str]]]
    equal: list[tuple[str, list[Place], list[Place]]]
    at_least: list[tuple[str, list[Place], list[Place]]]
    signed: frozenset[tuple[str, str]] = frozenset()
    """Tables and columns whose figures may be below zero."""

    def cells(self) -> Iterator[Place]:
        """Yield every cell."""
        for table, (rows, columns) in self.tables.items():
            for row in rows:
                for column in columns:
                    yield table, row, column

    def judge(self, report: dict[str, Any]) -> dict[str, Judged]:
        """Return the verdict on each balance, and on each cell that holds a number below zero."""
        found = {rule: _judged(report, left, right, "equal") for rule, left, right in self.equal}
        found |= {rule: _judged(report, left, right, "at least") for rule, left, right in self.at_least}
        for table, row, column in self.cells():
            _, most = _stands_for(report, table, row, column)
            if most is not None and most < 0 and (table, column) not in self.signed:
                found[f"{table}/cells:min[{row}, {column}]"] = ("fail", most)
        return found


def _balances(outcomes: list[str]) -> Iterator[tuple[str, list[Place], list[Place]]]:
    """Yield what the forms since 2019 ask for in sections three and four."""
    for column in [*APPLICANTS, "total"]:
        parts = [("applications", row, column) for row in outcomes]
        yield f"applications/rows:outcome[{column}]", [("applications", "outcome", column)], parts
    for row in ["new", "carried_in", *outcomes, "outcome", "carried_out"]:
        parts = [("applications", row, column) for column in APPLICANTS]
        yield f"applications/columns:total[{row}]", [("applications", row, "total")], parts
    for case in CASES:
        parts = [("disputes", "count", f"{case}.{result}") for result in RESULTS]
        yield f"disputes/columns:{case}[count]", [("disputes", "count", case)], parts
    for column in [*APPLICANTS, "total"]:
        received = [("applications", row, column) for row in ("new", "carried_in")]
        handled = [("applications", row, column) for row in ("outcome", "carried_out")]
        yield f"applications/balance[{column}]", received, handled


def _sections_three_and_four(outcomes: list[str]) -> dict[str, tuple[list[str], list[str]]]:
    cases = [name for case in CASES for name in [*(f"{case}.{result}" for result in RESULTS), case]]
    return {
        "applications": (["new", "carried_in", *outcomes, "outcome", "carried_out"], [*APPLICANTS, "total"]),
        "disputes": (["count"], cases),
    }


def _figures_2014(wholes: dict[str, list[str]]) -> list[tuple[str, list[Place], list[Place]]]:
    return [
        (
            f"statistics/rows:{whole}[figure]",
            [("statistics", whole, "figure")],
            [("statistics", f"{whole}.{part}", "figure") for part in parts],
        )
        for whole, parts in wholes.items()
    ]


def _rows_2014() -> list[str]:
    sums = {**WHOLES_2014, **PARTLY_2014}
    parts = [f"{whole}.{part}" for whole, names in sums.items() for part in names]
    return [*dict.fromkeys([*sums, *parts, *BESIDE_2014])]


_OUTCOMES_2021 = [*OUTCOMES, *OTHERWISE]
_OUTCOMES_2019 = [*OUTCOMES, "outcome.other"]
_ITEMS = ["prior_items", "change", "decisions"]

FORMS = {
    "cn/2014": PaperForm(
        {"statistics": (_rows_2014(), ["figure"])}, _figures_2014(WHOLES_2014), _figures_2014(PARTLY_2014)
    ),
    "cn/2019": PaperForm(
        {
            "documents": (["regulation", "normative_document"], ["produced", "published", "published_total"]),
            "licensing": (["licence", "other_service"], _ITEMS),
            "enforcement": (["penalty", "coercion"], _ITEMS),
            "fees": (["fee"], ["prior_items", "change"]),
            "procurement": (["procurement"], ["projects", "amount"]),
            **_sections_three_and_four(_OUTCOMES_2019),
        },
        list(_balances(_OUTCOMES_2019)),
        [],
        frozenset({("licensing", "change"), ("enforcement", "change"), ("fees", "change")}),
    ),
    "cn/2021": PaperForm(
        {
            "documents": (["regulation", "normative_document"], ["issued", "repealed", "in_force"]),
            "licensing": (["licence"], ["decisions"]),
            "enforcement": (["penalty", "coercion"], ["decisions"]),
            "fees": (["fee"], ["amount"]),
            **_sections_three_and_four(_OUTCOMES_2021),
        },
        list(_balances(_OUTCOMES_2021)),
        [],
    ),
}


def _judged(report: dict[str, Any], left: list[Place], right: list[Place], relation: str) -> Judged:
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
        holds = least >= 0 if relation == "at least" else least == 0
        return ("pass", 0) if holds else ("fail", least)
    if relation == "at least" and least is not None and least >= 0:
        return "pass", None
    if (relation == "equal" and least is not None and least > 0) or (most is not None and most < 0):
        return "fail", None
    return "undecided", None


def _opposite(low: Any, high: Any) -> list[Any]:
    """Turn an interval round; no cell in a sum is without a least number, so the opposite always has a greatest."""
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


def drawn(spec_id: str, dice: random.Random) -> dict[str, Any]:
    """Return report JSON in which every balance holds, but for what was changed in a few cells at random."""
    form = FORMS[spec_id]
    size = dice.choice((1, 9, 4000))
    values: dict[Place, Any] = {place: dice.choice((0, dice.randint(0, size))) for place in form.cells()}
    for _ in range(3):
        for _rule, left, right in form.equal:
            if len(left) == 1:
                values[left[0]] = sum(values[place] for place in right)
    for place in dice.sample(list(values), dice.choice((0, 1, 2, 5, 40))):
        table, _, column = place
        below = -3 if (table, column) in form.signed else 0
        values[place] = dice.choice((None, {"mark": "/"}, {"unreadable": "?"}, -1, dice.randint(below, size)))
    gone = set(dice.sample(list(values), dice.choice((0, 0, 0, 3, 50))))
    tables: dict[str, Any] = {}
    for (table, row, column), value in values.items():
        if (table, row, column) not in gone:
            tables.setdefault(table, {}).setdefault(row, {})[column] = value
    return {"spec": spec_id, "tables": tables}


def main() -> None:
    """Hold drawn reports of each version against the checker, and print how many agree."""
    import govdisclosure as gd
    from govdisclosure.specfile import find_spec

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    for spec_id, form in FORMS.items():
        agreed, verdicts, spec = 0, 0, find_spec(spec_id)
        for seed in range(count):
            data = drawn(spec_id, random.Random(seed))
            result = gd.check(gd.from_data(data, spec=spec))
            wanted = {rule: one for rule, one in form.judge(data).items() if one[0] in ("fail", "undecided")}
            found = {finding.id: (finding.status, finding.difference) for finding in result if not finding.statement}
            agreed += found == wanted
            verdicts += len(wanted)
        sys.stdout.write(f"{spec_id}: {agreed} of {count} reports agree, with {verdicts} findings\n")


if __name__ == "__main__":
    main()
