"""Every page of a set of formats, as texts by file name, and writing them to a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from govdisclosure.errors import UsageError
from govdisclosure.files import reason, write_atomically
from govdisclosure.language import LANGUAGES, say
from govdisclosure.reference import html, markdown
from govdisclosure.reference.blocks import Page
from govdisclosure.reference.book_page import book_page
from govdisclosure.reference.change import change_page
from govdisclosure.reference.indexes import formats_page, rules_page, start_page
from govdisclosure.reference.site import Site, file_name
from govdisclosure.reference.version import version_page
from govdisclosure.spec import Spec


def pages(specs: Sequence[Spec], languages: Sequence[str] = LANGUAGES) -> dict[str, str]:
    """Return the reference of some formats: the text of every page by its file name, in HTML and in Markdown.

    The same specs give the same texts. Raises `UsageError` for a language other than `"zh"` and `"en"`, and for two
    specs of one id.

    >>> from govdisclosure import load_spec
    >>> sorted(pages([load_spec("cn/2021")], languages=["en"]))  # doctest: +NORMALIZE_WHITESPACE
    ['README.md', 'en/README.md', 'en/cn/2021.html', 'en/cn/2021.md', 'en/index.html', 'en/rulebook.html',
     'en/rulebook.md', 'en/rules.html', 'en/rules.md', 'index.html']
    """
    _must_be_sound(specs, languages)
    every = list(_all(sorted(specs, key=lambda spec: spec.id), languages))
    site = Site(tuple(languages), frozenset(page.place for page in every))
    found = {}
    for page in every:
        for kind in (html, markdown):
            found[file_name(page.place, kind.SUFFIX)] = kind.render(page, site)
    return found


def _all(specs: Sequence[Spec], languages: Sequence[str]) -> Iterator[Page]:
    """Make the pages; a new sort of page is added here."""
    yield start_page(languages)
    for language in languages:
        yield formats_page(specs, language)
        yield rules_page(specs, language)
        yield book_page(specs, language)
        for spec in specs:
            older = next((other for other in specs if spec.change and other.id == spec.change.previous), None)
            yield version_page(spec, language, older)
            if older is not None:
                yield change_page(older, spec, language)


def _must_be_sound(specs: Sequence[Spec], languages: Sequence[str]) -> None:
    unknown = [language for language in languages if language not in LANGUAGES]
    if unknown or not languages:
        known = ", ".join(LANGUAGES)
        name = ", ".join(unknown)
        raise UsageError(say(zh=f"没有语言 {name}；可用：{known}", en=f"no such language: {name}; there are: {known}"))
    ids = [spec.id for spec in specs]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise UsageError(say(zh=f"格式 {twice[0]} 给了两次", en=f"the format {twice[0]} is given twice"))


def write_pages(folder: str | os.PathLike[str], texts: Mapping[str, str]) -> list[Path]:
    """Write pages below a folder, each file whole or not at all; return their paths.

    Folders are made as needed, other files are left alone. Raises `UsageError` if a file cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write_pages(folder, {"zh/rules.md": "# 规则"})]
    ['rules.md']
    """
    written = []
    for name, text in texts.items():
        path = Path(folder) / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            why = reason(error)
            raise UsageError(
                say(zh=f"不能建立文件夹 {path.parent}：{why}", en=f"cannot make {path.parent}: {why}")
            ) from None
        write_atomically(path, text.encode())
        written.append(path)
    return written
