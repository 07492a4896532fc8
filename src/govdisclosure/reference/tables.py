"""The part of a page about the tables of one section: each drawn as printed, then its rows and columns."""

from __future__ import annotations

from collections.abc import Iterator

from govdisclosure.form import Form, section_title, source_of
from govdisclosure.language import current, say
from govdisclosure.layout import draw_stack
from govdisclosure.reference.blocks import (
    Block,
    Code,
    Drawn,
    Heading,
    Link,
    Paragraph,
    Text,
    anchor_of,
)
from govdisclosure.reference.lines import line_records, value_name
from govdisclosure.reference.sources import certainty_text, source_text
from govdisclosure.spec import Section, Table, bare


def section_blocks(form: Form, section: Section) -> Iterator[Block]:
    """Yield what there is to say about one section."""
    language = current()
    spec = form.spec
    yield Heading(3, (section_title(spec, section, language),), anchor_of("section", section.key))
    yield Paragraph(_kind(form, section))
    if section.note:
        yield Paragraph((section.note[language],))
    if section.source:
        source = source_of(spec, section.source)
        words = (*source_text(source), say(zh="；确定程度 ", en="; certainty "), certainty_text(source))
        yield Paragraph((say(zh="依据：", en="Source: "), *words, say(zh="。", en=".")))
    for stack in section.draw:
        caption = say(zh="表式：", en="The form: ") + section_title(spec, section, language)
        yield Drawn(draw_stack(form, stack, language), caption)
        for key in stack:
            yield from _table_blocks(form, spec.table(key))


def _kind(form: Form, section: Section) -> Text:
    said = []
    if section.text:
        said.append(say(zh="文字", en="text"))
    if section.draw:
        count = len(section.draw)
        said.append(say(zh=f"{count} 张表", en="one table" if count == 1 else f"{count} tables"))
    words: Text = (
        say(zh="键 ", en="Key "),
        Code(section.key),
        say(zh="；内容：", en="; holds ") + say(zh="、", en=" and ").join(said),
    )
    if current() != form.spec.languages[0]:
        words = (
            *words,
            "; " + say(zh="原文：", en="printed as ") + section_title(form.spec, section, form.spec.languages[0]),
        )
    return (*words, say(zh="。", en="."))


def _table_blocks(form: Form, table: Table) -> Iterator[Block]:
    language = current()
    expanded = form.tables[table.key]
    name = bare(table.heading[language]) if table.heading else say(zh="表", en="Table")
    yield Heading(4, (f"{name} ", Code(table.key)), anchor_of("table", table.key))
    yield Paragraph(tuple(_summary(form, table)))
    if table.note:
        yield Paragraph((table.note[language],))
    if table.absent:
        yield Paragraph(
            (
                say(zh="可以不列，文中应说明：", en="May be left out, which the text says: "),
                Code("; ".join(table.absent)),
            )
        )
    if table.void:
        listed = ", ".join(f"[{void.row}, {void.column}]" for void in table.void)
        yield Paragraph((say(zh="不存在的单元格：", en="Cells that do not exist: "), Code(listed)))
    yield line_records(form, expanded)


def _summary(form: Form, table: Table) -> Iterator[str | Link]:
    """Say how many cells a table has, what they hold, and where that comes from."""
    count = len(form.tables[table.key].cells)
    value = form.spec.value(table.value)
    yield say(zh=f"{count} 个单元格，值 ", en=f"{count} cell{'s' if count > 1 else ''}, value ")
    yield Link(value_name(value), anchor=anchor_of("value", value.key))
    source = source_of(form.spec, table.source)
    yield say(zh="。依据：", en=". Source: ")
    yield from source_text(source) if table.source else (str(source),)
    yield say(zh="；确定程度 ", en="; certainty ")
    yield certainty_text(source) + say(zh="。", en=".")
