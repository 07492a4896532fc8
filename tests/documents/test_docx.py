"""Word documents: what stands in them is what Word shows once its tracked changes are accepted."""

import pytest

import govdisclosure as gd
from govdisclosure.documents.opening import open_document
from govdisclosure.documents.own import NAMESPACE
from govdisclosure.files import Limits, using_limits
from govdisclosure.grid.model import Document, TextBlock
from govdisclosure.language import using
from govdisclosure.reading import read_bytes
from tests.support.printing import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(content: str, properties: str = "") -> str:
    """Return a cell with one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{content}</w:p></w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row; plain texts are cells."""
    inner = "".join(each if each.startswith("<w:") else cell(run(each)) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def opened(body: str, **parts: str) -> Document:
    """Open a Word document with a body, and with other parts by their names."""
    xml = f"<w:document {W} {MC} {MATH}><w:body>{body}</w:body></w:document>"
    others = {f"word/{name}.xml": f"<w:{name} {W}>{text}</w:{name}>" for name, text in parts.items()}
    return open_document(zipped({"word/document.xml": xml, **others}))


def text_of(content: str, **parts: str) -> str:
    """Return the text of a cell with some content."""
    grid = opened(table(row("label", cell(content))), **parts).grids[0]
    return grid.cells[1].text


def texts(document: Document) -> list[str]:
    """Return the paragraphs of a document."""
    return [block.text for block in document.blocks if isinstance(block, TextBlock)]


# text -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("1") + run("2"), "12"),
        ("<w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:ins>" + run("12") + "</w:ins>", "12"),
        ("<w:moveFrom>" + run("9") + "</w:moveFrom><w:moveTo>" + run("12") + "</w:moveTo>", "12"),
        (run("9", "<w:vanish/>") + run("12", '<w:vanish w:val="0"/>'), "12"),
        (run("9", "<w:strike/>") + run("9", "<w:dstrike/>") + run("12"), "12"),
        (run("12") + run("1", '<w:vertAlign w:val="superscript"/>'), "12（1）"),
        (run("12") + "<w:r><w:footnoteReference w:id='1'/></w:r>", "12"),
        (run("1") + "<w:r><w:softHyphen/></w:r>" + run("2"), "12"),
        ("<w:r><w:noBreakHyphen/><w:t>3</w:t></w:r>", "-3"),
        ("<w:r><w:t>1</w:t><w:br/><w:t>2</w:t><w:tab/><w:t>3</w:t></w:r>", "1\n2 3"),
        ("<w:hyperlink>" + run("12") + "</w:hyperlink><w:smartTag>" + run("3") + "</w:smartTag>", "123"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("12") + "</w:sdtContent></w:sdt>", "12"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("填") + "</w:sdtContent></w:sdt>", ""),
        ("<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>", "12"),
        ("<w:r><w:ruby><w:rt>" + run("9") + "</w:rt><w:rubyBase>" + run("12") + "</w:rubyBase></w:ruby></w:r>", "12"),
        ("<w:bookmarkStart w:id='0' w:name='x'/>" + run("12") + "<w:bookmarkEnd w:id='0'/>", "12"),
    ],
)
def test_a_cell_says_what_word_shows(content: str, text: str) -> None:
    """Deleted, hidden and struck-out text is not there; inserted text, controls and links are."""
    assert text_of(content) == text


def test_a_sign_of_a_symbol_font_is_no_digit_and_not_nothing() -> None:
    """A figure of which one digit is a symbol is not read as the figure without it."""
    assert text_of(run("1") + '<w:r><w:sym w:font="Symbol" w:char="F032"/></w:r>') == "1\uf032"
    assert text_of(run("1") + "<w:r><w:sym/></w:r>") == "1\ufffd"


