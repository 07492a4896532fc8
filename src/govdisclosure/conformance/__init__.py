"""Cases with the right answer, which any program that reads or checks such reports can run."""

from govdisclosure.conformance.answers import answer
from govdisclosure.conformance.programs import command_processor
from govdisclosure.conformance.suites import Outcome, load_suite, run

__all__ = ["Outcome", "answer", "command_processor", "load_suite", "run"]
