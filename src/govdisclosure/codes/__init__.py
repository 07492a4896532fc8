"""The registry of codes: every kind of problem, declared once, with its severity, what it means and what to do.

Programs know a problem by its code, so a code that was published never changes its meaning and is never used for
another. Raise one by its constant, which brings the severity along::

    from govdisclosure import codes
    Problem.of(codes.UNMATCHED_ROW, message, place=row.place)
"""

from collections.abc import Mapping

from govdisclosure.codes import documents, recognition, reports, specs
from govdisclosure.codes.code import Code as Code
from govdisclosure.codes.code import Severity as Severity
from govdisclosure.codes.documents import *  # noqa: F403 - every constant there is a code
from govdisclosure.codes.recognition import *  # noqa: F403 - the same
from govdisclosure.codes.reports import *  # noqa: F403 - the same
from govdisclosure.codes.specs import *  # noqa: F403 - the same
from govdisclosure.language import Words

AREAS: Mapping[Words, tuple[Code, ...]] = {
    title: tuple(code for code in vars(module).values() if isinstance(code, Code))
    for title, module in (
        (Words("打开文件", "Opening documents"), documents),
        (Words("辨认表格和文字", "Recognising tables and text"), recognition),
        (Words("报告的核对", "Reports"), reports),
        (Words("格式文件", "Spec files"), specs),
    )
}
"""The codes by what is looked at when they are raised, in the order of their declaration."""

CODES: Mapping[str, Code] = {code.id: code for codes in AREAS.values() for code in codes}
"""Every code by its id."""
