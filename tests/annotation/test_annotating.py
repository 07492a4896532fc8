"""The document handed back: it says what was found where it was found, and is otherwise the document that it was."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.annotation import annotated_bytes, comments
from govdisclosure.documents import Limits, using_limits
from govdisclosure.documents.readers.pdf.pages import _turn, _turned_back
from govdisclosure.grid import Document
from govdisclosure.inputs import Input
from govdisclosure.language import using
from govdisclosure.reading import read_bytes
from govdisclosure.testing import reports
from govdisclosure.writing import write_bytes
from tests.documents.test_corpus import FOLDER
from tests.support.annotated import KINDS, STATED, WRITTEN, Annotated, annotated, document, wrong_report
from tests.support.mutating import mutated
from tests.support.printing import balanced, zipped
from tests.support.styles import EXACT, STYLES

BROKEN = Path("examples/report-2024-broken.txt")
SPEC = gd.load_spec("cn/2021")


def suggestions() -> list[str]:
    """What is said of the two wrong cells."""
    _, truth = wrong_report()
    return [f"应为 {number}" for number in truth.values()]


# nothing else changes -----------------------------------------------------------------------------------------------


@settings(max_examples=8)
@given(data=st.data(), kind=st.sampled_from(sorted(WRITTEN)), language=st.sampled_from(("zh", "en")))
def test_the_copy_of_a_written_report_reads_to_the_same_report(data: st.DataObject, kind: str, language: str) -> None:
    """Whatever the report and whatever is wrong with it."""
    report = data.draw(reports(SPEC))
    index = data.draw(st.integers(0, len(report.values) - 1))
    spoilt = evolve(report, values=(*report.values[:index], data.draw(st.integers(0, 99)), *report.values[index + 1 :]))
    written = write_bytes(evolve(spoilt, organisation="示例市", year=2024), WRITTEN[kind])
    assert read_bytes(annotated(written, language).copy).report == read_bytes(written).report


@pytest.mark.parametrize("name", [name for name in STYLES if name != "ods"])
def test_the_copy_of_a_published_report_reads_to_the_same_report(name: str) -> None:
    """In every style that is read, with a total that is wrong."""
    dice = random.Random(1)
    report = balanced("cn/2021", dice)
    if name in EXACT:  # the others are read only where all sums hold
        report = report.replacing({("applications", "new", "total"): 77_777})
    found = annotated(STYLES[name](report, dice))
    assert read_bytes(found.copy).report == read_bytes(found.data).report
    assert found.result.counts["fail"] > 0 or name not in EXACT
    assert found.copy != found.data


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the real reports are not beside this checkout")
@pytest.mark.parametrize("name", ["huaian-2024.pdf", "blank-form-2021.docx", "xigong-2024.txt"])
def test_the_copy_of_a_real_report_reads_to_the_same_report(name: str) -> None:
    """A PDF, a Word form full of blanks, a text."""
    found = annotated((FOLDER / name).read_bytes())
    assert read_bytes(found.copy).report == read_bytes(found.data).report


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_result_makes_the_same_bytes(kind: str) -> None:
    """There is no clock and no chance in a copy."""
    assert annotated(document(kind).data).copy == document(kind).copy


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_parts_without_comments_stay_byte_for_byte(kind: str) -> None:
    """Of a Word document the text and its lists change, of a workbook its styles and the sheets with comments."""
    found = document(kind)
    old, new = (zipfile.ZipFile(io.BytesIO(data)) for data in (found.data, found.copy))
    changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    lists = {"[Content_Types].xml", "word/_rels/document.xml.rels", "xl/_rels/workbook.xml.rels"}
    sheets = {"xl/worksheets/sheet2.xml", "xl/worksheets/sheet4.xml"}
    assert changed <= {"word/document.xml", "xl/workbook.xml", "xl/styles.xml", *sheets, *lists}
    assert set(old.namelist()) < set(new.namelist())


def test_every_byte_of_a_pdf_stays() -> None:
    """What is new stands behind them."""
    assert document("pdf").copy.startswith(document("pdf").data)


def test_no_line_of_a_text_moves() -> None:
    """Marks stand behind lines, and what is said below the last one."""
    found = document("md")
    old, new = (data.decode().splitlines() for data in (found.data, found.copy))
    marked = [line for line, other in zip(old, new, strict=False) if line != other]
    assert all(new[old.index(line)].startswith(f"{line}  <== [govdisclosure ") for line in marked)
    assert len(marked) > 3


def test_only_tags_and_two_pieces_are_put_into_a_web_page() -> None:
    """Without them the page is what it was."""
    found = document("html")
    page = found.copy.decode()
    begin, end = page.index('<meta http-equiv="Content'), page.index('<nav id="govdisclosure')
    page = page[:begin] + page[page.index(">", begin) + 1 : end] + page[page.index("</nav>", end) + 6 :]
    while ' id="govdisclosure-' in page:
        at = page.index(' id="govdisclosure-')
        page = page[:at] + page[page.index('"', page.index('data-comments="', at) + 15) + 1 :]
    assert page.encode() == found.data


# where it is said ---------------------------------------------------------------------------------------------------


def test_a_word_comment_stands_in_the_cell_that_is_wrong() -> None:
    """The cell that should hold another figure has a comment that says so, and a coloured ground."""
    found = document("docx")
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    said = {
        comment.get(f"{w}id"): "".join(comment.itertext())
        for comment in found.xml("word/comments1.xml").iter(f"{w}comment")
    }
    report, truth = wrong_report()
    for index, number in truth.items():
        (name,) = (key for key, text in said.items() if f"{report.values[index]} 应为 {number}：" in text)
        (mark,) = found.xml("word/document.xml").xpath(
            f"//w:tc[.//w:commentReference[@w:id='{name}']]", namespaces={"w": w[1:-1]}
        )
        assert "".join(text.text for text in mark.iter(f"{w}t")) == str(report.values[index])
        assert mark.find(f"{w}tcPr/{w}shd").get(f"{w}fill") == "F8CBAD"


def test_a_comment_of_a_workbook_stands_in_the_cell_that_is_wrong() -> None:
    """It has a box that Excel shows, and the sheet of findings links to it."""
    found = document("xlsx")
    s = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    comments = [each for n in (1, 2) for each in found.xml(f"xl/findings{n}.xml").iter(f"{s}comment")]
    said = {each.get("ref"): "".join(each.itertext()) for each in comments}
    report, truth = wrong_report()
    places = {index: read_bytes(found.data).report.place(index) for index in truth}
    links = {each.get("location") for each in found.xml("xl/worksheets/findings1.xml").iter(f"{s}hyperlink")}
    for index, number in truth.items():
        cell = places[index].split()[-1]
        assert f"{report.values[index]} 应为 {number}：" in said[cell]
        assert any(link.endswith(f"!{cell}") for link in links)
    assert zipfile.ZipFile(io.BytesIO(found.copy)).read("xl/drawings/findings2.vml").count(b"<x:Row>") == 6


def test_a_web_page_lets_nothing_run_and_nothing_be_fetched() -> None:
    """The policy comes before anything that a page may hold, and an order to go elsewhere is void."""
    page = write_bytes(wrong_report()[0], "html").replace(
        b"<head>", b"<head><meta http-equiv='refresh' content='0;url=https://example.org/'><script>go()</script>"
    )
    copy = annotated(page).copy.decode()
    assert copy.lower().startswith(
        '<!doctype html><meta http-equiv="content-security-policy" content="default-src \'none\''
    )
    assert "<meta http-equiv=\"none\" http-equiv='refresh'" in copy


def test_cells_of_a_web_page_are_marked_by_their_source() -> None:
    """Hidden rows and layout tables do not shift the marks, and an id that a cell has stays its id."""
    dice = random.Random(1)
    report = balanced("cn/2021", dice).replacing({("applications", "new", "total"): 77_777})
    page = STYLES["html with decoys"](report, dice).replace(b">77777<", b" id=own>77777<")
    copy = annotated(page).copy.decode()
    marked = copy[: copy.index("77777")].rpartition("<td")[2]
    assert 'data-comments="' in marked
    assert marked.endswith(" id=own>")
    assert 'href="#own"' in copy


def test_a_statement_is_answered_at_its_paragraph() -> None:
    """The clause that the tables contradict has the comment, and not the table."""
    (paragraph,) = (
        document("docx")
        .xml("word/document.xml")
        .xpath("//*[local-name()='p'][.//*[local-name()='commentReference']][contains(string(), '12 件')]")
    )
    assert "".join(paragraph.itertext()) == STATED
    page = document("html").copy.decode()
    assert 'data-comment="warning"' in page[: page.index(STATED)].rpartition("<p")[2]
    assert f"{STATED}  <== [govdisclosure 1]" in document("md").copy.decode()
    (quote,) = (note for note in notes_of(document("pdf").copy) if "12件”" in note["/Contents"])
    assert quote["/Subtype"] == "/Highlight"


def test_a_statement_of_no_paragraph_is_answered_at_its_cells() -> None:
    """As where the words of the clause are parted: one half may end a page, and the other begin the next."""
    result = document("md").result
    (finding,) = (finding for finding in result.findings if finding.statement)
    review = comments.review_of(result, Document(()))
    (there,) = (each for each in review.annotations if any(finding.id in one.text for one in each.comments))
    assert (there.place, there.quote) == (finding.cells[0].place, "")


def notes_of(data: bytes) -> list[Any]:
    """Return the annotations of a PDF file."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return [note.get_object() for page in pages for note in page.get("/Annots", ())]


