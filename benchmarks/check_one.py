"""One report in memory: this library against naive loops over dicts and against a pydantic model with validators.

All three find the same broken rules before their times are compared; the times are of a clean report.
"""

from __future__ import annotations

import json
import random
import statistics
import timeit
from collections.abc import Callable
from functools import partial
from typing import Any

from pydantic import BaseModel, ValidationError, create_model, model_validator

import govdisclosure as gd

SPEC = gd.load_spec("cn/2021")
FORM = gd.expand(SPEC)
COLUMNS = [line.path for line in FORM.tables["applications"].columns.lines]
ROWS = [line.path for line in FORM.tables["applications"].rows.lines]
LEAVES = [row for row in ROWS if row.startswith("outcome.")]
PARTS = [column for column in COLUMNS if column != "total"]
DISPUTES = ("review", "litigation.direct", "litigation.after_review")
RESULTS = ("upheld", "corrected", "other", "pending")


def filled(seed: int = 7) -> dict[str, Any]:
    """A report of figures that are not all alike, balanced by the form's own sums."""
    cells: dict[str, dict[str, dict[str, Any]]] = {}
    for ref, value in zip(FORM.cells, FORM.values, strict=True):
        number = (len(ref.row) * 7 + len(ref.column) * 3 + seed) % 23
        cells.setdefault(ref.table, {}).setdefault(ref.row, {})[ref.column] = (
            f"{number}.5" if value.kind == "decimal" else number
        )
    table = cells["applications"]
    for column in PARTS:
        table["outcome"][column] = sum(table[row][column] for row in LEAVES)
        table["carried_in"][column] = table["outcome"][column]
        table["carried_out"][column] = table["new"][column]
    for row in ROWS:
        table[row]["total"] = sum(table[row][column] for column in PARTS)
    disputes = cells["disputes"]["count"]
    for group in DISPUTES:
        disputes[group] = sum(disputes[f"{group}.{result}"] for result in RESULTS)
    cells["fees"]["fee"]["amount"] = 12.5
    return cells


def naive(cells: dict[str, Any]) -> list[str]:
    """Check with plain loops, as somebody would write them by hand; return the ids of broken rules."""
    broken = []
    table = cells["applications"]
    for row in ROWS:
        if table[row]["total"] != sum(table[row][column] for column in PARTS):
            broken.append(f"applications/columns:total[{row}]")  # noqa: PERF401 - loops as written by hand
    for column in COLUMNS:
        if table["outcome"][column] != sum(table[row][column] for row in LEAVES):
            broken.append(f"applications/rows:outcome[{column}]")
        received = table["new"][column] + table["carried_in"][column]
        if received != table["outcome"][column] + table["carried_out"][column]:
            broken.append(f"applications/balance[{column}]")
    disputes = cells["disputes"]["count"]
    for group in DISPUTES:
        if disputes[group] != sum(disputes[f"{group}.{result}"] for result in RESULTS):
            broken.append(f"disputes/columns:{group}[count]")  # noqa: PERF401 - the same
    for name, rows in cells.items():
        for row, numbers in rows.items():
            for column, number in numbers.items():
                if number < 0:
                    broken.append(f"{name}/cells:min[{row}, {column}]")
    return broken


def pydantic_model() -> type[BaseModel]:
    """A model with a field per cell, bounds on the fields and the equalities in one validator."""
    from pydantic import Field

    fields: dict[str, Any] = {
        _field(ref): (float if value.kind == "decimal" else int, Field(ge=0))
        for ref, value in zip(FORM.cells, FORM.values, strict=True)
    }
    sums = [relation.condition for relation in FORM.relations if relation.level == 1]
    names = [_field(ref) for ref in FORM.cells]
    sides = [([names[i] for i, _ in c.left.terms], [names[i] for i, _ in c.right.terms]) for c in sums]

    def balanced(self: Any) -> Any:
        wrong = [
            number
            for number, (left, right) in enumerate(sides)
            if sum(getattr(self, name) for name in left) != sum(getattr(self, name) for name in right)
        ]
        if wrong:
            raise ValueError(wrong)
        return self

    return create_model("Model", __validators__={"balanced": model_validator(mode="after")(balanced)}, **fields)


def _field(ref: gd.CellRef) -> str:
    return f"{ref.table}__{ref.row}__{ref.column}".replace(".", "_")


def microseconds(function: Callable[[], object], number: int = 2000, repeats: int = 9) -> float:
    """Return the median time of one call."""
    return statistics.median(timeit.repeat(function, number=number, repeat=repeats)) / number * 1e6


def main() -> None:
    """Compare, and print the ratios."""
    cells = filled()
    report = gd.from_json(json.dumps({"spec": "cn/2021", "year": 2024, "tables": cells}))
    flat = {_field(ref): cells[ref.table][ref.row][ref.column] for ref in FORM.cells}
    model = pydantic_model()
    assert gd.check(report).ok
    assert naive(cells) == []
    model(**flat)

    wrong = json.loads(json.dumps(cells))
    wrong["applications"]["new"]["natural_person"] += 3
    broken = gd.from_json(json.dumps({"spec": "cn/2021", "year": 2024, "tables": wrong}))
    found = {f.id for f in gd.check(broken) if f.status == "fail"}
    assert found == set(naive(wrong))
    try:
        model(**{_field(ref): wrong[ref.table][ref.row][ref.column] for ref in FORM.cells})
    except ValidationError:
        pass
    else:
        message = "pydantic found nothing"
        raise AssertionError(message)

    own = microseconds(lambda: gd.check(report))
    loops = microseconds(lambda: naive(cells))
    pydantic = microseconds(lambda: model(**flat))
    print(f"{'':22}{'µs':>8}{'ratio':>8}{'target':>8}")
    print(f"{'govdisclosure.check':22}{own:8.1f}")
    print(f"{'naive dict loops':22}{loops:8.1f}{own / loops:8.2f}{0.5:8.2f}")
    print(f"{'pydantic model':22}{pydantic:8.1f}{own / pydantic:8.2f}{0.25:8.2f}")
    careful_checks(report)


def careful_checks(report: gd.Report) -> None:
    """Print what reports with blanks and with wrong figures take, findings with their numbers but no text included."""
    chance = random.Random(1)
    places = [(ref.table, ref.row, ref.column) for ref in FORM.cells]
    numbers = dict(zip(places, report.values, strict=True))
    cases = {"clean": report}
    for count in (1, 5, 20, len(places)):
        chosen = chance.sample(places, count)
        cases[f"{count} blank"] = report.replacing(dict.fromkeys(chosen))
        cases[f"{count} wrong"] = report.replacing({place: (numbers[place] or 0) + 3 for place in chosen})
    # Others on the machine only ever add to a time: the shortest of many short rounds, all cases in each.
    best = dict.fromkeys(cases, float("inf"))
    for _ in range(60):
        for name, case in cases.items():
            best[name] = min(best[name], microseconds(partial(gd.check, case), 10, 1))
    for name, time in best.items():
        print(f"{name:22}{time:8.1f}{time / best['clean']:8.2f}{10:8.2f}")


if __name__ == "__main__":
    main()
