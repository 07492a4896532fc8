"""Reports with the report of the year before, or with another document of the same body: the rules between them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

import govdisclosure as gd
from govdisclosure.spec import Number
from tests.support import printing as p

Places = Mapping[tuple[str, str, str], Number]


@frozen
class Between:
    """A report, what is given beside it, and the findings of the rules between them."""

    name: str
    about: str
    report: gd.Report
    prior: gd.Report | None
    companions: tuple[gd.Report, ...]
    findings: tuple[dict[str, Any], ...]


def between() -> Iterator[Between]:
    """Yield reports whose rules between years and documents hold, and others of which one rule is broken."""
    yield from _years()
    yield from _documents()


def _this_year() -> gd.Report:
    """Return a report that balances, in which 5 regulations were issued, 3 repealed, and 68 are in force."""
    some = {("documents", "regulation", column): n for column, n in (("issued", 5), ("repealed", 3), ("in_force", 68))}
    none = {("documents", "normative_document", column): 0 for _, _, column in some}
    return evolve(p.balanced("cn/2021", random.Random("between")), sections={}).replacing({**some, **none})


def _years() -> Iterator[Between]:
    now = _this_year()
    carried = {
        ("applications", "carried_out", column.path): now["applications"]["carried_in", column.path].value or 0
        for column in now.form.tables["applications"].columns.lines
    }
    follows = {
        **carried,
        ("documents", "regulation", "in_force"): 66,
        ("documents", "normative_document", "in_force"): 0,
    }
    one = ("applications", "carried_out", "natural_person")
    wrong: dict[str, tuple[str, Places, tuple[tuple[str, str, int], ...]]] = {
        "follows": ("nothing is broken", {}, ()),
        "carried-over": (
            "natural persons carried out 2 more last year than came in",
            {one: carried[one] + 2},
            (("applications/carry_over", "natural_person", -2),),
        ),
        "in-force": (
            "4 more were in force last year than follow",
            {("documents", "regulation", "in_force"): 70},
            (("documents/in_force", "regulation", -4),),
        ),
        "too-many": (
            "one was in force and 5 were issued, so that 68 cannot be left",
            {("documents", "regulation", "in_force"): 1},
            (("documents/in_force", "regulation", 65),),
        ),
    }
    for name, (about, places, broken) in wrong.items():
        before = evolve(now, year=now.year and now.year - 1).replacing({**follows, **places})
        yield Between(f"prior/{name}", f"with the report of the year before: {about}", now, before, (), _found(broken))


def _documents() -> Iterator[Between]:
    decided = {
        ("licensing", "licence", "decisions"): 18,
        ("enforcement", "penalty", "decisions"): 9,
        ("enforcement", "coercion", "decisions"): 4,
    }
    now = _this_year().replacing(decided)
    spec = gd.load_spec("cn-enforcement/2021")
    empty = gd.from_data({"spec": spec.id, "organisation": now.organisation, "year": now.year, "tables": {}})
    form = empty.form
    noughts = {(ref.table, ref.row, ref.column): 0 for ref, v in zip(form.cells, form.values, strict=True) if v.numeric}
    same = {
        ("licences", "count", "number.granted"): 15,
        ("licences", "count", "number.refused"): 3,
        ("penalties", "count", "number"): 9,
        ("coercion", "count", "total"): 4,
    }
    wrong: dict[str, tuple[str, Places, tuple[tuple[str, str, int], ...]]] = {
        "agree": ("nothing is broken", {}, ()),
        "licences": (
            "two licences more were refused there",
            {("licences", "count", "number.refused"): 5},
            (("licensing/enforcement_licences", "", -2),),
        ),
        "penalties": (
            "one penalty less stands there",
            {("penalties", "count", "number"): 8},
            (("enforcement/enforcement_penalties", "", 1),),
        ),
    }
    for name, (about, places, broken) in wrong.items():
        other = empty.replacing({**noughts, **same, **places})
        text = f"with the statistics of enforcement: {about}"
        yield Between(f"with/{name}", text, now, None, (other,), _found(broken))


def _found(broken: tuple[tuple[str, str, int], ...]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"rule": rule, "instance": instance, "status": "fail", "difference": difference}
        for rule, instance, difference in broken
    )
