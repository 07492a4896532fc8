"""Codes of what is wrong with a spec file, or doubtful in it."""

from govdisclosure.codes.code import Code
from govdisclosure.language import Words

_WHERE = Words("请按消息所说的位置改正。", "Mend it at the place that the message names.")

# what keeps a file from being loaded --------------------------------------------------------------------------------

FAULT = Code(
    "fault",
    "error",
    Words("文件中有错误，不能使用。", "Something is wrong in a file, which cannot be used."),
    _WHERE,
)
SYNTAX = Code(
    "syntax",
    "error",
    Words("不是规格所用的 YAML。", "The file is no YAML, or uses what specs do without: tags, anchors, a key twice."),
    Words("请按消息改正；含冒号的文字加引号。", "Mend it where the message says; put a text with a colon in quotes."),
)
SHAPE = Code(
    "shape",
    "error",
    Words("缺少键、有未知的键，或值的类型不对。", "A key is missing or unknown, or a value is of the wrong kind."),
    Words("键和值的写法见 docs/spec-language.zh.md。", "docs/spec-language.md has the keys and what each takes."),
)
EXTENDS = Code(
    "extends",
    "error",
    Words("所扩展的格式不能用。", "The format that a spec extends cannot be used."),
    Words("请写一个存在、没有错误的格式标识。", "Name a format that exists and has no faults."),
)
EDIT = Code(
    "edit",
    "error",
    Words("change 中的一处修改不能执行。", "An edit of `change` cannot be carried out."),
    Words("请核对它所指的行、列是否在旧版中。", "See whether what it names is in the version before."),
)

# words --------------------------------------------------------------------------------------------------------------

MISSING_SOURCE = Code(
    "missing_source",
    "warning",
    Words("规格没有写明来源的文号或可信度。", "The spec does not name its source, or how certain it is."),
    Words("请补写 source 的 document 和 certainty。", "Write `document` and `certainty` under `source`."),
)
UNCONFIRMED_SOURCE = Code(
    "unconfirmed_source",
    "warning",
    Words("来源未经核实，状态却是 official。", "The source is not confirmed, but the status is official."),
    Words("请核实来源，或写 provisional 或 draft。", "Confirm the source, or write provisional or draft."),
)
CERTAIN_MAPPING = Code(
    "certain_mapping",
    "warning",
    Words("一处的对应关系写得比其依据更确定。", "A place is said to be more certain than the text that it rests on."),
    Words("请改 mapping，或核实依据后改 certainty。", "Lower `mapping`, or confirm the text and raise `certainty`."),
)
MISSING_TRANSLATION = Code(
    "missing_translation",
    "warning",
    Words("一处文字缺少规格所列语言中的一种。", "A text is missing in one of the languages of the spec."),
    Words("请补写，或从 languages 中删去该语言。", "Write it, or take the language out of `languages`."),
)
UNDECLARED_LANGUAGE = Code(
    "undeclared_language",
    "warning",
    Words("一处文字的语言不在规格的 languages 之中。", "A text is in a language that the spec does not list."),
    Words("请将该语言写入 languages。", "Add the language to `languages`."),
)
AMBIGUOUS_LABEL = Code(
    "ambiguous_label",
    "warning",
    Words("同级的两项同名，读取时无法区分。", "Two siblings bear the same name: reading cannot tell them apart."),
    Words("请改其中一个的名称或别名。", "Change the label or alias of one of them."),
)
USELESS_ALIAS = Code(
    "useless_alias",
    "warning",
    Words("别名与名称相同，没有用处。", "An alias is the label already, as names are compared."),
    Words("请删去该别名。", "Leave the alias out."),
)
TOLERANCE_ON_INTEGERS = Code(
    "tolerance_on_integers",
    "warning",
    Words("整数不需要容差。", "Whole numbers need no tolerance."),
    Words("请删去 tolerance。", "Leave `tolerance` out."),
)
MARK_IS_NUMBER = Code(
    "mark_is_number",
    "warning",
    Words("记号本身是一个数。", "A mark is a number itself, and cannot stand for others."),
    Words("请换一个记号。", "Choose another mark."),
)
UNUSED_VALUE = Code(
    "unused_value",
    "warning",
    Words("没有表或节点用到这个值。", "No table or node uses a value."),
    Words("请删去，或在表中使用。", "Leave it out, or use it."),
)
UNUSED_AXIS = Code(
    "unused_axis",
    "warning",
    Words("没有表用到这个轴。", "No table uses an axis."),
    Words("请删去，或在表中使用。", "Leave it out, or use it."),
)

