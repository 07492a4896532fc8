"""Write the cases of conformance/ anew: python -m tests.support.conformance.

The right answers do not come from the readers: figures are drawn first and then printed; the balances of 2021 are
judged by plain loops; what an example of a rule shows is what the specs say of it.
"""

from __future__ import annotations

import html
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attrs import evolve

import govdisclosure as gd
from govdisclosure.conformance.answers import least_sets
from govdisclosure.grid.model import GridCell
from govdisclosure.specfile import all_specs
from tests.support import printing as p
from tests.support.conformance_between import between
from tests.support.conformance_broken import BROKEN, grouped
from tests.support.conformance_covered import COVERED
from tests.support.conformance_made import (
    Made,
    all_noughts,
    as_json,
    bytes_of,
    empty_report,
    printed,
    printed_answer,
    report_file,
    right_answer,
    slug,
    with_figures,
)
from tests.support.conformance_mended import KINDS
from tests.support.conformance_own import own
from tests.support.conformance_saved import SAVED
from tests.support.oracles import FORMS, drawn
from tests.support.styles import EXACT, LOSSY

SUITE = Path(__file__).parents[2] / "conformance"
VERSION = "2.3.0"

_SUFFIXES = ("docx", "xlsx", "ods", "pdf", "csv", "markdown", "html")


def made() -> Iterator[Made]:
    """Yield all cases."""
    yield from _styled()
    yield from _told()
    yield from _mended()
    yield from _bare()
    yield from _written()
    yield from _judged()
    yield from _stated()
    yield from _worded()
    yield from _examples()
    yield from _between()
    yield from _located()
    yield from _located_anywhere()
    yield from _grouped()
    yield from own()


def write_suite(folder: Path) -> int:
    """Write the cases into a folder, and return how many there are."""
    for name in ("documents", "answers", "formats"):
        shutil.rmtree(folder / name, ignore_errors=True)
    entries = []
    for case in made():
        document = f"documents/{case.id}.{case.suffix}"
        right = f"answers/{case.id}.json" if case.answer is not None else ""
        for name, content in ((document, case.document), (right, as_json(case.answer)), *case.beside.items()):
            if name:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
        entry = {"id": case.id, "task": case.task, "format": case.format, "document": document, "answer": right or None}
        entries.append(entry | {"about": case.about} | ({"unread": True} if case.unread else {}) | _others(case))
    manifest = {"suite": VERSION, "licence": "CC0-1.0", "cases": entries}
    (folder / "manifest.json").write_bytes(as_json(manifest))
    return len(entries)


def _others(case: Made) -> dict[str, Any]:
    given = {
        "spec": [name for name in case.beside if name.startswith("formats/")],
        "prior": [name for name in case.beside if ".prior." in name],
    }
    companions = [name for name in case.beside if ".with" in name]
    return {key: names[0] for key, names in given.items() if names} | ({"with": companions} if companions else {})


# documents to figures -----------------------------------------------------------------------------------------------


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
                right_answer(report, sections=name in EXACT)
                if name in EXACT
                else {"tables": right_answer(report, sections=False)["tables"]}
            )
            about, document = f"figures and text, printed as {name}", style(report, dice)
            case = f"{spec_id.replace('/', '-')}/read/{slug(name)}"
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
            right_answer(report, sections=True),
            "drawing" in name,
        )  # a drawing may show a figure, for all one knows
        yield Made(f"cn-2021/seen/{slug(name)}", "read", "cn/2021", "html", page, right, about, unread)


def _mended() -> Iterator[Made]:
    """Yield every kind of document that was once read wrongly."""
    for name, kind, report, document in printed({**KINDS, **COVERED, **SAVED, **BROKEN}):
        case = f"{kind.spec.replace('/', '-')}/mended/{name}"
        right = None if kind.refused else printed_answer(kind, report)
        yield Made(case, "read", kind.spec, kind.suffix, document, right, kind.about, kind.unread)


def _bare() -> Iterator[Made]:
    """Yield every bundled version as documents that hold what is printed, and nothing for programs."""
    for spec in all_specs():
        report = with_figures(empty_report(spec), random.Random(f"{spec.id} printed"))
        for suffix in ("docx", "xlsx", "html", "pdf"):
            about = f"what is printed, as a .{suffix} file, and nothing for programs"
            case = f"{spec.id.replace('/', '-')}/printed/{suffix}"
            right = right_answer(report, sections=False)
            if spec.status == "draft":  # it may be printed like the version that it is a draft after
                del right["spec"]
            yield Made(case, "read", spec.id, suffix, p.without_annex(report, suffix), right, about)


