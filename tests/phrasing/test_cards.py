"""The cards of rules: what they say is what the checker does."""

import re
import warnings
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.form.expansion import Form
from govdisclosure.form.relations import Relation
from govdisclosure.form.specimen import specimen_form
from govdisclosure.language import using
from govdisclosure.phrasing.cards import RuleCard, rule_card, rule_ids, rules_of
from govdisclosure.phrasing.examples import WorkedExample
from govdisclosure.phrasing.sentences import bound_sentence, formula, key_formula, sentence
from govdisclosure.phrasing.words import quoted
from govdisclosure.report.model import Report
from govdisclosure.spec import Localised, Rule
from govdisclosure.spec import formula as language_of_rules
from govdisclosure.specfile.store import find_spec
from tests.lint.test_wordings import RULE, spec_of
from tests.support.made_up import made_up
from tests.support.minimal import COLUMNS, minimal, minimal_text, rule

CN2021 = find_spec("cn/2021")
SPECS = st.one_of(made_up(), st.sampled_from(gd.spec_ids()).map(find_spec))
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def longest(form: Form, name: str) -> Relation:
    """Return the instance that a card shows."""
    return max(rules_of(form)[name], key=lambda relation: len(relation.cells))


def filled(form: Form, relation: Relation, example: WorkedExample) -> dict[str, Report]:
    """Return the documents that hold the numbers of an example and nothing else, by the names that formulas give them.

    One that a rule only compares with, the report itself or that of the year before, is missing if it holds none.
    """
    families = {companion.key: companion.family for companion in form.spec.companions}
    tables: dict[str, dict[str, dict[str, dict[str, object]]]] = {}
    for index, (_, number) in zip(relation.cells, example.numbers, strict=True):
        cell = form.cell(index)
        rows = tables.setdefault(cell.of, {}).setdefault(cell.table, {})
        rows.setdefault(cell.row, {})[cell.column] = number
    specs = {of: gd.spec_for(families[of], form.spec.for_years.first) if of in families else form.spec for of in tables}
    return {of: gd.from_data({"spec": specs[of].id, "tables": held}, spec=specs[of]) for of, held in tables.items()}


@given(st.data())
def test_the_verdict_on_a_card_is_that_of_a_check(data: st.DataObject) -> None:
    """A report that holds just the numbers of an example is judged as its card says."""
    spec = data.draw(SPECS)
    form = specimen_form(spec)
    if not rules_of(form):
        return
    name = data.draw(st.sampled_from([*rules_of(form)]))
    card, relation = rule_card(spec, name, "en"), longest(form, name)
    for example in (*card.valid, *card.invalid):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", gd.FormatWarning)  # another document may be in a provisional format
            documents = filled(form, relation, example)
        report, prior = documents.pop("this", None), documents.pop("prior", None)
        if report is None or report.form.keys != form.keys:
            continue  # the rule is not about every key that was made up, and a report has no others
        found = gd.check(report, prior, companions=[*documents.values()] or None, select=[name]).findings
        failed = [finding for finding in found if finding.id == relation.id and finding.status == "fail"]
        assert bool(failed) == (example.status == "fail")


@pytest.mark.parametrize("name", gd.spec_ids())
def test_every_rule_of_a_bundled_format_has_an_example_of_each_kind(name: str) -> None:
    """One that passes and one that fails, judged when the card was made."""
    spec = find_spec(name)
    for card in (rule_card(spec, rule_id, "zh") for rule_id in rule_ids(specimen_form(spec))):
        assert {example.status for example in card.valid} == {"pass"}
        assert {example.status for example in card.invalid} == {"fail"}


