"""Axes expanded: which lines they have, what they are called, and what is the sum of what."""

from collections.abc import Mapping
from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.form.axes import ExpandedAxis, own_line
from tests.support.minimal import minimal

SHOP = gd.load_spec(Path(__file__).parent.parent / "data" / "shop.yaml")


def axis(
    rows: str, stub: str = "nested", keys: dict[str, tuple[str, ...]] | None = None, axes: str = ""
) -> ExpandedAxis:
    """Return an axis as it is used for the rows of a table."""
    from tests.support.minimal import minimal_text

    text = minimal_text(rows=rows, axes=axes).replace("value: count", f"value: count\n    stub: {stub}")
    return gd.expand(gd.load_text(text), keys or {}).tables["stock"].rows


def paths(rows: ExpandedAxis) -> list[str]:
    """Return the paths of the lines, in drawn order."""
    return [line.path for line in rows.lines]


def sums(rows: ExpandedAxis) -> dict[str, list[str]]:
    """Return which lines each total is the sum of, with a minus where they are taken off."""
    return {
        total.path: [("-" if sign < 0 else "") + rows.lines[index].path for index, sign in total.addends]
        for total in rows.sums
    }


PARTS = "nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}}"


@pytest.mark.parametrize("kind", ["exact", "at_least"])
@pytest.mark.parametrize(("place", "expected"), [("start", ["total", "a", "b"]), ("end", ["a", "b", "total"])])
def test_a_total_of_an_axis(kind: str, place: str, expected: list[str]) -> None:
    """A total stands where the form prints it, and is the sum of what is below it, or at least that."""
    rows = axis(f"{{total: {kind}, total_at: {place}, total_label: {{zh: 计}}, {PARTS}}}")
    assert paths(rows) == expected
    assert sums(rows) == {"total": ["a", "b"]}
    assert [total.kind for total in rows.sums] == [kind]


def test_a_free_total_is_the_sum_of_nothing() -> None:
    """A median has cells of its own and no relation to what it is the median of."""
    rows = axis(f"{{total: free, total_label: {{zh: 中位数}}, {PARTS}}}")
    assert paths(rows) == ["a", "b", "total"]
    assert sums(rows) == {}


def test_a_header_without_a_total_has_no_cells() -> None:
    """A group that says no total is a header only, and its parts count towards the total above it."""
    group = f"g: {{label: {{zh: 组}}, {PARTS}}}"
    rows = axis(f"{{total: exact, total_label: {{zh: 计}}, nodes: {{{group}, c: {{label: {{zh: 丙}}}}}}}}")
    assert paths(rows) == ["g.a", "g.b", "c", "total"]
    assert sums(rows) == {"total": ["g.a", "g.b", "c"]}
    assert own_line(rows.groups["g"]) is None


@pytest.mark.parametrize("kind", ["exact", "at_least", "free"])
def test_a_sum_runs_over_the_nearest_cells(kind: str) -> None:
    """A group with cells of its own counts once, by these, and its parts do not count again."""
    group = f"g: {{label: {{zh: 组}}, total: {kind}, total_label: {{zh: 小计}}, {PARTS}}}"
    rows = axis(f"{{total: exact, total_label: {{zh: 计}}, nodes: {{{group}, c: {{label: {{zh: 丙}}}}}}}}")
    assert paths(rows) == ["g.a", "g.b", "g", "c", "total"]
    assert sums(rows)["total"] == ["g", "c"]
    assert ("g" in sums(rows)) == (kind != "free")


def test_what_no_total_counts() -> None:
    """A line in another unit is kept out of the sum above it, a group with all its parts."""
    group = f"g: {{label: {{zh: 组}}, in_total: false, {PARTS}}}"
    rows = axis(f"{{total: exact, total_label: {{zh: 计}}, nodes: {{{group}, c: {{label: {{zh: 丙}}}}}}}}")
    assert sums(rows) == {"total": ["c"]}
    alone = axis(f"{{total: exact, total_label: {{zh: 计}}, nodes: {{{group}}}}}")
    assert sums(alone) == {}


