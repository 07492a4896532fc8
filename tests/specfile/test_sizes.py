"""What is too large is counted before it is made, and named with its place and the limit."""

import re

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
    (found,) = faults(minimal_text(axes=text, rows="{use: f499}"))
    assert found == "f.yaml:35:3: the axis f20 uses others, and those others, more than 40 levels deep"
    backwards = "axes:\n" + "".join(f"  f{n}: {{use: f{n + 1}}}\n" for n in range(3_000)) + f"  f3000: {LEAF}\n"
    assert len(faults(minimal_text(axes=backwards, rows="{use: f0}"))) == 1


def test_a_ring_of_fragments() -> None:
    """One fault for each ring, which names its way."""
    ring = "axes:\n" + "".join(f"  f{n}: {{use: f{(n + 1) % 3_000}}}\n" for n in range(3_000)) + "  g: {use: g}\n"
    first, second = faults(minimal_text(axes=ring, rows="{use: f0}"))
    assert re.search(r"axes that use each other in a circle: (f\d+ → ){12}…$", first)
    assert second.endswith("the axis g uses itself")


def test_two_long_axes() -> None:
    """Neither is too long, but their product is."""
    many = "{nodes: {" + ", ".join(f"n{number}: {{label: {{zh: 第{number}}}}}" for number in range(2_000)) + "}}"
    (found,) = faults(minimal_text(rows=many, columns=many))
    assert found.endswith("too large: 4004001 cells, where at most 20000 are allowed")


@pytest.mark.parametrize("specimen", ["（一）", "1.", "①", "A", "i", "a)"])
def test_numbering_has_no_end(specimen: str) -> None:
    """A form may have any number of rows, each with an ordinal of its own."""
    ordinals = [ordinal(specimen, number) for number in range(1, 1_000)]
    assert len(set(ordinals)) == len(ordinals)


def test_rules_on_many_lines() -> None:
    """What rules name is counted as often as they are judged."""
    many = "{nodes: {" + ", ".join(f"n{number}: {{label: {{zh: 第{number}}}}}" for number in range(2_000)) + "}}"
    one = "{nodes: {p: {label: {zh: 甲}}}}"
    rules = "rules:\n" + "".join(
        f"  r{n}: {{table: stock, each: rows, label: {{zh: 规}}, check: p >= prior.p + {n}}}\n" for n in range(60)
    )
    (found,) = faults(minimal_text(rows=many, columns=one) + rules)
    assert "too large: 52000 cells named by the rules, on every line, where at most 50000 are allowed" in found


def test_voids_that_lie_over_each_other() -> None:
    """Cells that are left out are counted as often as they are."""
    many = "{nodes: {g: {label: {zh: 组}, nodes: {" + ", ".join(f"n{n}: {{label: {{zh: 第{n}}}}}" for n in range(90))
    void = "    void:\n" + "      - {row: g, column: g}\n" * 3
    (found,) = faults(minimal_text(rows=many + "}}}}", columns=many + "}}}}") + void)
    assert found.endswith("too large: 24300 cells, where at most 20000 are allowed")


@pytest.mark.parametrize("text", ["x: [" + "1, " * 200_000 + "1]", "".join(f"a{n}: 1\n" for n in range(200_000))])
def test_a_file_of_too_many_values(text: str) -> None:
    """It is read no further than the limit."""
    assert faults(text)[-1].endswith("more than 60000 values")


def test_more_faults_than_anybody_reads() -> None:
    """The first thousand are told, and that there are more."""
    many = "{nodes: {" + ", ".join(f"n{number}: {{lable: 3}}" for number in range(2_000)) + "}}"
    for text in (minimal_text(rows=many), "a: 1\n" * 2_000, "".join(f"a{n}: 1\n" for n in range(2_000))):
        found = faults(text)
        assert len(found) == 1_001
        assert found[-1].endswith("more is wrong from here on: mend the faults above first")


def test_too_many_edits() -> None:
    """They are counted."""
    edits = "".join(f"    - {{drop: 'stock/rows:x{n}', why: {{zh: 为}}}}\n" for n in range(1_001))
    (found,) = faults(minimal_text() + "change:\n  from: cn/2019\n  edits:\n" + edits)
    assert found.endswith("too large: 1001 edits, where at most 1000 are allowed")
