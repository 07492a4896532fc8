"""What a code is: the name under which programs know a kind of problem."""

from __future__ import annotations

from typing import Literal, NamedTuple

from govdisclosure.language import Words

Severity = Literal["error", "warning", "info"]
"""How grave something is: 强制性, 核实性 (accepted after an explanation), 提示性 (for attention only)."""


class Code(NamedTuple):
    """A kind of problem: its id, how grave it is, what it means, and what to do. An id never changes its meaning."""

    id: str
    severity: Severity
    meaning: Words
    advice: Words
