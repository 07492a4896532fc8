"""What stands in a printed cell: a number, a mark of the spec, nothing, or something that is none of these."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from attrs import evolve, frozen

from govdisclosure.grid import GridCell
from govdisclosure.recognition.matching.units import conversion, may_be_unit, squeezed_unit
from govdisclosure.report import BLANK, MAX_DIGITS, NUMBER, Content, number_fault
from govdisclosure.spec import Number, Value

MAX_TEXT = 200
"""Characters of a cell's text that are kept with it."""

_UNIT = re.compile(r"(?:单位\s*:?\s*)?([^\W\d_]{1,4})")
_DIRECTION = re.compile(r"[-+增减升降↑↓]|上升|下降")
_SCALE_WORD = re.compile(r"[十百千万亿]")
_DOUBT = re.compile(
    r"更正|应为|实为|改为|累计|历年|作废|删除|错|约|预计|暂|待|以上|余|合计|截至|负|单位|[%‰×*]"
    r"|(?:上年|去年|[0-9]{4}年度?|[0-9.,\s]{3,})$"
)
"""Notes that say the figure before them is another, is not this year's, or is not certain."""

_FIGURE = (
    r"(?P<sign>[-+]|增加?|减少?)?\s*"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<decimals>\.[0-9]+)?\s*"
    r"(?P<unit>%s)\s*"
    r"(?:\((?P<note>[^()]*)\))?"
)
_VALUE = re.compile(_FIGURE % r"[^\W\d_]{0,4}")
_NUMBER = re.compile(_FIGURE % r"[^\W\d_]{0,8}|[%‰]")
_NEGATIVE = re.compile(r"\(\s*([0-9.,]+)\s*\)")
_MINUS = str.maketrans("−﹣－", "---")


@frozen
class Printed:
    """What a cell says: its number if it has one, its content, and the unit that was printed with the number."""

    number: Number | None
    content: Content
    unit: str = ""
    converted: bool = False
    """Whether the number was printed in another unit than the spec's, and converted exactly."""

    @property
    def says_nothing(self) -> bool:
        """Whether it says that there is nothing: 0, a mark, or a blank."""
        return not self.number and self.content.state in ("number", "blank", "mark")

    def inferred(self) -> Printed:
        """Return the same, said to be inferred."""
        return evolve(self, content=evolve(self.content, origin="inferred"))


_NOTHING = Printed(None, BLANK)


def unread(cell: GridCell) -> Printed:
    """Return a printed cell as one that cannot be read."""
    return Printed(None, Content("unreadable", cell.text.strip()[:MAX_TEXT]))


@lru_cache(maxsize=8192)
def is_value(text: str) -> bool:
    """Whether a text could stand in a cell of numbers: empty, a number, or a sign without letters.

    >>> is_value("3,018"), is_value("—"), is_value("规章")
    (True, True, False)
    """
    plain = unicodedata.normalize("NFKC", text[:MAX_TEXT]).strip()
    return not any(c.isalpha() for c in plain) or _VALUE.fullmatch(plain.translate(_MINUS)) is not None


def read_cell(text: str, value: Value, unit: str = "") -> Printed:
    """Read the text of a cell of a kind of value; what cannot be read as exactly one thing is unreadable.

    `unit` is the unit printed beside the cell; of several units of money it says which one a bare number is in.
    """
    if not unit and value.kind == "integer" and is_figure(text):
        # Most cells by far; a sign of the spec is made of no digits alone.
        return of_figure(text)
    plain = unicodedata.normalize("NFKC", text[:MAX_TEXT]).strip()
    if not plain:
        return _NOTHING
    read = _numeric(text, plain, value, unit) if value.numeric else _words(text, plain, value)
    return read or Printed(None, Content("unreadable", text[:MAX_TEXT].strip()))


def _words(text: str, plain: str, value: Value) -> Printed | None:
    """Return what a cell of words or of a day says; None for what is too long, no day, or no text of the format."""
    said = plain if value.among and value.takes(plain) else text.strip()
    fits = len(text) <= MAX_TEXT and value.takes(plain if value.kind == "date" else said)
    return Printed(None, Content("text", said)) if fits else None


