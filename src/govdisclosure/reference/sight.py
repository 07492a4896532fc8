"""The part of a page about what the rules can do: which errors are found, with the form shaded by it."""

from __future__ import annotations

from collections.abc import Iterator

from govdisclosure.form import Form, section_title
from govdisclosure.language import current, say
from govdisclosure.lint import SIGHTS, SIGNS, analyse, count_head, counts, facts, reasons, sight_grid
from govdisclosure.reference.blocks import Block, Bullets, Code, Drawn, Facts, Paragraph, Record, Records, Text


def sight_blocks(form: Form) -> Iterator[Block]:
    """Yield what the rules of a format can do."""
    analysis = analyse(form.spec)
    yield Facts(tuple((name, (said,)) for name, said in facts(analysis)))
    yield Paragraph(
        (
            say(
                zh="单独一格填错、其余都对时，按规则能看出什么：",
                en="What the rules show when a single number is wrong and all others are right:",
            ),
        )
    )
    rows = tuple(Record(_counts(line)) for line in counts(analysis))
    yield Records(count_head(), rows, (28, 14, 8, 10, 10, 10, 10, 10))
    yield Bullets(tuple((reason,) for reason in reasons(analysis)))
    legend = say(zh="，", en=", ").join(f"{SIGNS[sight]} {words}" for sight, words in SIGHTS.items())
    shades = {cell.index: cell.sight for cell in analysis.cells}
    for section in form.spec.sections:
        for stack in section.draw:
            title = section_title(form.spec, section, current())
            caption = say(zh=f"填错时能否发现：{title}（{legend}）", en=f"Errors seen in: {title} ({legend})")
            yield Drawn(sight_grid(analysis, stack), caption, shades)


def _counts(line: tuple[str, ...]) -> tuple[Text, ...]:
    name, key, *numbers = line
    return (name,), (Code(key),), *((number,) for number in numbers)
