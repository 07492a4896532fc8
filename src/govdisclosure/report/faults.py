"""Parsed JSON asked for what it should be: every fault is kept with its path, and nothing is coerced."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from govdisclosure import codes
from govdisclosure.errors import Fault
from govdisclosure.language import say
from govdisclosure.likeness import nearest
from govdisclosure.report.jsontext import Duplicate, Unusable

MAX_FAULTS = 50
MAX_OFFERS = 5
"""Unknown keys of one object for which the one that may be meant is sought."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Faults:
    """The faults of a piece of JSON, collected while it is taken apart."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.count: int = 0

    def fault(self, path: str, *, zh: str, en: str, offer: str = "") -> None:
        """Note a fault at a path."""
        self.count += 1
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(say(zh=zh, en=en) + offer, file=path, code=codes.JSON))

    def is_object(self, data: object, path: str) -> bool:
        """Whether data is an object; a fault if it is none, or has a key twice."""
        if not isinstance(data, dict):
            self.fault(path, zh=f"应为对象，实为 {shown(data)}", en=f"expected an object; found {shown(data)}")
            return False
        if isinstance(data, Duplicate):
            self.fault(join(path, data.key), zh="键重复", en="the key is given twice")
        return True

    def known_keys(self, data: Mapping[str, Any], known: Iterable[str], path: str) -> None:
        """Note the keys of an object that are none of those known."""
        known = tuple(known)
        for number, key in enumerate(key for key in data if key not in known):
            offer = nearest(str(key), known) if number < MAX_OFFERS else ""
            self.fault(join(path, key), zh="未知的键", en="unknown key", offer=offer)

    def text(self, data: Mapping[str, Any], key: str, path: str) -> str | None:
        """Return the text at a key; None if there is none, or no text, which is a fault."""
        found = data.get(key)
        if found is None or (isinstance(found, str) and not CONTROL.search(found)):
            return found
        where = join(path, key)
        if isinstance(found, str):
            self.fault(where, zh="含有控制字符", en="contains control characters")
        else:
            self.fault(where, zh=f"应为文字，实为 {shown(found)}", en=f"expected text; found {shown(found)}")
        return None

    def items(self, data: object, path: str) -> Iterable[tuple[str, Any]]:
        """Return what an object holds; nothing for what is none."""
        return data.items() if self.is_object(data, path) and isinstance(data, dict) else ()


def join(path: str, key: object) -> str:
    """Return the path of a key in the object at a path."""
    name = str(key)[:60]
    return f"{path}.{name}" if path else name


def shown(data: object) -> str:
    """Show a value in a message, shortened."""
    if isinstance(data, Unusable):
        return data.text
    if isinstance(data, (dict, list)):
        return say(zh="对象", en="an object") if isinstance(data, dict) else say(zh="列表", en="a list")
    text = str(data) if isinstance(data, (Decimal, float)) else json.dumps(data, ensure_ascii=False)
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004 - for a message
