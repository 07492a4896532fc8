"""Lint finds every planted fault, at its line and column, and nothing in formats that have none."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import govdisclosure as gd
import pytest
from attrs import evolve
from govdisclosure.language import using
from govdisclosure.spec import certificates, consistency, lint_rules
from govdisclosure.spec.lint import LintFinding, lint_file, lint_text, to_data
from govdisclosure.spec.lint_rules import rule_remarks
from govdisclosure.spec.model import Examples
from govdisclosure.spec.store import using_folders
from govdisclosure.testing import reports, specs
from govdisclosure.testing.rules import rules
from hypothesis import given
from hypothesis import strategies as st
from tests.minimal import minimal

CLEAN = """\
spec:
  id: shop/2030
  revision: "1"
  for_years: 2030..
  status: official
  title: {zh: 商店报告, en: Report of a shop}
  source: {document: 商〔2030〕1号, certainty: A}
sections:
  - key: goods
    title: {zh: 货物, en: Goods}
    draw: [[stock], [takings]]
  - key: remarks
    title: {zh: 备注, en: Remarks}
    text: true
values:
  count: {kind: integer, min: 0, unit: {zh: 件, en: pieces}}
  price: {kind: decimal, min: 0, places: 2, tolerance: 0.01, marks: {"/": [0, 0]}}
axes:
  kind:
    total: exact
    total_label: {zh: 总计, en: Total}
    nodes:
      bread:
        label: {zh: 面包, en: Bread}
      tea:
        label: {zh: 茶叶, en: Tea}
tables:
  stock:
    value: count
    columns: {use: kind}
    rows:
      nodes:
        opening:
          label: {zh: 期初, en: Opening}
        bought:
          label: {zh: 购入, en: Bought}
        sold:
          label: {zh: 售出, en: Sold}
          total: at_least
          total_label: {zh: 小计, en: Subtotal}
          nodes:
            abroad:
              label: {zh: 国外, en: Abroad}
        closing:
          label: {zh: 期末, en: Closing}
  takings:
    value: price
    rows: {nodes: {figure: }}
    columns:
      nodes:
        cash:
          label: {zh: 现金, en: Cash}
        card:
          label: {zh: 刷卡, en: Card}
    void: []
rules:
  balance:
    table: stock
    each: columns
    check: opening + bought == sold + closing
    label: {zh: 进出平衡, en: What comes in goes out or stays}
