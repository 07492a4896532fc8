"""Write the cases of conformance/ anew: python -m tests.support.conformance.

The right answers do not come from the readers: figures are drawn first and then printed; the balances of 2021 are
judged by plain loops; what an example of a rule shows is what the specs say of it.
"""

from __future__ import annotations

import html
import json
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

import govdisclosure as gd
from govdisclosure.conformance.answers import least_sets
from govdisclosure.grid.model import GridCell
from govdisclosure.specfile import all_specs
from tests.support import printing as p
from tests.support.conformance_between import between
from tests.support.conformance_covered import COVERED
from tests.support.conformance_mended import KINDS, printed
from tests.support.oracles import FORMS, drawn
from tests.support.styles import EXACT, LOSSY

SUITE = Path(__file__).parents[2] / "conformance"
VERSION = "2.1.0"

_SUFFIXES = ("docx", "xlsx", "ods", "pdf", "csv", "markdown", "html")


@frozen
class Made:
    """A case with the content of its two files."""

    id: str
    task: str
    format: str
    suffix: str
    document: bytes
    answer: dict[str, Any] | None
    about: str
    unread: bool = False
    prior: bytes | None = None
    """The report of the year before."""
    companions: tuple[bytes, ...] = ()

    @property
    def beside(self) -> dict[str, bytes]:
        """The documents that are given beside the first, by the names of their files."""
        priors = {} if self.prior is None else {f"documents/{self.id}.prior.json": self.prior}
        return priors | {f"documents/{self.id}.with{n}.json": one for n, one in enumerate(self.companions, 1)}


def made() -> Iterator[Made]:
    """Yield all cases."""
    yield from _styled()
    yield from _told()
    yield from _mended()
    yield from _written()
    yield from _judged()
    yield from _stated()
    yield from _examples()
    yield from _between()
    yield from _located()


def write_suite(folder: Path) -> int:
    """Write the cases into a folder, and return how many there are."""
    for name in ("documents", "answers"):
        shutil.rmtree(folder / name, ignore_errors=True)
    entries = []
    for case in made():
        document = f"documents/{case.id}.{case.suffix}"
        right = f"answers/{case.id}.json" if case.answer is not None else ""
        for name, content in ((document, case.document), (right, _json(case.answer)), *case.beside.items()):
            if name:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
        entry = {"id": case.id, "task": case.task, "format": case.format, "document": document, "answer": right or None}
        entries.append(entry | {"about": case.about} | ({"unread": True} if case.unread else {}) | _others(case))
    manifest = {"suite": VERSION, "licence": "CC0-1.0", "cases": entries}
    (folder / "manifest.json").write_bytes(_json(manifest))
    return len(entries)


def _others(case: Made) -> dict[str, Any]:
    priors = [name for name in case.beside if ".prior." in name]
    companions = [name for name in case.beside if ".with" in name]
    return ({"prior": priors[0]} if priors else {}) | ({"with": companions} if companions else {})


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1, default=float) + "\n").encode()


def _slug(name: str) -> str:
    return "-".join(word.strip(",") for word in name.lower().split())


# documents to figures -----------------------------------------------------------------------------------------------


def _right(report: gd.Report, *, sections: bool) -> dict[str, Any]:
    keys = ("spec", "organisation", "year", "tables", *(("sections",) if sections else ()))
    data = gd.to_data(report)
    return {key: data[key] for key in keys}


def _styled() -> Iterator[Made]:
    """Yield every published style in both versions that are printed alike."""
    for spec_id in ("cn/2019", "cn/2021"):
        for number, (name, style) in enumerate({**EXACT, **LOSSY}.items()):
            if name == "blanks swallowed":  # its noughts are printed as blanks: there is no one right answer
                continue
            dice = random.Random(number)
            report = p.balanced(spec_id, dice)
            suffix = next((one for one in _SUFFIXES if name.startswith(one)), "txt").replace("markdown", "md")
            right = (
                _right(report, sections=name in EXACT)
                if name in EXACT
                else {"tables": _right(report, sections=False)["tables"]}
            )
            about, document = f"figures and text, printed as {name}", style(report, dice)
            case = f"{spec_id.replace('/', '-')}/read/{_slug(name)}"
            yield Made(case, "read", spec_id, suffix, document, right, about, name in LOSSY)


def _beside(shown: str) -> Callable[[GridCell], str]:
    """Write some figures with something beside them that is not part of them; `{}` is where the figure stands."""

    def cell(found: GridCell) -> str:
        text = html.escape(found.text)
        return shown.format(text) if found.index is not None and found.index % 5 == 1 else text

    return cell


