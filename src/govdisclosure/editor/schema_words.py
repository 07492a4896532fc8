"""What every key of the spec language means, in both languages, for editors that show it while a spec is typed."""

from __future__ import annotations

from collections.abc import Mapping

from govdisclosure.spec import model

Words = tuple[str, str]
"""The same in Chinese and in English."""

FILE: Mapping[str, Words] = {
    "": ("一个报告格式：规格文件的全部内容。", "A report format: the whole of a spec file."),
    "spec": ("格式的概况：标识、年度、名称、依据。", "What the format is: its id, years, title and source."),
    "extends": (
        "所扩展的格式的标识；未写的部分全部沿用，改动写在 change 的 edits 里。",
        "The id of the format that this one changes a little: what is not said is taken over, `change` has the edits.",
    ),
}

CLASSES: Mapping[type, Words] = {
    model.Localised: (
        "各语言的文字，如 {zh: 规章, en: Regulations}。",
        "A text per language: {zh: 规章, en: Regulations}.",
    ),
    model.Source: (
        "依据；没有写的各项沿用外层的依据。",
        "Where a fact comes from; what is left out is taken from the source around it.",
    ),
    model.YearRange: (
        "报告年度：2021..（起）、2019..2020（含首尾）或 2019。",
        "Report years: 2021.. (and on), 2019..2020 (both included) or 2019.",
    ),
    model.Section: (
        "报告的一个部分：文字（text: true）或表（draw）。",
        "A part of the report: text (text: true) or tables (draw).",
    ),
    model.Mark: (
        '可以代替数的记号及其所表示的区间，如 "/": [0, 0]、"<1": [0, 1]。',
        'Signs that may stand for a number, and the interval each means: "/": [0, 0], "<1": [0, 1].',
    ),
    model.Value: ("单元格里填什么。", "What a cell may hold."),
    model.Node: (
        "轴上的一个表头。其下有表头的，除非写 total，自己没有单元格。",
        "A header of an axis. One with others below it has no cells of its own unless it says `total`.",
    ),
    model.UnitColumn: ("表中印出每行单位的一列。", "A column of the form that prints the unit of each row."),
    model.Void: (
        "表中不存在的单元格：这些行与列相交之处。",
        "Cells that do not exist: where these rows and columns cross.",
    ),
    model.Table: ("一张表：行、列和所填的值。", "A table: rows, columns and what the cells hold."),
    model.Example: ("公式中每个名称的数。", "A number for every name of the formula."),
    model.Examples: (
        "公式成立和不成立的例子，都会执行。",
        "Cases that must pass and cases that must fail; all are executed.",
    ),
    model.Rule: ("表头没有说出的一个线性关系。", "One linear relation that the headers do not say."),
    model.Edit: (
        "从上一版到本版的一个改动。地址写作 表、表/rows:行 或 表/columns:列。",
        "One step from the version before. An address is TABLE, TABLE/rows:PATH or TABLE/columns:PATH.",
    ),
    model.Change: ("与上一版的对照。", "How this version came out of an earlier one."),
    model.Headline: ("报告的标题行。", "The title line of a report."),
    model.Spec: ("格式的概况。", "What the format is."),
}

