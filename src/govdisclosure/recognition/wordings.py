"""What a text of a document means among the wordings of a format, those that name their report included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from attrs import frozen

from govdisclosure.spec import bare, literal_parts, normal

T = TypeVar("T")

_NAMED = {
    "organisation": ".{1,60}?",
    "year": "(?:(?:19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})",
    "period": ".{4,12}?",
}


@frozen(eq=False, repr=False)
class Wordings(Mapping[str, T]):
    """A mapping from texts, made `normal`, to what they mean; it iterates over those that name no report.

    >>> words = Wordings.of([("{organisation}{year}年度统计表", 1), ("说明", 2)])
    >>> words.get("某县2024年度统计表"), words.get("统计表"), words.get("某县统计表"), [*words]
    (1, 1, None, ['统计表', '说明'])
    """

    plain: Mapping[str, T]
    patterns: tuple[tuple[re.Pattern[str], T], ...]

    @classmethod
    def of(cls, texts: Iterable[tuple[str, T]]) -> Wordings[T]:
        """Return the wordings, each with what it means."""
        texts = tuple(texts)
        return cls(
            {normal(bare(text)): meant for text, meant in texts},
            tuple((_pattern(text), meant) for text, meant in texts if "{" in text),
        )

    def __getitem__(self, name: str) -> T:
        if name in self.plain:
            return self.plain[name]
        for pattern, meant in self.patterns:
            if pattern.fullmatch(name):
                return meant
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.plain)

    def __len__(self) -> int:
        return len(self.plain)


def _pattern(text: str) -> re.Pattern[str]:
    parts = literal_parts(text)
    return re.compile(
        "".join(
            # Other words in braces are text like any.
            (_NAMED.get(part) if number % 2 else None) or re.escape(normal(part))
            for number, part in enumerate(parts)
        )
    )
