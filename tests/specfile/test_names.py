"""Whether the parts of a format fit each other: every name means something, every total has something to sum."""

import pytest

import govdisclosure as gd
from tests.support.minimal import minimal, minimal_text, rule

TWO = "{nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}}}"


def messages(text: str) -> list[str]:
    """Return the messages of the faults of a spec file, without places."""
    with pytest.raises(gd.SpecError) as caught:
        gd.load_text(text)
    return [fault.message for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: test/2024", "id: test", "test is not an id of the form family/year"),
        ("id: test/2024", "id: Test/2024", "Test/2024 is not an id of the form family/year"),
        ("  source:", "  languages: []\n  source:", "no languages"),
        (
            "  source:",
            "  numbering: 首先\n  source:",
            "'首先' is no numbering: write the first item's ordinal, as in 一、 （一） 1. A",
        ),
        ("  source:", "  headline: {label: {zh: '{body}{year}'}}\n  source:", "{body} is not understood"),
        ("  source:", "  headline: {label: {zh: x}, aliases: ['{x}']}\n  source:", "{x} is not understood"),
        ("key: figures", "key: total", "total is reserved and cannot be a key"),
        ("key: figures", "key: lead", "the section key lead is already taken"),
        (", draw: [[stock]]", "", "a section needs text: true, or draw: with its tables"),
        ("draw: [[stock]]", "text: true", "no section draws the table stock"),
        ("draw: [[stock]]", "draw: [[stok]]", "there is no table stok; did you mean stock?"),
        ("draw: [[stock]]", "draw: [[stock, stock]]", "the table stock is drawn twice"),
        ("draw: [[stock]]", "draw: [[stock], [stock]]", "the table stock is drawn twice"),
        ("value: count", "value: coutn", "there is no value coutn; did you mean count?"),
        ("min: 0,", "min: 0.5,", "0.5 for an integer"),
        ("[1, 8]", "[1, 8.5]", "8.5 for an integer"),
        ("kind: text", "kind: text, min: 0", "min, marks or tolerance on what is no number"),
        ("kind: date", "kind: date, tolerance: 1", "min, marks or tolerance on what is no number"),
        ("kind: text", "kind: text, places: 0", "only a decimal has places"),
        ("tolerance: 0.01", "tolerance: -1", "a tolerance below zero"),
    ],
)
def test_names_and_values(old: str, new: str, message: str) -> None:
    """A name that means nothing, and a value that contradicts itself, are faults of the format."""
    text = minimal_text(rows=TWO)
    assert old in text
    assert message in messages(text.replace(old, new, 1))


def test_two_sections_of_one_key() -> None:
    """Section keys are names in report JSON, so each is given once."""
    sections = PAIR.replace("second", "first")
    assert messages(minimal_text(sections=sections)) == ["the section key first is already taken"]


PAIR = "sections: [{key: first, title: {zh: 一}, draw: [[stock]]}, {key: second, title: {zh: 二}, text: true}]"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("{nodes: {a: {}, b: {label: {zh: 乙}}}}", ["the node a has no label"]),
        ("{nodes: {}}", ["has no cells"]),
        ("{label: {zh: 空}}", ["has no cells"]),
        ("{total: exact, total_label: {zh: 计}}", ["a total with nothing below it"]),
        ("{total: exact, nodes: {a: {label: {zh: 甲}}}}", ["missing key total_label"]),
        ("{total: exact, total_at: start, nodes: {a: {label: {zh: 甲}}}}", ["missing key total_label"]),
        ("{total_at: end, nodes: {a: {label: {zh: 甲}}}}", ["total_at without total"]),
        ("{nodes: {a: {label: {zh: 甲}, total_label: {zh: 计}}}}", ["total_label without total"]),
        ("{open: text, total_label: {zh: 计}}", ["the root of an axis cannot be open"]),
        ("{nodes: {a: {label: {zh: 甲}, open: text, total_at: end}}}", ["missing key total_label"]),
        (
            "{nodes: {a: {label: {zh: 甲}, open: text, total: exact, total_label: {zh: 计}}}}",
            ["an open node has its total by itself"],
        ),
        (
            "{nodes: {a: {label: {zh: 甲}, open: text, total_label: {zh: 计}, nodes: {b: {label: {zh: 乙}}}}}}",
            ["nodes beside open"],
        ),
        (
            "{nodes: {a: {label: {zh: 甲}, numbering: 序}}}",
            ["'序' is no numbering: write the first item's ordinal, as in 一、 （一） 1. A"],
        ),
        ("{nodes: {a: {label: {zh: 甲}, value: amout}}}", ["there is no value amout; did you mean amount?"]),
        ("{use: part}", ["there is no axis part"]),
    ],
)
def test_axes(rows: str, expected: list[str]) -> None:
    """Every node has a label, every total something to sum and a label of its own."""
    assert messages(minimal_text(rows=rows)) == expected


