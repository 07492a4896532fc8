"""What is to be said on a document, and where: one notion for all kinds of documents."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Literal, TypeVar

from attrs import frozen

AUTHOR = "govdisclosure"
"""Who is said to have written the comments."""

Tone = Literal["suspect", "error", "warning", "info"]
"""How grave a comment is, the gravest first; a suspect is a cell that is likely wrong, with what it should be."""

COLOURS: dict[Tone, str] = {"suspect": "F8CBAD", "error": "FFC7CE", "warning": "FFEB9C", "info": "DDEBF7"}
"""The ground of what has a comment, in six hexadecimal digits."""

A = TypeVar("A", bound=Hashable)


@frozen
class Comment:
    """One thing that is said: what kind of thing it is, and the sentences."""

    tone: Tone
    title: str
    text: str

    def __str__(self) -> str:
        return f"[{self.title}] {self.text}"


@frozen
class Annotation:
    """A place in a document with the comments on it.

    `place` is in the words of the reader of that kind of document; empty for the document as a whole. `quote` is the
    text that the comments are about, where they are about a text.
    """

    number: int
    place: str
    comments: tuple[Comment, ...]
    quote: str = ""

    @property
    def tone(self) -> Tone:
        """How grave the gravest of its comments is."""
        return gravest(self.comments)

    def lines(self) -> list[str]:
        """Return the comments, each as one line."""
        return [str(comment) for comment in self.comments]


@frozen
class Review:
    """All that is said on a document: a title, what is said of the whole, and the annotations in its order."""

    title: str
    lines: tuple[str, ...]
    annotations: tuple[Annotation, ...]

    @property
    def tones(self) -> list[Tone]:
        """The tones of the comments, the gravest first."""
        return [
            tone
            for tone in COLOURS
            if any(comment.tone == tone for annotation in self.annotations for comment in annotation.comments)
        ]


@frozen
class Spot:
    """One thing in a document with all that is said of it: a cell, a paragraph, a line."""

    annotations: tuple[Annotation, ...]

    @property
    def tone(self) -> Tone:
        """How grave the gravest of its comments is."""
        return gravest(comment for one in self.annotations for comment in one.comments)

    @property
    def numbers(self) -> str:
        """The numbers of its annotations."""
        return " ".join(str(one.number) for one in self.annotations)

    def lines(self) -> list[str]:
        """Return its comments, each as one line."""
        return [line for one in self.annotations for line in one.lines()]


def gravest(comments: Iterable[Comment]) -> Tone:
    """Return how grave the gravest of some comments is.

    >>> gravest([Comment("info", "", ""), Comment("error", "", "")])
    'error'
    """
    tones = {comment.tone for comment in comments}
    return next(tone for tone in COLOURS if tone in tones)


def spots(review: Review, find: Callable[[Annotation], A | None]) -> dict[A, Spot]:
    """Return the things that annotations belong to, in the order of the document; what belongs to none is left out."""
    found: dict[A, list[Annotation]] = {}
    for one in review.annotations:
        anchor = find(one)
        if anchor is not None:
            found.setdefault(anchor, []).append(one)
    return {anchor: Spot(tuple(some)) for anchor, some in found.items()}
