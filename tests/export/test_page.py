"""A page to send: one file that needs no other, where findings lead to their cells and cells to their findings."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise
from random import Random

import pytest
from attrs import evolve

import govdisclosure as gd
from govdisclosure.cli import run
from govdisclosure.export import Unread, html_page
from govdisclosure.export.page.document import MAX_DRAWN
from govdisclosure.language import using
from govdisclosure.report import Content
from tests.support.filled import FORM, filled
from tests.support.results import broken, contradicted

NOON = datetime(2024, 2, 1, 12, tzinfo=UTC)
VOID = {"meta", "input", "br"}
Attributes = dict[str, str]


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text in each element that can be linked to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Attributes]] = []
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(page)
        assert not self._open, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        given = {name: value or "" for name, value in attrs}
        self.found.append((tag, given))
        if tag not in VOID:
            self._open.append((tag, given.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        name, _ = self._open.pop()
        assert name == tag

    def handle_data(self, data: str) -> None:
        """Note the text of the elements that are open."""
        for anchor in {anchor for _, anchor in self._open if anchor}:
            self.texts[anchor] = self.texts.get(anchor, "") + data

    def all(self, tag: str) -> list[Attributes]:
        """Return the attributes of every element of a name."""
        return [given for name, given in self.found if name == tag]


def page_of(*reports: gd.Report, unread: tuple[Unread, ...] = (), language: str = "en") -> str:
    """Return the page of some reports."""
    results = [(f"{number}.txt", gd.check(report)) for number, report in enumerate(reports, 1)]
    with using(language):
        return html_page(results, unread, "1.2.3", NOON).decode()


def waiting() -> gd.Report:
    """Return a report with a blank, a cell that could not be read, and one that is not in the document."""
    return broken().replacing(
        {
            ("applications", "new", "natural_person"): None,
            ("applications", "carried_out", "total"): Content("unreadable", "1 2"),
            ("fees", "fee", "amount"): Content("absent"),
        }
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "reports", [(broken(),), (contradicted(),), (waiting(),), (broken(), waiting(), contradicted())]
)
def test_every_link_leads_somewhere_on_the_page(reports: tuple[gd.Report, ...], language: str) -> None:
    """And no two places have one name."""
    elements = Elements(page_of(*reports, language=language))
    anchors = [given["id"] for _, given in elements.found if "id" in given]
    assert len(anchors) == len(set(anchors))
    assert {given["href"] for given in elements.all("a")} <= {f"#{anchor}" for anchor in anchors}


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    """Its policy allows its own style, by its hash, and nothing more."""
    page = page_of(broken(), waiting())
    elements = Elements(page)
    assert not {"script", "link", "img", "iframe", "form", "object"} & {name for name, _ in elements.found}
    assert not any({"style", "src", "onclick"} & set(given) for _, given in elements.found)
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [given["content"] for given in elements.all("meta") if "http-equiv" in given]
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "url(" not in style


def test_the_form_is_drawn_with_all_its_cells() -> None:
    """Each can be linked to, in a table that says what it is."""
    elements = Elements(page_of(broken()))
    cells = [given["id"] for given in elements.all("td")]
    assert sorted(cells) == sorted(f"c{index}" for index in range(len(FORM.cells)))
    assert len(elements.all("caption")) == len(elements.all("table")) == 3
    assert all("scope" in given for given in elements.all("th"))


def test_a_cell_that_may_be_wrong_says_what_it_should_be_and_in_which_finding_it_is() -> None:
    """The total is one way to put it right, each of its parts another."""
    report = broken()
    elements = Elements(page_of(report))
    index = FORM.index["disputes", "count", "review"]
    looks = {given["id"]: given.get("class", "") for given in elements.all("td")}
    assert looks[f"c{index}"] == "suspect"
    value = report.values[index]
    assert isinstance(value, int)
    ways = len(gd.locate(report))
    assert elements.texts[f"c{index}"] == f"{value}should be {value - 1} (way 1 of {ways})1"
    assert "disputes/columns:review[count]" in elements.texts["f1"]
    assert not any(looks[f"c{index}"] for index, cell in enumerate(FORM.cells) if cell.table != "disputes")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_finding_says_what_it_says_elsewhere(language: str) -> None:
    """The sentences are those of the finding, with its source."""
    (finding,) = gd.check(contradicted()).findings
    with using(language):
        words = finding.worded()
    text = Elements(page_of(contradicted(), language=language)).texts["f1"]
    assert all(part in text for part in (words.kind, words.place, words.arithmetic, words.advice, words.source))


def test_a_sentence_of_the_text_stands_beside_the_cell_that_it_is_about() -> None:
    """One that holds is listed under the table and known at the cell; one that does not is a finding."""
    report = filled(Random(1))
    index = FORM.index["applications", "new", "total"]
    true = evolve(
        report, sections={"overview": f"今年很忙。\n收到政府信息公开申请 {report.values[index]} 件，都已答复。"}
    )
    elements = Elements(page_of(true))
    assert elements.texts["s1"] == f"收到政府信息公开申请 {report.values[index]} 件"
    assert elements.texts["t1"].startswith("pass 收到政府信息公开申请")
    assert elements.texts[f"c{index}"].endswith("text")
    false = Elements(page_of(contradicted()))
    assert {"class": "fail", "id": "s1"} in false.all("mark")
    assert "#s1" in {given["href"] for given in false.all("a")}


def test_what_could_not_be_judged_is_said_and_seen() -> None:
    """Rules that wait, cells without a figure and those that are not in the document."""
    page = page_of(waiting())
    elements = Elements(page)
    looks = {given["id"]: given.get("class", "") for given in elements.all("td")}
    for place, kind in {
        ("applications", "new", "natural_person"): "open",
        ("applications", "carried_out", "total"): "open",
        ("fees", "fee", "amount"): "absent",
    }.items():
        assert looks[f"c{FORM.index[place]}"] == kind
    assert "applications/balance[natural_person]" in page
    assert "incomplete_row" in page


def test_what_last_year_says_is_no_cell_of_the_form() -> None:
    """A finding between two years is linked to this year's cells alone, and a line without words is no paragraph."""
    prior = evolve(filled(Random(2)), year=2023, organisation="甲局")
    report = evolve(filled(Random(1)), year=2024, organisation="甲局", sections={"overview": "第一段。\n\n第二段。"})
    result = gd.check(report, prior)
    assert any(max(finding.relation.cells) >= len(report.values) for finding in result if finding.status == "fail")
    with using("en"):
        page = html_page([("1.txt", result)], (), "1.2.3", NOON).decode()
    Elements(page)
    assert "<p>第一段。</p><p>第二段。</p>" in page


