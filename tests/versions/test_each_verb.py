"""What becomes of rows from one version to the next, verb by verb: what is carried over, and what is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

import govdisclosure as gd
from govdisclosure.versions import diff
from govdisclosure.versions.crosswalks import crosswalk
from tests.support.minimal import minimal_text


def leaf(label: str) -> str:
    """Return a row without rows below it."""
    return f"{{label: {{zh: {label}}}}}"


def group(label: str, nodes: str, more: str = "") -> str:
    """Return a row with others below it."""
    return f"{{label: {{zh: {label}}}, {more}nodes: {{{nodes}}}}}"


def total(label: str, nodes: str, kind: str = "exact") -> str:
    """Return a row with others below it and a total of its own."""
    return group(label, nodes, f"total: {kind}, total_label: {{zh: 计}}, ")


@contextmanager
def versions(
    folder: Path, old: str, new: str, *edits: str, value: str = "count", void: str = ""
) -> Iterator[tuple[gd.Spec, gd.Spec]]:
    """Give two versions of a format by their rows, the newer with these edits; `void` has no cell in the older."""
    change = "change:\n  from: test/2024\n  edits:\n" + "".join(
        f"    - {{{edit}, why: {{zh: 为}}}}\n" for edit in edits
    )
    (folder / "test").mkdir()
    older = minimal_text(rows=f"{{nodes: {{{old}}}}}", value=value)
    if void:
        older = older.replace("    rows:", f"    void: [{{row: {void}, column: n}}]\n    rows:")
    newer = minimal_text(rows=f"{{nodes: {{{new}}}}}", value=value).replace("test/2024", "test/2025") + change
    (folder / "test" / "2024.yaml").write_text(older, encoding="utf-8")
    (folder / "test" / "2025.yaml").write_text(newer, encoding="utf-8")
    with gd.using_folders([folder]):
        yield gd.load_spec("test/2024"), gd.load_spec("test/2025")


def converted(start: gd.Spec, end: gd.Spec, **numbers: object) -> dict[str, object]:
    """Return the numbers of a report in the other version, by row; absent ones are left out."""
    rows = {row.replace("__", "."): {"n": number} for row, number in numbers.items()}
    data = {"spec": start.id, "tables": {"stock": rows}, "sections": {"lead": "甲"}}
    report = gd.convert(gd.from_data(data, spec=start), end)
    assert report.sections == {"lead": "甲"}
    return {cell.ref.row: cell.value for cell in report.cells() if cell.state != "absent"}


def told(older: gd.Spec, newer: gd.Spec) -> list[str]:
    """Return the differences that no edit accounts for."""
    return [fault.message for fault in crosswalk(older, newer).differences]


MOVED = (
    f"a: {leaf('甲')}, g: {total('组', 'x: ' + leaf('子') + ', y: ' + leaf('丑'))}",
    f"h: {group('新组', 'g: ' + total('组', 'x: ' + leaf('子') + ', y: ' + leaf('丑')))}, a: {leaf('甲')}",
    "move: 'stock/rows:g', to: 'stock/rows:h.g'",
)


def test_a_row_that_moves_takes_along_what_is_below_it(tmp_path: Path) -> None:
    """Its figures and theirs are the same on both sides; the others stay."""
    with versions(tmp_path, *MOVED) as (older, newer):
        assert told(older, newer) == []
        assert converted(older, newer, a=1, g__x=2, g__y=3, g=5) == {"a": 1, "h.g.x": 2, "h.g.y": 3, "h.g": 5}
        assert converted(newer, older, a=1, h__g__x=2, h__g__y=3, h__g=5) == {"a": 1, "g.x": 2, "g.y": 3, "g": 5}


def test_a_row_that_did_not_arrive_where_it_moved_is_told(tmp_path: Path) -> None:
    """The move names rows that the newer version must have."""
    new = MOVED[1].replace("y: {label: {zh: 丑}}", "z: {label: {zh: 丑}}")
    with versions(tmp_path, MOVED[0], new, MOVED[2]) as (older, newer):
        assert told(older, newer) == [
            "stock/rows:h.g.y: should be there after the move",
            "stock/rows:g.y: is gone, and no edit says so",
            "stock/rows:h.g.z: is new, and no edit says so",
        ]
        assert converted(older, newer, g__x=2, g__y=3) == {"h.g.x": 2}


def test_a_total_that_changed_as_it_moved_is_told(tmp_path: Path) -> None:
    """A row that adds up in another way is not the same for having been moved."""
    new = MOVED[1].replace("total: exact", "total: at_least")
    with versions(tmp_path, MOVED[0], new, MOVED[2]) as (older, newer):
        assert told(older, newer) == ["stock/rows:h.g: sums in another way, and no edit says so"]


def test_a_row_that_is_replaced_is_not_carried_over(tmp_path: Path) -> None:
    """It has the same key, and means something else."""
    rows = (f"a: {leaf('甲')}, b: {leaf('乙')}", f"a: {leaf('甲')}, b: {leaf('别的')}")
    with versions(tmp_path, *rows, "replace: 'stock/rows:b'") as (older, newer):
        assert told(older, newer) == []
        assert converted(older, newer, a=1, b=2) == {"a": 1}
        assert converted(newer, older, a=1, b=2) == {"a": 1}


def test_a_row_without_a_cell_leaves_nothing_to_be_a_sum_of(tmp_path: Path) -> None:
    """What two rows are together is not known from one of them, and the one is not known from both."""
    rows = (f"a: {leaf('甲')}, b: {leaf('乙')}, d: {leaf('丁')}", f"c: {leaf('丙')}, d: {leaf('丁')}")
    edit = "merge: ['stock/rows:a', 'stock/rows:b'], into: ['stock/rows:c']"
    with versions(tmp_path, *rows, edit, void="a") as (older, newer):
        assert told(older, newer) == []
        assert converted(older, newer, b=2, d=1) == {"d": 1}
        assert converted(newer, older, c=2, d=1) == {"d": 1}


def test_a_row_that_is_split_and_stays_as_their_total(tmp_path: Path) -> None:
    """The total is comparable by itself, the parts only together: they came out of nothing that was counted."""
    new = f"a: {total('甲', 'x: ' + leaf('子') + ', y: ' + leaf('丑'))}".replace("计", "甲")
    edit = "split: 'stock/rows:a', into: ['stock/rows:a.x', 'stock/rows:a.y']"
    with versions(tmp_path, f"a: {leaf('甲')}", new, edit) as (older, newer):
        assert [one for one in told(older, newer) if "sums" not in one] == []
        assert converted(older, newer, a=3) == {"a": 3}
        assert converted(newer, older, a__x=1, a__y=1, a=3) == {"a": 3}


@pytest.mark.parametrize(
    ("value", "parts", "whole"),
    [
        ("count", (1, 2), 3),
        ("amount", (Decimal("1.10"), Decimal("2.05")), Decimal("3.15")),
        ("count", (1, None), None),
    ],
)
def test_rows_that_are_merged_are_their_sum(
    tmp_path: Path, value: str, parts: tuple[object, ...], whole: object
) -> None:
    """Exactly, where every part is a number; the whole says nothing about its parts."""
    rows = (f"a: {leaf('甲')}, b: {leaf('乙')}", f"c: {leaf('丙')}")
    edit = "merge: ['stock/rows:a', 'stock/rows:b'], into: ['stock/rows:c']"
    with versions(tmp_path, *rows, edit, value=value) as (older, newer):
        assert told(older, newer) == []
        found = converted(older, newer, a=parts[0], b=parts[1])
        assert found == ({} if whole is None else {"c": whole})
        assert converted(newer, older, c=3) == {}


def test_parts_on_another_axis_are_told(tmp_path: Path) -> None:
    """Rows do not become columns."""
    rows = (f"a: {leaf('甲')}, b: {leaf('乙')}", f"b: {leaf('乙')}")
    with versions(tmp_path, *rows, "split: 'stock/rows:a', into: ['stock/columns:n']") as (older, newer):
        assert "stock/rows:a: has no cells of its own to split or merge" in told(older, newer)


def test_a_header_without_cells_that_is_renamed_is_told_once(tmp_path: Path) -> None:
    """Unless an edit says so; the rows below it are the same."""
    rows = (f"g: {group('组', 'x: ' + leaf('子'))}", f"g: {group('队', 'x: ' + leaf('子'))}")
    with versions(tmp_path, *rows, "relabel: 'stock/rows:g.x'") as (older, newer):
        assert told(older, newer) == ["stock/rows:g: the label '组' became '队', and no edit says so"]
        assert converted(older, newer, g__x=2) == {"g.x": 2}


def test_the_keys_of_open_rows_are_carried_over(tmp_path: Path) -> None:
    """What a report names itself it names in the other version too, and no row that only the newer has."""
    row = "s: {label: {zh: 店}, open: text, total_label: {zh: 合计}}"
    new = f"{row}, t: {{label: {{zh: 站}}, open: text, total_label: {{zh: 合计}}}}"
    with versions(tmp_path, row, new, "add: 'stock/rows:t'") as (older, newer):
        assert converted(older, newer, s=3, s__north=1, s__south=2) == {"s.north": 1, "s.south": 2, "s": 3}
        data = {"s": {"n": 3}, "s.north": {"n": 3}, "t": {"n": 4}, "t.west": {"n": 4}}
        report = gd.from_data({"spec": newer.id, "tables": {"stock": data}}, spec=newer)
        back = gd.convert(report, older)
        assert {cell.ref.row: cell.value for cell in back.cells()} == {"s.north": 3, "s": 3}
        assert "2 cells are not comparable" in back.problems[-1].message


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ("drop: 'stock/rows:bb'", "stock/rows:bb: is not in test/2024; did you mean stock/rows:b?"),
        ("drop: 'stok'", "stok: is not in test/2024; did you mean stock?"),
        ("move: 'stock/rows:b', to: 'stock/rows:cc'", "stock/rows:cc: is not in test/2025; did you mean stock/rows:c?"),
    ],
)
def test_an_address_that_its_version_does_not_have(tmp_path: Path, edit: str, message: str) -> None:
    """It is told, with the address that was probably meant."""
    rows = (f"b: {leaf('乙')}, c: {leaf('丙')}", f"c: {leaf('丙')}")
    with versions(tmp_path, *rows, edit) as (older, newer):
        assert message in told(older, newer)


def test_a_value_of_another_kind_is_told_once(tmp_path: Path) -> None:
    """However many cells hold it; so is a value in another unit."""
    rows = f"a: {leaf('甲')}, b: {leaf('乙')}"
    with versions(tmp_path, rows, rows, "relabel: 'stock/rows:a'") as (older, newer):
        other = gd.load_text(gd.dump_spec(newer).replace("kind: integer", "kind: decimal"))
        assert told(older, newer) == []
        assert told(older, other) == ["stock[a, n]: holds another kind of value or unit, and no edit says so"]


SENTENCES = [
    (
        MOVED,
        "移动：数据，“组 / 计”行 → 数据，“新组 / 组 / 计”行。为",
        "moved: 数据, row '组 / 计' → 数据, row '新组 / 组 / 计'. 为",
    ),
    (
        (f"a: {leaf('甲')}", f"a: {leaf('乙')}", "relabel: 'stock/rows:a', label: {zh: 乙}"),
        "改名：数据，“甲”行 → 数据，“乙”行。为",
        "renamed: 数据, row '甲' → 数据, row '乙'. 为",
    ),
    (
        (f"a: {leaf('甲')}", f"a: {leaf('甲')}, b: {leaf('乙')}", "add: 'stock/rows:b'"),
        "新增：数据，“乙”行（不可比）。为",
        "added: 数据, row '乙' (not comparable). 为",
    ),
    (
        (f"a: {leaf('甲')}, b: {leaf('乙')}", f"a: {leaf('甲')}", "drop: 'stock/rows:b'"),
        "取消：数据，“乙”行（不可比）。为",
        "dropped: 数据, row '乙' (not comparable). 为",
    ),
    (
        (f"a: {leaf('甲')}", f"a: {leaf('甲')}", "replace: 'stock/rows:a'"),
        "替换：数据，“甲”行（不可比）。为",
        "replaced: 数据, row '甲' (not comparable). 为",
    ),
    (
        (f"a: {leaf('甲')}", f"a: {leaf('甲')}", "drop: 'stock/columns:n'"),
        "取消：数据，“数量”列（不可比）。为",
        "dropped: 数据, column '数量' (not comparable). 为",
    ),
]


@pytest.mark.parametrize(("change", "zh", "en"), SENTENCES)
def test_a_difference_in_words(tmp_path: Path, change: tuple[str, str, str], zh: str, en: str) -> None:
    """What was done to which row or column, what it became if that is called otherwise, whether it is comparable."""
    with versions(tmp_path, *change) as (older, newer):
        for language, sentence in (("zh", zh), ("en", en)):
            (found,) = diff(newer, older, language).differences
            assert found.sentence(language) == sentence
