"""Codes of what a report lacks, of how it was compared or converted, and of justifications."""

from govdisclosure.codes.code import Code
from govdisclosure.language import Words

JSON = Code(
    "json",
    "error",
    Words("报告 JSON 不合规定。", "The report JSON is not as it should be."),
    Words(
        "请按消息所说的位置改正；编辑器可用 spec schema 提示。",
        "Mend it where the message says; an editor can use the JSON Schema of `spec schema`.",
    ),
)
YEAR_OUTSIDE = Code(
    "year_outside",
    "warning",
    Words("报告年度不在格式适用的年份之内。", "The year of the report is none of those that its format is for."),
    Words("请改用该年度的格式，或核对年份。", "Use the format for the year, or make sure of the year."),
)
SPEC_STATUS = Code(
    "spec_status",
    "info",
    Words("所用的格式还不是正式格式。", "The format is not official."),
    Words("只用于试填；正式报告请用正式格式。", "Use it for trials, and the official format for reports."),
)
TABLE_LEFT_OUT = Code(
    "table_left_out",
    "info",
    Words("一张表没有列出，文中说明了理由。", "A table is left out lawfully, and the text says so."),
    Words("无须处理；请确认文中所说属实。", "There is nothing to do, if what the text says is right."),
)
MISSING_TABLE = Code(
    "missing_table",
    "warning",
    Words("没有找到格式要求的一张表。", "A table that the format asks for was not found."),
    Words("请补上该表；表在附件中的，读附件。", "Add the table; if it stands in an attachment, read that."),
)
MISSING_CELLS = Code(
    "missing_cells",
    "warning",
    Words("一张表有些格在文中没有找到。", "Cells of a table were not found in the document."),
    Words("请核对该表的行和列是否齐全。", "See whether the table has all rows and columns of the form."),
)
INCOMPLETE_ROW = Code(
    "incomplete_row",
    "warning",
    Words("一行有格空白、缺失或无法辨认。", "Cells of a row are blank, missing or unreadable."),
    Words("请补填；没有的填 0。", "Fill them in; write 0 where there is nothing to report."),
)
TOO_PRECISE = Code(
    "too_precise",
    "warning",
    Words("数的小数位数超过格式的规定。", "A figure has more decimal places than the format allows."),
    Words("请核对单位，按规定的位数填写。", "Make sure of the unit, and write as many places as the format has."),
)
RATIO_DIFFERS = Code(
    "ratio_differs",
    "warning",
    Words("印出的比率与它的两项之商不符。", "A printed share or ratio is not the quotient of its parts."),
    Words(
        "请核对比率和两项的数；四舍五入的差已经除外。",
        "Look at the ratio and at both figures; what rounding explains is allowed for.",
    ),
)
PRIOR_UNVERIFIED = Code(
    "prior_unverified",
    "warning",
    Words("无法核实上年报告是否属于同一单位和前一年度。", "Whether the prior report belongs to this one is not known."),
    Words("请在两份报告中写明单位和年份。", "Name organisation and year in both reports."),
)
PRIOR_UNMATCHED = Code(
    "prior_unmatched",
    "warning",
    Words("所给的上年报告中没有这一单位前一年度的。", "None of the prior reports given is of this one's year before."),
    Words("请核对两年报告中的单位名称和年份。", "See whether both name the organisation alike, and their years."),
)
COMPANION_UNMATCHED = Code(
    "companion_unmatched",
    "warning",
    Words(
        "所给的其他文件中没有这一单位、这一年度的。",
        "None of the other documents given is of this organisation and year.",
    ),
    Words(
        "请核对两份文件中的单位名称和年份；没有这份文件的，涉及它的规则无法判定。",
        "See whether both name the organisation alike, and their years; without it its rules are undecided.",
    ),
)
PRIOR_CONVERTED = Code(
    "prior_converted",
    "info",
    Words("上年报告由另一版格式换算而来。", "The prior report was converted from another version of the format."),
    Words(
        "不可比的单元格不参与核对，无须处理。", "Cells that are not comparable take no part; there is nothing to do."
    ),
)
CONVERTED = Code(
    "converted",
    "info",
    Words("报告由另一版格式换算而来。", "The report was converted from another version of its format."),
    Words("不可比的单元格没有带入，请自行补填。", "Cells that are not comparable were left out: fill them in."),
)
SECTION_LEFT_OUT = Code(
    "section_left_out",
    "warning",
    Words(
        "换算后的格式没有这一章节，文字没有带入。", "The format converted to lacks a section; its text was left out."
    ),
    Words("请将文字移到相应的章节。", "Move the text to a section of the new format."),
)
EXPLANATION_UNSIGNED = Code(
    "explanation_unsigned",
    "warning",
    Words(
        "强制性规则的说明没有签认，没有采用。",
        "The justification of a rule of severity error is not signed; not applied.",
    ),
    Words("请上级单位签认。", "Have it signed by the supervising body."),
)
EXPLANATION_STALE = Code(
    "explanation_stale",
    "warning",
    Words("说明是针对原来的数据写的，没有采用。", "A justification was written for other figures; it was not applied."),
    Words("请就现在的数据重新说明。", "Explain the present figures anew."),
)
EXPLANATION_UNUSED = Code(
    "explanation_unused",
    "info",
    Words("说明没有用到：没有它所说的问题。", "A justification was not used: there is no failure that it speaks of."),
    Words("可以从说明文件中删去。", "It may be taken out of the file."),
)
BASELINE_STALE = Code(
    "baseline_stale",
    "info",
    Words("基线中的问题已不再出现。", "A finding of the baseline is found no longer."),
    Words(
        "请重新生成基线（--format json -o）；数据改动后仍不通过的，是新问题。",
        "Write the baseline anew (--format json -o); what still fails on other figures is a new finding.",
    ),
)
SECTION_SAYS_NOTHING = Code(
    "section_says_nothing",
    "info",
    Words("格式要求写明的部分只写了“无”。", "A section that the form wants written says that there is nothing."),
    Words("请写明情况；确实没有的，说明为什么没有。", "Write what there is to say, or why there is nothing."),
)
TEXT_AS_LAST_YEAR = Code(
    "text_as_last_year",
    "warning",
    Words("文字与上年报告雷同。", "The text repeats that of last year's report."),
    Words("请按本年的情况重写。", "Write it anew, about this year."),
)
TEXT_OF_ANOTHER_YEAR = Code(
    "text_of_another_year",
    "warning",
    Words("一个部分的文字只提到别的年度。", "The text of a section names other years only, not that of the report."),
    Words("请核对是否抄用了往年的文字。", "See whether it was taken over from another year."),
)
TEXT_NOT_SEARCHED = Code(
    "text_not_searched",
    "warning",
    Words("文字太长，后面的没有与表格核对。", "A text is so long that its end was not held against the tables."),
    Words("请核对文件是否混入了别的内容。", "See whether the document has something else in it."),
)
