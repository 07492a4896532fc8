"""The keys of specs and themes as Markdown tables, one for each kind of object, from the words of the models."""

from __future__ import annotations

import re

from govdisclosure.documents import THEME_KINDS
from govdisclosure.keys import Key, keys_of
from govdisclosure.language import say
from govdisclosure.spec import KINDS

_TABLE = re.compile(r"(?<=<!-- keys of )(\w+)( -->\n).*?(?=<!-- end of keys -->)", re.DOTALL)


def key_table(kind: type) -> str:
    """Return the keys of a kind of object as a Markdown table, in the current language; `*` marks what must be said.

    >>> from govdisclosure.language import using
    >>> from govdisclosure.spec import Void
    >>> with using("en"):
    ...     print(key_table(Void).splitlines()[2])
    | `row` * | The path of a row, or of the header of several. | `outcome.refused` |
    """
    rows = [_row(key, needed=key.needed and kind not in THEME_KINDS) for key in keys_of(kind)]
    head = say(zh="| 键 | 含义 | 例 |", en="| key | what it says | example |")
    return "\n".join([head, "| --- | --- | --- |", *rows]) + "\n"


def _row(key: Key, *, needed: bool) -> str:
    example = f"`{key.example}`" if key.example else ""
    return f"| `{key.name}`{' *' if needed else ''} | {key.words}{_limits(key)} | {example} |"


def _limits(key: Key) -> str:
    """Return the limits of a number, in brackets; those of texts are wide enough for whatever is a name."""
    if key.within is None or key.type is str:
        return ""
    least, most = key.within
    return say(zh=f"（{least} 到 {most}）", en=f" ({least} to {most})")


def with_key_tables(page: str) -> str:
    """Return a page with every table between `<!-- keys of KIND -->` and `<!-- end of keys -->` made anew."""
    kinds = {kind.__name__: kind for kind in (*KINDS, *THEME_KINDS)}
    return _TABLE.sub(lambda found: found[1] + found[2] + key_table(kinds[found[1]]), page)
