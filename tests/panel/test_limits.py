"""Files of a panel that hold more than a limit: said before they are decoded."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from govdisclosure.errors import ReadError
from govdisclosure.files import Limits, using_limits
from govdisclosure.language import using
from govdisclosure.panel.tables import SECTIONS, read_part

ROWS = 1_000


def equal_rows(text: str) -> pa.Table:
    """Return rows that are all the same."""
    return pa.table([pa.repeat(pa.scalar(one), ROWS) for one in ("a.json", "overview", text)], schema=SECTIONS)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (Limits(panel_rows=ROWS - 1), "panel_rows"),
        (Limits(part_bytes=ROWS * 10_000), "part_bytes"),
        (Limits(head_bytes=100), "head_bytes"),
        (Limits(bytes=100), "bytes"),
    ],
)
def test_a_file_that_holds_more_than_a_limit_is_refused(given: Limits, name: str, tmp_path: Path) -> None:
    """A long text that stands in every row takes a few bytes of the file, and would take all memory."""
    path = tmp_path / "part.parquet"
    pq.write_table(table := equal_rows("a" * 10_000), path)
    assert read_part(path, SECTIONS) == table
    with using("en"), using_limits(given), pytest.raises(ReadError, match=rf"part\.parquet: .*`{name}`"):
        read_part(path, SECTIONS)


def test_what_is_no_file_is_no_part(tmp_path: Path) -> None:
    """A folder, or a pipe, of that name is not opened."""
    with using("en"), pytest.raises(ReadError, match="it is no file"):
        read_part(tmp_path)
