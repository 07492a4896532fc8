"""Real reports survive, and the form is drawn like the one in circulation; skipped where the corpus is not at hand."""

import io
from pathlib import Path

import docx
import pytest

from govdisclosure import from_json
from govdisclosure.writing import FORMATS, Format, blank_bytes, write_bytes
from tests.support.comparing import as_printed, same
from tests.support.extraction import read_back
from tests.support.fonts import kinds

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")


@pytest.mark.parametrize("kind", kinds(FORMATS))
def test_real_reports_survive(kind: Format) -> None:
    """Blank cells, amounts and whatever else real reports hold."""
    paths = sorted(CORPUS.glob("*.json"))
    assert paths
    for path in paths:
        report = from_json(path.read_bytes())
        read = read_back(write_bytes(report, kind), kind)
        assert read is not None
        assert same(as_printed(report, kind), read), path.name


def test_the_form_is_the_official_one() -> None:
    """Cell by cell: columns spanned, rows merged, and the same words but for line breaks within them."""

    def drawn(data: bytes) -> list[list[tuple[int, str | None, str]]]:
        tables = docx.Document(io.BytesIO(data)).tables
        return [
            [(tc.grid_span, tc.vMerge, "".join("".join(p.text for p in tc.p_lst).split())) for tc in row.tc_lst]
            for table in tables
            for row in table._tbl.tr_lst
        ]

    official = drawn((CORPUS / "blank-form-2021.docx").read_bytes())
    assert official == drawn(blank_bytes("cn/2021", "docx"))