@pytest.mark.parametrize("result", ["12", "0"])
def test_a_field_is_its_result(result: str) -> None:
    """What a field is told to do is not shown, nor are fields inside of that; what it gave is."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    inner = mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + mark("separate") + run("77") + mark("end")
    told = "<w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>" + inner + run("99")
    assert text_of(mark("begin") + told + mark("separate") + run(result) + mark("end")) == result
    assert text_of(f'<w:fldSimple w:instr="=SUM(ABOVE)">{run(result)}</w:fldSimple>') == result


def test_a_style_may_hide_or_raise() -> None:
    """A run is shown as its style says, or the one that is based on; what the run itself says comes first."""
    styles = (
        '<w:style w:styleId="a"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:styleId="c"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:styleId="d"><w:name w:val="Placeholder Text"/></w:style>'
        '<w:style w:styleId="e"><w:basedOn w:val="f"/></w:style><w:style w:styleId="f"><w:basedOn w:val="e"/></w:style>'
    )
    named = '<w:rStyle w:val="{}"/>'.format
    content = run("12") + run("9", named("a")) + run("9", named("b")) + run("1", named("c")) + run("9", named("d"))
    assert text_of(content + run("3", named("e")), styles=styles) == "12（1）3"
    assert text_of(run("12", named("a") + '<w:vanish w:val="0"/>'), styles=styles) == "12"


def test_a_text_box_is_read_once() -> None:
    """A box stands in the file twice, for new and for old programs; headers, footers and notes are not read."""
    box = f"<w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    document = opened(f"<w:p>{run('before')}<w:r>{both}</w:r></w:p>", header1=f"<w:p>{run('head')}</w:p>", footnotes="")
    assert texts(document) == ["before", "box"]


def test_what_stands_in_the_file_for_new_and_old_programs_is_read_once() -> None:
    """Of a figure, a paragraph, a row or a table that is there twice, the copy for older programs is passed over."""

    def twice(content: str) -> str:
        return (
            f"<mc:AlternateContent><mc:Choice>{content}</mc:Choice>"
            f"<mc:Fallback>{content}</mc:Fallback></mc:AlternateContent>"
        )

    assert text_of(run("1") + twice(run("2"))) == "12"
    assert texts(opened(twice(f"<w:p>{run('a')}</w:p>"))) == ["a"]
    (grid,) = opened(twice(table(row("a", "1"), twice(row("b", "2"))))).grids
    assert [[one.text for one in cells] for cells in grid.rows()] == [["a", "1"], ["b", "2"]]


def test_a_text_box_in_a_cell_is_none_of_its_text() -> None:
    """A box anchored in a cell floats over the page; a figure that it may cover is none."""
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent></w:pict></w:r>"
    document = opened(table(row("a", cell(run("1") + box))))
    assert document.grids[0].cells[1].text == "1\ufffd"
    assert texts(document) == ["box"]


# tables ---------------------------------------------------------------------------------------------------------


def spans(document: Document) -> list[tuple[str, int, int, int, int]]:
    """Return the cells of the first table with their places and spans."""
    return [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in document.grids[0].cells]


def test_a_merge_that_nothing_began_begins_there() -> None:
    """A cell that continues one that spans no rows is a cell of its own, whose followers continue it."""
    down = "<w:vMerge/>"
    document = opened(table(row("a", "1"), row(cell(run("b"), down), "2"), row(cell("", down), "3")))
    assert ("b", 1, 0, 2, 1) in spans(document)
    assert ("a", 0, 0, 1, 1) in spans(document)


def test_merges_across_and_down() -> None:
    """Cells are merged across by a span or by continuing to the left, and down where they are as wide as above."""
    begin, on = '<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>'
    document = opened(
        table(
            row(cell(run("a"), '<w:gridSpan w:val="2"/>' + begin), cell(run("b"), '<w:hMerge w:val="restart"/>')),
            row(cell("", '<w:gridSpan w:val="2"/>' + on), cell(run("c"))),
            row("d", "e", "f"),
        )
    )
    assert ("a", 0, 0, 2, 2) in spans(document)
    across = opened(
        table(row(cell(run("a"), '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "b"), row(*"cde"))
    )
    assert spans(across)[:2] == [("a", 0, 0, 1, 2), ("b", 0, 2, 1, 1)]


def test_a_cell_is_named_by_its_table_its_row_and_its_place_in_the_row() -> None:
    """Each is counted from one, and rows begin anew in every table."""
    with using("en"):
        grids = opened(table(row("a", "1"), row("b", "2")) + table(row("c", "3"), row("d", "4"))).grids
    named = {cell.text: cell.place for grid in grids for cell in grid.cells}
    assert named["a"] == "table 1, row 1, cell 1"
    assert named["2"] == "table 1, row 2, cell 2"
    assert named["c"] == "table 2, row 1, cell 1"


def test_a_row_may_begin_later() -> None:
    """Columns that are left out before a row are empty, and those left out after it are too."""
    late = row("1", properties='<w:gridBefore w:val="2"/><w:gridAfter w:val="1"/>')
    assert spans(opened(table(row(*"abcd"), late)))[-1] == ("1", 1, 2, 1, 1)


def test_deleted_and_hidden_rows_are_not_there() -> None:
    """A row whose deletion is tracked, and a hidden one, are left out; a deleted cell is empty."""
    document = opened(
        table(
            row("a", "1"),
            row("b", "2", properties="<w:del/>"),
            row("c", "3", properties="<w:hidden/>"),
            row("d", cell(run("4"), "<w:cellDel/>")),
        )
    )
    assert [text for text, *_ in spans(document)] == ["a", "1", "d", ""]


def test_rows_and_cells_stand_in_content_controls() -> None:
    """A control around a row or a cell changes nothing."""
    inner = f"<w:sdt><w:sdtContent>{cell(run('1'))}</w:sdtContent></w:sdt>"
    whole = f"<w:sdt><w:sdtContent>{row('a', inner)}</w:sdtContent></w:sdt>"
    assert [text for text, *_ in spans(opened(table(whole, row("b", "2"))))] == ["a", "1", "b", "2"]


def test_a_table_in_a_cell_is_a_table() -> None:
    """A table that holds others arranges the page; one with a single cell does too."""
    document = opened(table(f"<w:tr><w:tc><w:p>{run('x')}</w:p>{table(row('a', '1'))}</w:tc></w:tr>"))
    assert texts(document) == ["x"]
    assert [text for text, *_ in spans(document)] == ["a", "1"]


def test_wide_rows_are_refused() -> None:
    """Spans that add up to more columns than the limit are refused."""
    wide = row(*[cell(run("1"), '<w:gridSpan w:val="900"/>')] * 3)
    with pytest.raises(gd.ReadError, match="width"):
        opened(table(wide, wide))
    with using_limits(Limits(cells=3)), pytest.raises(gd.ReadError, match="cells"):
        opened(table(row("a", "b"), row("c", "d")))


# numbers that Word puts before paragraphs -----------------------------------------------------------------------


def level(depth: int, kind: str, text: str, more: str = "") -> str:
    """Return a level of a list."""
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inner}</w:lvl>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>')
    + level(1, "decimal", "%2.")
    + level(2, "lowerGreek", "%3.")
    + level(3, "bullet", "\uf0b7")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def numbered(text: str, depth: int = 0, number: int = 1) -> str:
    """Return a paragraph of a list."""
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr>{run(text)}</w:p>"


def test_numbers_of_lists_are_shown() -> None:
    """Word numbers paragraphs itself: deeper levels begin anew, and what is not known here has no number."""
    body = "".join(
        (numbered("a"), numbered("b", 1), numbered("c", 1), numbered("d"), numbered("e", 1), numbered("f", 2),
         numbered("g", 3), numbered("h", 0, 2), numbered("i"), numbered("j", 0, 9))
    )  # fmt: skip
    assert texts(opened(body, numbering=NUMBERING)) == [
        "一、a", "1. b", "2. c", "二、d", "1. e", "f", "g", "五、h", "六、i", "j",
    ]  # fmt: skip


def test_a_number_may_hold_those_of_the_levels_above() -> None:
    """A level above of which nothing stands before is at its first."""
    numbering = NUMBERING.replace('w:val="%2."', 'w:val="%1.%2"')
    body = "".join((numbered("a", 1), numbered("b"), numbered("c"), numbered("d", 1), numbered("e", 1)))
    assert texts(opened(body, numbering=numbering)) == ["一.1 a", "一、b", "二、c", "二.1 d", "二.2 e"]


def test_a_style_may_number() -> None:
    """Headings are numbered by their style, whose level is that of the list that names it."""
    linked = NUMBERING.replace('<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:pStyle w:val="h2"/>')
    styles = (
        '<w:style w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="h2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="h3"><w:basedOn w:val="h1"/></w:style>'
    )
    named = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'.format
    body = named("h1") + named("h2") + named("h3") + named("other")
    assert texts(opened(body, styles=styles, numbering=linked)) == ["一、x", "1. x", "二、x", "x"]


def test_what_says_nothing_of_numbers_changes_none() -> None:
    """A style based on itself, a list that changes only its looks, and how a numbered paragraph is aligned."""
    styles = (
        '<w:style w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="circle"><w:basedOn w:val="circle"/></w:style>'
    )
    looks = '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:lvl/></w:lvlOverride></w:num>'
    named = '<w:p><w:pPr><w:pStyle w:val="{}"/><w:jc w:val="left"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'.format
    body = named("h1") + named("circle") + named("h1")
    assert texts(opened(body, styles=styles, numbering=NUMBERING + looks)) == ["一、x", "x", "二、x"]


def test_a_field_that_ends_without_a_beginning_is_none() -> None:
    """The text around it stays."""
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert text_of(run("1") + end + run("2")) == "12"


def test_a_table_whose_rows_are_all_deleted_is_none() -> None:
    """What stood in it is gone once the changes are accepted."""
    document = opened(table(row("1", "2", properties="<w:del/>")) + f"<w:p>{run('文字')}</w:p>")
    assert (document.grids, texts(document)) == ((), ["文字"])


@pytest.mark.parametrize("target", ["word/gone.xml", ""])
@pytest.mark.parametrize("kind", ["officeDocument", "extended-properties"])
def test_the_text_stands_where_word_puts_it_unless_another_part_is_named(kind: str, target: str) -> None:
    """What names no part that is there names none."""
    relation = f'<Relationship Id="a" Type="http://schemas.openxmlformats.org/x/{kind}" Target="{target}"/>'
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'
    xml = f"<w:document {W}><w:body><w:p>{run('文字')}</w:p></w:body></w:document>"
    assert texts(open_document(zipped({"_rels/.rels": relations, "word/document.xml": xml}))) == ["文字"]


def test_the_data_of_others_are_no_annex() -> None:
    """Word keeps parts of any programs with a document, and one may even mention the name of ours."""
    xml = f"<w:document {W}><w:body><w:p>{run('文字')}</w:p></w:body></w:document>"
    others = {"customXml/item1.xml": "<b>data</b>", "customXml/item2.xml": f'<b xmlns="{NAMESPACE}">data</b>'}
    assert open_document(zipped({"word/document.xml": xml, **others})).annex == ""


def test_headings_numbered_by_word_are_headings() -> None:
    """A report whose headings get their numbers from a list reads without a word about them."""
    page = f"<w:p>{run('某县2024年政府信息公开工作年度报告')}</w:p>"
    names = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况")
    page += "".join(numbered(name) + f"<w:p>{run('文字')}</w:p>" for name in names)
    page += table(row("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), row("规章", "1", "2", "3"))
    xml = f"<w:document {W}><w:body>{page}</w:body></w:document>"
    numbering = f"<w:numbering {W}>{NUMBERING}</w:numbering>"
    report = read_bytes(zipped({"word/document.xml": xml, "word/numbering.xml": numbering})).report
    assert {"overview", "proactive", "applications"} <= set(report.sections)
    assert "section_heading" not in {problem.code for problem in report.problems}


# what is seen ---------------------------------------------------------------------------------------------------

WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    "properties",
    [
        WHITE, '<w:color w:val="auto" w:themeColor="background1"/>', '<w:sz w:val="2"/>', '<w:w w:val="1"/>',
        "<w:specVanish/>", "<w:strike/>",
    ],
)  # fmt: skip
def test_letters_that_are_not_seen_are_not_read(properties: str) -> None:
    """White on white, of no size, hidden or struck out: said of a run, of its style, or of its paragraph's style."""
    assert text_of(run("12") + run("9", properties)) == "12"
    styled = f'<w:style w:type="character" w:styleId="x"><w:basedOn w:val="y"/></w:style>{style("y", properties)}'
    assert text_of(run("12") + run("9", '<w:rStyle w:val="x"/>'), styles=styled) == "12"
    of_paragraph = "<w:pPr><w:pStyle w:val='x'/></w:pPr>" + run("9")
    assert text_of(of_paragraph, styles=styled) == ""
    usual = style("u", properties, 'w:type="paragraph" w:default="1"')
    assert text_of(run("9"), styles=usual) == ""
    default = f"<w:docDefaults><w:rPrDefault><w:rPr>{properties}</w:rPr></w:rPrDefault></w:docDefaults>"
    assert text_of(run("9"), styles=default + style("z", "")) == ""