TELLING = {
    "size nought": "{}<span style='font-size:0'>7</span>",
    "transparent": "{}<span style='opacity: 0'>7</span>",
    "hidden": "{}<span style='visibility:hidden'>7</span>",
    "not displayed": "<i style='display:none'>7</i>{}",
    "closed details": "{}<details><summary></summary>7</details>",
    "white on white": "<span style='background:#fff;color:#ffffff'>7</span>{}",
    "off the screen": "{}<span style='position:absolute;left:-9999px'>7</span>",
    "a comment": "{}<!-- 7 -->",
    "a raised note": "{}<sup>1</sup>",
    "struck out": "<s>7</s>{}",
    "a script": "<script>7</script>{}",
    "a drawing without text": "{}<svg><path d='M0 0L7 7'/></svg>",
    "full width": "　{}　",
    "bold": "<b>{}</b>",
    "an inserted figure": "<del>7</del><ins>{}</ins>",
}


def _told() -> Iterator[Made]:
    """Yield pages in which something stands beside figures that nobody who looks takes for a part of them."""
    for number, (name, shown) in enumerate(TELLING.items()):
        dice = random.Random(500 + number)
        report = p.balanced("cn/2021", dice)
        page = p.html_page(p.blocks_of(report), p.Markup(_beside(shown))).encode()
        about = f"a web page; beside every fifth figure: {name}"
        right, unread = (
            _right(report, sections=True),
            "drawing" in name,
        )  # a drawing may show a figure, for all one knows
        yield Made(f"cn-2021/seen/{_slug(name)}", "read", "cn/2021", "html", page, right, about, unread)


def _mended() -> Iterator[Made]:
    """Yield every kind of document that was once read wrongly."""
    for name, kind, report, document in printed({**KINDS, **COVERED}):
        case = f"{kind.spec.replace('/', '-')}/mended/{name}"
        right = None if kind.refused else _printed(report, kind.left_out(report))
        yield Made(case, "read", kind.spec, kind.suffix, document, right, kind.about, kind.unread)


def _printed(report: gd.Report, left_out: frozenset[int]) -> dict[str, Any]:
    """Return the right answer for a document in which some cells are not printed."""
    right = _right(report, sections=not left_out)
    if left_out:
        tables: dict[str, dict[str, dict[str, Any]]] = {}
        for index, ref in enumerate(report.form.cells):
            if index not in left_out:
                tables.setdefault(ref.table, {}).setdefault(ref.row, {})[ref.column] = report.values[index]
        right["tables"] = tables
    return right


def _empty(spec: gd.Spec) -> gd.Report:
    """Return a report without figures; where it names rows itself it has two, a code and one below that."""
    tables: dict[str, dict[str, Any]] = {}
    for address in gd.expand(spec).open_nodes:
        table, path = address.split("/rows:")
        named = any(column.path == "name" for column in gd.expand(spec).tables[table].columns.lines)
        rows = {f"{path}.{code}": {"name": f"第{code}类"} if named else {} for code in ("201", "20101")}
        tables.setdefault(table, {}).update(rows)
    return gd.from_data(
        {"spec": spec.id, "organisation": "示例县示例局", "year": spec.for_years.first.year, "tables": tables}
    )


def _figures(report: gd.Report, dice: random.Random) -> gd.Report:
    """Return a report with a figure or a blank in every cell."""
    choices = (0, 0, 1, 12, 305, None)
    return report.replacing({place: dice.choice(choices) for place in _numbers(report)})


def _numbers(report: gd.Report) -> list[tuple[str, str, str]]:
    """Return the cells of a report that take numbers."""
    form = report.form
    pairs = zip(form.cells, form.values, strict=True)
    return [(ref.table, ref.row, ref.column) for ref, value in pairs if value.numeric]


def _bytes_of(report: gd.Report, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"report.{suffix}")
        gd.write(report, path)
        return path.read_bytes()


def _written() -> Iterator[Made]:
    """Yield every bundled version in every document format that is written."""
    for spec in all_specs():
        report = _figures(_empty(spec), random.Random(spec.id))
        for suffix in ("docx", "xlsx", "html", "md", "csv"):
            document = _bytes_of(report, suffix)
            about = f"figures, noughts and blanks, as a .{suffix} file"
            case = f"{spec.id.replace('/', '-')}/written/{suffix}"
            yield Made(case, "read", spec.id, suffix, document, _right(report, sections=False), about)


# rules --------------------------------------------------------------------------------------------------------------


def _report_file(report: gd.Report) -> bytes:
    return _json(gd.to_data(report))


