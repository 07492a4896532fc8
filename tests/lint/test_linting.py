"""Lint finds every planted fault, at its line and column, and nothing in formats that have none."""

import re
from typing import Any

import pytest

from govdisclosure.language import using
from govdisclosure.lint.linting import lint_file, lint_text, to_data, to_line
from tests.support.planting import CLEAN, LABEL, found, more_rules, planted


def fault(codes: str, *replacements: tuple[str, str], what: str) -> Any:
    """A case: what is planted, in words and as replacements in the clean format, and the codes that are found."""
    return pytest.param(codes, replacements, id=what)


FAULTS = [
    # what keeps a file from loading
    fault("shape", ('revision: "1"', "revision: »1"), what="an unquoted revision is a number"),
    fault("fault", ("opening + bought ==", "opening + »bougth =="), what="a formula names a row that is not there"),
    fault(
        "fault", more_rules("check: bought + »stock[sold, bred] == closing"), what="a formula names a missing column"
    ),
    fault("fault", ("opening + bought ==", "opening + bought »= 2 =="), what="a formula is no formula"),
    fault("fault", ("columns: {use: kind}", "columns: {use: »kinds}"), what="a table uses an axis that is not there"),
    fault("fault", ("    value: price", "    value: »prize"), what="a table names a value that is not there"),
    fault("shape", ("places: 2, tolerance", "places: 2, »tolerence"), what="a key is misspelt"),
    fault("syntax", ("        label: {zh: 茶叶", "        label: »&tea {zh: 茶叶"), what="an anchor"),
    fault("syntax", ("      tea:\n", "      »bread:\n"), what="a key stands twice"),
    fault(
        "shape",
        ("        label: {zh: 茶叶, en: Tea}", "        label: {zh: 茶叶, en: Tea}\n        open: »name"),
        what="an open node has a key type that does not exist",
    ),
    # names
    fault(
        "ambiguous_label", ("label: {zh: 茶叶, en", "label: {zh: »面 包。, en"), what="labels differ in a space only"
    ),
    fault("ambiguous_label", ("en: Tea}", "en: »BREAD}"), what="labels differ in their case only"),
    fault("ambiguous_label", ("zh: 茶叶, en", "zh: »２、面包, en"), what="labels differ in an ordinal only"),
    fault(
        "ambiguous_label",
        ("label: {zh: 茶叶, en: Tea}", "label: {zh: 茶叶, en: Tea}\n        aliases: [红茶, »面包]"),
        what="an alias is the label of a sibling",
    ),
    fault(
        "ambiguous_label", ("total_label: {zh: 总计", "total_label: {zh: »面包"), what="a total is called like a part"
    ),
    fault("ambiguous_label", ("zh: 备注, en", "zh: »二、货物, en"), what="two sections have the same title"),
    fault(
        "ambiguous_label",
        ("columns: {use: kind}", "columns: {use: kind, total_label: {zh: »茶叶, en: All}}"),
        what="a total renamed where a fragment is used is called like a part",
    ),
    fault(
        "useless_alias",
        ("label: {zh: 茶叶, en: Tea}", "label: {zh: 茶叶, en: Tea}\n        aliases: [»茶叶]"),
        what="an alias is the label",
    ),
    fault(
        "useless_alias",
        ("title: {zh: 备注, en: Remarks}", "title: {zh: 备注, en: Remarks}\n    aliases: [附注, »附 注]"),
        what="an alias stands twice but for a space",
    ),
    # translations and sources
    fault("missing_translation", ("{zh: 面包, en: Bread}", "»{zh: 面包}"), what="a label lacks a language"),
    fault(
        "missing_translation", ("{zh: 面包, en: Bread}", '»{zh: 面包, en: ""}'), what="a label is empty in a language"
    ),
    fault("undeclared_language", ("en: Bread}", "en: Bread, »fr: Pain}"), what="a label has a language too many"),
    fault(
        "missing_source", ("  source: {document: 商〔2030〕1号, ", "  »source: {"), what="the source has no document"
    ),
    fault(
        "missing_source",
        ("  source: {document: 商〔2030〕1号, certainty: A}", "  »source: {document: 商〔2030〕1号}"),
        what="the source has no certainty",
    ),
    fault(
        "certain_mapping",
        ("        label: {zh: 茶叶", "        source: {certainty: B, mapping: »A}\n        label: {zh: 茶叶"),
        what="a row is more certain than the text it rests on",
    ),
    fault("unconfirmed_source", ("certainty: A}", "certainty: »C}"), what="an official format rests on hearsay"),
    # values and axes
    fault(
        "tolerance_on_integers", ("min: 0, unit", "min: 0, tolerance: »1, unit"), what="whole numbers have a tolerance"
    ),
    fault(
        "tolerance_on_integers",
        ("    each: columns\n", "    each: columns\n    tolerance: »2\n"),
        what="a rule over whole numbers has a tolerance",
    ),
    fault("mark_is_number", ('"/": [0, 0]', '"/": [0, 0], »"1,000": [0, 9]'), what="a mark is a number"),
    fault(
        "mark_is_number",
        ("min: 0, unit", "min: 0, marks: {»５件: [0, 9]}, unit"),
        what="a mark is a number with its unit",
    ),
    fault("unused_value", ("axes:\n", "  »word: {kind: text}\naxes:\n"), what="a value is never used"),
    fault(
        "unused_axis",
        ("axes:\n", "axes:\n  »spare: {nodes: {a: {label: {zh: 甲, en: A}}}}\n"),
        what="an axis is never used",
    ),
    # rules
    fault(
        "rule_without_cells",
        ("void: []", "void: [{row: figure, column: card}]"),
        ("rules:\n", f"rules:\n  r:\n    table: takings\n    each: rows\n    check: »cash <= card\n    {LABEL}\n"),
        what="a rule never applies",
    ),
    fault(
        "implied_rule",
        (
            "rules:\n",
            f"rules:\n  r:\n    table: stock\n    each: rows\n    check: »total == bread + tea\n    {LABEL}\n",
        ),
        what="a rule repeats the total of an axis",
    ),
    fault(
        "implied_rule",
        (
            "rules:\n",
            f"rules:\n  r:\n    table: stock\n    each: rows\n    check: »2 * bread <= 2 * total + 1\n    {LABEL}\n",
        ),
        what="a rule says that a part is not more than the total",
    ),
    fault(
        "implied_rule",
        more_rules("check: »sold >= sold.abroad"),
        what="a rule says that of which is not more than the whole",
    ),
    fault(
        "contradiction",
        more_rules("check: »opening + bought == sold + closing + 1"),
        what="two rules contradict each other",
    ),
    fault("contradiction", more_rules("check: »closing <= -1"), what="a rule asks for a number below the lowest"),
    fault("contradiction", more_rules("check: »2 * opening == 2 * closing + 1"), what="a rule asks for half a piece"),
    fault(
        "contradiction",
        more_rules("check: opening >= bought + 1", "check: bought >= closing + 1", "check: »closing >= opening"),
        what="three inequalities go round in a circle",
    ),
    fault("contradiction", more_rules("check: »sold + 1 <= sold.abroad"), what="of which is more than the whole"),
    fault("forced_cell", more_rules("check: »opening + bought == 0"), what="numbers not below zero have the sum zero"),
    fault(
        "forced_cell", more_rules("check: »opening == sold + closing"), what="two rules leave a number nothing but zero"
    ),
    fault(
        "forced_cell",
        more_rules("check: opening <= bought + closing", "check: »opening >= bought + closing + sold"),
        what="two inequalities leave a number nothing but zero",
    ),
    fault(
        "forced_cell",
        ("rules:\n", f"rules:\n  r:\n    table: stock\n    check: »'[opening, bread] == 5'\n    {LABEL}\n"),
        what="a rule prescribes a number",
    ),
    fault(
        "forced_cell sum_cycle",
        more_rules("check: opening == bought + closing", "check: »bought == opening + sold"),
        what="two sums are parts of each other",
    ),
    fault(
        "forced_cell sum_cycle",
        (
            "rules:\n",
            f"rules:\n  r:\n    table: stock\n    each: rows\n    check: »bread + total == tea\n    {LABEL}\n",
        ),
        what="a sum goes round in a circle with the total of an axis",
    ),
    fault(
        "forced_cell",
        ("  stock:\n    value: count\n", "  »stock:\n    void: [{row: sold, column: bread}]\n    value: count\n"),
        ("total: at_least", "total: exact"),
        ("opening + bought == sold + closing", "opening <= bought"),
        what="a total that is void without its parts leaves them nothing but zero",
    ),
]


