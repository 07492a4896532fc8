"""Which format a document is in: what fits best, then the year; what cannot be told apart is said."""

import json
import random
from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.grid.model import Grid
from govdisclosure.language import using
from govdisclosure.reading import read_bytes
from tests.support.minimal import minimal_text
from tests.support.printing import balanced, blocks_of, html_page

TABLE = (
    "<table><tr><td>项目<td>数量"
    + "".join(f"<tr><td>{label}<td>{n}" for n, label in enumerate("甲乙丙丁"))
    + "</table>"
)
SOURCE = "status: official\n  source: {document: 文号}\n  headline: {label: {zh: '{organisation}{year}年{title}'}}"


def formats(folder: Path, **years: str) -> None:
    """Put formats of one table into a folder, alike in all but their years."""
    for name, year in years.items():
        text = minimal_text().replace("test/2024", f"test/{name}").replace("2024..", year)
        (folder / "test").mkdir(exist_ok=True)
        (folder / "test" / f"{name}.yaml").write_text(text.replace("source: {document: 文号}", SOURCE), "utf-8")


def page(year: int) -> bytes:
    """Return a report of a year."""
    return f"<meta charset=utf-8><p>某县{year}年报告</p><p>数据</p>{TABLE}".encode()


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_year_decides_between_formats_that_fit_alike(
    year: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two formats draw the same table, each for its own year: the report is in that of its year, without a remark."""
    formats(tmp_path, v1="2024", v2="2025")
    monkeypatch.setattr("govdisclosure.recognition.detection.all_specs", lambda: loaded(tmp_path))
    report = read_bytes(page(year)).report
    assert report.spec.id == {2024: "test/v1", 2025: "test/v2"}[year]
    assert "formats_alike" not in {problem.code for problem in report.problems}


def test_formats_that_cannot_be_told_apart_are_both_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two formats draw the same table for the same years: one is taken, and the other is named."""
    formats(tmp_path, v1="2024..", v2="2024..")
    monkeypatch.setattr("govdisclosure.recognition.detection.all_specs", lambda: loaded(tmp_path))
    report = read_bytes(page(2024)).report
    (said,) = (problem for problem in report.problems if problem.code == "formats_alike")
    assert "test/v1" in said.message
    assert "test/v2" in said.message


def loaded(folder: Path) -> tuple[gd.Spec, ...]:
    """Return the formats of a folder."""
    return tuple(gd.load_spec(path) for path in sorted(folder.rglob("*.yaml")))


def test_a_format_that_an_annex_names_and_nobody_has_is_said(tmp_path: Path) -> None:
    """The document says what it is; that this format is not here is said, whether it can be read or not."""
    report = gd.read("examples/report-2024.txt").report
    gd.write(report, tmp_path / "own.html")
    text = (tmp_path / "own.html").read_text("utf-8").replace("cn/2021", "xx/2031")
    assert "absent_format" in {problem.code for problem in read_bytes(text.encode()).report.problems}
    annex = json.dumps({"report": {"spec": "xx/2031"}}).replace('"', "&quot;")
    attribute = text.split("<article ")[1].split("=")[0]
    empty = f"<meta charset=utf-8><article {attribute}='{annex}'><table><tr><td>甲<td>1</table></article>"
    with pytest.raises(gd.ReadError, match="xx/2031"):
        read_bytes(empty.encode())


def test_a_table_of_strokes_is_called_a_table() -> None:
    """A text that holds a table of another kind is not told that it holds none."""
    with using("zh"), pytest.raises(gd.ReadError, match=r"不是已知格式的表。文中有：.*名称.*数目"):
        read_bytes("序号\n| 名称\n| 数目\n1\n| 某类\n| 3".encode())
    with using("zh"), pytest.raises(gd.ReadError, match="没有表格"):
        read_bytes("只有一段话。".encode())


def test_a_group_printed_as_one_row_is_a_subtotal() -> None:
    """The sum of rows that are not printed says nothing of each, and decides the totals over them."""
    spec = gd.load_spec("cn/2021")
    head = "<tr><td colspan=3>统计<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计"
    row = "<tr><td colspan=3>{}" + "<td>{}" * 7
    above = (path for path in gd.expand(spec).tables["applications"].rows.lines if path.path.startswith("outcome."))
    labels = [line.texts("zh")[-1] for line in above if not line.path.startswith("outcome.other")]
    rows = [row.format(label, *[0] * 7) for label in labels] + [row.format("（六）其他处理", 0, 0, 0, 0, 0, 4, 4)]
    for total, status in ((4, set()), (5, {("applications/rows:outcome", "fail", 5, 4)})):
        last = row.format("（七）总计", 0, 0, 0, 0, 0, 4, total)
        report = read_bytes(
            f"<meta charset=utf-8><table>{head}{''.join(rows)}{last}</table>".encode(), spec=spec
        ).report
        parts = [path for path in report["applications"].rows if path.startswith("outcome.other.")]
        assert {cell.state for path in parts for cell in report["applications"][path].values()} == {"absent"}
        assert "group_in_one_row" in {problem.code for problem in report.problems}
        assert gd.from_json(gd.to_json(report)) == report
        found = gd.check(report).findings
        assert {(f.rule, f.status, f.left, f.right) for f in found if f.rule.endswith("rows:outcome")} == status


def test_a_label_with_a_note_is_read_and_said() -> None:
    """A note in brackets after a label does not hide the row; one that makes another row of it does."""
    rows = "<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数<tr><td>{}<td>1<td>2<td>3"
    for label, value in (("规章（由有关机关填写）", 1), ("规章（上年）", None)):
        data = f"<meta charset=utf-8><table>{rows.format(label)}<tr><td>行政规范性文件<td>4<td>5<td>6</table>"
        report = read_bytes(data.encode(), spec="cn/2021").report
        assert report["documents"]["regulation", "issued"].value == value
        assert ("label_with_note" in {problem.code for problem in report.problems}) == (value is not None)


@pytest.mark.parametrize(("year", "spec"), [(2019, "cn/2019"), (2024, "cn/2021")])
def test_the_year_decides_whatever_other_names_stand_around_a_table(year: int, spec: str) -> None:
    """A table that two formats have alike is one of the year's format, though only the other knows a word beside it."""
    blocks = blocks_of(balanced("cn/2019", random.Random(1)))
    reviews = [block for block in blocks if isinstance(block, Grid)][-1]
    printed: list[str | Grid] = [
        f"示例市示例局{year}年政府信息公开工作年度报告",
        "四、行政复议、行政诉讼情况",
        reviews,
        "本年制发件数",
    ]
    assert read_bytes(html_page(printed).encode()).report.spec.id == spec


def test_traditional_characters_are_read_and_kept() -> None:
    """Labels in traditional characters are those of the format; the text stays as it is printed."""
    spec = gd.load_spec("cn/2021")
    rows = "<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数<tr><td>规章<td>1<td>2<td>3"
    page_text = (
        "<meta charset=utf-8><p>某縣統計局2024年政府信息公開工作年度報告</p><p>一、總體情況</p>"
        "<p>認真貫徹條例，數據準確。</p>"
        f"<p>二、主動公開政府信息情況</p><table>{rows}</table>"
    )
    table = str.maketrans("内发废现规", "內發廢現規")
    report = read_bytes(page_text.translate(table).encode(), spec=spec).report
    assert [cell.value for cell in report["documents"]][:3] == [1, 2, 3]
    assert report.organisation == "某縣統計局"
    assert report.sections["overview"] == "認真貫徹條例，數據準確。"
    assert "traditional_characters" in {problem.code for problem in report.problems}


def test_text_in_traditional_characters_makes_no_document_one() -> None:
    """Labels that are found as they stand need no others, though a page holds little of a form: nothing is said."""
    rows = "<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数<tr><td>规章<td>1<td>2<td>3"
    page = (
        "<meta charset=utf-8><p>某县统计局2024年政府信息公开工作年度报告</p><p>一、总体情况</p>"
        f"<p>關於資訊公開條例實施的說明。</p><p>二、主动公开政府信息情况</p><table>{rows}</table>"
    )
    report = read_bytes(page.encode()).report
    assert [cell.value for cell in report["documents"]][:3] == [1, 2, 3]
    assert "traditional_characters" not in {problem.code for problem in report.problems}


def test_heads_cut_alike_are_told_by_the_others() -> None:
    """Two heads with the same beginning stand in the order of the form if the third is whole; without it nothing is."""
    for third, numbers in (("对外公开总数量", [1, 2, 3]), ("数量", [None, None, None])):
        rows = f"<tr><td>信息内容<td>本年新<td>本年新<td>{third}<tr><td>规章<td>1<td>2<td>3"
        data = f"<meta charset=utf-8><table>{rows}<tr><td>规范性文件<td>4<td>5<td>6</table>"
        try:
            report = read_bytes(data.encode(), spec="cn/2019").report
        except gd.ReadError:
            assert numbers[0] is None
            continue
        cells = [*report["documents"]][:3]
        assert [cell.value for cell in cells] == numbers
        assert [cell.origin for cell in cells] == ["inferred", "inferred", "printed"]
        assert "head_cut" in {problem.code for problem in report.problems}
