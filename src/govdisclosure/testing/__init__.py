"""Test data for every format: Hypothesis strategies that draw reports, broken reports and formats.

Whoever reads, writes or analyses reports can test against any format without typing one in. Needs `hypothesis`, which
is imported only here.
"""

try:
    import hypothesis as _hypothesis
except ModuleNotFoundError as _error:
    message = "govdisclosure.testing needs Hypothesis: pip install hypothesis"
    raise ModuleNotFoundError(message, name="hypothesis") from _error

from govdisclosure.testing.filling import Broken, broken_reports, reports
from govdisclosure.testing.formats import specs

del _hypothesis

__all__ = ["Broken", "broken_reports", "reports", "specs"]
