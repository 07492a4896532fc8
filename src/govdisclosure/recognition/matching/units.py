"""The units that figures are printed in, wherever they are printed, and what they are worth in the spec's unit.

`万吨` is a scale, 10⁴, of a base, `吨`: figures in 吨 become figures in 万吨 exactly. Between two bases nothing is
converted: figures in 吨 are none in 吨标准煤.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from attrs import frozen

from govdisclosure.spec import Value

MAX_HEAD = 200
"""Characters beyond which a text names no unit."""

MONEY = frozenset({"元", "千元", "万", "万元", "亿", "亿元"})
"""The units of money in which amounts are printed; the bare scales mean 元."""

_LONGEST_LINE = 30
"""Characters beyond which a line says more than a unit."""

_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_COUNTERS = frozenset("件个项宗笔份条起例")
"""Words with which single things are counted; each of them means one."""
UNIT_COLUMN = ("计量单位", "单位", "Unit")
"""What stands over a column of units, or before a row of them."""
_RATIOS = frozenset(("%", "‰", "倍"))
"""Units of figures that are in no unit of the table."""
_WORD = re.compile(
    "[十百千万亿]*(?:[件个项宗笔份条起例人户家次册页台辆头只吨克米升亩瓦元倍度天%‰]|人次|小时|公斤|公顷|公里|平方公里|平方米|立方米"
    "|瓦时|卡|焦耳|吨?标准煤|美元|港元|欧元|日元)|[十百千]?[万亿]"
)
"""A word that is a unit and hardly anything else."""
_BODY = re.compile("[局厅委部办处院所校司团会府县市区省乡镇]$")
"""How organisations end: 单位 in 单位：某局 means them."""

_TAIL = re.compile(r"(.+?)\s*[(\[【]([^()\[\]【】]+)[)\]】]\s*", re.DOTALL)
_DECLARED = re.compile("(?:(?:计量|金额|货币|数量)?单位|units?):?", re.IGNORECASE)
_BARE_TAIL = re.compile(r"(.+?)\s*(?:计量|金额|货币)?单位\s*:\s*([^\W\d_]{1,6})\s*", re.DOTALL)
_NOTE = re.compile(
    r"(?:^|[^\u4e00-\u9fff])(?:本表)?(?:计量|金额|货币|数量|数据)?单位\s*[:为]\s*([^\s;。()\[\]【】]+)|\bunits?\s*:\s*([^;()\[\]]+)",
    re.IGNORECASE,
)
_LIST = re.compile("[、,和]")


def own_unit(value: Value) -> str:
    """Return the unit that the numbers of a spec are in, or nothing."""
    return value.unit.texts[0][1] if value.unit else ""


def squeezed_unit(text: str) -> str:
    """Return a unit as it is compared: in NFKC, and without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=2048)
def scale_and_base(unit: str) -> tuple[int, str]:
    """Return the power of ten that a unit is of its base, and the base; every word that counts single things is one.

    >>> scale_and_base("亿千瓦时"), scale_and_base("千瓦时"), scale_and_base("万件"), scale_and_base("万")
    ((11, '瓦时'), (3, '瓦时'), (4, '个'), (4, '元'))
    """
    base = unit.lstrip("十百千万亿")
    power = sum(_POWERS[sign] for sign in unit[: len(unit) - len(base)])
    if not base and unit[-1:] in ("万", "亿"):
        return power, "元"
    return power, "个" if base in _COUNTERS else base


@lru_cache(maxsize=1024)
def conversion(unit: str, value: Value) -> int | None:
    """Return by which power of ten a number in a unit becomes one in the spec's; None if it cannot be converted."""
    if not unit:
        return 0
    if value.unit is None:
        return None
    if unit in map(squeezed_unit, value.unit):
        return 0
    (power, base), (own_power, own_base) = scale_and_base(unit), scale_and_base(squeezed_unit(own_unit(value)))
    return power - own_power if base == own_base else None