@given(SPECS)
def test_examples_hold_numbers_that_the_form_may_hold(spec: gd.Spec) -> None:
    """Whole numbers that are not below any minimum, unless the rule is the minimum itself."""
    form = specimen_form(spec)
    for name in [*rules_of(form)][:12]:
        card, relation = rule_card(spec, name, "en"), longest(form, name)
        stated = isinstance(relation.origin, Rule) and relation.origin.examples
        if stated or card.kind == "bound":
            continue
        for example in (*card.valid, *card.invalid):
            for index, (_, number) in zip(relation.cells, example.numbers, strict=True):
                value = form.values[index % len(form.cells)]
                assert value.kind == "decimal" or number == int(number)
                assert value.min is None or number >= value.min


@given(SPECS)
def test_the_formula_in_keys_is_what_a_spec_would_say(spec: gd.Spec) -> None:
    """Parsed again, it names the cells of the relation with their coefficients."""
    form = specimen_form(spec)
    assume(all(re.fullmatch(r"\w+", key) for _, keys in form.keys for key in keys))  # formulas name no open rows
    for relation in (longest(form, name) for name in rules_of(form)):
        text = key_formula(form, relation)
        if relation.kind == "bound" or text.endswith("…"):
            continue
        check, _, when = text.partition(" when ")
        if isinstance(relation.origin, Rule):
            each = relation.origin.each
        else:
            each = "columns" if "/rows:" in relation.rule else "rows"
        table = relation.rule.partition("/")[0]
        stand_in = Rule("r", check, Localised((("zh", ""),)), table if table in form.tables else None, each)
        parsed = language_of_rules.parse(check)
        for side, sum_ in ((parsed.left, relation.condition.left), (parsed.right, relation.condition.right)):
            terms = tuple(
                (form.index_of(term.reference, stand_in, relation.instance), term.coefficient) for term in side.terms
            )
            assert (terms, side.constant) == (sum_.terms, sum_.constant)
        assert bool(when) == (relation.guard is not None)


@LANGUAGES
def test_a_card_names_the_cells_as_the_form_does(language: str) -> None:
    """The formula and the sentence are made of printed labels."""
    card = rule_card(CN2021, "applications/balance", language)
    form = specimen_form(CN2021)
    for path in ("new", "carried_in", "carried_out"):
        label = form.tables["applications"].rows.groups[path].text(language)
        assert label in card.formula
        assert label in card.sentence


def test_the_card_of_the_balance() -> None:
    """All of it, in both languages."""
    card = rule_card(CN2021, "applications/balance", "zh")
    assert card.label == "收到的申请与办理情况平衡"
    assert (card.severity_name, card.level, card.level_name) == ("强制性", 1, "一份报告之内")
    assert (str(card.source), card.certainty, card.kind) == ("国办公开办函〔2021〕30号", "A", "rule")
    assert [instance.name for instance in card.instances][-1] == "总计"
    assert [example.arithmetic for example in card.valid] == [
        "12 + 3 = 15，14 + 1 = 15，15 = 15",
        "0 + 0 = 0，0 + 0 = 0，0 = 0",
    ]
    assert rule_card(CN2021, "applications/balance", "en").kind_name == "a rule written in the spec"


def test_a_long_sum_leaves_its_zeros_out_and_names_its_ends() -> None:
    """Twenty-one rows do not fit into a sentence."""
    card = rule_card(CN2021, "applications/rows:outcome", "zh")
    assert "从“（一）予以公开”到“（六）其他处理 / 3.其他”共 21 项之和" in card.sentence
    assert card.formula.count("【") == 22
    assert card.valid[0].arithmetic == "5 + 2 + 1（其余 18 项为 0） = 8，8 = 8"


def test_an_instance_may_be_asked_for_as_findings_name_it() -> None:
    """Its card is about that row or column alone."""
    card = rule_card(CN2021, "applications/balance[total]", "en")
    assert (card.id, [instance.key for instance in card.instances]) == ("applications/balance", ["total"])


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("applications/balanse", "applications/balance"),
        ("applications/balance[totl]", "applications/balance[total]"),
        ("disputes/columns:reviews", "disputes/columns:review"),
    ],
)
def test_an_unknown_rule_is_answered_by_a_near_one(asked: str, offered: str) -> None:
    """As other names are."""
    with pytest.raises(gd.UsageError, match="did you mean") as error:
        rule_card(CN2021, asked)
    assert offered in str(error.value)


