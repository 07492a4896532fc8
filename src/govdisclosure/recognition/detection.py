"""Which format a document is in: the one of all installed formats that most of its cells are found with.

The year is another opinion, and never overrules the labels: bodies keep an old form for years. What a document prints
in another form than the rest of it is said and left out. What most documents do not need is imported when it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache

from attrs import define, field

from govdisclosure import codes
from govdisclosure.errors import ReadError
from govdisclosure.form import Form, expand, table_name
from govdisclosure.grid import Document, Grid, TextBlock
from govdisclosure.language import current, say
from govdisclosure.recognition.matching.headers import with_headers
from govdisclosure.recognition.matching.lexicon import TableWords, words_of
from govdisclosure.recognition.matching.match_grids import Matched, match
from govdisclosure.recognition.narrative.outlines import Outline, outline
from govdisclosure.recognition.narrative.sections import Narrative, read_narrative
from govdisclosure.recognition.narrative.years import Captioned, captioned
from govdisclosure.report import Problem
from govdisclosure.spec import Spec, normal
from govdisclosure.specfile import all_specs, find_spec

_POOR = 0.5
"""Which part of the form's cells is so few that the text around the tables is looked at too."""


@define(eq=False, repr=False, slots=False)
class Detected:
    """The form a document is in, what was found of it, its text, and the problems of the detection itself."""

    form: Form
    matched: Matched
    document: Document
    outline: Outline
    problems: list[Problem] = field(factory=list)

    @cached_property
    def narrative(self) -> Narrative:
        """The text of the document, taken apart by the section titles of the form."""
        return read_narrative(self.form.spec, self.document, self._is_furniture, self.outline)

    def _is_furniture(self, block: TextBlock) -> bool:
        from govdisclosure.recognition.plaintext.regrouping import is_furniture

        return is_furniture(self.form, block)

    @property
    def fits_its_year(self) -> bool:
        """Whether the document says that it is of a year that the form is for."""
        return self.narrative.year is not None and self.narrative.year in self.form.spec.for_years


def detect(document: Document, spec: str | Spec | None = None) -> Detected:
    """Match a document with the format asked for, or with the one that fits it best; raise `ReadError` if none does."""
    specs = (find_spec(spec),) if spec is not None else all_specs()
    forms = [expand(one) for one in specs]
    names = _names(document)
    ranked = sorted(forms, key=lambda form: (-len(names & vocabulary(form)), form.spec.id))
    # Only a form that knows names of the document which the most likely one does not know can be found in it as well.
    known = vocabulary(ranked[0]) if ranked else frozenset()
    tries = [
        _try(form, document)
        for number, form in enumerate(ranked)
        if names & vocabulary(form) and (number == 0 or names & vocabulary(form) - known)
    ]
    tries = [found for found in tries if found.matched.cells]
    if not tries:
        raise ReadError(_nothing(document, specs, asked=spec is not None))
    most = max(found.matched.score for found in tries)
    best = [found for found in tries if found.matched.score == most]
    # Where two forms fit equally well, the year decides, else the newer one.
    chosen = max(best, key=lambda found: (len(best) > 1 and found.fits_its_year, found.form.spec.id))
    if any(printed.content.state == "unreadable" for printed in chosen.matched.cells.values()):
        from govdisclosure.recognition.matching.settle import settle

        settle(chosen.form, chosen.matched)
    others = [found for found in tries if found is not chosen and found.form.spec.family == chosen.form.spec.family]
    chosen.problems += _other_forms(chosen, others)
    return chosen


def _try(form: Form, document: Document) -> Detected:
    found = outline(form.spec, document)
    kept = with_headers(form, found.kept(document))
    others = tuple(captioned(kept, found.headline.year)) if found.headline is not None else ()
    matched, problems = _without(form, kept, others) if others else (match(form, kept.grids), [])
    if matched.score < _POOR * len(form.cells) or not form.tables.keys() <= matched.read_by_table.keys():
        # Tables may have lost their fields on the way: one cell per line, or a row as one line.
        from govdisclosure.recognition.plaintext.regrouping import regrouped

        grids = regrouped(form, kept)
        if grids:
            again = match(form, grids)
            if again.score > matched.score:
                matched = again
    return Detected(form, matched, document, found, problems)


