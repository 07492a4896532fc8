"""What all tests share: the language of messages, and how many examples a property is tried on."""

import ctypes
import gc
import os
import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings

collect_ignore = ["support/fuzzing.py"]  # its library is installed by `make fuzz` only


def _no_network(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse every address of a network; processes of one machine may talk through files and pipes."""
    if event in ("socket.connect", "socket.bind", "socket.sendto") and isinstance(arguments[1], tuple):
        raise RuntimeError(event)
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        raise RuntimeError(event)


# Nothing here needs a network, except what a browser or Spark is driven through.
if not (os.environ.get("GOVDISCLOSURE_BROWSER") or os.environ.get("GOVDISCLOSURE_SPARK")):
    sys.addaudithook(_no_network)

# Messages and doctests are compared in English, whoever runs them; set here, so that the doctests in src see it too.
os.environ["LC_ALL"] = "C.UTF-8"

# What a test took for large tables goes back when it ends: the pool of Arrow, and the C library in the processes that
# pytest-xdist starts, would keep it to the end of all tests.
os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"
os.environ["MALLOC_MMAP_THRESHOLD_"] = "131072"

# What is compiled here is kept, whatever the machine is set to: the processes that tests start would compile it anew
# each time. They keep nothing: one that may write no more than 4,000 bytes would leave the first 4,000 of a module.
sys.dont_write_bytecode = False
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"

settings.register_profile(
    "default",
    max_examples=50,
    deadline=None,  # the first example pays for loading a spec, and shared machines stall
    derandomize=True,  # a change is judged by its own merits, never by the luck of the draw
    suppress_health_check=[
        HealthCheck.too_slow,  # whole specs and reports are big, and slow on a busy machine
        HealthCheck.nested_given,  # formats that many tests share are drawn when the first of them asks
    ],
)
# What was not thought of is found by chance: `make explore` draws anew every time, and says how to repeat what failed.
settings.register_profile(
    "explore", settings.get_profile("default"), max_examples=500, derandomize=False, print_blob=True
)
# Where it matters only whether something fails, nobody waits for the smallest example (tests/support/mutants.py).
settings.register_profile(
    "mutants", settings.get_profile("default"), max_examples=20, phases=(Phase.explicit, Phase.generate)
)
settings.load_profile("default")


def pytest_collection_finish() -> None:
    """Let the collector of garbage leave alone what stays to the end, and look for more ten times as seldom."""
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


_trim: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
"""What gives free memory back to the system, where the C library has it."""


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Give back what the tests of a file took and freed: a tenth of the memory, at the end of all tests."""
    if _trim and nextitem and nextitem.path != item.path:
        _trim(0)
