"""Lint compares a format with the version before, with its family and parent, and with its place among the files."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from govdisclosure.lint.linting import _inside, lint_file, lint_text
from govdisclosure.specfile.store import using_folders
from tests.support.planting import CLEAN, WHY, found, planted


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of formats with the clean one in it."""
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "2030.yaml").write_text(CLEAN, encoding="utf-8")
    with using_folders([tmp_path]):
        yield tmp_path


NEWER = (
    CLEAN.replace("shop/2030", "shop/2031").replace("2030..", "2031..").replace("official", "draft")
    + """\
change:
  from: shop/2030
  edits: []
"""
)
"""The same format a year later, in which nothing changed."""
CHILD = """\
spec:
  {id: shop/2031, revision: "1", for_years: 2031.., status: draft, source: {document: 商〔2031〕1号, certainty: A}}
extends: shop/2030
change:
  edits:
    - add: stock/rows:lost
      after: sold
      node: {label: {zh: 损耗, en: Lost}}
      why: {zh: 单列, en: Counted apart}
rules:
  balance:
    table: stock
    each: columns
    check: opening + bought == sold + lost + closing
    label: {zh: 进出平衡, en: What comes in goes out or stays}
"""


@pytest.mark.parametrize(
    ("code", "replacements"),
    [
        pytest.param("unknown_version", [("from: shop/2030", "from: »shop/2029")], id="the version before is missing"),
        pytest.param("unknown_version", [("from: shop/2030", "from: »shop/2031")], id="a version comes out of itself"),
        pytest.param(
            "change_differs",
            [("edits: []", f"edits:\n    - »drop: stock/rows:stolen\n      {WHY}")],
            id="an edit names a row that is not there",
        ),
        pytest.param(
            "change_differs",
            [("edits: []", f"edits:\n    - »drop: stock/lines:sold\n      {WHY}")],
            id="an edit names no place",
        ),
        pytest.param(
            "change_differs",
            [("edits: []", f"edits:\n    - drop: stock/rows:sold\n      {WHY}"), ("change:", "»change:")],
            id="an edit drops a row that is still there",
        ),
        pytest.param("shape", [("edits: []", f"edits:\n    - »{WHY}")], id="an edit does nothing"),
        pytest.param(
            "shape",
            [("edits: []", f"edits:\n    - »add: stock\n      drop: stock\n      {WHY}")],
            id="an edit does two things",
        ),
        pytest.param(
            "shape",
            [("edits: []", f"edits:\n    - split: stock\n      into: [takings, »takings]\n      {WHY}")],
            id="an edit names a place twice",
        ),
        pytest.param(
            "change_differs",
            [("zh: 国外, en: Abroad", "zh: 境外, en: Abroad"), ("change:", "»change:")],
            id="a label changed and no edit says so",
        ),
        pytest.param(
            "change_differs",
            [("          total: at_least", "          total: exact"), ("change:", "»change:")],
            id="a total changed and no edit says so",
        ),
        pytest.param(
            "overlapping_years", [("2031..", "»2031.."), ("status: draft", "status: official")], id="years overlap"
        ),
        pytest.param("misplaced_file", [("id: shop/2031", "id: »shop/2032")], id="the id is not the name of the file"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_fault_between_versions_is_found(code: str, replacements: list[tuple[str, str]], folder: Path) -> None:
    """A version is compared with the one before, with its family and with its place among the files."""
    text, places = planted(*replacements, text=NEWER)
    file = folder / "shop" / "2031.yaml"
    file.write_text(text, encoding="utf-8")
    assert {(code, *place) for place in places} == set(found(lint_file(file)))


def test_versions_without_faults_are_clean(folder: Path) -> None:
    """The older one, the newer one and a child, by path and by id."""
    (folder / "shop" / "2031.yaml").write_text(NEWER, encoding="utf-8")
    assert [*lint_file("shop/2030"), *lint_file("shop/2031"), *lint_file(folder / "shop" / "2031.yaml")] == []
    (folder / "shop" / "2031.yaml").write_text(CHILD, encoding="utf-8")
    assert lint_file("shop/2031") == []


def test_a_faulty_version_before_is_told(folder: Path) -> None:
    """With its first fault, where it is named."""
    (folder / "shop" / "2030.yaml").write_text(CLEAN.replace("kind: integer", "kind: intger"), encoding="utf-8")
    text, (place,) = planted(("from: shop/2030", "from: »shop/2030"), text=NEWER)
    (finding,) = lint_text(text)
    assert [("unknown_version", *place)] == found([finding])
    assert "did you mean integer?" in finding.message


def test_faulty_formats_of_the_family_are_passed_over(folder: Path) -> None:
    """Whose years overlap with whose is asked of those that load."""
    (folder / "shop" / "2029.yaml").write_text("spec: 1", encoding="utf-8")
    assert lint_file("shop/2030") == []


def test_a_file_outside_every_folder_may_have_any_name(tmp_path: Path) -> None:
    """Only in a folder named like its family is a file expected to be named like its id."""
    (tmp_path / "draft.yaml").write_text(CLEAN, encoding="utf-8")
    assert lint_file(tmp_path / "draft.yaml") == []
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "draft.yaml").write_text(CLEAN, encoding="utf-8")
    assert found(lint_file(tmp_path / "shop" / "draft.yaml")) == [("misplaced_file", 2, 7)]


@pytest.mark.parametrize(
    ("code", "replacements"),
    [
        pytest.param("ambiguous_label", [("zh: 损耗, en", "zh: »售 出, en")], id="an added row is called like another"),
        pytest.param(
            "missing_translation", [("{zh: 损耗, en: Lost}", "»{zh: 损耗}")], id="an added row lacks a language"
        ),
        pytest.param(
            "missing_translation", [("{zh: 单列, en: Counted apart}", "»{zh: 单列}")], id="a reason lacks a language"
        ),
        pytest.param(
            "ambiguous_label",
            [
                (
                    "  edits:\n",
                    "  edits:\n    - relabel: stock/rows:bought\n      label: {zh: 进货, en: »Opening}\n      WHY\n",
                ),
                ("WHY", WHY),
            ],
            id="a renamed row is called like another",
        ),
        pytest.param(
            "ambiguous_label",
            [
                ("  edits:\n", "  edits:\n    - split: stock/rows:opening\n      nodes: {PARTS}\n      WHY\n"),
                ("PARTS", "a: {label: {zh: 甲, en: A}}, b: {label: {zh: »甲, en: B}}"),
                ("WHY", WHY),
                ("check: opening", "check: opening.a + opening.b"),
            ],
            id="two parts of a split have one name",
        ),
        pytest.param(
            "contradiction",
            [("sold + lost", "sold + 1 + lost"), ("each: columns\n    check: ", "each: columns\n    check: »")],
            id="a rule contradicts the totals",
        ),
        pytest.param(
            "edit",
            [("    - add: stock/rows:lost", "    - »add: stock/rows:sold"), ("sold + lost", "sold")],
            id="an added row is there already",
        ),
        pytest.param(
            "edit",
            [("    - add: stock/rows:lost", "    - »add: stok/rows:lost"), ("sold + lost", "sold")],
            id="an edit names a missing table",
        ),
        pytest.param("extends", [("extends: shop/2030", "extends: »shop/2029")], id="a child of a missing format"),
        pytest.param("extends", [("extends: shop/2030", "extends: »shop/2031")], id="a child of itself"),
        pytest.param(
            "undeclared_language",
            [("status: draft", "status: draft, languages: [zh]"), ("change:", "»change:")],
            id="a child in fewer languages",
        ),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_fault_in_a_child_is_found_in_its_edits(code: str, replacements: list[tuple[str, str]]) -> None:
    """What a child says has its place in the child, also where an edit puts it into a table."""
    text, (place,) = planted(*replacements, text=CHILD)
    assert (code, *place) in found(lint_text(text))
    assert {code} == {finding.code for finding in lint_text(text)}


def test_the_faults_of_a_parent_are_its_own(folder: Path) -> None:
    """They are told when the parent is linted, and not again for every child."""
    text, _ = planted(("{zh: 货物, en: Goods}", "{zh: 货物}"), ("axes:\n", "  word: {kind: text}\naxes:\n"))
    (folder / "shop" / "2030.yaml").write_text(text, encoding="utf-8")
    assert {"missing_translation", "unused_value"} == {finding.code for finding in lint_file("shop/2030")}
    assert lint_text(CHILD) == []


def test_what_an_edit_does_not_spell_out_is_placed_at_the_edit() -> None:
    """What moved has no label there; what was added has."""
    moved, added = ({("change", "edits", 0, *path) for path in paths} for paths in ([], [("node", "label")]))
    for written, place in ((moved, ()), (added, ("node", "label"))):
        parsed: Any = SimpleNamespace(holds=written.__contains__)
        assert _inside(parsed, 0, ("label",), ["web"]) == ("change", "edits", 0, *place)