"""
LABEL = "label: {zh: 规则, en: A rule}"
PLACE = "»"
"""Stands in a planted text where the finding is expected."""


def more_rules(*rules: str) -> tuple[str, str]:
    """Replace the end of the clean spec by itself with more rules about the stock in each column."""
    last = "What comes in goes out or stays}\n"
    blocks = [f"  r{n}:\n    table: stock\n    each: columns\n    {LABEL}\n    {rule}\n" for n, rule in enumerate(rules)]
    return last, last + "".join(blocks)


def planted(*replacements: tuple[str, str], text: str = CLEAN) -> tuple[str, list[tuple[int, int]]]:
    """Return a spec with something else in it, and the lines and columns of the marks in that."""
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    places = []
    for number, line in enumerate(text.splitlines(), 1):
        while PLACE in line:
            places.append((number, line.index(PLACE) + 1))
            line = line.replace(PLACE, "", 1)  # noqa: PLW2901 - what is left of the line
    return text.replace(PLACE, ""), places


def found(findings: list[LintFinding]) -> list[tuple[str, int | None, int | None]]:
    """Return code, line and column of findings."""
    return [(finding.code, finding.line, finding.column) for finding in findings]


FAULTS = [
    # what keeps a file from loading
    pytest.param("shape", ('revision: "1"', "revision: »1"), id="an unquoted revision is a number"),
    pytest.param("fault", ("opening + bought ==", "opening + »bougth =="), id="a formula names a row that is not there"),
    pytest.param(
        "fault", more_rules("check: bought + »stock[sold, bred] == closing"), id="a formula names a missing column"
    ),
    pytest.param("fault", ("opening + bought ==", "opening + bought »= 2 =="), id="a formula is no formula"),
    pytest.param("fault", ("columns: {use: kind}", "columns: {use: »kinds}"), id="a table uses an axis that is not there"),
    pytest.param("fault", ("    value: price", "    value: »prize"), id="a table names a value that is not there"),
    pytest.param("shape", ("places: 2, tolerance", "places: 2, »tolerence"), id="a key is misspelt"),
    pytest.param("syntax", ("        label: {zh: 茶叶", "        label: »&tea {zh: 茶叶"), id="an anchor"),
    pytest.param("syntax", ("      tea:\n", "      »bread:\n"), id="a key stands twice"),
    pytest.param(
        "shape",
        ("        label: {zh: 茶叶, en: Tea}", "        label: {zh: 茶叶, en: Tea}\n        open: »name"),
        id="an open node has a key type that does not exist",
    ),
    # names
    pytest.param("ambiguous_label", ("label: {zh: 茶叶, en", "label: {zh: »面 包。, en"), id="labels differ in a space only"),
    pytest.param("ambiguous_label", ("en: Tea}", "en: »BREAD}"), id="labels differ in their case only"),
    pytest.param("ambiguous_label", ("zh: 茶叶, en", "zh: »２、面包, en"), id="labels differ in an ordinal only"),
    pytest.param(
        "ambiguous_label",
        ("label: {zh: 茶叶, en: Tea}", "label: {zh: 茶叶, en: Tea}\n        aliases: [红茶, »面包]"),
        id="an alias is the label of a sibling",
    ),
    pytest.param("ambiguous_label", ("total_label: {zh: 总计", "total_label: {zh: »面包"), id="a total is called like a part"),
    pytest.param("ambiguous_label", ("zh: 备注, en", "zh: »二、货物, en"), id="two sections have the same title"),
    pytest.param(
        "ambiguous_label",
        ("columns: {use: kind}", "columns: {use: kind, total_label: {zh: »茶叶, en: All}}"),
        id="a total renamed where a fragment is used is called like a part",
    ),
    pytest.param(
        "useless_alias",
        ("label: {zh: 茶叶, en: Tea}", "label: {zh: 茶叶, en: Tea}\n        aliases: [»茶叶]"),
        id="an alias is the label",
    ),
    pytest.param(
        "useless_alias",
        ("title: {zh: 备注, en: Remarks}", "title: {zh: 备注, en: Remarks}\n    aliases: [附注, »附 注]"),
        id="an alias stands twice but for a space",
    ),
    # translations and sources
    pytest.param("missing_translation", ("{zh: 面包, en: Bread}", "»{zh: 面包}"), id="a label lacks a language"),
    pytest.param("missing_translation", ("{zh: 面包, en: Bread}", '»{zh: 面包, en: ""}'), id="a label is empty in a language"),
    pytest.param("undeclared_language", ("en: Bread}", "en: Bread, »fr: Pain}"), id="a label has a language too many"),
    pytest.param("missing_source", ("  source: {document: 商〔2030〕1号, ", "  »source: {"), id="the source has no document"),
    pytest.param("missing_source", ("  source: {document: 商〔2030〕1号, certainty: A}", "  »source: {document: 商〔2030〕1号}"), id="the source has no certainty"),
    pytest.param("unconfirmed_source", ("certainty: A}", "certainty: »C}"), id="an official format rests on hearsay"),
    # values and axes
    pytest.param("tolerance_on_integers", ("min: 0, unit", "min: 0, tolerance: »1, unit"), id="whole numbers have a tolerance"),
    pytest.param(
        "tolerance_on_integers",
        ("    each: columns\n", "    each: columns\n    tolerance: »2\n"),
        id="a rule over whole numbers has a tolerance",
    ),
    pytest.param("mark_is_number", ('"/": [0, 0]', '"/": [0, 0], »"1,000": [0, 9]'), id="a mark is a number"),
    pytest.param("mark_is_number", ("min: 0, unit", 'min: 0, marks: {»５件: [0, 9]}, unit'), id="a mark is a number with its unit"),
    pytest.param("unused_value", ("axes:\n", "  »word: {kind: text}\naxes:\n"), id="a value is never used"),
    pytest.param("unused_axis", ("axes:\n", "axes:\n  »spare: {nodes: {a: {label: {zh: 甲, en: A}}}}\n"), id="an axis is never used"),
    # rules
    pytest.param(
        "rule_without_cells",
        ("void: []", "void: [{row: figure, column: card}]"),
        ("rules:\n", f"rules:\n  r:\n    table: takings\n    each: rows\n    check: »cash <= card\n    {LABEL}\n"),
        id="a rule never applies",
    ),
    pytest.param(
        "implied_rule",
        ("rules:\n", f"rules:\n  r:\n    table: stock\n    each: rows\n    check: »total == bread + tea\n    {LABEL}\n"),
        id="a rule repeats the total of an axis",
    ),
    pytest.param(
        "implied_rule",
        ("rules:\n", f"rules:\n  r:\n    table: stock\n    each: rows\n    check: »2 * bread <= 2 * total + 1\n    {LABEL}\n"),
        id="a rule says that a part is not more than the total",
    ),
    pytest.param(
        "implied_rule", more_rules("check: »sold >= sold.abroad"), id="a rule says that of which is not more than the whole"
    ),
    pytest.param("contradiction", more_rules("check: »opening + bought == sold + closing + 1"), id="two rules contradict each other"),
    pytest.param("contradiction", more_rules("check: »closing <= -1"), id="a rule asks for a number below the lowest"),
    pytest.param("contradiction", more_rules("check: »2 * opening == 2 * closing + 1"), id="a rule asks for half a piece"),
    pytest.param(
        "contradiction",
        more_rules("check: opening >= bought + 1", "check: bought >= closing + 1", "check: »closing >= opening"),
        id="three inequalities go round in a circle",
    ),
    pytest.param("contradiction", more_rules("check: »sold + 1 <= sold.abroad"), id="of which is more than the whole"),
    pytest.param("forced_cell", more_rules("check: »opening + bought == 0"), id="numbers not below zero have the sum zero"),
    pytest.param("forced_cell", more_rules("check: »opening == sold + closing"), id="two rules leave a number nothing but zero"),
    pytest.param(
        "forced_cell",
        more_rules("check: opening <= bought + closing", "check: »opening >= bought + closing + sold"),
        id="two inequalities leave a number nothing but zero",
    ),
    pytest.param(
        "forced_cell",
        ("rules:\n", f"rules:\n  r:\n    table: stock\n    check: »'[opening, bread] == 5'\n    {LABEL}\n"),
        id="a rule prescribes a number",
    ),
    pytest.param(
        "forced_cell sum_cycle",
        more_rules("check: opening == bought + closing", "check: »bought == opening + sold"),
        id="two sums are parts of each other",
    ),
    pytest.param(
        "forced_cell sum_cycle",
        ("rules:\n", f"rules:\n  r:\n    table: stock\n    each: rows\n    check: »bread + total == tea\n    {LABEL}\n"),
        id="a sum goes round in a circle with the total of an axis",
    ),
    pytest.param(
        "forced_cell",
        ("  stock:\n    value: count\n", "  »stock:\n    void: [{row: sold, column: bread}]\n    value: count\n"),
        ("total: at_least", "total: exact"),
        ("opening + bought == sold + closing", "opening <= bought"),
        id="a total that is void without its parts leaves them nothing but zero",
    ),
]


@pytest.mark.parametrize(("codes", "replacements"), [pytest.param(p.values[0], p.values[1:], id=p.id) for p in FAULTS])
def test_a_planted_fault_is_found_where_it_is(codes: str, replacements: tuple[tuple[str, str], ...]) -> None:
    """What is found is this and nothing else, with the line and the column of what is wrong."""
    text, (place,) = planted(*replacements)
    assert [(code, *place) for code in codes.split()] == found(lint_text(text))


def test_the_format_without_planted_faults_is_clean() -> None:
    """So whatever is found in the others was planted."""
    assert lint_text(CLEAN) == []
    assert {code for p in FAULTS for code in p.values[0].split()} >= {"shape", "fault", "syntax"}


@pytest.mark.parametrize("name", ["cn/2014", "cn/2019", "cn/2021"])
def test_bundled_formats_are_clean(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be said against them, whether scipy is there or not."""
    assert lint_file(name) == []
    monkeypatch.setattr(certificates, "available", lambda: False)
    assert lint_file(name) == []


