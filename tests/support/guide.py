"""The made-up format of docs/add-a-year.md, which the tests of new years share."""

import re
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "docs" / "add-a-year.md"


def new_year() -> str:
    """The spec file of the guide."""
    found = re.search(r"^```yaml\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]
