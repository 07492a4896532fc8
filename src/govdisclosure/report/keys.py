"""Which texts can be keys of open nodes: the rows and columns that each report names itself."""

from __future__ import annotations

import re

from govdisclosure.report.faults import CONTROL
from govdisclosure.spec import Node, is_date


def fits_key(key: str, node: Node) -> bool:
    """Whether a text can be a key of an open node: a `text`, an `integer`, a `date`, or a `code` of its digits."""
    if not key or len(key) > 200 or CONTROL.search(key) or key != key.strip():  # noqa: PLR2004 - a name, not a text
        return False
    if node.open == "code":
        return len(key) in node.digits and re.fullmatch(r"[0-9]+", key) is not None
    if node.open == "integer":
        return re.fullmatch(r"0|-?[1-9][0-9]{0,17}", key) is not None
    return is_date(key) if node.open == "date" else True