def _without(form: Form, document: Document, others: Sequence[Captioned]) -> tuple[Matched, list[Problem]]:
    """Match a document without the tables of other years, as far as the same tables stand in it for the report's own.

    A table whose own figures stand nowhere else is read whatever is written over it, which is said.
    """
    left = {id(other.grid) for other in others}
    matched = match(form, [grid for grid in document.grids if id(grid) not in left])
    problems: list[Problem] = []
    kept = False
    for other in others:
        own = match(form, (other.grid,)).cells
        if not own:
            continue
        if _stand_twice(own, matched.cells):
            outcome = say(zh="未读入", en="it was left out")
        else:
            left.discard(id(other.grid))
            kept = True
            outcome = say(zh="文中没有别的这种表，仍按本年读入", en="it is read all the same, as there is no other one")
        message = say(
            zh=f"{other.place}：“{other.text}”下的表写的是 {other.year} 年，{outcome}。",
            en=f"{other.place}: the table under '{other.text}' is of {other.year}; {outcome}",
        )
        problems.append(Problem.of(codes.OTHER_YEAR, message, place=other.place))
    if kept:
        matched = match(form, [grid for grid in document.grids if id(grid) not in left])
    return matched, problems


def _stand_twice(cells: Collection[int], elsewhere: Collection[int]) -> bool:
    """Whether at least half of the cells of a table were found elsewhere too.

    Not all of them: a row that is misspelt in this year's table must not be filled from last year's.
    """
    return 2 * sum(index in elsewhere for index in cells) >= len(cells)


@lru_cache(maxsize=32)
def vocabulary(form: Form) -> frozenset[str]:
    """Return every name of a form's rows, columns and headers."""
    return frozenset(
        name
        for words in words_of(form)
        for names in (words.rows, words.columns, words.row_groups, words.column_headers)
        for name in names
    )


def _names(document: Document) -> set[str]:
    names = {normal(cell.text) for grid in document.grids for cell in grid.cells if cell.text}
    for block in document.blocks:
        if not isinstance(block, Grid) and len(block.text) <= 100:  # noqa: PLR2004 - the longest labels, and figures
            # A row that was printed as one line begins with its label.
            text = block.text.rstrip("0123456789０１２３４５６７８９.,，/— -\u3000")
            names.add(normal(text))
            names.update(map(normal, text.split()))
    return names


def _nothing(document: Document, specs: Sequence[Spec], *, asked: bool) -> str:
    if not document.grids:
        return say(zh="文中没有表格。", en="there is no table in the document")
    if asked:
        name = specs[0].id
        return say(zh=f"文中没有格式 {name} 的表格。", en=f"there is no table of the format {name} in the document")
    return say(zh="文中没有已知格式的表格。", en="there is no table of a known format in the document")


def _other_forms(chosen: Detected, others: Iterable[Detected]) -> Iterable[Problem]:
    """Say which tables of the document are printed in another form than the rest."""
    read = chosen.matched.read
    for other in others:
        words: list[TableWords] = list(words_of(other.form))
        for table in words:
            rows = other.matched.read_by_table.get(table.form.key, set())
            if not rows or rows & read:
                continue
            name = table_name(other.form.spec, table.form.key, current())
            message = say(
                zh=f"“{name}”是按 {other.form.spec.id} 的格式印的，与全文的 {chosen.form.spec.id} 不同，未读入。",
                en=f"'{name}' is printed in the form {other.form.spec.id} and not in {chosen.form.spec.id} like the "
                "rest; it was left out",
            )
            yield Problem.of(codes.OTHER_FORM, message)
