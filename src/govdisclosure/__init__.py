"""Government information disclosure reports: the format is data, and reports are checked against it.

Everything public is a name of this module; each is imported when it is first used, so that `import govdisclosure` costs
next to nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.checks.checking import check
    from govdisclosure.checks.findings import CheckResult, Finding
    from govdisclosure.errors import Fault, GovDisclosureError, ReadError, SpecError, UsageError
    from govdisclosure.reading import Reading, read
    from govdisclosure.report.decode import from_data, from_json
    from govdisclosure.report.encode import to_data, to_json
    from govdisclosure.report.model import Cell, Content, Problem, Report, TableView
    from govdisclosure.spec.dump import dump_spec
    from govdisclosure.spec.expand import CellRef, Form, Relation, expand
    from govdisclosure.spec.load import load_text
    from govdisclosure.spec.model import Spec
    from govdisclosure.spec.store import load_spec, spec_for, spec_ids, using_folders

_HOMES = {
    "checks.checking": ("check",),
    "checks.findings": ("CheckResult", "Finding"),
    "errors": ("Fault", "GovDisclosureError", "ReadError", "SpecError", "UsageError"),
    "reading": ("Reading", "read"),
    "report.decode": ("from_data", "from_json"),
    "report.encode": ("to_data", "to_json"),
    "report.model": ("Cell", "Content", "Problem", "Report", "TableView"),
    "spec.dump": ("dump_spec",),
    "spec.expand": ("CellRef", "Form", "Relation", "expand"),
    "spec.load": ("load_text",),
    "spec.model": ("Spec",),
    "spec.store": ("load_spec", "spec_for", "spec_ids", "using_folders"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [  # noqa: PLE0604 - computed, so that a name is written once
    *sorted(_HOME_OF),
]


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
