"""The generated reference: everything a format says is on its page, drawn as the form, and true."""

import os
import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import govdisclosure as gd
from govdisclosure.form.axes import TOTAL
from govdisclosure.form.specimen import specimen_form
from govdisclosure.grid.model import Grid, GridCell
from govdisclosure.language import LANGUAGES, using
from govdisclosure.layout.drawing import drawn_tables
from govdisclosure.phrasing.cards import rule_card, rule_ids
from govdisclosure.phrasing.words import STATUS
from govdisclosure.reference import building, html, pages, write_pages
from govdisclosure.reference.blocks import anchor_of
from govdisclosure.reference.change import change_page
from govdisclosure.reference.drawing import table_of
from govdisclosure.reference.site import Site
from govdisclosure.reference.texts import markdown_text
from govdisclosure.spec import bare
from govdisclosure.specfile.store import find_spec
from tests.support.made_up import made_up
from tests.support.minimal import minimal, minimal_text, rule

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "formats"
REBUILD = "govdisclosure spec docs -o docs/formats"
BUNDLED = gd.spec_ids()
SPECS = st.one_of(made_up(), st.sampled_from(BUNDLED).map(find_spec))
NAMES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*") if path.is_file())
EVERY_PAGE = pytest.mark.parametrize(("name", "language"), [(name, lang) for name in BUNDLED for lang in LANGUAGES])


@cache
def built() -> dict[str, str]:
    """Return the pages of the bundled formats."""
    return pages([find_spec(name) for name in BUNDLED])


def parsed(text: str) -> ET.Element:
    """Return an HTML page as a tree; every page is well-formed XML but for its first line."""
    return ET.fromstring(text.removeprefix("<!DOCTYPE html>"))  # noqa: S314 - made a moment ago


def words(element: ET.Element) -> str:
    """Return the text inside an element."""
    return "".join(element.itertext())


def texts(tree: ET.Element, tag: str) -> list[str]:
    """Return the texts of all elements of a kind."""
    return [words(element) for element in tree.iter(tag)]


# In the repository ----------------------------------------------------------------------------------------------------


def test_the_pages_in_the_repository_are_those_that_the_specs_give() -> None:
    """A spec that changed without its pages fails here."""
    found = {path.relative_to(DOCS).as_posix(): path.read_bytes() for path in DOCS.rglob("*") if path.is_file()}
    stale = sorted(name for name in {*found, *built()} if found.get(name) != built().get(name, "\0").encode())
    assert stale == [], f"rebuild them: {REBUILD}"


def test_the_same_specs_give_the_same_bytes() -> None:
    """Whatever the order they are given in and the language of whoever asks."""
    with using("zh"):
        again = pages([find_spec(name) for name in reversed(BUNDLED)])
    assert list(again.items()) == list(built().items())


# What a page says -----------------------------------------------------------------------------------------------------


@EVERY_PAGE
def test_every_row_and_column_is_on_the_page(name: str, language: str) -> None:
    """With its label as printed, its key, and how sure it is."""
    tree = parsed(built()[f"{language}/{name}.html"])
    records = [[words(cell) for cell in row.iter("td")] for row in tree.iter("tr")]
    for table in specimen_form(find_spec(name)).tables.values():
        for axis in (table.rows, table.columns):
            for header in axis.root.walk():
                if header.kind == "key":
                    continue  # made up: the page says once that a report names its own
                key = (header.path or TOTAL) if header.line is not None else "—"
                label = header.text(language)
                if not label and header.line is None:
                    continue
                found = (
                    [row for row in records if label in row[:1] and key in row]
                    if label
                    else [row for row in records if key in row]
                )
                assert found, (label, key)
                assert any(row[-1][:1] in ("A", "B", "C", "—") for row in found)


@EVERY_PAGE
def test_tables_are_drawn_as_the_form_is(name: str, language: str) -> None:
    """Span for span and text for text."""
    form = specimen_form(find_spec(name))
    tree = parsed(built()[f"{language}/{name}.html"])
    drawn = [figure.find("table") for figure in tree.iter("figure") if "shaded" not in figure.get("class", "")]
    for element, (_, grid) in zip(drawn, drawn_tables(form, language), strict=True):
        assert element is not None
        assert list(grid_of(element)) == list(grid.rows())


