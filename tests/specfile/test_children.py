"""A child of a format: what it may change, and what is said when it cannot."""

from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.language import using
from govdisclosure.specfile.store import all_specs, find_spec, using_folders

PARENT = """\
spec:
  id: shop/2020
  revision: "1"
  for_years: 2020..
  title: {en: Sales}
  languages: [en]
  source: {document: Order 1, certainty: A}
sections:
  - {key: sales, title: {en: Sales}, draw: [[sales]]}
values:
  count: {kind: integer, min: 0}
tables:
  sales:
    value: count
    rows:
      total: exact
      total_label: {en: All}
      nodes:
        web: {label: {en: Web}}
        post: {label: {en: By post}}
        shop: {label: {en: Shop}}
    columns:
      nodes:
        sold: {label: {en: Sold}}
        back: {label: {en: Returned}}
rules:
  less: {table: sales, each: rows, check: back <= sold, label: {en: No more comes back than was sold}}
"""
HEAD = """\
spec:
  id: shop/2030
  revision: "1"
  for_years: 2030..
  source: {document: Order 2, certainty: A}
"""
DROP = "extends: shop/2020\nchange:\n  edits:\n    - drop: sales/rows:web\n      why: {en: x}\n"


def child(folder: Path, body: str) -> gd.Spec:
    """Load a child of the shop's format."""
    (folder / "shop").mkdir(exist_ok=True)
    (folder / "shop" / "2020.yaml").write_text(PARENT, encoding="utf-8")
    (folder / "shop" / "2030.yaml").write_text(HEAD + body, encoding="utf-8")
    with using_folders([folder]):
        return find_spec("shop/2030")


def rows(spec: gd.Spec) -> list[str]:
    """The paths of the rows of the shop's table."""
    return [line.path for line in gd.expand(spec).tables["sales"].rows.lines]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("drop: 'sales/rows:post'", ["web", "shop", "total"]),
        ("add: 'sales/rows:fair', after: web, node: {label: {en: Fair}}", ["web", "fair", "post", "shop", "total"]),
        ("add: 'sales/rows:fair', node: {label: {en: Fair}}", ["web", "post", "shop", "fair", "total"]),
        (
            "split: 'sales/rows:web', nodes: {app: {label: {en: App}}, page: {label: {en: Page}}}",
            ["web.app", "web.page", "post", "shop", "total"],
        ),
        (
            "merge: ['sales/rows:web', 'sales/rows:post'], into: ['sales/rows:far'], node: {label: {en: Far}}",
            ["far", "shop", "total"],
        ),
        ("move: 'sales/rows:web', to: 'sales/rows:net'", ["net", "post", "shop", "total"]),
        ("move: 'sales/rows:web', to: 'sales/rows:web', after: shop", ["post", "shop", "web", "total"]),
        ("relabel: 'sales/rows:web', label: {en: Internet}", ["web", "post", "shop", "total"]),
        (
            "replace: 'sales/rows:web', by: 'sales/rows:app', node: {label: {en: App}}",
            ["app", "post", "shop", "total"],
        ),
    ],
)
def test_every_verb_changes_the_rows_as_it_says(tmp_path: Path, edit: str, expected: list[str]) -> None:
    """The rows of the child are those of its parent after the edit, and the sum runs over them."""
    spec = child(tmp_path, f"extends: shop/2020\nchange:\n  edits:\n    - {{{edit}, why: {{en: because}}}}\n")
    assert rows(spec) == expected
    (total,) = [r for r in gd.expand(spec).relations if r.id == "sales/rows:total[sold]"]
    assert len(total.condition.right.terms) == len(expected) - 1


