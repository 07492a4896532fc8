"""Many reports at once: checked in columns, collected to a folder of tables, summed and compared."""

from collections.abc import Callable

from govdisclosure.doors import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.panel.checking import PanelResult as PanelResult
    from govdisclosure.panel.checking import check_panel as check_panel
    from govdisclosure.panel.collecting import Collected as Collected
    from govdisclosure.panel.collecting import collect as collect
    from govdisclosure.panel.comparing import Break as Break
    from govdisclosure.panel.comparing import Comparison as Comparison
    from govdisclosure.panel.comparing import compare as compare
    from govdisclosure.panel.comparing import compare_panel as compare_panel
    from govdisclosure.panel.documents import DOCUMENTS as DOCUMENTS
    from govdisclosure.panel.documents import cells_of as cells_of
    from govdisclosure.panel.frames import FrameResult as FrameResult
    from govdisclosure.panel.frames import check_frame as check_frame
    from govdisclosure.panel.harmonising import harmonise as harmonise
    from govdisclosure.panel.outcomes import FILE_STATUS_WORDS as FILE_STATUS_WORDS
    from govdisclosure.panel.places import is_panel as is_panel
    from govdisclosure.panel.plotting import plot as plot
    from govdisclosure.panel.reporting import UNIT_STATUS_WORDS as UNIT_STATUS_WORDS
    from govdisclosure.panel.reports import Filed as Filed
    from govdisclosure.panel.summary_sheets import rollup_xlsx as rollup_xlsx
    from govdisclosure.panel.summing import Rollup as Rollup
    from govdisclosure.panel.summing import rollup as rollup
    from govdisclosure.panel.walking import number_of as number_of

_HOMES = {
    "checking": (
        "PanelResult",
        "check_panel",
    ),
    "collecting": (
        "Collected",
        "collect",
    ),
    "comparing": (
        "Break",
        "Comparison",
        "compare",
        "compare_panel",
    ),
    "documents": ("DOCUMENTS", "cells_of"),
    "frames": (
        "FrameResult",
        "check_frame",
    ),
    "harmonising": ("harmonise",),
    "outcomes": ("FILE_STATUS_WORDS",),
    "places": ("is_panel",),
    "plotting": ("plot",),
    "reporting": ("UNIT_STATUS_WORDS",),
    "reports": ("Filed",),
    "summing": (
        "Rollup",
        "rollup",
    ),
    "summary_sheets": ("rollup_xlsx",),
    "walking": ("number_of",),
}
__getattr__: Callable[[str], object] = lazy(__name__, _HOMES, globals())
