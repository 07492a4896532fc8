"""A format written down: the text says what the format says, and nothing else."""

from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given

import govdisclosure as gd
from govdisclosure.spec import Localised, Mark, Value
from govdisclosure.specfile.dump import dump_spec
from tests.support.made_up import made_up
from tests.support.minimal import minimal, minimal_text


def test_what_is_not_said_is_not_written() -> None:
    """The text of a format holds what differs from the defaults, in the order of a spec file."""
    expected = """\
spec:
  id: test/2024
  revision: "1"
  for_years: 2024..
  title:
    zh: 报告
  source:
    document: 文号
sections:
- key: figures
  title:
    zh: 数据
  draw:
  - - stock
values:
  count:
    kind: integer
    min: 0
    marks:
      /:
      - 0
      - 0
      <9:
      - 1
      - 8
  amount:
    kind: decimal
    places: 2
    tolerance: 0.01
  word:
    kind: text
  day:
    kind: date
tables:
  stock:
    value: count
    rows:
      nodes:
        a: {}
    columns:
      nodes:
        n:
          label:
            zh: 数量
"""
    assert dump_spec(minimal(rows="{nodes: {a: }}")) == expected


@pytest.mark.parametrize(
    "text", ["1", "-0.5", "true", "No", "~", "", "null", " a ", "a: b", "#", "&a", "一\n二", "\xa0"]
)
def test_texts_stay_texts(text: str) -> None:
    """A text that looks like something else is written so that it is read as text."""
    spec = evolve(minimal(), note=Localised((("zh", text),)))
    assert gd.load_text(dump_spec(spec)).note == spec.note


@pytest.mark.parametrize("number", [0, -7, 10**29, Decimal("0.1"), Decimal("1E+3"), Decimal("1E-20"), Decimal(3)])
def test_numbers_stay_numbers(number: int | Decimal) -> None:
    """Numbers keep their value to the last digit, and amounts stay amounts."""
    value = Value("count", "decimal", min=number)
    spec = evolve(minimal(), values=(value, *minimal().values[1:]))
    loaded = gd.load_text(dump_spec(spec)).value("count").min
    assert loaded == number
    assert isinstance(loaded, type(number))


def test_one_number_in_two_places_is_written_twice() -> None:
    """A spec has no anchors, even where the same object stands twice in memory."""
    half = Decimal("0.5")
    value = Value("count", "decimal", min=half, marks=(Mark("~", half, half),))
    spec = evolve(minimal(), values=(value, *minimal().values[1:]))
    assert gd.load_text(dump_spec(spec)) == spec


def test_a_dumped_format_can_be_dumped_again() -> None:
    """Writing down what was loaded gives the same text."""
    text = dump_spec(minimal())
    assert dump_spec(gd.load_text(text)) == text
    assert text != minimal_text()


@given(made_up())
def test_the_same_format_gives_the_same_text(spec: gd.Spec) -> None:
    """The text depends on the format alone."""
    assert dump_spec(spec) == dump_spec(gd.load_text(dump_spec(spec)))
