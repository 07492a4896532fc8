"""What a spec file says, as frozen objects: six concepts and nothing of any one format.

Every object is hashable, so that what is derived from a spec can be cached under it.
"""

from __future__ import annotations

from typing import Literal, TypeVar

from attrs import field, frozen

from govdisclosure.keys import means, says
from govdisclosure.spec.changes import Change, Edit
from govdisclosure.spec.narrative import Narrative, Says, WordList
from govdisclosure.spec.periods import Frequency, Period, Prior, YearRange
from govdisclosure.spec.rules import Examples, Rule
from govdisclosure.spec.source import Localised, Source
from govdisclosure.spec.tables import Node, Ratio, Table, UnitColumn, Value, Void

LEAD = "lead"
"""The section key under which a report keeps what stands before its first heading."""

Status = Literal["official", "provisional", "draft"]


@means("报告的一个部分：文字（text: true）或表（draw）。")
@frozen
class Section:
    """A part of the report, in document order: text (`text: true`) or tables (`draw`)."""

    key: str = field(metadata=says("键，在报告 JSON 中使用。", "The key, as used in report JSON."))
    title: Localised = field(
        metadata=says(
            "标题，不含序号；可以用 {organisation} 和 {year} 或 {period} 表示机关和年度或报告期。",
            "The title, without its ordinal; {organisation} and {year} or {period} may stand in it.",
        )
    )
    aliases: tuple[str, ...] = field(
        default=(),
        metadata=says("读取时认得的其他写法，从不输出。", "Other wordings that are read, and never printed."),
    )
    text: bool = field(default=False, metadata=says("这一部分有文字。", "Whether the section holds text."))
    optional: bool = field(
        default=False, metadata=says("可以只写“无”。", "Whether it may say that there is nothing to say.")
    )
    draw: tuple[tuple[str, ...], ...] = field(
        default=(),
        metadata=says(
            "各张印出的表；每张由若干表上下相叠而成（写 beside 的在前一张右边）。",
            "The printed tables, each a stack of tables (one that says `beside` to the right of the one before).",
            example="[[documents, fees], [applications]]",
        ),
    )
    landscape: bool = field(
        default=False,
        metadata=says("横排：这一部分印在横放的纸上。", "The section is printed on paper that lies on its long side."),
    )
    note: Localised | None = field(default=None, metadata=says("填写说明。", "How it is to be filled in."))
    source: Source | None = field(default=None, metadata=says("这一部分的依据。", "Where the section comes from."))


@means("报告的标题行。")
@frozen
class Headline:
    """The title line of a report, with `{organisation}`, `{year}` and `{title}` in it."""

    label: Localised = field(
        metadata=says(
            "标题行的写法，用 {organisation}、{year} 和 {title} 表示机关、年度和名称；"
            "季报、月报用 {period} 表示报告期。",
            "The title line, with {organisation}, {year} and {title} where they stand; {period} where a form is for "
            "quarters or months.",
            example='{zh: "{organisation}{year}年{title}"}',
        )
    )
    aliases: tuple[str, ...] = field(
        default=(),
        metadata=says(
            "读取时认得的其他写法；不含花括号的，是报告名称 {title} 的另一写法。",
            "Other wordings that are read; one without braces is another wording of {title} itself.",
        ),
    )


_USUAL = Headline(Localised((("zh", "{organisation}{year}年{title}"), ("en", "{title}, {organisation}, {year}"))))
_USUAL_PART = Headline(
    Localised((("zh", "{organisation}{period}{title}"), ("en", "{title}, {organisation}, {period}")))
)


@means("同一机关、同一年度的其他文件，规则可以用它的键引用其中的单元格。")
@frozen
class Companion:
    """Another document of the same body and year; rules name its cells behind its key."""

    key: str
    family: str = field(
        metadata=says("那份文件的格式类别。", "The family of formats that the document is in.", example="statistics")
    )
    note: Localised | None = field(
        default=None, metadata=says("为什么两份文件可以相比。", "Why the two documents can be compared.")
    )