def grid_of(table: ET.Element) -> Iterator[tuple[GridCell, ...]]:
    """Yield the cells of each row of an HTML table, placed as a browser places them."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(table.iter("tr")):
        column = 0
        cells = []
        for element in row:
            while (number, column) in taken:
                column += 1
            height, width = int(element.get("rowspan", "1")), int(element.get("colspan", "1"))
            taken |= {(number + down, column + right) for down in range(height) for right in range(width)}
            cells.append(Placed(number, column, words(element), height, width))
        yield tuple(cells)


class Placed(GridCell):
    """A cell that equals every cell of the same place, spans and text, whatever it is for."""

    def __eq__(self, other: object) -> bool:
        same = ("row", "column", "text", "rowspan", "colspan")
        return all(getattr(self, name) == getattr(other, name) for name in same)

    __hash__ = None  # type: ignore[assignment]


@EVERY_PAGE
def test_every_rule_is_on_the_page_with_its_examples(name: str, language: str) -> None:
    """Formula, sentence, why, advice, and the verdicts that the checker gives."""
    spec = find_spec(name)
    tree = parsed(built()[f"{language}/{name}.html"])
    places = {element.get("id"): element for element in tree.iter() if element.get("id")}
    sections = {words(h4): section for section in tree.iter("section") for h4 in section.iter("h4")}
    for card in (rule_card(spec, rule_id, language) for rule_id in rule_ids(specimen_form(spec))):
        assert anchor_of("rule", card.id) in places
        if card.kind == "bound":
            text = words(places[anchor_of("rule", card.id)])
            examples = [example.arithmetic for example in (*card.valid, *card.invalid)]
            assert all(part in text for part in (card.sentence, *examples))
            continue
        text = words(sections[f"{card.label} {card.id}"])
        parts = (card.formula, card.formula_keys, card.sentence, card.why, card.advice, str(card.source))
        assert all(part in text for part in parts)
        verdicts = texts(sections[f"{card.label} {card.id}"], "strong")[-len(card.valid + card.invalid) :]
        said = [STATUS[example.status][LANGUAGES.index(language)] for example in (*card.valid, *card.invalid)]
        assert [verdict.split(maxsplit=1)[1] for verdict in verdicts] == said


@EVERY_PAGE
def test_sections_values_and_sources_are_on_the_page(name: str, language: str) -> None:
    """Titles, notes, marks and units."""
    spec = find_spec(name)
    text = words(parsed(built()[f"{language}/{name}.html"]))
    for section in spec.sections:
        assert bare(section.title[language]) in text
        assert section.note is None or section.note[language] in text
    for value in spec.values:
        assert all(mark.text in text for mark in value.marks)
        assert value.unit is None or value.unit[language] in text
    assert str(spec.source) in text
    assert (spec.status == "official") == ('class="notice"' not in built()[f"{language}/{name}.html"])


def test_the_index_of_rules_tells_which_version_has_which_rule() -> None:
    """A link where a version has it, a stroke where it has not."""
    tree = parsed(built()["en/rules.html"])
    rows = {cells[0]: cells[2:] for row in tree.iter("tr") if (cells := texts(row, "td"))}
    assert rows["applications/balance"][-3:] == [
        "error",
        "error",
        "—",
    ]  # of 2021, 2019 and 2014; newer ones stand before
    assert rows["procurement/cells:min"][-3:] == ["—", "error", "—"]
    every = {rule_id for name in BUNDLED for rule_id in rule_ids(specimen_form(find_spec(name)))}
    assert set(rows) == every


def test_the_page_of_changes_tells_every_edit_and_whether_it_can_be_compared() -> None:
    """In words and by address."""
    spec = find_spec("cn/2021")
    assert spec.change is not None
    text = words(parsed(built()["zh/changes/cn/2021.html"]))
    for edit in spec.change.edits:
        assert edit.why["zh"] in text
        assert all(address in text for address in (*edit.at, *edit.made))
    assert text.index("拆分") < text.index("不可比较的变化", text.index("拆分")) < text.index("对外公开总数量")


def test_a_change_that_no_edit_declares_is_told_at_the_end() -> None:
    """Silence would be a lie."""
    text = minimal_text().replace("test/2024", "test/2025")
    newer = gd.load_text(text.replace("d: {label: {zh: 丁}}", "e: {label: {zh: 戊}}"))
    page = change_page(minimal(), newer, "en")
    assert page.headings()[-1].anchor == "undeclared"


def test_an_open_row_is_told_as_one_that_the_report_names() -> None:
    """No made-up key is passed off as the form's."""
    spec = minimal(rows="{nodes: {a: {label: {zh: 甲}, open: text, total_label: {zh: 计}}}}")
    tree = parsed(pages([spec], ["zh"])["zh/test/2024.html"])
    rows = [texts(row, "td") for row in tree.iter("tr")]
    assert any(row[:3] == ["（名称）", "a.…", "由报告自行列出，每项一个"] for row in rows)
    assert not any("a.A" in row for row in rows)


