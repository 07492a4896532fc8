"""Which format a document is in: the one of all installed formats that most of its cells are found with.

The year is another opinion, and never overrules the labels: bodies keep an old form for years. What a document prints
in another form than the rest of it is said and left out. What most documents do not need is imported when it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import evolve, frozen

from govdisclosure import codes
from govdisclosure.errors import Fault, ReadError
from govdisclosure.form import Form, expand, table_name
from govdisclosure.grid import Document, TextBlock
from govdisclosure.language import current, say
from govdisclosure.recognition.annex import missing_format
from govdisclosure.recognition.likely import likely_forms
from govdisclosure.recognition.matching.alike import matched
from govdisclosure.recognition.matching.headers import with_headers
from govdisclosure.recognition.matching.headings import tables_headed
from govdisclosure.recognition.matching.lexicon import words_of
from govdisclosure.recognition.matching.match_grids import Matched
from govdisclosure.recognition.matching.open_rows import opened, with_sums_open
from govdisclosure.recognition.narrative.outlines import Outline, outline
from govdisclosure.recognition.narrative.sections import Narrative, read_narrative
from govdisclosure.recognition.narrative.years import captioned
from govdisclosure.recognition.other_years import match_without
from govdisclosure.recognition.plaintext.open_lines import with_open_lines
from govdisclosure.recognition.refusals import nothing_found
from govdisclosure.report import Problem
from govdisclosure.spec import Spec
from govdisclosure.specfile import all_specs, find_spec

_POOR = 0.5
"""Which part of the form's cells is so few that the text around the tables is looked at too."""


@frozen(eq=False, repr=False, slots=False)
class DocumentText:
    """The text of a document, as a form divides it; taken apart when it is asked for, once."""

    form: Form
    document: Document
    outline: Outline
    printed: Document | None = None
    """The document as it is printed, if that is in other characters."""

    @cached_property
    def narrative(self) -> Narrative:
        """The text of the document, taken apart by the section titles of the form."""
        found = read_narrative(self.form.spec, self.document, self._is_furniture, self.outline)
        return found if self.printed is None else _as_printed(found, self.printed)

    def _is_furniture(self, block: TextBlock) -> bool:
        from govdisclosure.recognition.plaintext.regrouping import is_furniture

        return bool(tables_headed(self.form, block.text)) or is_furniture(self.form, block)


def _as_printed(found: Narrative, document: Document) -> Narrative:
    """Return a text in the characters in which the document prints it."""
    from govdisclosure.recognition.traditional import as_printed

    return evolve(
        found,
        organisation=as_printed(found.organisation, document) if found.organisation else None,
        sections={
            key: "\n".join(as_printed(line, document) for line in text.split("\n"))
            for key, text in found.sections.items()
        },
    )


@frozen(eq=False, repr=False)
class Detected:
    """The form a document is in, what was found of it, its text, and the problems of the detection itself."""

    form: Form
    text: DocumentText
    matched: Matched
    problems: tuple[Problem, ...] = ()

    @property
    def narrative(self) -> Narrative:
        """The text of the document, taken apart by the section titles of the form."""
        return self.text.narrative

    @property
    def fits_its_year(self) -> bool:
        """Whether the document says that it is of a period that the form is for."""
        return self.narrative.period is not None and self.narrative.period in self.form.spec.for_years

    @property
    def is_poor(self) -> bool:
        """Whether so few cells were found that the document may be in another form."""
        return self.matched.score < _POOR * len(self.form.cells)

    @property
    def is_partial(self) -> bool:
        """Whether a table or half of the cells are missing: the text around the tables may hold them."""
        return self.is_poor or not self.form.tables.keys() <= self.matched.read_by_table.keys()


def detect(document: Document, spec: str | Spec | None = None) -> Detected:
    """Match a document with the format asked for, or with the one that fits it best; raise `ReadError` if none does."""
    specs = (find_spec(spec),) if spec is not None else all_specs()
    forms = [expand(one) for one in specs]
    tries = _tried(forms, document)
    if all(found.is_poor for found in tries):
        tries = _in_traditional(forms, document, tries)
    absent = missing_format(document.annex) if document.annex and spec is None else ""
    if not tries:
        asked = "" if spec is None else specs[0].id
        raise ReadError(Fault(nothing_found(document, asked, absent), code=codes.NO_REPORT))
    chosen, alike = _best(tries)
    said = (*_other_forms(chosen, tries), *_alike(chosen, alike), *_absent_format(absent, chosen))
    return evolve(chosen, matched=_settled(chosen), problems=(*chosen.problems, *said))


def _settled(found: Detected) -> Matched:
    """Return what was found, with what the sums of the form leave one reading of."""
    if not [one for one in found.matched.found.values() if one.printed.content.state == "unreadable"]:
        return found.matched
    from govdisclosure.recognition.matching.settle import settled

    return settled(found.form, found.matched)


def _tried(forms: Sequence[Form], document: Document) -> list[Detected]:
    """Return what is found of a document in the likely forms, and in those of its year if these are not."""
    tries = _rescued([_matched(form, document) for form in likely_forms(forms, document)])
    if not any(found.fits_its_year for found in tries if found.matched.found):
        tries += [_matched(form, document) for form in _of_their_years(forms, tries)]
    return [found for found in tries if found.matched.found]


