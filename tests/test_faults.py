"""Faults of the machine: each leaves what was there before or the whole result, and is one sentence.

`python -m tests.support.faults` puts some hundreds into a dozen commands; here those of one.
"""

import errno
import sys

import pytest

from tests.support.faults import WRITING, written


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="children are forked, and the disk is limited")
def test_a_file_is_as_it_was_or_whole() -> None:
    """Whatever step on the disk fails or is the last, on a full disk, at any date, and done several times at once."""
    found = list(written([WRITING[-1]], [errno.ENOSPC]))
    assert [one for one in found if not one.is_survived] == []
    assert {one.kind for one in found} == {"ENOSPC", "killed", "disk full", "clock", "two processes", "eight threads"}
