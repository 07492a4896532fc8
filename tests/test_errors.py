"""The errors: the spec is wrong, the document cannot be read, or the caller is wrong."""

import pickle

import pytest

import govdisclosure as gd
from govdisclosure.errors import Fault


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("message"), "message"),
        (Fault("message", file="f.yaml"), "f.yaml: message"),
        (Fault("message", file="f.yaml", line=3), "f.yaml:3: message"),
        (Fault("message", file="f.yaml", line=3, column=5), "f.yaml:3:5: message"),
        (Fault("message", file="tables.fees"), "tables.fees: message"),
        (Fault("message", line=3, column=5), "3:5: message"),
    ],
)
def test_a_fault_says_where(fault: Fault, text: str) -> None:
    """A fault begins with as much of its place as is known, as editors and terminals understand it."""
    assert str(fault) == text
    assert repr(fault) == f"Fault({text!r})"


@pytest.mark.parametrize("error", [gd.SpecError, gd.ReadError])
def test_an_error_has_all_its_faults(error: type[gd.SpecError | gd.ReadError]) -> None:
    """An error is made from a sentence, a fault or many, and tells them all, one on a line."""
    one, other = Fault("one", file="f"), Fault("other")
    assert (error("sentence").faults[0].message, str(error("sentence"))) == ("sentence", "sentence")
    assert error(one).faults == (one,)
    assert error(fault for fault in (one, other)).faults == (one, other)
    assert str(error([one, other])) == "f: one\nother"


@pytest.mark.parametrize("error", [gd.SpecError, gd.ReadError])
def test_an_error_of_another_process_has_all_that_its_faults_say(error: type[gd.SpecError | gd.ReadError]) -> None:
    """It is made again here, and is the same error."""
    here = error([Fault("one", file="f", line=3), Fault("other")])
    there = pickle.loads(pickle.dumps(here))  # noqa: S301 - made here
    assert type(there) is error
    assert [(str(one), one.line, one.code) for one in there.faults] == [
        (str(one), one.line, one.code) for one in here.faults
    ]


def test_the_family_of_errors() -> None:
    """Whoever wants to catch everything catches one class; a wrong value is a ValueError too."""
    for error in (gd.SpecError, gd.ReadError, gd.UsageError):
        assert issubclass(error, gd.GovDisclosureError)
        assert issubclass(error, ValueError)
