"""The page of one version of a format."""

from __future__ import annotations

from collections.abc import Iterator

from govdisclosure.form import Form, specimen_form
from govdisclosure.language import current, say, using
from govdisclosure.phrasing import FORMAT_STATUS
from govdisclosure.reference.blocks import (
    Block,
    Bullets,
    Code,
    Facts,
    Heading,
    Link,
    Page,
    Paragraph,
    Record,
    Records,
    Text,
    anchor_of,
)
from govdisclosure.reference.change import change_name
from govdisclosure.reference.rules import rule_blocks
from govdisclosure.reference.sight import sight_blocks
from govdisclosure.reference.sources import certainty_meaning, certainty_text, source_text, years_text
from govdisclosure.reference.tables import section_blocks
from govdisclosure.spec import Certainty, Mark, Spec, Value, bare, number_text

_CERTAINTIES: tuple[Certainty, ...] = ("A", "B", "C")


def version_page(spec: Spec, language: str, older: Spec | None = None) -> Page:
    """Return the page of a spec; `older` is the version before it, if that has a page too.

    >>> from govdisclosure import load_spec
    >>> version_page(load_spec("cn/2021"), "en").subtitle
    'cn/2021, report years 2021 on'
    """
    form = specimen_form(spec)
    with using(language):
        years = years_text(spec.for_years)
        subtitle = say(zh=f"{spec.id}，{years}", en=f"{spec.id}, {years}")
        return Page(language, spec.id, language, spec.title[language], subtitle, tuple(_blocks(form, older)))


def _blocks(form: Form, older: Spec | None) -> Iterator[Block]:
    spec = form.spec
    if spec.status != "official":
        yield Paragraph((_warning(spec),), "notice")
    yield Heading(2, (say(zh="格式概况", en="The format"),), "format")
    yield Facts(tuple(_facts(spec, older)))
    yield Heading(2, (say(zh="怎样读本页", en="How to read this page"),), "reading")
    yield Bullets(tuple(_reading(spec)))
    yield Heading(2, (say(zh="章节与表格", en="Sections and tables"),), "sections")
    for section in spec.sections:
        yield from section_blocks(form, section)
    yield Heading(2, (say(zh="单元格的值", en="What cells hold"),), "values")
    yield from _values(spec)
    yield Heading(2, (say(zh="规则", en="Rules"),), "rules")
    yield from rule_blocks(form)
    yield Heading(2, (say(zh="规则能做什么", en="What the rules can do"),), "sight")
    yield from sight_blocks(form)
    other = tuple(_aliases(form))
    if other:
        yield Heading(2, (say(zh="读得出的其他写法", en="Other wordings that are read"),), "aliases")
        yield Paragraph(
            (
                say(
                    zh="已公布的报告中出现过下列写法，读取时按本格式的标题处理，输出时不用。",
                    en="Met in published reports: understood when a report is read, and never printed.",
                ),
            )
        )
        head = (say(zh="标题", en="Label"), say(zh="其他写法", en="Other wordings"))
        yield Records(head, other, (40, 60))


def _warning(spec: Spec) -> str:
    if spec.status == "draft":
        return say(
            zh="草案：本格式尚未定稿，内容随时会改。",
            en="A draft: this format is not final and may change at any time.",
        )
    return say(
        zh="暂定：本格式的内容尚未全部依正式文本核实，请看各行的确定程度。",
        en="Provisional: not all of it has been checked against an official text; see the certainty of each row.",
    )


def _facts(spec: Spec, older: Spec | None) -> Iterator[tuple[str, Text]]:
    language = current()
    yield (
        say(zh="标识", en="Id"),
        (Code(spec.id), say(zh=f"（修订 {spec.revision}）", en=f" (revision {spec.revision})")),
    )
    yield say(zh="适用", en="For"), (years_text(spec.for_years),)
    if spec.period != "year":
        yield say(zh="报告期", en="Period"), (_periods(spec),)
    yield say(zh="状态", en="Status"), (str(FORMAT_STATUS[spec.status]),)
    yield say(zh="依据", en="Source"), source_text(spec.source)
    yield say(zh="确定程度", en="Certainty"), (certainty_text(spec.source),)
    if older:
        changes = Link(say(zh="变化", en="what changed"), page=change_name(spec))
        yield say(zh="上一版", en="Version before"), (Link(older.id, page=older.id), say(zh="，", en=", "), changes)
    if spec.headline:
        yield say(zh="标题写法", en="Title line"), (Code(spec.headline.label[language]),)
    if spec.note:
        yield say(zh="说明", en="Note"), (spec.note[language],)


def _periods(spec: Spec) -> str:
    """Return how often a form is filled in, and what its rules call the report before."""
    quarter = spec.period == "quarter"
    often = say(zh="每季一份" if quarter else "每月一份", en="every quarter" if quarter else "every month")
    if spec.prior == "year":
        return often + say(zh="；与上年同期相比", en="; compared with the same one of the year before")
    return often + say(zh="；与上一期相比", en="; compared with the one before")


