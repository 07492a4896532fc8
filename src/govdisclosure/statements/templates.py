"""Wordings of a spec: words as they stand in texts, with brackets around what may be left out and `{n}` for a number.

A wording is a row of choices. `[各类|全部]` is one of two words or none, `(收到|受理)` one of two, `{words}` one of a
list that the spec names, anything else just that word. It is followed through a text with all places at once that it
may have come to, so it never takes longer than its own length for each place where it might begin.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import chain

from attrs import frozen

from govdisclosure.language import say
from govdisclosure.spec import Narrative

NUMBER = "n"
MAX_WORDING = 400
"""Signs of one wording."""
_PIECE = re.compile(r"\[([^\[\]()]*)\]|\(([^\[\]()]*)\)|\{([^{}]*)\}|([^\[\](){}|]+)")
_LEFT_OUT = re.compile(r"[\s“”\"'‘’《》〈〉]")

Choice = tuple[str, ...]
"""Words of which one stands there; the empty word where nothing needs to."""


class WordingError(ValueError):
    """A wording that means nothing; the message says why."""


@frozen(slots=False)
class Template:
    """A wording: what stands before its number and after it; without a number, everything stands before."""

    wording: str
    before: tuple[Choice, ...]
    counted: bool
    after: tuple[Choice, ...]

    def starts(self, text: str, end: int) -> int | None:
        """Return where what stands before the number begins, if that ends at a place; the earliest of several."""
        places = {end}
        for choice in reversed(self.before):
            places = {place - len(word) for place in places for word in choice if text.endswith(word, 0, place)}
            if not places:
                return None
        return min(places)

    def ends(self, text: str, start: int, choices: tuple[Choice, ...]) -> int | None:
        """Return where some choices end that begin at a place; the last of several."""
        places = {start}
        for choice in choices:
            places = {place + len(word) for place in places for word in choice if text.startswith(word, place)}
            if not places:
                return None
        return max(places)

    def found_in(self, text: str) -> tuple[int, int] | None:
        """Return where the wording, one without a number, first stands in a text; None where it does not.

        >>> template("(无|没有)强制职责").found_in("本局没有强制职责")
        (2, 8)
        """
        for start, sign in enumerate(text):
            if sign in self.first_signs and (end := self.ends(text, start, self.before)) is not None:
                return start, end
        return None

    def text(self, pick: Callable[..., str]) -> str:
        """Return one text that the wording stands for, with 7 as its number; `pick` picks a word by its length."""
        sides = ("".join(pick(choice, key=len) for choice in side) for side in (self.before, self.after))
        return ("7" if self.counted else "").join(sides)

    @cached_property
    def first_signs(self) -> frozenset[str]:
        """The signs that the wording may begin with."""
        return frozenset(_edges(self.before, 0))

    @property
    def last_signs(self) -> frozenset[str]:
        """The signs that may stand right before the number; the empty sign where the wording may begin with it."""
        return frozenset(_edges(self.before[::-1], -1))


def template(wording: str, words: Mapping[str, Iterable[str]] | None = None) -> Template:
    """Return a wording taken apart; `words` are the lists that it may name in braces. Raises `WordingError`.

    >>> template("(收到|受理)[政府]信息公开申请{n}").before
    (('收到', '受理'), ('', '政府'), ('信息公开申请',))
    """
    if len(wording) > MAX_WORDING:
        raise WordingError(
            say(zh=f"措辞超过 {MAX_WORDING} 个字", en=f"the wording has more than {MAX_WORDING} characters")
        )
    before, *after = sides = _sides(usual_signs(wording), words or {})
    if len(after) > 1 or not any(all(choice) for side in sides for choice in side):
        raise WordingError(
            say(
                zh="一条措辞里最多有一个 {n}，并且要有必不可少的字",
                en="a wording has one {n} at most, and words that must be there",
            )
        )
    return Template(wording, tuple(before), bool(after), tuple(chain(*after)))


def _sides(usual: str, words: Mapping[str, Iterable[str]]) -> list[list[Choice]]:
    """Return the choices before the number, and those behind it, as often as there is one."""
    sides: list[list[Choice]] = [[]]
    at = 0
    while at < len(usual):
        match = _PIECE.match(usual, at)
        if match is None:
            raise WordingError(_lone(usual[at]))
        optional, several, name, word = match.groups()
        if name == NUMBER:
            sides.append([])
        elif optional is not None:
            sides[-1].append(("", *_named(optional, words)))
        else:
            sides[-1].append(_named(several if several is not None else word or f"{{{name}}}", words))
        at = match.end()
    return sides


def word_lists(narrative: Narrative | None) -> dict[str, tuple[str, ...]]:
    """Return the lists of words of a format by their names."""
    return {some.key: some.any for some in narrative.words} if narrative else {}


def expanded(listed: Iterable[str], words: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return words with those of the lists that are named among them, as `{name}`, in the place of their names.

    >>> expanded(("其中", "{channels}"), {"channels": ("网络", "信函")})
    ('其中', '网络', '信函')
    """
    return tuple(word for text in listed for word in _named(usual_signs(text), words))


def usual_signs(text: str) -> str:
    """Return a text in NFKC without blanks and quotation marks."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text))


def _named(choices: str, words: Mapping[str, Iterable[str]]) -> Choice:
    """Return the words of a choice, those of a named list in the place of its name."""
    found: list[str] = []
    for choice in choices.split("|"):
        name = choice[1:-1] if choice.startswith("{") and choice.endswith("}") else None
        if name is None:
            found.append(choice)
        elif name in words:
            found.extend(map(usual_signs, words[name]))
        else:
            raise WordingError(
                say(zh=f"narrative 的 words 里没有 {name}", en=f"there is no list {name} among the words of narrative")
            )
    if "{" in "".join(found):
        raise WordingError(_lone("{"))
    return tuple(dict.fromkeys(found))


def _lone(sign: str) -> str:
    return say(
        zh=f"措辞里的 {sign} 不成对：[…] 是可省的字，(…|…) 是几种说法，{{n}} 是数",
        en=f"{sign} stands alone in a wording: [...] may be left out, (...|...) is one of several, {{n}} is a number",
    )


def _edges(choices: Iterable[Choice], end: int) -> Iterable[str]:
    """Yield the signs at one end of some choices, those behind what may be left out too; "" if all of it may."""
    for choice in choices:
        yield from (word[end] for word in choice if word)
        if all(choice):
            return
    yield ""
