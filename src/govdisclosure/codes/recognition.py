"""Codes of what was met while tables and text of a document were matched with a format."""

from govdisclosure.codes.code import Code
from govdisclosure.language import Words

_COMPARE = Words("请对照原文，必要时自行填入。", "Compare with the document; type the figures in where they are lost.")

NO_REPORT = Code(
    "no_report",
    "error",
    Words("文中没有已知格式的表格。", "The document holds no table of a known format."),
    Words(
        "请确认是不是这份文件；表格是图片的，请另找可复制文字的版本。",
        "Make sure that it is the right document; tables must not be pictures.",
    ),
)

# tables -------------------------------------------------------------------------------------------------------------

UNREADABLE_CELL = Code(
    "unreadable_cell",
    "warning",
    Words("单元格里的文字不能读作一个数。", "What stands in a cell cannot be read as one number."),
    Words("请在原文中改成一个数；没有的填 0。", "Write one number there; 0 where there is nothing to report."),
)
CONVERTED_UNIT = Code(
    "converted_unit",
    "info",
    Words("印出的单位与格式不同，已换算。", "A figure was printed in another unit than the format's, and converted."),
    Words("请核对换算后的数。", "Compare the converted figure."),
)
UNIT_NOT_PRINTED = Code(
    "unit_not_printed",
    "warning",
    Words("没有印出单位，数按格式的单位读入。", "No unit is printed; the figure was taken in the format's unit."),
    Words("请核对单位，并在表头或数后写明。", "Make sure of the unit, and print it in the head or behind the figure."),
)
FOREIGN_UNIT = Code(
    "foreign_unit",
    "warning",
    Words(
        "数所印的单位不能换算为格式的单位，没有读入。",
        "A figure is printed in a unit that cannot be converted to the format's; it was not read.",
    ),
    Words("请按格式的单位填写。", "Write the figure in the format's unit."),
)
OPEN_ROWS_LEFT_OUT = Code(
    "open_rows_left_out",
    "warning",
    Words(
        "由报告自行列出的行没有全部读入，其合计未采用。",
        "Of the rows that a report names itself some were not read; their total was not taken.",
    ),
    _COMPARE,
)
LABEL_WITH_NOTE = Code(
    "label_with_note",
    "info",
    Words("标签后括号里有说明，按标签读入。", "A label has a note in brackets; it was read by the label."),
    Words("请核对说明是否改变了这一行或列的意思。", "Make sure that the note does not change what the line is about."),
)
GROUP_IN_ONE_ROW = Code(
    "group_in_one_row",
    "warning",
    Words("几行印成了一行合计。", "Several rows of the form are printed as one, their sum."),
    Words("请按格式分行填写。", "Print the rows as the form has them."),
)
PAGE_FURNITURE = Code(
    "page_furniture",
    "info",
    Words("网页上不属于正文的文字没有读入。", "What a page prints around its text was left out."),
    Words("请核对其中没有正文。", "Make sure that no text of the report is among it."),
)
TRADITIONAL_CHARACTERS = Code(
    "traditional_characters",
    "info",
    Words(
        "文中用繁体字，按简体字辨认标签。",
        "A document is in traditional characters; its labels were read as simplified.",
    ),
    Words("请核对各行各列是否对应。", "Make sure that rows and columns are the right ones."),
)
HEAD_CUT = Code(
    "head_cut",
    "warning",
    Words(
        "列名不全，按列的次序认定。", "The head of a column is cut; the column was found by its place among the others."
    ),
    _COMPARE,
)
FORMATS_ALIKE = Code(
    "formats_alike",
    "warning",
    Words("文中的表格同样符合几种格式。", "The tables of a document fit several formats equally well."),
    Words("请用 --spec 指明格式。", "Say with --spec which format it is."),
)
ABSENT_FORMAT = Code(
    "absent_format",
    "warning",
    Words(
        "文件写明的格式这里没有，按另一格式读入。", "A document names a format that is not installed; another was used."
    ),
    Words("请安装或用 --specs 指明该格式。", "Install that format, or point to it with --specs."),
)
PRINTED_TWICE = Code(
    "printed_twice",
    "warning",
    Words(
        "同一张表或同一格在文中出现多次，数不同，均未采用。",
        "A table or cell stands in the document more than once with different figures; none was taken.",
    ),
    Words("请只保留正确的一处。", "Leave only the right one in the document."),
)
ONE_OF_SEVERAL_TABLES = Code(
    "one_of_several_tables",
    "warning",
    Words(
        "印出的表同样符合格式的几张表，没有读入。",
        "A printed table fits several tables of the form equally well; it was not read.",
    ),
    Words("请在各表之上印出表名。", "Print the heading of each table over it."),
)
MERGED_CELLS = Code(
    "merged_cells",
    "warning",
    Words("一个数写在合并的几格里，没有读入。", "A figure stands in a cell merged over several of the form; not read."),
    Words("请拆分单元格，每格填自己的数。", "Split the cell, and write in each cell its own figure."),
)
UNKNOWN_COLUMN = Code(
    "unknown_column",
    "warning",
    Words("表中有一列不是格式的列，其中的数没有读入。", "A column is none of the form; its figures were left out."),
    Words("请核对列名。", "Compare the head of the column with the form."),
)
UNKNOWN_COLUMNS = Code(
    "unknown_columns",
    "warning",
    Words("表的列名都不认识，各行没有读入。", "None of a table's columns is recognised; its rows were left out."),
    Words("请核对表头。", "Compare the head of the table with the form."),
)
AMBIGUOUS_ROW = Code(
    "ambiguous_row",
    "warning",
    Words("一行的数对不上各列，没有读入。", "The numbers of a row cannot be told apart by column; they were not read."),
    _COMPARE,
)
LABEL_BY_ORDER = Code(
    "label_by_order",
    "warning",
    Words(
        "一行的标签不认识，按序号和前后行认定。",
        "The label of a row is not recognised; it was found by its ordinal and its neighbours.",
    ),
    Words("请核对标签，按格式改正。", "Compare the label, and print it as the form does."),
)
UNMATCHED_ROW = Code(
    "unmatched_row",
    "warning",
    Words("表中有一行数不是格式的行，没有读入。", "A row with figures is no row of the form; it was left out."),
    Words("请核对这一行的标签。", "Compare the label of the row with the form."),
)
INFERRED = Code(
    "inferred",
    "info",
    Words(
        "印出的文字有几种读法，只有所采用的一种符合格式的合计。",
        "What is printed can be read in several ways, of which only the one taken satisfies the sums of the form.",
    ),
    Words("请对照原文。", "Compare the figures with the document."),
)
OTHER_YEAR = Code(
    "other_year",
    "warning",
    Words("文中有一张表写的是别的年份。", "A table of the document is said to be of another year."),
    Words("请核对表上的年份。", "Make sure of the year above the table."),
)
OTHER_FORM = Code(
    "other_form",
    "warning",
    Words("文中有一张表是按别的格式印的，没有读入。", "A table is printed in another form than the rest; left out."),
    Words("请改用同一格式的表；或用 --spec 指定格式。", "Use the tables of one format, or name it by --spec."),
)

