"""The pages as a whole: which there are, and how they link to each other."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from attrs import frozen

from govdisclosure.language import Words, say
from govdisclosure.reference.blocks import Page

INDEX = "index"
"""The name of the page that a folder opens with; in Markdown it is README, which repositories show."""
RULES = "rules"
"""The name of the index of rules."""
BOOK = "rulebook"
"""The name of the rule book."""

LANGUAGE_NAMES: Mapping[str, str] = {"zh": "中文", "en": "English"}

FROM_SPECS = Words(
    "本页由格式规格自动生成，例子由检查程序当场判定；请改规格，不要改本页。",
    "Generated from the spec, and the examples judged by the checker: change the spec, not this page.",
)


@frozen
class Site:
    """The places of all pages, and the languages they are in."""

    languages: Sequence[str]
    places: frozenset[str]
    footer: Words = FROM_SPECS
    """The line at the foot of every page."""

    def navigation(self, page: Page) -> tuple[tuple[str, str], ...]:
        """Return text and place of the links at the head of a page."""
        links = []
        for name, text in (
            (INDEX, say(zh="全部格式", en="All formats")),
            (RULES, say(zh="规则索引", en="Rules")),
            (BOOK, say(zh="规则手册", en="Rule book")),
        ):
            place = posixpath.join(page.folder, name)
            if page.folder and name != page.name and place in self.places:
                links.append((text, place))
        for language in self.languages:
            place = posixpath.join(language, page.name)
            if page.folder and language != page.language and place in self.places:
                links.append((LANGUAGE_NAMES.get(language, language), place))
        return tuple(links)

    def link(self, page: Page, name: str, anchor: str, suffix: str) -> str:
        """Return the address of a page of the same folder, or of a place on it; without a name, of this page."""
        address = self.href(page, posixpath.join(page.folder, name), suffix) if name else ""
        return f"{address}#{anchor}" if anchor else address

    def href(self, page: Page, place: str, suffix: str) -> str:
        """Return the address of a place as seen from a page."""
        return posixpath.relpath(file_name(place, suffix), posixpath.dirname(page.place) or ".")


def file_name(place: str, suffix: str) -> str:
    """Return the file of a page.

    >>> file_name("zh/index", ".md"), file_name("zh/cn/2021", ".html")
    ('zh/README.md', 'zh/cn/2021.html')
    """
    folder, name = posixpath.split(place)
    if name == INDEX and suffix == ".md":
        name = "README"
    return posixpath.join(folder, name + suffix)
