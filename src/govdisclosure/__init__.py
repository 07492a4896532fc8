"""Government information disclosure reports: the format is data, and reports are checked against it.

Everything public is a name of this module; each is imported when it is first used, so that `import govdisclosure` costs
next to nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.checks.checking import check as check
    from govdisclosure.checks.fill import Filling as Filling
    from govdisclosure.checks.fill import fill as fill
    from govdisclosure.checks.findings import CheckResult as CheckResult
    from govdisclosure.checks.findings import Finding as Finding
    from govdisclosure.checks.locate import Location as Location
    from govdisclosure.checks.locate import Suspect as Suspect
    from govdisclosure.checks.locate import locate as locate
    from govdisclosure.errors import Fault as Fault
    from govdisclosure.errors import FormatWarning as FormatWarning
    from govdisclosure.errors import GovDisclosureError as GovDisclosureError
    from govdisclosure.errors import ReadError as ReadError
    from govdisclosure.errors import SpecError as SpecError
    from govdisclosure.errors import UsageError as UsageError
    from govdisclosure.formats import from_json as from_json
    from govdisclosure.formats import read as read
    from govdisclosure.reading import Reading as Reading
    from govdisclosure.report.convert import convert as convert
    from govdisclosure.report.decode import from_data as from_data
    from govdisclosure.report.encode import to_data as to_data
    from govdisclosure.report.encode import to_json as to_json
    from govdisclosure.report.model import Cell as Cell
    from govdisclosure.report.model import Content as Content
    from govdisclosure.report.model import Problem as Problem
    from govdisclosure.report.model import Report as Report
    from govdisclosure.report.model import TableView as TableView
    from govdisclosure.spec.dump import dump_spec as dump_spec
    from govdisclosure.spec.expand import CellRef as CellRef
    from govdisclosure.spec.expand import Form as Form
    from govdisclosure.spec.expand import Relation as Relation
    from govdisclosure.spec.expand import expand as expand
    from govdisclosure.spec.load import load_text as load_text
    from govdisclosure.spec.model import Spec as Spec
    from govdisclosure.spec.store import load_spec as load_spec
    from govdisclosure.spec.store import spec_for as spec_for
    from govdisclosure.spec.store import spec_ids as spec_ids
    from govdisclosure.spec.store import using_folders as using_folders
    from govdisclosure.writing import blank as blank
    from govdisclosure.writing import write as write

_HOMES = {
    "checks.checking": ("check",),
    "checks.fill": ("Filling", "fill"),
    "checks.findings": ("CheckResult", "Finding"),
    "checks.locate": ("Location", "Suspect", "locate"),
    "errors": ("Fault", "FormatWarning", "GovDisclosureError", "ReadError", "SpecError", "UsageError"),
    "formats": ("from_json", "read"),
    "reading": ("Reading",),
    "report.convert": ("convert",),
    "report.decode": ("from_data",),
    "report.encode": ("to_data", "to_json"),
    "report.model": ("Cell", "Content", "Problem", "Report", "TableView"),
    "spec.dump": ("dump_spec",),
    "spec.expand": ("CellRef", "Form", "Relation", "expand"),
    "spec.load": ("load_text",),
    "spec.model": ("Spec",),
    "spec.store": ("load_spec", "spec_for", "spec_ids", "using_folders"),
    "writing": ("blank", "write"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

# Computed, so that it cannot disagree with what can be imported.
__all__ = sorted(_HOME_OF)  # noqa: PLE0605  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME_OF})
