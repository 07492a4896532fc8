"""The title line of a report: the organisation and the period that one line of text names, in the wordings of a spec.

The wordings are those of the spec's `headline`: its label and aliases are lines with `{organisation}`, `{year}` or
`{period}`, and `{title}` in them; an alias with none of these is another wording of the title. What stands around a
title line on pages is put aside: a label before a colon, the path of pages that leads to it, the name of a site after a
dash.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from attrs import frozen

from govdisclosure.spec import PERIOD_PATTERNS, Frequency, Period, Spec, printed_period

MAX_HEADLINE = 120
"""Characters beyond which a line is no headline."""

_SPACE = re.compile("[\\s\u200b-\u200f\u2060\ufeff]+")
_NUMERALS = {sign: str(digit) for digit, signs in enumerate(("〇○零OoО0", *"一二三四五六七八九")) for sign in signs}
_SPELLED_YEAR = re.compile("(?:一九|二[〇○零OoО0])[〇○零OoО0一二三四五六七八九]{2}(?=年)")
# 年度 is 年; but 2024年度假区… is the report of a resort (度假区).
_OF_THE_YEAR = re.compile(r"(?<=[0-9]年)度(?!假)")
_YEAR = "(?P<year>(?:19|20)[0-9]{2})"
# 人民政府信息公开 is short for 人民政府政府信息公开, so that no name ends with 人民.
_ORGANISATION = "(?P<organisation>[^:>›»|→/《》【】。,;!?]{1,60}?)(?<!人民)"

_AROUND = re.compile(r"[:>›»|→/《》【】\[\]_·]|(?<![0-9])[-–—―]+|[-–—―]+(?![0-9])")
"""Signs that part a title line from what pages put before and after it; no dash within a span of years."""
_SENTENCE = re.compile("[。;!?]|,(?![0-9]{4}(?![0-9年]))")
_LAST_BRACKET = re.compile(r"\([^()]*\)$")
_ELSEWHERE = re.compile("[上下前后]一[篇条页个]|相关|附件|推荐|延伸|更多|链接|下载")
"""What stands before the title of another page."""
_NO_NAMES = re.compile(
    "关于|[我本][省市县区州盟旗乡镇村局委厅部院办校].*|本机关|本单位|本级.*|附件?|目录|标题|名称|题目"
)
"""What stands where a title line that names nobody has its organisation."""
_NO_BEGINNING = re.compile(
    "第?[一二三四五六七八九十0-9]{1,3}(?:部分|、)|关于|做好|报送|编制|开展|根据|按照|依据|转发|印发|公布|发布|公开|现将|现公布|现发布|点击|下载|查看|附件|[上下]一|[年和与及的]"
)
_NO_END = re.compile("[和与及的]$")
# Four digits stand for a year, or begin a date, but not behind 第: 第1500局 is the name of an office.
_A_YEAR = re.compile("(?<![0-9第])[0-9]{4}|[0-9]{4}年")


@frozen
class Named:
    """The organisation and the period that a line names. `linked`: it is the title of another page, to which it leads.

    `bare` says that the line is nothing but a title line.
    """

    organisation: str | None
    period: Period
    linked: bool = False
    bare: bool = True


@frozen(eq=False, repr=False)
class _Wordings:
    """The wordings of a spec, compiled."""

    frequency: Frequency
    patterns: tuple[re.Pattern[str], ...]
    nameless: tuple[re.Pattern[str], ...]
    """The patterns without an organisation, which a sentence may hold anywhere."""
    literals: tuple[str, ...]
    """Words of which every title line holds one."""
    signs: tuple[str, ...]
    """Characters of which every title line holds one: the quick test."""
    fragments: frozenset[str]
    """What the wordings themselves put between their parts, which is no organisation."""


def plain(text: str) -> str:
    """Return a text without spaces, in NFKC, years in digits and 年度 as 年.

    >>> plain("某局 二〇二五年度 报告"), plain("2024年度假区报告")
    ('某局2025年报告', '2024年度假区报告')
    """
    text = _SPACE.sub("", unicodedata.normalize("NFKC", text))
    if "年" in text:
        text = _SPELLED_YEAR.sub(lambda year: "".join(_NUMERALS[sign] for sign in year[0]), text)
        text = _OF_THE_YEAR.sub("", text)
    return text


def signs_of(spec: Spec) -> tuple[str, ...]:
    """Return characters of which every headline holds one: a quick test that most paragraphs do not pass.

    >>> from govdisclosure import load_spec
    >>> "报" in signs_of(load_spec("cn/2021"))
    True
    """
    return _wordings(spec).signs


def named_by(spec: Spec, text: str) -> Named | None:
    """Return the organisation and the period that a line names as a headline does, or None if it is none.

    >>> from govdisclosure import load_spec
    >>> spec = load_spec("cn/2021")
    >>> named_by(spec, "标题：某县二〇二四年度政府信息公开年报（图片版）")
    Named(organisation='某县', period=Period(year=2024, of='year', number=1), linked=False, bare=False)
    >>> named_by(spec, "上一篇：某县2023年政府信息公开工作年度报告").linked
    True
    """
    words = _wordings(spec)
    whole = plain(text)
    folded = whole.casefold()
    if len(text) > MAX_HEADLINE or not any(literal in folded for literal in words.literals):
        return None
    if found := _fit(words, whole):
        return found
    if _SENTENCE.search(whole):
        return None
    # Every piece is tried: two titles in one line name nobody's report.
    pieces = _AROUND.split(whole)
    hits: dict[tuple[str | None, Period], bool] = {}
    for number, piece in enumerate(pieces):
        if fits := _fit(words, piece) or _fit(words, _LAST_BRACKET.sub("", piece)):
            linked = any(_ELSEWHERE.search(before) for before in pieces[:number])
            hits.setdefault((fits.organisation, fits.period), linked)
    if len(hits) != 1:
        return None
    ((organisation, period), linked) = hits.popitem()
    return Named(organisation, period, linked, bare=False)


def leads_elsewhere(text: str) -> bool:
    """Whether a short line says that titles of other pages follow.

    >>> leads_elsewhere("上一篇："), leads_elsewhere("相关链接"), leads_elsewhere("上一年的情况")
    (True, True, False)
    """
    return len(text) <= 8 and _ELSEWHERE.search(text) is not None  # noqa: PLR2004 - the few words of such a line


def titles_within(spec: Spec, text: str) -> list[tuple[Period, str]]:
    """Return the titles that a paragraph holds anywhere, each with its period; whose they are it does not say.

    >>> from govdisclosure import load_spec
    >>> [(str(period), title) for period, title in titles_within(load_spec("cn/2021"), "某县2025年政府信息公开年报。")]
    [('2025', '2025年政府信息公开年报')]
    """
    words = _wordings(spec)
    whole = plain(text)
    folded = whole.casefold()
    if not any(literal in folded for literal in words.literals):
        return []
    return [(_period(words, match), match[0]) for pattern in words.nameless for match in pattern.finditer(whole)]


def _fit(words: _Wordings, text: str) -> Named | None:
    nobody: Named | None = None
    for pattern in words.patterns:
        if not (match := pattern.fullmatch(text)):
            continue
        period = _period(words, match)
        name = match.groupdict().get("organisation")
        if name is None:
            return Named(None, period)
        if name in words.fragments or name == "度" or _NO_NAMES.fullmatch(name):
            nobody = nobody or Named(None, period)
        elif is_name(name):
            return Named(name, period)
    return nobody


def _period(words: _Wordings, match: re.Match[str]) -> Period:
    """Return the period that a wording names, as far as it does: one with `{year}` alone names the year."""
    named = match.groupdict()
    text = named.get("period")
    return printed_period(text, words.frequency) if text else Period(int(named["year"] or 0))


def is_name(text: str) -> bool:
    """Whether a text where a name is expected can be one.

    >>> is_name("某县统计局"), is_name("度某县"), is_name("2024年某县"), is_name("下载某县"), is_name("第1500局")
    (True, False, False, False, True)
    """
    return not (
        _A_YEAR.search(text)
        or (text.startswith("度") and not text.startswith("度假"))
        or _NO_BEGINNING.match(text)
        or _NO_END.search(text)
    )


_PLACEHOLDER = re.compile(r"(\{\w+\})")


@lru_cache(maxsize=32)
def _wordings(spec: Spec) -> _Wordings:
    lines = [*spec.title_line.label, *spec.title_line.aliases]
    titles = _titles([*spec.title, *(line for line in lines if "{" not in line)])
    split = {template: _PLACEHOLDER.split(template) for template in map(_template, lines) if template}
    patterns = _patterns(split.values(), titles, spec.period)
    filled = [pair for template, parts in split.items() for pair in _filled(template, parts, titles)]
    # The title may be the last of several lines, so that it must pass the quick test by itself.
    texts = dict.fromkeys((title or "".join(pieces)).casefold() for title, pieces in filled)
    return _Wordings(
        spec.period,
        patterns,
        tuple(pattern for pattern in patterns if "organisation" not in pattern.groupindex),
        _shortest(frozenset(max(pieces, key=len).casefold() for _, pieces in filled)),
        _signs(texts),
        frozenset(part for parts in split.values() for part in parts[::2]),
    )


def _template(line: str) -> str:
    """Return a wording in plain; nothing for one that names no year or period."""
    # The year stands for its digits, so that what follows it is put in plain like the text.
    template = plain(line.replace("{year}", "1999")).replace("1999", "{year}", 1)
    return template if "{year}" in template or "{period}" in template else ""


def _titles(texts: Iterable[str]) -> list[str]:
    """Return titles in plain, the longest first."""
    return sorted(sorted({plain(text) for text in texts} - {""}), key=len, reverse=True)


def _patterns(
    wordings: Iterable[Sequence[str]], titles: Sequence[str], frequency: Frequency
) -> tuple[re.Pattern[str], ...]:
    """Return what finds each wording: those without an organisation first, and of these the one that says most."""
    ranks = {
        _regex(parts, titles, frequency): ("{organisation}" in parts, -sum(map(len, parts[::2]))) for parts in wordings
    }
    return tuple(re.compile(regex, re.IGNORECASE) for regex in sorted(ranks, key=lambda regex: ranks[regex]))


def _shortest(texts: frozenset[str]) -> tuple[str, ...]:
    """Return the texts that hold no other of them."""
    return tuple(one for one in sorted(texts) if not any(two in one for two in texts - {one}))


def _filled(template: str, parts: Sequence[str], titles: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each title, and what a wording says around its other placeholders with it."""
    for title in titles if "{title}" in parts else ("",):
        yield title, _PLACEHOLDER.split(template.replace("{title}", title))[::2]


def _regex(parts: Iterable[str], titles: Iterable[str], frequency: Frequency) -> str:
    known = {
        "{year}": _YEAR,
        "{period}": f"(?P<period>{PERIOD_PATTERNS[frequency]})",
        "{organisation}": _ORGANISATION,
        "{title}": f"(?:{'|'.join(map(re.escape, titles))})",
    }
    # Each placeholder once: a second one stands for itself.
    return "".join(known.pop(part) if part in known else re.escape(part) for part in parts)


def _signs(texts: Iterable[str]) -> tuple[str, ...]:
    """Return few letters of which every text holds at least one, in either case; of several, one that comes late."""
    left = [[sign for sign in text if sign.isalnum()] for text in texts]
    signs: dict[str, None] = {}
    while left:
        if not left[0]:
            return ("",)
        ranks = {sign: (sum(sign in text for text in left), place) for place, sign in enumerate(left[0])}
        best = max(ranks, key=lambda sign: ranks[sign])
        signs |= {best: None, best.upper(): None}
        left = [text for text in left if best not in text]
    return tuple(signs)
