"""Files, opened in one way and written in one way, and how much of one is read at most: one set of limits for all."""

from govdisclosure.files.limiting import Limits, check_limit, limits, raised, using_limits
from govdisclosure.files.opening import bounded, read_file, read_stream, reason, write_atomically

__all__ = [
    "Limits",
    "bounded",
    "check_limit",
    "limits",
    "raised",
    "read_file",
    "read_stream",
    "reason",
    "using_limits",
    "write_atomically",
]