def _reading(spec: Spec) -> Iterator[Text]:
    if current() != spec.languages[0]:
        yield (
            say(
                zh="标题是译文；表格原文见本页的原文版。",
                en="Labels are translations; the page in the form's own language shows them as printed.",
            ),
        )
    yield (
        say(
            zh="键是程序和数据文件里用的名称；一个单元格由表、行、列三个键确定。",
            en="A key is the name used in programs and data files; table, row and column together name a cell.",
        ),
    )
    letters = say(zh="；", en="; ").join(f"{letter} {certainty_meaning(letter)}" for letter in _CERTAINTIES)
    yield (say(zh=f"确定程度：{letters}。", en=f"Certainty: {letters}."),)
    yield (
        say(
            zh="级别：强制性（不符即为错误）、核实性（说明理由后可以接受）、提示性（仅供参考）。",
            en="Severity: error (it must hold), warning (accepted after an explanation), info (for attention only).",
        ),
    )
    yield (
        say(
            zh="0、空白、记号和表中没有的单元格是四回事；空白从不当作 0，除非下面写明。",
            en="0, a blank, a mark and a missing cell are four things; a blank is never 0 unless it is said below.",
        ),
    )
    yield (
        say(
            zh="规则下的例子不是写好的：生成本页时由检查程序当场判定。",
            en="The verdicts of the examples are not typed: the checker gave them when this page was made.",
        ),
    )


def _values(spec: Spec) -> Iterator[Block]:
    head = (
        say(zh="键", en="Key"),
        say(zh="种类", en="Kind"),
        say(zh="单位", en="Unit"),
        say(zh="下限", en="Minimum"),
        say(zh="空白", en="A blank"),
        say(zh="可用的记号", en="Marks allowed"),
    )
    rows = tuple(Record(tuple(_value(value)), anchor=anchor_of("value", value.key)) for value in spec.values)
    yield Records(head, rows, (14, 24, 12, 10, 14, 26))
    for value in spec.values:
        if value.note:
            yield Paragraph((Code(value.key), say(zh="：", en=": "), value.note[current()]))


def _value(value: Value) -> Iterator[Text]:
    yield (Code(value.key),)
    kind = {
        "integer": say(zh="整数", en="whole number"),
        "decimal": say(zh="小数", en="decimal number"),
        "text": say(zh="文字", en="text"),
        "date": say(zh="日期", en="date"),
    }[value.kind]
    if value.among:
        kind += say(zh=f"：{'、'.join(value.among)}", en=f": {', '.join(value.among)}")
    if value.places is not None:
        kind += say(zh=f"，最多 {value.places} 位小数", en=f", at most {value.places} decimal places")
    if value.tolerance == "rounding":
        kind += say(zh="，四舍五入", en=", rounded")
    elif value.tolerance:
        kind += say(
            zh=f"，允许相差 {number_text(value.tolerance)}", en=f", give or take {number_text(value.tolerance)}"
        )
    yield (kind,)
    yield (value.unit_in(current()) or "—",)
    yield (number_text(value.min) if value.min is not None else say(zh="无", en="none"),)
    yield (say(zh="视为 0", en="counts as 0") if value.blank == "zero" else say(zh="视为缺数", en="a missing number"),)
    yield tuple(_marks(value.marks)) or ("—",)


def _marks(marks: tuple[Mark, ...]) -> Iterator[str | Code]:
    """Yield the marks, those that stand for the same numbers together."""
    meanings: dict[str, list[str]] = {}
    for mark in marks:
        low, high = number_text(mark.low), number_text(mark.high)
        meaning = low if low == high else say(zh=f"{low} 至 {high}", en=f"{low} to {high}")
        meanings.setdefault(meaning, []).append(mark.text)
    for number, (meaning, texts) in enumerate(meanings.items()):
        yield say(zh="；", en="; ") if number else ""
        for place, text in enumerate(texts):
            yield " " if place else ""
            yield Code(text)
        yield say(zh=f" 表示 {meaning}", en=f" for {meaning}")


def _aliases(form: Form) -> Iterator[Record]:
    """Yield every label that has other wordings, once, in the order of the form."""
    seen: dict[str, tuple[str, ...]] = {}
    for section in form.spec.sections:
        if section.aliases:
            seen[bare(section.title[current()])] = section.aliases
    for table in form.tables.values():
        for axis in (table.rows, table.columns):
            for header in axis.root.walk():
                if header.aliases and header.label:
                    text = header.label[current()]
                    seen[text] = tuple(dict.fromkeys((*seen.get(text, ()), *header.aliases)))
    for label, aliases in seen.items():
        yield Record(((label,), (say(zh="；", en="; ").join(aliases),)))