@pytest.mark.parametrize(("codes", "replacements"), FAULTS)
def test_a_planted_fault_is_found_where_it_is(codes: str, replacements: tuple[tuple[str, str], ...]) -> None:
    """What is found is this and nothing else, with the line and the column of what is wrong."""
    text, (place,) = planted(*replacements)
    assert [(code, *place) for code in codes.split()] == found(lint_text(text))


def test_the_format_without_planted_faults_is_clean() -> None:
    """So whatever is found in the others was planted."""
    assert lint_text(CLEAN) == []


@pytest.mark.parametrize("name", ["cn/2014", "cn/2019", "cn/2021"])
def test_bundled_formats_are_clean(name: str) -> None:
    """Nothing can be said against them."""
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
    assert (warning.severity, error.severity) == ("warning", "error")


def test_findings_as_text_and_as_data() -> None:
    """A finding is one line that editors understand, or plain data for JSON."""
    (finding,) = lint_text(planted(("{zh: 货物, en: Goods}", "{zh: 货物}"))[0], "shop.yaml")
    assert to_line(finding) == "shop.yaml:10:12: warning: no text in en [missing_translation]"
    assert to_data(finding) == {
        "file": "shop.yaml",
        "line": 10,
        "column": 12,
        "severity": "warning",
        "code": "missing_translation",
        "message": "no text in en",
    }


def test_findings_in_chinese() -> None:
    """Messages are in the language of whoever asks."""
    text, _ = planted(more_rules("check: closing <= -1"))
    with using("zh"):
        (finding,) = lint_text(text)
    assert finding.message.startswith("没有数能使这些关系都成立：stock/r0[")


def test_a_near_match_is_offered() -> None:
    """A misspelt name in a formula is answered with the right one."""
    (finding,) = lint_text(planted(("opening + bought ==", "opening + bougth =="))[0])
    assert finding.message == "the table stock has no row bougth; did you mean bought?"


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
        f"  r{n}: {{table: takings, each: rows, check: cash + {n} == card, {LABEL}, tolerance: TOLERANCE}}\n"
        for n in range(2)
    )
    assert [f.code for f in lint_text(planted(("rules:\n", rules))[0].replace("TOLERANCE", "0.4"))] == ["contradiction"]
    assert lint_text(planted(("rules:\n", rules))[0].replace("TOLERANCE", "0.6")) == []
