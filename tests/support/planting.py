"""A format that lint has nothing to say about, and ways to plant faults in it."""

from govdisclosure.errors import Fault

CLEAN = """\
spec:
  id: shop/2030
  revision: "1"
  for_years: 2030..
  status: official
  title: {zh: 商店报告, en: Report of a shop}
  source: {document: 商〔2030〕1号, certainty: A}
sections:
  - key: goods
    title: {zh: 货物, en: Goods}
    draw: [[stock], [takings]]
  - key: remarks
    title: {zh: 备注, en: Remarks}
    text: true
values:
  count: {kind: integer, min: 0, unit: {zh: 件, en: pieces}}
  price: {kind: decimal, min: 0, places: 2, tolerance: 0.01, marks: {"/": [0, 0]}}
axes:
  kind:
    total: exact
    total_label: {zh: 总计, en: Total}
    nodes:
      bread:
        label: {zh: 面包, en: Bread}
      tea:
        label: {zh: 茶叶, en: Tea}
tables:
  stock:
    value: count
    columns: {use: kind}
    rows:
      nodes:
        opening:
          label: {zh: 期初, en: Opening}
        bought:
          label: {zh: 购入, en: Bought}
        sold:
          label: {zh: 售出, en: Sold}
          total: at_least
          total_label: {zh: 小计, en: Subtotal}
          nodes:
            abroad:
              label: {zh: 国外, en: Abroad}
        closing:
          label: {zh: 期末, en: Closing}
  takings:
    value: price
    rows: {nodes: {figure: }}
    columns:
      nodes:
        cash:
          label: {zh: 现金, en: Cash}
        card:
          label: {zh: 刷卡, en: Card}
    void: []
rules:
  balance:
    table: stock
    each: columns
    check: opening + bought == sold + closing
    label: {zh: 进出平衡, en: What comes in goes out or stays}
"""
LABEL = "label: {zh: 规则, en: A rule}"
WHY = "why: {zh: 原因, en: Reason}"
PLACE = "»"
"""Stands in a planted text where the finding is expected."""


def more_rules(*rules: str) -> tuple[str, str]:
    """Replace the end of the clean spec by itself with more rules about the stock in each column."""
    last = "What comes in goes out or stays}\n"
    blocks = [
        f"  r{n}:\n    table: stock\n    each: columns\n    {LABEL}\n    {rule}\n" for n, rule in enumerate(rules)
    ]
    return last, last + "".join(blocks)


def planted(*replacements: tuple[str, str], text: str = CLEAN) -> tuple[str, list[tuple[int, int]]]:
    """Return a spec with something else in it, and the lines and columns of the marks in that."""
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    places = []
    for number, line in enumerate(text.splitlines(), 1):
        while PLACE in line:
            places.append((number, line.index(PLACE) + 1))
            line = line.replace(PLACE, "", 1)  # noqa: PLW2901 - what is left of the line
    return text.replace(PLACE, ""), places


def found(findings: list[Fault]) -> list[tuple[str, int | None, int | None]]:
    """Return code, line and column of findings."""
    return [(finding.code, finding.line, finding.column) for finding in findings]
