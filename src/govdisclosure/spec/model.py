"""What a spec file says, as frozen objects: six concepts and nothing of any one format.

The classes follow the order of a spec file: spec, sections, values, axes, tables, rules. Every object is hashable, so
that what is derived from a spec can be cached under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeVar, get_args

from attrs import evolve, field, fields, frozen

from govdisclosure.codes import Severity

Number = int | Decimal
YAML_KEY = "key"
"""Metadata of a field whose key in a spec file is another word than its name in Python."""

LEAD = "lead"
"""The section key under which a report keeps what stands before its first heading."""

Kind = Literal["integer", "decimal", "text", "date"]
Status = Literal["official", "provisional", "draft"]
Certainty = Literal["A", "B", "C"]


@frozen
class Localised:
    """A text in each language of the spec; asking for a language it lacks gives the first one.

    >>> Localised((("zh", "规章"), ("en", "Regulations")))["en"]
    'Regulations'
    """

    texts: tuple[tuple[str, str], ...]

    def __getitem__(self, language: str) -> str:
        for name, text in self.texts:
            if name == language:
                return text
        return self.texts[0][1]

    def __iter__(self) -> Iterator[str]:
        return (text for _, text in self.texts)


@frozen
class Source:
    """Where a fact comes from; what is left out falls back to the source of the spec."""

    document: str | None = None
    article: str | None = None
    date: str | None = None
    issuer: Localised | None = None
    certainty: Certainty | None = None
    note: Localised | None = None

    def __str__(self) -> str:
        return " ".join(part for part in (self.document, self.article) if part)

    def within(self, outer: Source) -> Source:
        """Return this source with what it leaves out taken from the one around it; another document brings its own."""
        if self.document is not None:
            return evolve(self, certainty=self.certainty or outer.certainty)
        said = {field.name: value for field in fields(Source) if (value := getattr(self, field.name)) is not None}
        return evolve(outer, **said)


@frozen
class YearRange:
    """Report years, both ends included; `last` is None while the format is in force.

    >>> 2024 in YearRange(2021, None)
    True
    """

    first: int
    last: int | None

    def __contains__(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)

    def distance(self, year: int) -> int:
        """Return how many years lie between a year and the nearest of these; 0 if it is one of them."""
        if year < self.first:
            return self.first - year
        return 0 if self.last is None else max(0, year - self.last)

    def __str__(self) -> str:
        return f"{self.first}" if self.last == self.first else f"{self.first}..{self.last or ''}"


@frozen
class Section:
    """A section of the report, in document order: a text, or a list of drawn tables, each a stack of tables."""

    key: str
    title: Localised
    aliases: tuple[str, ...] = ()
    text: bool = False
    draw: tuple[tuple[str, ...], ...] = ()
    note: Localised | None = None


@frozen
class Mark:
    """A sign that may stand in a cell instead of a number, and the interval of numbers that it stands for."""

    text: str
    low: Number
    high: Number


@frozen
class Value:
    """What the cells of a table hold."""

    key: str
    kind: Kind
    unit: Localised | None = None
    min: Number | None = None
    places: int | None = None
    tolerance: Number = 0
    blank: Literal["missing", "zero"] = "missing"
    marks: tuple[Mark, ...] = ()
    note: Localised | None = None

    @property
    def numeric(self) -> bool:
        """Whether the cells hold numbers, and so take part in relations."""
        return self.kind in ("integer", "decimal")


@frozen
class Node:
    """A node of an axis; the root of an axis has the key `""`. Fields left as None are not said by the spec."""

    key: str = ""
    label: Localised | None = None
    aliases: tuple[str, ...] = ()
    note: Localised | None = None
    source: Source | None = None
    value: str | None = None
    total: Literal["exact", "at_least", "free"] | None = None
    total_label: Localised | None = None
    total_aliases: tuple[str, ...] = ()
    total_at: Literal["start", "end"] | None = None
    in_total: bool | None = None
    numbering: str | None = None
    open: Literal["text", "integer", "date"] | None = None
    use: str | None = None
    nodes: tuple[Node, ...] = ()


@frozen
class UnitColumn:
    """A column of the drawn table that prints the unit of each row; `none` stands on rows without cells."""

    label: Localised
    none: str = ""


@frozen
class Void:
    """Cells that the form does not have: where these rows and columns cross."""

    row: str
    column: str


@frozen
class Table:
    """A logical table: a rows axis, a columns axis, and what the cells hold."""

    key: str
    value: str
    rows: Node
    columns: Node
    heading: Localised | None = None
    corner: Localised | None = None
    stub: Literal["nested", "outline"] = "nested"
    unit_column: UnitColumn | None = None
    void: tuple[Void, ...] = ()
    note: Localised | None = None
    source: Source | None = None


@frozen
class Example:
    """Numbers put into a rule, by the names its formula uses."""

    numbers: tuple[tuple[str, Number], ...]


@frozen
class Examples:
    """Cases that must pass and cases that must fail; both are executed by the tests."""

    valid: tuple[Example, ...] = ()
    invalid: tuple[Example, ...] = ()


@frozen
class Rule:
    """One linear relation that the axes do not imply."""

    key: str
    check: str
    label: Localised
    table: str | None = None
    each: Literal["rows", "columns"] | None = None
    when: str | None = None
    why: Localised | None = None
    advice: Localised | None = None
    severity: Severity = "error"
    source: Source | None = None
    tolerance: Number | None = None
    examples: Examples = Examples()


Verb = Literal["add", "drop", "split", "merge", "move", "relabel", "replace"]
VERBS: tuple[Verb, ...] = get_args(Verb)


@frozen
class Edit:
    """One step from the version before to this one: a verb with the address of what it changes, and why.

    An address is a table's key, or `TABLE/rows:PATH` or `TABLE/columns:PATH`. `merge` takes a list of addresses. What
    is dropped, added or replaced is not comparable between the two versions; everything else is.
    """

    why: Localised
    add: str | None = None
    drop: str | None = None
    split: str | None = None
    merge: tuple[str, ...] = ()
    move: str | None = None
    relabel: str | None = None
    replace: str | None = None
    into: tuple[str, ...] = ()
    """What a split makes, or the one thing that a merge makes: addresses in this version."""
    to: str | None = None
    """Where a move ends: an address in this version."""
    by: str | None = None
    """What takes the place of what is replaced: an address in this version; by default the same."""
    node: Node | None = None
    """In a child: what is added, or what takes the place of what is merged or replaced."""
    nodes: tuple[Node, ...] = ()
    """In a child: the parts of a split."""
    label: Localised | None = None
    """In a child: the new label."""
    aliases: tuple[str, ...] = ()
    after: str | None = None
    """In a child: the key of the sibling before the new place; by default the last, or where the old one stood."""
    source: Source | None = None

    @property
    def verb(self) -> Verb:
        """What the edit does."""
        return next(verb for verb in VERBS if getattr(self, verb))

    @property
    def at(self) -> tuple[str, ...]:
        """The addresses that the verb names."""
        named = getattr(self, self.verb)
        return named if isinstance(named, tuple) else (named,)

    @property
    def made(self) -> tuple[str, ...]:
        """The addresses in this version of what the edit makes out of what it names."""
        match self.verb:
            case "split":
                return self.into or tuple(f"{self.split}.{node.key}" for node in self.nodes)
            case "merge":
                return self.into
            case "move":
                return (self.to or "",)
            case "replace":
                return (self.by or self.replace or "",)
            case "drop":
                return ()
            case _:
                return self.at


@frozen
class Change:
    """How a version came out of an earlier one: the crosswalk between them."""

    previous: str = field(metadata={YAML_KEY: "from"})
    edits: tuple[Edit, ...] = ()


@frozen
class Headline:
    """The title line of a report, with `{organisation}`, `{year}` and `{title}` in it; aliases are read too."""

    label: Localised
    aliases: tuple[str, ...] = ()


@frozen(cache_hash=True)
class Spec:
    """A report format: the whole of one spec file."""

    id: str
    revision: str
    for_years: YearRange
    title: Localised
    source: Source
    sections: tuple[Section, ...]
    values: tuple[Value, ...]
    tables: tuple[Table, ...]
    status: Status = "official"
    languages: tuple[str, ...] = ("zh", "en")
    headline: Headline | None = None
    numbering: str | None = None
    note: Localised | None = None
    axes: tuple[Node, ...] = ()
    rules: tuple[Rule, ...] = ()
    change: Change | None = None
    origin: str = field(default="", eq=False, repr=False)

    @property
    def family(self) -> str:
        """The part of the id before the slash: formats that follow each other over the years."""
        return self.id.partition("/")[0]

    def table(self, key: str) -> Table:
        """Return the table of that key; raise KeyError if there is none."""
        return _named(self.tables, key)

    def value(self, key: str) -> Value:
        """Return the value of that key; raise KeyError if there is none."""
        return _named(self.values, key)

    def rule(self, key: str) -> Rule:
        """Return the written rule of that key; raise KeyError if there is none."""
        return _named(self.rules, key)


_Named = TypeVar("_Named", Table, Value, Rule)


def _named(things: tuple[_Named, ...], key: str) -> _Named:
    for thing in things:
        if thing.key == key:
            return thing
    raise KeyError(key)