def _of_their_years(forms: Sequence[Form], tries: Sequence[Detected]) -> Iterator[Form]:
    """Yield the other forms of the same families that are for a period in which the document says it is."""
    tried = {found.form.spec for found in tries}
    families = {spec.family for spec in tried}
    periods = {period for found in tries if (period := found.narrative.period)}
    for form in forms:
        spec = form.spec
        if spec not in tried and spec.family in families and any(period in spec.for_years for period in periods):
            yield form


def _in_traditional(forms: Sequence[Form], document: Document, tries: list[Detected]) -> list[Detected]:
    """Return what is found of a document in simplified characters, if that is more than what was found as it is."""
    from govdisclosure.recognition.traditional import simplified

    plain = simplified(document)
    found = _tried(forms, plain) if plain is not None else []
    best = max([*tries, *found], key=lambda one: one.matched.score, default=None)
    if best not in found:
        return tries
    message = say(
        zh="文中用繁体字，标签按对应的简体字辨认。",
        en="the document is in traditional characters; its labels were recognised by the simplified ones",
    )
    said = Problem.of(codes.TRADITIONAL_CHARACTERS, message)
    return [evolve(one, text=evolve(one.text, printed=document), problems=(*one.problems, said)) for one in found]


def _best(tries: Sequence[Detected]) -> tuple[Detected, list[Detected]]:
    """Return the form that most cells are found with, and those that fit as well and cannot be told apart from it.

    Where several forms fit equally well, the year decides; else the newest is taken that is no draft.
    """
    most = max(found.matched.score for found in tries)
    best = [found for found in tries if found.matched.score == most]
    if len(best) > 1:
        best = [found for found in best if found.fits_its_year] or best
    chosen = max(best, key=lambda found: (found.form.spec.status != "draft", found.form.spec.id))
    return chosen, [found for found in best if found is not chosen]


def _alike(chosen: Detected, alike: Sequence[Detected]) -> Iterator[Problem]:
    """Say which formats fit the document as well."""
    if not alike:
        return
    others = say(zh="、", en=", ").join(found.form.spec.id for found in alike)
    message = say(
        zh=f"格式 {others} 与 {chosen.form.spec.id} 同样符合文中的表格，按 {chosen.form.spec.id} 读入。",
        en=f"the tables of the document fit {others} as well as {chosen.form.spec.id}, in which they were read",
    )
    yield Problem.of(codes.FORMATS_ALIKE, message)


def _absent_format(name: str, chosen: Detected) -> Iterator[Problem]:
    """Say that the format is not there which the document names."""
    if not name:
        return
    message = say(
        zh=f"文件写明它是格式 {name} 的报告，这里没有该格式，按 {chosen.form.spec.id} 读入。",
        en=f"the document says that it is in the format {name}, which is not installed; it was read in "
        f"{chosen.form.spec.id}",
    )
    yield Problem.of(codes.ABSENT_FORMAT, message)


def _matched(form: Form, document: Document) -> Detected:
    """Match the tables of a document as they stand."""
    document = with_open_lines(form, document)
    found = outline(form.spec, document)
    kept = with_headers(form, found.kept(document))
    others = tuple(captioned(kept, found.headline.period)) if found.headline is not None else ()
    open_form = opened(form, kept.grids)
    form = open_form.form
    matched, problems = match_without(form, kept, others)
    return Detected(form, DocumentText(form, document, found), with_sums_open(open_form, matched), problems)


def _rescued(tries: Sequence[Detected]) -> list[Detected]:
    """Look for tables that lost their fields, one cell on a line or a row as one line, where the plain match is poor.

    The form that the plain match prefers is tried first, and the others only if little of that is found.
    """
    ranked = sorted(tries, key=lambda found: -found.matched.score)
    rescued: list[Detected] = []
    for number, found in enumerate(ranked):
        told = number > 0 and not rescued[0].is_poor
        rescued.append(_regrouped(found) if found.is_partial and not told else found)
    return rescued


def _regrouped(found: Detected) -> Detected:
    from govdisclosure.recognition.plaintext.regrouping import regrouped

    form, document = found.form, with_headers(found.form, found.text.outline.kept(found.text.document))
    again = matched(form, regrouped(form, document))
    return evolve(found, matched=again) if again.score > found.matched.score else found


def _other_forms(chosen: Detected, others: Iterable[Detected]) -> Iterable[Problem]:
    """Say which tables of the document are printed in another form than the rest."""
    read = chosen.matched.read
    family = chosen.form.spec.family
    for other in (one for one in others if one is not chosen and one.form.spec.family == family):
        for table in words_of(other.form):
            rows = other.matched.read_by_table.get(table.form.key, frozenset())
            if not rows or rows & read:
                continue
            name = table_name(other.form.spec, table.form.key, current())
            message = say(
                zh=f"“{name}”是按 {other.form.spec.id} 的格式印的，与全文的 {chosen.form.spec.id} 不同，未读入。",
                en=f"'{name}' is printed in the form {other.form.spec.id} and not in {chosen.form.spec.id} like the "
                "rest; it was left out",
            )
            yield Problem.of(codes.OTHER_FORM, message)
