"""PDF files made to harm, or merely broken: each is read or refused with one sentence, in a bounded number of steps."""

from __future__ import annotations

import zlib

import pytest

import govdisclosure as gd
from govdisclosure.documents.opening import open_document
from govdisclosure.files import Limits, using_limits
from tests.support.counting import steps
from tests.support.drawing import Sheet, pdf_file

MOST_STEPS = 5_000_000


def sheet(text: str = "文字") -> Sheet:
    """Return a page with some text."""
    found = Sheet()
    found.text(10, 10, text)
    return found


def form(content: str, resources: str) -> str:
    """Return a form, which a page or another form may draw."""
    return (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << {resources} >> >> "
        f"/Length {len(content)} >>\nstream\n{content}\nendstream"
    )


def read_or_refuse(data: bytes) -> str:
    """Return how a file was refused in one sentence, or nothing if it was read; neither takes many steps."""
    said: list[str] = []

    def read() -> None:
        try:
            open_document(data)
        except gd.ReadError as error:
            said.append(str(error))

    assert steps(read) < MOST_STEPS
    assert "\n" not in "".join(said)
    return "".join(said)


def test_a_password_is_asked_to_be_removed() -> None:
    """An encrypted file says that it is."""
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<00><00>]"
    assert "password" in read_or_refuse(pdf_file(sheet(), trailer=lock))


@pytest.mark.parametrize("kept", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_truncated_file_is_refused_or_read(kept: float) -> None:
    """What is left of a file is read, or the file is said to be damaged."""
    data = pdf_file(*[sheet() for _ in range(5)])
    assert read_or_refuse(data[: int(len(data) * kept)]) in ("", "the PDF is damaged and cannot be read")


def test_forms_that_draw_themselves_are_refused() -> None:
    """Forms that contain themselves would never end: directly or through others, by their own names or the page's.

    Their names may stand in a dictionary that nobody closed, or among objects that are packed together.
    """
    page = sheet()
    page.stream.append("/X Do")
    packed_objects = (
        "<< /Type /ObjStm /N 1 /First 6 /Length 34 >>\nstream\n101 0 << /XObject << /X 100 0 R >> >>\nendstream"
    )
    for forms in (
        {100: form("/X Do /X Do", "/X 100 0 R")},
        {100: form("/X Do /X Do", "/X 101 0 R"), 101: form("/X Do /X Do", "/X 100 0 R")},
        {100: form("/X Do", "/X 101 0 R"), 101: form("/X Do /X Do", "/X 100 0 R").replace("/Form", "/#46orm")},
        {100: form("/X Do", "").replace("/Resources << /XObject <<  >> >> ", "")},
        {100: form("/X Do", "/X 100 0 R").replace(" >> >> ", " ")},
        {100: form("/X Do", "").replace("<< /XObject <<  >> >>", "101 0 R"), 102: packed_objects},
    ):
        assert "itself" in read_or_refuse(pdf_file(page, extra=forms))


def test_what_draws_nothing_may_look_as_if_it_did() -> None:
    """Fonts hold any bytes, objects packed in an unknown way are none, and what cannot be unpacked stays as it is."""
    own = form("0 0 m 9 9 l S", "")
    font, objects, packed = (
        f"<< {entry} /Length 17 >>\nstream\n/X Do /X Do /X Do\nendstream"
        for entry in ("/Length1 17", "/Type /ObjStm", "/Filter /FlateDecode")
    )
    page = sheet()
    page.stream.append("/X Do")
    with using_limits(Limits(text_bytes=1200)):
        assert read_or_refuse(pdf_file(page, extra={100: own, 101: font, 102: objects})) == ""
    assert read_or_refuse(pdf_file(page, extra={103: packed})) == ""


@pytest.mark.parametrize("begin", ["/Span << /ActualText (1) >> BDC", "/P BMC"])
@pytest.mark.parametrize("pages", [1, 4])
def test_contents_are_marked_within_each_other_to_a_depth(begin: str, pages: int) -> None:
    """The library keeps for each all that it lies in; as many one after the other, each with its end, are read."""
    sheets = [sheet() for _ in range(pages)]
    each = 1200 // pages
    for page in sheets:
        page.stream[:0] = [begin, "EMC"] * 1200
    assert read_or_refuse(pdf_file(*sheets)) == ""
    for page in sheets:
        page.stream[:0] = [begin] * each
    assert "`nested`" in read_or_refuse(pdf_file(*sheets))
    with using_limits(Limits(nested=1201)):
        assert read_or_refuse(pdf_file(*sheets)) == ""


@pytest.mark.parametrize(("times", "levels"), [(10, 9), (1000, 3), (2, 30)])
def test_forms_that_multiply_are_refused(times: int, levels: int) -> None:
    """A few forms, each drawing the next one many times, come to more than a page may hold."""
    page = sheet()
    page.stream.append("/X Do")
    forms = {100 + n: form("/X Do " * times, f"/X {101 + n} 0 R") for n in range(levels)}
    forms[100 + levels] = form("0 0 m 10 10 l S", "")
    assert "`text_bytes`" in read_or_refuse(pdf_file(page, extra=forms))


@pytest.mark.parametrize(("levels", "seen"), [(3, True), (9, False)])
def test_lines_are_looked_for_in_forms_within_forms_to_a_depth(levels: int, *, seen: bool) -> None:
    """Programs nest a few; a frame that lies deeper parts no text."""
    page = sheet()
    page.stream.append("/X Do")
    forms = {100 + n: form("/X Do", f"/X {101 + n} 0 R") for n in range(levels)}
    frame = "0 0 m 100 0 l S 0 40 m 100 40 l S 0 0 m 0 40 l S 50 0 m 50 40 l S 100 0 m 100 40 l S"
    forms[100 + levels] = form(frame, "")
    assert bool(open_document(pdf_file(page, extra=forms)).grids) is seen


def test_a_table_in_forms_is_read() -> None:
    """Programs put what they print into forms, and those into others of the same name."""
    inner, outer = Sheet(), Sheet()
    inner.text(60, 60, "文字")
    outer.stream.append("1 0 0 1 5 5 cm /X Do")
    fonts = "/Font << /F 3 0 R >> >>"
    forms = {100: form("\n".join(outer.stream), "/X 101 0 R"), 101: form("\n".join(inner.stream), "")}
    forms[101] = forms[101].replace("/XObject <<  >> >>", fonts)
    page = sheet("外面")
    page.stream.append("/X Do")
    assert "文字" in repr(open_document(pdf_file(page, extra=forms)).blocks)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/Kids [11 0 R]", b"/Kids [2 0 R]"),
        (b"/Contents 10 0 R", b"/Contents 11 0 R"),
        (b"/Parent 2 0 R", b"/Parent 11 0 R"),
        (b"/Count 1", b"/Count 2000000000"),
        (b"/Count 1", b"/Count -1"),
    ],
)
def test_objects_that_lie_about_themselves_do_no_harm(old: bytes, new: bytes) -> None:
    """Pages that are their own parents and counts that are too high are refused or read."""
    data = pdf_file(sheet())
    assert old in data
    read_or_refuse(data.replace(old, new))


