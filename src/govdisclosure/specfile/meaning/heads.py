"""What is wrong with the head of a spec, its sections or its values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from govdisclosure.errors import Fault
from govdisclosure.language import say
from govdisclosure.spec import LEAD, NAMED, Headline, Section, Spec, Table, Value, placeholders
from govdisclosure.specfile.meaning.common import TABLE, fault_if, numbering_faults, unknown
from govdisclosure.specfile.scalars import check_key
from govdisclosure.specfile.syntax import Path

_ID = re.compile(r"[a-z][a-z0-9_-]*(/[a-z0-9][a-z0-9_.-]*)+")


def head_faults(spec: Spec) -> Iterator[Fault]:
    """Yield what is wrong with the block `spec:`."""
    zh, en = f"{spec.id} 不是“类别/年份”形式的标识", f"{spec.id} is not an id of the form family/year"
    yield from fault_if(not _ID.fullmatch(spec.id), ("spec", "id"), zh=zh, en=en)
    yield from numbering_faults(("spec", "numbering"), spec.numbering)
    if spec.headline:
        yield from _headline(spec.headline, _names(spec) | {"title"})
        if spec.period != "year":
            yield from _period_in(spec.headline)
    yield from fault_if(not spec.languages, ("spec", "languages"), zh="没有语言", en="no languages")


def _names(spec: Spec) -> frozenset[str]:
    """Return what titles and headings may name: the period only where that is no year."""
    return NAMED - {"period"} if spec.period == "year" else NAMED


def _period_in(headline: Headline) -> Iterator[Fault]:
    """Yield a fault for every title line of a form for quarters or months that does not say which."""
    for language, text in headline.label.texts:
        zh, en = "季报、月报的标题行应有 {period}", "the title line of a quarter or month needs {period}"
        lacking = "period" not in placeholders(text)
        yield from fault_if(lacking, ("spec", "headline", "label", language), zh=zh, en=en)


def _headline(headline: Headline, known: frozenset[str]) -> Iterator[Fault]:
    yield from _named(("spec", "headline", "label"), headline.label.texts, known)
    yield from _named(("spec", "headline", "aliases"), enumerate(headline.aliases), known)


def _named(path: Path, texts: Iterable[tuple[str | int, str]], known: frozenset[str]) -> Iterator[Fault]:
    """Yield a fault for every text, each with its own step of the path, that names in braces what no report knows."""
    for step, text in texts:
        names = placeholders(text) - known
        name = min(names, default="")
        yield from fault_if(names, (*path, step), zh=f"不认识 {{{name}}}", en=f"{{{name}}} is not understood")


def heading_faults(spec: Spec, table: Table) -> Iterator[Fault]:
    """Yield what is wrong with the heading of a table."""
    path: Path = ("tables", table.key)
    yield from _named((*path, "heading"), table.heading.texts if table.heading else (), _names(spec))
    yield from _named((*path, "heading_aliases"), enumerate(table.heading_aliases), _names(spec))
    alone = table.heading_aliases and table.heading is None
    zh, en = "heading_aliases 需要 heading", "heading_aliases without heading"
    yield from fault_if(alone, (*path, "heading_aliases"), zh=zh, en=en, key=True)


def section_faults(spec: Spec, unread: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong with the sections, and with tables that none of them draws, or more than one."""
    taken = {LEAD}
    for number, section in enumerate(spec.sections):
        yield from _section(section, ("sections", number), taken, _names(spec))
        taken = taken | {section.key}
    tables = [table.key for table in spec.tables]
    drawn: set[str] = set()
    for path, key in _drawn(spec):
        yield from fault_if(key in drawn, path, zh=f"表 {key} 画了两次", en=f"the table {key} is drawn twice")
        yield from unknown(path, TABLE, key, tables, unread)
        drawn.add(key)
    yield from _beside(spec)
    for key in tables if "sections" not in unread else ():
        zh, en = f"没有章节画表 {key}", f"no section draws the table {key}"
        yield from fault_if(key not in drawn, ("tables", key), zh=zh, en=en, key=True)


def _section(section: Section, path: Path, taken: set[str], known: frozenset[str]) -> Iterator[Fault]:
    if wrong := check_key(section.key):
        yield Fault(wrong, path=(*path, "key"))
    yield from _named((*path, "title"), section.title.texts, known)
    yield from _named((*path, "aliases"), enumerate(section.aliases), known)
    zh, en = f"章节键 {section.key} 已被占用", f"the section key {section.key} is already taken"
    yield from fault_if(section.key in taken, (*path, "key"), zh=zh, en=en)
    zh, en = "章节既无 text 也无 draw", "a section needs text: true, or draw: with its tables"
    yield from fault_if(not (section.text or section.draw), path, zh=zh, en=en)


def _beside(spec: Spec) -> Iterator[Fault]:
    """Yield a fault for every table that is to be drawn beside another, and is the first of its stack."""
    first = {stack[0] for section in spec.sections for stack in section.draw if stack}
    for table in spec.tables:
        yield from fault_if(
            table.beside and table.key in first,
            ("tables", table.key, "beside"),
            zh=f"表 {table.key} 是这一叠的第一张，左边没有表",
            en=f"the table {table.key} is the first of its stack: there is none beside it",
            key=True,
        )


def _drawn(spec: Spec) -> Iterator[tuple[Path, str]]:
    for number, section in enumerate(spec.sections):
        for i, stack in enumerate(section.draw):
            for j, key in enumerate(stack):
                yield ("sections", number, "draw", i, j), key


def value_faults(value: Value) -> Iterator[Fault]:
    """Yield what a value says that does not fit its kind."""
    path: Path = ("values", value.key)
    for key, number in (("min", value.min), *(("marks", n) for mark in value.marks for n in (mark.low, mark.high))):
        broken = value.kind == "integer" and isinstance(number, Decimal)
        yield from fault_if(broken, (*path, key), zh=f"整数值不能有小数 {number}", en=f"{number} for an integer")
    as_number = not value.numeric and (value.min is not None or value.marks or value.tolerance)
    zh, en = "非数值不能有 min、marks、tolerance", "min, marks or tolerance on what is no number"
    yield from fault_if(as_number, path, zh=zh, en=en)
    listed = value.among and value.kind != "text"
    yield from fault_if(listed, (*path, "among"), zh="只有 text 有 among", en="only a text has among", key=True)
    yield from _tolerance(value, (*path, "tolerance"))
    yield from _places(value, (*path, "places"))


def _tolerance(value: Value, path: Path) -> Iterator[Fault]:
    if value.tolerance != "rounding":
        yield from fault_if(value.tolerance < 0, path, zh="容差不能为负", en="a tolerance below zero")
        return
    yield from fault_if(
        value.kind == "decimal" and value.places is None,
        path,
        zh="按四舍五入容差，须以 places 说明保留几位小数",
        en="tolerance: rounding needs places: how many decimal places are kept",
    )


def _places(value: Value, path: Path) -> Iterator[Fault]:
    if value.places is None:
        return
    if value.kind != "decimal":
        yield Fault(say(zh="只有 decimal 有小数位", en="only a decimal has places"), path=path, key=True)
    elif value.places < 0:
        yield Fault(say(zh="小数位数不能为负", en="fewer than no decimal places"), path=path)