# text around the tables ---------------------------------------------------------------------------------------------

NO_HEADLINE = Code(
    "no_headline",
    "warning",
    Words("没有找到写明单位和年份的标题。", "No headline with organisation and year was found."),
    Words("请在文首写明单位和年份。", "Write organisation and year in the headline."),
)
NO_ORGANISATION = Code(
    "no_organisation",
    "warning",
    Words("标题没有写明单位。", "The headline names no organisation."),
    Words("请在标题中写明单位。", "Name the organisation in the headline."),
)
ORGANISATION_LINE = Code(
    "organisation_line",
    "info",
    Words("标题没有写明单位，单位取自另一行。", "The organisation is taken from another line than the headline."),
    Words("请核对单位。", "Make sure of the organisation."),
)
PAGE_TITLE = Code(
    "page_title",
    "info",
    Words("单位和年份取自网页标题。", "Organisation and year are taken from the title of the page."),
    Words("请核对单位和年份。", "Make sure of organisation and year."),
)
LATE_HEADLINE = Code(
    "late_headline",
    "warning",
    Words("标题在第一个章节之后。", "The headline stands after the first section heading."),
    Words("请核对标题是否属于本报告。", "Make sure that the headline is that of this report."),
)
OTHER_HEADLINE = Code(
    "other_headline",
    "info",
    Words("文中还有其他报告的标题。", "The document bears titles of other reports too."),
    Words("请核对所读的是不是要的报告。", "Make sure that the report that was read is the one wanted."),
)
OTHER_REPORT = Code(
    "other_report",
    "warning",
    Words("文中还有另一份报告，没有读入。", "The document holds another report; it was left out."),
    Words("请每个文件只放一份报告。", "Keep one report in a file."),
)
YEAR_IN_TEXT = Code(
    "year_in_text",
    "warning",
    Words("正文写的统计期限与标题的年份不同。", "The text covers another period than the year of the headline."),
    Words("请核对年份，改正写错的一处。", "Make sure of the year, and mend the one that is wrong."),
)
YEAR_FROM_TEXT = Code(
    "year_from_text",
    "warning",
    Words("标题没有年份，年份取自正文。", "The year is taken from the text, as no headline says it."),
    Words("请在标题中写明年份。", "Write the year in the headline."),
)
SECTION_HEADING = Code(
    "section_heading",
    "warning",
    Words(
        "章节标题与格式不同：文字、编号、次序，或与正文连在一起。",
        "A section heading is not as in the format: its words, number or order, or text that runs on.",
    ),
    Words("请按格式改正标题。", "Write the heading as the format has it."),
)
MISSING_SECTION = Code(
    "missing_section",
    "warning",
    Words("没有找到格式要求的一个章节。", "A section that the format asks for was not found."),
    Words("请补上章节；没有内容的，写明没有。", "Add the section; where there is nothing to say, say so."),
)
