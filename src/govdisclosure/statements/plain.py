"""Running text as statements are looked for in it: one width, no blanks, and every sign knows where it was printed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property

from attrs import field, frozen

_LEFT_OUT = re.compile(r"[^\S\n]|[“”\"'‘’《》〈〉\u200b-\u200f\u2060\ufeff]")
_LINES = re.compile(r"\n+")
_SENTENCE = re.compile(r"[。;!?\n]|\.(?![0-9])")
_CLAUSE = re.compile(r"[。;!?\n,:()]|\.(?![0-9])")


class _Usual(dict[int, str]):
    """What a sign becomes by its number: filled as signs are met, so that a text passes at the speed of a table."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = "" if _LEFT_OUT.match(sign) else unicodedata.normalize("NFKC", sign)
        return self[code]


_USUAL = _Usual()


@frozen(eq=False)
class Plain:
    """A text in NFKC, sign by sign, without blanks, empty lines and quotation marks, and the text as printed."""

    text: str
    printed: str = field(repr=False)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Where each sign stands in the printed text."""
        places: list[int] = []
        last = "\n"
        for place, sign in enumerate(self.printed):
            for usual in _USUAL[ord(sign)]:
                if (usual, last) != ("\n", "\n"):
                    places.append(place)
                last = usual
        return tuple(places)

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """Where sentences begin."""
        return (0, *(match.end() for match in _SENTENCE.finditer(self.text)))

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """Where clauses begin; a comma inside a number parts none."""
        return (0, *(match.end() for match in _CLAUSE.finditer(self.text) if not self._inside_number(match.start())))

    def _inside_number(self, at: int) -> bool:
        around = self.text[max(0, at - 1) : at + 4]
        return self.text[at] == "," and re.fullmatch(r"[0-9],[0-9]{3}", around) is not None

    def sentence_before(self, at: int) -> str:
        """Return what stands before a place in its sentence."""
        return self.text[self.sentences[bisect_right(self.sentences, at) - 1] : at]

    def clause_around(self, start: int, end: int) -> tuple[int, int]:
        """Return where the clauses begin and end that a stretch of text lies in."""
        after = bisect_right(self.clauses, max(start, end - 1))
        last = self.clauses[after] - 1 if after < len(self.clauses) else len(self.text)
        return self.clauses[bisect_right(self.clauses, start) - 1], max(end, last)

    def as_printed(self, start: int, end: int) -> str:
        """Return a stretch of the text as it was printed, on one line."""
        first, last = self.printed_at(start, end)
        return " ".join(self.printed[first:last].split())

    def printed_at(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text begins and ends in the printed text."""
        return (self.places[start], self.places[end - 1] + 1) if start < end else (0, 0)


def plain(printed: str) -> Plain:
    """Return a text as statements are looked for in it.

    >>> plain("收到 申请 １２ 件。").text
    '收到申请12件。'
    """
    return Plain(_LINES.sub("\n", printed.translate(_USUAL)).lstrip("\n"), printed)
