"""The one representation that everything reads: cells in order, and relations with ids from paths."""

import pytest
from hypothesis import given

import govdisclosure as gd
from govdisclosure.form.cells import CellRef
from govdisclosure.form.expansion import Form, lines_at
from govdisclosure.spec import Source
from tests.support.made_up import made_up
from tests.support.minimal import minimal, minimal_text, numbers, rule

FORM = gd.expand(gd.load_spec("cn/2021"))


def equalities(form: Form, rule_id: str) -> list[str]:
    """Return the instances of a rule."""
    return [relation.instance for relation in form.relations if relation.rule == rule_id]


def test_the_form_of_2021() -> None:
    """The form of 2021 has 200 cells, 42 equalities and a lower bound for every cell."""
    assert len(FORM.cells) == 200
    assert [len(table.cells) for table in FORM.tables.values()] == [6, 1, 2, 1, 175, 15]
    inside_the_year = [relation for relation in FORM.relations if relation.level == 1]
    assert len(inside_the_year) == 42
    assert {relation.condition.comparison for relation in inside_the_year} == {"=="}
    assert len(FORM.bounds) == 200


@pytest.mark.parametrize(
    ("rule_id", "count", "first", "last"),
    [
        ("applications/columns:total", 25, "new", "carried_out"),
        ("applications/rows:outcome", 7, "natural_person", "total"),
        ("applications/balance", 7, "natural_person", "total"),
        ("disputes/columns:review", 1, "count", "count"),
        ("disputes/columns:litigation.direct", 1, "count", "count"),
        ("disputes/columns:litigation.after_review", 1, "count", "count"),
    ],
)
def test_the_rules_of_2021(rule_id: str, count: int, first: str, last: str) -> None:
    """The totals follow from the headers, 25 + 7 + 3, and the balance is written: 7 columns."""
    instances = equalities(FORM, rule_id)
    assert (len(instances), instances[0], instances[-1]) == (count, first, last)


def test_a_relation_of_2021() -> None:
    """The balance of one column compares four cells, and knows its table, line and legal source."""
    (balance,) = [
        relation for relation in FORM.relations if relation.id == "applications/balance[organisation.business]"
    ]
    assert [str(FORM.cell(index)) for index in balance.cells] == [
        "applications[new, organisation.business]",
        "applications[carried_in, organisation.business]",
        "applications[outcome, organisation.business]",
        "applications[carried_out, organisation.business]",
    ]
    assert (balance.severity, balance.level, balance.kind, balance.tolerance) == ("error", 1, "rule", 0)
    assert str(balance.source) == "国办公开办函〔2021〕30号"


def test_cells_are_named_by_paths() -> None:
    """A cell is found by table, row and column, and its order is that of the form."""
    assert FORM.cells[0] == CellRef("documents", "regulation", "issued")
    assert FORM.cells[-1] == CellRef("disputes", "count", "litigation.after_review")
    assert all(FORM.index[cell.table, cell.row, cell.column] == index for index, cell in enumerate(FORM.cells))


def test_the_cells_of_the_previous_year_come_after_this_years() -> None:
    """A rule between years refers to the same cell of the year before."""
    form = gd.expand(minimal(rules=rule("a == prior.b")))
    (relation,) = form.relations
    assert relation.level == 2
    assert [str(form.cell(index)) for index in relation.cells] == ["stock[a, n]", "prior.stock[b, n]"]
    guarded = gd.expand(minimal(rules=rule("a == b", ", when: prior.c > 0")))
    assert guarded.relations[0].level == 2
    assert [guarded.cell(index).of for index in guarded.relations[0].cells] == ["this", "this", "prior"]


@given(made_up())
def test_rule_ids_are_unique(spec: gd.Spec) -> None:
    """No two relations of a form have the same id, and none depends on the order of the rules."""
    form = gd.expand(spec)
    ids = [relation.id for relation in (*form.relations, *form.bounds)]
    assert len(set(ids)) == len(ids)
    from attrs import evolve

    other = gd.expand(evolve(spec, rules=spec.rules[::-1]))
    assert {relation.id for relation in other.relations} == {relation.id for relation in form.relations}


@given(made_up())
def test_totals_on_both_axes_meet(spec: gd.Spec) -> None:
    """Every total line has a relation in every line that crosses it, where both hold numbers."""
    form = gd.expand(spec)
    for table in form.tables.values():
        for name, axis, other in (("rows", table.rows, table.columns), ("columns", table.columns, table.rows)):
            for total in axis.sums:
                found = equalities(form, f"{table.key}/{name}:{total.path}")
                for line in other.lines:
                    here = (total.total, line.index) if name == "rows" else (line.index, total.total)
                    index = table.cells.get(here)
                    if line.path in found:
                        assert index is not None
                        assert form.values[index].numeric


def test_expanding_twice_gives_the_same_form() -> None:
    """A form is expanded once for each set of keys."""
    spec = minimal()
    assert gd.expand(spec) is gd.expand(spec, {})
    assert gd.expand(spec) is gd.expand(minimal(), {"stock/rows:a": ()})


