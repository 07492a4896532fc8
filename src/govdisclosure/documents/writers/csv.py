"""Rows of named fields as CSV, in an encoding that Excel opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from govdisclosure.errors import UsageError
from govdisclosure.language import say

ENCODINGS = ("utf-8", "gb18030")


def write_csv(fields: Sequence[str], rows: Iterable[Mapping[str, str]], encoding: str = "utf-8") -> bytes:
    r"""Return rows as CSV (RFC 4180), in UTF-8 with a byte order mark or in GB18030; raise `UsageError` for others.

    >>> write_csv(["a", "b"], [{"a": "1", "b": "x,y"}]).decode("utf-8-sig")
    'a,b\r\n1,"x,y"\r\n'
    """
    name = encoding.lower().replace("_", "-")
    if name not in ENCODINGS:
        listed = " ".join(ENCODINGS)
        raise UsageError(
            say(
                zh=f"CSV 不能用编码 {encoding}；可用：{listed}。",
                en=f"CSV is not written in {encoding}; known: {listed}",
            )
        )
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fields)
    writer.writeheader()
    writer.writerows(rows)
    # Excel takes a file without a byte order mark for one in the console's encoding.
    return out.getvalue().encode("utf-8-sig" if name == "utf-8" else name)
