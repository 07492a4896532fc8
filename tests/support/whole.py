"""Formats whose tables are labelled, stacked and stood side by side in unusual ways, each with a report of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import govdisclosure as gd
from tests.support.minimal import minimal

WORDS = "{nodes: {who: {label: {zh: 负责人}, value: word}, since: {label: {zh: 起始日}, value: day}}}"
SHOPS = "{nodes: {shop: {label: {zh: 门店}, open: KIND, total_label: {zh: 合计}}}}"
VALUES = """values:
  count: {kind: integer, unit: {zh: 件}, marks: {"/": [0, 0], 无: [0, 0]}}
  money: {kind: decimal, unit: {zh: 万元}}
  share: {kind: decimal}
  word: {kind: text}"""
UNITS = """tables:
  stock:
    value: count
    unit_column: {label: {zh: 单位}}
    rows: {nodes: ROWS}
    columns:
      nodes: {n: {label: {zh: 数量}}, m: {label: {zh: 金额}, value: money}, s: {label: {zh: 占比}, value: share}}"""
STACK = """tables:
  wide:
    value: count
    rows: {nodes: {east: {label: {zh: 东}, nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}}}}}
    columns: {nodes: {n: {label: {zh: 数量}}}}
  left: {value: count, BESIDE rows: {nodes: {c: {label: {zh: 丙}}}}, columns: {nodes: {x: {label: {zh: 收入}}}}}
  right: {value: count, RIGHT rows: SHOPS, columns: {nodes: {y: {label: {zh: 支出}}, z: {label: {zh: 结余}}}}}
  last:
    value: count
    heading: {zh: 附表}
    rows: {nodes: {d: {label: {zh: 丁}}}}
    columns: {nodes: {w: {label: {zh: 库存}}}}"""
DRAWN = "sections:\n  - {key: figures, title: {zh: 数据}, draw: [[wide, left, right, last]]}"


def stack(beside: str = "", right: str = "") -> gd.Spec:
    """Return a format whose tables are all drawn in one, with labels of several widths."""
    tables = STACK.replace("BESIDE", beside).replace("RIGHT", right).replace("SHOPS", SHOPS.replace("KIND", "integer"))
    return minimal(sections=DRAWN, tables=tables)


WHOLE: Mapping[str, tuple[gd.Spec, dict[str, Any]]] = {
    "words without a label": (
        minimal(rows="{nodes: {figure: {}}}", columns=WORDS),
        {"stock": {"figure": {"who": "张某", "since": "2024-02-29"}}},
    ),
    "a unit beside a row without a label": (
        minimal(values=VALUES, tables=UNITS.replace("ROWS", "{figure: {}}")),
        {"stock": {"figure": {"n": 3, "m": Decimal("2.5"), "s": Decimal("0.5")}}},
    ),
    "figures in several units in one row": (
        minimal(values=VALUES, tables=UNITS.replace("ROWS", "{a: {label: {zh: 甲}}}")),
        {"stock": {"a": {"n": 3, "m": Decimal("2.5"), "s": Decimal("0.5")}}},
    ),
    "rows of its own that hold words": (
        minimal(rows=SHOPS.replace("KIND", "text"), columns=WORDS),
        {"stock": {"shop.东街店": {"who": "张某", "since": None}, "shop": {"who": None, "since": None}}},
    ),
    "rows of its own that hold nothing": (
        minimal(values=VALUES, rows=SHOPS.replace("KIND", "text"), columns="{nodes: {n: {label: {zh: 数量}}}}"),
        {"stock": {"shop.东街店": {"n": None}, "shop.西街店": {"n": {"mark": "无"}}, "shop": {"n": None}}},
    ),
    "rows named by numbers below wider labels": (
        stack(),
        {"wide": {"east.a": {"n": 1}, "east.b": {"n": 2}}, "left": {"c": {"x": 9}}}
        | {"right": {"shop.9": {"y": 5, "z": None}, "shop": {"y": 5, "z": None}}, "last": {"d": {"w": 6}}},
    ),
    "a mark above the head of another table": (
        minimal(
            sections="sections:\n  - {key: figures, title: {zh: 数据}, draw: [[first], [stock]]}",
            tables="""tables:
  first: {value: count, rows: {nodes: {figure: {}}}, columns: {nodes: {x: {label: {zh: 收}}, y: {label: {zh: 支}}}}}
  stock: {value: count, rows: {nodes: {a: {label: {zh: 甲}}}}, columns: {nodes: {n: {label: {zh: 数量}}}}}""",
            values=VALUES,
        ),
        {"first": {"figure": {"x": None, "y": {"mark": "无"}}}, "stock": {"a": {"n": 3}}},
    ),
    "tables side by side between others": (
        stack(right="beside: true,"),
        {"wide": {"east.a": {"n": 1}, "east.b": {"n": 2}}, "left": {"c": {"x": 9}}}
        | {"right": {"shop.9": {"y": 5, "z": 2}, "shop": {"y": 5, "z": 2}}, "last": {"d": {"w": 6}}},
    ),
}
