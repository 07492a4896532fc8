"""A format as text for a terminal: sections, tables as drawn, and rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govdisclosure.form import Form, expand, section_title
from govdisclosure.grid import Grid, draw, readable_width
from govdisclosure.language import current, say
from govdisclosure.layout import draw_stack
from govdisclosure.phrasing import FORMAT_STATUS
from govdisclosure.spec import Spec


def spec_text(spec: Spec, width: int | None) -> str:
    """Return a format as it is shown by `spec show`, on a terminal of `width` columns."""
    return "\n".join(_lines(expand(spec), current(), width)) + "\n"


def _lines(form: Form, language: str, width: int | None) -> Iterator[str]:
    spec = form.spec
    yield f"{spec.id}  {spec.title[language]}"
    status = FORMAT_STATUS[spec.status]
    facts = [
        say(zh=f"适用年度 {spec.for_years}", en=f"report years {spec.for_years}"),
        say(zh=f"状态 {status}", en=f"status {status}"),
        say(zh=f"依据 {spec.source}", en=f"source {spec.source}"),
    ]
    yield say(zh="；", en="; ").join(facts)
    yield say(
        zh=f"{len(form.cells)} 个单元格，{len(form.relations)} 条关系",
        en=f"{len(form.cells)} cells, {len(form.relations)} relations",
    )
    for section in spec.sections:
        yield ""
        yield section_title(spec, section, language)
        for stack in section.draw:
            yield from _drawn(draw_stack(form, stack, language), width)
    yield ""
    yield say(zh="规则", en="Rules")
    for rule, count in Counter(relation.rule for relation in form.relations).items():
        yield f"  {rule}  ×{count}"


def _drawn(grid: Grid, width: int | None) -> Iterator[str]:
    needed = readable_width(grid)
    if width is not None and needed > width:
        yield say(
            zh=f"（窗口宽 {width} 列，词语被拆开；宽到 {needed} 列就不拆。）",
            en=f"(words are broken in {width} columns; in {needed} none is)",
        )
    yield draw(grid, width).rstrip("\n")
