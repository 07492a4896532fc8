"""What is wrong with YAML, in the words of the language chosen: its parser speaks English only."""

from __future__ import annotations

from govdisclosure.language import say

_CHINESE = {
    "while parsing a block mapping": "在一段“键: 值”中",
    "while parsing a flow mapping": "在花括号 {} 中",
    "while parsing a block collection": "在以 - 开头的列表中",
    "while parsing a flow sequence": "在方括号 [] 中",
    "while parsing a node": "在一个值中",
    "while parsing a block node": "在一个值中",
    "while parsing a flow node": "在一个值中",
    "while scanning a simple key": "在一个键中",
    "while scanning a quoted scalar": "在引号内的文字中",
    "while scanning a plain scalar": "在文字中",
    "while scanning a block scalar": "在多行文字中",
    "while scanning an anchor": "在锚点 & 处",
    "while scanning an alias": "在引用 * 处",
    "while scanning a directive": "在指令 % 处",
    "while scanning for the next token": "在此处",
    "mapping values are not allowed in this context": "此处不能出现“键: 值”，多半是缩进不齐",
    "mapping values are not allowed here": "此处不能出现“键: 值”，多半是缩进不齐",
    "block sequence entries are not allowed in this context": "此处不能出现以 - 开头的项，多半是缩进不齐",
    "sequence entries are not allowed here": "此处不能出现以 - 开头的项，多半是缩进不齐",
    "did not find expected key": "这里应当是一个键，多半是缩进不齐或引号、括号不成对",
    "did not find expected '-' indicator": "这里应当以 - 开头，多半是缩进不齐",
    "did not find expected ',' or ']'": "方括号 [] 没有写完：缺少逗号或 ]",
    "did not find expected ',' or '}'": "花括号 {} 没有写完：缺少逗号或 }",
    "did not find expected node content": "这里缺少一个值",
    "did not find expected <document start>": "文件到此应已结束",
    "did not find expected alphabetic or numeric character": "名称中有不能用的字符",
    "could not find expected ':'": "缺少冒号",
    "found unexpected end of stream": "文件在此意外结束，多半是引号或括号不成对",
    "found unexpected ':'": "此处不能有冒号",
    "found character that cannot start any token": "文字不能以这个符号开头，请加引号",
    "found a tab character that violates indentation": "缩进只能用空格，不能用制表符",
    "found unknown escape character": "双引号内的反斜线后有不认识的字符",
    "control characters are not allowed": "有不允许的控制字符",
}
"""What the parsers say of ordinary mistakes."""


def yaml_fault(context: str | None, problem: str | None) -> str:
    """Return what the parser found, and within what.

    >>> from govdisclosure.language import using
    >>> with using("zh"):
    ...     yaml_fault("while scanning a simple key", "could not find expected ':'")
    '在一个键中，缺少冒号；含冒号的文字请加引号'
    """
    english = [part for part in (context, problem) if part]
    colon = any("':'" in part for part in english)
    chinese = [words for part in english for known, words in _CHINESE.items() if known in part]
    text = say(zh="，".join(chinese) or f"不是合法的 YAML（{problem}）", en=", ".join(english))
    return text + say(zh="；含冒号的文字请加引号", en="; put a text with a colon in quotes") if colon else text