@pytest.mark.parametrize("properties", ["<w:strike/>", "<w:vanish/>", WHITE])
def test_figures_that_are_not_seen_are_said(properties: str) -> None:
    """A cell whose figure is struck out or not shown reads as blank, which is not what its writer meant it to be."""
    cells = [cell(run("7", properties)), cell(run("word", properties)), cell(run("3"))]
    document = opened(table(*(row("label", each) for each in cells)))
    (note,) = document.notes
    assert (note.code, note.place) == ("hidden_cells", document.grids[0].cells[1].place)


def style(name: str, properties: str, more: str = "") -> str:
    """Return a style with properties of runs."""
    return f'<w:style w:styleId="{name}" {more}><w:rPr>{properties}</w:rPr></w:style>'


def test_a_run_says_otherwise_than_its_style() -> None:
    """What is nearer goes first."""
    styles = style("x", "<w:strike/><w:vanish/>", 'w:type="paragraph" w:default="1"')
    assert text_of(run("12", '<w:strike w:val="0"/><w:vanish w:val="0"/>') + run("9"), styles=styles) == "12"


def test_white_is_seen_on_what_is_not_white() -> None:
    """The ground may be that of the run, of the cell, or of a style of tables that is not followed here."""
    assert text_of(run("12", WHITE + '<w:shd w:fill="003366"/>')) == "12"
    assert text_of(run("12", WHITE + '<w:highlight w:val="black"/>')) == "12"
    dark = row("label", cell(run("12", WHITE), '<w:shd w:fill="003366"/>'))
    assert opened(table(dark)).grids[0].cells[1].text == "12"
    styled = '<w:tblPr><w:tblStyle w:val="x"/></w:tblPr>' + row(
        "label", cell(run("12", WHITE)), cell(run("规章", WHITE))
    )
    assert [each.text for each in opened(table(styled)).grids[0].cells] == ["label", "\ufffd12", "规章"]