def card_of(check: str, more: str = "", language: str = "en", **parts: str) -> RuleCard:
    """Return the card of a written rule on the smallest format."""
    return rule_card(minimal(rules=rule(check, more), **parts), "stock/law", language)


SENTENCES = [
    ("a == b", "", "“甲”等于“乙”", "'甲' equals '乙'"),
    ("a <= b + c", "", "“甲”不大于“乙”与“丙”之和", "'甲' is at most '乙' plus '丙'"),
    ("a >= b + c + d", "", "“甲”不小于“乙”、“丙”、“丁”之和", "'甲' is at least the sum of '乙', '丙' and '丁'"),
    ("a == 2 * b - c + 5", "", "“甲”等于“乙”的 2 倍减“丙”加 5", "'甲' equals 2 times '乙' minus '丙' plus 5"),
    ("-a <= 0", "", "0 减“甲”不大于 0", "0 minus '甲' is at most 0"),
    ("a == prior.b", "", "“甲”等于“上年报告 / 乙”", "'甲' equals 'prior report / 乙'"),
    ("a == b", ", when: c > 0", "当“丙”大于 0 时，“甲”等于“乙”", "where '丙' is greater than 0, '甲' equals '乙'"),
    ("a == b", ", tolerance: 0.5", "“甲”等于“乙”（相差不超过 0.5 的，视为成立）", "'甲' equals '乙', give or take 0.5"),
]


@pytest.mark.parametrize(("check", "more", "zh", "en"), SENTENCES, ids=[check + more for check, more, *_ in SENTENCES])
def test_a_sentence_says_what_the_formula_says(check: str, more: str, zh: str, en: str) -> None:
    """Generated from the relation, whatever its shape."""
    assert card_of(check, more, "zh").sentence == f"在“数据”中，{zh}。"
    assert card_of(check, more, "en").sentence == f"In '数据', {en}."


def test_a_rule_over_several_lines_says_so() -> None:
    """In each column, or in each row."""
    columns = COLUMNS.replace("}}}}", "}}, m: {label: {zh: 金额}}}}")
    assert card_of("a == b", columns=columns).sentence == "In each column of '数据', '甲' equals '乙'."
    flipped = rule("n <= m").replace("columns", "rows")
    card = rule_card(minimal(rules=flipped, columns=columns), "stock/law", "zh")
    assert card.sentence == "在“数据”的每一行中，“数量”不大于“金额”。"
    assert [instance.name for instance in card.instances] == ["甲", "乙", "丙", "丁"]


def test_a_rule_for_the_whole_report_names_whole_cells() -> None:
    """Row and column, since there is no line that they have in common."""
    spec = minimal(rules="rules: {law: {label: {zh: 大}, check: 'stock[a, n] >= stock[b, n]'}}")
    card = rule_card(spec, "report/law", "en")
    assert (card.formula, card.each) == ("[甲 / 数量] ≥ [乙 / 数量]", "")
    assert card.formula_keys == "stock[a, n] >= stock[b, n]"


def test_a_cell_of_another_line_is_named_in_full_inside_a_rule_for_every_line() -> None:
    """Else it would pass for a cell of the line itself."""
    columns = COLUMNS.replace("}}}}", "}}, m: {label: {zh: 金额}}}}")
    card = card_of("a == stock[b, m]", columns=columns)
    assert card.formula == "[甲] = [乙 / 金额]"


