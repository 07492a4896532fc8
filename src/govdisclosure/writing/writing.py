"""Which document a name asks for, and a report or a blank form written as one, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import PurePath
from typing import Literal, get_args

from attrs import evolve

from govdisclosure.errors import UsageError, not_installed
from govdisclosure.files import check_limit, write_atomically
from govdisclosure.form import Form, expand
from govdisclosure.grid import Page
from govdisclosure.language import LANGUAGES, say
from govdisclosure.layout import GAP, blank_page, filled_page, headline, spare_page, with_spare_lines
from govdisclosure.likeness import nearest
from govdisclosure.recognition import annex_of
from govdisclosure.report import BLANK, Report, Reported, report_of, to_json
from govdisclosure.rosters import Roster, Unit, read_roster
from govdisclosure.spec import Spec
from govdisclosure.specfile import find_spec
from govdisclosure.writing.carried import NOTHING, Carried, carried
from govdisclosure.writing.spare import SPARE, spare_counts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.documents import Workbook

Format = Literal["docx", "html", "xlsx", "pdf", "md", "csv", "json"]
"""The formats that documents are written in, as their suffixes name them."""

FORMATS: tuple[Format, ...] = get_args(Format)
_OTHER_SUFFIXES = {"htm": "html", "markdown": "md"}
BLANKS: tuple[Format, ...] = ("docx", "html", "xlsx", "pdf", "json")
"""The formats of empty forms."""


def write(
    report: Reported,
    path: str | os.PathLike[str],
    *,
    format: Format | None = None,  # noqa: A002 - the word that every user of a writer expects
    language: str = "zh",
    fragment: bool = False,
    theme: str | os.PathLike[str] | None = None,
    encoding: str = "utf-8",
) -> None:
    r"""Write a report as a document; the suffix of the path says which, unless `format` does.

    `language` is that of the labels. `fragment` leaves the page around an HTML report out, for a content management
    system. `theme` is the look of a Word document or a PDF: the name of one that comes with the package, or a file
    (YAML). `encoding` is that of CSV: `utf-8` (with a byte order mark) or `gb18030`. The figures are written as they
    are, and reading the document gives the report back.

    Raises `UsageError` if the suffix or the language is not known, or the file cannot be written; no half-written file
    ever stays.

    >>> import tempfile
    >>> from pathlib import Path
    >>> import govdisclosure as gd
    >>> report = gd.from_json('{"spec": "cn/2021", "organisation": "某县", "year": 2024}')
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(report, f"{folder}/report.md")
    ...     print(Path(f"{folder}/report.md").read_text("utf-8").partition("\n")[0])
    # 某县2024年政府信息公开工作年度报告
    """
    chosen = format_of(path, format, FORMATS)
    data = write_bytes(report_of(report), chosen, language=language, fragment=fragment, theme=theme, encoding=encoding)
    write_atomically(path, data)


def blank(
    spec: str | Spec,
    path: str | os.PathLike[str],
    *,
    format: Format | None = None,  # noqa: A002 - the same
    language: str = "zh",
    fragment: bool = False,
    theme: str | os.PathLike[str] | None = None,
    keys: Mapping[str, tuple[str, ...]] | None = None,
    spare: int = SPARE,
    prior: Reported | Mapping[str, Reported] | None = None,
    units: str | os.PathLike[str] | None = None,
) -> None:
    """Write the empty form of a format: `.docx`, `.html`, `.xlsx` (totals and checks are live), `.pdf` or `.json`.

    `keys` names the rows of open nodes, by addresses such as `TABLE/rows:PATH`; where it names none, a workbook has
    `spare` rows whose labels are typed too, and to the page for a browser rows are added. Every cell is blank and none
    is 0. `prior`, of `.xlsx` and `.html`, is the report of the year before: the organisation, the year, and the figures
    that rules of the format carry over stand in the form as proposals, marked as such, and rules between the years are
    live.

    `units` is a roster: the workbook then has a sheet for every unit that has none below itself, live sums over all of
    them and one overview of their checks; `prior` has reports by the codes of the units. Reading it gives as many
    reports.

    Raises `UsageError` if the suffix or the language is not known, or the file cannot be written, `UsageError` or
    `SpecError` if there is no such format.
    """
    chosen = format_of(path, format, BLANKS)
    data = blank_bytes(
        spec,
        chosen,
        language=language,
        fragment=fragment,
        theme=theme,
        keys=keys,
        spare=spare,
        prior=prior,
        units=None if units is None else read_roster(units),
    )
    write_atomically(path, data)


def format_of(path: str | os.PathLike[str], asked: str | None, known: tuple[Format, ...]) -> Format:
    """Return the format asked for, or the one that a suffix names; raise `UsageError` if it is not known."""
    suffix = PurePath(os.fspath(path)).suffix.lower().removeprefix(".")
    name = (suffix if asked is None else asked.lower()).removeprefix(".")
    name = _OTHER_SUFFIXES.get(name, name)
    for each in known:
        if each == name:
            return each
    listed = " ".join(f".{each}" for each in known)
    if not name:
        path = os.fspath(path)
        message = say(
            zh=f"{path} 没有后缀，不知道写成什么；可用：{listed}",
            en=f"{path} has no suffix that says what to write; known: {listed}",
        )
        raise UsageError(message)
    message = say(zh=f"不能写成 .{name}；可用：{listed}", en=f"cannot write .{name}; known: {listed}")
    raise UsageError(message + nearest(name, known))


def _must_be_known(language: str) -> None:
    if language not in LANGUAGES:
        listed = " ".join(LANGUAGES)
        message = say(zh=f"没有语言 {language}，可用：{listed}", en=f"no language {language}; known: {listed}")
        raise UsageError(message + nearest(language, LANGUAGES))


def write_bytes(
    report: Report,
    format: Format,  # noqa: A002 - the same
    *,
    language: str = "zh",
    fragment: bool = False,
    theme: str | os.PathLike[str] | None = None,
    encoding: str = "utf-8",
) -> bytes:
    """Return the bytes of a report as a document of that format, as `write` writes them."""
    _must_be_known(language)
    if format == "json":
        return (to_json(report) + "\n").encode()
    if format == "csv":
        from govdisclosure.documents import write_csv
        from govdisclosure.report import fields_of, to_rows

        return write_csv(fields_of(report.spec), to_rows(report, language), encoding)
    texts = (report.organisation or "", *report.sections.values())
    check_limit("letters", sum(map(len, texts)), "报告文字的字数", "letters in the texts of a report")
    page = evolve(filled_page(report, language), annex=annex_of(report, language))
    if format == "xlsx":
        from govdisclosure.writing.sheets import filled_workbook

        return _xlsx(filled_workbook(report, page))
    return _document(page, format, fragment=fragment, theme=theme)


def blank_bytes(
    spec: str | Spec,
    format: Format,  # noqa: A002 - the same
    *,
    language: str = "zh",
    fragment: bool = False,
    theme: str | os.PathLike[str] | None = None,
    keys: Mapping[str, tuple[str, ...]] | None = None,
    spare: int = SPARE,
    prior: Reported | Mapping[str, Reported] | None = None,
    units: Roster | None = None,
) -> bytes:
    """Return the bytes of the empty form of a format, as `blank` writes them."""
    _must_be_known(language)
    form = expand(find_spec(spec), keys or ())
    if units is not None:
        return _county_bytes(form, format, units, {} if prior is None else prior, language)
    before = _one_report(prior)
    if format == "html" and not fragment:
        from govdisclosure.writing.browser import browser_form

        return browser_form(form, _empty(form), language, before).encode()
    counts = spare_counts(form, spare) if format == "xlsx" else None
    drawn = with_spare_lines(form, counts or {}, language)
    taken = NOTHING if before is None else _carried(drawn, before, format)
    empty = evolve(_empty(form), organisation=taken.organisation, year=taken.period)
    if format == "json":
        return (to_json(empty) + "\n").encode()
    title = headline(form.spec, language, taken.organisation or GAP, taken.period or GAP)
    page = evolve(spare_page(drawn, form, language), title=title, annex=annex_of(empty, language, counts))
    if format == "xlsx":
        from govdisclosure.writing.collection import collection_form

        return _xlsx(collection_form(drawn, page, form, taken))
    return _document(page, format, fragment=fragment, theme=theme)


def _county_bytes(
    form: Form,
    format: Format,  # noqa: A002 - the same
    roster: Roster,
    priors: Reported | Mapping[str, Reported],
    language: str,
) -> bytes:
    """Return the bytes of the workbook of many units."""
    if format != "xlsx":
        raise UsageError(
            say(zh="按名册一表一单位的只有 .xlsx。", en="only .xlsx has a sheet for every unit of a roster")
        )
    if not isinstance(priors, Mapping):
        raise UsageError(
            say(zh="与名册同用时，上年报告应按单位代码给出。", en="with a roster, prior reports are given by unit code")
        )
    from govdisclosure.writing.county import county_form, must_fit
    from govdisclosure.writing.county_checks import Filed

    must_fit(form, len(roster.reporting))
    empty = _empty(form)
    # Cells that the annex does not have are blank in the form, but rows that reports name themselves must be there.
    short = empty if form.keys else Report(form, (None,) * len(form.cells))

    def filed(unit: Unit) -> Filed:
        before = priors.get(unit.code)
        taken = NOTHING if before is None else carried(form, empty, report_of(before))
        return Filed(unit, annex_of(evolve(short, organisation=unit.name, year=taken.period), language), taken)

    tops = roster.children.get(None, ())
    title = tops[0].name if len(tops) == 1 and tops[0].code in roster.children else ""
    page = blank_page(form, language)
    return _xlsx(county_form(form, page, tuple(map(filed, roster.reporting)), title))


def _one_report(prior: Reported | Mapping[str, Reported] | None) -> Report | None:
    if isinstance(prior, Mapping):
        raise UsageError(
            say(
                zh="上年报告按单位给出时，须同时给出名册（units）。",
                en="prior reports by unit need a roster: `units`",
            )
        )
    return None if prior is None else report_of(prior)


def _carried(form: Form, prior: Report, format: Format) -> Carried:  # noqa: A002 - the same
    if format != "xlsx":
        raise UsageError(
            say(
                zh="上年报告只用于 .xlsx 和浏览器填写的 .html：建议值要能看出来、能改。",
                en="a prior report is for .xlsx and for .html to fill in: proposals must be seen, and may be changed",
            )
        )
    return carried(form, _empty(form), prior)


def _empty(form: Form) -> Report:
    return Report(form, (None,) * len(form.cells), contents=dict.fromkeys(range(len(form.cells)), BLANK))


def _xlsx(workbook: Workbook) -> bytes:
    with _Extra("documents"):
        from govdisclosure.documents import write_xlsx
    return write_xlsx(workbook)


def _document(
    page: Page,
    format: Format,  # noqa: A002 - the same
    *,
    fragment: bool,
    theme: str | os.PathLike[str] | None,
) -> bytes:
    match format:
        case "docx":
            with _Extra("documents"):
                from govdisclosure.documents import write_docx
            from govdisclosure.writing.themes import load_theme

            return write_docx(page, load_theme(theme))
        case "pdf":
            with _Extra("typst"):
                from govdisclosure.documents import write_pdf
            from govdisclosure.writing.themes import load_theme

            return write_pdf(page, load_theme(theme))
        case "html":
            from govdisclosure.documents import write_html

            return write_html(page, fragment=fragment).encode()
        case _:
            from govdisclosure.documents import write_markdown

            return write_markdown(page).encode()


class _Extra:
    """Turns the absence of an optional library into a sentence that says how to install it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        """Do nothing: only the end matters."""

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        if isinstance(error, ModuleNotFoundError) and not (error.name or "").startswith("govdisclosure"):
            raise UsageError(not_installed(error.name, self.name)) from None
