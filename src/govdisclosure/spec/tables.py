"""Values, axes and tables: what the cells of a format are."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from govdisclosure.keys import means, says
from govdisclosure.spec.source import Localised, Source, is_date

Number = int | Decimal
"""A number of a cell; exact, never a float."""
Kind = Literal["integer", "decimal", "text", "date"]
KeyKind = Literal["text", "integer", "date", "code"]
Tolerance = int | Decimal | Literal["rounding"]


def number_text(number: Number) -> str:
    """Return a number written out, every digit of it and no exponent.

    >>> number_text(12), number_text(Decimal("1E+3")), number_text(Decimal("0.50"))
    ('12', '1000', '0.50')
    """
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def decimal_places(number: Number) -> int:
    """Return how many digits of a number stand behind its point; fewer than none where noughts before it are left out.

    >>> decimal_places(12), decimal_places(Decimal("0.50")), decimal_places(Decimal("1E+3"))
    (0, 2, -3)
    """
    exponent = Decimal(number).as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


@means('可以代替数的记号及其所表示的区间，如 "/": [0, 0]、"<1": [0, 1]。')
@frozen
class Mark:
    """Signs that may stand for a number, and the interval that each means: `"/": [0, 0]`, `"<1": [0, 1]`."""

    text: str
    low: Number
    high: Number


@means("单元格里填什么。")
@frozen
class Value:
    """What a cell may hold."""

    key: str
    kind: Kind = field(
        metadata=says("种类：integer 整数，decimal 小数，text 文字，date 日期。", "integer, decimal, text or date.")
    )
    unit: Localised | None = field(default=None, metadata=says("单位。", "The unit.", example="{zh: 件}"))
    min: Number | None = field(
        default=None,
        metadata=says("下限；不写则可以为负。", "The least number; without it, negative numbers are possible."),
    )
    places: int | None = field(
        default=None, metadata=says("最多几位小数（decimal）。", "Decimal places at most (decimal only).")
    )
    tolerance: Tolerance = field(
        default=0,
        metadata=says(
            "含有这些单元格的合计允许的差；rounding：每个数可差末位的半个单位，各项累加。",
            "By how much a sum over such cells may be out; rounding: by half a unit of the last place of each figure.",
            example="rounding",
        ),
    )
    blank: Literal["missing", "zero"] = field(
        default="missing",
        metadata=says(
            "空白的含义：missing 缺数，zero 零。", "What a blank means: missing (a number is missing) or zero."
        ),
    )
    among: tuple[str, ...] = field(
        default=(),
        metadata=says(
            "只能填这些文字之一（text）。", "The texts that may stand there (text only).", example="[是, 否]"
        ),
    )
    marks: tuple[Mark, ...] = field(
        default=(),
        metadata=says(of=Mark),
    )
    note: Localised | None = field(default=None, metadata=says("说明。", "A remark."))

    @property
    def numeric(self) -> bool:
        """Whether the cells hold numbers, and so take part in relations."""
        return self.kind in ("integer", "decimal")

    def takes(self, text: str) -> bool:
        """Whether a cell of words or of a day may say this.

        >>> Value("day", "date").takes("2024-01-31"), Value("answer", "text", among=("是", "否")).takes("可能")
        (True, False)
        """
        return is_date(text) if self.kind == "date" else not self.among or text in self.among

    def unit_in(self, language: str) -> str:
        """Return the unit in a language; nothing where there is none."""
        return self.unit[language] if self.unit else ""

    @property
    def half_unit(self) -> Decimal | None:
        """How far a printed figure may be from the true one, where figures are rounded: half a unit of the last place.

        >>> Value("money", "decimal", places=2, tolerance="rounding").half_unit
        Decimal('0.005')
        """
        return Decimal(f"5e-{(self.places or 0) + 1}") if self.tolerance == "rounding" else None


@means("印出的比率，等于同一行（列）中两项之商。")
@frozen
class Ratio:
    """What a printed share or ratio is of: one line of the axis divided by another."""

    of: str = field(metadata=says("被除数的路径。", "The path of what is divided.", example="students.female"))
    to: str = field(metadata=says("除数的路径。", "The path of what it is divided by.", example="students"))
    times: Number = field(
        default=1, metadata=says("所乘的数，百分比写 100。", "What the quotient is multiplied by: 100 for per cent.")
    )


@means("轴上的一个表头。其下有表头的，除非写 total，自己没有单元格。")
@frozen
class Node:
    """A header of an axis. One with others below it has no cells of its own unless it says `total`.

    The root of an axis has the key `""`. Fields left as None are not said by the spec.
    """

    key: str = ""
    label: Localised | None = field(
        default=None,
        metadata=says(
            "印在表上的文字，不含序号。",
            "What the form prints, without the ordinal.",
            example="{zh: 规章, en: Regulations}",
        ),
    )
    aliases: tuple[str, ...] = field(
        default=(),
        metadata=says("读取时认得的其他写法，从不输出。", "Other wordings that are read, and never printed."),
    )
    note: Localised | None = field(
        default=None, metadata=says("含义和填写说明。", "What it means and how to fill it in.")
    )
    source: Source | None = field(
        default=None,
        metadata=says(
            "这一行或列的依据，与表的依据不同时写。", "Where the row or column comes from, if not where the table does."
        ),
    )
    value: str | None = field(
        default=None,
        metadata=says(
            "这里和其下的单元格填什么，与表不同时写。",
            "What the cells here and below hold, if not what the table says.",
        ),
    )
    total: Literal["exact", "at_least", "free"] | None = field(
        default=None,
        metadata=says(
            "自己也有单元格：exact 等于其下之和；at_least 不小于其下之和（其中）；free 与其下无关。",
            "It has cells of its own: exact, the sum of those below; at_least, of which those below are a part; free.",
        ),
    )
    total_label: Localised | None = field(default=None, metadata=says("合计行或列的文字。", "The label of the total."))
    total_aliases: tuple[str, ...] = field(
        default=(), metadata=says("合计的其他写法。", "Other wordings of the total.")
    )
    total_at: Literal["start", "end"] | None = field(
        default=None,
        metadata=says(
            "合计印在其下各项之前（start）或之后（end，默认）。",
            "The total stands before (start) or after (end, the default).",
        ),
    )
    in_total: bool | None = field(
        default=None, metadata=says("写 false 则不计入上一级的合计。", "false keeps it out of the total above.")
    )
    minus: bool | None = field(
        default=None,
        metadata=says("写 true 则从上一级的合计中减去（减：…）。", "true takes it off the total above (Less: …)."),
    )
    ratio: Ratio | None = field(default=None, metadata=says(of=Ratio))
    numbering: str | None = field(
        default=None,
        metadata=says(
            "其下各项序号的样式，写第一项的序号。",
            "How those below are numbered, by the first ordinal.",
            example="（一）",
        ),
    )
    numbered: bool | None = field(
        default=None,
        metadata=says(
            "写 false 则自己没有序号，编号跳过它。",
            "false gives it no ordinal; numbering goes on behind it.",
        ),
    )
    total_numbered: bool | None = field(
        default=None, metadata=says("写 false 则合计没有序号。", "false gives the total no ordinal.")
    )
    open: KeyKind | None = field(
        default=None,
        metadata=says(
            "其下各项由报告自行列出；这里写键的种类，合计自动有。code：编码，前几位相同的上级编码等于下级之和。",
            "Each report names what stands below; this is the type of its keys. code: a code is the sum of the longer "
            "ones that begin with it.",
        ),
    )
    digits: tuple[int, ...] = field(
        default=(),
        metadata=says(
            "编码（open: code）各级的位数。", "How many digits codes have, level by level.", example="[3, 5, 7]"
        ),
    )
    use: str | None = field(
        default=None,
        metadata=says("使用 axes 中的一段；自己写的各项优先。", "Take over a part of `axes`; what is said here wins."),
    )
    nodes: tuple[Node, ...] = field(
        default=(), metadata=says("其下的各个表头，按印出的次序。", "The headers below, in printed order.")
    )


@means("表中印出每行单位的一列。")
@frozen
class UnitColumn:
    """A column of the form that prints the unit of each row."""

    label: Localised = field(metadata=says("这一列的表头。", "The header of the column."))
    none: str = field(
        default="", metadata=says("没有单元格的行印什么。", "What is printed in rows without cells.", example="——")
    )


@means("表中不存在的单元格：这些行与列相交之处。")
@frozen
class Void:
    """Cells that do not exist: where these rows and columns cross."""

    row: str = field(
        metadata=says(
            "行的路径，或一组行的表头。", "The path of a row, or of the header of several.", example="outcome.refused"
        )
    )
    column: str = field(
        metadata=says("列的路径，或一组列的表头。", "The path of a column, or of the header of several.")
    )


@means("一张表：行、列和所填的值。")
@frozen
class Table:
    """A table: rows, columns and what the cells hold."""

    key: str
    value: str = field(metadata=says("单元格填什么：values 中的键。", "What the cells hold: a key of `values`."))
    rows: Node = field(metadata=says("行轴。", "The rows."))
    columns: Node = field(metadata=says("列轴。", "The columns."))
    heading: Localised | None = field(
        default=None,
        metadata=says(
            "印在表上方、横贯全表的一行；"
            "可以用 {organisation} 和 {year} 或 {period} 表示机关和年度或报告期。行标题相同的表由它区分。",
            "A line across the whole table, above it; {organisation} and {year} or {period} may stand in it. "
            "Tables with rows of the same name are told apart by it.",
            example='{zh: "{organisation}{year}年度统计表"}',
        ),
    )
    heading_aliases: tuple[str, ...] = field(
        default=(),
        metadata=says(
            "这一行读取时认得的其他写法，从不输出。", "Other wordings of the heading, read and never printed."
        ),
    )
    beside: bool = field(
        default=False,
        metadata=says(
            "画在同一叠里前一张表的右边，不在其下方；两边行数可以不同。",
            "Drawn to the right of the table before it in its stack, not below it; each has rows of its own.",
        ),
    )
    absent: tuple[str, ...] = field(
        default=(),
        metadata=says(
            "机关可以依法不列这张表；这里写其文字怎样说明，没有说明的仍算缺表。写法同 says 的 wordings，没有 {n}。",
            "A body may lawfully leave the table out, and says so in one of these wordings (see `says`; no {n}); "
            "where nothing is said, the table is missing.",
            example='["(无|没有)这项职责"]',
        ),
    )
    corner: Localised | None = field(
        default=None, metadata=says("左上角单元格的文字。", "The text of the top left cell.")
    )
    spanner: Localised | None = field(
        default=None,
        metadata=says(
            "表头最上面的一行，横贯这张表的行标题和各列，如并列两表的“收入”“支出”。",
            "The top line of the heads, over labels and columns alike, as Income and Spending over two halves.",
            example="{zh: 收入}",
        ),
    )
    label_spanner: Localised | None = field(
        default=None,
        metadata=says(
            "左上角单元格和紧接其右的各文字列上方的表头，如“项目”在编码和名称之上。",
            "A head over the top left cell and the columns of words right of it, as Item over code and name.",
            example="{zh: 项目}",
        ),
    )
    stub: Literal["nested", "outline"] = field(
        default="nested",
        metadata=says(
            "行标题的画法：nested 每级一列，outline 只有一列，组标题自成一行。",
            "How row labels are drawn: nested, a column per level; outline, a single column with groups as rows.",
        ),
    )
    unit_column: UnitColumn | None = field(
        default=None,
        metadata=says(of=UnitColumn),
    )
    void: tuple[Void, ...] = field(
        default=(), metadata=says("表中不存在的单元格。", "Cells that the form does not have.")
    )
    footnote: Localised | None = field(
        default=None,
        metadata=says(
            "印在表下的注；是表式的文字，不是报告的。",
            "What is printed under the table: words of the form, and none of a report.",
            example="{zh: 注：本表反映本年度的各项支出。}",
        ),
    )
    note: Localised | None = field(default=None, metadata=says("填写说明。", "How it is to be filled in."))
    source: Source | None = field(default=None, metadata=says("表的依据。", "Where the table comes from."))