def test_a_pdf_has_highlights_over_the_wrong_cells() -> None:
    """In the boxes of the cells, with the Chinese text in them, and a note with the verdict on the first page."""
    found = document("pdf")
    notes = notes_of(found.copy)
    texts = [note["/Contents"] for note in notes]
    assert texts[0].startswith("核对结果：")
    _, truth = wrong_report()
    for index, number in truth.items():
        (note,) = (note for note in notes if f"应为 {number}：" in note["/Contents"])
        corners = read_bytes(found.data).report.place(index).rpartition("(")[2].strip(")").split(", ")
        assert [round(float(each)) for each in note["/Rect"]] == [
            int(corner) + step for corner, step in zip(corners, (1, 1, -1, -1), strict=True)
        ]
        assert note["/Subtype"] == "/Highlight"


@given(st.integers(0, 3), st.floats(0, 500), st.floats(0, 500))
def test_places_on_turned_pages_are_turned_back(quarter: int, x: float, y: float) -> None:
    """The boxes of a page whose text stands upright only when it is turned lie over that text."""
    box = (10.0, 20.0, 610.0, 820.0)
    assert _turned_back(quarter, *box)(_turn(quarter, *box)((x, y))) == pytest.approx((x, y))


def test_of_very_many_places_the_first_have_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the list says that there are more."""
    monkeypatch.setattr(comments, "MAX_PLACES", 1)
    copy = annotated(document("md").data, "en").copy.decode()
    assert "Too many comments: the first 1 are shown." in copy
    assert "[govdisclosure 2]" not in copy


def test_undecided_rules_are_no_comments() -> None:
    """A blank form has a comment for each blank row, and not one for each rule that waits for it."""
    empty = gd.Report(gd.expand(SPEC), (None,) * 200, "示例市", 2024)
    found = annotated(write_bytes(empty, "md"), "en")
    assert found.result.counts["undecided"] == 42
    assert "undecided 42" in found.copy.decode()
    assert "[error, undecided]" not in found.copy.decode()


# refusals -----------------------------------------------------------------------------------------------------------


def refusal(data: bytes, result: gd.CheckResult, name: str = "") -> str:
    """Return the sentence with which a document is refused."""
    with using("en"), pytest.raises(gd.UsageError) as found:
        annotated_bytes(result, Input("x", content=data), name)
    return str(found.value).partition(": cannot be annotated: ")[2]


def test_what_cannot_be_annotated_is_said() -> None:
    """Data, old workbooks, encrypted files, other documents, wrong suffixes: one clear sentence each."""
    word = document("docx")
    assert refusal(gd.to_json(word.result.report).encode(), word.result) == "this is data for programs, and no document"
    assert "this is data" in refusal(write_bytes(word.result.report, "csv"), word.result)
    assert ".xls) takes no comments" in refusal(Path("tests/data/office/printed.xls").read_bytes(), word.result)
    assert refusal(document("html").data, word.result) == "this is not the document that was checked"
    assert refusal(word.data, word.result, "copy.pdf") == "its copy ends in .docx, not in .pdf"
    assert "no table" not in refusal(b"hello", word.result)
    unread = gd.check(gd.from_json(gd.to_json(word.result.report)))
    assert refusal(word.data, unread) == "this is not the document that was checked"


def test_a_protected_pdf_is_refused() -> None:
    """One that opens without a password and yet is encrypted is protected by its author."""
    found = document("pdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(found.data))
    writer.encrypt(user_password="", owner_password="x" * 8, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert (
        refusal(out.getvalue(), gd.check(read_bytes(out.getvalue()))) == "the PDF is protected; remove the protection"
    )


def test_the_original_is_never_written_to(tmp_path: Path) -> None:
    """Whichever way its name is written."""
    path = tmp_path / "report.txt"
    path.write_bytes(BROKEN.read_bytes())
    with pytest.raises(gd.UsageError, match="is the file that was read"):
        gd.annotate(gd.check(gd.read(path)), path, tmp_path / "." / "report.txt")
    assert path.read_bytes() == BROKEN.read_bytes()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["html", "docx", "xlsx", "pdf", "csv", "markdown"])
@pytest.mark.parametrize("seed", range(4))
def test_a_spoiled_document_is_annotated_or_refused(name: str, seed: int) -> None:
    """Bytes changed, lost or put in anywhere: if it can be read, its copy reads alike, or one sentence says why not."""
    data = mutated(STYLES[name](balanced("cn/2021", random.Random(1)), random.Random(1)), random.Random(seed))
    try:
        report = read_bytes(data).report
    except gd.ReadError:
        return
    try:
        copy = annotated_bytes(gd.check(report), Input("x", content=data), "")
    except gd.UsageError:
        return
    assert read_bytes(copy).report == report


@pytest.mark.parametrize("number", ["x", "", "9" * 5000, "²"])
@pytest.mark.parametrize(
    ("name", "part", "before"), [("xlsx", "xl/workbook.xml", 'sheetId="'), ("docx", "word/comments1.xml", 'w:id="')]
)
def test_numbers_of_parts_that_are_none_do_not_matter(name: str, part: str, before: str, number: str) -> None:
    """What a document says of the numbers of its sheets and comments is only there to find a free one."""
    given = STYLES[name](wrong_report()[0], random.Random(1))
    data = annotated_bytes(gd.check(read_bytes(given)), Input("x", content=given), "")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
        parts[part] = re.sub(f'{before}[0-9]+"', f'{before}{number}"', archive.read(part).decode())
    report = read_bytes(zipped(parts)).report
    assert read_bytes(annotated_bytes(gd.check(report), Input("x", content=zipped(parts)), "")).report == report


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_a_document_that_is_annotated_may_hold_a_quarter_of_what_one_that_is_checked_may(name: str) -> None:
    """It is read four times on the way, and a sentence names the limit."""
    data = STYLES[name](wrong_report()[0], random.Random(1))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = [archive.read(each) for each in archive.namelist() if each.endswith(("document.xml", "sheet1.xml"))]
    (most,) = (text.count(b"<") + text.count(b"=") for text in texts)
    with using_limits(Limits(elements=most)), using("en"):
        result = gd.check(read_bytes(data).report)
        with pytest.raises(gd.UsageError, match=r"cannot be annotated: more than .* \(the limit `elements`\)"):
            annotated_bytes(result, Input("x", content=data), "")
    with using_limits(Limits(elements=4 * most)):
        assert read_bytes(annotated_bytes(result, Input("x", content=data), "")).report == result.report


def comments_of(found: Annotated) -> list[str]:
    """Return the comments of all parts of an Office document."""
    with zipfile.ZipFile(io.BytesIO(found.copy)) as archive:
        roots = [found.xml(name) for name in archive.namelist() if name.endswith(".xml")]
    return ["".join(comment.itertext()) for root in roots for comment in root.iter("{*}comment")]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "md"])
def test_a_copy_is_annotated_like_any_other_document(kind: str) -> None:
    """Comments that are there stay; of a cell of a workbook, which has room for one, the new text is put below."""
    once = document(kind)
    twice = annotated(once.copy)
    assert read_bytes(twice.copy).report == read_bytes(once.data).report
    if kind in ("docx", "xlsx"):
        first, second = map(comments_of, (once, twice))
        assert len(second) == len(first) * (2 if kind == "docx" else 1)
        assert all(any(new.startswith(old) for new in second) for old in first)
        assert sum(len(text) for text in second) > 1.5 * sum(len(text) for text in first)


def test_a_copy_that_would_read_otherwise_is_not_written() -> None:
    """Signs of a second list of comments in Markdown would be text of the document."""
    with pytest.raises(gd.UsageError, match="加上批注后读出的内容会变"):
        annotated(document("md").copy)
