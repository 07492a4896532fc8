"""Forms of shapes that no bundled format has are drawn, written and read like the others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govdisclosure import load_text
from govdisclosure.form.expansion import expand
from govdisclosure.layout.filled import filled_page
from govdisclosure.reading import read_bytes
from govdisclosure.report.contents import BLANK
from govdisclosure.report.model import Report
from govdisclosure.testing import reports
from govdisclosure.writing import FORMATS, Format, write_bytes
from tests.support.comparing import as_printed, same

HEAD = """
spec:
  id: test/shapes
  revision: "7"
  for_years: 2020..
  title: {zh: 统计报告}
  source: {document: 某函〔2020〕1号, date: "2020-01-01", certainty: A}
  languages: [zh]
  numbering: 一、
sections:
  - {key: figures, title: {zh: 数据}, text: true, draw: [[only]]}
  - {key: words, title: {zh: 说明}, text: true}
values:
  count: {kind: integer, min: 0, blank: missing, marks: {"/": [0, 0]}, unit: {zh: 件}}
  money: {kind: decimal, min: 0, places: 2, unit: {zh: 万元}}
tables:
  only:
    value: count
"""

SHAPES = {
    "one column": """
    columns: {nodes: {figure: {label: {zh: 统计数}}}}
    rows: {nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}, value: money}}}
    unit_column: {label: {zh: 单位}, none: ——}
""",
    "four header levels": """
    corner: {zh: 项目}
    columns:
      label: {zh: 全部}
      total: exact
      total_label: {zh: 总计}
      nodes:
        east:
          label: {zh: 东}
          nodes:
            city:
              label: {zh: 市}
              total: exact
              total_label: {zh: 小计}
              nodes: {urban: {label: {zh: 城区}}, rural: {label: {zh: 郊区}}}
            county: {label: {zh: 县}}
        west: {label: {zh: 西}}
    rows:
      numbering: 一、
      nodes:
        a:
          label: {zh: 甲}
          numbering: （一）
          nodes:
            b:
              label: {zh: 乙}
              numbering: "1."
              nodes:
                c: {label: {zh: 丙}, nodes: {d: {label: {zh: 丁}}, e: {label: {zh: 戊}}}}
                f: {label: {zh: 己}}
        g: {label: {zh: 庚}}
""",
    "open rows": """
    columns: {nodes: {x: {label: {zh: 数量}}, y: {label: {zh: 金额}, value: money}}}
    rows:
      nodes:
        projects: {label: {zh: 项目}, open: text, total_label: {zh: 合计}}
        other: {label: {zh: 其他}}
""",
    "void cells": """
    columns: {nodes: {x: {label: {zh: 本年}}, y: {label: {zh: 上年}}}}
    rows: {nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}}}
    void: [{row: a, column: y}]
""",
    "outline": """
    stub: outline
    columns: {nodes: {x: {label: {zh: 本年}}, y: {label: {zh: 上年}}}}
    rows:
      numbering: 一、
      nodes:
        a:
          label: {zh: 甲}
          numbering: （一）
          nodes: {b: {label: {zh: 乙}}, c: {label: {zh: 丙}}}
        d: {label: {zh: 丁}, total: exact, total_at: start, nodes: {e: {label: {zh: 戊}}, f: {label: {zh: 己}}}}
    unit_column: {label: {zh: 单位}, none: ——}
""",
}


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind not in ("csv", "pdf")])
@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=10)
@given(data=st.data())
def test_a_report_survives(shape: str, kind: Format, data: st.DataObject) -> None:
    """Whatever the form looks like."""
    spec = load_text(HEAD + SHAPES[shape])
    report = data.draw(reports(spec, complete=False))
    read = read_bytes(write_bytes(report, kind), spec=spec).report
    assert same(as_printed(report, kind), read)


@pytest.mark.parametrize("shape", SHAPES)
def test_everything_is_drawn_once(shape: str) -> None:
    """Every cell of the form stands in exactly one place, and no two cells of a drawing overlap."""
    form = expand(
        load_text(HEAD + SHAPES[shape]), {"only/rows:projects": ("甲项目", "乙项目")} if "open" in shape else {}
    )
    report = Report(form, (None,) * len(form.cells), contents=dict.fromkeys(range(len(form.cells)), BLANK))
    grids = filled_page(report).grids
    drawn = [cell.index for grid in grids for cell in grid.cells if cell.index is not None]
    assert sorted(drawn) == list(range(len(form.cells)))
    for grid in grids:
        assert all(owner is not None for row in grid.owners() for owner in row)
