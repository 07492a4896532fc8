"""Texts that name their report: `{organisation}`, `{year}`, `{period}` in titles and headings, as reports fill them in.

What is printed of a form without a report is the rest of such a text.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PLACEHOLDER = re.compile(r"\{([^}]*)\}")
_AROUND = re.compile(r"[\s,，、:：—-]*\{[^}]*\}(?:年度|年)?[\s,，、:：—-]*")
NAMED = frozenset(("organisation", "year", "period"))
"""What the title of a section or the heading of a table may name."""


def placeholders(text: str) -> frozenset[str]:
    """Return what stands in braces in a text.

    >>> sorted(placeholders("{organisation}{year}年度统计表"))
    ['organisation', 'year']
    """
    return frozenset(_PLACEHOLDER.findall(text))


def filled(text: str, **words: str) -> str:
    """Return a text with words put in for what stands in braces; what is not given stays.

    >>> filled("{organisation}{year}年度统计表", organisation="某县", year="2024")
    '某县2024年度统计表'
    """
    return _PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), text)


@lru_cache(maxsize=1024)
def bare(text: str) -> str:
    """Return a text without what it leaves to the report, and without what ties that to the rest.

    >>> bare("{organisation}{year}年度统计表"), bare("Statistics: {organisation}, {year}")
    ('统计表', 'Statistics')
    """
    return _AROUND.sub(" ", text).strip() if "{" in text else text


@lru_cache(maxsize=1024)
def literal_parts(text: str) -> tuple[str, ...]:
    """Return a text cut at what stands in braces: literal parts at even places, what stands in braces at odd ones.

    >>> literal_parts("{organisation}{year}年度统计表")
    ('', 'organisation', '', 'year', '年度统计表')
    """
    return tuple(_PLACEHOLDER.split(text))
