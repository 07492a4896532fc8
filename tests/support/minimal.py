"""The smallest format with a bit of everything, and ways to write something else into it."""

import govdisclosure as gd

PARTS = {
    "spec": """spec:
  id: test/2024
  revision: "1"
  for_years: 2024..
  title: {zh: 报告}
  source: {document: 文号}""",
    "sections": """sections:
  - {key: figures, title: {zh: 数据}, draw: [[stock]]}""",
    "values": """values:
  count: {kind: integer, min: 0, marks: {"/": [0, 0], "<9": [1, 8]}}
  amount: {kind: decimal, places: 2, tolerance: 0.01}
  word: {kind: text}
  day: {kind: date}""",
    "axes": "",
    "tables": """tables:
  stock:
    value: VALUE
    rows: ROWS
    columns: COLUMNS""",
    "rules": "",
}
ROWS = "{nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}, c: {label: {zh: 丙}}, d: {label: {zh: 丁}}}}"
TOTAL_OF_THREE = (
    "{total: exact, total_label: {zh: 计}, nodes: {a: {label: {zh: 甲}}, b: {label: {zh: 乙}}, c: {label: {zh: 丙}}}}"
)
COLUMNS = "{nodes: {n: {label: {zh: 数量}}}}"


def minimal_text(*, value: str = "count", rows: str = ROWS, columns: str = COLUMNS, **parts: str) -> str:
    """Return the text of a format of one table; each of `parts` replaces the block of that name."""
    blocks = PARTS | parts
    text = "\n".join(block for block in blocks.values() if block) + "\n"
    return text.replace("VALUE", value).replace("ROWS", rows).replace("COLUMNS", columns)


def minimal(*, value: str = "count", rows: str = ROWS, columns: str = COLUMNS, **parts: str) -> gd.Spec:
    """Return that format: four rows of whole numbers and one column, unless something else is asked for."""
    return gd.load_text(minimal_text(value=value, rows=rows, columns=columns, **parts))


def rule(check: str, more: str = "") -> str:
    """Return a block of rules with one that is applied to every column of the table."""
    return f"rules:\n  law: {{table: stock, each: columns, label: {{zh: 平衡}}, check: '{check}'{more}}}"


def numbers(spec: gd.Spec, *values: object) -> gd.Report:
    """Return a report with these in the rows of the first column, in order; None is blank."""
    form = gd.expand(spec)
    rows = {cell.row: {cell.column: value} for cell, value in zip(form.cells, values, strict=True)}
    return gd.from_data({"spec": spec.id, "tables": {"stock": rows}}, spec=spec)
