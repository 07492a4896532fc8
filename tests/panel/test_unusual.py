"""Frames and panels that are sound and unusual, or nearly sound: judged like any other, or refused in a sentence."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pyarrow as pa
import pytest

import govdisclosure as gd
from govdisclosure.language import using
from govdisclosure.panel import plotting
from govdisclosure.panel.walking import sources
from tests.panel.test_check_frame import CN, NEW, judged_alone, judged_together
from tests.support.minimal import minimal, numbers, rule
from tests.support.panels import tidy_frame, wide_frame

FIGURES = ((0, 1, 2, None), (1, 2, None), (3,), (3, 4))


@pytest.mark.parametrize("known", [True, False], ids=["every figure known", "some blank"])
@pytest.mark.parametrize("sign", ["==", "!=", "<", ">", "<=", ">="])
def test_every_comparison_is_judged_together_as_alone(sign: str, known: bool) -> None:  # noqa: FBT001 - a parameter
    """In guards, and where it may be a rule in rules, whether all figures are known or some are blank."""
    laws = [rule("c == d", f", when: 'a {sign} b'")] + [rule(f"a {sign} b")] * ("=" in sign and sign != "!=")
    for law in laws:
        spec = minimal(rules=law)
        drawn = [[one for one in each if not known or one is not None] for each in FIGURES]
        pairs = [(numbers(spec, *figures), None) for figures in product(*drawn)]
        for frame in (tidy_frame(pairs), wide_frame(pairs)):
            assert judged_together(frame, spec) == judged_alone(pairs)


@pytest.mark.parametrize(
    ("columns", "names", "said"),
    [
        ([[1], [2]], [NEW, NEW], f"the column {NEW} is there twice"),
        ([[1], [2]], [NEW, "applications[new, nobody]"], "nobody"),
    ],
)
def test_columns_that_cannot_be_told_apart_are_refused(
    columns: Sequence[list[int]], names: list[str], said: str
) -> None:
    """One of two with the same name would be lost, and one that is named like a cell is a slip."""
    with using("en"), pytest.raises(gd.UsageError) as found:
        gd.check_frame(pa.Table.from_arrays(list(map(pa.array, columns)), names), CN)
    assert said in str(found.value)


def test_a_column_of_nulls_has_blank_cells() -> None:
    """Whatever type its library gives to nothing at all."""
    pairs = [(numbers(minimal(rules=rule("a == b")), None, 1, 2, 3), None)]
    spec = pairs[0][0].spec
    frame = wide_frame(pairs)
    nothing = frame.set_column(0, frame.column_names[0], pa.nulls(1))
    assert judged_together(nothing, spec) == judged_alone(pairs)


def test_rows_without_a_column_of_states_are_numbers_and_blanks() -> None:
    """Numbers where there are some, blanks where there is a null."""
    spec = minimal(rules=rule("a == b"))
    pairs = [(numbers(spec, 1, None, 2, 3), None), (numbers(spec, 1, 1, 2, 3), None)]
    assert judged_together(tidy_frame(pairs).drop_columns(["state"]), spec) == judged_alone(pairs)


def test_a_mark_that_the_format_does_not_have_is_refused() -> None:
    """In a frame as in a report by itself; so is one of which the frame does not say what it is."""
    spec = minimal(rules=rule("a == b"))
    pairs = [(numbers(spec, {"mark": "/"}, 0, 2, 3), None), (numbers(spec, 1, 2, 2, 3), None)]
    frame = tidy_frame(pairs)
    assert judged_together(frame, spec) == judged_alone(pairs)
    with using("en"), pytest.raises(gd.ReadError, match="the mark  is not allowed here"):
        gd.check_frame(frame.drop_columns(["text"]), spec)


def test_whole_numbers_in_a_frame_stand_for_amounts_too() -> None:
    """Exactly, up to the last that has room: the rest is judged by itself."""
    spec = minimal(value="amount", rules=rule("a == b"))
    pairs = [(numbers(spec, 3, 3, 1, 1), None), (numbers(spec, 10**17, 10**17 + 1, 1, 1), None)]
    frame = tidy_frame(pairs)
    place = frame.column_names.index("value")
    whole = frame.set_column(place, "value", frame["value"].cast(pa.int64()))
    wide = wide_frame(pairs)
    for one in (whole, pa.table({name: wide[name].cast(pa.int64()) for name in wide.column_names})):
        assert judged_together(one, spec) == judged_alone(pairs)
    nothing = [(numbers(spec, None, None, None, None), None)]
    blank = tidy_frame(nothing)
    assert judged_together(blank.set_column(place, "value", pa.nulls(4)), spec) == judged_alone(nothing)


@pytest.mark.parametrize("law", ["a == b + c - c", "a == a + 0 * b"])
def test_a_rule_whose_cells_cancel_out_is_judged_as_by_itself(law: str) -> None:
    """No number could break it, or any may."""
    spec = minimal(rules=rule(law))
    pairs = [(numbers(spec, 1, 2, 3, None), None), (numbers(spec, 2, 2, 3, 4), None)]
    assert judged_together(tidy_frame(pairs), spec) == judged_alone(pairs)


def packed(*records: str) -> bytes:
    """Return a web archive of records, each packed by itself."""
    return b"".join(gzip.compress(record.encode()) for record in records)


def record(kind: str, body: str) -> str:
    """Return a record of a web archive."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.example/1\r\nContent-Type: text/html\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}\r\n\r\n"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the reader's own, of its buffers
def test_of_a_damaged_web_archive_what_is_whole_is_read(tmp_path: Path) -> None:
    """Requests are no pages; where it breaks off, the archive itself is an input that cannot be read."""
    page = record("resource", "<p>a</p>")
    whole = packed(record("request", "GET /"), page)
    (tmp_path / "a.warc.gz").write_bytes(whole)
    (tmp_path / "b.warc.gz").write_bytes(whole + gzip.compress(page.encode())[:-12] + b"x" * 40)
    first, *others = sources([tmp_path / "a.warc.gz"]), *sources([tmp_path / "b.warc.gz"])
    assert [source.file.rpartition("!")[2] for source in first] == ["http://a.example/1"]
    (refused,) = (source for source in others if "!" not in source.file)
    with using("en"), pytest.raises(gd.ReadError, match="truncated or damaged"):
        refused.read()


def test_pictures_need_a_kind_that_is_known_and_say_that_a_font_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the program that lists fonts none is known, and the pictures are drawn all the same."""
    with using("en"), pytest.raises(gd.UsageError, match="the kind should be one of"):
        plotting.plot(tmp_path, tmp_path, kind="bmp")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert plotting.cjk_font() is None
    monkeypatch.setattr(plotting, "must_be_panel", Path)
    for charts in ("_breakdown_charts", "_findings_chart", "_reporting_chart"):
        monkeypatch.setattr(plotting, charts, lambda _: ())
    with using("en"), pytest.warns(gd.FormatWarning, match="no font with Chinese characters"):
        assert plotting.plot(tmp_path, tmp_path) == []
    bars = plotting._bars([{"name": "a", "value": 1}], "title")
    assert plotting._saved(bars, tmp_path / "a.json", "json", None).stat().st_size