def test_headings_skip_no_level_and_the_language_is_said() -> None:
    """Whoever listens to the page finds the way."""
    for page, tag in ((page_of(waiting()), "en"), (page_of(broken(), waiting(), language="zh"), "zh-CN")):
        elements = Elements(page)
        assert elements.all("html") == [{"lang": tag}]
        levels = [int(name[1]) for name, _ in elements.found if re.fullmatch("h[1-6]", name)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_strange_text_is_text() -> None:
    """Whoever names an organisation, writes a section or a file name, writes no HTML."""
    bad = "<script>alert(1)</script>\x00<img src=x onerror=alert(2)>&amp;\"'"
    report = evolve(waiting(), organisation=bad, sections={"overview": f"{bad}\n未收到政府信息公开申请{bad}"})
    result = gd.check(report)
    for results in ([(f"\udcff{bad}.txt", result)], [("a.txt", result), (bad, result)]):
        with using("zh"):
            page = html_page(results, [Unread(bad, "no_report", bad)] * (len(results) - 1), "1", NOON).decode()
        elements = Elements(page)
        assert not {"script", "img"} & {name for name, _ in elements.found}
        assert "&lt;script&gt;alert(1)&lt;/script&gt;\ufffd" in page


def test_an_overview_has_a_row_for_every_file_the_gravest_first() -> None:
    """With the counts of each, and what could not be read."""
    page = page_of(filled(Random(2)), broken(), unread=(Unread("c.pdf", "no_report", "no table"),))
    elements = Elements(page)
    rows = [elements.texts[f"row{number}"] for number in range(3)]
    assert rows[0].startswith("× failed")
    assert rows[1].startswith("! not readc.pdf")
    assert rows[2].startswith("√ clean")
    assert "#r2-report0" in {given["href"] for given in elements.all("a")}


def test_the_rows_can_be_put_in_other_orders_without_a_script() -> None:
    """The style has the rank of every row in every order, and the buttons that choose one."""
    old, new = evolve(broken(), year=2021, organisation="乙"), evolve(filled(Random(2)), year=2023, organisation="甲")
    page = page_of(old, new)
    ranks = {
        number: dict(re.findall(r"--(\w+):(\d+)", found)) for number, found in re.findall(r"#row(\d+)\{(.*?)\}", page)
    }
    assert (ranks["0"]["verdict"], ranks["0"]["failed"]) == ("0", "0")
    assert (ranks["0"]["year"], ranks["0"]["name"]) == ("1", "0")  # 乙 stands before 甲 in Unicode
    chosen = {given["id"] for given in Elements(page).all("input")}
    assert {f"by-{name}" for name in ranks["0"]} == chosen


def test_of_many_reports_only_what_was_found_is_said() -> None:
    """A thousand drawn forms would be no page to send."""
    page = page_of(*[broken()] * (MAX_DRAWN + 1))
    elements = Elements(page)
    assert len(elements.all("article")) == MAX_DRAWN + 1
    assert len(elements.all("table")) == 1
    assert {given["href"] for given in elements.all("a")} <= {
        f"#{given['id']}" for _, given in elements.found if "id" in given
    }


def test_the_command_writes_it(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """To the standard output too, in UTF-8, with the exit code of the check, and always the same bytes for a moment."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    command = ["check", "examples/report-2024-broken.txt", "--format", "html", "--lang", "zh"]
    assert run(command) == 1
    page = capsysbinary.readouterr().out
    assert "2023-11-14" in page.decode()
    run(command)
    assert capsysbinary.readouterr().out == page
