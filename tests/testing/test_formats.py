"""Drawn formats: sound, small, and with everything in them that the spec language knows."""

from collections.abc import Callable

import pytest
from hypothesis import given

import govdisclosure as gd
from govdisclosure.spec import Node
from govdisclosure.spec.labels import normal
from govdisclosure.spec.numbering import split
from govdisclosure.specfile.meaning import meaning_faults
from govdisclosure.testing import specs
from govdisclosure.testing.axes import SPECIMENS
from tests.support.made_up import shared


@given(specs())
def test_drawn_formats_are_sound(spec: gd.Spec) -> None:
    """A drawn format has no fault, and as many cells as a test can afford."""
    assert list(meaning_faults(spec)) == []
    assert 0 < len(gd.expand(spec).cells) < 500


def walk(node: Node) -> list[Node]:
    """Return a node and all below it."""
    return [node, *(inner for child in node.nodes for inner in walk(child))]


def nodes(spec: gd.Spec) -> list[Node]:
    """Return every node of a format."""
    roots = [*spec.axes, *(axis for table in spec.tables for axis in (table.rows, table.columns))]
    return [node for root in roots for node in walk(root)]


@given(specs())
def test_siblings_have_labels_that_differ(spec: gd.Spec) -> None:
    """No two headers under one another's roof read alike, ordinals and signs put aside."""
    for table in gd.expand(spec).tables.values():
        for axis in (table.rows, table.columns):
            for header in axis.root.walk():
                names = [normal(child.label["zh"]) for child in header.children if child.label]
                assert len(set(names)) == len(names)


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_drawn_ordinals_can_be_told_from_labels(specimen: str) -> None:
    """The ordinals of drawn formats are such as a reader strips off."""
    assert split(f"{specimen}收入") == (1, "收入")


def depth(node: Node) -> int:
    """Return how many levels of nodes stand below a node."""
    return 1 + max(map(depth, node.nodes)) if node.nodes else 0


