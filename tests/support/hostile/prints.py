"""PDF files made to harm."""

from __future__ import annotations

import random
import zlib

from tests.support.drawing import Sheet, pdf_file
from tests.support.hostile.kinds import Kinds


def drawn(*pieces: str, box: str = "0 0 600 840") -> bytes:
    """Return a PDF of one page, packed, on which some instructions draw."""
    page = Sheet(box)
    page.text(10, 10, "文字")
    content = zlib.compress("\n".join([*page.stream, *pieces]).encode("latin-1"), 9)
    stream = f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n{content.decode('latin-1')}\nendstream"
    return pdf_file(page, extra={10: stream})


def flate_bomb(size: int) -> bytes:
    """Return a PDF whose page is packed twice and unpacks to as many bytes."""
    content = zlib.compress(zlib.compress(b" " * size, 9), 9)
    return filtered(content, "[/FlateDecode /FlateDecode]")


def dense(count: int) -> bytes:
    """Return a PDF of one page on which short words stand all over the place."""
    page, dice = Sheet(), random.Random(0)
    for _ in range(count):
        page.text(dice.randrange(580), dice.randrange(830), str(dice.randrange(1000)))
    return pdf_file(page)


def lines_across(count: int) -> list[str]:
    """Return instructions that draw lines of random places and lengths."""
    dice = random.Random(0)
    return [
        f"{dice.random() * 600:.2f} {dice.random() * 840:.2f} m {dice.random() * 600:.2f} {dice.random() * 840:.2f} l S"
        for _ in range(count)
    ]


def ruled(count: int) -> list[str]:
    """Return instructions that draw straight lines, across and down."""
    dice = random.Random(0)
    found = []
    for _ in range(count):
        x, y, far = dice.random() * 600, dice.random() * 840, dice.random() * 200
        found += [f"{x:.2f} {y:.2f} m {x + far:.2f} {y:.2f} l S", f"{x:.2f} {y:.2f} m {x:.2f} {y + far:.2f} l S"]
    return found


def rectangles(count: int) -> list[str]:
    """Return instructions that fill rectangles of random places and sizes."""
    dice = random.Random(0)
    return [
        f"{dice.random() * 600:.2f} {dice.random() * 840:.2f} {dice.random() * 90:.2f} {dice.random() * 90:.2f} re f"
        for _ in range(count)
    ]


def called(*names: str) -> Sheet:
    """Return a page that draws some forms."""
    return Sheet(stream=[f"{name} Do" for name in names])


def form(content: str, objects: str) -> str:
    """Return a form: what is drawn, and the forms that it may draw itself."""
    return (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 600 840] /Resources << /XObject << {objects} >> >> "
        f"/Length {len(content)} >>\nstream\n{content}\nendstream"
    )


def forms_that_double(count: int) -> bytes:
    """Return a PDF whose page draws a form that draws another one twice, and so on."""
    inner = {100 + number: form("/X Do /X Do", f"/X {101 + number} 0 R") for number in range(count)}
    return pdf_file(called("/X"), extra={**inner, 100 + count: form("0 0 m 9 9 l S", "")})


def filtered(content: bytes, filters: str) -> bytes:
    """Return a PDF whose page is packed by filters of one's own."""
    stream = f"<< /Length {len(content)} /Filter {filters} >>\nstream\n{content.decode('latin-1')}\nendstream"
    return pdf_file(Sheet(), extra={10: stream})


