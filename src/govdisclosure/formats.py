"""`from_json`, `read` and `convert`, with report types for the known formats.

A type checker sees the generated stub beside this module, where each format has a report class of its own, such as
`Cn2021Report`. At run time there is one class for all of them, and those names mean it.
"""

from govdisclosure.reading import read
from govdisclosure.report import Report, from_json
from govdisclosure.versions import convert

__all__ = ["convert", "from_json", "read"]


def __getattr__(name: str) -> type[Report]:
    if name.endswith("Report") and not name.startswith("_"):
        return Report
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