def test_the_balance_of_an_official_form_is_not_implied() -> None:
    """It follows from its other instances and the totals together, but not from the totals."""
    text, _ = planted(more_rules("check: opening + bought + 1 == sold + closing + 1"))
    assert lint_text(text) == []


def test_all_findings_come_together_in_the_order_of_the_file() -> None:
    """One run tells everything, except where the file does not load at all."""
    text, places = planted(
        ("{zh: 货物, en: Goods}", "»{zh: 货物}"),
        ("axes:\n", "  »word: {kind: text}\naxes:\n"),
        more_rules("check: »closing <= -1", "check: »opening + bought == 0"),
    )
    expected = ["missing_translation", "unused_value", "contradiction", "forced_cell"]
    assert [(code, *place) for code, place in zip(expected, places, strict=True)] == found(lint_text(text))


def test_findings_have_a_severity() -> None:
    """What keeps a file from loading is an error; the rest are warnings."""
    (warning,) = lint_text(planted(("{zh: 货物, en: Goods}", "{zh: 货物}"))[0])
    (error,) = lint_text("spec: 1")
    assert ("warning", "error") == (warning.severity, error.severity)


def test_findings_as_text_and_as_data() -> None:
    """A finding is one line that editors understand, or plain data for JSON."""
    (finding,) = lint_text(planted(("{zh: 货物, en: Goods}", "{zh: 货物}"))[0], "shop.yaml")
    assert "shop.yaml:10:12: warning: no text in en [missing_translation]" == str(finding)
    assert {
        "file": "shop.yaml",
        "line": 10,
        "column": 12,
        "severity": "warning",
        "code": "missing_translation",
        "message": "no text in en",
    } == to_data(finding)


