"""The moment that a written file bears; for documents one and the same, so that a report gives the same bytes."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

from govdisclosure.errors import UsageError
from govdisclosure.language import say

_FIRST = 315_532_800
"""1980-01-01: the first moment that a ZIP file can hold."""
_LAST = 4_354_819_198
"""2107-12-31: the last."""


def moment(otherwise: datetime | None = None) -> datetime:
    """Return the moment that `SOURCE_DATE_EPOCH` gives (reproducible-builds.org), else another, or the first of 1980.

    Raises `UsageError` if the variable holds no number of seconds.
    """
    text = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not text:
        return otherwise or datetime.fromtimestamp(_FIRST, UTC)
    if not text.isdecimal():
        raise UsageError(
            say(
                zh=f"SOURCE_DATE_EPOCH 应为秒数，实为 {text[:40]}。",
                en=f"SOURCE_DATE_EPOCH should be a number of seconds; it is {text[:40]}",
            )
        )
    return datetime.fromtimestamp(min(max(int(text[:12]), _FIRST), _LAST), UTC)


def repacked(data: bytes) -> bytes:
    """Return a ZIP file with the same entries in the same order, every one dated with the moment."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return packed((entry.filename, old.read(entry)) for entry in old.infolist())


def packed(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a ZIP file of entries, every one dated with the moment."""
    when = moment().timetuple()[:6]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, data)
    return out.getvalue()
