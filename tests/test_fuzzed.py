"""Inputs once found by following coverage: each still ends in an answer or in an error of ours."""

import contextlib
import warnings

import pytest

import govdisclosure as gd
from tests.support.fuzz_targets import TARGETS, kept


@pytest.mark.parametrize("name", TARGETS)
def test_what_was_found_hurts_nobody(name: str) -> None:
    """Whatever else comes of an input is a fault; python -m tests.support.fuzzing finds more of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for data in (*TARGETS[name].seeds(), *kept(name)):
            with contextlib.suppress(gd.GovDisclosureError):
                TARGETS[name].feed(data)
