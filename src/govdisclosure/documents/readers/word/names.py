"""Names of the elements and attributes of Word documents. Source: ECMA-376, part 1, 17."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
_OFF = ("0", "false", "off", "none")


def is_on(element: Any) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and element.get(VAL, "true") not in _OFF


def number(element: Any) -> int:
    """Return the whole number that an element says, of at most six digits; nought if it says none."""
    text = element.get(VAL, "") if element is not None else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0  # noqa: PLR2004 - digits