@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_unpacks_to_too_much_is_refused(times: int) -> None:
    """A few kilobytes may be packed several times over; they are not unpacked further than the limit."""
    packed = b" " * 1_500_000
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    filters = " ".join(["/FlateDecode"] * times)
    stream = f"<< /Length {len(packed)} /Filter [{filters}] >>\nstream\n{packed.decode('latin-1')}\nendstream"
    with using_limits(Limits(text_bytes=1_000_000)):
        assert "`text_bytes`" in read_or_refuse(pdf_file(sheet(), extra={10: stream}))


def test_too_many_pages_are_refused() -> None:
    """The limit of pages is named."""
    data = pdf_file(sheet()).replace(b"/Kids [11 0 R] /Count 1", b"/Kids [" + b"11 0 R " * 1000 + b"] /Count 1000")
    assert "`pages`" in read_or_refuse(data)


def test_too_many_lines_are_refused() -> None:
    """A page with more objects than the limit is refused, and not read by halves."""
    page = sheet()
    page.stream += [f"{n % 500} 10 m {n % 500} 20 l S" for n in range(15_000)]
    with using_limits(Limits(page_objects=10_000)):
        assert "`page_objects`" in read_or_refuse(pdf_file(page))


def test_lines_that_cross_each_other_too_often_are_refused() -> None:
    """Neither the crossings of lines nor the cells between them take memory without end."""
    for count, limit in ((70, "`cells`"), (200, "`positions`")):
        page = Sheet("0 0 1440 1440")
        for n in range(count):
            page.lines((0, n * 6, 1440, n * 6), (n * 6, 0, n * 6, 1440))
        with using_limits(Limits(cells=2_000, positions=20_000)):
            assert limit in read_or_refuse(pdf_file(page))


def test_the_pages_together_have_a_limit() -> None:
    """Pages that each keep to the limit do not pass it together: they may all be the same one."""
    data = pdf_file(sheet("文" * 500)).replace(
        b"/Kids [11 0 R] /Count 1", b"/Kids [" + b"11 0 R " * 90 + b"] /Count 90"
    )
    assert read_or_refuse(data) == ""
    with using_limits(Limits(positions=20_000)):
        assert "`positions`" in read_or_refuse(data)


@pytest.mark.parametrize(
    "box", ["0 0 0 0", "100 100 0 0", "-1e30 -1e30 1e30 1e30", "nan nan nan nan", "0 0 1e9 1e9", "", "0 0 (a) 5"]
)
def test_a_box_without_sense_is_no_harm(box: str) -> None:
    """Pages of no size, of a huge one, or of none that can be read."""
    page = sheet()
    page.box = box
    read_or_refuse(pdf_file(page))


@pytest.mark.parametrize(
    "matrix",
    [
        "1e20 0 0 1e20 0 0",
        "1e39 0 0 -1e39 1e39 -1e39",
        "1e-30 0 0 1e-30 0 0",
        "0 0 0 0 0 0",
        "nan 0 0 nan 0 0",
        "1 1 1 1 0 0",
    ],
)
def test_a_matrix_without_sense_is_no_harm(matrix: str) -> None:
    """What is moved beyond all bounds, or to nowhere, is not on the page."""
    page = Sheet()
    page.stream.append(f"{matrix} cm {matrix} cm")
    page.text(10, 10, "文字")
    page.lines((0, 0, 100, 0), (0, 0, 0, 100), (100, 0, 100, 100), (0, 100, 100, 100), (50, 0, 50, 100))
    assert read_or_refuse(pdf_file(page)) == ""


def test_a_scan_is_said_to_be_one() -> None:
    """A picture without text is refused as such."""
    page = Sheet()
    page.picture(0, 0, 595, 842)
    assert "scan" in read_or_refuse(pdf_file(page))
