"""The names of tables, rows, columns and cells in the form's own words, for messages and documentation."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from govdisclosure.form.axes import ExpandedAxis, Line
from govdisclosure.form.expansion import Form
from govdisclosure.spec import Localised, Section, Spec, bare, filled, ordinal

BETWEEN = " / "
"""What stands between the headers of one line; like every sign in messages, it exists in GBK."""


@frozen
class Whose:
    """Whose report a form is printed for, and for which year and period; None where nobody knows."""

    organisation: str | None = None
    year: str | None = None
    period: str | None = None

    def worded(self, text: str) -> str:
        """Return a text with both put in, or what it says without them if either is missing.

        >>> Whose("某县", "2024").worded("{organisation}{year}年度统计表"), Whose().worded("{year}年度统计表")
        ('某县2024年度统计表', '统计表')
        >>> [Whose("某县", "2024", period).worded("{organisation}{period}统计表") for period in (None, "2024Q2")]
        ['某县2024统计表', '某县2024Q2统计表']
        """
        if self.organisation is None or self.year is None:
            return bare(text)
        return filled(text, organisation=self.organisation, year=self.year, period=self.period or self.year)


NOBODY = Whose()
"""What a form is printed for that is no report."""


def section_title(spec: Spec, section: Section, language: str, whose: Whose = NOBODY) -> str:
    """Return the heading of a section as printed, with its ordinal."""
    number = ordinal(spec.numbering, spec.sections.index(section) + 1) if spec.numbering else ""
    title = Localised(tuple((name, whose.worded(text)) for name, text in section.title.texts))
    return title.behind(number, language)


def bands(spec: Spec, stack: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the tables of a stack that are drawn side by side, from the top down.

    >>> from govdisclosure import load_spec
    >>> bands(load_spec("cn/2021"), ("documents", "licensing"))
    (('documents',), ('licensing',))
    """
    found: list[tuple[str, ...]] = []
    for key in stack:
        if found and spec.table(key).beside:
            found[-1] = (*found[-1], key)
        else:
            found.append((key,))
    return tuple(found)


def section_of(spec: Spec, table: str) -> Section:
    """Return the section that draws a table."""
    return next(section for section in spec.sections for stack in section.draw if table in stack)


def table_name(spec: Spec, table: str, language: str) -> str:
    """Return the name of a table: the section it stands in, and its own heading if it has one."""
    name = section_title(spec, section_of(spec, table), language)
    heading = spec.table(table).heading
    return f"{name}{BETWEEN}{bare(heading[language])}" if heading else name


@lru_cache(maxsize=4096)
def line_name(line: Line, language: str) -> str:
    """Return the name of a row or column: its headers from the outermost inwards, without that of the whole axis."""
    inner = [text for header in line.chain[1:] if (text := header.text(language))]
    return BETWEEN.join(inner) or line.chain[0].text(language)


def path_name(axis: ExpandedAxis, path: str, language: str) -> str | None:
    """Return the name of the line of a path, or of a header without cells; None where the axis has neither."""
    if path in axis.by_path:
        return line_name(axis.lines[axis.by_path[path]], language)
    group = axis.groups.get(path)
    if group is None:
        return None
    first = axis.lines[group.first] if group.first < group.last else None
    chain = first.chain[1 : first.chain.index(group) + 1] if first else (group,)
    return BETWEEN.join(words for header in chain if (words := header.text(language)))


def cell_name(form: Form, index: int, language: str) -> str:
    """Return the name of a cell by its row and its column, without its table."""
    row, column = form.lines[index % len(form.cells)]
    return BETWEEN.join(name for line in (row, column) if (name := line_name(line, language)))
