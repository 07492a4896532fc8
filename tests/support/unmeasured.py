"""Processes that must not, or cannot, write down which of their lines ran."""

import os


def unmeasured() -> dict[str, str]:
    """Return the environment without what asks a process that a test starts to be counted by `make coverage`."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