def test_what_a_child_does_not_say_is_its_parents(tmp_path: Path) -> None:
    """Title, tables, rules and their sources are taken over; id, years and status are not."""
    spec = child(tmp_path, "extends: shop/2020\n")
    assert spec.title["en"] == "Sales"
    assert spec.for_years.first.year == 2030
    (less, *_) = [r for r in gd.expand(spec).relations if r.rule == "sales/less"]
    assert str(less.source) == "Order 1"
    assert str(spec.source) == "Order 2"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("extends: shop/2030\n", "6:10: shop/2030 extends itself"),
        ("extends: shop/2029\n", "6:10: there is no format shop/2029"),
        ("extends: 3\n", "6:10: extends takes the id of a format"),
        ("extends: shop/2020\ntables: {}\n", "7:1: a spec that extends another has no tables"),
        ("extends: shop/2020\nchange: {from: shop/2019}\n", "7:16: must be what it extends, shop/2020"),
        (
            "extends: shop/2020\nchange:\n  edits:\n    - drop: sales/rows:wbe\n      why: {en: x}\n",
            "9:7: the version before has no sales/rows:wbe; did you mean web?",
        ),
        (
            f"{DROP}    - relabel: sales/rows:web\n      label: {{en: y}}\n      why: {{en: x}}\n",
            "11:7: the version before has no sales/rows:web",
        ),
        (
            f"{DROP}    - drop: sales/rows:web\n      why: {{en: x}}\n",
            "11:7: in conflict with edit 1 over sales/rows:web",
        ),
        (
            "extends: shop/2020\nchange:\n  edits:\n    - drop: sales\n",
            "9:7: missing key why",
        ),
        (
            "extends: shop/2020\nchange:\n  edits:\n    - why: {en: x}\n",
            "9:7: an edit has one of add, drop",
        ),
        (
            f"{DROP}      add: sales/rows:net\n",
            "9:7: an edit has one of add, drop",
        ),
        (
            "extends: shop/2020\nchange:\n  edits:\n    - drop: sales/row:web\n      why: {en: x}\n",
            "9:7: sales/row:web is no address",
        ),
    ],
)
def test_a_child_that_cannot_be_made_is_told_why_and_where(tmp_path: Path, body: str, fault: str) -> None:
    """Each fault stands at the line and column of what is to be mended."""
    with pytest.raises(gd.SpecError) as caught:
        child(tmp_path, body)
    assert any(f"2030.yaml:{fault}" in str(found) for found in caught.value.faults), str(caught.value)


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        ("add: shelf, node: {label: {en: S}}", "the table shelf cannot be added by an edit"),
        ("add: 'sales/rows:fair'", "add without node"),
        ("add: 'sales/rows:web', node: {label: {en: W}}", "sales/rows:web is there already"),
        ("add: 'sales/rows:fair', after: wbe, node: {label: {en: F}}", "there is no sibling wbe; did you mean web?"),
        ("add: 'sales/rows:shops.fair', node: {label: {en: F}}", "has no sales/rows:shops.fair; did you mean shop?"),
        ("add: 'sale/rows:fair', node: {label: {en: F}}", "there is no table sale; did you mean sales?"),
        ("drop: shelf", "there is no table shelf"),
        ("split: 'sales/rows:web'", "split without nodes"),
        ("split: sales, nodes: {a: {label: {en: A}}}", "sales is a table, not a row or column"),
        ("merge: ['sales/rows:web', 'sales/rows:post'], into: ['sales/rows:far']", "merge needs node and one into"),
        (
            "merge: ['sales/rows:web'], into: ['sales/rows:far', 'sales/rows:off'], node: {label: {en: F}}",
            "merge needs node and one into",
        ),
        ("merge: ['sales/rows:web'], into: ['sales/rows:far.off'], node: {label: {en: F}}", "among siblings only"),
        ("merge: ['sales/rows:web'], into: ['sales/columns:far'], node: {label: {en: F}}", "among siblings only"),
        ("merge: ['sales/rows:web'], into: ['shelf/rows:far'], node: {label: {en: F}}", "among siblings only"),
        ("move: 'sales/rows:web'", "move without to"),
        ("relabel: 'sales/rows:web'", "relabel without label"),
        ("replace: 'sales/rows:web', by: 'sales/rows:app'", "replace without node"),
    ],
)
def test_an_edit_that_cannot_be_carried_out_is_told_why(tmp_path: Path, edit: str, fault: str) -> None:
    """It is one fault, at the edit, and its sentence says what is missing or what is not there."""
    with pytest.raises(gd.SpecError) as caught:
        child(tmp_path, f"extends: shop/2020\nchange:\n  edits:\n    - {{{edit}, why: {{en: because}}}}\n")
    (found,) = caught.value.faults
    assert "2030.yaml:9:7: " in str(found)
    assert fault in found.message


def test_what_has_rows_below_it_is_not_split(tmp_path: Path) -> None:
    """Its own rows would be lost without a word."""
    below = "    - {add: 'sales/rows:web.b', why: {en: x}, node: {label: {en: B}}}\n"
    split = "    - {split: 'sales/rows:web', why: {en: x}, nodes: {a: {label: {en: A}}}}\n"
    with pytest.raises(gd.SpecError, match=r"10:7: .*sales/rows:web has nodes of its own"):
        child(tmp_path, f"extends: shop/2020\nchange:\n  edits:\n{below}{split}")


def test_two_formats_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    """A circle of parents has no beginning."""
    (tmp_path / "shop").mkdir()
    for year, parent in ((2020, 2030), (2030, 2020)):
        text = HEAD.replace("2030", str(year)) + f"extends: shop/{parent}\n"
        (tmp_path / "shop" / f"{year}.yaml").write_text(text, encoding="utf-8")
    with using_folders([tmp_path]), pytest.raises(gd.SpecError, match="extends itself"):
        find_spec("shop/2030")


def test_a_file_must_bear_the_id_of_its_place(tmp_path: Path) -> None:
    """A format is asked for by the path of its file, so the id inside must be the same."""
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "2021.yaml").write_text(PARENT, encoding="utf-8")
    with using_folders([tmp_path]), pytest.raises(gd.SpecError, match="its id is shop/2020"):
        find_spec("shop/2021")


