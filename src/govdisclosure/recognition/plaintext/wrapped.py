"""Labels that were cut over several lines, joined again: only into what is exactly a name of the form.

The pieces stand one below the other, with the figures of the row behind the last of them or between them; or side by
side in two lines, as in the cells of a head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govdisclosure.recognition.plaintext.cutting import Vocabulary, cut
from govdisclosure.recognition.plaintext.tokens import Line, Token

_MOST_LINES = 10
"""Lines that one label takes at most."""
_MOST_WAYS = 100
"""Ways to put words under others that are looked at."""
_REPEATED = 8
"""Lines between two headers of pages at least."""


def join_wrapped(lines: Sequence[Line], vocabulary: Vocabulary) -> None:
    """Put the labels of lines together that none of the lines holds as a whole."""
    _join(lines, vocabulary)
    if _drop_headers(lines):
        _join(lines, vocabulary)


def _join(lines: Sequence[Line], vocabulary: Vocabulary) -> None:
    shown = [line for line in lines if line.tokens and line.tokens[0].kind != "mark"]
    for here, line in enumerate(shown):
        if any(token.kind == "unknown" for token in line.tokens):
            _ = (
                _side_by_side(line, shown[here + 1 : here + 2], vocabulary)
                or _with_before(shown, here, vocabulary)
                or _with_after(shown, here, vocabulary)
            )


def _with_after(shown: Sequence[Line], here: int, vocabulary: Vocabulary) -> bool:
    """Join what is unknown on a line with the lines after it."""
    line = shown[here]
    at = next(n for n, token in enumerate(line.tokens) if token.kind == "unknown")
    piece, behind = line.tokens[at], line.tokens[at + 1 :]
    if not cut(piece.text, vocabulary).open:
        return False
    text = piece.text
    figures: Line | None = None
    passed: list[Line] = []
    for after in shown[here + 1 : here + 1 + _MOST_LINES]:
        if after.fielded or line.fielded or not after.tokens:
            return False
        if after.figures_only:
            # The figures of a row stand between the halves of its label, once.
            if figures or behind or len(after.tokens) == 1:
                return False
            figures = after
            continue
        label = _leading(after)
        if not label or (not after.unknown and (behind or figures)):
            return False
        text += " " + " ".join(token.text for token in label)
        found = cut(text, vocabulary)
        passed.append(after)
        if found.names:
            names = _tokens(found.names, piece.place)
            if after.has_figures or len(label) < len(after.tokens):
                after.tokens[: len(label)] = names
                names = []
            line.tokens[at : at + 1] = names
            if figures:
                line.tokens += figures.tokens
                passed.append(figures)
            for one in passed:
                if one is not after or names or not after.tokens:
                    one.tokens = []
            return True
        if not found.open or after.has_figures:
            return False
    return False


def _with_before(shown: Sequence[Line], here: int, vocabulary: Vocabulary) -> bool:
    """Join what is unknown at the beginning of a line with the name at the end of the line before it."""
    line = shown[here]
    before = next((one for one in reversed(shown[max(0, here - 2) : here]) if one.tokens), None)
    if before is None or before.fielded or line.fielded or line.tokens[0].kind != "unknown":
        return False
    name, piece = before.tokens[-1], line.tokens[0]
    if name.kind != "name" or before.has_figures:
        return False
    text = name.text + " " + piece.text
    names = cut(text, vocabulary).names
    if not names or names[0][0] == name.name:
        return False
    before.tokens.pop()
    line.tokens[:1] = _tokens(names, name.place)
    return True


def _side_by_side(line: Line, after: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """Join each word of a line with one of the next at most, if there is but one way to do it."""
    if not after or line.has_figures or after[0].has_figures or after[0].fielded != line.fielded:
        return False
    upper, lower = _pieces(line), _pieces(after[0])
    if len(upper) < 2 or not lower or len(lower) > len(upper):  # noqa: PLR2004 - else they stand one below the other
        return False
    ways = list(_zipped(upper, lower, vocabulary))
    if len(ways) != 1:
        return False
    line.tokens = [Token("name", name, name, place) for name, place in ways[0]]
    line.sources += after[0].sources
    after[0].tokens = []
    return True


def _pieces(line: Line) -> list[tuple[str, str]]:
    """Return the words of a line, or the texts of its fields, with their places."""
    if line.fielded:
        return [(token.text, token.place) for token in line.tokens if token.text]
    return [(word, line.place) for word in line.words]


def _zipped(
    upper: Sequence[tuple[str, str]], lower: Sequence[tuple[str, str]], vocabulary: Vocabulary
) -> Iterator[list[tuple[str, str]]]:
    """Yield the ways to put every lower word under an upper one, in order, so that all are names; none if too many."""
    ways: list[tuple[int, list[tuple[str, str]]]] = [(0, [])]
    for number, (word, place) in enumerate(upper):
        alone = cut(word, vocabulary).names
        found = []
        for taken, names in ways:
            if alone:
                found.append((taken, names + [(name, place) for name, _ in alone]))
            if taken < len(lower) and len(lower) - taken <= len(upper) - number:
                joined = cut(word + lower[taken][0], vocabulary).names
                if joined and len(joined) == 1:
                    found.append((taken + 1, [*names, (joined[0][0], place)]))
        ways = found
        if len(ways) > _MOST_WAYS:
            return
    yield from (names for taken, names in ways if taken == len(lower))


def _leading(line: Line) -> list[Token]:
    """Return the labels with which a line begins."""
    found: list[Token] = []
    for token in line.tokens:
        if token.kind not in ("name", "unknown"):
            break
        found.append(token)
    return found


def _tokens(names: Sequence[tuple[str, int | None]], place: str) -> list[Token]:
    return [Token("name", name, name, place) for name, _ in names]


def _drop_headers(lines: Sequence[Line]) -> bool:
    """Take the headers of pages away, if there are any: what stands there again and again, and is nothing known."""
    seen: dict[tuple[str, ...], int] = {}
    repeated: set[tuple[str, ...]] = set()
    for number, line in enumerate(lines):
        if line.unknown and not line.fielded and number - seen.setdefault(line.words, number) >= _REPEATED:
            repeated.add(line.words)
    for line in lines:
        if line.unknown and line.words in repeated:
            line.tokens = []
    return bool(repeated)
