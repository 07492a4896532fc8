"""The page of all codes of problems, from their registry."""

from __future__ import annotations

from collections.abc import Iterator

from govdisclosure import codes
from govdisclosure.language import LANGUAGES, Words, say, using
from govdisclosure.phrasing import SEVERITY
from govdisclosure.reference.blocks import Block, Code, Heading, Link, Page, Paragraph, Record, Records, anchor_of
from govdisclosure.reference.markdown import SUFFIX, render
from govdisclosure.reference.site import LANGUAGE_NAMES, Site, file_name

_NAMES = {"en": "codes", "zh": "codes.zh"}
_FOOTER = Words(
    "本页由代码登记表自动生成；请改登记表，不要改本页。",
    "Generated from the registry of codes: change the registry, not this page.",
)


def codes_pages() -> dict[str, str]:
    """Return the pages of all codes, in every language, as Markdown by file name.

    >>> sorted(codes_pages())
    ['codes.md', 'codes.zh.md']
    """
    every = [_page(language) for language in LANGUAGES]
    site = Site(LANGUAGES, frozenset(page.place for page in every), _FOOTER)
    return {file_name(page.place, SUFFIX): render(page, site) for page in every}


def _page(language: str) -> Page:
    with using(language):
        title = say(zh="问题代码", en="Codes of problems")
        return Page("", _NAMES[language], language, title, "", tuple(_blocks(language)))


def _blocks(language: str) -> Iterator[Block]:
    yield Paragraph(
        tuple(Link(LANGUAGE_NAMES[other], page=_NAMES[other]) for other in LANGUAGES if other != language),
    )
    yield Paragraph(
        (
            say(
                zh="报告、文件或格式的每一种问题都有一个代码，供程序使用；已公布的代码不会改作他用。",
                en="Every kind of problem of a report, a document or a format has a code, by which programs know it; "
                "a published code is never used for another. ",
            ),
            Code(f"govdisclosure rule {codes.NO_HEADLINE.id}"),
            say(zh=" 显示其中一个。", en=" shows one of them."),
        )
    )
    for title, declared in codes.AREAS.items():
        yield Heading(2, (str(title),), anchor_of("area", title.en.lower()))
        head = (
            say(zh="代码", en="Code"),
            say(zh="级别", en="Severity"),
            say(zh="含义", en="Meaning"),
            say(zh="怎么办", en="What to do"),
        )
        yield Records(head, tuple(_record(code) for code in declared))


def _record(code: codes.Code) -> Record:
    cells = ((Code(code.id),), (str(SEVERITY[code.severity]),), (str(code.meaning),), (str(code.advice),))
    return Record(cells, anchor=code.id)
