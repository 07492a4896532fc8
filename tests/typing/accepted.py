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


def counted(text: str) -> int | None:
    """A count is a whole number, in a row too."""
    return gd.from_json(text, spec="cn/2021")["applications"]["new"]["total"].value


def amount(path: str) -> Decimal | None:
    """An amount is a decimal one."""
    return gd.read(path, spec="cn/2021").report["fees"]["fee", "amount"].value


def converted(data: bytes) -> int | None:
    """A conversion leads to a report of the format that is named, and a reading is as good as its report."""
    report: Cn2021Report = gd.convert(gd.read(data), "cn/2021")
    changed: Cn2021Report = report.replacing({("applications", "new", "total"): 3})
    assert gd.check(gd.read(data), select="applications/balance").ok
    return changed["applications"]["new", "total"].value


def any_value(text: str, table: str, row: str) -> int | Decimal | None:
    """With the format undetermined, any text is a key."""
    return gd.from_json(text)[table][row, "total"].value
