"""Codes of what a reader of documents left out, or made of what it found."""

from govdisclosure.codes.code import Code
from govdisclosure.language import Words

HIDDEN_SHEET = Code(
    "hidden_sheet",
    "warning",
    Words("工作簿中有隐藏的工作表，没有读。", "A sheet of the workbook is hidden; it was not read."),
    Words("数据若在其中，取消隐藏后再读。", "If figures stand there, show the sheet and read the file again."),
)
HIDDEN_ROWS = Code(
    "hidden_rows",
    "warning",
    Words("工作表中有写了内容的隐藏行，没有读。", "Hidden rows of a sheet hold something; they were not read."),
    Words("数据若在其中，取消隐藏后再读。", "If figures stand there, show the rows and read the file again."),
)
HIDDEN_COLUMNS = Code(
    "hidden_columns",
    "warning",
    Words("工作表中有写了内容的隐藏列，没有读。", "Hidden columns of a sheet hold something; they were not read."),
    Words("数据若在其中，取消隐藏后再读。", "If figures stand there, show the columns and read the file again."),
)
HIDDEN_CELLS = Code(
    "hidden_cells",
    "warning",
    Words(
        "单元格中有内容，但不显示、被划去或被图形遮住，没有读。",
        "Cells hold something that is not shown, struck out or under a drawing; it was not read.",
    ),
    Words("数据若在其中，改为可见后再读。", "If figures stand there, make them seen and read the file again."),
)
RECOGNISED_TEXT = Code(
    "recognised_text",
    "warning",
    Words(
        "PDF 的一页是图片，文字由识别程序加上。",
        "A page of a PDF is a picture; its text was added by a program that recognises characters.",
    ),
    Words("数字可能认错，请对照原图。", "Figures may be misread: compare them with the picture."),
)
UNKNOWN_CHARACTERS = Code(
    "unknown_characters",
    "warning",
    Words(
        "PDF 的字体没有说明一些字符是什么字，含有它们的数字没有读。",
        "The font of a PDF does not say what some characters are; figures that hold them were not read.",
    ),
    Words("请用原来的 Word 或网页文件，或自行填入。", "Use the Word file or page it was made from, or type them in."),
)
SIDEWAYS_TEXT = Code(
    "sideways_text",
    "warning",
    Words("PDF 的一页上有横置的文字，没有读。", "Text stands across the other text of a PDF page; it was not read."),
    Words("表格若是横置的，旋转该页后再读。", "If the table stands across, turn the page and read the file again."),
)
