"""Wordings of rules about the text: what keeps them from being loaded, and what lint says of them."""

from __future__ import annotations

import pytest

import govdisclosure as gd
from govdisclosure.lint.linting import lint_text
from tests.support.minimal import minimal

RULE = """
  stated:
    table: t
    label: {zh: 文字所说的数, en: The number of the text}
    severity: warning
    says: {sections: [s], wordings: ["卖出[苹果]{n}"], found: ["卖出苹果3"], other: ["卖出梨3"]}
    check: n == [a, x]
"""


def linted(text: str) -> list[tuple[str, str]]:
    """Return code and message of what is said of a spec file."""
    return [(fault.code, fault.message) for fault in lint_text(text)]


def spec_of(rules: str) -> str:
    """Return a small format with rules about its text."""
    return f"""
spec:
  {{id: shop/1, revision: "1", for_years: 2020.., title: {{zh: 报告, en: Report}},
    source: {{document: 试, certainty: A}}}}
sections: [{{key: s, title: {{zh: 情况, en: Text}}, text: true, draw: [[t]]}}]
values: {{count: {{kind: integer, min: 0}}}}
tables:
  t:
    value: count
    rows: {{nodes: {{a: {{label: {{zh: 甲, en: A}}}}}}}}
    columns: {{nodes: {{x: {{label: {{zh: 数, en: X}}}}}}}}
rules:{rules}"""


def test_a_rule_about_the_text_is_clean() -> None:
    """A rule with a wording, its number and sentences that count and do not count has nothing wrong with it."""
    assert linted(spec_of(RULE)) == []


@pytest.mark.parametrize(
    ("change", "to", "said"),
    [
        ('"卖出[苹果]{n}"', '"卖出[苹果]"', "needs {n}"),
        ('"卖出[苹果]{n}"', '"卖出[苹果{n}"', "stands alone"),
        ('"卖出[苹果]{n}"', '"卖出{fruit}{n}"', "no list fruit"),
        ("n == [a, x]", "0 == [a, x]", "cannot have {n}"),
        ("sections: [s]", "sections: [s], beside: ['{fruit}']", "no list fruit among the words"),
        ("sections: [s]", "sections: [s], unless: ['梨{']", "stands alone"),
        ("sections: [s]", "sections: [q]", "no section q"),
        ("severity: warning", "severity: error", "at most a warning"),
        ("check: n == [a, x]", 'check: n == [a, x]\n    or: ["n == [b, x]"]', "no row b"),
        ("check: n == [a, x]", "check: n == [a, x]\n    tolerance: 1", "tolerance has no meaning"),
        ("n == [a, x]", "n == 3", "names no cell"),
        ('wordings: ["卖出[苹果]{n}"], ', "", "no wording"),
        ("check: n == [a, x]", 'check: "1 == [a, x]"', "cannot have {n}"),
    ],
)
def test_a_wording_that_cannot_be_used_is_a_fault(change: str, to: str, said: str) -> None:
    """Each fault of a wording is said, and keeps the format from being loaded."""
    text = spec_of(RULE.replace(change, to))
    assert any(said in message for _, message in linted(text)), linted(text)
    with pytest.raises(gd.SpecError):
        gd.load_text(text)


def test_or_needs_a_wording() -> None:
    """Only what a text says can mean two things."""
    rule = '\n  r: {table: t, label: {zh: 规则, en: Rule}, check: "[a, x] == 1", or: ["[a, x] == 2"]}\n'
    assert any("without says" in message for _, message in linted(spec_of(rule)))


def test_sentences_that_do_not_count_as_they_should() -> None:
    """An example that the wordings do not take, or that they take and should not, is a remark."""
    assert [code for code, _ in linted(spec_of(RULE.replace("卖出苹果3", "买进苹果3")))] == ["wording_example"]
    assert [code for code, _ in linted(spec_of(RULE.replace("卖出梨3", "卖出3")))] == ["wording_example"]


def test_a_wording_that_two_rules_claim() -> None:
    """What one rule takes first never reaches the other."""
    again = RULE.replace("  stated:", "  again:").replace("n == [a, x]", "n == 2 * [a, x]")
    assert "wording_claimed" in {code for code, _ in linted(spec_of(RULE + again))}


def test_a_spec_with_wordings_survives_a_round_trip() -> None:
    """Dumping and loading loses no wording."""
    spec = gd.load_text(spec_of(RULE))
    assert gd.load_text(gd.dump_spec(spec)) == spec
    assert minimal().narrative is None
