"""What the rules of a format can do: what the analysis says of a cell is what checking and locating find."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govdisclosure as gd
from govdisclosure.language import using
from govdisclosure.lint import analysis as lint_analysis
from govdisclosure.lint.analysis import Analysis, analyse
from govdisclosure.lint.analysis_output import analysis_data, analysis_text
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import broken_reports, reports
from tests.support.filled import suggestions
from tests.support.made_up import made_up
from tests.support.minimal import TOTAL_OF_THREE, minimal, rule
from tests.support.planting import more_rules, planted

CN2021 = find_spec("cn/2021")
RULES = "rules:\n  law: {{table: stock, each: columns, label: {{zh: 平衡}}, check: '{}'}}\n  "
SECOND = "more: {{table: stock, each: columns, label: {{zh: 又}}, check: '{}'}}"


def sights(found: Analysis) -> dict[str, str]:
    """Return what is seen of each cell of a form with one column, by its row."""
    return {found.form.cell(cell.index).row: cell.sight for cell in found.cells}


def two(first: str, second: str) -> gd.Spec:
    """Return a small format with two rules."""
    return minimal(rules=RULES.format(first) + SECOND.format(second))


def test_the_form_of_2021() -> None:
    """All 175 cells of section three are located, the 15 of section four found, the 10 of section two never."""
    found = analyse(CN2021)
    by_table: dict[str, set[str]] = {}
    for cell in found.cells:
        by_table.setdefault(found.form.cell(cell.index).table, set()).add(cell.sight)
    assert by_table.pop("applications") == {"located"}
    assert by_table.pop("disputes") == {"found"}
    assert set(map(frozenset, by_table.values())) == {frozenset({"never"})}
    assert [found.count(sight) for sight in ("located", "found", "sometimes", "never")] == [175, 15, 0, 10]
    assert [len(group) for group in found.groups()] == [5, 5, 5]
    assert found.consistent
    assert (found.bounds, found.redundant, found.untested) == ((), (), ())


@given(
    st.one_of(made_up(), st.sampled_from(gd.spec_ids()).map(find_spec)).flatmap(lambda spec: broken_reports(spec, 1))
)
@settings(max_examples=50)
def test_what_is_said_of_a_cell_is_what_happens(broken: gd.testing.Broken) -> None:
    """An error is found where it is always found, and its cell alone is suspected where it is located."""
    report = broken.report
    if report.form.open_nodes:
        return  # the analysis is made with keys of its own
    ((place, (right, _)),) = broken.changes.items()
    index = report.form.index[place]
    (cell,) = (cell for cell in analyse(report.spec).cells if cell.index == index)
    failed = [finding for finding in gd.check(report) if finding.status == "fail" and not finding.rule.endswith(":min")]
    if cell.sight in ("located", "found"):
        assert failed
    if cell.sight == "never":
        assert not failed
    exact = all(relation.tolerance == 0 for relation in report.form.relations)
    if cell.sight == "located" and exact:
        (suspect,) = gd.locate(report)
        assert suggestions(suspect) == {index: right}


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (minimal(rules=rule("a == b + c")), {"a": "found", "b": "found", "c": "found", "d": "never"}),
        (two("a == b + c", "b == d"), {"a": "found", "b": "located", "c": "found", "d": "located"}),
        (minimal(rules=rule("a >= b")), dict.fromkeys("ab", "sometimes") | dict.fromkeys("cd", "never")),
        (
            minimal(rules=rule("a == b", ", when: c > 0")),
            dict.fromkeys("abc", "sometimes") | {"d": "never"},
        ),
        (
            minimal(rules=rule("a == b", ", severity: warning")),
            dict.fromkeys("ab", "found") | dict.fromkeys("cd", "never"),
        ),
        (minimal(rules=rule("a == prior.b")), dict.fromkeys("abcd", "never")),
        (two("a == b + c", "a == b + 2 * c"), {"a": "found", "b": "found", "c": "located", "d": "never"}),
    ],
)
def test_which_errors_are_seen(spec: gd.Spec, expected: dict[str, str]) -> None:
    """By equations alone; inequalities, conditions and last year's figures see some errors."""
    assert sights(analyse(spec)) == expected


def test_an_error_within_the_tolerance_may_pass() -> None:
    """How large an error has to be is told, by the narrowest of the rules that the cell is in."""
    found = analyse(minimal(rules=rule("2 * a == b", ", tolerance: 3")))
    assert {found.form.cell(cell.index).row: cell.beyond for cell in found.cells} == {
        "a": Decimal("1.5"),
        "b": 3,
        "c": 0,
        "d": 0,
    }
    with using("en"):
        assert "errors up to 3 may pass within the tolerance" in analysis_text(found)


