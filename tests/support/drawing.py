"""PDF files made by hand: pages on which text, lines and rectangles are put where a test wants them."""

from __future__ import annotations

from attrs import define, field

from govdisclosure.grid.model import Grid, GridCell

_FONTS = {
    # Adobe's own map from codes to characters, and none at all.
    "F": ("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"),
    "G": (
        "<< /Type /Font /Subtype /Type0 /BaseFont /Unknown /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
        "/Subtype /CIDFontType2 /BaseFont /Unknown /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /DW 1000 /FontDescriptor 5 0 R >>] >>"
    ),
}
_DESCENDANT = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
    "/Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500 814 907 500] /FontDescriptor 5 0 R >>"
)
_DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
    "/Ascent 850 /Descent -150 /CapHeight 700 /StemV 80 >>"
)


@define
class Sheet:
    """A page, A4 unless its boxes say otherwise; y grows upwards."""

    box: str = "0 0 595 842"
    extra: str = ""
    """More entries of the page, such as `/Rotate 90`."""
    stream: list[str] = field(factory=list)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 10,
        mode: int = 0,
        state: str = "",
        font: str = "F",
        angle: str = "1 0 0 1",
    ) -> None:
        """Print a text; `state` sets colours and the like for it, `angle` the first four numbers of its matrix."""
        code = text.encode("utf-16-be").hex()
        self.stream.append(f"q {state} BT /{font} {size} Tf {mode} Tr {angle} {x} {y} Tm <{code}> Tj ET Q")

    def lines(self, *ends: tuple[float, float, float, float], state: str = "") -> None:
        """Draw lines from one point to another."""
        drawn = " ".join(f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in ends)
        self.stream.append(f"q {state} {drawn} Q")

    def fill(self, *boxes: tuple[float, float, float, float], colour: str = "0 g") -> None:
        """Fill rectangles, given by two corners."""
        drawn = " ".join(f"{x0} {y0} {x1 - x0} {y1 - y0} re f" for x0, y0, x1, y1 in boxes)
        self.stream.append(f"q {colour} {drawn} Q")

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        """Put a picture of one grey point."""
        self.stream.append(f"q {width} 0 0 {height} {x} {y} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")


def pdf_file(*sheets: Sheet, extra: dict[int, str] | None = None, trailer: str = "") -> bytes:
    """Return a PDF file; `extra` are objects by their numbers, from 100 on."""
    fonts = " ".join(f"/{name} {_FONTS[name] if name != 'F' else '3 0 R'}" for name in _FONTS)
    objects = {3: _FONTS["F"], 4: _DESCENDANT, 5: _DESCRIPTOR}
    kids = []
    for number, sheet in enumerate(sheets):
        content, page = 10 + 2 * number, 11 + 2 * number
        stream = "\n".join(sheet.stream)
        objects[content] = f"<< /Length {len(stream.encode('latin-1'))} >>\nstream\n{stream}\nendstream"
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{sheet.box}] /Contents {content} 0 R {sheet.extra} "
            f"/Resources << /Font << {fonts} >> /XObject << /X 100 0 R >> /ExtGState << /Light << /ca 0.2 >> >> >> >>"
        )
        kids.append(f"{page} 0 R")
    objects |= {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>",
    }
    objects |= extra or {}
    out = bytearray(b"%PDF-1.6\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010d} 00000 n \n".encode()
    end = f"trailer << /Size {max(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return bytes(out) + end.encode()


@define
class Printer:
    """Prints headings and drawn tables on pages, as a program does that was told how."""

    ruled: bool = True
    edge: float = 0.5
    """Where in its cell a figure stands: 0 at the left, 1 at the right."""
    size: float = 7
    padding: float = 3
    height: int = 500
    sheets: list[Sheet] = field(factory=list)
    y: float = 0

    def print_all(self, blocks: list[str | Grid]) -> bytes:
        """Return the file."""
        for block in blocks:
            if isinstance(block, Grid):
                self._table(block)
            else:
                self._room(3 * self.size)
                self.sheets[-1].text(40, self.y - 2 * self.size, block, size=1.3 * self.size)
                self.y -= 3.5 * self.size
        return pdf_file(*self.sheets)

    def _room(self, needed: float) -> None:
        if not self.sheets or self.y - needed < 40:
            self.sheets.append(Sheet(f"0 0 680 {self.height}"))
            self.y = self.height - 40

    def _table(self, grid: Grid) -> None:
        values = {cell.column for cell in grid.cells if cell.index is not None}
        narrow = 600 / grid.width if min(values) == 0 else 44
        stub = (600 - narrow * (grid.width - min(values))) / max(1, min(values))
        xs = [40.0]
        for column in range(grid.width):
            xs.append(xs[-1] + (stub if column < min(values) else narrow))
        texts = {
            cell: wrapped(cell.text, xs[cell.column + cell.colspan] - xs[cell.column] - 2 * self.padding, self.size)
            for cell in grid.cells
        }
        tall = [
            max([1] + [len(texts[cell]) for cell in grid.cells if cell.row == row and cell.rowspan == 1])
            * self.size
            * 1.3
            + 2 * self.padding
            for row in range(grid.height)
        ]
        first = 0
        while first < grid.height:
            self._room(tall[first])
            last, low = first, self.y
            while last < grid.height and low - tall[last] >= 40:
                low -= tall[last]
                last += 1
            self._rows(grid, texts, xs, tall, first, last)
            first = last
            self.y = low - 2 * self.size if last == grid.height else 0

    def _rows(
        self, grid: Grid, texts: dict[GridCell, list[str]], xs: list[float], tall: list[float], first: int, last: int
    ) -> None:
        ys = {first: self.y}
        for row in range(first, last):
            ys[row + 1] = ys[row] - tall[row]
        for cell in grid.cells:
            top, bottom = max(cell.row, first), min(cell.row + cell.rowspan, last)
            if top >= bottom:
                continue
            x0, x1, y0, y1 = xs[cell.column], xs[cell.column + cell.colspan], ys[bottom], ys[top]
            if self.ruled:
                self.sheets[-1].lines((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
            if top != cell.row:
                continue
            lines = texts[cell]
            y = (y0 + y1) / 2 + len(lines) * self.size * 0.65 - self.size
            edge = 0.0 if cell.kind == "stub" else self.edge if cell.index is not None else 0.5
            for line in lines:
                free = x1 - x0 - 2 * self.padding - width(line, self.size)
                self.sheets[-1].text(round(x0 + self.padding + edge * free, 2), round(y, 2), line, size=self.size)
                y -= self.size * 1.3


def width(text: str, size: float) -> float:
    """Return how wide a text is printed."""
    return sum(0.5 if c.isascii() else 1 for c in text) * size


def wrapped(text: str, room: float, size: float) -> list[str]:
    """Return the lines of a text that is broken where there is no more room."""
    lines = [""]
    for character in text:
        if width(lines[-1] + character, size) > room and lines[-1]:
            lines.append("")
        lines[-1] += character
    return [line for line in lines if line]
