"""Cases that bring a format of their own: quarters, months, rounding, shares, lists of texts, what is taken off."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import evolve

import govdisclosure as gd
from govdisclosure.spec import Number
from tests.support import printing as p
from tests.support.conformance_made import Made, numbers_of, report_file, right_answer, slug
from tests.support.drawing import Sheet, pdf_file
from tests.support.minimal import minimal
from tests.support.whole import WHOLE

FOREIGN = Path(__file__).parents[1] / "data" / "foreign"
Places = Mapping[tuple[str, str, str], Number]

_GENERAL: dict[str, dict[str, Any]] = {
    "clinics": {"organisation": "示例市第一医院", "year": 2024, "period": "2024Q3"},
    "heating": {"organisation": "北山区", "year": 2024},
    "pupils": {"organisation": "东河区", "year": 2024},
    "river": {"organisation": "示例市", "year": 2024, "period": "2024-11"},
    "waterworks": {"organisation": "清泉水厂", "year": 2024},
}
_NAMED: dict[str, dict[str, Any]] = {
    "pupils": {"schools": {"school.河东小学": {}, "school.第二中学": {}}},
    "river": {"places": {"place.东桥": {}, "place.西闸": {}}},
}
"""The rows that reports name themselves."""


def own() -> Iterator[Made]:
    """Yield the cases of formats that come with them."""
    yield from _printed()
    yield from _whole()
    yield from _units()
    yield from _framed()
    yield from _once()
    yield from _checked()


def _empty(name: str, **general: Any) -> gd.Report:
    spec = gd.load_spec(FOREIGN / f"{name}.yaml")
    return gd.from_data({"spec": spec.id, "tables": _NAMED.get(name, {}), **_GENERAL[name], **general}, spec=spec)


def _made(case: str, report: gd.Report, document: bytes, suffix: str, right: dict[str, Any], about: str) -> Made:
    """Return a case that asks for the figures of a document, with its format."""
    spec = report.spec
    return Made(case, "read", spec.id, suffix, document, right, about, spec=spec)


# documents to figures -----------------------------------------------------------------------------------------------


def _printed() -> Iterator[Made]:
    """Yield what is printed of figures that are drawn at random."""
    for name in _GENERAL:
        form, dice = _empty(name).form, random.Random(name)
        tables: dict[str, dict[str, dict[str, Any]]] = {}
        for ref, value in zip(form.cells, form.values, strict=True):
            tables.setdefault(ref.table, {}).setdefault(ref.row, {})[ref.column] = _drawn(value, dice)
        report = _empty(name, tables=tables)
        for suffix in ("html", "docx", "xlsx", "pdf"):
            about = f"figures and words of a format that comes with the case, as a .{suffix} file"
            document = p.without_annex(report, suffix)
            yield _made(f"own/{name}/printed-{suffix}", report, document, suffix, _right(report), about)


def _drawn(value: Any, dice: random.Random) -> Any:
    if value.numeric:
        return dice.choice((0, 1, 12, 305))
    return "2001-02-03" if value.kind == "date" else dice.choice(value.among or ("总磷", "氨氮"))


def _right(report: gd.Report) -> dict[str, Any]:
    assert report.period
    return right_answer(report, sections=False) | ({"period": report.period.code} if report.period.code else {})


def _whole() -> Iterator[Made]:
    """Yield tables that are labelled, stacked and stood side by side in unusual ways, without anything for programs."""
    for name, (spec, tables) in WHOLE.items():
        report = gd.from_data({"spec": spec.id, "tables": tables}, spec=spec)
        document = p.without_annex(report, "html")
        right = {"tables": gd.to_data(report)["tables"]}
        yield _made(f"own/printed/{slug(name)}", report, document, "html", right, name)


_ORE = minimal(
    value="ore",
    values="values:\n  ore: {kind: decimal, unit: {zh: 万吨}, places: 6}\n  pieces: {kind: integer, unit: {zh: 件}}",
    columns="{nodes: {ore: {label: {zh: 矿石}}, pieces: {label: {zh: 批次}, value: pieces}}}",
    rows="{nodes: {east: {label: {zh: 东厂}}, west: {label: {zh: 西厂}}}}",
)
_HEAD, _FIGURES = ("厂名", "矿石", "批次"), (("东厂", "30", "2"), ("西厂", "40", "3"))
_UNITS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "unit-above": (("表一（单位：吨、件）",), _HEAD, *_FIGURES),
    "unit-in-the-corner": (("厂名（计量单位：吨、件）", *_HEAD[1:]), *_FIGURES),
    "row-of-units": (_HEAD, ("计量单位", "吨", "件"), *_FIGURES),
    "unit-in-heads": (("厂名", "矿石（吨）", "批次（件）"), *_FIGURES),
    "unit-below": (_HEAD, *_FIGURES, ("注：单位：吨、件",)),
}


def _page(*rows: tuple[str, ...]) -> bytes:
    """Return a page with one table; the only cell of a row is as long as the table."""
    lines = "".join(
        "<tr>" + "".join(f"<td{' colspan=3' if len(row) == 1 else ''}>{text}</td>" for text in row) + "</tr>"
        for row in rows
    )
    return f"<meta charset=utf-8><table>{lines}</table>".encode()


def _units() -> Iterator[Made]:
    """Yield tables in which the unit of the figures is printed once, and is not the one of the format."""
    tables = {"stock": {"east": {"ore": 0.003, "pieces": 2}, "west": {"ore": 0.004, "pieces": 3}}}
    report = gd.from_data({"spec": _ORE.id, "tables": {}}, spec=_ORE)
    for name, rows in _UNITS.items():
        about = "tonnes, where the form has ten thousand tonnes, as the table says once"
        yield _made(f"own/printed/{name}", report, _page(*rows), "html", {"tables": tables}, about)


_LABELS = minimal(
    rows="{nodes: {g: {label: {zh: 标签30号}, nodes: {a: {label: {zh: 标签41号}}, b: {label: {zh: Shop-open}}}}}}"
)
_ALIKE = minimal(
    sections="sections:\n  - {key: figures, title: {zh: 数据}, draw: [[stock], [other]]}",
    tables="tables:\n  stock: {value: count, rows: ROWS, columns: COLUMNS}\n"
    "  other: {value: count, rows: ROWS, columns: COLUMNS}",
)
_YEARLY = minimal(
    spec="spec:\n  id: test/2024\n  revision: '1'\n  for_years: 2024..\n  title: {zh: 报告}\n"
    "  source: {document: 文号}\n  numbering: '1.'",
    sections="sections:\n  - {key: year, title: {zh: 2024年收入}, text: true}\n"
    "  - {key: figures, title: {zh: 数据}, draw: [[stock]]}",
)


_FRAMED = minimal(
    sections="sections:\n  - {key: figures, title: {zh: 数据}, draw: [[first], [stock]]}",
    tables="tables:\n  first: {value: count, rows: {nodes: {figure: {}}}, columns: "
    "{nodes: {x: {label: {zh: 收}}, y: {label: {zh: 支}}}}}\n  stock: {value: count, rows: ROWS, columns: COLUMNS}",
)


def _narrow_labels() -> bytes:
    """Print labels that are broken before and after a number, and at a hyphen, in columns between ruling lines."""
    sheet = Sheet()
    xs, ys = (60, 88, 116, 170), (724, 700, 655, 610)
    sheet.lines(*[(60 if y != 655 else 88, y, 170, y) for y in ys], *[(x, 610, x, 724) for x in xs])
    for x, y, lines in ((63, 668, ("标签", "30", "号")), (91, 688, ("标签", "41", "号")), (91, 640, ("Shop-", "open"))):
        for line, text in enumerate(lines):
            sheet.text(x, y - 12 * line, text)
    for y, text in ((708, "数量"), (675, "7"), (630, "5")):
        sheet.text(130, y, text)
    return pdf_file(sheet)


def _framed() -> Iterator[Made]:
    """Yield workbooks in which only borders give a blank corner and a blank last row to their tables."""
    empty = gd.from_data({"spec": _FRAMED.id, "tables": {}}, spec=_FRAMED)
    for name, figure in (("figures", 5), ("blanks", None)):
        cells = ((ref.table, ref.row, ref.column) for ref in empty.form.cells)
        report = empty.replacing({place: figure if place[0] == "stock" else None for place in cells})
        right, document = {"tables": gd.to_data(report)["tables"]}, p.without_annex(report, "xlsx")
        about = "a blank corner and a blank last row, which only borders give to a table"
        yield _made(f"own/printed/workbook-borders-{name}", report, document, "xlsx", right, about)


def _once() -> Iterator[Made]:
    """Yield labels broken in a PDF, a table that may be one of two, and a year behind the ordinal of a section."""
    labels, alike, yearly = (gd.from_data({"spec": s.id, "tables": {}}, spec=s) for s in (_LABELS, _ALIKE, _YEARLY))
    right: dict[str, Any] = {"tables": {"stock": {"g.a": {"n": 7}, "g.b": {"n": 5}}}}
    about = "narrow labels broken before and after a number, and at a hyphen"
    yield _made("own/printed/pdf-narrow-labels", labels, _narrow_labels(), "pdf", right, about)
    page = _page(("项目", "数量"), ("甲", "1"), ("乙", "2"), ("丙", "3"), ("丁", "4"))
    right = {"tables": {table: {row: {"n": False} for row in "abcd"} for table in ("stock", "other")}}
    about = "a printed table that may be one of two"
    yield evolve(_made("own/printed/one-of-two", alike, page, "html", right, about), unread=True)
    figures = yearly.replacing({("stock", row, "n"): number for number, row in enumerate("abcd")})
    said = evolve(figures, sections={"year": "平稳。"})
    right = {key: gd.to_data(said)[key] for key in ("tables", "sections")}
    about = "a year behind the ordinal of a section is no number"
    yield _made("own/printed/year-in-a-title", said, p.without_annex(said, "html"), "html", right, about)
    none = _noughts(_empty("pupils", tables={"schools": {}}), {})
    about = "a total over rows that the report names itself, where it names none"
    yield _made("own/pupils/no-rows", none, p.without_annex(none, "html"), "html", _right(none), about)
    school = _empty("pupils", tables={"schools": {"school.河东小学": {"boarding": "是"}}})
    page = p.without_annex(school, "html").replace("是".encode(), "不详".encode())
    right = {"tables": {"schools": {"school.河东小学": {"boarding": False}}}}
    about = "a word that is none of those which may stand there"
    yield evolve(_made("own/pupils/no-such-word", school, page, "html", right, about), unread=True)


# rules --------------------------------------------------------------------------------------------------------------

Broken = tuple[tuple[str, str, Number], ...]


def _checked() -> Iterator[Made]:
    """Yield noughts and a few figures, of which it is plain what rules and shares say of them."""
    for judged in (_fuels, _shares, _quarters, _months):
        yield from judged()


def _noughts(report: gd.Report, places: Places) -> gd.Report:
    return report.replacing({**dict.fromkeys(numbers_of(report), 0), **places})


def _judged(
    name: str, about: str, report: gd.Report, broken: Broken = (), prior: gd.Report | None = None, **more: Any
) -> Made:
    """Return a case that asks for the findings of a report, with its format."""
    findings = [
        {"rule": rule, "instance": instance, "status": "fail", "difference": difference}
        for rule, instance, difference in broken
    ]
    spec, right = report.spec, {"findings": findings, **more}
    return Made(
        f"own/{name}", "check", spec.id, "json", report_file(report), right, about, spec=spec,
        prior=None if prior is None else report_file(prior),
    )  # fmt: skip


def _fuels() -> Iterator[Made]:
    """Yield 10.00 bought and 5.00 passed on, so that 5.00 are left, give or take what rounding takes of four."""
    bought = {("supply.bought", "coal"): "10.00", ("supply.bought", "all"): "7.14"}
    base = {**bought, ("supply.sold", "coal"): "5.00", ("supply.sold", "all"): "3.57"}
    coal, in_all = ("fuels/rows:supply", "coal"), ("fuels/rows:supply", "all")
    cases: dict[str, tuple[str, str, str, Broken]] = {
        "rounding-within": ("a sum is out by what rounding may take from its figures", "5.02", "3.57", ()),
        "rounding-beyond": ("a sum is out by more than rounding", "5.03", "3.57", ((*coal, Decimal("0.03")),)),
        "taken-off": (
            "what is to be taken off was added", "15.00", "10.71",
            ((*coal, Decimal(10)), (*in_all, Decimal("7.14"))),
        ),
    }  # fmt: skip
    for name, (about, left, together, broken) in cases.items():
        sums = {(row, column): n for row in ("supply", "gap") for column, n in (("coal", left), ("all", together))}
        places = {("fuels", *place): Decimal(figure) for place, figure in {**base, **sums}.items()}
        yield _judged(f"heating/{name}", about, _noughts(_empty("heating"), places), broken)


def _shares() -> Iterator[Made]:
    """Yield a school with 11 girls of 31 pupils, which are 35.48 per cent."""
    here, columns = "school.河东小学", {"pupils": 31, "pupils.boys": 20, "pupils.girls": 11, "teachers": 2}
    places: dict[tuple[str, str, str], Any] = {
        ("schools", row, column): n for row in (here, "school") for column, n in columns.items()
    }
    empty = _empty("pupils", tables={"schools": {here: {}}})
    for name, share, wrong in (("agrees", "35.5", False), ("differs", "35.4", True)):
        shares = {("schools", row, "share"): Decimal(share) for row in (here, "school")}
        quotients = {("schools", row, "class"): Decimal("15.50") for row in (here, "school")}
        report = _noughts(empty, {**places, **shares, **quotients})
        ratios = [{"table": "schools", "row": row, "column": "share"} for row in (here, "school") if wrong]
        yield _judged(f"pupils/share-{name}", f"11 of 31, printed as {share} %", report, ratios=ratios)


def _quarters() -> Iterator[Made]:
    """Yield a quarter with the same one of the year before."""
    yield from _between(
        "clinics", {"period": "2024Q1"}, {"year": 2023, "period": "2023Q1"}, "the same quarter of the year before",
        lambda n: {("visits", row, "before"): n for row in ("emergencies", "total")},
        lambda n: {("visits", row, "now"): n for row in ("emergencies", "total")},
        (("visits/same_quarter", "emergencies", -2), ("visits/same_quarter", "total", -2)),
    )  # fmt: skip


def _months() -> Iterator[Made]:
    """Yield a January with the December before."""
    yield from _between(
        "river", {"year": 2025, "period": "2025-01"}, {"period": "2024-12"}, "the month before, in another year",
        lambda n: {("classes", "places", "last_good"): n},
        lambda n: {("classes", "places", column): n for column in ("good", "total")},
        (("classes/last_month", "", -2),),
    )  # fmt: skip


def _between(
    name: str,
    now: dict[str, Any],
    before: dict[str, Any],
    about: str,
    said: Callable[[int], Places],
    was: Callable[[int], Places],
    broken: Broken,
) -> Iterator[Made]:
    for more, findings in ((0, ()), (2, broken)):
        report, prior = _noughts(_empty(name, **now), said(7)), _noughts(_empty(name, **before), was(7 + more))
        yield _judged(f"{name}/prior-{more or 'follows'}", f"with {about}: {more or 'nothing'} more there", report,
                      findings, prior)  # fmt: skip