def test_rules_that_follow_from_others() -> None:
    """Named with those they follow from; a rule that adds something is not."""
    both = analyse(two("a == b", "2 * b == 2 * a"))
    assert [(one.rule, one.because) for one in both.redundant] == [
        ("stock/law", ("stock/more",)),
        ("stock/more", ("stock/law",)),
    ]
    assert both.independent == 1
    weak = analyse(minimal(rows=TOTAL_OF_THREE, rules=rule("total >= a + b")))
    assert [(one.rule, one.because) for one in weak.redundant] == [("stock/law", ("stock/rows:total",))]
    low = analyse(minimal(rules=rule("a + b >= 0")))
    assert [(one.rule, one.because) for one in low.redundant] == [("stock/law", ())]
    assert analyse(two("a == b + c", "b == d")).redundant == ()


def test_bounds_that_follow() -> None:
    """A cell that the rules keep within narrower bounds than its value does."""
    found = analyse(two("a + b <= 9", "c >= a + 2"))
    assert {found.form.cell(one.index).row: (one.low, one.high) for one in found.bounds} == {
        "a": (0, 9),
        "b": (0, 9),
        "c": (2, None),
    }
    with using("en"):
        assert "0 ≤ stock[a, n] ≤ 9, 0 ≤ stock[b, n] ≤ 9, 2 ≤ stock[c, n]" in analysis_text(found)


def test_rules_that_exclude_each_other() -> None:
    """Said with the relations, and no bounds are told of what cannot be."""
    found = analyse(two("a >= b + 2", "b >= a"))
    assert (found.consistent, found.bounds) == (False, ())
    assert [[one.rule for one in some] for some in found.blank.conflicts] == [["stock/law", "stock/more"]]
    with using("zh"):
        assert "没有数能使这些关系都成立：stock/law[n], stock/more[n]" in analysis_text(found)


def test_cells_that_can_be_one_number_only() -> None:
    """Named with the number."""
    assert analysis_data(analyse(minimal(rules=rule("a == 4"))))["forced"] == [{"cell": "stock[a, n]", "value": 4}]


@given(st.data())
@settings(max_examples=25)
def test_bounds_hold_in_every_report(data: st.DataObject) -> None:
    """Whatever report satisfies the rules, its figures lie within the bounds that are said to follow."""
    spec = data.draw(made_up())
    report = data.draw(reports(spec))
    found = analyse(spec)
    if report.form.keys != found.form.keys:
        return
    assert found.consistent is not False
    for one in found.bounds:
        number = report.values[one.index]
        assert number is not None
        assert one.low is None or number >= one.low
        assert one.high is None or number <= one.high


def test_two_thousand_rules() -> None:
    """Two thousand rules are all looked at, and what is said of them stays short."""
    rules = [f"check: opening + {n} * bought + {n} >= sold" for n in range(2_000)]
    text, _ = planted(more_rules(*rules))
    found = analyse(gd.load_text(text))
    assert (found.consistent, found.untested) == (True, ())
    with using("en"):
        assert len(max(analysis_text(found).splitlines(), key=len)) < 2_000


def test_too_many_steps_for_what_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules that were not looked at are named."""
    monkeypatch.setattr(lint_analysis, "MAX_STEPS", 1)
    monkeypatch.setattr(lint_analysis, "MAX_PAIRS", 1)
    found = analyse(two("a == b + c", "a == d + c"))
    assert (found.independent, found.untested, found.unbounded) == (None, ("stock/law", "stock/more"), True)
    with using("zh"):
        assert "（没有算完）" in analysis_text(found)


def test_the_data_say_what_the_text_says() -> None:
    """Every cell with the rules it is in, as JSON that reads back."""
    data = json.loads(json.dumps(analysis_data(analyse(CN2021))))
    assert data["counts"] == {"located": 175, "found": 15, "sometimes": 0, "never": 10}
    by_place = {(cell["table"], cell["row"], cell["column"]): cell for cell in data["cells"]}
    new = by_place["applications", "new", "total"]
    assert new["rules"] == ["applications/columns:total[new]", "applications/balance[total]"]
    assert new["texts"] == ["applications/stated_new", "applications/stated_received", "applications/stated_handled"]
    assert by_place["disputes", "count", "review"]["equal_ways"] == 5
    assert by_place["applications", "carried_in", "total"]["between_years"] == ["applications/carry_over[total]"]


@pytest.mark.parametrize(("language", "said"), [("zh", "175"), ("en", "× never found")])
def test_the_text_draws_the_form_with_its_signs(language: str, said: str) -> None:
    """Each cell with one of four signs that GBK has too."""
    with using(language):
        text = analysis_text(analyse(CN2021))
    assert said in text
    drawn = text[text.index("┌") :]
    assert (drawn.count("●"), drawn.count("◎"), drawn.count("×")) == (175, 15, 10)
    assert text.encode("gbk")
