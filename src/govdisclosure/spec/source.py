"""Texts, years and sources: what every part of a format may say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NewType

from attrs import evolve, field, fields, frozen

from govdisclosure.keys import means, says
from govdisclosure.spec.numbering import western

Certainty = Literal["A", "B", "C"]
CONTROLS = r"\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
"""What controls a terminal or the direction of text, and no text of a form holds: the inside of a character class."""
Date = NewType("Date", str)
"""A day of the calendar, written `2021-09-26`."""


def is_date(text: str) -> bool:
    """Whether a text is a date in ISO form.

    >>> is_date("2024-02-29"), is_date("2023-02-29")
    (True, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@means("各语言的文字，如 {zh: 规章, en: Regulations}。")
@frozen
class Localised:
    """A text per language, as in `{zh: 规章, en: Regulations}`; asking for a language it lacks gives the first one.

    >>> Localised((("zh", "规章"), ("en", "Regulations")))["en"]
    'Regulations'
    """

    texts: tuple[tuple[str, str], ...]

    def __getitem__(self, language: str) -> str:
        for name, text in self.texts:
            if name == language:
                return text
        return self.texts[0][1]

    def behind(self, written: str, language: str) -> str:
        """Return the text as printed behind an ordinal, which is Western where the text is not Chinese.

        >>> Localised((("zh", "规章"), ("en", "Regulations"))).behind("（一）", "en")
        '(1) Regulations'
        """
        spoken = language if any(name == language for name, _ in self.texts) else self.texts[0][0]
        return (written if spoken == "zh" else western(written)) + self[language]

    def __iter__(self) -> Iterator[str]:
        return (text for _, text in self.texts)


@means("依据；没有写的各项沿用外层的依据。")
@frozen
class Source:
    """Where a fact comes from; what is left out is taken from the source around it."""

    document: str | None = field(
        default=None,
        metadata=says("文号或文件名称。", "The number or name of the document.", example="国办公开办函〔2021〕30号"),
    )
    article: str | None = field(default=None, metadata=says("条、款、项。", "The article.", example="条例第五十条"))
    date: Date | None = field(
        default=None, metadata=says("日期，写在引号里。", "The date, in quotes.", example='"2021-09-26"')
    )
    issuer: Localised | None = field(default=None, metadata=says("发文机关。", "Who issued it."))
    certainty: Certainty | None = field(
        default=None,
        metadata=says(
            "确定程度：A 正式文本，B 多份已公布的报告一致，C 尚待核实。",
            "A: official text; B: published reports agree; C: not yet confirmed.",
        ),
    )
    mapping: Certainty | None = field(
        default=None,
        metadata=says(
            "所依条款确指这一处的确定程度；与条款本身不同时写。",
            "How certain it is that the text is about this place, where that is less than the text itself.",
        ),
    )
    notes: Certainty | None = field(
        default=None,
        metadata=says(
            "这一处的 note 的确定程度，如依各地通行做法则为 B；与依据不同时写。",
            "How certain the note beside the source is, if not as certain as the source: B for usual practice.",
        ),
    )
    note: Localised | None = field(default=None, metadata=says("关于依据的说明。", "A remark on the source."))

    def __str__(self) -> str:
        return " ".join(part for part in (self.document, self.article) if part)

    def within(self, outer: Source) -> Source:
        """Return this source with what it leaves out taken from the one around it; another document brings its own.

        What is said of one place, `mapping` and `notes`, holds for no other.
        """
        if self.document is not None:
            return evolve(self, certainty=self.certainty or outer.certainty)
        said = {field.name: value for field in fields(Source) if (value := getattr(self, field.name)) is not None}
        return evolve(outer, **{"mapping": None, "notes": None, **said})
