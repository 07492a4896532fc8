"""Labels that were broken over several lines, joined again: only into what is exactly a name of the form.

The pieces stand one below the other, with the figures of the row behind the last of them or between them; or side by
side in two lines, as in the cells of a head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import evolve

from govdisclosure.recognition.plaintext.page_furniture import without_headers
from govdisclosure.recognition.plaintext.segmentation import Vocabulary, segmented
from govdisclosure.recognition.plaintext.textlines import TextLine, Token, named_tokens

_MOST_LINES = 10
"""Lines that one label takes at most."""
_MOST_WAYS = 100
"""Ways to put words under others that are looked at."""

Changes = dict[int, TextLine]
"""Lines in place of others, by where they stand."""
Piece = tuple[str, str]
"""A word, and its place."""


def with_wrapped_joined(lines: Sequence[TextLine], vocabulary: Vocabulary) -> Sequence[TextLine]:
    """Return lines with those labels put together that none of the lines holds as a whole.

    >>> from govdisclosure import expand, load_spec
    >>> from govdisclosure.grid import TextBlock
    >>> from govdisclosure.recognition.plaintext.segmentation import vocabulary_of
    >>> from govdisclosure.recognition.plaintext.textlines import text_line
    >>> names = vocabulary_of(expand(load_spec("cn/2021")))
    >>> lines = [text_line(TextBlock(text), names) for text in ("5.属于三类内部事", "务信息 1 0")]
    >>> [[token.text for token in line.tokens] for line in with_wrapped_joined(lines, names)]
    [[], ['属于三类内部事务信息', '1', '0']]
    """
    joined = _joined(lines, vocabulary)
    kept = without_headers(joined)
    return joined if kept is joined else _joined(kept, vocabulary)


def _joined(lines: Sequence[TextLine], vocabulary: Vocabulary) -> Sequence[TextLine]:
    places = [place for place, line in enumerate(lines) if line.tokens and not line.is_furniture]
    shown = [lines[place] for place in places]
    for here in range(len(shown)):
        if "unknown" in shown[here].kinds:
            changes = (
                _side_by_side(shown, here, vocabulary)
                or _with_before(shown, here, vocabulary)
                or _with_after(shown, here, vocabulary)
            )
            for place, line in changes.items():
                shown[place] = line
    found = dict(zip(places, shown, strict=True))
    return [found.get(place, line) for place, line in enumerate(lines)]


def _with_after(lines: Sequence[TextLine], here: int, vocabulary: Vocabulary) -> Changes:
    """Join what is unknown on a line with the lines after it; the figures of its row may stand between, once."""
    line = lines[here]
    at = [token.kind for token in line.tokens].index("unknown")
    text, behind = line.tokens[at].text, line.tokens[at + 1 :]
    figures: tuple[Token, ...] = ()
    if line.fielded or not segmented(text, vocabulary).open:
        return {}
    for number, after in enumerate(lines[here + 1 : here + 1 + _MOST_LINES], here + 1):
        filled = behind or figures
        if _are_figures(after) and not filled:
            figures = after.tokens
            continue
        label = _label(after)
        if not label or (filled and after.kinds != {"unknown"}):
            return {}
        text = " ".join((text, *(token.text for token in label)))
        found = segmented(text, vocabulary)
        if found.names:
            names = named_tokens(found.names, line.tokens[at].place)
            own = (*line.tokens[:at], *names, *behind, *figures)
            return _joined_at(lines, (here, number), own, names, after.tokens[len(label) :])
        if not found.open or after.has_figures:
            return {}
    return {}


def _are_figures(line: TextLine) -> bool:
    """Whether a line of text is nothing but figures, and more than the number of a page."""
    return not line.fielded and line.kinds == {"figure"} and len(line.tokens) > 1


def _joined_at(
    lines: Sequence[TextLine],
    ends: tuple[int, int],
    own: tuple[Token, ...],
    names: Sequence[Token],
    rest: tuple[Token, ...],
) -> Changes:
    """Return two lines and those between with the joined names on the first, or before the `rest` of the last."""
    here, there = ends
    passed = {place: evolve(lines[place], tokens=()) for place in range(here + 1, there + 1)}
    if not rest:
        return passed | {here: evolve(lines[here], tokens=own)}
    above = tuple(token for token in own if token not in names)
    return passed | {
        there: evolve(lines[there], tokens=(*names, *rest)),
        here: evolve(lines[here], tokens=above),
    }


def _with_before(lines: Sequence[TextLine], here: int, vocabulary: Vocabulary) -> Changes:
    """Join what is unknown at the beginning of a line with the name at the end of the line before it."""
    line = lines[here]
    above = next((place for place in range(here - 1, max(here - 3, -1), -1) if lines[place].tokens), None)
    if above is None or line.fielded or line.tokens[0].kind != "unknown":
        return {}
    before = lines[above]
    name = before.tokens[-1]
    if before.fielded or name.kind != "name" or before.has_figures:
        return {}
    names = segmented(f"{name.text} {line.tokens[0].text}", vocabulary).names
    if not names or names[0][0] == name.name:
        return {}
    joined = (*named_tokens(names, name.place), *line.tokens[1:])
    return {above: evolve(before, tokens=before.tokens[:-1]), here: evolve(line, tokens=joined)}


def _side_by_side(lines: Sequence[TextLine], here: int, vocabulary: Vocabulary) -> Changes:
    """Join each word of a line with one of the next at most, if there is but one way to do it."""
    if here + 1 == len(lines):
        return {}
    line, after = lines[here], lines[here + 1]
    if line.has_figures or after.has_figures or after.fielded != line.fielded:
        return {}
    upper, lower = _pieces(line), _pieces(after)
    if len(upper) < 2 or not 0 < len(lower) <= len(upper):  # noqa: PLR2004 - else they stand one below the other
        return {}
    ways = list(_zipped(upper, lower, vocabulary))
    if len(ways) != 1:
        return {}
    tokens = tuple(Token("name", name, name, place) for name, place in ways[0])
    return {
        here: evolve(line, tokens=tokens, sources=line.sources + after.sources),
        here + 1: evolve(after, tokens=()),
    }


def _pieces(line: TextLine) -> list[Piece]:
    """Return the words of a line, or the texts of its fields, with their places."""
    if line.fielded:
        return [(token.text, token.place) for token in line.tokens if token.text]
    return [(word, line.place) for word in line.words]


def _zipped(upper: Sequence[Piece], lower: Sequence[Piece], vocabulary: Vocabulary) -> Iterator[list[Piece]]:
    """Yield the ways to put every lower word under an upper one, in order, so that all are names; none if too many."""
    ways: list[tuple[int, list[Piece]]] = [(0, [])]
    for left, piece in zip(range(len(upper), 0, -1), upper, strict=True):
        ways = [step for way in ways for step in _steps(way, piece, lower, left, vocabulary)]
        if len(ways) > _MOST_WAYS:
            return
    yield from (names for taken, names in ways if taken == len(lower))


def _steps(
    way: tuple[int, list[Piece]], piece: Piece, lower: Sequence[Piece], left: int, vocabulary: Vocabulary
) -> Iterator[tuple[int, list[Piece]]]:
    """Yield the ways to go on with an upper word: alone, or with the next lower one below it."""
    taken, names = way
    word, place = piece
    if alone := segmented(word, vocabulary).names:
        yield taken, names + [(name, place) for name, _ in alone]
    if 0 < len(lower) - taken <= left:
        joined = segmented(word + lower[taken][0], vocabulary).names
        if joined and len(joined) == 1:
            yield taken + 1, [*names, (joined[0][0], place)]


def _label(line: TextLine) -> list[Token]:
    """Return the labels with which a line of text begins; none where it is a row of fields."""
    return [] if line.fielded else list(takewhile(lambda token: token.kind in ("name", "unknown"), line.tokens))
