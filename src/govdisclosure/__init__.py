"""Government information disclosure reports: the format is data, and reports are checked against it.

Everything public is a name of this module; each is imported when it is first used, so that `import govdisclosure` costs
next to nothing.
"""

from govdisclosure.doors import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.annotation import annotate as annotate
    from govdisclosure.errors import Fault as Fault
    from govdisclosure.errors import FormatWarning as FormatWarning
    from govdisclosure.errors import GovDisclosureError as GovDisclosureError
    from govdisclosure.errors import ReadError as ReadError
    from govdisclosure.errors import SpecError as SpecError
    from govdisclosure.errors import UnknownKeyError as UnknownKeyError
    from govdisclosure.errors import UsageError as UsageError
    from govdisclosure.findings import CheckResult as CheckResult
    from govdisclosure.findings import Finding as Finding
    from govdisclosure.findings import check as check
    from govdisclosure.form import CellRef as CellRef
    from govdisclosure.form import Form as Form
    from govdisclosure.form import Relation as Relation
    from govdisclosure.form import expand as expand
    from govdisclosure.formats import convert as convert
    from govdisclosure.formats import from_json as from_json
    from govdisclosure.formats import read as read
    from govdisclosure.localisation import Filling as Filling
    from govdisclosure.localisation import Location as Location
    from govdisclosure.localisation import Suspect as Suspect
    from govdisclosure.localisation import fill as fill
    from govdisclosure.localisation import locate as locate
    from govdisclosure.panel import Collected as Collected
    from govdisclosure.panel import Comparison as Comparison
    from govdisclosure.panel import FrameResult as FrameResult
    from govdisclosure.panel import PanelResult as PanelResult
    from govdisclosure.panel import Rollup as Rollup
    from govdisclosure.panel import check_frame as check_frame
    from govdisclosure.panel import check_panel as check_panel
    from govdisclosure.panel import collect as collect
    from govdisclosure.panel import compare_panel as compare_panel
    from govdisclosure.panel import harmonise as harmonise
    from govdisclosure.panel import plot as plot
    from govdisclosure.panel import rollup as rollup
    from govdisclosure.reading import Reading as Reading
    from govdisclosure.report import Cell as Cell
    from govdisclosure.report import Content as Content
    from govdisclosure.report import Problem as Problem
    from govdisclosure.report import Report as Report
    from govdisclosure.report import RowView as RowView
    from govdisclosure.report import TableView as TableView
    from govdisclosure.report import from_data as from_data
    from govdisclosure.report import from_frame as from_frame
    from govdisclosure.report import to_data as to_data
    from govdisclosure.report import to_json as to_json
    from govdisclosure.spec import Spec as Spec
    from govdisclosure.specfile import dump_spec as dump_spec
    from govdisclosure.specfile import load_spec as load_spec
    from govdisclosure.specfile import load_text as load_text
    from govdisclosure.specfile import spec_for as spec_for
    from govdisclosure.specfile import spec_ids as spec_ids
    from govdisclosure.specfile import using_folders as using_folders
    from govdisclosure.writing import blank as blank
    from govdisclosure.writing import write as write

_HOMES = {
    "annotation": ("annotate",),
    "errors": (
        "Fault",
        "FormatWarning",
        "GovDisclosureError",
        "ReadError",
        "SpecError",
        "UnknownKeyError",
        "UsageError",
    ),
    "findings": (
        "CheckResult",
        "Finding",
        "check",
    ),
    "form": (
        "CellRef",
        "Form",
        "Relation",
        "expand",
    ),
    "formats": (
        "convert",
        "from_json",
        "read",
    ),
    "localisation": (
        "Filling",
        "Location",
        "Suspect",
        "fill",
        "locate",
    ),
    "panel": (
        "Collected",
        "Comparison",
        "FrameResult",
        "PanelResult",
        "Rollup",
        "check_frame",
        "check_panel",
        "collect",
        "compare_panel",
        "harmonise",
        "plot",
        "rollup",
    ),
    "reading": ("Reading",),
    "report": (
        "Cell",
        "Content",
        "Problem",
        "Report",
        "RowView",
        "TableView",
        "from_data",
        "from_frame",
        "to_data",
        "to_json",
    ),
    "spec": ("Spec",),
    "specfile": (
        "dump_spec",
        "load_spec",
        "load_text",
        "spec_for",
        "spec_ids",
        "using_folders",
    ),
    "writing": (
        "blank",
        "write",
    ),
}
_MEANT = {
    "list_specs": "spec_ids",
    "load": "load_spec",
    "open": "read",
    "specs": "spec_ids",
    "to_dict": "to_data",
    "validate": "check",
}
"""Words that are natural elsewhere, and the names here."""
# Computed, so that it cannot disagree with what can be imported.
__all__ = sorted(name for names in _HOMES.values() for name in names)  # noqa: PLE0605  # pyright: ignore[reportUnsupportedDunderAll]


def _offer(name: str) -> str:
    """Return a sentence that offers the name that was meant by one that is none, or nothing."""
    if name.startswith("_"):
        return ""  # programs ask for these, and no people
    from govdisclosure.likeness import nearest

    return nearest(_MEANT.get(name, name), __all__)


if not TYPE_CHECKING:  # type checkers see the names above, and no others
    __getattr__ = lazy(__name__, _HOMES, globals(), _offer)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
