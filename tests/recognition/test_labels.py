"""Labels are compared without width, spaces, punctuation and ordinals, and never by likeness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure.form.expansion import expand
from govdisclosure.recognition.matching.lexicon import words_of
from govdisclosure.spec.labels import MAX_LABEL, normal, number_of
from govdisclosure.specfile.store import all_specs, find_spec
from tests.support.rendering import ORDINALS

LABELS = sorted(
    {header.text("zh") for table in expand(find_spec("cn/2021")).tables.values() for header in table.rows.root.walk()}
)


@given(
    st.sampled_from(LABELS),
    st.sampled_from(sorted(ORDINALS)),
    st.lists(st.sampled_from(["", "", " ", "\u3000", "\u00a0"]), min_size=80, max_size=80),
)
def test_a_label_is_the_same_however_it_is_spelled(label: str, ordinals: str, spaces: list[str]) -> None:
    """Another style of ordinal, and spaces of any kind between the characters, change nothing."""
    spelled = ORDINALS[ordinals](label)
    assert normal("".join(c + space for c, space in zip(spelled, spaces, strict=False))) == normal(label)


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("（三）不予公开", "㈢ 不予公开"),
        ("3.危及“三安全一稳定”", '3、危及"三安全一稳定"'),
        ("结果 维持", "结果维持"),
        ("⾏政规范性⽂件", "行政规范性文件"),
        ("\ufeff规章", "规章"),
        ("１．属于国家秘密", "1.属于国家秘密"),
    ],
)
def test_spellings_met_in_published_pages_are_the_same_label(printed: str, label: str) -> None:
    """Brackets, quotes, spaces, radicals from PDF text and full-width digits are matters of spelling."""
    assert normal(printed) == normal(label)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("不予公开", "予以公开"),
        ("予以公开", "部分公开"),
        ("结果维持", "结果纠正"),
        ("行政处罚", "行政强制"),
        ("规范性文件", "行政规范性文件"),
    ],
)
def test_labels_that_are_only_alike_are_different(one: str, other: str) -> None:
    """One character more or less is another label; only an alias in the spec can say otherwise."""
    assert normal(one) != normal(other)


@pytest.mark.parametrize("spec", all_specs(), ids=lambda spec: spec.id)
def test_no_two_rows_of_a_bundled_format_have_one_name_but_under_different_parents(spec: object) -> None:
    """Where two rows bear the same name, the headers above tell them apart."""
    for words in words_of(expand(spec)):  # type: ignore[arg-type]  # all_specs gives specs; ids= wants an object
        for lines in words.rows.values():
            chains = {tuple(normal(header.text("zh")) for header in words.form.rows.lines[n].chain) for n in lines}
            assert len(chains) == len(lines)


def test_an_ordinal_is_read_as_a_number() -> None:
    """An ordinal in any style is its number; a label without one has none."""
    assert [number_of(text) for text in ("（七）总计", "3、其他", "㈤ 不予处理", "总计", "2024年")] == [
        7,
        3,
        5,
        None,
        None,
    ]


def test_a_label_is_compared_up_to_a_length() -> None:
    """A text of a megabyte is no label and costs no time."""
    assert len(normal("规" * 1_000_000)) == MAX_LABEL
