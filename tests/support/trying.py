"""How often what takes long is tried."""

from hypothesis import settings


def costly(fewest: int) -> settings:
    """Return settings for a property that takes long: few examples, but in `explore` as many as of any other."""
    usual = settings().max_examples
    is_more = usual > settings.get_profile("default").max_examples
    return settings(max_examples=usual if is_more else min(fewest, usual))
