"""The file that somebody begins a new format with: it lints clean as it is, and its comments say what to do next."""

from __future__ import annotations

import re

from govdisclosure.errors import UsageError
from govdisclosure.language import say
from govdisclosure.spec import Spec

SCHEMA_FILE = "govdisclosure.schema.json"
"""The name under which the JSON Schema of the spec language stands beside a new file, for editors."""

_NAME = re.compile(r"[a-z][a-z0-9_-]*/[0-9]{4}(-[a-z0-9]+)*")

_HEAD = """\
# yaml-language-server: $schema={schema}
"""

_CHILD = """\
# {id}：{parent} 的小改动。未写的部分全部沿用 {parent}；完整内容用 spec show {id} --full 显示
# {id}: small changes to {parent}. What is not said here is taken over; `spec show {id} --full` prints all of it.
spec:
  id: {id}
  revision: "1"
  for_years: {year}..
  status: draft # official 正式 | provisional 暂定 | draft 草案
  source:
    document: 草案 # 文号，如 国办公开办函〔2021〕30号 / the document number
    certainty: C # A 正式文本 official text | B 多份公开报告一致 reports agree | C 未经核实 unconfirmed
extends: {parent}
change:
  edits: []
  # 每个编辑写明原因（why）。地址：表、表/rows:行 或 表/columns:列。
  # Each edit says why. An address is TABLE, TABLE/rows:PATH or TABLE/columns:PATH.
  # - add: {place}new_row
  #   after: {last}
  #   node:
  #     label: {{zh: 新增一行, en: A new row}}
  #   why: {{zh: 新格式增加, en: New in this format}}
  # - relabel: {place}{last}
  #   label: {{zh: 新名称, en: A new label}}
  #   why: {{zh: 新格式改名, en: Renamed}}
  # - split: {place}{last}
  #   nodes:
  #     first: {{label: {{zh: 甲, en: First part}}}}
  #     second: {{label: {{zh: 乙, en: Second part}}}}
  #   why: {{zh: 新格式细分, en: Told apart}}
  # - drop: {place}{last}
  #   why: {{zh: 新格式取消, en: No longer asked for}}
# rules: # 合计不必写；只写表头没有说出的关系 / sums are never written, only what the headers do not say
#   name:
#     table: {table}
#     each: columns
#     check: one_row + other_row == third_row
#     label: {{zh: 名称, en: A name}}
"""

_FULL = """\
# {id}
spec:
  id: {id}
  revision: "1"
  for_years: {year}..
  status: draft # official 正式 | provisional 暂定 | draft 草案
  title: {{zh: 报告名称, en: Title of the report}}
  headline:
    label: {{zh: "{{organisation}}{{year}}年{{title}}", en: "{{title}} of {{organisation}}, {{year}}"}}
  numbering: 一、
  source:
    document: 草案 # 文号 / the document number
    certainty: C # A 正式文本 official text | B 多份公开报告一致 reports agree | C 未经核实 unconfirmed
sections: # 各部分，按文件顺序 / in document order
  - key: overview
    title: {{zh: 总体情况, en: Overview}}
    text: true
  - key: figures
    title: {{zh: 统计数据, en: Figures}}
    draw: [[figures]] # 画在一起的表 / tables drawn as one
values: # 单元格里填什么 / what a cell may hold
  count:
    kind: integer
    min: 0
tables:
  figures:
    value: count
    corner: {{zh: 项目, en: Item}}
    columns:
      nodes:
        number:
          label: {{zh: 数量, en: Number}}
    rows:
      total: exact # 合计等于各行之和，不必另写规则 / the total is the sum of the rows; no rule needs to say so
      total_label: {{zh: 合计, en: Total}}
      nodes:
        first:
          label: {{zh: 第一项, en: First item}}
        second:
          label: {{zh: 第二项, en: Second item}}
"""


def starter(spec_id: str, parent: Spec | None = None, *, schema: str = SCHEMA_FILE) -> str:
    """Return a commented starting file for a new format: a child of `parent`, or a small whole one.

    Raises `UsageError` if the id is not of the form FAMILY/YEAR.

    >>> starter("shop/2030").splitlines()[3]
    '  id: shop/2030'
    """
    if not _NAME.fullmatch(spec_id):
        raise UsageError(
            say(zh=f"{spec_id} 应写作 类别/年份，如 cn/2030", en=f"{spec_id}: write FAMILY/YEAR, as in cn/2030")
        )
    facts = {"id": spec_id, "year": spec_id.partition("/")[2][:4]}
    head = _HEAD.format(schema=schema)
    if parent is None:
        return head + _FULL.format(**facts)
    table = parent.tables[0]
    node = next((node for node in table.rows.nodes if not node.nodes), table.rows)
    place = f"{table.key}/rows:"
    return head + _CHILD.format(**facts, parent=parent.id, table=table.key, place=place, last=node.key or "row")
