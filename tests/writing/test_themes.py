"""The look of Word documents: what a theme changes, what it never changes, and what is said of a faulty one."""

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import attrs
import docx
import jsonschema
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from govdisclosure.documents import THEME_KINDS, Theme
from govdisclosure.editor import theme_schema, with_key_tables
from govdisclosure.errors import UsageError
from govdisclosure.keys import Key, keys_of
from govdisclosure.language import using
from govdisclosure.reading import read_bytes
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import reports
from govdisclosure.writing import THEMES, blank_bytes, load_theme, write_bytes
from govdisclosure.writing import themes as shipped
from tests.support.comparing import as_printed, same

SPEC = find_spec("cn/2021")
SCHEMA = jsonschema.Draft7Validator(theme_schema("en"))
PAGE = {"width": 210, "height": 297}


def _document(theme: str | Path) -> Any:
    return docx.Document(io.BytesIO(blank_bytes(SPEC, "docx", theme=theme)))


def _theme(folder: Path, text: str) -> Path:
    path = folder / "province.yaml"
    path.write_text(text, "utf-8")
    return path


def _faults(folder: Path, text: str) -> list[str]:
    with using("en"), pytest.raises(UsageError) as caught:
        load_theme(_theme(folder, text))
    return [line.partition("province.yaml:")[2] for line in str(caught.value).splitlines()]


def _values(key: Key) -> st.SearchStrategy[Any]:
    """Values that a key takes, far from those that it usually has."""
    if get_origin(key.type) is Literal:
        return st.sampled_from(get_args(key.type))
    if key.type is bool:
        return st.booleans()
    if key.pattern:
        return st.sampled_from(["FFFFFF", "c6d9f1", "FF9999", "88CC88"])
    if key.type is str:
        return st.sampled_from(["宋体", '"><&', "A b", "字" * 40])
    least, most = key.within or (0, 9)
    return st.integers(least, most)


