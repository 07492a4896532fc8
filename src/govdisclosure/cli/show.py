"""A format as text for a terminal: sections, tables as drawn, and rules."""

from __future__ import annotations

from collections.abc import Iterator

from govdisclosure.form import Form, expand, section_title
from govdisclosure.grid import draw
from govdisclosure.language import say
from govdisclosure.layout import draw_stack
from govdisclosure.spec import Spec


def spec_text(spec: Spec, language: str) -> str:
    """Return a format as it is shown by `spec show`."""
    return "\n".join(_lines(expand(spec), language)) + "\n"


def _lines(form: Form, language: str) -> Iterator[str]:
    spec = form.spec
    yield f"{spec.id}  {spec.title[language]}"
    facts = [
        say(zh=f"适用年度 {spec.for_years}", en=f"report years {spec.for_years}"),
        say(zh=f"状态 {spec.status}", en=f"status {spec.status}"),
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
            yield draw(draw_stack(form, stack, language)).rstrip("\n")
    yield ""
    yield say(zh="规则", en="Rules")
    counts: dict[str, int] = {}
    for relation in form.relations:
        counts[relation.rule] = counts.get(relation.rule, 0) + 1
    for rule, count in counts.items():
        yield f"  {rule}  ×{count}"