FEATURES: dict[str, Callable[[gd.Spec], object]] = {
    "three tables": lambda spec: len(spec.tables) == 3,
    "stacked tables": lambda spec: any(len(stack) > 1 for section in spec.sections for stack in section.draw),
    "two drawn tables in a section": lambda spec: any(len(section.draw) > 1 for section in spec.sections),
    "a section of text": lambda spec: any(section.text and not section.draw for section in spec.sections),
    "four levels": lambda spec: any(depth(node) >= 4 for node in nodes(spec)),
    "total at the start of columns": lambda spec: any(
        node.total == "exact" and node.total_at == "start" for table in spec.tables for node in walk(table.columns)
    ),
    "total at the start of rows": lambda spec: any(
        node.total == "exact" and node.total_at == "start" for table in spec.tables for node in walk(table.rows)
    ),
    "at least": lambda spec: any(node.total == "at_least" for node in nodes(spec)),
    "free": lambda spec: any(node.total == "free" for node in nodes(spec)),
    "totals on both axes": lambda spec: any(
        {
            axis
            for relation in gd.expand(spec).relations
            if relation.kind == "sum"
            for axis in ("rows", "columns")
            if relation.rule.startswith(f"{table.key}/{axis}:")
        }
        == {"rows", "columns"}
        for table in spec.tables
    ),
    "not in the total": lambda spec: any(node.in_total is False for node in nodes(spec)),
    "a fragment": lambda spec: any(node.use for node in nodes(spec)),
    "a fragment in a fragment": lambda spec: any(node.use for axis in spec.axes for node in walk(axis)),
    "an axis that is a fragment": lambda spec: any(table.columns.use for table in spec.tables),
    "an open node": lambda spec: any(node.open for node in nodes(spec)),
    "an open node for dates": lambda spec: any(node.open == "date" for node in nodes(spec)),
    "void cells": lambda spec: any(table.void for table in spec.tables),
    "an outline": lambda spec: any(table.stub == "outline" and depth(table.rows) > 1 for table in spec.tables),
    "an outline with a total in the row of its group": lambda spec: any(
        header.line is not None and header.children
        for table in gd.expand(spec).tables.values()
        for header in table.rows.root.walk()
    ),
    "a lone row without a label": lambda spec: any(table.rows.nodes[:1] == (Node("figure"),) for table in spec.tables),
    "a unit column": lambda spec: any(table.unit_column for table in spec.tables),
    "ordinals": lambda spec: any(node.numbering for node in nodes(spec)),
    "ordinals of sections": lambda spec: spec.numbering,
    "a heading": lambda spec: any(table.heading for table in spec.tables),
    "another value for a row": lambda spec: any(n.value for table in spec.tables for n in walk(table.rows)),
    "another value for a column": lambda spec: any(n.value for table in spec.tables for n in walk(table.columns)),
    "amounts": lambda spec: any(value.kind == "decimal" and value.places for value in spec.values),
    "texts": lambda spec: any(table.value == v.key for table in spec.tables for v in spec.values if v.kind == "text"),
    "dates": lambda spec: any(value.kind == "date" for value in spec.values),
    "marks": lambda spec: any(value.marks for value in spec.values),
    "tolerance": lambda spec: any(value.tolerance for value in spec.values),
    "rounded figures": lambda spec: any(value.tolerance == "rounding" for value in spec.values),
    "a list of texts": lambda spec: any(value.among for value in spec.values),
    "something taken off a total": lambda spec: any(node.minus for node in nodes(spec)),
    "a line without an ordinal": lambda spec: any(node.numbered is False for node in nodes(spec)),
    "a total without an ordinal": lambda spec: any(node.total_numbered is False for node in nodes(spec)),
    "a group that only its total names": lambda spec: any(
        node.label is None and node.total and node.key for node in nodes(spec)
    ),
    "rows by code": lambda spec: any(node.open == "code" for node in nodes(spec)),
    "a ratio": lambda spec: any(node.ratio for node in nodes(spec)),
    "a minimum above zero": lambda spec: any(value.min and value.min > 0 for value in spec.values),
    "no minimum": lambda spec: any(value.numeric and value.min is None for value in spec.values),
    "a blank that means zero": lambda spec: any(value.blank == "zero" for value in spec.values),
    "a rule for each column": lambda spec: any(rule.each == "columns" for rule in spec.rules),
    "a rule for each row": lambda spec: any(rule.each == "rows" for rule in spec.rules),
    "a rule of one table without each": lambda spec: any(rule.table and not rule.each for rule in spec.rules),
    "a rule across tables": lambda spec: any(
        rule.table is None
        and len(
            {
                gd.expand(spec).cell(cell).table
                for relation in gd.expand(spec).relations
                if relation.origin == rule
                for cell in relation.cells
            }
        )
        > 1
        for rule in spec.rules
    ),
    "an equality": lambda spec: any("==" in rule.check for rule in spec.rules),
    "an upper bound": lambda spec: any("<=" in rule.check for rule in spec.rules),
    "a lower bound": lambda spec: any(">=" in rule.check for rule in spec.rules),
    "coefficients": lambda spec: any("0.5 *" in rule.check for rule in spec.rules),
    "a guard": lambda spec: any(rule.when for rule in spec.rules),
    "a rule between years": lambda spec: any("prior." in rule.check for rule in spec.rules),
    "a rule with its own tolerance": lambda spec: any(rule.tolerance for rule in spec.rules),
    "examples": lambda spec: any(rule.examples.valid and rule.examples.invalid for rule in spec.rules),
    "three rules": lambda spec: len(spec.rules) == 3,
}


def test_every_feature_occurs() -> None:
    """Whatever the spec language can say is said by some of the formats that are drawn for all tests."""
    assert [name for name, said in FEATURES.items() if not any(map(said, shared()))] == []
