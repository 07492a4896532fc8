"""What is written is what is read: for every format, bundled or made up, and everything that a report may hold."""

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdisclosure import spec_ids
from govdisclosure.reading import read_bytes
from govdisclosure.report import from_json
from govdisclosure.report.model import Report
from govdisclosure.spec import Spec
from govdisclosure.specfile.store import find_spec
from govdisclosure.testing import reports
from govdisclosure.writing import FORMATS, Format, write_bytes
from tests.support.comparing import as_printed, same
from tests.support.extraction import read_back
from tests.support.made_up import made_up

PRINTED: tuple[Format, ...] = tuple(kind for kind in FORMATS if kind not in ("csv", "pdf"))


def _survives(report: Report, kind: Format, spec: Spec, *, fragment: bool = False) -> bool:
    data = write_bytes(report, kind, fragment=fragment)
    return same(as_printed(report, kind), read_bytes(data, spec=spec).report)


def test_every_format_is_tried() -> None:
    """CSV, which is rows and no document, and PDF, which says only what is printed, have tests of their own."""
    assert {*PRINTED, "csv", "pdf"} == set(get_args(Format))


@pytest.mark.parametrize("kind", PRINTED)
@pytest.mark.parametrize("name", [name for name in spec_ids() if name.startswith("cn/")])
@given(data=st.data())
def test_a_report_of_a_bundled_format_survives(kind: Format, name: str, data: st.DataObject) -> None:
    """States, marks, notes, origins, texts, organisation and year come back from every kind of document."""
    spec = find_spec(name)
    assert _survives(data.draw(reports(spec, complete=False)), kind, spec)


@pytest.mark.parametrize("kind", PRINTED)
@given(data=st.data())
def test_a_report_of_a_made_up_format_survives(kind: Format, data: st.DataObject) -> None:
    """Outlines, open rows, void cells, unit columns, lone rows and deep headers are no obstacle."""
    spec = data.draw(made_up())
    assert _survives(data.draw(reports(spec, complete=False)), kind, spec)


@given(data=st.data())
def test_a_fragment_survives(data: st.DataObject) -> None:
    """What is pasted into a web site is read like the whole page."""
    spec = find_spec("cn/2021")
    assert _survives(data.draw(reports(spec, complete=False)), "html", spec, fragment=True)


@given(data=st.data())
def test_tidy_rows_survive(data: st.DataObject) -> None:
    """CSV tells even an absent cell from a blank one."""
    spec = data.draw(made_up() | st.sampled_from([find_spec(name) for name in ("cn/2014", "cn/2019", "cn/2021")]))
    report = data.draw(reports(spec, complete=False))
    assert report == read_back(write_bytes(report, "csv"), "csv", spec)


@given(data=st.data())
def test_the_format_is_told_from_the_document(data: st.DataObject) -> None:
    """Nobody has to say which format a written document is in."""
    name = data.draw(st.sampled_from(("cn/2014", "cn/2019", "cn/2021")))
    report = data.draw(reports(find_spec(name)))
    kind: Format = data.draw(st.sampled_from(PRINTED))
    assert report.spec == read_bytes(write_bytes(report, kind)).spec


@pytest.mark.parametrize("kind", PRINTED)
@pytest.mark.parametrize("text", ["# 0", "- # 0", "C # 0", "0\n## 0", "| a |\n| - |", "&#35; 0", "<!-- 0 -->", "=1+1"])
def test_what_looks_like_markup_is_text(kind: Format, text: str) -> None:
    """No sign that a kind of document takes for its own is lost from a section."""
    spec = find_spec("cn/2021")
    data = {"spec": "cn/2021", "sections": {"lead": text, "overview": text}}
    report = from_json(json.dumps(data))
    assert _survives(report, kind, spec)
