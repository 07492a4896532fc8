"""Which fonts of a machine stand in for the fonts that official documents are set in."""

from __future__ import annotations

from collections.abc import Collection

_SONG = (
    "SimSun", "NSimSun", "Songti SC", "STSong", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC",
    "Source Han Serif CN", "AR PL UMing CN",
)  # fmt: skip
_FANG = ("FangSong", "FangSong_GB2312", "STFangsong", "FZFangSong-Z02S")
_HEI = (
    "SimHei", "Heiti SC", "STHeiti", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC",
    "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback",
)  # fmt: skip
_KAI = ("KaiTi", "KaiTi_GB2312", "Kaiti SC", "STKaiti", "AR PL UKai CN", "AR PL KaitiM GB")
_ROMAN = ("Times", "Liberation Serif", "Tinos", "Nimbus Roman", "TeX Gyre Termes", "Libertinus Serif")
CHINESE = frozenset((*_SONG, *_HEI))
"""Fonts of which every machine that shows Chinese has one."""
_ALIKE = {
    "宋体": _SONG,
    "仿宋": _FANG,
    "仿宋_GB2312": _FANG,
    "黑体": _HEI,
    "楷体": _KAI,
    "楷体_GB2312": _KAI,
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    "方正小标宋_GBK": ("FZXiaoBiaoSong-B05",),
}


def alike(chinese: str, latin: str, families: Collection[str]) -> list[str | dict[str, str]]:
    """Return the families of a machine that a text is set in, the best first; where there is none, whatever has it.

    Letters and figures are those of the Latin font, and the quotation marks those of the Chinese one.

    >>> alike("仿宋", "Times New Roman", {"Noto Serif CJK SC", "Liberation Serif", "Wingdings"})
    [{'name': 'Liberation Serif', 'covers': 'latin-in-cjk'}, 'Noto Serif CJK SC']
    """
    letters = [name for name in (latin, *_ALIKE.get(latin, ()), *_ROMAN) if name in families]
    characters = [name for name in (chinese, *_ALIKE.get(chinese, ()), *_SONG, *_HEI) if name in families]
    return [*({"name": name, "covers": "latin-in-cjk"} for name in letters[:1]), *dict.fromkeys(characters)]