def test_findings_in_chinese() -> None:
    """Messages are in the language of whoever asks."""
    text, _ = planted(more_rules("check: closing <= -1"))
    with using("zh"):
        (finding,) = lint_text(text)
    assert finding.message.startswith("没有数能使这些关系都成立：stock/r0[")


def test_a_near_match_is_offered() -> None:
    """A misspelt name in a formula is answered with the right one."""
    (finding,) = lint_text(planted(("opening + bought ==", "opening + bougth =="))[0])
    assert "the table stock has no row bougth; did you mean bought?" == finding.message


def test_a_contradiction_names_no_more_than_is_needed() -> None:
    """Rules and totals that have no part in it are not named."""
    text, _ = planted(more_rules("check: opening + 1 <= bought", "check: sold <= bought", "check: bought <= opening"))
    (finding,) = lint_text(text)
    assert re.search(r": stock/r0\[(\w+)\], stock/r2\[\1\]$", finding.message)


def test_two_contradictions_are_both_found() -> None:
    """The first does not hide the second."""
    text, places = planted(more_rules("check: »closing <= -1", "check: »opening <= -2", "check: »sold == bought - 0.5"))
    assert [("contradiction", *place) for place in places] == found(lint_text(text))


@pytest.mark.parametrize(
    "rule",
    [
        "check: opening + bought == sold + closing + 1\n    when: opening > 0",
        "check: opening == prior.closing + 1",
        "check: closing <= -1\n    when: closing != 0",
    ],
)
def test_rules_that_need_not_apply_contradict_nothing(rule: str) -> None:
    """A rule with a guard, or about two years, may hold where it applies."""
    assert lint_text(planted(more_rules(rule))[0]) == []


def test_a_tolerance_makes_room() -> None:
    """Two rules a cent apart contradict each other only without their tolerance."""
    rules = "rules:\n" + "".join(
        f"  r{n}:\n    table: takings\n    each: rows\n    check: cash + {n} == card\n    {LABEL}\n    tolerance: TOLERANCE\n"
        for n in range(2)
    )
    assert ["contradiction"] == [f.code for f in lint_text(planted(("rules:\n", rules))[0].replace("TOLERANCE", "0.4"))]
    assert [] == lint_text(planted(("rules:\n", rules))[0].replace("TOLERANCE", "0.6"))


# versions -----------------------------------------------------------------------------------------------------------


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
spec: {id: shop/2031, revision: "1", for_years: 2031.., status: draft}
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
WHY = "why: {zh: 原因, en: Reason}"


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
            [("edits: []", f"edits:\n    - drop: stock/rows:sold\n      {WHY}"), ("change:", "»change:")],
            id="an edit drops a row that is still there",
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
    assert [] == [*lint_file("shop/2030"), *lint_file("shop/2031"), *lint_file(folder / "shop" / "2031.yaml")]
    (folder / "shop" / "2031.yaml").write_text(CHILD, encoding="utf-8")
    assert [] == lint_file("shop/2031")


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
    assert [] == lint_file("shop/2030")


def test_a_file_outside_every_folder_may_have_any_name(tmp_path: Path) -> None:
    """Only in a folder named like its family is a file expected to be named like its id."""
    (tmp_path / "draft.yaml").write_text(CLEAN, encoding="utf-8")
    assert [] == lint_file(tmp_path / "draft.yaml")
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "draft.yaml").write_text(CLEAN, encoding="utf-8")
    assert [("misplaced_file", 2, 7)] == found(lint_file(tmp_path / "shop" / "draft.yaml"))