# rules --------------------------------------------------------------------------------------------------------------

RULE_WITHOUT_CELLS = Code(
    "rule_without_cells",
    "warning",
    Words("规则不起作用：提到的单元格不存在或不是数。", "A rule never applies: its cells are void or hold no numbers."),
    Words("请核对公式中的行和列。", "Make sure of the rows and columns in the formula."),
)
UNKNOWN_COMPANION_CELL = Code(
    "unknown_companion_cell",
    "warning",
    Words(
        "规则引用的另一份文件的单元格，已有的格式都没有。",
        "A rule names a cell of another document that no installed format of its family has.",
    ),
    Words("请核对 companions 中的类别和公式中的键。", "Make sure of the family under companions, and of the keys."),
)
IMPLIED_RULE = Code(
    "implied_rule",
    "warning",
    Words("各轴的合计已经包含这条规则。", "The totals of the axes imply the rule already."),
    Words("请删去该规则。", "Leave the rule out."),
)
SUM_CYCLE = Code(
    "sum_cycle",
    "warning",
    Words("合计成环：一个数是自己的一部分。", "A sum is a part of itself."),
    Words("请核对公式的方向。", "Make sure of the formula: something stands on the wrong side."),
)
CONTRADICTION = Code(
    "contradiction",
    "warning",
    Words("没有数能使这些规则都成立。", "No numbers satisfy all of the rules."),
    Words("请核对消息中的规则。", "One of the rules that the message names is wrong."),
)
FORCED_CELL = Code(
    "forced_cell",
    "warning",
    Words("规则只允许单元格取一个数。", "The rules leave a cell no choice of its number."),
    Words("请核对消息中的规则。", "Make sure of the rules that the message names."),
)
LIMIT_REACHED = Code(
    "limit_reached",
    "info",
    Words("规则太多，没有全部检验。", "The rules are too many to be tested in full."),
    Words("无须处理；没有检验的不等于有错。", "There is nothing to do: what was not tested need not be wrong."),
)

# versions -----------------------------------------------------------------------------------------------------------

MISPLACED_FILE = Code(
    "misplaced_file",
    "warning",
    Words("文件的位置与标识不符，按标识找不到它。", "The file stands where its id does not lead."),
    Words("请移动文件，或改标识。", "Move the file, or change the id."),
)
OVERLAPPING_YEARS = Code(
    "overlapping_years",
    "warning",
    Words("两个正式格式适用于同一年份。", "Two official formats are for the same year."),
    Words("请在旧格式的 for_years 中写明末年。", "Let `for_years` of the older one end the year before."),
)
UNKNOWN_VERSION = Code(
    "unknown_version",
    "warning",
    Words("change 的旧版不存在或不能用。", "The version that `change` starts from does not exist or cannot be used."),
    Words("请核对 from 的标识。", "Make sure of the id after `from`."),
)
CHANGE_DIFFERS = Code(
    "change_differs",
    "warning",
    Words("change 所说与两版的差别不符。", "What `change` says is not how the two versions differ."),
    Words("请补写或改正 edits。", "Add the edit that is missing, or mend the one that is wrong."),
)
WORDING_EXAMPLE = Code(
    "wording_example",
    "warning",
    Words(
        "规则的例句与措辞不合。",
        "A sentence under `found` does not count by the wordings of its rule, or one under `other` does.",
    ),
    Words("请改措辞、words 或例句。", "Change the wordings, the words beside them, or the sentence."),
)
WORDING_CLAIMED = Code(
    "wording_claimed",
    "warning",
    Words("一条措辞被另一条规则抢先认走。", "What a wording stands for is taken by a wording of another rule."),
    Words("请把两条规则的措辞分开。", "Make the wordings of the two rules differ."),
)