@pytest.mark.parametrize(
    ("check", "more"),
    [
        ("a == b + c", ", when: d > 100"),
        ("a == b", ", when: a == 0"),
        ("2 * a == 3 * b", ""),
        ("a <= 0.5 * b", ""),
        ("a == b", ", tolerance: 0.5"),
        ("a - b >= prior.c - 7", ", when: prior.d != 0"),
        ("a == a + b - c", ""),
    ],
)
def test_examples_are_made_up_for_any_relation(check: str, more: str) -> None:
    """Small numbers that satisfy its guard, one case that holds and one that does not."""
    card = card_of(check, more)
    assert [example.status for example in card.valid] == ["pass"]
    assert [example.status for example in card.invalid] == ["fail"]


def test_where_no_case_exists_the_card_has_none() -> None:
    """A rule that always holds has no example of its failing."""
    card = card_of("a <= a")
    assert (len(card.valid), len(card.invalid)) in ((0, 0), (1, 0))


def test_a_difference_within_the_tolerance_is_told_as_such() -> None:
    """The numbers are not equal, and yet the rule holds."""
    more = ", tolerance: 2, examples: {valid: [{a: 5, b: 4}], invalid: [{a: 5, b: 2}]}"
    card = card_of("a == b", more)
    assert [example.arithmetic for example in (*card.valid, *card.invalid)] == [
        "5 and 4 differ by no more than 2",
        "5 ≠ 2",
    ]
    assert card.tolerance == 2


def test_an_example_whose_condition_is_not_met_says_so() -> None:
    """The verdict is the checker's, whatever the spec calls the example."""
    card = card_of("a == b", ", when: c > 0, examples: {valid: [{a: 5, b: 4, c: 0}]}")
    assert [(example.status, example.arithmetic) for example in card.valid] == [
        ("not_applicable", "the condition of the rule is not met")
    ]


def test_the_total_of_an_open_row_is_told_without_made_up_keys() -> None:
    """What stands below it is named by each report."""
    spec = minimal(rows="{nodes: {a: {label: {zh: 甲}, open: text, total_label: {zh: 计}}}}")
    card = rule_card(spec, "stock/rows:a", "zh")
    assert card.sentence == "在“数据”中，“甲 / 计”等于报告在其下所列各项之和。"
    assert card.formula.endswith("+ …")


@LANGUAGES
def test_bounds_of_one_table_make_one_sentence(language: str) -> None:
    """With as many minima as there are."""
    values = "values:\n  count: {kind: integer, min: 0}\n  amount: {kind: decimal}\n  dozen: {kind: integer, min: 12}"
    rows = "{nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}, value: amount}, c: {label: {zh: 丙}, value: dozen}}}"
    form = gd.expand(minimal(values=values, rows=rows))
    said = {
        "zh": "在“数据”的 3 个单元格中，1 个单元格不小于 0，1 个单元格不小于 12，其余 1 个没有下限。",
        "en": "Of the 3 cells in '数据', 1 is at least 0, 1 is at least 12, the other 1 has no minimum.",
    }
    with using(language):
        assert bound_sentence(form, rules_of(form)["stock/cells:min"]) == said[language]


@given(SPECS)
def test_every_relation_can_be_said(spec: gd.Spec) -> None:
    """In both languages, in one line, without a number that no one put in."""
    form = specimen_form(spec)
    for relation in (longest(form, name) for name in rules_of(form)):
        for language in ("zh", "en"):
            with using(language):
                assert sentence(form, relation).endswith("。" if language == "zh" else ".")
                assert "\n" not in formula(form, relation)


def test_quotation_marks_nest() -> None:
    """Inner ones are of the other kind."""
    with using("zh"):
        assert quoted("危及“三安全一稳定”") == "“危及‘三安全一稳定’”"


def test_decimals_are_written_plainly() -> None:
    """Never with an exponent."""
    values = "values:\n  count: {kind: decimal, min: 0, places: 6}"
    more = ", examples: {valid: [{a: 0.000001, b: 0.000001}]}"
    card = card_of("a == b", more, values=values)
    assert card.valid[0].numbers[0][1] == Decimal("0.000001")
    assert card.valid[0].arithmetic == "0.000001 = 0.000001"


# Rules about the text ------------------------------------------------------------------------------------------------