def test_what_a_total_takes_off() -> None:
    """A line enters the sum above it with minus where the format says so, a group with all its parts."""
    less = "c: {label: {zh: 减：丙}, minus: true}"
    group = f"g: {{label: {{zh: 组}}, minus: true, nodes: {{a: {{label: {{zh: 甲}}}}, {less}}}}}"
    rows = axis(f"{{total: exact, total_label: {{zh: 计}}, nodes: {{{group}, d: {{label: {{zh: 丁}}}}}}}}")
    assert sums(rows) == {"total": ["-g.a", "g.c", "d"]}
    group = f"g: {{label: {{zh: 组}}, minus: true, total: exact, total_label: {{zh: 小计}}, {PARTS}}}"
    rows = axis(f"{{total: exact, total_label: {{zh: 计}}, nodes: {{{group}, d: {{label: {{zh: 丁}}}}}}}}")
    assert sums(rows) == {"g": ["g.a", "g.b"], "total": ["-g", "d"]}


def test_a_line_without_an_ordinal() -> None:
    """Numbering goes on behind a line without ordinal, and a total may have none."""
    nodes = "a: {label: {zh: 甲}}, b: {label: {zh: 减：乙}, numbered: false}, c: {label: {zh: 丙}}"
    rows = axis(f"{{numbering: 一、, total: exact, total_label: {{zh: 计}}, nodes: {{{nodes}}}}}")
    assert [line.header.text("zh") for line in rows.lines] == ["一、甲", "减：乙", "二、丙", "三、计"]
    rows = axis(
        f"{{numbering: 一、, total: exact, total_numbered: false, total_label: {{zh: 计}}, nodes: {{{nodes}}}}}"
    )
    assert rows.lines[-1].header.text("zh") == "计"


def test_a_group_that_only_its_total_names() -> None:
    """A group without label draws none: its rows, and the total under its own label."""
    group = f"g: {{total: exact, total_label: {{zh: 小计}}, {PARTS}}}"
    rows = axis(f"{{total: exact, total_label: {{zh: 计}}, nodes: {{{group}, c: {{label: {{zh: 丙}}}}}}}}", "outline")
    assert [line.texts("zh") for line in rows.lines] == [("甲",), ("乙",), ("小计",), ("丙",), ("计",)]
    with pytest.raises(gd.SpecError, match="the node g has no label"):
        axis(f"{{nodes: {{g: {{{PARTS}}}, c: {{label: {{zh: 丙}}}}}}}}")


def test_minus_beside_nothing_counted() -> None:
    """What is kept out of the total cannot be taken off it."""
    with pytest.raises(gd.SpecError, match="minus beside in_total: false"):
        axis("{nodes: {a: {label: {zh: 甲}, minus: true, in_total: false}}}")


def test_an_outline_puts_a_total_at_the_start_on_the_line_of_its_group() -> None:
    """In an outline a group with cells is one row, label and figure; a total at the end is a row of its own."""
    group = f"{{nodes: {{g: {{label: {{zh: 组}}, total: exact, total_at: start, {PARTS}}}}}}}"
    rows = axis(group, "outline")
    assert paths(rows) == ["g", "g.a", "g.b"]
    assert sums(rows) == {"g": ["g.a", "g.b"]}
    assert rows.groups["g"].line == 0
    nested = axis(group.replace("start", "start, total_label: {zh: 计}"))
    assert paths(nested) == paths(rows)
    assert nested.groups["g"].line is None
    assert [header.kind for header in nested.lines[0].chain] == ["node", "node", "total"]
    last = axis(group.replace("start", "end, total_label: {zh: 计}"), "outline")
    assert paths(last) == ["g.a", "g.b", "g"]
    assert last.groups["g"].line is None


def test_ordinals_are_given_to_the_children_and_to_a_total_at_the_end() -> None:
    """Numbering belongs to a parent; its total is numbered last where it stands last, and not where it stands first."""
    numbered = "{numbering: '1.', total: exact, total_label: {zh: 计}, " + PARTS + "}"
    assert [line.header.text("zh") for line in axis(numbered).lines] == ["1.甲", "2.乙", "3.计"]
    first = axis(numbered.replace("exact", "exact, total_at: start"))
    assert [line.header.text("zh") for line in first.lines] == ["计", "1.甲", "2.乙"]


def test_headers_know_what_is_below_them() -> None:
    """Each header bounds its lines, and each line knows its headers from the outermost inwards."""
    rows = axis(f"{{label: {{zh: 根}}, nodes: {{g: {{label: {{zh: 组}}, {PARTS}}}, c: {{label: {{zh: 丙}}}}}}}}")
    assert [(header.path, header.first, header.last) for header in rows.root.walk()] == [
        ("", 0, 3),
        ("g", 0, 2),
        ("g.a", 0, 1),
        ("g.b", 1, 2),
        ("c", 2, 3),
    ]
    assert rows.lines[1].texts("zh") == ("根", "组", "乙")
    assert rows.lines[1].texts("en") == ("根", "组", "乙")  # a language that is not there falls back on one that is


