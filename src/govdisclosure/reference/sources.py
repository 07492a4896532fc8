"""Where a fact comes from and how sure it is, in words."""

from __future__ import annotations

from collections.abc import Iterator

from govdisclosure.language import current, say
from govdisclosure.spec import Certainty, Source, YearRange


def certainty_meaning(certainty: Certainty) -> str:
    """Return what a letter of certainty means."""
    return {
        "A": say(zh="正式文本或法律法规", en="official text or statute"),
        "B": say(zh="多份已公布的报告一致", en="several published reports agree"),
        "C": say(zh="一般知识，尚未见到原件", en="general knowledge, not yet seen in an original"),
    }[certainty]


def certainty_text(source: Source) -> str:
    """Return the letters of certainty of a source with their meaning."""
    return say(zh="，", en=", ").join(
        what + say(zh=f"{letter}（{certainty_meaning(letter)}）", en=f"{letter} ({certainty_meaning(letter)})")
        for what, letter in _letters(source)
    ) or say(zh="未注明", en="not stated")


def certainty_letters(source: Source) -> str:
    """Return the letters of certainty of a source, for a narrow column.

    >>> from govdisclosure.language import using
    >>> with using("en"):
    ...     certainty_letters(Source(certainty="A", mapping="C"))
    'A, of this place C'
    """
    return say(zh="，", en=", ").join(what + letter for what, letter in _letters(source)) or "—"


def _letters(source: Source) -> Iterator[tuple[str, Certainty]]:
    if source.certainty:
        yield "", source.certainty
    if source.mapping:
        yield say(zh="对应 ", en="of this place "), source.mapping
    if source.notes:
        yield say(zh="说明 ", en="of the note "), source.notes


def source_text(source: Source) -> tuple[str]:
    """Return everything a source says, in one run of words."""
    language = current()
    parts = [str(source)]
    if source.issuer:
        parts.append(source.issuer[language])
    if source.date:
        parts.append(source.date)
    text = say(zh="，", en=", ").join(part for part in parts if part)
    if source.note:
        text += (say(zh="；", en="; ") if text else "") + source.note[language].rstrip("。.")
    return (text or "—",)


def years_text(years: YearRange) -> str:
    """Return report years, or periods, in words.

    >>> from govdisclosure.language import using
    >>> with using("en"):
    ...     tuple(years_text(YearRange(*years)) for years in ((2021, None), (2019, 2020), (2020, 2020)))
    ('report years 2021 on', 'report years 2019 to 2020', 'report year 2020')
    """
    first, last = years.first, years.last
    words = ("报告年度", "report year") if first.of == "year" else ("报告期", "report period")
    zh, en = (f"{words[0]} {first.named}".replace("  ", " "), words[1])
    if last is None:
        return say(zh=f"{zh}起", en=f"{en}s {first} on")
    if last == first:
        return say(zh=zh, en=f"{en} {first}")
    return say(zh=f"{zh.removesuffix(' 年')} 至 {last.named}", en=f"{en}s {first} to {last}")
