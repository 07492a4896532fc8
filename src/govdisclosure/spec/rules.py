"""Written rules: relations between cells that the axes do not imply."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from govdisclosure.codes import Severity
from govdisclosure.keys import means, says
from govdisclosure.spec.narrative import Says
from govdisclosure.spec.source import Localised, Source
from govdisclosure.spec.tables import Number


@means("公式中每个名称的数。")
@frozen
class Example:
    """A number for every name of the formula."""

    numbers: tuple[tuple[str, Number], ...]


@means("公式成立和不成立的例子，都会执行。")
@frozen
class Examples:
    """Cases that must pass and cases that must fail; all are executed."""

    valid: tuple[Example, ...] = field(
        default=(), metadata=says("必须通过的例子。", "Cases that must pass.", example="[{a: 1, b: 2, c: 3}]")
    )
    invalid: tuple[Example, ...] = field(
        default=(), metadata=says("必须不通过的例子。", "Cases that must fail.", example="[{a: 1, b: 2, c: 4}]")
    )


@means("表头没有说出的一个线性关系。")
@frozen
class Rule:
    """One linear relation that the headers do not say."""

    key: str
    check: str = field(
        metadata=says(
            "公式：两边之和用 ==、<= 或 >= 相比；prior. 指上年报告，[行, 列] 指一个单元格。",
            "A formula: two sums compared by ==, <= or >=; `prior.` is last year, [row, column] one cell.",
            example="new + carried_in == outcome + carried_out",
        )
    )
    label: Localised = field(metadata=says("规则的名称。", "The name of the rule."))
    table: str | None = field(
        default=None,
        metadata=says("所在的表；跨表的规则不写。", "The table it is about; none for a rule over several."),
    )
    each: Literal["rows", "columns"] | None = field(
        default=None,
        metadata=says(
            "对每一列（columns）或每一行（rows）各检查一次。", "Applied to each of the columns, or of the rows."
        ),
    )
    when: str | None = field(
        default=None,
        metadata=says("前提：成立时才检查。", "The rule holds only where this is true.", example="fee > 0"),
    )
    why: Localised | None = field(default=None, metadata=says("为什么应当成立。", "Why it must hold."))
    advice: Localised | None = field(default=None, metadata=says("不成立时怎么办。", "What to do where it fails."))
    severity: Severity = field(
        default="error",
        metadata=says(
            "级别：error 强制性，warning 核实性，info 提示性。",
            "error: it must hold; warning: accepted after an explanation; info: for attention.",
        ),
    )
    source: Source | None = field(default=None, metadata=says("规则的依据。", "Where the rule comes from."))
    tolerance: Number | None = field(
        default=None,
        metadata=says("允许的差；不写则用值的。", "By how much it may be out; by default what the values say."),
    )
    examples: Examples = field(
        default=Examples(),
        metadata=says(of=Examples),
    )
    alternatives: tuple[str, ...] = field(
        default=(),
        metadata=says(
            "措辞的其他诚实解释：公式之一成立即可。",
            "What the wording may honestly mean instead: one of the formulas is enough.",
            example="[n == new + carried_in]",
            key="or",
        ),
    )
    says: Says | None = field(default=None, metadata=says(of=Says))

    @property
    def id(self) -> str:
        """The published id, which says the table too."""
        return f"{self.table or 'report'}/{self.key}"