def test_a_total_beside_what_it_says_needs_a_label_only_where_it_is_drawn() -> None:
    """In an outline a total at the start stands in the row of its group, and needs no label."""
    rows = "{nodes: {a: {label: {zh: 甲}, total: exact, total_at: start, nodes: {b: {label: {zh: 乙}}}}}}"
    assert messages(minimal_text(rows=rows)) == ["missing key total_label"]
    outline = minimal_text(rows=rows).replace("value: count", "value: count\n    stub: outline")
    assert [line.path for line in gd.expand(gd.load_text(outline)).tables["stock"].rows.lines] == ["a", "a.b"]


FRAGMENTS = "axes:\n  part: {label: {zh: 部}, nodes: {x: {label: {zh: 子}}}}"


@pytest.mark.parametrize(
    ("axes", "rows", "expected"),
    [
        (FRAGMENTS, "{use: prat}", ["there is no axis prat; did you mean part?"]),
        (FRAGMENTS, "{use: part, nodes: {b: {label: {zh: 乙}}}}", ["nodes beside use"]),
        ("axes:\n  part: {use: part}", TWO, ["the axis part uses itself"]),
        (
            "axes:\n  one: {nodes: {x: {use: two}}}\n  two: {nodes: {y: {use: one}}}",
            TWO,
            ["axes that use each other in a circle: one → two → one"],
        ),
        (
            "axes:\n  one: {nodes: {x: {use: one}}}",
            "{nodes: {a: {label: {zh: 甲}, use: one}}}",
            ["the axis one uses itself"],
        ),
        ("axes:\n  part: {nodes: {x: {}}}", "{use: part}", ["the node x has no label"]),
        ("axes:\n  part: {nodes: {x: {use: prat}}}", TWO, ["there is no axis prat; did you mean part?"]),
    ],
)
def test_fragments(axes: str, rows: str, expected: list[str]) -> None:
    """A fragment exists, says its own nodes, and does not contain itself, directly or round a corner."""
    assert messages(minimal_text(axes=axes, rows=rows)) == expected


def test_a_fragment_keeps_what_its_user_does_not_say() -> None:
    """The keys of the node win over those of the fragment it uses, whose nodes it gets."""
    axes = "axes:\n  part: {label: {zh: 部}, total: exact, total_label: {zh: 计}, nodes: {x: {label: {zh: 子}}}}"
    rows = "{nodes: {a: {use: part, label: {zh: 甲}, total: free}, b: {use: part}}}"
    table = gd.expand(minimal(axes=axes, rows=rows)).tables["stock"]
    assert [list(line.texts("zh")) for line in table.rows.lines] == [
        ["甲", "子"],
        ["甲", "计"],
        ["部", "子"],
        ["部", "计"],
    ]
    assert [total.path for total in table.rows.sums] == ["b"]


def test_a_cell_has_one_value() -> None:
    """Naming a value for a row and for a column that cross is a contradiction."""
    rows = "{nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}, value: amount}}}"
    columns = "{nodes: {n: {label: {zh: 数}, value: word}}}"
    assert messages(minimal_text(rows=rows, columns=columns)) == [
        "row b and column n both name a value for one cell",
    ]


