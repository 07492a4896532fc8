"""What it takes to use the test data: Hypothesis, and nothing where it is not asked for."""

import subprocess
import sys

import pytest

from govdisclosure import testing


def run(code: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_without_hypothesis() -> None:
    """Where Hypothesis is missing, one sentence names the command that installs it."""
    done = run("import sys; sys.modules['hypothesis'] = None; import govdisclosure.testing")
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last == "ModuleNotFoundError: govdisclosure.testing needs Hypothesis: pip install hypothesis"


def test_the_library_itself_does_without() -> None:
    """Checking a report never imports Hypothesis."""
    code = (
        "import sys, govdisclosure as gd; "
        "gd.check(gd.from_json('{\"spec\": \"cn/2021\"}')); print('hypothesis' in sys.modules)"
    )
    assert run(code).stdout == "False\n"


@pytest.mark.parametrize("name", testing.__all__)
def test_what_is_public(name: str) -> None:
    """Every public name is there and says what it is."""
    assert getattr(testing, name).__doc__