def _numeric(text: str, plain: str, value: Value, unit: str) -> Printed | None:
    """Return the mark or the number of a cell; None if it is neither, or could be several."""
    if mark := _mark(text.strip(), plain, value):
        return Printed(None, Content("mark", mark))
    if len(text) > MAX_TEXT or any(map(_hides_digit, text)):
        return None
    plain = plain.translate(_MINUS)
    if not _never_negative(value) and _NEGATIVE.fullmatch(plain):
        plain = _NEGATIVE.sub(r"-\1", plain)
    match = _NUMBER.fullmatch(plain)
    return _number(match, value, squeezed_unit(unit)) if match else None


@lru_cache(maxsize=2048)
def of_figure(text: str) -> Printed:
    """Return the number that a text is which is nothing but its digits."""
    return Printed(int(text), NUMBER)


def is_figure(text: str) -> bool:
    """Whether a text is nothing but the digits of a number."""
    return text.isdecimal() and text.isascii() and len(text) <= MAX_DIGITS


def _mark(text: str, plain: str, value: Value) -> str | None:
    """Return the mark of a spec that a text is: as it stands, or as it stands in NFKC."""
    marks = {unicodedata.normalize("NFKC", mark.text): mark.text for mark in reversed(value.marks)}
    marks |= {mark.text: mark.text for mark in value.marks}
    return marks.get(text) or marks.get(plain)


def _hides_digit(character: str) -> bool:
    """Whether NFKC would make a digit of a footnote sign: `5²` is not 52, and `12①` not 121."""
    return not character.isdecimal() and any(c.isdecimal() for c in unicodedata.normalize("NFKC", character))


def _number(match: re.Match[str], value: Value, beside: str) -> Printed | None:
    """Return the number that a text says, in the spec's unit; None if it could mean something else."""
    if match["sign"] and match["sign"] != "-" and _never_negative(value):
        return None  # a change, where the form asks for an amount
    noted = _note_and_unit((match["note"] or "").strip(), match["unit"], value)
    if noted is None:
        return None
    note, unit = noted[0], noted[1] or beside
    shift = conversion(unit, value)
    if shift is None:
        return None
    number = _shifted(_figure(match, value), shift)
    if number_fault(number, value) or (shift > 0 and value.kind == "integer"):
        return None
    content = Content("number", "", note) if note else NUMBER
    return Printed(number, content, unit, converted=bool(shift))


def _figure(match: re.Match[str], value: Value) -> Number:
    """Return the number as it is printed; long ones are cut, which no cell can hold in any case."""
    digits = match["digits"].replace(",", "")[:40]
    number: Number = int(digits)
    if match["decimals"]:
        number = Decimal(digits + match["decimals"][:40])
    elif value.kind == "decimal":
        number = Decimal(number)
    return -number if match["sign"] and match["sign"][0] in "-减" else number


def _note_and_unit(note: str, unit: str, value: Value) -> tuple[str, str] | None:
    """Return note and unit of a figure; None if the note may say that the figure is another.

    A note that is nothing but a unit is the unit: `3（万元）`.
    """
    in_note = _UNIT.fullmatch(note) if note else None
    if in_note and may_be_unit(in_note[1], value):
        return None if unit and unit != in_note[1] else ("", in_note[1])
    if _SCALE_WORD.match(note) or _DOUBT.match(note):
        return None
    if _DIRECTION.match(note) and not (_never_negative(value) and any(map(str.isdecimal, note))):
        return None
    return note, unit


def _never_negative(value: Value) -> bool:
    return value.min is not None and value.min >= 0


def _shifted(number: Number, shift: int) -> Number:
    """Multiply by a power of ten, exactly."""
    if not shift:
        return number
    sign, digits, exponent = Decimal(number).as_tuple()
    assert isinstance(exponent, int)
    return Decimal((sign, digits, exponent + shift))
