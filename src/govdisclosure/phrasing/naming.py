"""What the cells of a relation are called, and which line of the form an instance of a rule is about."""

from __future__ import annotations

from govdisclosure.form import (
    BETWEEN,
    CellRef,
    Form,
    Line,
    Relation,
    RowsOrColumns,
    cell_name,
    expand,
    line_name,
    section_title,
    table_name,
)
from govdisclosure.language import current, say
from govdisclosure.spec import Rule, earlier
from govdisclosure.specfile import all_specs


def axis_of_instance(relation: Relation) -> RowsOrColumns | None:
    """Which axis the instance of a relation is a line of."""
    if isinstance(relation.origin, Rule):
        return relation.origin.each
    if relation.kind == "bound":
        return None
    return "columns" if relation.rule.partition("/")[2].startswith("rows:") else "rows"


def tables_of(form: Form, relation: Relation) -> set[str]:
    """Return the tables that the cells of a relation stand in."""
    cells = map(form.cell, relation.cells)
    return {cell.table if cell.of in ("this", "prior") else f"{cell.of}.{cell.table}" for cell in cells}


def place(form: Form, relation: Relation) -> str:
    """Return the table, and the row or column, that an instance of a rule is about."""
    tables = tables_of(form, relation)
    if len(tables) != 1:
        return relation.origin.label[current()] if isinstance(relation.origin, Rule) else relation.rule
    name = table_name(form.spec, tables.pop(), current())
    if relation.kind == "bound":
        return name + BETWEEN + cell_name(form, relation.cells[0], current())
    inner = instance_name(form, relation)
    if not inner:
        return name
    if axis_of_instance(relation) == "rows":
        return say(zh=f"{name}，“{inner}”行", en=f"{name}, row '{inner}'")
    return say(zh=f"{name}，“{inner}”列", en=f"{name}, column '{inner}'")


def section_names(form: Form, rule: Rule) -> list[str]:
    """Return the titles of the sections into whose text a rule looks."""
    keys = rule.says.sections if rule.says else ()
    return [section_title(form.spec, section, current()) for section in form.spec.sections if section.key in keys]


def instance_name(form: Form, relation: Relation) -> str:
    """Return the name of the line or cell that an instance of a rule is about; none for a table of one unnamed line."""
    if relation.kind == "bound":
        return cell_name(form, relation.cells[0], current())
    across = axis_of_instance(relation)
    if across is None:
        return ""
    axis = form.tables[relation.rule.partition("/")[0]].axis(across)
    return line_name(axis.lines[axis.by_path[relation.instance]], current())


def term_names(form: Form, relation: Relation) -> dict[int, str]:
    """Return how each cell is called inside a rule: by as much of its headers as tells it from the others."""
    return _shortest({index: _chain(form, relation, index) for index in relation.cells})


def _chain(form: Form, relation: Relation, index: int) -> tuple[str, ...]:
    """Return the headers of a cell from the outermost inwards, of which a rule names as few of the last as it can."""
    if form.value(index) is None:
        return (companion_cell_name(form, form.cell(index)),)
    across = axis_of_instance(relation)
    row, column = form.lines[index % len(form.cells)]
    along, other = (column, row) if across == "columns" else (row, column)
    table = form.cell(index).table
    before = f"{earlier(form.spec.period)}{BETWEEN}" if index >= len(form.cells) else ""
    # A rule applied line by line may name a cell of another line or table too, and that needs its whole name.
    if across is not None and along.path == relation.instance and table == relation.rule.partition("/")[0]:
        *outer, last = _own_words(other) or (other.path,)
        return (*outer, before + last)
    title = [table_name(form.spec, table, current())] if len(tables_of(form, relation)) > 1 else []
    return (before + BETWEEN.join((*title, *_own_words(row), *_own_words(column)) or (other.path,)),)


def _own_words(line: Line) -> tuple[str, ...]:
    """Return the headers of a line; a total keeps the header it belongs to, which tells what it is the total of."""
    texts = [text for header in line.chain[1:] if (text := header.text(current()))]
    texts = texts or list(filter(None, [line.chain[0].text(current())]))
    if line.header.kind == "total" and len(texts) > 1:
        return (*texts[:-2], BETWEEN.join(texts[-2:]))
    return tuple(texts)


def _shortest(chains: dict[int, tuple[str, ...]]) -> dict[int, str]:
    """Return the shortest ends of the chains that no two have in common."""
    longest = max(map(len, chains.values()), default=0)
    for length in range(1, longest):
        names = {index: BETWEEN.join(chain[-length:]) for index, chain in chains.items()}
        if len(set(names.values())) == len(names):
            return names
    return {index: BETWEEN.join(chain) for index, chain in chains.items()}


def companion_cell_name(form: Form, ref: CellRef) -> str:
    """Return the name of a cell of another document: the title of that, its table, row and column.

    They are in the words of the newest format of its family that has the cell; where none is installed, in keys.
    """
    other = companion_form(form, ref)
    if other is None:
        return str(ref)
    index = other.index[ref.table, ref.row, ref.column]
    spec, language = other.spec, current()
    return BETWEEN.join(
        (spec.title[language], table_name(spec, ref.table, language), cell_name(other, index, language))
    )


def companion_form(form: Form, ref: CellRef) -> Form | None:
    """Return the newest installed format in which a cell of another document stands; None if there is none."""
    family = next(one.family for one in form.spec.companions if one.key == ref.of)
    specs = sorted((one for one in all_specs() if one.family == family), key=lambda one: one.id, reverse=True)
    place = ref.table, ref.row, ref.column
    return next((other for other in map(expand, specs) if place in other.index), None)
