"""What all tests share: the language of messages, and how many examples a property is tried on."""

import os

from hypothesis import HealthCheck, settings

# Messages and doctests are compared in English, whoever runs them; set here, so that the doctests in src see it too.
os.environ["LC_ALL"] = "C.UTF-8"

settings.register_profile(
    "default",
    max_examples=50,
    deadline=None,  # the first example pays for loading a spec, and shared machines stall
    derandomize=True,  # a change is judged by its own merits, never by the luck of the draw
    suppress_health_check=[HealthCheck.too_slow],  # whole specs and reports are big, and slow on a busy machine
)
# What was not thought of is found by chance: `make explore` draws anew every time, and says how to repeat what failed.
settings.register_profile(
    "explore", settings.get_profile("default"), max_examples=500, derandomize=False, print_blob=True
)
settings.load_profile("default")