def test_void_cells_exist_on_both_axes() -> None:
    """What is said not to exist must be a row and a column of the table."""
    void = minimal_text(rows=TWO).replace(
        "value: count", "value: count\n    void: [{row: c, column: n}, {row: a, column: nn}]"
    )
    assert messages(void) == ["there is no row or column c", "there is no row or column nn; did you mean n?"]


def test_a_table_cannot_be_called_report() -> None:
    """The name stands for rules without a table."""
    text = minimal_text(rows=TWO).replace("stock", "report")
    assert "report is a reserved name for a table" in messages(text)


GROUPED = "{nodes: {g: {label: {zh: 组}, nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}}}}}"


@pytest.mark.parametrize(
    ("law", "expected"),
    [
        (rule("a == c"), "the table stock has no row a"),
        (rule("g.a == g"), "row g is a header without cells of its own"),
        (rule("g.a == [g.b, n]"), ""),
        (rule("g.a == stok[g.b, n]"), "there is no table stok; did you mean stock?"),
        (rule("g.a == [g.b, m]"), "the table stock has no column m"),
        (rule("1 == 2"), "the formula names no cell"),
        (rule("g.a == g.b", ", when: 1 > 2"), "the formula names no cell"),
        (rule("g.a == g.b", ", when: g.c > 2"), "the table stock has no row g.c; did you mean g.b?"),
        (rule("g.a == g.b", ", when: g.a"), "formula: expected == <= >= < > !=, found the end of the formula"),
        (rule("g.a < g.b"), "formula: expected == <= >=, found <"),
        (rule("g.a == g.b").replace("table: stock", "table: stok"), "there is no table stok; did you mean stock?"),
        (rule("g.a == g.b").replace("table: stock, ", ""), "each without table"),
        (rule("g.a == g.b").replace("each: columns, ", ""), "g.a must be [row, column]: the rule has no each"),
        (
            rule("[g.a, n] == [g.b, n]").replace("table: stock, each: columns, ", ""),
            "[g.a, n] does not say which table",
        ),
        (rule("g.a == g.b").replace("columns", "rows"), "the table stock has no column g.a"),
        (
            rule("g.a == g.b", ", examples: {valid: [{g.a: 1}]}"),
            "the example gives no number for g.b",
        ),
        (
            rule("g.a == g.b", ", examples: {invalid: [{g.a: 1, g.b: 2, gb: 3}]}"),
            "the formula has no gb; did you mean g.b?",
        ),
        (rule("g.a == g.b", ", examples: {invalid: [{g.a: x, g.b: 2}]}"), "expected a number, found the text 'x'"),
        (
            rule("g.a == g.b", ", examples: {invalid: [5]}"),
            "expected a mapping from names to numbers, found the number 5",
        ),
    ],
)
def test_rules(law: str, expected: str) -> None:
    """A rule names cells that exist, and its examples give a number to each of them."""
    text = minimal_text(rows=GROUPED, rules=law)
    if expected:
        assert any(message.startswith(expected) for message in messages(text))
    else:
        assert gd.load_text(text).rules


def test_a_rule_cannot_name_a_void_cell() -> None:
    """A formula that needs a cell which the form does not have is at fault where it names it."""
    text = minimal_text(rows=GROUPED, rules=rule("g.a == [g.b, n]"))
    text = text.replace("value: count", "value: count\n    void: [{row: g.b, column: n}]")
    assert messages(text) == ["the cell stock[g.b, n] is void"]


def test_a_line_of_void_cells_is_no_instance_of_a_rule() -> None:
    """Where a rule is applied line by line, a line without the cells that it needs is left out."""
    columns = "{nodes: {n: {label: {zh: 数}}, m: {label: {zh: 又}}}}"
    text = minimal_text(rows=TWO, columns=columns, rules=rule("a == b"))
    text = text.replace("value: count", "value: count\n    void: [{row: b, column: m}]")
    assert [relation.id for relation in gd.expand(gd.load_text(text)).relations] == ["stock/law[n]"]