def test_a_child_says_itself_what_it_is(tmp_path: Path) -> None:
    """Id, revision, years and source are never taken over."""
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "2020.yaml").write_text(PARENT, encoding="utf-8")
    with using_folders([tmp_path]), pytest.raises(gd.SpecError) as caught:
        gd.load_text("spec: {status: draft}\nextends: shop/2020\n")
    missing = [str(fault).rpartition(" ")[2] for fault in caught.value.faults]
    assert missing == ["id", "revision", "for_years", "source"]


def test_edits_that_go_ever_deeper(tmp_path: Path) -> None:
    """Each splits what the one before made, until that is deeper than any form."""
    edits = "".join(
        f"    - {{split: 'sales/rows:web{'.a' * n}', why: {{en: x}}, nodes: {{a: {{label: {{en: A}}}}}}}}\n"
        for n in range(60)
    )
    with pytest.raises(gd.SpecError, match="is more than 40 levels deep"):
        child(tmp_path, "extends: shop/2020\nchange:\n  edits:\n" + edits)


def test_many_formats_that_extend_each_other(tmp_path: Path) -> None:
    """The whole line is named once, however long; each format is looked for once."""
    for n in range(50):
        text = HEAD.replace("shop/2030", f"shop/e{n}") + f"extends: shop/e{n + 1}\n"
        (tmp_path / "shop").mkdir(exist_ok=True)
        (tmp_path / "shop" / f"e{n}.yaml").write_text(text, encoding="utf-8")
    with using_folders([tmp_path]), pytest.raises(gd.SpecError) as caught:
        find_spec("shop/e0")
    (fault,) = caught.value.faults
    line = " → ".join(f"shop/e{n}" for n in range(9))
    assert fault.message == f"formats extend each other over more than 8 generations: {line}"


def test_what_is_dropped_takes_the_rules_about_it_with_it(tmp_path: Path) -> None:
    """Rules that were taken over go with a row or column that they name; one that the child writes is at fault."""
    drop = "extends: shop/2020\nchange:\n  edits:\n    - drop: sales/columns:back\n      why: {en: x}\n"
    assert child(tmp_path, drop).rules == ()
    assert [rule.key for rule in child(tmp_path, DROP).rules] == ["less"]
    own = "rules:\n  none: {table: sales, each: rows, check: back <= 3, label: {en: Few}}\n"
    with pytest.raises(gd.SpecError, match="no column back"):
        child(tmp_path, drop + own)


def test_a_table_that_is_dropped_is_drawn_no_more(tmp_path: Path) -> None:
    """A section that drew nothing else and has no text goes with it."""
    parent = PARENT.replace(
        "draw: [[sales]]}",
        "draw: [[sales, stock], [rest]]}\n  - {key: gone, title: {en: Rest}, draw: [[gone]]}",
    )
    table = "value: count, rows: {nodes: {a: {label: {en: A}}}}, columns: {nodes: {n: {label: {en: N}}}}"
    more = "".join(f"  {key}: {{{table}}}\n" for key in ("stock", "rest", "gone"))
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "2020.yaml").write_text(parent.replace("rules:\n", f"{more}rules:\n"), encoding="utf-8")
    edits = "".join(f"    - drop: {key}\n      why: {{en: x}}\n" for key in ("stock", "rest", "gone"))
    text = f"{HEAD}extends: shop/2020\nchange:\n  edits:\n{edits}"
    (tmp_path / "shop" / "2030.yaml").write_text(text, encoding="utf-8")
    with using_folders([tmp_path]):
        spec = find_spec("shop/2030")
    assert [(section.key, section.draw) for section in spec.sections] == [("sales", (("sales",),))]
    assert list(gd.expand(spec).tables) == ["sales"]


def test_a_parent_with_faults_is_left_out_with_its_children(tmp_path: Path) -> None:
    """What is wrong with it is said of both, and all other formats are there."""
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "2020.yaml").write_text(PARENT.replace("kind: integer", "kind: intger"), encoding="utf-8")
    child = "extends: shop/2020\nspec: {id: shop/2021, revision: '1', for_years: 2021..}\n"
    (tmp_path / "shop" / "2021.yaml").write_text(child, encoding="utf-8")
    with using("en"), using_folders([tmp_path]), pytest.warns(gd.FormatWarning) as warned:
        known = [spec.id for spec in all_specs()]
    assert "cn/2021" in known
    assert not {"shop/2020", "shop/2021"} & set(known)
    first, second = (str(one.message) for one in warned if "faulty" in str(one.message))
    assert first.startswith("the format shop/2020 is faulty and left out: ")
    assert "shop/2020, which it extends, has faults: " in second


def test_a_number_has_no_fewer_than_no_places() -> None:
    """Said where it stands."""
    text = PARENT.replace("kind: integer", "kind: decimal, places: -1")
    with using("en"), pytest.raises(gd.SpecError, match="fewer than no decimal places"):
        gd.load_text(text)