def _judged() -> Iterator[Made]:
    """Yield reports with wrong cells, blanks, marks and holes; plain loops say what is wrong with them."""
    for spec_id, form in FORMS.items():
        for seed in range(20):
            data = drawn(spec_id, random.Random(seed))
            findings = [
                {"rule": rule.partition("[")[0], "instance": rule.partition("[")[2].rstrip("]"), "status": status}
                | ({"difference": difference} if difference is not None else {})
                for rule, (status, difference) in form.judge(data).items()
                if status in ("fail", "undecided")
            ]
            case = f"{spec_id.replace('/', '-')}/check/{seed:02}"
            about = "figures of which some were changed, blanked, marked or left out"
            yield Made(case, "check", spec_id, "json", _json(data), {"findings": findings}, about)


STATED: dict[str, tuple[str, str, str]] = {
    "new": ("本年新收政府信息公开申请{}件。", "applications/new/total", "applications/stated_new"),
    "carried-in": ("上年结转{}件。", "applications/carried_in/total", "applications/stated_carried_in"),
    "carried-out": ("结转下年度继续办理{}件。", "applications/carried_out/total", "applications/stated_carried_out"),
    "licences": ("行政许可处理决定{}件。", "licensing/licence/decisions", "licensing/stated_licences"),
}
"""Sentences with a figure, the cell that they are about, and the rule between them."""


def _stated() -> Iterator[Made]:
    """Yield reports that balance, with a sentence that says something else than its cell, or the same."""
    for name, (sentence, place, rule) in STATED.items():
        report = evolve(p.balanced("cn/2021", random.Random(name)), sections={})
        (value,) = (
            value
            for ref, value in zip(report.form.cells, report.values, strict=True)
            if f"{ref.table}/{ref.row}/{ref.column}" == place
        )
        assert isinstance(value, int)
        for more in (0, 5):
            said = evolve(report, sections={"overview": sentence.format(value + more)})
            finding = {"rule": rule, "instance": "overview", "status": "fail", "difference": more}
            about = f"the text says {more or 'nothing'} more than the table"
            right = {"findings": [finding] if more else []}
            yield Made(f"cn-2021/text/{name}-{more}", "check", "cn/2021", "json", _report_file(said), right, about)


def _between() -> Iterator[Made]:
    """Yield reports that are checked with the report of the year before, or with another document of the body."""
    for one in between():
        yield Made(
            f"cn-2021/{one.name}", "check", "cn/2021", "json", _report_file(one.report),
            {"findings": list(one.findings)}, one.about, prior=None if one.prior is None else _report_file(one.prior),
            companions=tuple(map(_report_file, one.companions)),
        )  # fmt: skip


def _examples() -> Iterator[Made]:
    """Yield the example of a broken rule, rule by rule of every bundled version, as a whole report."""
    for spec in all_specs():
        empty = _empty(spec)
        form = empty.form
        for rule in dict.fromkeys(relation.rule for relation in form.relations if relation.kind == "rule"):
            relation = next(one for one in form.relations if one.rule == rule)
            if relation.level > 1 or not relation.condition.left.terms:
                continue
            noughts = dict.fromkeys(_numbers(empty), 0)
            first = form.cells[relation.condition.left.terms[0][0]]
            report = empty.replacing(noughts | {(first.table, first.row, first.column): 3})
            document = _report_file(report)
            result = gd.check(report)
            if not any(finding.rule == rule for finding in result.findings):
                continue
            findings = [
                {"rule": one.rule, "instance": one.instance, "status": one.status, "difference": one.difference}
                for one in result.findings
            ]
            name = f"{spec.id.replace('/', '-')}/rule/{rule.replace('/', '-').replace(':', '-')}"
            yield Made(
                name,
                "check",
                spec.id,
                "json",
                document,
                {"findings": findings},
                f"noughts, and a 3 where {rule} does not allow it",
            )


# places -------------------------------------------------------------------------------------------------------------


def _located() -> Iterator[Made]:
    """Yield reports with one to three wrong cells; the planted cells are always among the least sets."""
    for spec_id in ("cn/2019", "cn/2021"):
        for seed in range(12):
            report = evolve(p.balanced(spec_id, random.Random(seed)), sections={})
            table = [i for i, c in enumerate(report.form.cells) if c.table == "applications"]
            chosen = random.Random(seed).sample(table, 1 + seed % 3)
            cells = {(c.table, c.row, c.column): i for i in chosen for c in (report.form.cells[i],)}
            wrong = report.replacing({place: (report.values[index] or 0) + 7 for place, index in cells.items()})
            right = least_sets(wrong)
            assert any({(s["table"], s["row"], s["column"]) for s in one} == set(cells) for one in right["sets"]), seed
            case, about = f"{spec_id.replace('/', '-')}/locate/{seed:02}", f"{1 + seed % 3} cells are 7 too much"
            yield Made(case, "locate", spec_id, "json", _report_file(wrong), right, about)


if __name__ == "__main__":
    print(write_suite(SUITE))  # noqa: T201 - a command
