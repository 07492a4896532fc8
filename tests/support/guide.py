"""The made-up format of docs/add-a-year.md, which the tests of new years share."""

from tests.support.following import file_of


def new_year() -> str:
    """The spec file of the guide."""
    return file_of("add-a-year.md", "formats/cn/2027.yaml")