FIELDS: Mapping[type, Mapping[str, Words]] = {
    model.Source: {
        "document": ("文号或文件名称。", "The number or name of the document."),
        "article": ("条、款、项。", "The article."),
        "date": ('日期，写在引号里，如 "2021-09-26"。', 'The date, in quotes: "2021-09-26".'),
        "issuer": ("发文机关。", "Who issued it."),
        "certainty": (
            "确定程度：A 正式文本，B 多份已公布的报告一致，C 尚待核实。",
            "A: official text; B: published reports agree; C: not yet confirmed.",
        ),
        "note": ("关于依据的说明。", "A remark on the source."),
    },
    model.Section: {
        "key": ("键，在报告 JSON 中使用。", "The key, as used in report JSON."),
        "title": ("标题，不含序号。", "The title, without its ordinal."),
        "aliases": ("读取时认得的其他写法，从不输出。", "Other wordings that are read, and never printed."),
        "text": ("这一部分有文字。", "Whether the section holds text."),
        "draw": (
            "各张印出的表；每张由若干表上下相叠而成，如 [[documents, fees]]。",
            "The printed tables, each a stack of tables: [[documents, fees]].",
        ),
        "note": ("填写说明。", "How it is to be filled in."),
    },
    model.Value: {
        "kind": ("种类：整数、小数、文字、日期。", "integer, decimal, text or date."),
        "unit": ("单位。", "The unit."),
        "min": ("下限；不写则可以为负。", "The least number; without it, negative numbers are possible."),
        "places": ("最多几位小数（decimal）。", "Decimal places at most (decimal only)."),
        "tolerance": ("含有这些单元格的合计允许的差。", "By how much a sum over such cells may be out."),
        "blank": (
            "空白的含义：missing 缺数，zero 零。",
            "What a blank means: missing (a number is missing) or zero.",
        ),
        "marks": CLASSES[model.Mark],
        "note": ("说明。", "A remark."),
    },
    model.Node: {
        "label": ("印在表上的文字，不含序号。", "What the form prints, without the ordinal."),
        "aliases": ("读取时认得的其他写法，从不输出。", "Other wordings that are read, and never printed."),
        "note": ("含义和填写说明。", "What it means and how to fill it in."),
        "source": (
            "这一行或列的依据，与表的依据不同时写。",
            "Where the row or column comes from, if not where the table does.",
        ),
        "value": (
            "这里和其下的单元格填什么，与表不同时写。",
            "What the cells here and below hold, if not what the table says.",
        ),
        "total": (
            "自己也有单元格：exact 等于其下之和；at_least 不小于其下之和（其中）；free 与其下无关。",
            "It has cells of its own: exact, the sum of those below; at_least, of which those below are a part; free.",
        ),
        "total_label": ("合计行或列的文字。", "The label of the total."),
        "total_aliases": ("合计的其他写法。", "Other wordings of the total."),
        "total_at": (
            "合计印在其下各项之前（start）或之后（end，默认）。",
            "The total stands before (start) or after (end, the default).",
        ),
        "in_total": ("写 false 则不计入上一级的合计。", "false keeps it out of the total above."),
        "numbering": (
            "其下各项序号的样式，写第一项的序号：一、 （一） 1. A",
            "How those below are numbered, by the first ordinal: 一、 （一） 1. A",
        ),
        "open": (
            "其下各项由报告自行列出；这里写键的种类，合计自动有。",
            "Each report names what stands below; this is the type of its keys.",
        ),
        "use": ("使用 axes 中的一段；自己写的各项优先。", "Take over a part of `axes`; what is said here wins."),
        "nodes": ("其下的各个表头，按印出的次序。", "The headers below, in printed order."),
    },
    model.UnitColumn: {
        "label": ("这一列的表头。", "The header of the column."),
        "none": ("没有单元格的行印什么，如 ——。", "What is printed in rows without cells, such as ——."),
    },
    model.Void: {
        "row": ("行的路径，或一组行的表头。", "The path of a row, or of the header of several."),
        "column": ("列的路径，或一组列的表头。", "The path of a column, or of the header of several."),
    },
    model.Table: {
        "value": ("单元格填什么：values 中的键。", "What the cells hold: a key of `values`."),
        "rows": ("行轴。", "The rows."),
        "columns": ("列轴。", "The columns."),
        "heading": ("印在表上方、横贯全表的一行。", "A line across the whole table, above it."),
        "corner": ("左上角单元格的文字。", "The text of the top left cell."),
        "stub": (
            "行标题的画法：nested 每级一列，outline 只有一列，组标题自成一行。",
            "How row labels are drawn: nested, a column per level; outline, a single column with groups as rows.",
        ),
        "unit_column": CLASSES[model.UnitColumn],
        "void": ("表中不存在的单元格。", "Cells that the form does not have."),
        "note": ("填写说明。", "How it is to be filled in."),
        "source": ("表的依据。", "Where the table comes from."),
    },
    model.Examples: {
        "valid": ("必须通过的例子。", "Cases that must pass."),
        "invalid": ("必须不通过的例子。", "Cases that must fail."),
    },
    model.Rule: {
        "check": (
            "公式，如 a + b == c；用 ==、<= 或 >=，prior. 指上年报告，[行, 列] 指一个单元格。",
            "A formula: a + b == c, with ==, <= or >=; `prior.` is last year, [row, column] one cell.",
        ),
        "label": ("规则的名称。", "The name of the rule."),
        "table": ("所在的表；跨表的规则不写。", "The table it is about; none for a rule over several."),
        "each": ("对每一列（columns）或每一行（rows）各检查一次。", "Applied to each of the columns, or of the rows."),
        "when": ("前提：成立时才检查，如 fee > 0。", "The rule holds only where this is true: fee > 0."),
        "why": ("为什么应当成立。", "Why it must hold."),
        "advice": ("不成立时怎么办。", "What to do where it fails."),
        "severity": (
            "级别：error 强制性，warning 核实性，info 提示性。",
            "error: it must hold; warning: accepted after an explanation; info: for attention.",
        ),
        "source": ("规则的依据。", "Where the rule comes from."),
        "tolerance": ("允许的差；不写则用值的。", "By how much it may be out; by default what the values say."),
        "examples": CLASSES[model.Examples],
    },
    model.Edit: {
        "why": ("为什么这样改。", "Why this was changed."),
        "add": ("新增：本版中的地址；两版不可比。", "Added: an address in this version; not comparable."),
        "drop": ("取消：上一版中的地址；两版不可比。", "Dropped: an address in the version before; not comparable."),
        "split": (
            "拆分：上一版中的地址，等于本版各项之和。",
            "Split: an address in the version before, now the sum of its parts.",
        ),
        "merge": ("合并：上一版中的几个地址。", "Merged: addresses in the version before."),
        "move": (
            "移动：上一版中的地址，含义不变。",
            "Moved: an address in the version before; the meaning is the same.",
        ),
        "relabel": ("改名：含义不变。", "Renamed; the meaning is the same."),
        "replace": ("含义已变：两版不可比。", "The meaning changed: not comparable."),
        "into": ("拆分或合并的结果：本版中的地址。", "What a split or merge makes: addresses in this version."),
        "to": ("移动的去处：本版中的地址。", "Where a move ends: an address in this version."),
        "by": (
            "取而代之的：本版中的地址；不写则同一地址。",
            "What takes its place: an address in this version; by default the same.",
        ),
        "node": ("在小改动的规格里：新增的或取而代之的表头。", "In a child: what is added, or what takes the place."),
        "nodes": ("在小改动的规格里：拆分成的各项。", "In a child: the parts of a split."),
        "label": ("在小改动的规格里：新的文字。", "In a child: the new label."),
        "aliases": ("在小改动的规格里：读取时认得的其他写法。", "In a child: other wordings that are read."),
        "after": (
            "在小改动的规格里：放在哪个同级的键之后。",
            "In a child: the key of the sibling before the new place.",
        ),
        "source": ("这一改动的依据。", "Where the change comes from."),
    },
    model.Change: {
        "previous": ("上一版的标识。", "The id of the version before."),
        "edits": ("各个改动，依次执行。", "The steps, carried out in order."),
    },
    model.Headline: {
        "label": (
            "标题行的写法，用 {organisation}、{year} 和 {title} 表示机关、年度和名称。",
            "The title line, with {organisation}, {year} and {title} where they stand.",
        ),
        "aliases": (
            "读取时认得的其他写法；不含花括号的，是报告名称 {title} 的另一写法。",
            "Other wordings that are read; one without braces is another wording of {title} itself.",
        ),
    },
    model.Spec: {
        "id": ("标识：类别/年份，如 cn/2021。", "The id, FAMILY/YEAR: cn/2021."),
        "revision": ("修订号，写在引号里。", "The revision, in quotes."),
        "for_years": CLASSES[model.YearRange],
        "title": ("报告的名称。", "The title of the report."),
        "source": (
            "格式的依据；其他各处的依据由此补足。",
            "Where the format comes from; other sources fall back to it.",
        ),
        "sections": ("报告的各部分，按文件次序。", "The parts of the report, in document order."),
        "values": ("单元格里填什么。", "What cells may hold."),
        "tables": ("各张表。", "The tables."),
        "status": (
            "official 正式，provisional 暂定（尚未全部核实），draft 草案。",
            "official; provisional, not all of it confirmed; or draft.",
        ),
        "languages": (
            "规格的语言，第一个是原文的。",
            "The languages of the spec; the first is that of the form itself.",
        ),
        "headline": CLASSES[model.Headline],
        "numbering": ("各部分序号的样式，如 一、", "How sections are numbered, by the first ordinal: 一、"),
        "note": ("格式的总说明。", "A remark on the whole format."),
        "axes": ("用到不止一次的表头。", "Headers that are used more than once."),
        "rules": (
            "表头没有说出的关系。合计从不写成规则。",
            "Relations that the headers do not say; sums are never written.",
        ),
        "change": CLASSES[model.Change],
    },
}
"""By the names of the fields in the model, without those that are the key of a mapping."""