def stated_cards(language: str) -> Iterator[tuple[gd.Spec, RuleCard]]:
    """Yield the cards of the rules about the text of every bundled format."""
    for spec in map(find_spec, gd.spec_ids()):
        for name in rule_ids(specimen_form(spec)):
            if (card := rule_card(spec, name, language)).says:
                yield spec, card


@LANGUAGES
def test_every_rule_about_the_text_has_a_card(language: str) -> None:
    """With the sections, the wordings, and the labels of the cells that its formulas name."""
    cards = list(stated_cards(language))
    rules = [rule for spec in map(find_spec, gd.spec_ids()) for rule in spec.rules if rule.says]
    assert len(rules) == len(cards)
    for spec, card in cards:
        assert card.says is not None
        assert card.kind == "statement"
        assert [instance.key for instance in card.instances] == list(card.says.sections)
        with using(language):
            assert all(quoted(instance.name) in card.sentence for instance in card.instances)
        assert spec.rule(card.id.partition("/")[2]).check in card.formula_keys
        assert (card.severity, card.level, card.certainty) == ("warning", 1, "B")
        assert all(mark.strip("【】[]") in card.sentence for mark in re.findall("【.*?】", card.formula))


def test_the_case_on_a_card_is_judged_as_a_check_judges_it() -> None:
    """The sentence of the card in a report with the numbers of the card: the same verdict."""
    spec = find_spec("cn/2021")
    card = rule_card(spec, "applications/stated_received", "en")
    for example in (*card.valid, *card.invalid):
        (_, number), (_, new), (_, carried_in) = example.numbers
        report = gd.from_data(
            {
                "spec": "cn/2021",
                "tables": {"applications": {"new": {"total": new}, "carried_in": {"total": carried_in}}},
                "sections": {"overview": f"共收到政府信息公开申请 {number:,} 件。"},
            }
        )
        failed = [finding.id for finding in gd.check(report) if finding.rule == card.id and finding.status == "fail"]
        assert bool(failed) == (example.status == "fail")
    assert card.invalid[0].arithmetic.endswith("1204 ≠ 1202; 1202 + 1 = 1203, 1204 ≠ 1203")


def test_a_guard_that_takes_several_of_a_thing_has_examples() -> None:
    """Of the numbers near the border of the guard only whole ones are given."""
    spec = minimal(rules=rule("c == d", ", when: '3 * a < b'"))
    card = rule_card(spec, "stock/law", "en")
    for examples, status in ((card.valid, "pass"), (card.invalid, "fail")):
        assert [example.status for example in examples] == [status]
        assert all(number == int(number) for example in examples for _, number in example.numbers)


@pytest.mark.parametrize(
    ("change", "to", "valid", "invalid"),
    [
        ("", "", 1, 1),
        ("卖出苹果3", "卖出梨3", 0, 0),
        ("n == [a, x]", "n == [a, x] + 10", 0, 1),
        ("n == [a, x]", "n <= [a, x] + 10", 0, 0),
    ],
    ids=["usual", "no sentence that counts", "no numbers that agree", "numbers that always agree"],
)
def test_a_rule_about_the_text_has_the_examples_that_there_are(change: str, to: str, valid: int, invalid: int) -> None:
    """With the first of its sentences and numbers near what that says, if a report may hold any such."""
    card = rule_card(gd.load_text(spec_of(RULE.replace(change, to) if change else RULE)), "t/stated")
    assert (len(card.valid), len(card.invalid)) == (valid, invalid)


def test_a_cell_of_a_document_whose_format_is_not_installed_is_called_by_its_keys() -> None:
    """Nobody here knows its words."""
    text = minimal_text(rules=rule("a <= other.costs[b, n]"))
    text = text.replace("sections:\n", "companions:\n  other: {family: nowhere, note: {zh: 别的}}\nsections:\n", 1)
    assert "other.costs[b, n]" in rule_card(gd.load_text(text), "stock/law").sentence