@pytest.mark.parametrize(
    ("code", "replacements"),
    [
        pytest.param(
            "ambiguous_label", [("zh: 损耗, en", "zh: »售 出, en")], id="an added row is called like another"
        ),
        pytest.param("missing_translation", [("{zh: 损耗, en: Lost}", "»{zh: 损耗}")], id="an added row lacks a language"),
        pytest.param("missing_translation", [("{zh: 单列, en: Counted apart}", "»{zh: 单列}")], id="a reason lacks a language"),
        pytest.param(
            "ambiguous_label",
            [
                ("  edits:\n", f"  edits:\n    - relabel: stock/rows:bought\n      label: {{zh: 进货, en: »Opening}}\n      {WHY}\n"),
            ],
            id="a renamed row is called like another",
        ),
        pytest.param(
            "ambiguous_label",
            [
                (
                    "  edits:\n",
                    "  edits:\n    - split: stock/rows:opening\n      nodes:\n        a: {label: {zh: 甲, en: A}}\n"
                    f"        b: {{label: {{zh: »甲, en: B}}}}\n      {WHY}\n",
                ),
                ("check: opening", "check: opening.a + opening.b"),
            ],
            id="two parts of a split have one name",
        ),
        pytest.param("contradiction", [("sold + lost", "sold + 1 + lost"), ("each: columns\n    check: ", "each: columns\n    check: »")], id="a rule contradicts the totals"),
        pytest.param("edit", [("    - add: stock/rows:lost", "    - »add: stock/rows:sold"), ("sold + lost", "sold")], id="an added row is there already"),
        pytest.param("edit", [("    - add: stock/rows:lost", "    - »add: stok/rows:lost"), ("sold + lost", "sold")], id="an edit names a missing table"),
        pytest.param("extends", [("extends: shop/2030", "extends: »shop/2029")], id="a child of a missing format"),
        pytest.param("extends", [("extends: shop/2030", "extends: »shop/2031")], id="a child of itself"),
        pytest.param("undeclared_language", [("status: draft}", "status: draft, languages: [zh]}"), ("change:", "»change:")], id="a child in fewer languages"),
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
    assert [] == lint_text(CHILD)


# what cannot be tested, and what is refused -------------------------------------------------------------------------


def test_without_scipy_inequalities_are_not_tested(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is said, with what to install; what needs no linear program is found all the same."""
    monkeypatch.setattr(certificates, "available", lambda: False)
    rules = ("check: opening >= bought + 1", "check: bought >= closing + 1", "check: closing >= opening")
    (finding,) = lint_text(planted(more_rules(*rules))[0])
    assert ("test_skipped", "info") == (finding.code, finding.severity)
    assert 'pip install "govdisclosure[locate]"' in finding.message
    assert "of 4 rules 4 were not fully tested" in finding.message
    assert "contradiction" in {f.code for f in lint_text(planted(more_rules("check: closing <= -1"))[0])}


def test_a_test_that_is_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """An info names the limit and how many rules were left."""
    monkeypatch.setattr(lint_rules, "MAX_STEPS", 10)
    monkeypatch.setattr(consistency, "MAX_STEPS", 10)
    text, (place,) = planted(("rules:", "»rules:"))
    findings = lint_text(text)
    assert [("limit_reached", *place)] * 2 == found(findings)
    assert {"info"} == {finding.severity for finding in findings}
    assert all("the limit of 10 steps" in finding.message and "of 1 rules 1 were" in finding.message for finding in findings)


def test_a_linear_program_that_is_too_large_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """An info says so."""
    monkeypatch.setattr(certificates, "MAX_TERMS", 3)
    (finding,) = lint_text(CLEAN)
    assert "limit_reached" == finding.code


def test_ten_thousand_rules() -> None:
    """They are linted, and an info says what was left untested; what is found without that is told."""
    rules = [f"check: opening + {n} * bought + {n} >= sold" for n in range(10_000)]
    text, places = planted(more_rules(*rules, "check: »closing <= -1"))
    info, warning = lint_text(text)
    assert "of 10002 rules 10002 were not fully tested" in info.message
    assert [("contradiction", *places[0])] == found([warning])


def test_a_file_of_ten_megabytes_is_refused(tmp_path: Path) -> None:
    """Its size is told, before it is parsed; also when its end cuts a character in two."""
    for text in ("x" * 10_000_000, "x" + "表" * 6_000_000):
        file = tmp_path / "big.yaml"
        file.write_text(f"# {text}", encoding="utf-8")
        (finding,) = lint_file(file)
        assert "the file is too large" in finding.message
        assert (1, 1) == (finding.line, finding.column)


def test_an_alias_bomb_is_refused() -> None:
    """Aliases are never followed: each is a fault."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    findings = lint_text("\n".join(lines))
    assert "error" == findings[0].severity
    assert sum(finding.code == "syntax" for finding in findings) == 30 + 29 * 9


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file and one that is no text are findings; an unknown id is an error of whoever asks."""
    (tmp_path / "image.yaml").write_bytes(b"\xff\xfe\x00")
    assert ["error", "error"] == [
        finding.severity for name in ("image.yaml", "missing.yaml") for finding in lint_file(tmp_path / name)
    ]
    with pytest.raises(gd.UsageError, match="there is no format shop/1999"):
        lint_file("shop/1999")


# drawn formats ------------------------------------------------------------------------------------------------------


@given(specs())
def test_formats_that_reports_satisfy_have_no_faults_and_no_contradictions(spec: gd.Spec) -> None:
    """Lint never calls impossible what is possible."""
    codes = {(finding.severity, finding.code) for finding in lint_text(gd.dump_spec(spec))}
    assert "error" not in {severity for severity, _ in codes}
    assert ("warning", "contradiction") not in codes


@given(st.data())
def test_forced_cells_hold_their_number_in_every_report(data: st.DataObject) -> None:
    """A cell that is called forced has that number in whatever report satisfies the format."""
    spec = data.draw(specs())
    report = data.draw(reports(spec))
    for found in consistency.judge(report.form):
        if isinstance(found, consistency.Forced):
            number = report.values[found.cell]
            assert number is None or Fraction(number) == found.number
        assert not isinstance(found, consistency.Conflict)


ASSIGNED = """\
tables:
  stock:
    value: count
    columns: {total: exact, total_label: {zh: 计}, nodes: {x: {label: {zh: 甲}}, y: {label: {zh: 乙}}}}
    rows:
      total: exact
      total_label: {zh: 计}
      nodes:
        a: {label: {zh: 一}}
        b: {label: {zh: 二}, total: at_least, total_label: {zh: 计}, nodes: {c: {label: {zh: 三}}, d: {label: {zh: 四}}}}
"""


@given(st.data())
def test_a_rule_is_implied_if_and_only_if_no_numbers_break_it(data: st.DataObject) -> None:
    """Numbers are tried that decide it: none at all, and one very large one in each cell that others do not follow from."""
    spec = minimal(tables=ASSIGNED)
    form = gd.expand(spec)
    rule = data.draw(rules(form, "law").filter(bool))
    assert rule is not None
    whole = evolve(spec, rules=(evolve(rule, when=None, examples=Examples()),))
    relations = [relation for relation in gd.expand(whole).relations if relation.kind == "rule"]
    implied = bool(relations) and all(
        relation.level == 1 and all(holds(relation, numbers) for numbers in assignments(form)) for relation in relations
    )
    remarks = rule_remarks(whole)
    assert implied == ("implied_rule" in {remark.code for remark in remarks})


def assignments(form: gd.Form) -> Iterator[dict[int, int]]:
    """Yield numbers for all cells, in which the sums of the axes hold, each from numbers for the free cells."""
    free = [(row, column) for row in ("a", "b.c", "b.d", "b") for column in ("x", "y")]
    for chosen in (None, *free):
        own = {place: 10**9 * (place == chosen) for place in free}
        numbers: dict[int, int] = {}
        for index, cell in enumerate(form.cells):
            columns = ("x", "y") if cell.column == "total" else (cell.column,)
            parts = {"b": ("b", "b.c", "b.d"), "total": ("a", "b", "b.c", "b.d")}.get(cell.row, (cell.row,))
            # What b has beyond its parts is free; its parts count towards it.
            numbers[index] = sum(own[row, column] for row in parts for column in columns)
        yield numbers


def holds(relation: gd.Relation, numbers: dict[int, int]) -> bool:
    """Whether a relation holds, in fractions."""
    left, right = (
        sum((Fraction(factor) * numbers[index] for index, factor in side.terms), Fraction(side.constant))
        for side in (relation.condition.left, relation.condition.right)
    )
    gap, slack = left - right, Fraction(relation.tolerance)
    return {"==": abs(gap) <= slack, ">=": gap >= -slack}.get(relation.condition.comparison, gap <= slack)
