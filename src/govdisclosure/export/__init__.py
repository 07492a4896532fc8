"""Findings for people and for tools: text, SARIF, lists; and what people answered, read back."""

from collections.abc import Callable

from govdisclosure.doors import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.export.baseline import KnownFinding as KnownFinding
    from govdisclosure.export.baseline import read_baseline as read_baseline
    from govdisclosure.export.baseline import with_baseline as with_baseline
    from govdisclosure.export.ess import ess_report as ess_report
    from govdisclosure.export.findings_list import Column as Column
    from govdisclosure.export.findings_list import entries_of as entries_of
    from govdisclosure.export.junit import junit_xml as junit_xml
    from govdisclosure.export.justifications import justified as justified
    from govdisclosure.export.list_files import csv_bytes as csv_bytes
    from govdisclosure.export.list_files import read_entries as read_entries
    from govdisclosure.export.list_files import xlsx_bytes as xlsx_bytes
    from govdisclosure.export.page import html_page as html_page
    from govdisclosure.export.sarif_log import lint_sarif as lint_sarif
    from govdisclosure.export.sarif_log import sarif as sarif
    from govdisclosure.export.standing import counts_in_words as counts_in_words
    from govdisclosure.export.standing import summary as summary
    from govdisclosure.export.suspects import suspects_text as suspects_text
    from govdisclosure.export.text import result_text as result_text
    from govdisclosure.export.unread import Unread as Unread

_HOMES = {
    "baseline": ("KnownFinding", "read_baseline", "with_baseline"),
    "ess": ("ess_report",),
    "findings_list": ("Column", "entries_of"),
    "junit": ("junit_xml",),
    "justifications": ("justified",),
    "list_files": ("csv_bytes", "read_entries", "xlsx_bytes"),
    "page": ("html_page",),
    "sarif_log": ("lint_sarif", "sarif"),
    "standing": ("counts_in_words", "summary"),
    "suspects": ("suspects_text",),
    "text": ("result_text",),
    "unread": ("Unread",),
}
__getattr__: Callable[[str], object] = lazy(__name__, _HOMES, globals())