def test_void_cells_notes_and_tolerances_are_told() -> None:
    """Whatever a spec can say is said."""
    text = minimal_text(
        values="values:\n  count: {kind: integer, blank: zero, tolerance: 2, note: {zh: 值说}, marks: {<9: [1, 8]}}",
        columns="{nodes: {n: {label: {zh: 数量}}, m: {label: {zh: 金额}}}}",
        rows="{total: at_least, total_label: {zh: 计},"
        " nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}, in_total: false}}}",
        rules=rule("a == b", ", tolerance: 3"),
    )
    text = text.replace(
        "    value: count\n", "    value: count\n    note: {zh: 表的说明}\n    void: [{row: a, column: m}]\n"
    )
    page = words(parsed(pages([gd.load_text(text)], ["zh"])["zh/test/2024.html"]))
    for part in (
        "值说",
        "表的说明",
        "[a, m]",
        "1 至 8",
        "视为 0",
        "不计入上一级的合计",
        "允许相差",
        "不小于其中各项之和",
    ):
        assert part in page


# HTML and Markdown ----------------------------------------------------------------------------------------------------

STRANGE = """<b>甲 & "乙"</b> | a_b *c* `d` [e](f) \\\\ ~g~ $h$ &lt;"""


def strange() -> gd.Spec:
    """Return a format whose every text is full of markup."""
    quoted = "'" + STRANGE.replace("'", "''") + "'"
    rows = f"{{nodes: {{a: {{label: {{zh: {quoted}}}, note: {{zh: {quoted}}}}}, b: {{label: {{zh: 乙}}}}}}}}"
    return gd.load_text(minimal_text(rows=rows, rules=rule("a == b")).replace("{zh: 报告}", f"{{zh: {quoted}}}"))


def test_text_is_never_markup_in_html() -> None:
    """Whatever a spec from a stranger says is shown as it stands."""
    tree = parsed(pages([strange()])["zh/test/2024.html"])
    assert STRANGE.replace("\\\\", "\\") in words(next(tree.iter("h1"))).replace("\\\\", "\\")
    assert texts(tree, "b") == []
    assert any(text == STRANGE for text in texts(tree, "td"))


def test_text_is_never_markup_in_markdown() -> None:
    """Nor there: another program that reads Markdown gets the text back."""
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(pages([strange()])["zh/test/2024.md"])
    assert "<em>c</em>" not in html
    assert "<del>" not in html
    assert 'href="f"' not in html
    rows = re.findall(r"<tr>\s*<td>(.*?)</td>", html)
    assert any("&lt;b&gt;甲 &amp; &quot;乙&quot;&lt;/b&gt; | a_b *c* `d` [e](f)" in row for row in rows)


@given(st.text("ab*_`[]<>|~$&#;\\ 甲(){}!", max_size=20).map(str.split).map(" ".join))
def test_escaped_text_comes_back_from_markdown(text: str) -> None:
    """In the middle of a line, whatever it is made of."""
    inline = MarkdownIt("commonmark").enable("strikethrough").parseInline(f"x{markdown_text(text)}x")[0].children or []
    assert "".join(token.content for token in inline) == f"x{text}x"
    assert {token.type for token in inline} <= {"text", "text_special"}


@given(made_up())
def test_every_format_gives_well_formed_pages(spec: gd.Spec) -> None:
    """Closed tags, unique places, and nothing from outside; those of the bundled ones are looked at one by one."""
    every = list(building._all([spec], ["zh"]))
    site = Site(("zh",), frozenset(page.place for page in every))
    for page in every:
        assert_well_formed(html.render(page, site))


