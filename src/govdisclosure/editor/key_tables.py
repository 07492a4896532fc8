"""The keys of the spec language as Markdown tables, one for each kind of object, from the words of the model."""

from __future__ import annotations

import re

from govdisclosure import spec
from govdisclosure.language import say

_TABLE = re.compile(r"(?<=<!-- keys of )(\w+)( -->\n).*?(?=<!-- end of keys -->)", re.DOTALL)


def key_table(kind: type) -> str:
    """Return the keys of a kind of object as a Markdown table, in the current language; `*` marks what must be said.

    >>> from govdisclosure.language import using
    >>> from govdisclosure.spec import Void
    >>> with using("en"):
    ...     print(key_table(Void).splitlines()[2])
    | `row` * | The path of a row, or of the header of several. | `outcome.refused` |
    """
    rows = [
        f"| `{key.name}`{' *' if key.needed else ''} | {key.words} | {f'`{key.example}`' if key.example else ''} |"
        for key in spec.keys_of(kind)
    ]
    head = say(zh="| 键 | 含义 | 例 |", en="| key | what it says | example |")
    return "\n".join([head, "| --- | --- | --- |", *rows]) + "\n"


def with_key_tables(page: str) -> str:
    """Return a page with every table between `<!-- keys of KIND -->` and `<!-- end of keys -->` made anew."""
    return _TABLE.sub(lambda found: found[1] + found[2] + key_table(getattr(spec, found[1])), page)
