"""What type checkers must accept: it is checked, and never run."""

from decimal import Decimal

import govdisclosure as gd
from govdisclosure.formats import Cn2021Report


def value_of(text: str) -> int | Decimal | None:
    """A cell of a report whose format is known."""
    return gd.from_json(text, spec="cn/2021")["applications"]["outcome.granted", "natural_person"].value


def value_read(path: str) -> int | Decimal | None:
    """The same for a document."""
    report: Cn2021Report = gd.read(path, spec="cn/2021").report
    return report["disputes"]["count", "litigation.after_review"].value


def any_value(text: str, table: str, row: str) -> int | Decimal | None:
    """With the format undetermined, any text is a key."""
    return gd.from_json(text)[table][row, "total"].value