def test_a_value_holds_for_everything_below() -> None:
    """A value named for a group is that of its lines, unless they name another."""
    group = "g: {label: {zh: 组}, value: amount, nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}, value: word}}}"
    rows = axis(f"{{nodes: {{{group}, c: {{label: {{zh: 丙}}}}}}}}")
    assert [line.value for line in rows.lines] == ["amount", "word", None]


def test_a_fragment_of_a_fragment() -> None:
    """Fragments may use fragments, and their paths are those of the nodes that use them."""
    axes = """axes:
  inner: {nodes: {x: {label: {zh: 内}}}}
  outer: {total: exact, total_label: {zh: 计}, nodes: {y: {label: {zh: 外}, use: inner}}}"""
    assert paths(axis("{nodes: {a: {label: {zh: 甲}, use: outer}}}", axes=axes)) == ["a.y.x", "a"]


# rows and columns that the report itself names -----------------------------------------------------------------------


def shop(sales: Mapping[str, object], visits: Mapping[str, object] | None = None) -> gd.Report:
    """Return a report of the chain of shops."""
    return gd.from_data({"spec": "test/shop", "tables": {"sales": sales, "visits": visits or {}}}, spec=SHOP)


def test_open_rows_repeat_a_node_for_each_key() -> None:
    """Every shop that the report names is a row, in the order of the report, and their total is a row of the form."""
    report = shop(
        {"shop.东街": {"bread": 1, "tea": 2, "manager": "甲"}, "shop.西街": {"bread": 3, "tea": 4, "manager": "乙"}}
    )
    assert report["sales"].rows == ("shop.东街", "shop.西街", "shop", "online", "total")
    assert report["sales"]["shop.西街", "tea"].value == 4
    header = report.form.tables["sales"].rows.lines[0].header
    assert (header.kind, header.text("zh"), header.text("en")) == ("key", "东街", "东街")


def test_the_total_of_open_rows_is_checked() -> None:
    """What the report lists must add up to the total row, and that to the total of the table."""
    rows = {
        "shop.东街": {"bread": 1, "tea": 2, "manager": "甲"},
        "shop.西街": {"bread": 3, "tea": 4, "manager": "乙"},
        "shop": {"bread": 4, "tea": 7, "manager": ""},
        "online": {"bread": 0, "tea": 1, "manager": "丙"},
        "total": {"bread": 4, "tea": 8, "manager": ""},
    }
    result = gd.check(shop(rows, {row: {"day": 0} for row in ("checked", "advised")}))
    assert [(finding.id, finding.left, finding.right) for finding in result] == [("sales/rows:shop[tea]", 7, 6)]


def test_no_shops_at_all() -> None:
    """Where the report names nothing, the total of nothing is zero."""
    form = gd.expand(SHOP)
    assert [relation.id for relation in form.relations if relation.rule == "sales/rows:shop"] == [
        "sales/rows:shop[bread]",
        "sales/rows:shop[tea]",
    ]
    result = gd.check(shop({"shop": {"bread": 0, "tea": 5, "manager": ""}}))
    fails = [(finding.id, finding.difference) for finding in result if finding.status == "fail"]
    assert ("sales/rows:shop[tea]", 5) in fails


def test_open_columns() -> None:
    """Columns may be open too; a rule for each column then holds in every column that the report names."""
    visits = {
        "checked": {"day": 3, "day.2024-01-31": 1, "day.2024-02-29": 2},
        "advised": {"day": 3, "day.2024-01-31": 0, "day.2024-02-29": 3},
    }
    report = shop({}, visits)
    assert report["visits"].columns == ("day", "day.2024-01-31", "day.2024-02-29")
    result = gd.check(report)
    assert [finding.id for finding in result if finding.status == "fail"] == ["visits/more_checks[day.2024-02-29]"]


def test_a_form_remembers_its_keys() -> None:
    """Two reports that name the same keys in the same order have equal forms, others have not."""
    one, same, other = (shop({f"shop.{name}": {} for name in names}).form for names in ("甲乙", "甲乙", "乙甲"))
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != "form"
    assert repr(one) == "<Form of test/shop, 17 cells>"


def test_the_smallest_axis() -> None:
    """One row without a label has one line, and draws nothing."""
    rows = gd.expand(minimal(rows="{nodes: {figure: }}")).tables["stock"].rows
    assert paths(rows) == ["figure"]
    assert rows.lines[0].texts("zh") == ()