def assert_well_formed(page: str) -> None:
    """Assert that a page has no place twice and no element that is none of ours."""
    tree = parsed(page)
    places = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(places) == len(set(places))
    assert {element.tag for element in tree.iter()} <= TAGS


TAGS = {
    *("html", "head", "meta", "title", "style", "body", "nav", "footer", "section", "figure", "figcaption"),
    *("h1", "h2", "h3", "h4", "p", "ul", "li", "a", "code", "strong", "span", "wbr"),
    *("table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
}


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".html")])
def test_a_page_stands_by_itself(name: str) -> None:
    """No script, no file beside it, no address outside; and it says how it is to be printed."""
    text = built()[name]
    assert not re.search(r"https?:|<script|<link|src=|url\(|@import|javascript", text)
    assert "@page { size: A4" in text
    assert_well_formed(text)
    tree = parsed(text)
    assert tree.get("lang") in ("zh-Hans", "en")
    assert len(texts(tree, "h1")) == 1


def targets(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield file and place of every link on a page."""
    found = (
        [a.get("href", "") for a in parsed(text).iter("a")]
        if name.endswith(".html")
        else re.findall(r"(?<!\\)\]\(([^)\s]+)\)", re.sub("`[^`]*`", "", text))  # what stands in code is no link
    )
    for link in found:
        file, _, place = link.partition("#")
        yield (posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else name), place


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str) -> None:
    """To a page of the same kind, and to a place that is on it."""
    links = list(targets(name, built()[name]))
    assert links
    for file, place in links:
        assert file in built()
        assert posixpath.splitext(file)[1] == posixpath.splitext(name)[1]
        assert not place or f'id="{place}"' in built()[file]


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".md")])
def test_a_drawn_table_is_one_block_of_html_in_markdown(name: str) -> None:
    """An empty line would end it."""
    tables = re.findall(r"^<table>\n(.*?)</table>$", built()[name], re.DOTALL | re.MULTILINE)
    assert all("\n\n" not in table for table in tables)
    assert len(tables) == built()[name.replace("README", "index").replace(".md", ".html")].count("<figure")


def test_a_stack_of_tables_has_no_common_head() -> None:
    """The head of a table alone is repeated on every sheet; that of the first of a stack would be wrong there."""
    one = Grid(2, 1, (GridCell(0, 0, "A", kind="header"), GridCell(1, 0, kind="value")))
    two = Grid(4, 1, (*one.cells, GridCell(2, 0, "B", kind="header"), GridCell(3, 0, kind="value")))
    assert "<thead>" in "".join(table_of(one))
    assert "<thead>" not in "".join(table_of(two))


# The public entry -----------------------------------------------------------------------------------------------------


def test_pages_come_in_the_languages_asked_for() -> None:
    """Each in its own folder; links lead only to what there is."""
    found = pages([minimal()], ["en"])
    assert {name.partition("/")[0] for name in found if "/" in name} == {"en"}
    assert "zh/" not in found["en/test/2024.html"]


@pytest.mark.parametrize("languages", [["fr"], []])
def test_other_languages_are_refused(languages: list[str]) -> None:
    """By name, with those that there are."""
    with pytest.raises(gd.UsageError, match="zh, en"):
        pages([minimal()], languages)


def test_two_formats_of_one_id_are_refused() -> None:
    """They would write over each other."""
    with pytest.raises(gd.UsageError, match="test/2024"):
        pages([minimal(), minimal()])


def test_pages_are_written_where_they_belong(tmp_path: Path) -> None:
    """As UTF-8 with plain line ends, over what stood there, and leaving other files alone."""
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "rules.md").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    paths = write_pages(tmp_path, built())
    assert {path.relative_to(tmp_path).as_posix() for path in paths} == set(built())
    assert all(path.read_bytes() == built()[path.relative_to(tmp_path).as_posix()].encode() for path in paths)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    """In one sentence, with its name."""
    (tmp_path / "zh").write_text("a file")
    with pytest.raises(gd.UsageError, match=re.escape(f"cannot make {tmp_path}{os.sep}zh")):
        write_pages(tmp_path, {"zh/rules.md": "# Rules"})
