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
from govdisclosure.form import Form
from govdisclosure.grid.model import GridCell
from govdisclosure.specfile import all_specs
from tests.support import printing as p
from tests.support.oracles import FORMS, drawn
from tests.support.styles import EXACT, LOSSY

SUITE = Path(__file__).parents[2] / "conformance"
VERSION = "1.0.0"

_SUFFIXES = ("docx", "xlsx", "ods", "pdf", "csv", "markdown", "html")


@frozen
class Made:
    """A case with the content of its two files."""

    id: str
    task: str
    format: str
    suffix: str
    document: bytes
    answer: dict[str, Any]
    about: str
    unread: bool = False


def made() -> Iterator[Made]:
    """Yield all cases."""
    yield from _styled()
    yield from _told()
    yield from _written()
    yield from _judged()
    yield from _examples()
    yield from _located()


def write_suite(folder: Path) -> int:
    """Write the cases into a folder, and return how many there are."""
    for name in ("documents", "answers"):
        shutil.rmtree(folder / name, ignore_errors=True)
    entries = []
    for case in made():
        document, right = f"documents/{case.id}.{case.suffix}", f"answers/{case.id}.json"
        for name, content in ((document, case.document), (right, _json(case.answer))):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        entry = {"id": case.id, "task": case.task, "format": case.format, "document": document, "answer": right}
        entries.append(entry | {"about": case.about} | ({"unread": True} if case.unread else {}))
    manifest = {"suite": VERSION, "licence": "CC0-1.0", "cases": entries}
    (folder / "manifest.json").write_bytes(_json(manifest))
    return len(entries)


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


def _figures(form: Form, dice: random.Random) -> gd.Report:
    """Return a report with a figure, a blank or a mark of the format in every cell that takes whole numbers."""
    report = gd.from_data(
        {"spec": form.spec.id, "organisation": "示例县示例局", "year": form.spec.for_years.first.year, "tables": {}}
    )
    cells = {(ref.table, ref.row, ref.column): dice.choice((0, 0, 1, 12, 305, None)) for ref in form.cells}
    return report.replacing(cells)


def _bytes_of(report: gd.Report, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"report.{suffix}")
        gd.write(report, path)
        return path.read_bytes()


def _written() -> Iterator[Made]:
    """Yield every bundled version in every document format that is written."""
    for number, spec in enumerate(all_specs()):
        form = gd.expand(spec)
        if form.open_nodes:
            continue
        report = _figures(form, random.Random(900 + number))
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


def _examples() -> Iterator[Made]:
    """Yield the example of a broken rule, rule by rule of every bundled version, as a whole report."""
    for spec in all_specs():
        form = gd.expand(spec)
        if form.open_nodes:
            continue
        for rule in dict.fromkeys(relation.rule for relation in form.relations if relation.kind == "rule"):
            relation = next(one for one in form.relations if one.rule == rule)
            if relation.level > 1 or not relation.condition.left.terms:
                continue
            report = gd.from_data({"spec": spec.id, "year": spec.for_years.first.year, "tables": {}})
            noughts = {(c.table, c.row, c.column): 0 for c in form.cells}
            first = form.cells[relation.condition.left.terms[0][0]]
            report = report.replacing(noughts | {(first.table, first.row, first.column): 3})
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
    for seed in range(12):
        dice = random.Random(seed)
        report = evolve(p.balanced("cn/2021", dice), sections={})
        table = [i for i, c in enumerate(report.form.cells) if c.table == "applications"]
        chosen = dice.sample(table, 1 + seed % 3)
        cells = [report.form.cells[index] for index in chosen]
        wrong = report.replacing(
            {(c.table, c.row, c.column): (report.values[i] or 0) + 7 for c, i in zip(cells, chosen, strict=True)}
        )
        right = least_sets(wrong)
        planted = {(c.table, c.row, c.column) for c in cells}
        assert any({(s["table"], s["row"], s["column"]) for s in cells} == planted for cells in right["sets"]), seed
        about = f"{1 + seed % 3} cells are 7 too much"
        yield Made(f"cn-2021/locate/{seed:02}", "locate", "cn/2021", "json", _report_file(wrong), right, about)


if __name__ == "__main__":
    print(write_suite(SUITE))  # noqa: T201 - a command
