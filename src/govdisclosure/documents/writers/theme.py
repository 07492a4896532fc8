"""How a Word document or a PDF looks: paper, fonts, sizes, bands of colour and page numbers, as plain data.

Lengths are in millimetres and sizes in points, if nothing else is said. Theme files are read by `writing`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from attrs import evolve, field, frozen

from govdisclosure.keys import means, says

Length = int | Decimal
Align = Literal["left", "center", "right", "justify"]
_COLOUR = "[0-9A-Fa-f]{6}"
_NAME = (1, 40)
"""Characters of the name of a font."""
_LEGIBLE = (5, 72)
"""Points of letters that can be read."""


_FONT = says("中文字体的名称。", "The font of Chinese text.", example="方正小标宋简体", within=_NAME)
_LATIN = says("西文和数字的字体。", "The font of digits and Latin letters.", example="Times New Roman", within=_NAME)
_SIZE = says("字号，磅。", "The size of letters, in points.", example="16", within=_LEGIBLE)
_ALIGN = says("对齐：left、center、right、justify。", "How lines are aligned.")


@means("纸张、页边距和版心网格，毫米。")
@frozen
class PageTheme:
    """The paper, its margins, and the grid of lines and characters, in millimetres."""

    width: Length = field(metadata=says("纸宽。", "The width of the paper.", within=(100, 500)))
    height: Length = field(metadata=says("纸高。", "The height of the paper.", within=(100, 500)))
    top: Length = field(metadata=says("上边距。", "The margin above.", within=(0, 200)))
    bottom: Length = field(metadata=says("下边距。", "The margin below.", within=(0, 200)))
    left: Length = field(metadata=says("左边距。", "The margin on the left.", within=(0, 200)))
    right: Length = field(metadata=says("右边距。", "The margin on the right.", within=(0, 200)))
    lines: int = field(
        default=0,
        metadata=says(
            "每页的行数；0 为不设网格。", "Lines of a page; 0 where there is no grid.", example="22", within=(0, 100)
        ),
    )
    characters: int = field(
        default=0,
        metadata=says(
            "每行的字数；0 为不设。",
            "Characters of a line; 0 where there is no grid of them.",
            example="28",
            within=(0, 100),
        ),
    )

    @property
    def lying(self) -> PageTheme:
        """The same paper on its long side."""
        return evolve(self, width=max(self.height, self.width), height=min(self.height, self.width))


@means("一类段落：字体、字号、对齐和间距。")
@frozen
class TextTheme:
    """A kind of paragraph: its fonts, size, alignment and spacing."""

    font: str = field(metadata=_FONT)
    latin: str = field(metadata=_LATIN)
    size: Length = field(metadata=_SIZE)
    bold: bool = field(metadata=says("是否加粗。", "Whether it is bold."))
    align: Align = field(metadata=_ALIGN)
    before: Length = field(metadata=says("段前，磅。", "The space above, in points.", within=(0, 200)))
    after: Length = field(metadata=says("段后，磅。", "The space below, in points.", within=(0, 200)))
    line: Length = field(
        metadata=says(
            "行距，倍数；有版心网格时 1 为一格。",
            "The line spacing as a multiple; with a grid of lines, 1 is a line of it.",
            within=(1, 5),
        )
    )
    indent: Length = field(
        metadata=says("首行缩进，字。", "The indent of the first line, in characters.", within=(0, 20))
    )


@means("画出的表：字体、线和底色。")
@frozen
class TableTheme:
    """The drawn tables: fonts, lines and bands of colour."""

    font: str = field(metadata=_FONT)
    latin: str = field(metadata=_LATIN)
    size: Length = field(metadata=_SIZE)
    narrow: Length = field(
        metadata=says(
            "多于 many 列的表的字号。", "The size of letters in tables of more columns than `many`.", within=_LEGIBLE
        )
    )
    many: int = field(
        metadata=says("多于几列的表用 narrow。", "The most columns of a table in `size`.", within=(1, 200))
    )
    bold: bool = field(
        metadata=says("栏名和列标题是否加粗。", "Whether the headings of articles and the heads of columns are bold.")
    )
    line: Length = field(metadata=says("行距，倍数。", "The line spacing, as a multiple.", within=(1, 5)))
    border: Length = field(metadata=says("线宽，磅。", "The width of the lines, in points.", within=(0, 6)))
    padding: Length = field(
        metadata=says("文字左右的空，毫米。", "The room left and right of a text, in millimetres.", within=(0, 10))
    )
    overhang: Length = field(
        metadata=says(
            "表向左右各伸出版心多少，毫米。", "By how much it stands out of the text on either side.", within=(0, 100)
        )
    )
    heading_align: Align = field(
        metadata=says("栏名（如“第二十条第（一）项”）的对齐。", "How the headings of articles are aligned.")
    )
    corner_font: str = field(
        metadata=says("左上角说明的字体。", "The font of the note in the corner.", example="楷体", within=_NAME)
    )
    heading_band: str = field(
        default="FFFFFF",
        metadata=says(
            "栏名的底色，红绿蓝各两位十六进制；不能深到看不清黑字。",
            "The colour behind the headings of articles, red, green and blue in two digits each; black text must be "
            "legible on it.",
            example='"C6D9F1"',
            pattern=_COLOUR,
        ),
    )
    head_band: str = field(
        default="FFFFFF",
        metadata=says("列标题的底色。", "The colour behind the heads of columns.", example='"F2F2F2"', pattern=_COLOUR),
    )


@means("页码：有没有、什么样、在哪里。")
@frozen
class NumbersTheme:
    """The page numbers: whether there are any, how they look, and where they stand."""

    show: Literal["none", "plain", "dashes"] = field(
        metadata=says(
            "none 不印，plain 为 1，dashes 为 — 1 —。", "`none`; `plain` for 1; `dashes` for — 1 —.", example="dashes"
        )
    )
    place: Literal["center", "outside"] = field(
        metadata=says(
            "center 居中；outside 在外侧：单页居右、双页居左，各空一字。",
            "`center`, or `outside`: on the right of odd and the left of even pages, one character from the edge.",
        )
    )
    font: str = field(metadata=_FONT)
    latin: str = field(metadata=_LATIN)
    size: Length = field(metadata=_SIZE)
    bottom: Length = field(
        metadata=says("页码距纸下边，毫米。", "From the lower edge of the paper, in millimetres.", within=(0, 200))
    )


@means("Word 文档和 PDF 的外观：只写与所扩展的外观不同之处。")
@frozen
class Theme:
    """The look of a Word document or a PDF; a file says only what is different from the look that it extends."""

    page: PageTheme = field(metadata=says(of=PageTheme))
    title: TextTheme = field(metadata=says("报告的标题。", "The headline of the report."))
    heading: TextTheme = field(metadata=says("各部分的标题。", "The headings of the sections."))
    body: TextTheme = field(metadata=says("正文。", "Paragraphs."))
    table: TableTheme = field(metadata=says(of=TableTheme))
    numbers: NumbersTheme = field(metadata=says(of=NumbersTheme))
    extends: str = field(
        default="",
        metadata=says(
            "所扩展的随附外观；不写为 official。",
            "The look that this one changes, by its name; `official` where it is left out.",
            example="gongwen",
        ),
    )

    @property
    def text_width(self) -> Length:
        """Millimetres between the margins."""
        return self.page.width - self.page.left - self.page.right


THEME_KINDS = (Theme, PageTheme, TextTheme, TableTheme, NumbersTheme)
"""The objects of a theme file, the file itself first."""
