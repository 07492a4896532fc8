"""Statements found in a text: for every wording that stands there, what number it says, if it says nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from attrs import field, frozen

from govdisclosure.spec import Narrative, Number
from govdisclosure.statements.figures import Figure, figures
from govdisclosure.statements.plain import Plain
from govdisclosure.statements.templates import Template, expanded, word_lists

MAX_TEXT = 50_000
"""Signs of a section in which statements are looked for."""
_LONGEST_SENTENCE = 1_000
"""Signs of a sentence in which words of another scope, year or change are looked for. A statement behind more of them
is left alone: nobody writes so, and each would look at all that stands before it."""
_MOST_BETWEEN = 3
"""Words such as 共 or 数量 that stand between a wording and its number."""
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_END = re.compile(r"[。.;!?\n,:()、]|$")


@frozen
class Context:
    """The words of a format that decide whether a sentence is about the report and its year.

    `units` may follow a number and `between` may stand before it; `closing` may follow a wording without a number.
    A word of `scope` earlier in the sentence, and one of `unless` beside the wording in its clause, make the sentence
    say something else; so does a year that is not the report's.
    """

    units: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    year: int | None = None

    @classmethod
    def of(cls, narrative: Narrative | None) -> Context:
        """Return the words of a format; of those that may be skipped, the longest first."""
        if narrative is None:
            return cls()
        words = word_lists(narrative)

        def longest_first(listed: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(sorted(expanded(listed, words), key=len, reverse=True))

        return cls(
            units=longest_first(narrative.units),
            between=longest_first(narrative.between),
            closing=longest_first(narrative.closing),
            scope=expanded(narrative.scope, words),
            unless=expanded(narrative.unless, words),
        )


@frozen
class Wanted:
    """What is looked for: the name of a rule and one of its wordings.

    `number` is what a wording without `{n}` says; None where it says something that is no number. One of the words
    `beside` must stand earlier in the sentence, if there are any; none of `unless` may stand there or in the clause.
    """

    rule: str
    template: Template
    number: Number | None = None
    beside: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@frozen
class Statement:
    """What a text says: the number, and where the wording begins and ends in the text that was made plain."""

    rule: str
    number: Number | None
    start: int
    end: int
    text: Plain = field(eq=False, repr=False)
    section: str = ""
    """The key of the section, where it is known."""

    @property
    def clause(self) -> str:
        """The clause as printed."""
        return self.text.as_printed(*self.text.clause_around(self.start, self.end))

    @property
    def printed_at(self) -> tuple[int, int]:
        """Where the wording begins and ends in the text of its section as printed."""
        return self.text.printed_at(self.start, self.end)


class _Hit(NamedTuple):
    start: int
    end: int
    wanted: Wanted
    number: Number | None


@frozen(eq=False)
class Wordings:
    """The wordings of a format: those with a number by the sign before it, the others by their first sign."""

    counted: Mapping[str, tuple[Wanted, ...]] = field(repr=False)
    whole: Mapping[str, tuple[Wanted, ...]] = field(repr=False)

    @classmethod
    def of(cls, wanted: Iterable[Wanted]) -> Wordings:
        """Return the wordings of what is looked for."""
        counted: defaultdict[str, list[Wanted]] = defaultdict(list)
        whole: defaultdict[str, list[Wanted]] = defaultdict(list)
        for one in wanted:
            group, signs = (
                (counted, one.template.last_signs) if one.template.counted else (whole, one.template.first_signs)
            )
            for sign in signs:
                group[sign].append(one)
        return cls(
            {sign: tuple(some) for sign, some in counted.items()}, {sign: tuple(some) for sign, some in whole.items()}
        )

    @cached_property
    def _first_signs(self) -> re.Pattern[str]:
        return re.compile(f"[{re.escape(''.join(self.whole))}]" if self.whole else r"(?!)")

    def claims(self, text: str) -> str | None:
        """Return the rule whose wording begins a text and is the longest there; None if no wording does."""
        hits = (*self._counted(text, Context()), *self._said(text))
        return min(hits, key=lambda hit: (hit.start, -hit.end)).wanted.rule if hits else None

    def statements(self, text: Plain, context: Context) -> Iterator[Statement]:
        """Yield what a text says, in its order; of wordings that overlap, the first and then the longest counts."""
        claimed = 0
        found = sorted(
            (*self._counted(text.text, context), *self._said(text.text)), key=lambda hit: (hit.start, -hit.end)
        )
        for hit in found:
            if hit.start < claimed:
                continue
            claimed = hit.end
            if _is_meant(text, hit, context):
                yield Statement(hit.wanted.rule, hit.number, hit.start, hit.end, text)

    def _counted(self, text: str, context: Context) -> Iterator[_Hit]:
        """Yield for each number of a text the longest wording that it stands in."""
        for figure in figures(text):
            hits = [
                _Hit(start, end, one, figure.number)
                for at in _skipped(text, figure.start, context.between)
                for sign in {text[at - 1 : at], ""}
                for one in self.counted.get(sign, ())
                if (start := one.template.starts(text, at)) is not None
                and (end := _after(text, figure, one.template, context)) is not None
            ]
            if hits:
                yield max(hits, key=lambda hit: hit.end - hit.start)

    def _said(self, text: str) -> Iterator[_Hit]:
        """Yield the wordings without a number."""
        for match in self._first_signs.finditer(text):
            for one in self.whole[match[0]]:
                end = one.template.ends(text, match.start(), one.template.before)
                if end is not None:
                    yield _Hit(match.start(), end, one, one.number)


def _skipped(text: str, at: int, between: tuple[str, ...]) -> Iterator[int]:
    """Yield a place, and the places before the words between that stand in front of it."""
    yield at
    for _ in range(_MOST_BETWEEN):
        word = next((word for word in between if text.endswith(word, 0, at)), None)
        if word is None:
            return
        at -= len(word)
        yield at


def _after(text: str, figure: Figure, wording: Template, context: Context) -> int | None:
    """Return where a wording ends whose number is a figure; None if something else follows the figure."""
    unit = next((unit for unit in context.units if text.startswith(unit, figure.end)), "")
    at = figure.end + len(unit)
    if wording.after:
        ends = (wording.ends(text, begin, wording.after) for begin in (figure.end, at))
        return max((end for end in ends if end is not None), default=None)
    return at if unit or _END.match(text, at) else None


def _is_meant(text: Plain, hit: _Hit, context: Context) -> bool:
    """Whether a wording is about the report: nothing beside it says another scope, another year or a change."""
    wanted = hit.wanted
    before = text.sentence_before(hit.start)
    first, last = text.clause_around(hit.start, hit.end)
    if len(before) > _LONGEST_SENTENCE or last - hit.end > _LONGEST_SENTENCE:
        return False
    clause = text.text[first : hit.start] + "\n" + text.text[hit.end : last]
    denied = ((context.unless, clause), (context.scope, before), (wanted.unless, before + clause))
    if any(word in where for words, where in denied for word in words):
        return False
    if wanted.beside and not any(word in before for word in wanted.beside):
        return False
    year = next(map(int, reversed(_YEAR.findall(before))), None)
    if None not in (year, context.year) and year != context.year:
        return False
    return wanted.template.counted or _is_closed(text.text, hit.end, context.closing)


def _is_closed(text: str, at: int, closing: tuple[str, ...]) -> bool:
    """Whether nothing follows a wording in its clause but words that change nothing."""
    for _ in range(_MOST_BETWEEN + 1):
        if _END.match(text, at):
            return True
        word = next((word for word in closing if text.startswith(word, at)), None)
        if word is None:
            return False
        at += len(word)
    return False