@means("格式的概况。")
@frozen(cache_hash=True, repr=False)
class Spec:
    """A report format: the whole of one spec file."""

    id: str = field(metadata=says("标识：类别/年份。", "The id, FAMILY/YEAR.", example="cn/2021"))
    revision: str = field(metadata=says("修订号，写在引号里。", "The revision, in quotes.", example='"1"'))
    for_years: YearRange = field(metadata=says(of=YearRange, example="2021.."))
    title: Localised = field(metadata=says("报告的名称。", "The title of the report."))
    source: Source = field(
        metadata=says(
            "格式的依据；其他各处的依据由此补足。", "Where the format comes from; other sources fall back to it."
        )
    )
    sections: tuple[Section, ...] = field(
        metadata=says("报告的各部分，按文件次序。", "The parts of the report, in document order.")
    )
    values: tuple[Value, ...] = field(metadata=says("单元格里填什么。", "What cells may hold."))
    tables: tuple[Table, ...] = field(metadata=says("各张表。", "The tables."))
    status: Status = field(
        default="official",
        metadata=says(
            "official 正式，provisional 暂定（尚未全部核实），draft 草案。",
            "official; provisional, not all of it confirmed; or draft.",
        ),
    )
    languages: tuple[str, ...] = field(
        default=("zh", "en"),
        metadata=says(
            "规格的语言，第一个是原文的。",
            "The languages of the spec; the first is that of the form itself.",
            example="[zh, en]",
        ),
    )
    period: Frequency = field(
        default="year",
        metadata=says("多久填报一次：year、quarter 或 month。", "What a report is for: a year, a quarter or a month."),
    )
    prior: Prior = field(
        default="period",
        metadata=says(
            "规则里的 prior 指哪一期：period 上一期，year 上年同期。",
            "What `prior` is in rules: the period before, or the same period of the year before (`year`).",
        ),
    )
    headline: Headline | None = field(default=None, metadata=says(of=Headline))
    numbering: str | None = field(
        default=None,
        metadata=says(
            "各部分序号的样式，写第一项的序号。", "How sections are numbered, by the first ordinal.", example="一、"
        ),
    )
    note: Localised | None = field(default=None, metadata=says("格式的总说明。", "A remark on the whole format."))
    axes: tuple[Node, ...] = field(
        default=(), metadata=says("用到不止一次的表头。", "Headers that are used more than once.")
    )
    companions: tuple[Companion, ...] = field(
        default=(),
        metadata=says(
            "同一机关、同一年度的其他文件，规则可以引用。",
            "Other documents of the same body and year that rules refer to.",
            example="{figures: {family: statistics}}",
        ),
    )
    rules: tuple[Rule, ...] = field(
        default=(),
        metadata=says(
            "表头没有说出的关系。合计从不写成规则。", "Relations that the headers do not say; sums are never written."
        ),
    )
    narrative: Narrative | None = field(default=None, metadata=says(of=Narrative))
    change: Change | None = field(default=None, metadata=says(of=Change))
    origin: str = field(default="", eq=False, repr=False)

    def __repr__(self) -> str:
        return f"<Spec {self.id}: {len(self.tables)} tables, {len(self.rules)} written rules, for {self.for_years}>"

    @property
    def family(self) -> str:
        """The part of the id before the slash: formats that follow each other over the years."""
        return self.id.partition("/")[0]

    @property
    def title_line(self) -> Headline:
        """How the title line of a report is worded: as the format says, or as is usual."""
        return self.headline or (_USUAL if self.period == "year" else _USUAL_PART)

    def before(self, period: Period, steps: int = 1) -> Period:
        """Return what rules call `prior` of a period; with `steps` of -1 the period whose prior it is."""
        return period.before(self.prior, steps)

    def table(self, key: str) -> Table:
        """Return the table of that key; raise KeyError if there is none."""
        return _named(self.tables, key)

    def value(self, key: str) -> Value:
        """Return the value of that key; raise KeyError if there is none."""
        return _named(self.values, key)

    def rule(self, key: str) -> Rule:
        """Return the written rule of that key; raise KeyError if there is none."""
        return _named(self.rules, key)


BLOCKS = ("sections", "values", "axes", "tables", "companions", "rules", "narrative", "change")
"""The keys of a spec that stand beside the block `spec:` of its file, not in it."""

KEYED = (Node, Value, Table, Companion, Rule, WordList)
"""Written as a mapping from the key of each to its body."""

KINDS = (
    Spec,
    Source,
    Section,
    Headline,
    Value,
    Node,
    Ratio,
    Table,
    UnitColumn,
    Void,
    Companion,
    Rule,
    Examples,
    Says,
    Narrative,
    WordList,
    Change,
    Edit,
)
"""Every kind of object that has keys of its own, in the order in which a reader of the language meets them."""

_Named = TypeVar("_Named", Table, Value, Rule)


def _named(things: tuple[_Named, ...], key: str) -> _Named:
    for thing in things:
        if thing.key == key:
            return thing
    raise KeyError(key)
