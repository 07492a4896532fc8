"""Labels as they are compared: width, spaces, punctuation and ordinals put aside, and nothing else.

Likeness never decides: two labels are the same when `normal` makes them equal, or when an alias in the spec says so.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from govdisclosure.spec.numbering import split

_NOISE = re.compile(r"[\s\W_]+")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
"""Signs of no width, which pages leave anywhere in a label."""
MAX_LABEL = 400
"""Characters beyond which a text is no label."""


@lru_cache(maxsize=8192)
def normal(label: str) -> str:
    """Return a label without its ordinal, its punctuation and its spaces, in NFKC.

    >>> normal("（三） 不予 公开"), normal("3.危及“三安全一稳定”") == normal('危及"三安全一稳定"')
    ('不予公开', True)
    """
    text = unicodedata.normalize("NFKC", label[:MAX_LABEL])
    return _NOISE.sub("", split(_UNSEEN.sub("", text).strip()).rest)


@lru_cache(maxsize=8192)
def number_of(label: str) -> int | None:
    """Return the ordinal that stands before a label, or None."""
    return split(_UNSEEN.sub("", label[:MAX_LABEL])).number
