"""Forms of a few cells with rules written as formulas."""

import govdisclosure as gd
from tests.support.minimal import minimal


def form_of(*checks: str) -> gd.Form:
    """The form of four whole numbers from 0 on, a to d, with rules."""
    rules = "".join(
        f"  r{n}: {{table: stock, each: columns, label: {{zh: x}}, check: '{check}'}}\n"
        for n, check in enumerate(checks)
    )
    return gd.expand(minimal(rules=f"rules:\n{rules}" if rules else ""))
