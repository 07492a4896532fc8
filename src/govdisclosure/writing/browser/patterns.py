"""Rows that are added in the page: of each place where reports name rows themselves, one row is the pattern of all.

The form is expanded with a row that stands for any, with one that is a part of it where keys are codes, and with the
rows that rules or the report of the year before name. Of their relations the page makes those of the rows typed there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from attrs import frozen

from govdisclosure.form import Form, Relation, Whose, bands, expand, specimen_form
from govdisclosure.report import Report
from govdisclosure.spec import Node
from govdisclosure.writing.carried import BETWEEN_YEARS


def token(name: object) -> str:
    """Return what stands in a template where something is put in; no text of a form can hold its characters.

    >>> token(12) == "\ue00012\ue001"
    True
    """
    return f"\ue000{name}\ue001"


OWNER = Whose(token("o"), token("y"), token("p"))
"""What stands in headings for the organisation, the year, and the period in words."""


@frozen(eq=False)
class Place:
    """A place where rows can be added: its number in the page, its table, the path of its open node, and that node."""

    number: int
    table: str
    path: str
    node: Node

    @property
    def address(self) -> str:
        """How a form knows the open node."""
        return f"{self.table}/rows:{self.path}"

    @property
    def row(self) -> str:
        """The key of the row that stands for any."""
        return token(f"k{self.number}")

    @property
    def part(self) -> str:
        """The key of the row that stands for a part of it."""
        return self.row + token("p")


@frozen(eq=False)
class Patterns:
    """The form with everything that the page makes rows of, the same as it is drawn, and the places."""

    form: Form
    drawn: Form
    places: tuple[Place, ...]
    rows: Mapping[tuple[str, str], tuple[Place, str]]
    """The place and the key of every row that the page may have, by table and path."""

    def keys(self, indices: Iterable[int]) -> frozenset[str]:
        """Return the keys of the rows of some cells, leaving out the rows that every report has."""
        cells = (self.form.cell(index) for index in indices)
        found = (self.rows.get((cell.table, cell.row)) for cell in cells)
        return frozenset(place_and_key[1] for place_and_key in found if place_and_key)

    def gathers(self, relation: Relation) -> bool:
        """Whether a relation sums up rows of its table, among them some that are added."""
        of_rows = relation.kind == "sum" and "/rows:" in relation.rule
        return of_rows and bool(self.keys(index for index, _ in relation.condition.right.terms))

    def uses(self, relation: Relation) -> bool:
        """Whether the page makes relations of this one, or has it as it is.

        What holds of every row is made of the pattern alone; of rows that are named, only what is said of these alone.
        """
        whole = self.gathers(relation)
        keys = self.keys((i for i, _ in relation.condition.left.terms) if whole else relation.cells)
        if any(place.part in keys for place in self.places):
            return False
        if not keys or any(place.row in keys for place in self.places):
            return True
        is_of_each = (relation.rule.partition("/")[0], relation.instance) in self.rows
        return relation.kind == "rule" and (relation.level == BETWEEN_YEARS or not is_of_each)


def patterns_of(form: Form, prior: Report | None) -> Patterns:
    """Return the patterns of a form; the rows that it has already are added in the page."""
    places = tuple(_places(form))
    addresses = {place.address for place in places}
    others = {address: keys for address, keys in form.keys if address not in addresses}
    given = [dict(each) for each in (specimen_form(form.spec).keys, form.keys, prior.form.keys if prior else ())]
    keys = {place.address: _keys(place, [one.get(place.address, ()) for one in given]) for place in places}
    return Patterns(
        expand(form.spec, {**others, **keys}),
        expand(form.spec, {**others, **{place.address: (place.row,) for place in places}}),
        places,
        {(place.table, f"{place.path}.{key}"): (place, key) for place in places for key in keys[place.address]},
    )


def _keys(place: Place, named: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the keys of the rows that are patterns, and of those that somebody names, each once."""
    patterns = (place.row, place.part) if place.node.open == "code" else (place.row,)
    keys: dict[str, None] = dict.fromkeys(patterns)
    return tuple(keys | dict.fromkeys(chain.from_iterable(named)))


def _places(form: Form) -> Iterator[Place]:
    """Yield the places for rows in tables that have no other beside them, whose rows would have to grow too."""
    alone = {
        band[0]
        for section in form.spec.sections
        for stack in section.draw
        for band in bands(form.spec, stack)
        if len(band) == 1
    }
    number = 0
    for address, node in form.open_nodes.items():
        table, _, path = address.partition("/rows:")
        if path and table in alone:
            yield Place(number, table, path, node)
            number += 1