def _written() -> Iterator[Made]:
    """Yield every bundled version in every document format that is written."""
    for spec in all_specs():
        report = with_figures(empty_report(spec), random.Random(spec.id))
        for suffix in ("docx", "xlsx", "html", "md", "csv"):
            document = bytes_of(report, suffix)
            about = f"figures, noughts and blanks, as a .{suffix} file"
            case = f"{spec.id.replace('/', '-')}/written/{suffix}"
            yield Made(case, "read", spec.id, suffix, document, right_answer(report, sections=False), about)


# rules --------------------------------------------------------------------------------------------------------------


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
            yield Made(case, "check", spec_id, "json", as_json(data), {"findings": findings}, about)


def _grouped() -> Iterator[Made]:
    """Yield reports in which a group of rows has one sum alone."""
    for name, report, findings in grouped():
        about = "a group of which the sum alone is known"
        right = {"findings": findings}
        yield Made(f"cn-2021/check/{name}", "check", "cn/2021", "json", report_file(report), right, about)


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
            yield Made(f"cn-2021/text/{name}-{more}", "check", "cn/2021", "json", report_file(said), right, about)


def _worded() -> Iterator[Made]:
    """Yield sentences that count and sentences that do not for every rule about the text, beside a form of noughts."""
    for spec in all_specs():
        noughts = all_noughts(spec)
        for rule in spec.rules:
            if rule.says is None:
                continue
            section, name = rule.says.sections[0], f"{rule.table or 'report'}/{rule.key}"
            others = evolve(noughts, sections={section: "\n".join(rule.says.other)})
            assert not any(one["rule"] == name for one in _findings(others)), name
            report = evolve(noughts, sections={section: "\n".join((*rule.says.found, *rule.says.other))})
            case = f"{spec.id.replace('/', '-')}/said/{name.replace('/', '-')}"
            about = f"noughts, and sentences of which some count for {name}, others do not"
            yield Made(case, "check", spec.id, "json", report_file(report), {"findings": _findings(report)}, about)


def _findings(report: gd.Report) -> list[dict[str, Any]]:
    keys = ("rule", "instance", "status", "difference")
    return [{key: getattr(one, key) for key in keys} for one in gd.check(report).findings]


def _between() -> Iterator[Made]:
    """Yield reports that are checked with the report of the year before, or with another document of the body."""
    for one in between():
        yield Made(
            f"cn-2021/{one.name}", "check", "cn/2021", "json", report_file(one.report),
            {"findings": list(one.findings)}, one.about, prior=None if one.prior is None else report_file(one.prior),
            companions=tuple(map(report_file, one.companions)),
        )  # fmt: skip


def _examples() -> Iterator[Made]:
    """Yield the example of a broken rule, rule by rule of every bundled version, as a whole report."""
    for spec in all_specs():
        noughts = all_noughts(spec)
        form = noughts.form
        for rule in dict.fromkeys(relation.rule for relation in form.relations if relation.kind == "rule"):
            relation = next(one for one in form.relations if one.rule == rule)
            if relation.level > 1 or not relation.condition.left.terms:
                continue
            first = form.cells[relation.condition.left.terms[0][0]]
            report = noughts.replacing({(first.table, first.row, first.column): 3})
            document = report_file(report)
            findings = _findings(report)
            if not any(finding["rule"] == rule for finding in findings):
                continue
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


def _located_anywhere() -> Iterator[Made]:
    """Yield noughts with one wrong total, in every bundled version; that total is always among the least sets."""
    for spec in all_specs():
        report = all_noughts(spec)
        sums = (one for one in report.form.relations if one.kind == "sum" and one.is_equality)
        totals = sorted({one.condition.left.terms[0][0] for one in sums})
        for number, index in enumerate(random.Random(spec.id).sample(totals, min(3, len(totals)))):
            ref = report.form.cells[index]
            place = (ref.table, ref.row, ref.column)
            wrong = report.replacing({place: 7})
            right = least_sets(wrong)
            assert any([(s["table"], s["row"], s["column"]) for s in one] == [place] for one in right["sets"]), place
            case, about = f"{spec.id.replace('/', '-')}/locate/among-noughts-{number}", "noughts, and a total of 7"
            yield Made(case, "locate", spec.id, "json", report_file(wrong), right, about)


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
            yield Made(case, "locate", spec_id, "json", report_file(wrong), right, about)


if __name__ == "__main__":
    print(write_suite(SUITE))  # noqa: T201 - a command
