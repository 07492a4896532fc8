"""What is too large is counted before it is made, and named with its place and the limit."""

import pytest

import govdisclosure as gd
from govdisclosure.spec import ordinal
from tests.support.minimal import minimal_text

LEAF = "{nodes: {p: {label: {zh: 甲}}, q: {label: {zh: 乙}}}}"


def faults(text: str) -> list[str]:
    """Return the faults of a spec file."""
    with pytest.raises(gd.SpecError) as caught:
        gd.load_text(text, "f.yaml")
    return [str(fault) for fault in caught.value.faults]


def axes(count: int, body: str) -> str:
    """Return fragments, each made of the one before."""
    later = "".join(f"  f{number}: {body.format(f'f{number - 1}')}\n" for number in range(1, count))
    return f"axes:\n  f0: {LEAF}\n{later}"


@pytest.mark.parametrize("count", [13, 16, 19])
def test_fragments_that_double(count: int) -> None:
    """Two of the one before, and so on: two to the power of their number."""
    text = axes(count, "{{nodes: {{p: {{label: {{zh: 甲}}, use: {0}}}, q: {{label: {{zh: 乙}}, use: {0}}}}}}}")
    (found,) = faults(minimal_text(axes=text, rows=f"{{use: f{count - 1}}}"))
    assert found.endswith(f"too large: {2 ** (count + 1) - 1} headers, where at most 5000 are allowed")


def test_a_chain_of_fragments() -> None:
    """One inside the other, too deep for any form."""
    text = axes(500, "{{nodes: {{p: {{label: {{zh: 甲}}, use: {0}}}}}}}")
    found = faults(minimal_text(axes=text, rows="{use: f499}"))
    assert "the axis f19 uses others, and those others, more than 40 levels deep" in found[0]
    backwards = "axes:\n" + "".join(f"  f{n}: {{use: f{n + 1}}}\n" for n in range(3_000)) + f"  f3000: {LEAF}\n"
    assert len(faults(minimal_text(axes=backwards, rows="{use: f0}"))) < 200


def test_two_long_axes() -> None:
    """Neither is too long, but their product is."""
    many = "{nodes: {" + ", ".join(f"n{number}: {{label: {{zh: 第{number}}}}}" for number in range(2_000)) + "}}"
    (found,) = faults(minimal_text(rows=many, columns=many))
    assert found.endswith("too large: 4004001 cells, where at most 100000 are allowed")


@pytest.mark.parametrize("specimen", ["（一）", "1.", "①", "A", "i", "a)"])
def test_numbering_has_no_end(specimen: str) -> None:
    """A form may have any number of rows, each with an ordinal of its own."""
    ordinals = [ordinal(specimen, number) for number in range(1, 1_000)]
    assert len(set(ordinals)) == len(ordinals)