@pytest.mark.parametrize("value", ["10", "-6", "superscript"])
def test_letters_off_their_line_are_a_note(value: str) -> None:
    """Raised or lowered, by a position or by a word; a position of nought is none."""
    tag = "vertAlign" if value.isalpha() else "position"
    raised = f'<w:{tag} w:val="{value}"/>'
    assert text_of(run("30") + run("2", raised)) == "30（2）"
    assert text_of(run("30") + run("2", '<w:rStyle w:val="x"/>'), styles=style("x", raised)) == "30（2）"
    assert text_of(run("30") + run("2", '<w:position w:val="0"/>')) == "302"


@pytest.mark.parametrize(
    "thing",
    [
        "<w:r><w:drawing/></w:r>", "<w:r><w:pict/></w:r>", "<w:r><w:object/></w:r>",
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList/></w:ffData></w:fldChar></w:r>",
    ],
)  # fmt: skip
def test_what_is_no_text_is_no_blank(thing: str) -> None:
    """A picture, a drawing, an object or a list to choose from says something that cannot be read."""
    assert text_of(thing) == "\ufffd"
    assert "\ufffd" in text_of(run("12") + thing)


def test_built_formulas_are_no_figures() -> None:
    """A numerator and a denominator are not one number, and an exponent is no digit."""
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert "\ufffd" in text_of(fraction)
    power = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>1</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    assert text_of(power) == "1（2）"
    assert "\ufffd" in text_of(f"<w:bdo w:val='rtl'>{run('12')}</w:bdo>")


def test_a_row_without_room_is_not_read() -> None:
    """A height that is exactly nothing hides it; one that is only the least does not."""
    low = '<w:trHeight w:val="1" w:hRule="{}"/>'
    rows = [
        row("a", "1"),
        row("b", "2", properties=low.format("exact")),
        row("c", "3", properties=low.format("atLeast")),
    ]
    assert [each.text for each in opened(table(*rows)).grids[0].cells] == ["a", "1", "c", "3"]


def test_a_document_of_too_much_is_refused() -> None:
    """Its elements are counted before they fill the memory."""
    with using_limits(Limits(elements=10_000)), pytest.raises(gd.ReadError, match="elements"):
        opened("<w:p/>" * 11_000)
