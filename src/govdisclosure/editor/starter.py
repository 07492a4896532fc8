"""The file that somebody begins a new format with: it lints clean as it is, and its comments say what to do next."""

from __future__ import annotations

import re
from typing import Any

from govdisclosure.errors import UsageError
from govdisclosure.language import say
from govdisclosure.spec import Change, Node, Section, Source, Spec, keys_of

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
  status: draft # {Spec.status}
  source:
    document: 草案 # {Source.document}
    certainty: C # {Source.certainty}
extends: {parent}
change:
  edits: []
  # {Change.edits}
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
# rules: # {Spec.rules}
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
  status: draft # {Spec.status}
  title: {{zh: 报告名称, en: Title of the report}}
  headline:
    label: {{zh: "{{organisation}}{{year}}年{{title}}", en: "{{title}} of {{organisation}}, {{year}}"}}
  numbering: 一、
  source:
    document: 草案 # {Source.document}
    certainty: C # {Source.certainty}
sections: # {Spec.sections}
  - key: overview
    title: {{zh: 总体情况, en: Overview}}
    text: true
  - key: figures
    title: {{zh: 统计数据, en: Figures}}
    draw: [[figures]] # {Section.draw}
values: # {Spec.values}
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
      total: exact # {Node.total}
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
    must_be_name(spec_id)
    facts: dict[str, Any] = {"id": spec_id, "year": spec_id.partition("/")[2][:4]}
    facts |= {kind.__name__: _Comments(kind) for kind in (Change, Node, Section, Source, Spec)}
    head = _HEAD.format(schema=schema)
    if parent is None:
        return head + _FULL.format(**facts)
    table = parent.tables[0]
    node = next((node for node in table.rows.nodes if not node.nodes), table.rows)
    place = f"{table.key}/rows:"
    return head + _CHILD.format(**facts, parent=parent.id, table=table.key, place=place, last=node.key or "row")


def must_be_name(spec_id: str) -> None:
    """Refuse the id of a new format that is not of the form FAMILY/YEAR."""
    if not _NAME.fullmatch(spec_id):
        raise UsageError(
            say(zh=f"{spec_id} 应写作 类别/年份，如 cn/2030", en=f"{spec_id}: write FAMILY/YEAR, as in cn/2030")
        )


class _Comments:
    """The words of the keys of a kind of object as comments, in both languages, for `{Kind.key}` in a template."""

    def __init__(self, kind: type) -> None:
        self._words = {key.name: key.words for key in keys_of(kind)}

    def __getattr__(self, name: str) -> str:
        return " ".join(self._words[name])
