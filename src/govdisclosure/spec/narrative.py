"""What a format knows of the words around its tables: wordings whose numbers rules hold against the cells."""

from __future__ import annotations

from attrs import field, frozen

from govdisclosure.keys import means, says
from govdisclosure.spec.source import Source


@means("一组词，措辞里写作 {名称}。")
@frozen
class WordList:
    """Words of which one stands where a wording names the list, as `{NAME}`."""

    key: str
    any: tuple[str, ...] = field(metadata=says("这些词。", "The words.", example="[政府信息公开, 信息公开]"))


@means("怎样看文字里的一句话：哪些词无妨，哪些词使它说的是别的事。")
@frozen
class Narrative:
    """How a sentence of the text is looked at: words that change nothing, and words that make it say something else."""

    words: tuple[WordList, ...] = field(
        default=(), metadata=says("各组词。", "Lists of words.", example="{request: {any: [政府信息公开, 信息公开]}}")
    )
    units: tuple[str, ...] = field(
        default=(), metadata=says("数后的量词。", "Words of counting that follow a number.", example="[件, 条]")
    )
    between: tuple[str, ...] = field(
        default=(),
        metadata=says("措辞与数之间无妨的词。", "Words that may stand before a number.", example="[共, 共计, 数量]"),
    )
    closing: tuple[str, ...] = field(
        default=(),
        metadata=says(
            "没有数的措辞之后无妨的词。", "Words that may follow a wording without a number.", example="[案件, 情况]"
        ),
    )
    scope: tuple[str, ...] = field(
        default=(),
        metadata=says(
            "句中在前出现时，说的是别的范围的词。",
            "Words that, earlier in a sentence, make it one about another scope.",
            example="[全市, 本级]",
        ),
    )
    unless: tuple[str, ...] = field(
        default=(),
        metadata=says(
            "同一分句里出现时，说的是别的年度、变化或比重的词。",
            "Words that make a clause one about another year, a change or a share.",
            example="[同比, 占]",
        ),
    )
    nothing: tuple[str, ...] = field(
        default=(),
        metadata=says(
            "整个部分只写这些词，就是没有写。", "Texts that say that there is nothing to say.", example="[无]"
        ),
    )
    source: Source | None = field(
        default=None, metadata=says("文字规则的依据。", "Where the rules about the text come from.")
    )


@means("文字里的哪些话与规则有关。")
@frozen
class Says:
    """Which words of the text a rule is about."""

    sections: tuple[str, ...] = field(
        metadata=says("在哪些部分里找。", "The sections in which they are looked for.", example="[overview]")
    )
    wordings: tuple[str, ...] = field(
        default=(),
        metadata=says(
            "措辞：{n} 是公式里的数，[甲|乙] 可省，(甲|乙) 是几种说法，{名称} 是一组词。"
            "公式没有 n 的，措辞也没有 {n}。",
            "Wordings: {n} is the number n of the formula, [a|b] may be left out, (a|b) is one of several, {name} a "
            "list of words. Without n in the formula there is no {n}.",
            example='["新收[政府]信息公开申请{n}"]',
        ),
    )
    none: tuple[str, ...] = field(
        default=(),
        metadata=says(
            "表示没有的措辞：n 为 0。", "Wordings that say that n is 0.", example='["未收到[政府]信息公开申请"]'
        ),
    )
    beside: tuple[str, ...] = field(
        default=(),
        metadata=says("同一句里在前必须有其中一个词。", "One of these must stand earlier in the sentence."),
    )
    unless: tuple[str, ...] = field(
        default=(),
        metadata=says(
            "句中在前或同一分句里有其中一个词的，不算。",
            "None of these may stand earlier in the sentence or in the clause.",
        ),
    )
    found: tuple[str, ...] = field(
        default=(), metadata=says("算数的例句，都会执行。", "Sentences that count; all are executed.")
    )
    other: tuple[str, ...] = field(
        default=(), metadata=says("不算数的例句，都会执行。", "Sentences that do not count; all are executed.")
    )