PRINTS: Kinds = {
    "pdf of words all over": (4_000, dense),
    "pdf of more words": (20_000, dense),
    "pdf of a flate bomb": (1_000_000_000, flate_bomb),
    "pdf of lines": (5_000, lambda n: drawn(*lines_across(n))),
    "pdf of ruling lines": (5_000, lambda n: drawn(*ruled(n))),
    "pdf of rectangles": (50_000, lambda n: drawn(*rectangles(n))),
    "pdf of dark rectangles with white text": (
        5_000,
        lambda n: drawn(
            *rectangles(n), "1 1 1 rg", *(f"BT /F 5 Tf {i % 590} {i // 590 * 9} Td <6587> Tj ET" for i in range(n))
        ),
    ),
    "pdf of a grid": (400, lambda n: drawn(*(f"0 {i * 2} m 600 {i * 2} l S {i} 0 m {i} 840 l S" for i in range(n)))),
    "pdf of a path": (1_000_000, lambda n: drawn("0 0 m", *["1 1 l"] * n, "S")),
    "pdf of forms that double": (30, forms_that_double),
    "pdf of a form in itself": (1, lambda _: pdf_file(called("/X"), extra={100: form("/X Do", "/X 100 0 R")})),
    "pdf of a form called again and again": (
        200_000,
        lambda n: pdf_file(called(*["/X"] * n), extra={100: form("0 0 m 9 9 l S", "")}),
    ),
    "pdf of pages": (20_000, lambda n: pdf_file(*[Sheet()] * n)),
    "pdf of pages in each other": (
        5_000,
        lambda n: pdf_file(
            extra={2: "<< /Type /Pages /Kids [100 0 R] /Count 1 >>"}
            | {100 + i: f"<< /Type /Pages /Kids [{101 + i} 0 R] /Count 1 >>" for i in range(n)}
        ),
    ),
    "pdf of saved states": (1_000_000, lambda n: drawn(*["q"] * n)),
    "pdf of clipped places": (100_000, lambda n: drawn(*["0 0 9 9 re W n"] * n)),
    "pdf of curves": (200_000, lambda n: drawn("0 0 m", *["1 1 2 2 3 3 c"] * n, "S")),
    "pdf of a long text": (
        190_000,
        lambda n: drawn(f"BT /F 5 Tf 1 0 0 1 9 9 Tm <{'6587' * n}> Tj ET"),
    ),
    "pdf of texts in one place": (
        50_000,
        lambda n: drawn(*["BT /F 9 Tf 1 0 0 1 99 99 Tm <6587> Tj ET"] * n),
    ),
    "pdf of tables versions": (
        50_000,
        lambda n: pdf_file(Sheet(), trailer="/Prev 9 " * n),
    ),
    "pdf of brackets": (4_000_000, lambda n: pdf_file(Sheet(), extra={100: "[" * n})),
    "pdf of filters in a chain": (1_000, lambda n: filtered(b"41>", "[" + "/ASCIIHexDecode " * n + "]")),
    "pdf of run lengths": (4_000_000, lambda n: filtered(b"\x81 " * (n // 2) + b"\x80", "/RunLengthDecode")),
    "pdf of packed run lengths": (
        200_000_000,
        lambda n: filtered(zlib.compress(b"\x81 " * (n // 2) + b"\x80", 9), "[/FlateDecode /RunLengthDecode]"),
    ),
    "pdf of a great page": (1, lambda _: pdf_file(Sheet("0 0 1e30 1e30", stream=["BT /F 9 Tf 9 9 Td <6587> Tj ET"]))),
    "pdf of great text": (50_000, lambda n: drawn(*(f"BT /F 1e30 Tf {i} 1e30 Td <6587> Tj ET" for i in range(n)))),
    "pdf of small text": (
        50_000,
        lambda n: drawn(*(f"BT /F 1e-30 Tf {i % 500} {i % 700} Td <6587> Tj ET" for i in range(n))),
    ),
    "pdf of turned text": (
        20_000,
        lambda n: drawn(*(f"BT /F 5 Tf 0.7 0.7 -0.7 0.7 {i % 500} {i % 700} Tm <6587> Tj ET" for i in range(n))),
    ),
    "pdf of remarks": (
        100_000,
        lambda n: pdf_file(Sheet(extra="/Annots [" + "<< /Subtype /Text /Rect [0 0 9 9] /Contents (1) >> " * n + "]")),
    ),
    "pdf of objects": (200_000, lambda n: pdf_file(Sheet(), extra={100 + i: "null" for i in range(n)})),
    "pdf of a line in pieces": (
        50_000,
        lambda n: drawn(*(f"{i % 600} 100 m {i % 600 + 1} 100 l S" for i in range(n))),
    ),
    "pdf of words in one line": (
        40_000,
        lambda n: drawn(*(f"BT /F 5 Tf {i * 0.01:.2f} 400 Td <6587> Tj ET" for i in range(n))),
    ),
    "pdf of marked content": (300_000, lambda n: drawn(*["/Span << /ActualText (1) >> BDC"] * n)),
}