def test_void_cells() -> None:
    """Cells that the form does not have are in no relation; a header stands for all below it."""
    group = "g: {label: {zh: 组}, nodes: {x: {label: {zh: 一}}, y: {label: {zh: 二}}}}"
    columns = f"{{total: exact, total_label: {{zh: 计}}, nodes: {{{group}, z: {{label: {{zh: 三}}}}}}}}"
    rows = "{total: exact, total_label: {zh: 计}, nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}}}"
    void = "value: count\n    void: [{row: a, column: g}, {row: b, column: total}]"
    form = gd.expand(gd.load_text(minimal_text(rows=rows, columns=columns).replace("value: count", void)))
    assert [str(cell) for cell in form.cells] == [
        "stock[a, z]",
        "stock[a, total]",
        "stock[b, g.x]",
        "stock[b, g.y]",
        "stock[b, z]",
        "stock[total, g.x]",
        "stock[total, g.y]",
        "stock[total, z]",
        "stock[total, total]",
    ]
    sizes = {relation.id: len(relation.cells) for relation in form.relations}
    assert sizes == {
        "stock/rows:total[g.x]": 2,
        "stock/rows:total[g.y]": 2,
        "stock/rows:total[z]": 3,
        "stock/rows:total[total]": 2,
        "stock/columns:total[a]": 2,
        "stock/columns:total[total]": 4,
    }
    table = form.tables["stock"]
    assert lines_at(table.columns, "g") == (0, 1)
    assert lines_at(table.columns, "nothing") == ()
    assert table.axis("rows") is table.rows


def test_texts_take_no_part_in_sums() -> None:
    """A column of names has no totals, and a rule for each column leaves it out."""
    rows = "{total: exact, total_label: {zh: 计}, nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}}}"
    columns = "{nodes: {n: {label: {zh: 数}}, w: {label: {zh: 名}, value: word}}}"
    form = gd.expand(minimal(rows=rows, columns=columns, rules=rule("a == b")))
    assert [relation.id for relation in form.relations] == ["stock/rows:total[n]", "stock/law[n]"]
    assert [relation.instance for relation in form.bounds] == ["a, n", "b, n", "total, n"]


def test_what_is_only_a_part_bounds_its_total() -> None:
    """A total of which the form breaks down only a part is at least the sum of what is below it."""
    rows = "{total: at_least, total_label: {zh: 计}, nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}}}"
    spec = minimal(rows=rows)
    (relation,) = gd.expand(spec).relations
    assert (relation.id, relation.condition.comparison) == ("stock/rows:total[n]", ">=")
    assert [gd.check(numbers(spec, 2, 3, total)).ok for total in (4, 5, 6)] == [False, True, True]


def test_a_rule_across_tables() -> None:
    """A rule without a table names each cell with its table, and its id begins with report."""
    check = "stock[a, n] <= 2 * stock[b, n] + 1.5"
    law = f"rules:\n  law: {{label: {{zh: 律}}, check: '{check}', severity: info, tolerance: 0.5}}"
    (relation,) = gd.expand(minimal(rules=law)).relations
    assert (relation.id, relation.severity, str(relation.tolerance)) == ("report/law", "info", "0.5")
    assert relation.condition.right.terms == ((1, 2),)
    assert str(relation.condition.right.constant) == "1.5"


def test_tolerance_comes_from_the_cells() -> None:
    """Without a tolerance of its own a relation has the largest of its cells'."""
    rows = "{total: exact, total_label: {zh: 计}, nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}, value: amount}}}"
    form = gd.expand(minimal(rows=rows, rules=rule("a == a")))
    assert [str(relation.tolerance) for relation in form.relations] == ["0.01", "0"]


def test_sources_fall_back() -> None:
    """A source that is not given is that of the node around it, of the table, or of the format."""
    rows = (
        "{total: exact, total_label: {zh: 计}, nodes: {a: {label: {zh: 甲}}, "
        "g: {label: {zh: 组}, total: exact, total_label: {zh: 小计}, source: {article: 第三条}, nodes: {"
        "h: {label: {zh: 内}, total: exact, total_label: {zh: 小计}, nodes: {b: {label: {zh: 乙}}}}}}}}"
    )
    text = minimal_text(rows=rows, rules=rule("a == a", ", source: {document: 另一文号}"))
    text = text.replace("value: count", "value: count\n    source: {article: 第二条, certainty: B}")
    sources = {relation.rule: relation.source for relation in gd.expand(gd.load_text(text)).relations}
    assert sources == {
        "stock/rows:total": Source("文号", "第二条", certainty="B"),
        "stock/rows:g": Source("文号", "第三条", certainty="B"),
        "stock/rows:g.h": Source("文号", "第三条", certainty="B"),
        "stock/law": Source("另一文号"),
    }


def test_a_rule_without_lines_is_about_the_cells_that_it_names() -> None:
    """It is one relation, however many rows and columns its table has."""
    law = "rules:\n  law: {table: stock, label: {zh: 律}, check: '[a, n] == [b, n] + [c, n]'}"
    form = gd.expand(minimal(columns="{nodes: {n: {label: {zh: 数量}}, m: {label: {zh: 人数}}}}", rules=law))
    assert [relation.cells for relation in form.relations if relation.kind == "rule"] == [(0, 2, 4)]