@st.composite
def looks(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what a theme file may say: any of its keys, with room for the text."""
    found: dict[str, Any] = {}
    for part in keys_of(Theme):
        if not attrs.has(part.type):
            continue
        found[part.name] = draw(st.fixed_dictionaries({}, optional={k.name: _values(k) for k in keys_of(part.type)}))
    margins = {side: draw(st.integers(0, 60)) for side in ("left", "right", "top", "bottom")}
    found["page"] |= {**PAGE, **margins}
    found["table"]["overhang"] = draw(st.integers(0, min(margins["left"], margins["right"])))
    return {**found, "extends": draw(st.sampled_from(THEMES))}


@pytest.mark.parametrize("theme", THEMES)
@given(data=st.data())
@settings(max_examples=5)
def test_whatever_the_look_the_report_is_the_same(theme: str, data: st.DataObject) -> None:
    """Under every theme of the package, what is written is what is read."""
    report = data.draw(reports(SPEC, complete=False))
    written = write_bytes(report, "docx", theme=theme)
    assert same(as_printed(report, "docx"), read_bytes(written).report)


@given(look=looks(), data=st.data())
@settings(max_examples=5)
def test_no_theme_hides_what_is_printed(
    look: dict[str, Any], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Within the limits of its keys, a theme of one's own changes no figure and no text; its schema takes it too."""
    assert not list(SCHEMA.iter_errors(look))
    path = _theme(tmp_path_factory.mktemp("look"), json.dumps(look, ensure_ascii=False))
    report = data.draw(reports(SPEC, complete=False))
    assert same(as_printed(report, "docx"), read_bytes(write_bytes(report, "docx", theme=path)).report)


def test_a_theme_says_only_what_differs(tmp_path: Path) -> None:
    """All else is as in the look that it extends."""
    path = _theme(tmp_path, "extends: gongwen\ntitle:\n  font: 华文中宋\npage:\n  left: 30.5\n")
    document, theme = _document(path), load_theme(path)
    assert document.styles["Title"].element.rPr.rFonts.get(qn("w:eastAsia")) == "华文中宋"
    assert theme.page.left == Decimal("30.5")
    assert theme.body == load_theme("gongwen").body
    assert load_theme(_theme(tmp_path, "title: {size: 20}")).body == load_theme().body


def test_official_documents_have_their_grid_and_page_numbers() -> None:
    """Margins, 22 lines of 28 characters, and numbers outside, as GB/T 9704-2012 asks for."""
    document = _document("gongwen")
    paper = document.sections[0]
    assert [round(side.mm) for side in (paper.top_margin, paper.bottom_margin, paper.left_margin)] == [37, 35, 28]
    pitch = int(paper._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch"))) / 20 / 72 * 25.4
    assert 22 * pitch <= 225 < 22.1 * pitch
    apart = int(document.styles["Normal"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 28 * (16 + apart) <= 156 / 25.4 * 72 < 28.2 * (16 + apart)
    assert document.settings.odd_and_even_pages_header_footer
    feet = [foot._element.find(qn("w:p")) for foot in (paper.footer, paper.even_page_footer)]
    assert [foot.find(qn("w:pPr")).find(qn("w:jc")).get(qn("w:val")) for foot in feet] == ["right", "left"]
    assert ["".join(text.text or "" for text in foot.iter(qn("w:t"))) for foot in feet] == ["— 1 —"] * 2


def test_articles_stand_on_their_bands() -> None:
    """As in the circulated blank form: the four articles, on its blue, and nothing else."""
    cells = [
        cell for cell in _document("bands").element.body.iter(qn("w:tc")) if cell.find(f".//{qn('w:shd')}") is not None
    ]
    assert len(cells) == 4
    assert {"C6D9F1"} == {cell.find(f".//{qn('w:shd')}").get(qn("w:fill")) for cell in cells}
    assert not list(_document("official").element.body.iter(qn("w:shd")))


def test_every_fault_of_a_theme_is_told_with_its_place(tmp_path: Path) -> None:
    """Unknown keys, wrong kinds, numbers out of bounds: all at once, in the order of the file."""
    text = (
        "titel: {}\nbody:\n  size: big\n  align: middle\n  line: 9\ntable:\n  heading_band: 003366\n  head_band: red\n"
    )
    assert _faults(tmp_path, text) == [
        "1:1: unknown key titel; did you mean title?",
        "3:9: expected a number, found the text 'big'",
        "4:10: expected one of left, center, right, justify; found the text 'middle'",
        "5:9: expected 1 to 5; found the number 9",
        "7:17: expected text, found the number 3366; put it in quotes",
        "8:14: expected as in \"F2F2F2\"; found the text 'red'",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("page: {left: 100, right: 100}", "1:14: the margins leave 10 mm of the page; at least 40 mm are needed"),
        ("page: {top: 150, bottom: 150}", "1:13: the margins leave -3 mm of the page; at least 40 mm are needed"),
        ('table:\n  head_band: "003366"', "2:14: too dark for black text to be legible on it"),
        ("table: {overhang: 26}", "1:19: tables would stand out of the paper"),
        ("extends: bandz", "1:10: no theme bandz; did you mean bands?"),
        ("- 1", "1:1: expected a mapping, found a list"),
        ("", "1:1: the file is empty"),
        ("body: &x {}\ntitle: *x", "1:7: no anchors and no aliases here (& and *)"),
        ("table: {font: " + "字" * 41 + "}", "1:15: expected 1 to 40 characters; found the text"),
        ("[" * 60, "1:42: nested deeper than 40 levels"),
    ],
)
def test_a_theme_that_makes_no_sense_is_one_sentence(text: str, fault: str, tmp_path: Path) -> None:
    """What no reader could see, what leaves no room, and what is no theme at all."""
    assert _faults(tmp_path, text)[0].startswith(fault)


def test_themes_of_the_package_are_as_good_as_ones_own() -> None:
    """Each file is valid by the schema, and has the name that it is called by."""
    for name in THEMES:
        assert not list(SCHEMA.iter_errors(json.loads(json.dumps(shipped._parsed(name).data, default=float))))
    folder = Path(str(shipped.__file__)).parent
    assert set(THEMES) == {path.stem for path in folder.glob("*.yaml")}


@pytest.mark.parametrize(("language", "name"), [("en", "themes.md"), ("zh", "themes.zh.md")])
def test_the_page_of_themes_is_not_stale(language: str, name: str) -> None:
    """`govdisclosure --lang en spec keys --into docs/themes.md` writes its tables; none is left out."""
    page = (Path(__file__).parents[2] / "docs" / name).read_text("utf-8")
    with using(language):
        assert page == with_key_tables(page)
    assert all(f"<!-- keys of {kind.__name__} -->" in page for kind in THEME_KINDS)