def may_be_unit(text: str, value: Value) -> bool:
    """Whether a word can be a unit: of money, of things that are counted, or one that becomes that of the spec."""
    return text in MONEY or text in _COUNTERS or conversion(text, value) is not None


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether a text is a unit whatever the spec says.

    >>> is_unit("万千瓦时"), is_unit("吨标准煤"), is_unit("含历年"), is_unit("单位：元")
    (True, True, False, True)
    """
    return _WORD.fullmatch(bare_unit(text)) is not None


def bare_unit(text: str) -> str:
    """Return a unit without brackets around it and 单位 before it."""
    return _DECLARED.sub("", squeezed_unit(text).strip("()[]【】"), count=1)


def has_scales(value: Value) -> bool:
    """Whether a value is of money: printed in several units, so that a bare number says less than it should."""
    return own_unit(value) in MONEY


def one_unit(first: str, second: str) -> str:
    """Return the unit that is printed in one of two places, or both; two units are none that anybody knows.

    >>> one_unit("元", ""), one_unit("元", "元"), one_unit("元", "万元")
    ('元', '元', '万元/元')
    """
    return "/".join(sorted({squeezed_unit(unit) for unit in (first, second) if unit}))


# where units are printed --------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def label_and_aside(text: str) -> tuple[str, str]:
    """Return a printed label without what stands in brackets after it, and that: a unit or a note.

    >>> label_and_aside("采购总金额（单位：元）"), label_and_aside("规章（含修订）"), label_and_aside("总计")
    (('采购总金额', '元'), ('规章', '含修订'), ('总计', ''))
    """
    plain = unicodedata.normalize("NFKC", text[: 2 * MAX_HEAD]).strip()
    if match := _TAIL.fullmatch(plain):
        return match[1], bare_unit(match[2])
    match = _BARE_TAIL.fullmatch(plain)
    return (match[1], match[2]) if match else (text, "")


def head_and_unit(text: str) -> tuple[str, str]:
    """Return a label without the unit in brackets after it, and that unit.

    >>> head_and_unit("采购总金额（元）"), head_and_unit("规章（含修订）")
    (('采购总金额', '元'), ('规章（含修订）', ''))
    """
    label, aside = label_and_aside(text)
    return (label, aside) if aside and is_unit(aside) else (text, "")


@frozen
class UnitNote:
    """The units that are printed once for a whole table, as in `单位：万元、件`."""

    units: tuple[str, ...]

    def unit_for(self, value: Value) -> str:
        """Return the unit that figures of a value are in, nothing if the note cannot be about them.

        Units that fit in different ways, and one that does not, come out as a unit that cannot be converted.
        """
        fitting = {shift: unit for unit in self.units if (shift := conversion(unit, value)) is not None}
        if fitting:
            return "/".join(sorted(fitting.values()))
        return "" if self._is_of_other_things(value) else "/".join(self.units)

    def _is_of_other_things(self, value: Value) -> bool:
        """Whether a note cannot be about a value: it names money and the value counts things, or the reverse."""
        own = squeezed_unit(own_unit(value))
        if not value.numeric or own in _RATIOS:
            return True
        bases = {scale_and_base(unit)[1] for unit in self.units}
        counts = scale_and_base(own)[1] == "个"
        return (
            (bases == {"元"} and (counts or not own))
            or (counts and "个" not in bases)
            or (own in MONEY and bases == {"个"})
        )


@lru_cache(maxsize=4096)
def unit_note(text: str) -> UnitNote | None:
    """Return the units that a line over or under a table names; None if it names none, as 单位：某局 does.

    >>> unit_note("（金额单位：万元）"), unit_note("填报单位：某县财政局"), unit_note("单位：人、万元").units
    (UnitNote(units=('万元',)), None, ('人', '万元'))
    """
    match = _NOTE.search(unicodedata.normalize("NFKC", text[:MAX_HEAD]))
    if not match:
        return None
    if match[2]:
        return UnitNote((squeezed_unit(match[2]),))
    units = tuple(squeezed_unit(unit) for unit in _LIST.split(match[1]) if unit)
    longest = max(map(len, units), default=0)
    known = all(map(is_unit, units))
    short = longest <= 6  # noqa: PLR2004 - 平方千米, and a little more
    return UnitNote(units) if units and (known or (short and not _BODY.search(match[1]))) else None


def is_unit_line(text: str) -> bool:
    """Whether a line says the unit of a table and nothing else.

    >>> is_unit_line("（金额单位：万元）"), is_unit_line("Unit: 10 000 yuan"), is_unit_line("单位：万元。本表")
    (True, True, False)
    """
    plain = unicodedata.normalize("NFKC", text[: _LONGEST_LINE + 1]).strip(" ()[]【】")
    return len(text) <= _LONGEST_LINE and _NOTE.fullmatch(plain) is not None and unit_note(text) is not None


def joined(notes: Iterable[UnitNote]) -> UnitNote | None:
    """Return all units that several notes name; None if there is no note."""
    units = tuple(dict.fromkeys(unit for note in notes for unit in note.units))
    return UnitNote(units) if units else None
