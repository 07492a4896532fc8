"""The title lines of a document: every line, or lines one after the other, that names organisation and year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from attrs import evolve, frozen

from govdisclosure.grid import Document, Grid, TextBlock
from govdisclosure.recognition.narrative.headlines import (
    MAX_HEADLINE,
    Named,
    is_name,
    leads_elsewhere,
    named_by,
    plain,
    signs_of,
)
from govdisclosure.spec import Period, Spec, normal

MAX_PART = 40
"""Characters beyond which a line is no part of a headline that takes several lines."""
_MOST_ABOVE = 4
"""How many lines above a title line may be parts of it: two of the title, two of the name."""

_PART = re.compile("[:：>›»|/《》。，,;；]")
# How names of public bodies end, and what ends in the same way on pages.
_BODY = re.compile("[\u4e00-\u9fff]{1,29}[省市县区州盟旗乡镇村局厅委部办室会院所处司署队站社校学馆台园库团行府道庭]")
_PLACE = re.compile("[\u4e00-\u9fff]{1,19}[省市县区州盟旗乡镇]")
_NO_BODY = re.compile(
    "网站|门户|平台|专栏|栏目|大厅|首页|位置|搜索|检索|关于|我|本[级机单局市县区]|^各|部门|乡镇街|县市?区$"
)
_SHORT = 3
"""Characters of a line such as 办公室, which is only the end of a name."""


@frozen
class TitleLine:
    """A title line of a document: whom and which period it names, and where it stands among the blocks."""

    named: Named
    first: int
    last: int
    text: str
    place: str
    borrowed: str = ""
    """Where the organisation was taken from, if it stands on a line of its own."""

    @property
    def organisation(self) -> str | None:
        """The organisation that it names."""
        return self.named.organisation

    @property
    def period(self) -> Period:
        """The period that it names."""
        return self.named.period

    @property
    def blocks(self) -> range:
        """The numbers of the blocks on which it stands."""
        return range(self.first, self.last + 1)

    def agrees(self, other: TitleLine) -> bool:
        """Whether both can be the title of one report; a name may be written with and without what it belongs to."""
        one, two = self.organisation, other.organisation
        same = one is None or two is None or one.endswith(two) or two.endswith(one)
        return self.period == other.period and same


_Line = tuple[int, TextBlock]


def title_lines(spec: Spec, document: Document, titles: Mapping[str, int]) -> Iterator[TitleLine]:
    """Yield every line, or lines one after the other, that name organisation and year as a headline does."""
    signs = signs_of(spec)
    last, elsewhere = -1, False
    for index, block in enumerate(document.blocks):
        if isinstance(block, Grid) or len(block.text) > MAX_HEADLINE or not _has_any(signs, block.text):
            continue
        above = tuple(_above(document, index, last))
        parts = tuple(takewhile(lambda line: _may_be_part(line[1].text.strip(), titles), above))
        if found := _title_line(spec, (index, block), parts):
            # Below 上一篇 stands the title of another page, and so do those that follow it directly.
            below = [line for line in above if line[0] < found.first]
            elsewhere = leads_elsewhere(below[0][1].text.strip()) if below else elsewhere and found.first == last + 1
            last = index
            yield evolve(found, named=evolve(found.named, linked=True)) if elsewhere else found


def _has_any(signs: Sequence[str], text: str) -> bool:
    """Whether a text holds one of some characters: the quick test, which most paragraphs do not pass."""
    for sign in signs:  # noqa: SIM110 - a generator would take longer than all of the test
        if sign in text:
            return True
    return False


def _above(document: Document, index: int, last: int) -> Iterator[_Line]:
    """Yield the lines directly above a block, the nearest first, up to a table or the last title line."""
    count = 0
    for number in range(index - 1, last, -1):
        block = document.blocks[number]
        if isinstance(block, Grid) or count == _MOST_ABOVE:
            return
        if block.text.strip():
            count += 1
            yield number, block


def _may_be_part(text: str, titles: Mapping[str, int]) -> bool:
    return len(text) <= MAX_PART and _PART.search(text) is None and normal(text) not in titles


def _title_line(spec: Spec, line: _Line, above: Sequence[_Line]) -> TitleLine | None:
    index, block = line
    text = block.text.strip()
    named = named_by(spec, text)
    used = 0
    while named is None and used < min(2, len(above)):
        text = above[used][1].text.strip() + text
        used += 1
        named = named_by(spec, text)
    if named is None:
        return None
    name, lines = _name_over(above[used:]) if named.organisation is None and not named.linked else ("", ())
    if lines:
        borrowed = lines[0][1].place or block.place
        return TitleLine(evolve(named, organisation=name), lines[-1][0], index, name + text, block.place, borrowed)
    return TitleLine(named, above[used - 1][0] if used else index, index, text, block.place)


def _name_over(above: Sequence[_Line]) -> tuple[str, Sequence[_Line]]:
    """Return the name of an organisation on a line of its own, or on two, and these, the nearest first; else none."""
    texts = [plain(block.text) for _, block in above[:2]]
    count = 2 if texts[1:] and _belongs(texts[1], texts[0]) else 1
    name = "".join(reversed(texts[:count]))
    return (name, above[:count]) if len(name) > _SHORT and _is_body(name) else ("", ())


def _is_body(text: str) -> bool:
    return _BODY.fullmatch(text) is not None and _NO_BODY.search(text) is None and is_name(text)


def _belongs(above: str, name: str) -> bool:
    """Whether a line is the first part of the name on the next line: a place, or what a mere 办公室 belongs to."""
    if above[:2] == name[:2]:
        return False
    return _is_body(above) and (_PLACE.fullmatch(above) is not None or len(name) <= _SHORT)
