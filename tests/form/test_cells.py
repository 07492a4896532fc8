"""Cells of a report, of the year before and of other documents, each with an index of its own."""

import govdisclosure as gd
from govdisclosure.spec.formula import parse
from tests.support.minimal import minimal, rule

FORM = gd.expand(gd.load_spec("cn/2021"))
COUNT = len(FORM.cells)


def test_a_cell_of_the_year_before_is_the_same_cell_of_another_document() -> None:
    """Its index comes after those of the report, and it holds what the cell of the report does."""
    for index, cell in enumerate(FORM.cells):
        now, before = FORM.cell(index), FORM.cell(COUNT + index)
        assert now == cell
        assert (now.of, before.of) == ("this", "prior")
        assert (now.table, now.row, now.column) == (before.table, before.row, before.column)
        assert FORM.value(index) is FORM.value(COUNT + index) is FORM.values[index]
    assert str(FORM.cell(0)) == "documents[regulation, issued]"
    assert str(FORM.cell(COUNT)) == "prior.documents[regulation, issued]"


def test_cells_of_other_documents_come_last_and_what_they_hold_their_formats_say() -> None:
    """Each that a rule names is there once."""
    others = [FORM.cell(2 * COUNT + number) for number in range(len(FORM.others))]
    assert len({*others}) == len(others) == 4
    assert {cell.of for cell in others} == {"enforcement"}
    assert {FORM.value(2 * COUNT + number) for number in range(4)} == {None}


def test_relations_know_the_cells_that_their_formulas_name() -> None:
    """In whichever document these stand."""
    found = {relation.rule: [str(FORM.cell(index)) for index in relation.cells] for relation in FORM.across}
    assert found["enforcement/enforcement_penalties"] == [
        "enforcement[penalty, decisions]",
        "enforcement.penalties[count, number]",
    ]
    form = gd.expand(minimal(rules=rule("a == prior.b + c")))
    (law,) = (relation for relation in form.relations if relation.kind == "rule")
    assert [str(form.cell(index)) for index in law.cells] == ["stock[a, n]", "prior.stock[b, n]", "stock[c, n]"]
    (written,) = form.spec.rules
    named = {form.index_of(reference, written, "n") for reference in parse(written.check).references}
    assert named == {*law.cells}
